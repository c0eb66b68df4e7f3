"""Words that say what a part of a reference is: a newspaper's name, a publisher's, a journal's.

Data only, from general knowledge of nine languages; no name of a real work, body or person
but the cities that many books are published in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from citations import names, phrases
from citations.patterns import lazy

_TABLES: dict[str, str] = {
    "news": "post times gazette herald tribune observer guardian telegraph mail express news daily "
    "chronicle sun mirror courier examiner dispatch sentinel monitor reporter today echo beacon "
    "globe advertiser argus enquirer inquirer leader ledger register mercury packet evening "
    "morning sunday zeitung nachrichten tageblatt presse allgemeine zeit figaro courrier dépêche "
    "gazette écho matin monde parisien libération croix temps quotidien nouvelles diario voz "
    "noticiero noticias gaceta heraldo mundo país prensa correo periódico vanguardia corriere "
    "giornale gazzetta stampa repubblica eco voce mattino messaggero notizie gazetesi gazete "
    "haberleri haber postası ekspres ekspresi газета известия ведомости новости правда вестник "
    "jornal folha notícias krant dagblad nieuws",
    "magazine": "magazine magazin weekly wochenblatt hebdo semana revista settimanale dergi "
    "journal-magazine monatsheft illustrierte журнал",
    "journal": "journal j review rev annals ann transactions trans proceedings proc letters lett "
    "quarterly bulletin bull studies research archives acta advances frontiers international int "
    "zeitschrift archiv jahrbuch beiträge studien forschungen abhandlungen revue cahiers études "
    "annales recherches bulletins revista cuadernos estudios anales anuario investigaciones "
    "rivista quaderni studi annali ricerche dergisi araştırmaları вестник журнал записки труды "
    "известия исследования cadernos estudos tijdschrift",
    "house": "press books publishing publishers publisher publications publ verlag verlagshaus "
    "buchverlag éditions éditeur presses editorial ediciones editora publicaciones edizioni "
    "editore editrice libreria librairie yayınları yayınevi yayıncılık издательство изд sons "
    "söhne fils hijos figli brothers edições uitgeverij imprint",
    "university": "university universität université universidad università üniversitesi "
    "университет univ college hochschule universidade universiteit technische polytechnic",
    "thesis": "thesis dissertation dissertations diss phd ph.d doctoral master's master’s master "
    "masterarbeit bachelorarbeit diplomarbeit habilitation doktorarbeit magisterarbeit thèse "
    "mémoire doctorat tesis tesi dottorato doctorado tezi doktora yüksek диссертация дис канд "
    "докторская proefschrift msc bachelor's",
    "report": "report reports paper papers brief briefing memorandum bericht arbeitspapier "
    "gutachten studie rapport rapports informe documento rapporto relazione raporu rapor доклад "
    "отчёт отчет technical working discussion policy special whitepaper",
    "web": "online document www web internet website webpage électronique ligne línea elektronik "
    "электронный ресурс homepage site portal",
    "blog": "blog blogs weblog blogue блог bloğu",
    "conference": "conference conf symposium workshop congress meeting colloquium tagung kongress "
    "konferenz colloque congrès congreso jornadas convegno congresso конференция конференции "
    "tagungsband kongresses proceedings proc actes actas atti материалы сборник bildiriler "
    "sempozyumu kongresi presented",
    "edition": "edn edition aufl auflage édition edición ediz edizione baskı baskısı издание "
    "edição revised rev überarb",
    "series": "series serie reihe collection colección collana dizisi серия monographs schriften "
    "lecture notes handbuch handbooks",
    "law": "act acts code directive regulation decree statute law laws gesetz gesetzbuch "
    "verordnung richtlinie loi décret ordonnance ley decreto legge kanunu kanun закон кодекс "
    "bgbl stat u.s.c c.f.r official",
    "audio": "podcast episode folge épisode episodio audio radio broadcast video film bölüm выпуск",
    "small": "of the a an to for on at as from about into after before under over between against "
    "without der die das des dem den ein eine einer eines im am aus zur zum für auf mit nach bei "
    "über zwischen le la les l du de d au aux un une sur pour par sans entre avec dans el los las "
    "del al una sobre con por para sin il lo gli i della dello dei delle degli da dal nel nella "
    "per tra fra su ile bir için o об о на по из с от до к у над при os as do dos das em het een",
    "verb": "is are was were do does did can will how why what who when where which should be has "
    "have wie warum wird ist sind comment pourquoi est sont cómo come perché è как почему",
}
_PLACES = (
    "london york new cambridge oxford paris berlin munich münchen vienna wien zürich zurich basel "
    "bern frankfurt hamburg leipzig stuttgart tübingen göttingen heidelberg köln cologne bonn "
    "dordrecht leiden amsterdam rotterdam brussels bruxelles leuven geneva genève lausanne lyon "
    "marseille toulouse strasbourg madrid barcelona sevilla valencia salamanca bilbao méxico "
    "mexico bogotá lima santiago roma rome milano milan torino bologna firenze florence napoli "
    "venezia padova lisboa lisbon porto são rio brasília moscow москва петербург м спб kyiv киев "
    "istanbul ankara athens stockholm uppsala oslo copenhagen københavn helsinki warsaw warszawa "
    "prague praha budapest chicago boston princeton philadelphia washington baltimore berkeley "
    "stanford haven angeles francisco ithaca durham toronto montreal montréal ottawa vancouver "
    "sydney melbourne canberra auckland tokyo beijing shanghai delhi mumbai singapore cairo "
    "johannesburg nairobi edinburgh glasgow manchester leeds dublin thousand oaks englewood "
    "cliffs hoboken reading ma ny nj ca uk usa"
)
_SUFFIXES = (
    # What such a name ends with where words are written together, or without spaces.
    (re.compile(r"(?:zeitung|blatt|bote|kurier|anzeiger|rundschau|spiegel|nachrichten)$"), "news"),
    (re.compile(r"(?:日报|时报|新闻|晚报|周报|早报|新聞|日報|時報|通信|晚報)$"), "news"),
    (re.compile(r"(?:forschung|kunde|jahrbuch|zeitschrift|wissenschaft)$"), "journal"),
    (re.compile(r"(?:学报|研究|学刊|学会誌|紀要|论丛|論集|学誌|評論|评论)$"), "journal"),
    (re.compile(r"(?:verlag|verlags)$|(?:出版社|書店|出版|书店|書房|印书馆|書院)$"), "house"),
    (re.compile(r"(?:会议论文集|会議論文集|会议录|大会|研讨会)$"), "conference"),
    (re.compile(r"(?:大学|大學)$"), "university"),
    (re.compile(r"(?:bericht|gutachten)$|(?:报告|報告書|白皮书)$"), "report"),
    (re.compile(r"(?:gesetz|verordnung|gesetzbuch)$|[法律条例]$"), "law"),
    (re.compile(r"(?:博客|ブログ)$|blog$"), "blog"),
    (re.compile(r"(?:论文|論文)$"), "thesis"),
)
_KEYWORDS = {
    "and": phrases.AND,
    "editor": (*phrases.EDITOR, "edited", "herausgegeben", "editado", "curato", "edit"),
    "by": ("by", "von", "por", "par"),
    "in": phrases.IN,
    "page": phrases.PAGES,
    "volume": (*phrases.VOLUME, "v"),
    "issue": (*phrases.ISSUE, "number", "n.º", "issues", "iss"),
    "particle": phrases.PARTICLES,
    "others": ("al", "etal", "others", "autres", "andere", "altri", "otros", "др"),
    "translator": ("trans", "transl", "translated", "übers", "übersetzt", "traduit", "trad",
                   "traducido", "çev", "пер"),
    "ordinal": ("1st", "2nd", "3rd", "4th", "5th", "st", "nd", "rd", "th", "first", "second",
                "third", "erste", "zweite", "e", "ª", "º"),
    "month": tuple(phrases.MONTHS),
    "place": tuple(_PLACES.split()),
}  # fmt: skip


_WORD = lazy(r"[^\W\d_][^\W\d_.’'-]*")


def _kinds() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    tables = {**_KEYWORDS, **{kind: words.split() for kind, words in _TABLES.items()}}
    for kind, table in tables.items():
        for word in table:
            found.setdefault(word.rstrip("."), []).append(kind)
    return {word: tuple(dict.fromkeys(kinds)) for word, kinds in found.items()}


_KINDS = _kinds()


@lru_cache(maxsize=8192)
def kinds_of(word: str) -> tuple[str, ...]:
    """What a word of a reference may be part of, the likeliest uses first; often nothing."""
    bare = word.rstrip(".").lower()
    kinds = _KINDS.get(bare, ())
    if len(bare) == 1 and word[0].isupper() and word.endswith("."):
        # An initial, if it is not "S." or "T." for pages or a volume.
        return tuple(kind for kind in kinds if kind in {"page", "volume", "issue"})
    if not kinds:
        kinds = tuple(kind for pattern, kind in _SUFFIXES if pattern.search(bare))
    if names.is_corporate(word.rstrip(".")):
        kinds = (*kinds, "body")
    return kinds


def has(text: str, kind: str) -> bool:
    """Whether a word of the text is of that kind."""
    return bool(text) and kind in _kinds_in(text)


@lru_cache(maxsize=1024)  # One text is asked for kind after kind, and papers come again.
def _kinds_in(text: str) -> frozenset[str]:
    return frozenset([kind for word in _WORD.findall(text) for kind in kinds_of(word)])
