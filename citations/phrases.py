"""The words that notes are written with, in the languages that we read.

Data only. A table covers all languages at once: a note mixes them (a German footnote
cites an English article), and the words hardly ever clash. Where they do, the comment says so.
Languages: English, German, French, Spanish, Italian, Portuguese, Dutch, Turkish, Russian;
Chinese and Japanese dates and phrases have no spaces and their own patterns.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


_MONTH_NAMES = {
    1: "january jan januar jänner janvier janv enero ene gennaio genn gen janeiro januari "
    "ocak oca января январь янв",
    2: "february feb febr februar feber février févr fév febrero febbraio febb fevereiro fev "
    "februari şubat şub февраля февраль февр фев",
    3: "march mar märz mrz mars marzo março maart mart марта март мар",
    4: "april apr avril avr abril abr aprile nisan nis апреля апрель апр",
    5: "may mai mayo maggio magg mag maio mei mayıs мая май",
    6: "june jun juni juin junio giugno giu junho haziran haz июня июнь июн",
    7: "july jul juli juillet juil julio luglio lugl lug julho temmuz tem июля июль июл",
    8: "august aug août aout agosto ago ağustos ağu августа август авг",
    9: "september sep sept septembre septiembre setiembre settembre sett set setembro eylül eyl "
    "сентября сентябрь сент сен",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki "
    "октября октябрь окт",
    11: "november nov novembre noviembre novembro kasım kas ноября ноябрь нояб ноя",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro aralık "
    "декабря декабрь дек",
}
#: Every name and usual abbreviation of a month, lower case, to its number.
MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}

#: CSL counts the seasons 1 to 4, from spring.
SEASONS = {
    name: number
    for number, names in {
        1: "spring frühling frühjahr printemps primavera bahar весна",
        2: "summer sommer été verano estate verão yaz лето",
        3: "autumn fall herbst automne otoño autunno outono sonbahar güz осень",
        4: "winter hiver invierno inverno kış зима",
    }.items()
    for name in names.split()
}

#: Said before the day on which somebody looked: "(accessed 3 May 2021)".
ACCESSED = _phrases(
    "date of access | date accessed | access date | accessed | last accessed | "
    "last visited | last viewed | visited | viewed | retrieved | consulted | cited | "
    "zugriff | zugriffsdatum | letzter zugriff | zuletzt abgerufen | abgerufen | abruf | "
    "aufgerufen | zuletzt aufgerufen | zuletzt besucht | eingesehen | stand | consulté | "
    "consultée | page consultée | dernière consultation | date de consultation | "
    "dernier accès | consultado | accedido | consultada | última consulta | "
    "fecha de consulta | consulta | fecha de acceso | acceso | acesso em | acessado em | "
    "consultato | consultata | ultima consultazione | data di consultazione | ultimo accesso | "
    "geraadpleegd | erişim tarihi | son erişim | erişim | дата обращения | дата доступа | "
    "просмотрено | 访问日期 | 访问时间 | 访问于 | 见于 | 檢索日期 | 检索日期 | "
    "瀏覽日期 | 閲覧日 | 最終閲覧日 | 最終閲覧 | 参照日 | "
    "アクセス日"
)

#: Said before an address.
ONLINE_AT = _phrases(
    "online at | available online at | available online | available at | available | "
    "available from | available via | accessible at | accessed at | retrieved from | "
    "accessed from | full text at | text at | url | link | online | online unter | "
    "online verfügbar unter | verfügbar unter | abrufbar unter | abgerufen von | "
    "im internet | en ligne | disponible en ligne | disponible sur | "
    "disponible à l'adresse | disponible en | disponible en línea | en línea | "
    "recuperado de | consultable en | disponível em | disponibile su | disponibile online | "
    "disponibile all'indirizzo | consultabile su | reperibile su | online su | "
    "beschikbaar op | çevrimiçi | erişim adresi | şu adresten erişildi | режим доступа | "
    "доступно по адресу | доступно | 网址 | 载于 | 入手先"
)

#: "In the same place": the reference just before, in this note or the last.
IBID = _phrases(
    "ibid | ibidem | ib | id | idem | ebd | ebda | ebenda | ivi | ibíd | aynı yer | "
    "aynı eser | a.g.e | там же | 同上 | 同前 | 前掲 | 同書"
)

#: "The same author, another work".
IDEM_AUTHOR = _phrases("ders | dies | derselbe | dieselbe | dieselben | eadem | idem | id")

#: "The work already cited", behind a name.
OP_CIT = _phrases(
    "op. cit | op.cit | op cit | opus citatum | ob. cit | loc. cit | loc.cit | art. cit | "
    "art. cité | cit | a. a. o | a.a.o | aao | am angegebenen ort | a.g.e | a.g.m | "
    "adı geçen eser | agy | указ. соч | цит. соч | 前掲書 | 前掲論文 | 前引书 | "
    "前引文 | 前揭书 | 前揭文"
)

#: "Above, in note n".
SUPRA = _phrases(
    "supra note | supra n | supra, note | supra, n | above note | above n | see note | "
    "note | n | fn | anm | fußn | fußnote | siehe fn | wie anm | oben anm | nota | "
    "cf. note | nt | dipnot | прим | 注"
)

#: Between the last two names.
AND = _phrases("and | und | et | y | e | i | en | ve | и | with | mit | &")

#: "And others".
OTHERS = _phrases(
    "et al | et alii | u. a | u.a | and others | und andere | ve diğ | и др | 等 | 他"
)

#: The name before it, or after it, is an editor.
EDITOR = _phrases(
    "ed | eds | editor | editors | hg | hgg | hrsg | herausgeber | dir | coord | coords | "
    "a cura di | éd | éds | edited by | herausgegeben von | hrsg. von | hg. von | "
    "sous la direction de | editado por | curato da | под ред | ред | 主编 | 編 | 编"
)

#: Said before the larger work that a chapter or article stands in.
IN = _phrases("in | dans | en | nel | içinde | в | em")

PAGES = _phrases(
    "pp | p | pages | page | pgs | pg | s | seiten | seite | págs | pág | pagg | pag | blz | "
    "ss | sayfa | стр | сс | с | at"
)

VOLUME = _phrases("vol | volume | bd | band | jg | jahrgang | t | tome | tomo | cilt | т | том")

ISSUE = _phrases("no | nr | issue | heft | h | n° | nº | núm | num | n | iss | sayı | № | вып")

#: Words that lead up to a source and are no part of it; matched at the start only.
SEE = _phrases(
    "see, for example, | see for example | see, for instance, | see for instance | "
    "see, e.g., | see e.g. | see also | see, inter alia, | see generally | see especially | "
    "see further | see | but see | compare | cf. | cf | for example | for instance | e.g., | "
    "e.g. | as cited in | cited in | quoted in | quoted from | according to | also | and | "
    "siehe auch | siehe dazu | siehe hierzu | siehe etwa | siehe | vgl. auch | vgl. dazu | "
    "vgl. hierzu | vgl. etwa | vgl. | vgl | s. auch | s. dazu | zit. nach | zitiert nach | dazu | "
    "hierzu | ebenso | außerdem | so auch | ausführlich | näher | "
    "voir aussi | voir également | voir notamment | voir par exemple | voir | v. aussi | "
    "cf. aussi | cité dans | cité par | ainsi que | véase también | véase además | véase | "
    "véanse | vid. | vid | ver también | ver | así como | cfr. también | citado en | "
    "citado por | si veda anche | si veda inoltre | si veda | si vedano | vedi anche | vedi | "
    "v. anche | cfr. anche | cfr. inoltre | cfr. | cfr | citato in | nonché | ayrıca bkz. | "
    "ayrıca bakınız | bakınız | bkz. | bkz | krş. | karşılaştırınız | aktaran | "
    "см. также | см. | см | ср. также | ср. | ср | подробнее см. | подробнее | а также | цит. по"
)

#: The same where no space divides words.
SEE_EAST_ASIAN = _phrases(
    "另可参见 | 可参见 | 另参见 | 又参见 | 并参见 | 亦参见 | 参见 | 參見 | 参看 | 参阅 | 參閱 | "
    "另见 | 又见 | 并见 | 亦见 | 详见 | 詳見 | 见 | 转引自 | 轉引自 | 引自 | 以及 | 例えば | "
    "たとえば | 詳しくは | 詳細は | 参照 | なお | また | さらに | ほかに | 他に | および | 及び | "
    "ならびに"
)

#: What a bracket calls the medium, to the CSL type it means; None: it says nothing of the type.
MEDIA: dict[str, str | None] = {
    "podcast": "broadcast",
    "podcast episode": "broadcast",
    "audio podcast": "broadcast",
    "audio podcast episode": "broadcast",
    "radio broadcast": "broadcast",
    "tv broadcast": "broadcast",
    "television broadcast": "broadcast",
    "video": "motion_picture",
    "online video": "motion_picture",
    "youtube video": "motion_picture",
    "film": "motion_picture",
    "blog": "post-weblog",
    "blog post": "post-weblog",
    "tweet": "post",
    "post": "post",
    "thread": "post",
    "facebook post": "post",
    "press release": "pressrelease",
    "pressemitteilung": "pressrelease",
    "speech": "speech",
    "interview": "interview",
    "data set": "dataset",
    "dataset": "dataset",
    "computer software": "software",
    "software": "software",
    "map": "map",
    "letter": "personal_communication",
    "review": "review",
    "book review": "review-book",
    "phd thesis": "thesis",
    "doctoral dissertation": "thesis",
    "master's thesis": "thesis",
    "dissertation": "thesis",
    "report": "report",
    "working paper": "report",
    "newspaper article": "article-newspaper",
    "online": None,
    "internet": None,
    "en ligne": None,
    "en línea": None,
    "em linha": None,
    "elektronische ressource": None,
    "электронный ресурс": None,
    "abstract": None,
    "print": None,
    "ebook": None,
    "sic": None,
}

#: Words of running prose: several outside any quotation tell a comment from a source.
PROSE = _words(
    "was were is are been being had has have must should would could can might shall "
    "that which who whom whose it he she they we his her their our this these those when while "
    "however nevertheless because although though whereas thus therefore since soon not only "
    "also such than there here if both but yet ist sind war waren wurde wurden wird werden "
    "worden hat hatte hatten haben dass aber jedoch sich nicht noch nur weil wenn diese dieser "
    "dieses dabei damit etwa hier allerdings sie er es est sont était étaient ont avait été "
    "cette ces mais cependant ne pas plus elle ils elles dont lorsque parce toutefois fue "
    "fueron era eran había han sido pero sin embargo se aunque cuando este esta estos è sono "
    "erano ha hanno stato stata stati che ma però non si questo questa quando tuttavia bu ancak "
    "olan değil çünkü ise için göre olduğu gibi fakat был была было были это что который "
    "которая которые однако не он она они также когда этот эта эти"
)

#: Small words that begin a surname.
PARTICLES = _words(
    "de di da do dos das del della dello dei degli du des la le les lo von vom zu zur zum van "
    "der den ter ten te af av bin ibn ben bint abu el al y e d' l' st saint mac"
)
