"""What a work is, where it says so itself: "(podcast)", "[Karte]", "PhD thesis", "YouTube"."""

from __future__ import annotations

from citations.patterns import lazy
from citations.references import marks, papers
from citations.references.draft import Draft, tidy

_KINDS: dict[str, str] = {
    "broadcast": (
        "podcast | podcast audio | audio podcast | podcast episode | pódcast | подкаст | "
        "播客 | ポッドキャスト | radio broadcast | radio programme | radio program | "
        "television broadcast | tv broadcast | television programme | television series | "
        "radiosendung | hörfunksendung | hörfunkbeitrag | fernsehsendung | fernsehbeitrag | "
        "émission de radio | émission de télévision | émission télévisée | programa de radio | "
        "programa de televisión | trasmissione radiofonica | trasmissione televisiva | "
        "radyo programı | televizyon programı | радиопередача | телепередача | 广播节目 | "
        "电视节目 | ラジオ番組 | テレビ番組"
    ),
    "motion_picture": (
        "film | video | online video | dvd | youtube video | documentary | documentary film | "
        "feature film | spielfilm | dokumentarfilm | film documentaire | documentaire | "
        "película | documental | vídeo | vidéo | documentario | belgesel | фильм | видео | "
        "кинофильм | 电影 | 纪录片 | 视频 | 映画 | 動画"
    ),
    "post": (
        "tweet | post | facebook post | instagram post | thread | beitrag auf x | твит | 微博"
    ),
    "dataset": (
        "dataset | data set | data | datensatz | jeu de données | conjunto de datos | "
        "insieme di dati | dataset di dati | veri seti | veri kümesi | набор данных | 数据集 | "
        "データセット"
    ),
    "software": (
        "software | computer software | computer program | software package | r package | "
        "computerprogramm | logiciel | programa informático | yazılım | программа для эвм | "
        "软件 | ソフトウェア"
    ),
    "map": (
        "map | karte | landkarte | carte | carte géographique | mapa | carta geografica | "
        "harita | карта | 地图 | 地図"
    ),
    "interview": (
        "interview | gespräch | entretien | entrevista | intervista | röportaj | söyleşi | "
        "интервью | 采访 | インタビュー"
    ),
    "pressrelease": (
        "press release | news release | pressemitteilung | presseerklärung | "
        "communiqué de presse | nota de prensa | comunicado de prensa | comunicato stampa | "
        "basın açıklaması | пресс-релиз | 新闻稿 | プレスリリース"
    ),
    "speech": (
        "speech | lecture | keynote | rede | vortrag | discours | conférence | discurso | "
        "conferencia | discorso | konuşma | доклад на конференции | 演讲 | 講演"
    ),
    "manuscript": (
        "unpublished manuscript | manuscript | unveröffentlichtes manuskript | manuskript | "
        "manuscrit | manuscrito | manoscritto | рукопись | 手稿"
    ),
}
_TYPES = {phrase.strip(): kind for kind, row in _KINDS.items() for phrase in row.split("|")}
_PIECE = lazy(
    r"(?<=[,.;，、)”’»])\s*(?P<piece>[^,.;:，、。()\[\]\x01\x02\d]{3,40}?)\s*(?=[,.;，、。(]|$)"
)
_LONGEST = 40
#: Names and a title have more words than these.
_WORDS_BEFORE = 5
_HEADS = marks.heads(_TYPES)
#: "Ada Quill (@a_quill), ‘...’"
_HANDLE = lazy(r"\s\(@[\w.@-]{2,40}\)")
#: "Karla Brandt, Art. „Ufer“"
_ENTRY = lazy(
    r"[,.:]\s(?P<word>(?:Art\.|Artikel|Stichwort|Lemma|s\.\s?v\.|voce|voz|entrée|entry|madde|ст\.)\s)"
    r"(?=[„“«‘\"»])"
)
#: "Karla Brandt, Beitrag auf Facebook, 3. Mai 2019"
_POSTED = lazy(
    r"(?<=,)\s(?:(?:[Pp]ost|[Tt]weet|[Tt]hread|[Bb]eitrag|[Ee]intrag|[Pp]ublication|[Pp]ublicación|[Mm]ensaje|"
    r"[Mm]essage|[Gg]önderi|[Пп]ост|[Зз]апись)\s(?:on|auf|bei|sur|en|su|в)\s)"
    r"(?P<site>Facebook|Twitter|X|Instagram|Mastodon|LinkedIn|Bluesky|Threads|Telegram|TikTok|Reddit|"
    r"Weibo|ВКонтакте)(?=\s?[,.(])"
)
_PRESENTED = lazy(
    r"(?:paper|lecture|talk|poster)\s(?:presented|given|delivered|read)\s(?:at|to|before)\s(?:the\s)?"
    r"(?P<event>[^,()]{3,100})"
    r"|(?:Vortrag|Referat)\s(?:auf|bei|an)\s(?:der|dem)\s(?P<tagung>[^,()]{3,100})",
)

#: "1:50,000", "scale 1:25 000", "Maßstab 1 : 100.000"
_SCALE = lazy(
    r"(?:[,.]\s)?(?:(?:[Mm]ap|Karte|[Cc]arte|[Mm]apa|[Cc]arta|[Hh]arita|[Кк]арта)[\s,]{1,2})?"
    r"(?:(?:[Ss]cale|[Mm](?:aßst(?:ab|\.)|\.)|[ÉéEe]chelle|[Ee]scala|[Ss]cala|[Öö]lçek|[Мм]асштаб)\s)?"
    r"(?<![\d:])(?P<scale>1\s?:\s?[1-9]\d{0,2}(?:[ .,'’]?000){1,2})(?!\d)"
)

#: "3., überarb. Aufl.": to a model a volume, for its comma.
_EDITION = lazy(
    r",?\s(?P<number>\d{1,2})\.,\s(?:[^\W\d_]{2,14}\.?\s(?:(?:u\.|und)\s)?){1,4}Aufl(?:age\b|\.)(?=[,;:\s])"
)


#: One of these words is in every text that the patterns fit; that is asked first.
_SITES_OF_POSTS = (
    "bluesky facebook instagram linkedin mastodon reddit telegram threads tiktok twitter weibo x "
    "вконтакте"
)
_POSTED_ON = frozenset(_SITES_OF_POSTS.split())
_ENTRY_HEADS = frozenset(
    ["art", "artikel", "stichwort", "lemma", "v", "voce", "voz", "entrée", "entry", "madde", "ст"]
)
_PRESENTED_HEADS = frozenset(["presented", "given", "delivered", "read", "vortrag", "referat"])
_PATENT_HEADS = frozenset(["patent", "patentschrift", "brevet", "brevetto", "патент"])


def read_media(draft: Draft) -> None:
    """Note and blank what only names the medium: a bracket, or a part between commas."""
    for zone in draft.zones:
        if zone.kind in {"round", "square"} and zone.end - zone.start < _LONGEST:
            _note(draft, zone.start, zone.end, draft.text[zone.inner])
    if draft.says(_HEADS):
        for piece in _PIECE.finditer(draft.text):
            # "Vogel, Film, Berlin 1990" is about films.
            if len(draft.text[: piece.start()].split()) >= _WORDS_BEFORE:
                sign = draft.text[piece.start() - 1] in ",.;，、"
                _note(draft, piece.start() - sign, piece.end(), piece["piece"])
    if "@" in draft.text and (handle := _HANDLE.search(draft.text)):
        draft.blank(*handle.span())
    if draft.says(_POSTED_ON) and (post := _POSTED.search(draft.text)):
        draft.found.setdefault("media_type", "post")
        draft.put("container-title", tidy(post["site"]))
        draft.blank(post.start(), post.end())
    if draft.says(_ENTRY_HEADS) and (entry := _ENTRY.search(draft.text)):
        draft.found.setdefault("media_type", "entry-encyclopedia")
        draft.blank(*entry.span("word"))
    if draft.says(_PRESENTED_HEADS) and (spoken := _PRESENTED.search(draft.text)):
        draft.found.setdefault("media_type", "paper-conference")
        draft.put("event-title", tidy(spoken["event"] or spoken["tagung"]))
        draft.blank(*spoken.span())
    if "000" in draft.text and (scale := _SCALE.search(draft.text)):
        draft.found.setdefault("media_type", "map")
        draft.put("scale", scale["scale"])
        draft.blank(*scale.span())
    if "Aufl" in draft.text and (edition := _EDITION.search(draft.text)):
        draft.put("edition", edition["number"])
        draft.blank(*edition.span())
    if draft.says(_PATENT_HEADS) and (patent := papers.PATENT.search(draft.text)):
        draft.found.setdefault("media_type", "patent")
        draft.put("number", " ".join(patent["number"].split()))
        start = patent.start()
        draft.blank(start - 2 * (draft.text[start - 2 : start] == ", "), patent.end())


def _note(draft: Draft, start: int, end: int, text: str) -> None:
    kind = _TYPES.get(text.strip().lower())
    if kind is None or draft.is_claimed(start, end):
        return
    if any(one.kind == "quote" and one.start < end and start < one.end for one in draft.zones):
        return
    draft.found.setdefault("media_type", kind)
    draft.put("medium", tidy(text))
    draft.blank(start, end)


_SITES = (
    (lazy(r"\b(?:YouTube|Vimeo|Netflix|Bilibili)\b|哔哩哔哩"), "motion_picture"),
    (
        lazy(
            r"\b(?:Twitter|X \(formerly|Facebook|Instagram|Mastodon|Bluesky|LinkedIn|Weibo|Threads|"
            r"Telegram|Reddit|TikTok|ВКонтакте)\b|微博"
        ),
        "post",
    ),
    (
        lazy(
            r"(?i:encyclop|enzyklop|enciclop|encyklop|lexikon|wörterbuch|dictionary|dictionnaire|"
            r"diccionario|dizionario|ansiklopedi|sözlü|энциклопед|словар)|百科|事典|辞典|辞書|词典|"
            r"Wikipedia"
        ),
        "entry-encyclopedia",
    ),
    (
        lazy(
            r"\b(?:Radio|TV|Television|Televisión|Télévision|Televisione|Fernsehen|Rundfunk)\b|"
            r"[^\W\d_]funk\b|Радио|电台|电视台|放送|ラジオ|テレビ"
        ),
        "broadcast",
    ),
    (lazy(r"\b(?:Zenodo|Dryad|[Ff]igshare|Dataverse|GESIS|ICPSR|PANGAEA)\b"), "dataset"),
)


def kind_of_place(text: str) -> str | None:
    """The type of a work by the name of what it stands in or was put out by."""
    return next((kind for pattern, kind in _SITES if pattern.search(text)), None)


def settle(draft: Draft) -> None:
    """Make whoever put out data, a programme, a map or a film its publisher: it is in nothing."""
    csl = draft.csl
    alone = draft.found.get("media_type") in {"dataset", "software", "map", "motion_picture"}
    if alone and "publisher" not in csl and not csl.keys() & {"volume", "issue", "page"}:
        held = csl.get("container-title", "")
        if held and kind_of_place(held) in {None, "dataset"}:
            csl["publisher"] = csl.pop("container-title")
        # "[dataset], Zenodo, 2019"
        elif kind_of_place(csl.get("publisher-place", "")) == "dataset":
            csl["publisher"] = csl.pop("publisher-place")
