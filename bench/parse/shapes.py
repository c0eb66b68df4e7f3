"""How people type sources into notes, and several into one: data for ``bench.parse.typed``.

A shape is a CSL type (or several that would do) and a line with slots. ``seen`` shapes and joins
are in both halves, ``unseen`` ones in the held-out half alone: the rules were made without them.
"""

# ruff: noqa: E501 (a shape reads best in its own line)
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """One language's words and shapes; even words are the development half's."""

    people: str
    firms: str
    shows: str
    archives: str
    seen: str
    unseen: str
    #: What stands between two sources; "." alone ends one as a sentence.
    joins: str
    unseen_joins: str
    leads: str
    others: str


SHAPES: dict[str, Shapes] = {
    "en": Shapes(
        people="Ada Quill|Brendan Reyes|Clara van Dyke|Desmond O’Rourke|Edith M. Thorne|J. Fergus Lindqvist|Priya Kaur-Osei|Rupert Abernathy|Gabriela García Márquez|Inés Ortega y Lozano",
        firms="Tidewell Ltd|Harrow & Fenn LLP|Coastline Inc.|Northsea Power plc|Saltworks Co.|Beacon Group Ltd.|Save the Estuary|Friends of the Pier",
        shows="The Long Tide|Harbour Hours|Salt and Smoke|Quayside Tonight|Deep Water|The Morning Ferry",
        archives="National Archives|Bristol Record Office|County Archive Lowestoft|Special Collections, Northgate University",
        seen="""
book: {author}, {title} ({place}: {house}, {year}), {page}.
book: {author}, {title} ({place}: {house}, {year}), pp. {pages}.
book: {author}, {title}, {place}: {house}, {year}, p. {page}.
book: {author}, {title}, trans. {translator} ({place}: {house}, {year}), p. {page}.
book: {author}, {title}, {place} {year}, pp. {page} ff.
book: {family}, {title}, {place}: {house}, {year}, p. {page}.
book: {editor} (ed.), {title} ({place}: {house}, {year}).
book: {author} et al., {title} ({place}: {house}, {year}), passim.
chapter: {author}, ‘{title}’, in {editor} (ed.), {book} ({place}: {house}, {year}), pp. {pages}.
chapter: {author}, “{title},” in {book}, ed. {editor} ({place}: {house}, {year}), {pages}.
article-journal: {author}, ‘{title}’, {journal} {volume}, no. {issue} ({year}): {pages}.
article-journal: {author} and {author2}, “{title},” {journal} {volume} ({year}): {page}.
article-newspaper: {author}, ‘{title}’, {paper}, {date}, p. {page}.
article-newspaper: ‘{title}’, {paper}, {date}, p. {page}.
article-newspaper: {author}, ‘{title}’, {paper}, {date}, {url} (accessed {accessed}).
webpage: {body}, ‘{title}’, {date}, available at: {url} (last accessed {accessed}).
report: {body}, {title} ({place}: {body2}, {year}), p. {page}.
report: {firm}, {annual} ({place}, {year1}), p. {page}.
thesis: {author}, ‘{title}’ (PhD thesis, {university}, {year}), p. {page}.
paper-conference: {author}, ‘{title}’ (paper presented at the {where} Conference on Ports, {date}).
broadcast: {author}, ‘{title}’, {show} (podcast), {date}, {url}.
broadcast: ‘{title}’, {show}, {network}, {date}.
interview: {author}, interview by the author, {place}, {date}.
personal_communication: {author}, email to the author, {date}.
personal_communication|manuscript: {author} to {recipient}, {date}, {archive}, Box {volume}, Folder {issue}.
manuscript: {archive}, MS {number}, fol. {issue}r.
legislation: Harbour Safety Act {year}, s {issue}.
legal_case: {family} v {family2} [{year}] UKSC {issue}.
post: {author} (@{handle}), ‘{title}’, {twitter}, {date}, {url}.
motion_picture: {author}, ‘{title}’, {youtube}, {date}, {url}.
entry-encyclopedia: {author}, ‘{title}’, in {cyclopedia}, vol. {volume} ({place}: {house}, {year}), pp. {pages}.
patent: {author}, {title}, US Patent {number}, {date}.
standard: ISO {number}:{year}, {title}.
map: {body}, {title} [map], 1:50,000 ({place}, {year}).
dataset: {author}, {title} [dataset], {zenodo}, {year}, doi:{doi}.
software: {author}, {title}, version {volume}.{issue} [software], {year}, {url}.
""",
        unseen="""
book: {author}, {title}, rev. edn ({place}: {house}, {year}), pp. {pages}.
book: {author}, {title}, translated by {translator}, {place}, {house}, {year}, {pages}.
book: {author} and others, {title}, {house}, {year}, at {page}.
book: {title}, ed. by {editor} and {editor2} ({place}: {house}, {year}), p. {page}.
book: {author}/{author2}, {title}, {place}, {year}, p. {page}f.
chapter: {author}, ‘{title}’, in: {editor}/{editor2} (eds), {book}, {house}, {year}, pp. {pages} at {page}.
article-newspaper: “{title}”, {paper}, {date}.
article-newspaper: {paper}, ‘{title}’, {date}, {url} [accessed {accessed}].
report: {firm}, {title}, {place}: {firm2}, {year}.
thesis: {author}, {title}. Unpublished doctoral dissertation, {university}, {year}, p. {page}.
broadcast: {show}, episode {issue}, ‘{title}’, hosted by {author}, podcast audio, {date}.
broadcast: ‘{title}’, {show}, television broadcast, {network}, {date}.
interview: Interview with {author}, {place}, {date}.
interview: {author}, telephone interview, {date}.
personal_communication: {author}, personal communication, {date}.
personal_communication|manuscript: Letter from {author} to {recipient}, {date}, {archive}.
legislation: Ports and Ferries Act {year}, sch. {issue}.
legal_case: R ({family}) v {place} Council [{year}] EWCA Civ {number}.
post: {author}, post on Mastodon, {date}, {url}.
motion_picture: {title}, directed by {author} ({house}, {year}), film.
entry-encyclopedia: ‘{title}’, {cyclopedia}, s.v., {url}, accessed {accessed}.
standard: BS EN {number}, {title} ({place}: British Standards Institution, {year}).
dataset: {body}, {title} (data set), {year}, {url}.
map: {title}, map, scale 1:25 000, {place}: {house}, {year}.
""",
        joins="; |; see also |; cf. |. See also |; and |. |; for a different view, see ",
        unseen_joins="; but see |. Compare |; see further |. For background, see |; quoted in ",
        leads="|||See |Cf. |See, for example, |On this, see ",
        others="et al.",
    ),
    "de": Shapes(
        people="Greta Sommer|Jürgen Brückner|Heike von Ahlefeldt|Matthias Weiß|Ute Müller-Lüdenscheidt|K.-H. Oppermann|Björn Zielinski|Sabine Lütjens|Anneliese Schröder|Hans Joachim Hagedorn",
        firms="Deichbau GmbH|Nordhafen AG|Watt & Söhne KG|Seewind GmbH & Co. KG|Küstenwacht e.V.|Hafenlogistik SE|Freunde der Mole e. V.|Förderkreis Leuchtturm e.V.",
        shows="Hafengespräche|Salz im Ohr|Die lange Ebbe|Kaiabend|Flaschenpost|Nordlicht",
        archives="Bundesarchiv|Stadtarchiv Husum|Landesarchiv Schleswig|Staatsarchiv Emden",
        seen="""
book: {author}, {title}, {place} {year}, S. {page}.
book: {author}, {title}, {place}: {house} {year}, S. {page} f.
book: {inverted}: {title}, {place}: {house}, {year}, S. {page} ff.
book: {author}: {title}. {place} {year}, S. {pages}.
book: {author}, {title}, übers. v. {translator}, {place}: {house} {year}, S. {page}.
book: {editor} (Hrsg.), {title}, {place} {year}.
book: {family}/{family2}, {title}, {place} {year}, S. {page}.
book: {author} u. a., {title}, {place} {year}, S. {page}.
chapter: {author}, „{title}“, in: {editor} (Hg.), {book}, {place}: {house} {year}, S. {pages}.
chapter: {author}, {title}, in: {editor}/{editor2} (Hrsg.), {book}, {place} {year}, S. {pages}, hier S. {page}.
article-journal: {author}, „{title}“, in: {journal} {volume} ({year}), S. {pages}.
article-journal: {author}: {title}. In: {journal}, {volume}. Jg., Heft {issue}, {year}, S. {pages}.
article-newspaper: {author}, „{title}“, in: {paper}, {numeric}, S. {page}.
article-newspaper: „{title}“, {paper} vom {date}.
article-newspaper: {author}, „{title}“, {paper}, {date}, {url} (abgerufen am {accessed}).
webpage: {body}, „{title}“, {date}, abrufbar unter: {url} (Zugriff am {accessed}).
report: {body}, {title}, {place} {year}, S. {page}.
report: {firm}, {annual}, {place} {year1}, S. {page}.
thesis: {author}, {title}, Diss. {university} {year}, S. {page}.
broadcast: {author}, „{title}“, {show} (Podcast), {date}, {url}.
interview: Interview mit {author}, {place}, {date}.
personal_communication: {author}, E-Mail an den Verfasser, {date}.
personal_communication|manuscript: {author} an {recipient}, {date}, {archive}, Nachlass Voss, Bd. {volume}.
manuscript: {archive}, R {number}, Bl. {page}.
legislation: § {issue} Abs. 1 HGB.
legal_case: BGH, Urteil vom {date} – VI ZR {number}/98.
post: {author} (@{handle}), „{title}“, {twitter}, {date}, {url}.
motion_picture: {author}, „{title}“, {youtube}, {date}, {url}.
entry-encyclopedia: {author}, Art. „{title}“, in: {cyclopedia}, Bd. {volume}, {place} {year}, Sp. {pages}.
standard: DIN {number}:{year}, {title}.
map: {body}, {title} [Karte], 1:50 000, {place} {year}.
dataset: {author}, {title} [Datensatz], {year}, {doi_url}.
""",
        unseen="""
book: {author}, {title}, 2. Aufl., {place} {year}, S. {pages}.
book: {author}: {title}. Aus dem Englischen von {translator}. {place}: {house} {year}, S. {page}.
book: {author} et al.: {title}, {place}: {house} {year}, S. {page}–{page1}.
book: {editor}, {editor2} (Hgg.), {title}, {place} {year}, passim.
chapter: {inverted}: {title}. In: {editor_inverted} (Hrsg.): {book}. {place} {year}, S. {pages}.
article-newspaper: {author}: {title}, in: {paper}, Nr. {issue} v. {numeric}, S. {page}f.
article-newspaper: o. V., „{title}“, {paper}, {date}.
report: {firm} (Hrsg.), {title}, {place} {year}.
thesis: {inverted}: {title}. Dissertation, {place} {year}, S. {page}.
broadcast: „{title}“, {show}, {network}, {date}.
interview: {author} im Gespräch mit {recipient}, {place}, {date}.
personal_communication: {author}, persönliche Mitteilung, {date}.
personal_communication|manuscript: Brief von {author} an {recipient} vom {date}, {archive}.
legislation: Hafenordnungsgesetz vom {date}, BGBl. I, S. {page}.
legal_case: OLG {place}, Urt. v. {date}, Az. 3 U {number}/12.
entry-encyclopedia: „{title}“, in: {cyclopedia}, {url} (letzter Zugriff: {accessed}).
motion_picture: {title}, Regie: {author}, Deutschland {year}, Film.
""",
        joins="; |; vgl. auch |; dazu: |; siehe auch |. Vgl. auch |; s. auch |. ",
        unseen_joins="; ferner |. Siehe dazu |, vgl. dazu |; ebenso |; außerdem: ",
        leads="|||Vgl. |Siehe |Vgl. dazu |Hierzu ",
        others="u. a.",
    ),
    "fr": Shapes(
        people="Luc Moreau|Amélie Le Goff|Étienne Kerbrat|Solange de La Tour|Marie-Claude Lefèvre|Hervé Quéméneur|J.-P. Rousselot|Noémie Bourdin|Jean d’Ormesson|Odile Tanguy",
        firms="Compagnie des Bacs SARL|Dragage de l’Ouest SA|Littoral Énergie SAS|Port Autonome S.A.|Les Amis du Phare|Sauvons la Jetée|Collectif Estran|Société des Salines",
        shows="Marée haute|Paroles de quai|La Vigie|Un port la nuit|Grand large|Le Sel des jours",
        archives="Archives nationales|Archives départementales du Finistère|Archives municipales de Brest|Service historique de la Défense",
        seen="""
book: {author}, {title}, {place}, {house}, {year}, p. {page}.
book: {initials}, {title}, {place}, {house}, {year}, p. {page} sq.
book: {author}, {title}, trad. {translator}, {place}, {house}, {year}, p. {pages}.
book: {editor} (dir.), {title}, {place}, {house}, {year}.
book: {author} et al., {title}, {place}, {house}, {year}, p. {page} et s.
chapter: {author}, « {title} », dans {editor} (dir.), {book}, {place}, {house}, {year}, p. {pages}.
chapter: {author}, « {title} », in {editor} (éd.), {book}, {place}, {house}, {year}, p. {pages}.
article-journal: {author}, « {title} », {journal}, vol. {volume}, n° {issue}, {year}, p. {pages}.
article-newspaper: {author}, « {title} », {paper}, {date}, p. {page}.
article-newspaper: « {title} », {paper}, {date}.
webpage: {body}, « {title} », {date}, disponible sur : {url} (consulté le {accessed}).
report: {body}, {title}, {place}, {year}, p. {page}.
report: {firm}, {annual}, {place}, {year1}.
thesis: {author}, {title}, thèse de doctorat, {university}, {year}, p. {page}.
broadcast: {author}, « {title} », {show} (podcast), {date}, {url}.
interview: Entretien avec {author}, {place}, {date}.
personal_communication: {author}, courriel à l’auteur, {date}.
personal_communication|manuscript: {author} à {recipient}, {date}, {archive}, carton {number}.
legislation: Loi n° {year}-{number} du {date} relative aux ports.
legal_case: Cass. 1re civ., {date}, n° 18-12.345.
motion_picture: {author}, « {title} », {youtube}, {date}, {url}.
entry-encyclopedia: {author}, « {title} », {cyclopedia}, t. {volume}, {place}, {house}, {year}, p. {pages}.
""",
        unseen="""
book: {author}, {title}, traduit de l’anglais par {translator}, {place}, {house}, {year}, p. {page}.
book: {author} et {author2}, {title}, {place} : {house}, {year}, pp. {pages}.
book: {author}, {title}, 2e éd., {place}, {house}, {year}, passim.
chapter: {author}, « {title} », sous la direction de {editor}, {book}, {place}, {house}, {year}, p. {pages}.
article-newspaper: {author}, « {title} », {paper} [en ligne], {date} [consulté le {accessed}], {url}.
report: {firm}, {title}, {place}, {firm2}, {year}, p. {page}.
thesis: {author}, « {title} », mémoire de master, {university}, {year}.
broadcast: « {title} », {show}, émission de radio, {network}, {date}.
personal_communication: {author}, communication personnelle, {date}.
personal_communication|manuscript: Lettre de {author} à {recipient}, {date}, {archive}.
legislation: Décret n° {year}-{number} du {date}.
motion_picture: {title}, réalisé par {author}, {year}, film.
""",
        joins=" ; |; | ; voir aussi | ; cf. |. Voir aussi |. ",
        unseen_joins=" ; v. aussi |. Sur ce point, voir | ; voir également | ; et ",
        leads="|||Voir |Cf. |Voir notamment ",
        others="et al.",
    ),
    "es": Shapes(
        people="Inés Ortega|Joaquín Muñoz Peñalver|Begoña Etxeberria|Rafael García Márquez|María José Santamaría|Íñigo Arrieta|Gabriel Vargas Llosa|Consuelo Lozano|Á. Ibáñez|Lucía Herrera",
        firms="Dragados del Sur S.A.|Faros y Boyas S.L.|Naviera Marea SAU|Puertos Unidos S. A.|Amigos del Faro|Salvemos la Ría|Ecologistas del Estrecho|Salinas Reunidas",
        shows="La hora del muelle|Mar de fondo|Voces de sal|El faro encendido|Noche de puerto|Pleamar",
        archives="Archivo General de Indias|Archivo Histórico Nacional|Archivo Municipal de Cádiz|Archivo de la Ría",
        seen="""
book: {author}, {title}, {place}, {house}, {year}, p. {page}.
book: {inverted}, {title}, {place}: {house}, {year}, pp. {pages}.
book: {author}, {title}, trad. {translator}, {place}, {house}, {year}, pág. {page}.
book: {family}, {title}, {place}: {house}, {year}, p. {page}.
book: {editor} (coord.), {title}, {place}, {house}, {year}.
book: {author} et al., {title}, {place}, {house}, {year}, p. {page} y ss.
chapter: {author}, «{title}», en {editor} (ed.), {book}, {place}, {house}, {year}, pp. {pages}.
article-journal: {author}, «{title}», {journal}, vol. {volume}, núm. {issue}, {year}, pp. {pages}.
article-newspaper: {author}, «{title}», {paper}, {date}, p. {page}.
article-newspaper: «{title}», {paper}, {date}.
webpage: {body}, «{title}», {date}, disponible en: {url} (consultado el {accessed}).
report: {body}, {title}, {place}, {year}, p. {page}.
report: {firm}, {annual}, {place}, {year1}.
thesis: {author}, {title}, tesis doctoral, {university}, {year}, p. {page}.
broadcast: {author}, «{title}», {show} (pódcast), {date}, {url}.
interview: Entrevista con {author}, {place}, {date}.
personal_communication: {author}, correo electrónico al autor, {date}.
personal_communication|manuscript: {author} a {recipient}, {date}, {archive}, leg. {number}.
legislation: Ley {issue}/{year}, de {day}, de puertos.
motion_picture: {author}, «{title}», {youtube}, {date}, {url}.
""",
        unseen="""
book: {author}, {title}, traducción de {translator}, {place}, {house}, {year}, p. {page}.
book: {inverted} y {author2}, {title}, {place}, {house}, {year}, pp. {page}-{page1}.
book: {editor} y {editor2} (coords.), {title}, {place}: {house}, {year}, passim.
chapter: {author}, “{title}”, en {editor} y {editor2} (comps.), {book}, {place}, {house}, {year}, p. {page}.
article-newspaper: {author}, “{title}”, {paper}, {date}. {url} [acceso: {accessed}].
report: {firm}, {title}, {place}, {year}.
thesis: {author}, “{title}” (tesis de maestría, {university}, {year}), p. {page}.
broadcast: «{title}», {show}, programa de radio, {date}.
personal_communication: {author}, comunicación personal, {date}.
personal_communication|manuscript: Carta de {author} a {recipient}, {date}, {archive}.
legislation: Real Decreto {number}/{year}, de {day}.
""",
        joins="; |; véase también |; cfr. |. Véase también |. ",
        unseen_joins="; ver también |. Sobre esto, véase |; así como |; y ",
        leads="|||Véase |Cfr. |Ver ",
        others="et al.",
    ),
    "it": Shapes(
        people="Rosa Conti|Lorenzo Di Stefano|Benedetta Bellandi|Ettore De Angelis|Maria Luisa Morosini|G. Zanetti|Nicolò Ferraù|Ilaria Pugliese|Gianni Della Torre|Carla Sforza",
        firms="Cantieri Libeccio S.p.A.|Fari e Boe s.r.l.|Saline Riunite SpA|Porto Nuovo S.r.l.|Amici del Molo|Salviamo la Laguna|Comitato Darsena|Dragaggi Adriatici",
        shows="Voci di banchina|Il faro acceso|Mare lungo|Sale e vento|Notte in porto|Alta marea",
        archives="Archivio di Stato di Trieste|Archivio Centrale dello Stato|Archivio Storico del Porto|Archivio Comunale di Gaeta",
        seen="""
book: {author}, {title}, {house}, {place} {year}, p. {page}.
book: {initials}, {title}, {place}, {house}, {year}, pp. {pages}.
book: {author}, {title}, trad. it. di {translator}, {house}, {place} {year}, p. {page}.
book: {editor} (a cura di), {title}, {house}, {place} {year}.
book: {title}, a cura di {editor}, {place}, {house}, {year}, p. {page} sgg.
book: {author} et al., {title}, {place}, {house}, {year}, p. {page} e ss.
chapter: {author}, «{title}», in {editor} (a cura di), {book}, {house}, {place} {year}, pp. {pages}.
chapter: {author}, {title}, in {book}, a cura di {editor}, {place}, {house}, {year}, pp. {pages}.
article-journal: {author}, «{title}», {journal}, {volume}, n. {issue}, {year}, pp. {pages}.
article-newspaper: {author}, «{title}», {paper}, {date}, p. {page}.
article-newspaper: «{title}», {paper}, {date}.
webpage: {body}, «{title}», {date}, disponibile su: {url} (consultato il {accessed}).
report: {body}, {title}, {place}, {year}, p. {page}.
report: {firm}, {annual}, {place}, {year1}.
thesis: {author}, {title}, tesi di dottorato, {university}, {year}, p. {page}.
broadcast: {author}, «{title}», {show} (podcast), {date}, {url}.
interview: Intervista a {author}, {place}, {date}.
personal_communication: {author}, e-mail all’autore, {date}.
personal_communication|manuscript: {author} a {recipient}, {date}, {archive}, b. {number}.
legislation: Legge {date}, n. {number}.
motion_picture: {author}, «{title}», {youtube}, {date}, {url}.
""",
        unseen="""
book: {author}, {title}, traduzione di {translator}, {place}, {house}, {year}, p. {page}.
book: {author} e {author2}, {title}, {place}, {house}, {year}, pp. {page}-{page1}.
book: {author} e altri, {title}, {house}, {place} {year}, passim.
chapter: {author}, “{title}”, in {editor} e {editor2} (a cura di), {book}, {place}, {house}, {year}, p. {page}.
article-newspaper: {author}, “{title}”, in «{paper}», {date}, {url} (ultimo accesso: {accessed}).
report: {firm}, {title}, {place}, {year}.
thesis: {author}, {title}, tesi di laurea, {university}, a.a. {year}, p. {page}.
broadcast: «{title}», {show}, trasmissione radiofonica, {network}, {date}.
personal_communication: {author}, comunicazione personale, {date}.
personal_communication|manuscript: Lettera di {author} a {recipient}, {date}, {archive}.
legislation: Decreto legislativo {date}, n. {number}.
""",
        joins="; |; si veda anche |; cfr. |. Cfr. anche |. ",
        unseen_joins="; cfr. anche |. Si veda inoltre |; vedi anche |; e ",
        leads="|||Cfr. |Si veda |Vedi ",
        others="et al.",
    ),
    "tr": Shapes(
        people="Ayşe Yılmaz|Mehmet Özdemir|Zeynep Şahin|Barış Kılıç|Gülşen Güneş|Çağlar İnce|Ali Rıza Demir|Emine Kaya",
        firms="Kıyı İnşaat A.Ş.|Deniz Nakliyat Ltd. Şti.|Liman İşletmeleri A.Ş.|Fener Enerji Ltd. Şti.|Körfez Dostları|Kıyıyı Koru Platformu",
        shows="Rıhtım Sohbetleri|Tuzlu Saatler|Gece Limanı|Dalga Boyu",
        archives="Başbakanlık Osmanlı Arşivi|İzmir Kent Arşivi|Devlet Arşivleri|Sinop Liman Arşivi",
        seen="""
book: {author}, {title}, {place}: {house}, {year}, s. {page}.
book: {author}, {title}, {house}, {place}, {year}, ss. {pages}.
book: {author}, {title}, çev. {translator}, {place}: {house}, {year}, s. {page}.
book: {editor} (haz.), {title}, {place}: {house}, {year}.
book: {editor} (ed.), {title}, {house}, {place}, {year}, s. {page} vd.
book: {author} vd., {title}, {place}: {house}, {year}, s. {page}.
chapter: {author}, “{title}”, {book}, ed. {editor}, {place}: {house}, {year}, s. {pages}.
article-journal: {author}, “{title}”, {journal}, cilt {volume}, sayı {issue}, {year}, s. {pages}.
article-newspaper: {author}, “{title}”, {paper}, {date}, s. {page}.
article-newspaper: “{title}”, {paper}, {date}.
webpage: {body}, “{title}”, {date}, {url} (erişim tarihi: {accessed}).
report: {body}, {title}, {place}, {year}, s. {page}.
report: {firm}, {annual}, {place}, {year1}.
thesis: {author}, “{title}” (Doktora tezi, {university}, {year}), s. {page}.
broadcast: {author}, “{title}”, {show} (podcast), {date}, {url}.
interview: {author} ile görüşme, {place}, {date}.
""",
        unseen="""
book: {author}, {title}, çeviren: {translator}, {place}: {house}, {year}, s. {page}.
book: {author} ve {author2}, {title}, {place}, {house}, {year}, s. {page}-{page1}.
book: {author} ve diğerleri, {title}, {place}: {house}, {year}, s. {page}.
chapter: {author}, “{title}”, {editor} (der.), {book} içinde, {place}: {house}, {year}, s. {pages}.
article-newspaper: {author}, “{title}”, {paper}, {date}, {url} (Erişim: {accessed}).
report: {firm}, {title}, {place}, {year}.
thesis: {author}, {title}, yayımlanmamış yüksek lisans tezi, {university}, {year}.
personal_communication: {author}, kişisel görüşme, {date}.
""",
        joins="; |; ayrıca bkz. |; bkz. |. Ayrıca bkz. |. ",
        unseen_joins="; krş. |. Karşılaştırınız: |; ve |. Bu konuda bkz. ",
        leads="|||Bkz. |Ayrıca bkz. ",
        others="vd.",
    ),
    "ru": Shapes(
        people="Иван Морозов|Мария Лебедева|Пётр Кузнецов|Анна Приливская|Сергей Соколов|Ольга Береговая|Николай Сахаров|Елена Белова",
        firms="ООО «Прилив»|АО «Северный порт»|ПАО «Маяк»|ООО «Балтийские паромы»|ЗАО «Дамба»|АНО «Друзья маяка»",
        shows="Разговоры у причала|Солёный час|Ночной порт|Большая вода",
        archives="РГАВМФ|Государственный архив Мурманской области|ГАРФ|Архив порта Выборг",
        seen="""
book: {short_ru} {title}. {place}: {house}, {year}. С. {page}.
book: {initials_ru} {title}. {place}, {year}, с. {page}.
book: {short_ru} {title} / пер. с англ. {translator_ru}. {place}: {house}, {year}. С. {pages}.
book: {title} / под ред. {editor_ru}. {place}: {house}, {year}. С. {page}.
book: {short_ru} и др. {title}. {place}: {house}, {year}. С. {page}.
article-journal: {short_ru} {title} // {journal}. {year}. № {issue}. С. {pages}.
article-journal: {short_ru} {title} // {journal}. {year}. Т. {volume}, № {issue}. С. {pages}.
chapter: {short_ru} {title} // {book} / под ред. {editor_ru}. {place}: {house}, {year}. С. {pages}.
article-newspaper: {short_ru} {title} // {paper}. {year}. {day}.
article-newspaper: «{title}», {paper}, {date} г., с. {page}.
webpage: {body}. {title}. URL: {url} (дата обращения: {accessed_numeric}).
report: {body}. {title}. {place}, {year}. С. {page}.
report: {firm}. {annual}. {place}, {year1}.
thesis: {short_ru} {title}: дис. канд. ист. наук. {place}, {year}. С. {page}.
manuscript: {archive}. Ф. {volume}. Оп. {issue}. Д. {number}. Л. {page}.
interview: Интервью с {author_ru}, {place}, {date}.
""",
        unseen="""
book: {initials_ru}, {title}, {place}, {house}, {year}, с. {page}.
book: {short_ru}, {short_ru2} {title}. — {place}: {house}, {year}. — С. {page}.
article-journal: {short_ru} {title} // {journal}. — {year}. — № {issue}. — С. {pages}.
article-newspaper: {short_ru} {title} // {paper}. {date}.
webpage: {title} // {site}. {date}. URL: {url} (дата обращения: {accessed_numeric}).
thesis: {short_ru} {title}: автореф. дис. д-ра геогр. наук. {place}, {year}.
report: {firm}. {title}. {place}, {year}. С. {page}.
""",
        joins="; |; см. также |. См. также: |; ср.: |. ",
        unseen_joins="; подробнее см.: |. Ср. также: |; а также: |. Об этом см.: ",
        leads="|||См.: |См. |Подробнее см.: ",
        others="и др.",
    ),
    "zh": Shapes(
        people="王 小明|李 红|陈 建国|赵 雪梅|欧阳 海|林 志强|周 婷|黄 文",
        firms="海岸能源有限公司|港口集团股份有限公司|潮汐科技有限公司|灯塔物流有限责任公司",
        shows="码头夜话|盐与风|大潮|渔港之声",
        archives="中国第二历史档案馆|上海市档案馆|青岛市档案馆|厦门市档案馆",
        seen="""
book: {author}：《{title}》，{place}：{house}，{year}年，第{page}页。
book: {author}：《{title}》，{house}{year}年版，第{pages}页。
book: {author}著，{translator}译：《{title}》，{place}：{house}，{year}年，第{page}页。
book: {editor}主编：《{title}》，{place}：{house}，{year}年。
book: {author}等：《{title}》，{place}：{house}，{year}年，第{page}页。
chapter: {author}：《{title}》，载{editor}编：《{book}》，{place}：{house}，{year}年，第{pages}页。
article-journal: {author}：《{title}》，《{journal}》{year}年第{issue}期，第{pages}页。
article-journal: {author}. {title}[J]. {journal}, {year}, {volume}({issue}): {pages}.
book: {author}. {title}[M]. {place}: {house}, {year}: {page}.
article-newspaper: {author}：《{title}》，《{paper}》{date}，第{page}版。
article-newspaper: 《{title}》，《{paper}》{date}。
webpage: {body}：《{title}》，{date}，{url}，访问日期：{accessed}。
report: {body}：《{title}》，{place}，{year}年，第{page}页。
thesis: {author}：《{title}》，博士学位论文，{university}，{year}年，第{page}页。
thesis: {author}. {title}[D]. {place}: {university}, {year}.
""",
        unseen="""
book: {author}、{author2}：《{title}》，{house}，{year}年，第{page}-{page1}页。
book: {translator}译，{author}：《{title}》，{place}：{house}，{year}年，第{page}页。
article-journal: {author}：《{title}》，《{journal}》第{volume}卷第{issue}期（{year}年），第{page}页。
webpage: {author}. {title}[EB/OL]. ({iso})[{accessed_iso}]. {url}.
report: {firm}：《{title}》，{year}年，第{page}页。
article-newspaper: {author}. {title}[N]. {paper}, {iso}({page}).
thesis: {author}：《{title}》，硕士学位论文，{university}{year}年，第{page}页。
""",
        joins="；|。|；参见|；另见|。参见",
        unseen_joins="；又见|。另参见|；并见|；转引自",
        leads="||||参见|详见",
        others="等",
    ),
    "ja": Shapes(
        people="佐藤 花子|山田 太郎|高橋 美咲|中村 健一|長谷川 誠|小林 さくら|木村 翔|石川 由美",
        firms="株式会社潮建設|港運輸株式会社|灯台エネルギー株式会社|合同会社波止場",
        shows="港の夜話|塩と風|大潮アワー|波止場だより",
        archives="国立公文書館|神戸市文書館|外務省外交史料館|長崎県立公文書館",
        seen="""
book: {author}『{title}』{house}、{year}年、{page}頁。
book: {author}『{title}』（{house}、{year}年）{pages}頁。
book: {author}（{translator}訳）『{title}』{house}、{year}年、{page}頁。
book: {editor}編『{title}』{house}、{year}年。
book: {author}ほか『{title}』{house}、{year}年、{page}頁以下。
chapter: {author}「{title}」{editor}編『{book}』{house}、{year}年、{pages}頁。
article-journal: {author}「{title}」『{journal}』第{volume}巻第{issue}号、{year}年、{pages}頁。
article-journal: {author}「{title}」『{journal}』{volume}巻{issue}号（{year}年）{page}頁。
article-newspaper: {author}「{title}」『{paper}』{date}、{page}面。
article-newspaper: 「{title}」『{paper}』{era_date}付朝刊。
webpage: {body}「{title}」{date}、{url}（{accessed}閲覧）。
report: {body}『{title}』{era}年、{page}頁。
thesis: {author}「{title}」博士論文、{university}、{year}年、{page}頁。
book: {author}『{title}』{house}、{era}年、{page}頁。
""",
        unseen="""
book: {author}・{author2}『{title}』{house}、{year}年、{page}–{page1}頁。
book: {author}著、{translator}訳『{title}』{house}、{year}年、{page}頁。
book: {author}『{title}』{place}：{house}、{era}年、{page}頁参照。
article-journal: {author}「{title}」『{journal}』{issue}号、{era}年、{page}頁以下。
webpage: 「{title}」{site}、{url}（最終閲覧日：{accessed}）。
report: {firm}『{title}』{year}年、{page}頁。
thesis: {author}「{title}」修士論文、{university}、{era}年。
""",
        joins="；|。|。また、|、",
        unseen_joins="；なお、|。ほかに|；および|。さらに",
        leads="||||参照：|詳しくは",
        others="ほか",
    ),
}
