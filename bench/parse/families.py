"""More ways in which people type sources into notes: data for ``bench.parse.typed``.

Made after the shapes of ``bench.parse.shapes``, as lists of them are. ``seen`` lines are in both
halves; ``unseen`` ones, in the held-out half alone, were written once the rules stood.
"""

# ruff: noqa: E501 (a shape reads best in its own line)
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One language's further shapes."""

    seen: str
    unseen: str = ""


FAMILIES: dict[str, Family] = {
    "en": Family(
        seen="""
book: {author}. {title}. {place}: {house}, {year}.
book: {inverted}. {title}. {place}: {house}, {year}. {page}.
book: {author}, {title}, 2nd edn ({place}: {house}, {year}), {page}.
book: {author}, {title} ({place}, {year}), p. {page}.
book: {author}, {title} ({year}), {page}.
book: {author}, {title} ({house} {year}) {page}.
book: {author} & {author2}, {title}, {house}, {place}, {year}, pp. {pages}.
book: {editor} and {editor2} (eds), {title} ({house}, {year}).
book: {author}, {title}, vol. {volume} ({place}: {house}, {year}), p. {page}.
chapter: {author}, “{title}” in {book}, eds. {editor} and {editor2} ({house}, {year}), p. {page}.
chapter: {author}, ‘{title}’ in {editor} (ed), {book} ({house} {year}) {page}.
article-journal: {author}, ‘{title}’ ({year}) {volume}({issue}) {journal} {page}.
article-journal: {author}, “{title}”, {journal}, vol. {volume}, no. {issue}, {year}, pp. {pages}.
article-journal: {author}. “{title}.” {journal} {volume}.{issue} ({year}): {pages}.
article-newspaper: {author}, “{title}”, {paper} ({date}).
article-newspaper: {author}, “{title},” {paper}, {date}, {url}.
webpage: {author}, “{title},” {site}, {date}. {url}. Accessed {accessed}.
webpage: “{title},” {site}, {url} (retrieved {accessed}).
report: {body}, “{title}” ({place}, {year}), {url}.
report: {body} ({year}), {title}, {place}.
report: {firm}, {title} ({place}: {firm2}, {year}).
thesis: {author}, “{title}” (MA diss., {university}, {year}), {page}.
interview: Author’s interview with {author}, {date}.
interview: {author}, in discussion with the author, {date}.
personal_communication: {author}, email message to author, {date}.
legal_case: {family} v. {family2}, 410 U.S. 113 ({year}).
post: {author}, “{title},” {facebook}, {date}, {url}.
post: {author} (@{handle}), “{title},” tweet, {date}.
motion_picture: {title} (dir. {author}, {year}).
motion_picture: {title}, dir. {author}, {house}, {year}, DVD.
broadcast: {author}, “{title},” {show}, podcast, {date}.
dataset: {author}, “{title}” [data set], {zenodo}, {year}, {doi_url}.
map: {body}, {title}, map, 1:25,000, {place}, {year}.
""",
        unseen="""
book: {author}. {year}. {title}. {place}: {house}, {page}.
book: {author}, {title}, {house}, {year}, chap. {issue}.
book: {author} ({year}). {title}. {house}, p. {page}.
chapter: {author}, “{title},” in {editor}, ed., {book} ({place}: {house}, {year}), {pages}.
article-journal: {inverted}. “{title}.” {journal}, vol. {volume}, {year}, pp. {pages}.
article-newspaper: {author}, {paper}, {date}, “{title}”.
webpage: {author}, “{title}”, {site} (blog), {date}, {url}.
report: {body}, {annual} ({place}: {body2}, {year1}), {page}.
interview: Telephone conversation with {author}, {place}, {date}.
personal_communication: {author}, text message to the author, {date}.
motion_picture: {title}, written and directed by {author}, {year}.
post: {author}, post on Bluesky, {date}, {url}.
map: {body}, {title}, scale 1:10,000 ({place}, {year}).
""",
    ),
    "de": Family(
        seen="""
book: {author}: {title}. {house}, {place} {year}, S. {page}.
book: {author}: {title}. 2. Auflage. {place}: {house} {year}.
book: {author}, {title} ({place}, {year}), S. {page}.
book: {editor}/{editor2} (Hg.): {title}. {place} {year}.
book: {inverted}: {title}. {place} {year}, S. {page} f.
book: {author}: {title}, 3., überarb. Aufl., {place} {year}, S. {pages}.
chapter: {author}: {title}. In: {editor} (Hrsg.): {book}. {place} {year}, S. {pages}.
chapter: {author}: „{title}“. In: {editor} (Hg.), {book}, {place}: {house} {year}, S. {page}.
article-journal: {author}: „{title}“, in: {journal} {volume} ({year}), H. {issue}, S. {pages}.
article-journal: {inverted}: {title}, {journal} {volume} ({year}), S. {pages}.
article-newspaper: {author}: {title}. In: {paper}, {numeric}, S. {page}.
article-newspaper: {author}: „{title}“, {paper}, {date}.
webpage: {author}: „{title}“, {site}, {numeric}, {url} (abgerufen am {accessed_numeric}).
webpage: {body}: {title}. URL: {url} [Stand: {accessed_numeric}].
report: {issuer} (Hrsg.): {title}. {place} {year}.
report: {firm}: {annual}. {place} {year1}, S. {page}.
thesis: {author}: {title}. Dissertation, {university} {year}.
thesis: {author}: {title}, Masterarbeit, {university}, {year}, S. {page}.
interview: Gespräch mit {author} am {date}.
interview: {author} im Gespräch mit dem Verfasser, {date}.
personal_communication: {author}, persönliche Mitteilung, {date}.
legislation: § {issue} BGB.
post: {author}, Beitrag auf {facebook}, {date}, {url}.
motion_picture: {title}, Regie: {author}, {year}.
broadcast: „{title}“, {show}, {network}, {date}.
map: {body}: {title}. Karte 1 : 25.000. {place} {year}.
""",
        unseen="""
book: {author}: {title}. {place}, {house}, {year}, S. {page}.
book: {author}, {title}. {house}: {place} {year}.
book: {author} ({year}): {title}. {place}: {house}, S. {page}.
chapter: {author}: „{title}“, in: {editor}/{editor2} (Hg.): {book}. {house}, {place} {year}, S. {pages}.
article-journal: {author}: {title}, in: {journal}, Bd. {volume}, Nr. {issue} ({year}), S. {page}.
article-newspaper: {author}: {title}, in: {paper} vom {numeric}, S. {page}.
webpage: {author}, {title}, in: {site}, {date}, online unter {url} (letzter Zugriff: {accessed_numeric}).
report: {firm}: {annual}, {place} {year1}.
thesis: {author}: {title}, Diss. phil., {university} {year}, S. {pages}.
interview: Telefonisches Interview mit {author}, {date}.
motion_picture: {title}. Regie: {author}. {year}.
""",
    ),
    "fr": Family(
        seen="""
book: {author}, {title}, {house}, {year}, p. {page}.
book: {author}, {title}, 2e éd., {place}, {house}, {year}, p. {page}.
book: {author} et {author2}, {title}, {place}, {house}, {year}.
book: {inverted}, {title}, {place} : {house}, {year}, p. {pages}.
book: {author}, {title}, t. {volume}, {place}, {house}, {year}, p. {page}.
chapter: {author}, « {title} », in {editor} et {editor2} (dir.), {book}, {place}, {house}, {year}, p. {pages}.
article-journal: {author}, « {title} », {journal}, n° {issue}, {year}, p. {pages}.
article-journal: {author}, « {title} », {journal}, {year}, vol. {volume}, n° {issue}, p. {page}.
article-newspaper: {author}, « {title} », {paper}, {date}. URL : {url} (consulté le {accessed}).
article-newspaper: {paper}, « {title} », {date}.
webpage: {author}, « {title} », {site}, {date}, {url}.
webpage: {body}, « {title} », [en ligne], {url}, consulté le {accessed}.
report: {body}, {title}, rapport, {place}, {year}, p. {page}.
thesis: {author}, « {title} », mémoire de master, {university}, {year}.
interview: Entretien de l’auteur avec {author}, {date}.
personal_communication: {author}, communication personnelle, {date}.
motion_picture: {title}, réalisé par {author}, {year}.
broadcast: « {title} », {show}, {network}, {date}.
""",
        unseen="""
book: {author}, {title}, {house}, {place}, {year}, p. {pages}.
book: {author} ({year}), {title}, {place}, {house}, p. {page}.
chapter: {author}, « {title} », dans {book}, sous la direction de {editor}, {place}, {house}, {year}, p. {page}.
article-journal: {author}, « {title} », {journal}, {volume}, {issue}, {year}, p. {pages}.
article-newspaper: {author}, « {title} », {paper} du {date}, p. {page}.
webpage: {author}, « {title} », blog {site}, {date}, {url} (dernière consultation le {accessed}).
thesis: {author}, {title}, thèse d’histoire, {university}, {year}, p. {page}.
interview: Entretien téléphonique avec {author}, {date}.
motion_picture: {title}, film de {author}, {year}.
report: {firm}, {annual}, {year1}, p. {page}.
""",
    ),
    "es": Family(
        seen="""
book: {author}, {title} ({place}: {house}, {year}), {page}.
book: {author} y {author2}, {title}, {place}, {house}, {year}, pp. {pages}.
book: {inverted}. {title}. {place}: {house}, {year}.
book: {author}, {title}, 2.ª ed., {place}, {house}, {year}, p. {page}.
chapter: {author}, “{title}”, en {editor} y {editor2} (coords.), {book}, {house}, {place}, {year}, pp. {pages}.
article-journal: {author}, “{title}”, {journal}, {volume}({issue}), {year}, pp. {pages}.
article-journal: {author}, “{title}”, {journal}, nº {issue} ({year}), p. {page}.
article-newspaper: {author}, “{title}”, {paper}, {date}, {url}.
webpage: {author}, “{title}”, {site}, {date}. Disponible en: {url} [consulta: {accessed}].
report: {body} ({year}), {title}, {place}.
thesis: {author}, “{title}” (tesis doctoral, {university}, {year}), p. {page}.
motion_picture: {title}, dirigida por {author}, {year}.
broadcast: «{title}», {show}, {network}, {date}.
""",
        unseen="""
book: {author} ({year}), {title}, {place}, {house}, p. {page}.
book: {author}: {title}, {house}, {place}, {year}, p. {page}.
chapter: {author}, «{title}», en {book}, ed. de {editor}, {place}, {house}, {year}, pp. {pages}.
article-journal: {inverted}: «{title}», {journal}, {volume}, {year}, pp. {pages}.
article-newspaper: {author}: «{title}», {paper}, {date}.
webpage: {body}: «{title}», {url} (fecha de consulta: {accessed}).
interview: Entrevista del autor con {author}, {place}, {date}.
""",
    ),
    "it": Family(
        seen="""
book: {author}, {title}, {house}, {place}, {year}, p. {page}.
book: {author} e {author2}, {title}, {place}, {house}, {year}.
book: {inverted}, {title}, {house}, {place} {year}, pp. {pages}.
book: {author}, {title}, vol. {volume}, {place}, {house}, {year}, p. {page}.
chapter: {author}, “{title}”, in {editor} e {editor2} (a cura di), {book}, {place}, {house}, {year}, p. {page}.
article-journal: {author}, {title}, in «{journal}», {volume}, {year}, pp. {pages}.
article-journal: {author}, “{title}”, {journal}, vol. {volume}, n. {issue}, {year}, p. {page}.
article-newspaper: {author}, {title}, «{paper}», {date}, p. {page}.
webpage: {author}, “{title}”, {site}, {date}, {url} (ultimo accesso: {accessed}).
report: {body}, {title}, rapporto, {place}, {year}.
motion_picture: {title}, regia di {author}, {year}.
broadcast: «{title}», {show}, {network}, {date}.
""",
        unseen="""
book: {author}, {title}, {place}, {house} {year}, p. {page}.
book: {author} (a cura di), {title}, {place}, {house}, {year}.
article-journal: {author}, {title}, «{journal}», {volume} ({year}), pp. {pages}.
article-newspaper: {initials}, {title}, in «{paper}», {date}.
webpage: {body}, {title}, {url} (consultato il {accessed}).
thesis: {author}, {title}, tesi di laurea, {university}, a.a. {year}, p. {page}.
interview: Intervista dell’autore a {author}, {date}.
""",
    ),
    "tr": Family(
        seen="""
book: {inverted}. {title}. {place}: {house}, {year}.
book: {author} ve {author2}, {title}, {house}, {place} {year}, s. {page}.
book: {author}, {title} ({place}: {house}, {year}), {page}.
chapter: {author}, “{title}”, {book} içinde, der. {editor}, {house}, {place}, {year}, ss. {pages}.
article-journal: {author}, “{title}”, {journal}, {volume}/{issue} ({year}), s. {page}.
article-newspaper: {author}, “{title}”, {paper}, {date}, {url} (erişim: {accessed}).
webpage: {author}, “{title}”, {site}, {date}, {url}.
thesis: {author}, {title}, yüksek lisans tezi, {university}, {place}, {year}, s. {page}.
""",
        unseen="""
book: {author} ({year}), {title}, {place}: {house}, s. {page}.
book: {author}, {title}, 2. baskı, {house}, {place}, {year}, s. {pages}.
article-journal: {inverted}, “{title}”, {journal}, C. {volume}, S. {issue}, {year}, ss. {pages}.
webpage: {author}, “{title}”, {site}, {url}, (erişim tarihi {accessed}).
""",
    ),
    "ru": Family(
        seen="""
book: {short_ru} {title}. — {place}: {house}, {year}.
book: {short_ru} {title}. {place}, {year}. С. {page}.
book: {initials_ru}, {title}, {place}: {house}, {year}, с. {page}.
book: {short_ru}, {short2_ru} {title}. {place}: {house}, {year}. С. {page}.
book: {initials_ru} {title}. {place}, {year}. С. {pages}.
article-journal: {short_ru} {title} // {journal}. — {year}. — № {issue}. — С. {pages}.
article-journal: {initials_ru}. {title} // {journal}, {year}, № {issue}, с. {pages}.
article-journal: {initials_ru}, «{title}», {journal}, {year}, № {issue}, с. {page}.
chapter: {short_ru} {title} // {book}. {place}, {year}. С. {pages}.
article-newspaper: {short_ru} {title} // {paper}. {date}. С. {page}.
webpage: {title} // {site}. URL: {url} (дата обращения: {accessed_numeric}).
webpage: {title} [Электронный ресурс]. URL: {url} (дата обращения: {accessed_numeric}).
thesis: {short_ru} {title}: дис. ... канд. ист. наук. {place}, {year}. С. {page}.
interview: Беседа с {author_ru}, {date}.
""",
        unseen="""
book: {short_ru} {title}. {place} : {house}, {year}. С. {page}.
book: {initials_ru} {title}. {place}: {house}, {year}. С. {pages}.
article-journal: {short_ru} «{title}» // {journal}. {year}. Вып. {issue}. С. {pages}.
article-newspaper: {short_ru} {title} // {paper}. — {year}. — {day}. — С. {page}.
webpage: {short_ru} {title}. {url} (дата обращения: {accessed_numeric}).
chapter: {short_ru} {title} // {book} / отв. ред. {editor_ru}. {place}, {year}. С. {page}.
""",
    ),
    "zh": Family(
        seen="""
book: {author}、{author2}：《{title}》，{place}：{house}，{year}，第{page}页。
book: {author}，《{title}》，{house}，{year}年，{page}页。
article-journal: {author}，《{title}》，《{journal}》，第{volume}卷第{issue}期，{year}年，{pages}页。
article-newspaper: {author}：“{title}”，《{paper}》，{date}。
webpage: {author}：《{title}》，{site}，{date}，{url}。
thesis: {author}：《{title}》，硕士学位论文，{university}，{year}年。
""",
        unseen="""
book: {author}：《{title}》，{house}{year}年，第{page}–{page1}页。
article-journal: {author}：“{title}”，《{journal}》{year}年第{issue}期。
webpage: {author}：《{title}》，{url}，{accessed}访问。
""",
    ),
    "ja": Family(
        seen="""
book: {author}・{author2}『{title}』{house}、{year}年、{page}–{page1}頁。
book: {author}著『{title}』（{house}、{year}年）、{page}頁。
book: {author}『{title}』（{house}、{year}）、{page}頁参照。
article-journal: {author}「{title}」『{journal}』{issue}号、{year}年、{pages}頁。
chapter: {author}「{title}」、{editor}編『{book}』（{house}、{year}年）所収、{pages}頁。
webpage: {author}「{title}」（{date}）{url}（{accessed}アクセス）。
thesis: {author}「{title}」修士論文、{university}、{year}年。
""",
        unseen="""
book: {author}『{title}』{house}、{year}年。
article-journal: {author}「{title}」（『{journal}』第{volume}巻第{issue}号、{year}年）、{page}頁。
webpage: {author}「{title}」{site}、{date}、{url}（閲覧日：{accessed}）。
""",
    ),
}
