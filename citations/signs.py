"""What tells notes, captions, bylines and page furniture from prose, in the main languages."""

from __future__ import annotations

import re

from citations.patterns import any_case, fold, lazy

__all__ = [
    "is_boilerplate",
    "is_byline",
    "is_caption",
    "is_credit",
    "is_notes_heading",
    "is_teaser",
    "note_likeness",
]

_NOTES = (
    "notes?|footnotes?|end ?notes?|references?|bibliograph(?:y|ies)|works cited|literature cited|"
    "sources?|citations|references and notes|notes and references|notes and sources|"
    "sources and notes|further reading|literature|list of references|cited works|reference list|"
    "anmerkung(?:en)?|fu(?:ß|ss)noten?|endnoten?|literatur(?:verzeichnis|angaben|hinweise|liste)?|"
    "quellen(?:verzeichnis|angaben|nachweise?)?|einzelnachweise|referenzen|nachweise|belege|"
    "bibliogra(?:ph|f)ie|literatur und quellen|quellen und literatur|"
    "notes de bas de page|notes de fin|références(?: bibliographiques)?|ouvrages cités|"
    "œuvres citées|sources et références|notes et références|"
    "notas?(?: al pie| a pie de página| finales)?|referencias(?: bibliográficas)?|bibliografía|"
    "fuentes|obras citadas|literatura citada|notas y referencias|"
    "note(?: a piè di pagina| finali)?|riferimenti(?: bibliografici)?|bibliografia|fonti|"
    "opere citate|"
    "notlar|dipnot(?:lar)?|son ?notlar|kaynakça|kaynaklar|referanslar|bibliyografya|"
    "referências(?: bibliográficas)?|fontes|notas de rodapé|"
    "noten|voetnoten|eindnoten|bronnen|literatuur(?:lijst)?|bronvermelding|referenties|"
    "przypisy|bibliografia|źródła|literatura|piśmiennictwo|poznámky|zdroje|"
    "fotnoter|slutnoter|referenser|källor|källförteckning|litteratur(?:liste|förteckning)?|noter|"
    "kilder|lähteet|viitteet|jegyzetek|irodalom|források|"
    "примечани[ея]|сноски|литература|источники|ссылки|список (?:использованной )?литературы|"
    "список источников|библиография|библиографический список|примітки|джерела|"
    "注釈?|註釈?|脚注|脚註|尾注|注记|注記|註解|注解|注释|註釋|腳註|参考文献|參考文獻|参考资料|參考資料|"
    "参考資料|引用文献|出典|文献|资料来源|資料來源|참고 ?문헌|각주|미주|주석|출처|"
    "المراجع|المصادر|الهوامش|מקורות|הערות(?: שוליים)?"
)
_NOTES_HEADING = lazy(
    rf"[\W\d]{{0,6}}(?:[ivx]{{1,4}}\.\s)?(?:{_NOTES})\s?[:：.】\]=#*_-]{{0,4}}", re.IGNORECASE
)

_CAPTION = lazy(
    r"(?:fig(?:ure|\.)|tab(?:le|\.)|chart|graph|map|box|plate|photo(?:graph|graphie)?|image|picture|"
    r"illustration|caption|abb(?:ildung|\.)|tabelle|tafel|karte|grafik|foto(?:grafía)?|bild|figura|"
    r"tabla|cuadro|gráfico|tableau|carte|graphique|tabella|grafico|şekil|tablo|görsel|resim|"
    r"рис(?:унок|\.)|табл(?:ица|\.)|фото|图|圖|表|図|写真)\s?\d{0,3}(?:[.-]\d{1,2})?\s?[.:：—–]\s?\S",
    re.IGNORECASE,
)
_SOURCE_LINE = lazy(
    r"(?:(?:photo|image|picture|data|map|graphic)?\s?(?:sources?|credits?|courtesy(?: of)?)|"
    r"photo(?:graph)?(?: by)?|quellen?|bildquelle|bildnachweis|foto|crédits?(?: photo)?|fuentes?|"
    r"fonti?|kaynak|görsel|источник|фото|出典|来源|來源|資料|图源|圖源|© ?)"
    r"\s?[:：/—–-]\s?\S|[©Ⓒ]\s?\S",
    re.IGNORECASE,
)
_BYLINE = lazy(
    r"(?:by|von|par|por|di|da|door|av|af|yazan|автор|от|作者|文|記者|记者|撰文|著者|text|texte|"
    r"words|story|reporting|written by|edited by)\s?[:：]?\s(?=[^\W\d_a-zß-öø-ÿа-я])|"
    r"(?:(?:prof|dr|doç|mag|dipl|ing|sir|dame|rev|hon|öğr|üyesi|gör|assoc|asst|phd|m\.?d)\.?\s)+",
    re.IGNORECASE,
)
_JOINS = frozenset(("and", "und", "et", "y", "e", "ve", "и", "van", "von", "der", "de", "di", "la"))
_DATELINE = lazy(
    r"(?:(?:published|updated|posted|last updated|veröffentlicht|stand|aktualisiert|publié|"
    r"mis à jour|publicado|actualizado|pubblicato|aggiornato|yayın|güncelleme|опубликовано)"
    r"\b.{0,80}|\d{1,2}\.? ?\S{3,10} \d{4}.{0,30}|[^\W\d_]{3,10} \d{1,2},? \d{4}.{0,30}|"
    r"\d{4}年.{0,20}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.{0,30}|\d+ min(?:ute)?s? read.{0,30})",
    re.IGNORECASE,
)
_TEASER = lazy(
    r"(?:you may (?:also )?(?:want to see|like|be interested|enjoy)|you might also (?:like|enjoy)|"
    r"(?:see|read) (?:also|more|next|on)\b|related (?:articles?|stories|posts?|content|products?|"
    r"topics?|reading)|explore (?:related|more)|more (?:from|on|stories|like)\b|recommended|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|das könnte sie|siehe auch|"
    r"(?:à )?lire aussi|voir aussi|sur le même sujet|articles? (?:liés|similaires|connexes)|"
    r"(?:leer|lea|ver|vea) también|artículos relacionados|te puede interesar|"
    r"legg[ei] anche|potrebbe interessar|articoli correlati|ilgili (?:haberler|yazılar)|"
    r"ayrıca (?:bkz|bakınız|okuyun)|читайте также|смотрите также|по теме|関連記事|あわせて読みたい|"
    r"相关(?:文章|阅读|新闻)|延伸阅读|推荐阅读)",
    re.IGNORECASE,
)
_BOILERPLATE = lazy(
    r"(?:share(?: this| on)?\b|subscribe\b|sign up\b|log ?in\b|newsletter|advert(?:isement)?\b|"
    r"sponsored|cookie|all rights reserved|copyright|follow us|contact us|about us|menu\b|home\b|"
    r"skip to|table of contents|contents$|what you['’]ll learn|in this article|on this page|"
    r"key takeaways$|frequently asked questions|faqs?$|print$|comments?$|tags?:|"
    r"inhalt(?:sverzeichnis)?$|teilen\b|anzeige$|werbung$|sommaire$|partager\b|publicité$|"
    r"índice$|compartir\b|publicidad$|indice$|condividi\b|pubblicità$|içindekiler$|paylaş|reklam$|"
    r"содержание$|поделиться|реклама$|目次|目录|広告|シェア|分享)",
    re.IGNORECASE,
)

_LOOKED_AT = (
    "online|avail|access|retriev|visited|abgeruf|zugriff|aufgeruf|verfügbar|consult|disponib|ligne|"
    "erişim|обращения|доступа|閲覧|访问|訪問|检索"
)
# What references and notes are made of; each kind of sign counts once. What has none of the
# hints, in small letters, is not looked at more closely.
_SIGNS = tuple(
    (any_case("".join(patterns)), weight, tuple(filter(None, hints.split("|"))))
    for weight, hints, *patterns in (
        (2, "://|www.|doi|10.", r"https?://|www\.|\bdoi\b|\b10\.\d{4,9}/"),
        (
            2,
            _LOOKED_AT,
            r"\b(?:online at|available (?:at|from|online)|accessed|retrieved|last visited|",
            r"date of access|abgerufen|zugriff|aufgerufen|online unter|verfügbar (?:unter|auf)|",
            r"consulté|disponible en|en ligne|consultado|accesso|consultato|ultimo accesso|",
            r"disponibile|erişim|дата обращения|режим доступа)\b|閲覧|访问|訪問|检索",
        ),
        (
            2,
            "",
            r"^\W{0,3}(?:ibid|ebd|ebenda|op\. ?cit|loc\. ?cit|a\.? ?a\.? ?O|idem\b|id\.|ders\.|",
            r"dies\.|supra|там же|указ\. соч|同上|同前|前掲|íbid|ibíd|see\b|cf\.|vgl\.|siehe\b",
            r"|voir\b|véase|ver\b|cfr\.|si veda|vedi\b|bkz|krş|см\.|ср\.|参见|参照|",
            r"for (?:a|an|the|more|further)\b)",
        ),
        (
            2,
            "ibid|cit|ebd|supra|там|a.g.",
            r"\bibid\b|\bop\. ?cit\b|\bloc\. ?cit\b|\bebd\.|\bsupra\b|там же|a\.g\.[emty]\.",
        ),
        (
            1,
            "",
            r"\b(?:pp?|S|s|pág|págs|pag|pagg|стр|с|ss)\. ?\d|\d{1,4} ?[–-] ?\d{1,4}\b|頁|页|",
            r"\b(?:vol|no|nr|núm|bd|jg|iss|t|т|вып|№)\.? ?\d|\b\d+ ?\(\d+\)",
        ),
        (
            2,
            "",
            r"\b\d{1,4} (?:U\.S\.|F\.|S\. ?Ct\.|L\. ?Ed\.|[A-Z][\w.]{0,9} ?L\. ?(?:J|Rev)\.)|",
            r"\b(?:BGH|BVerfG|EuGH|BGBl|RGZ|OLG|ECLI|CJEU|ECtHR|U\.S\.C|C\.F\.R)\b",
        ),
        (1, "", r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)|\bn\.d\.|\bo\. ?J\."),
        (1, "", r"[‘“\"«„「『《][^‘“\"«„」』》]{6,}?[’”\"»」』》]"),
        (
            1,
            "",
            r"^[^\W\d_][\w’'-]+, (?:[^\W\d_]\.|[^\W\d_][\w-]+[.,])|",
            r"^(?:[^\W\d_]\. ?){1,3}[^\W\d_]\w+,|",
            r"^[^\W\d_]\w+ (?:[^\W\d_]\w*\.? ){0,2}[^\W\d_]\w+, |",
            # "Кузнецов С. ", as GOST has it.
            r"^[^\W\d_][\w’'-]+ (?:[^\W\d_]\. ?){1,2}(?= )",
        ),
        (
            1,
            "",
            r"\b(?:press|verlag|university|journal|review|publish\w*|eds?\.|hrsg\.|hg\.|trans\.|",
            r"in:|report|working paper|éditions|éd\.|editorial|edizioni|yay[ıi]n\w*|изд\w*|журнал)",
            r"|出版|大学|新闻|\b[A-ZÀ-Þ]\w+: [A-ZÀ-Þ]|\w // \w",
        ),
    )
)


def is_notes_heading(text: str) -> bool:
    """Whether a line is the heading of notes, references or a bibliography."""
    return len(text) <= 60 and _NOTES_HEADING.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a figure, or says where a picture comes from."""
    return _CAPTION.match(text) is not None or is_credit(text)


def is_credit(text: str) -> bool:
    """Whether a line only says where the picture or table above it comes from."""
    return len(text) <= 200 and _SOURCE_LINE.match(text) is not None


def is_byline(text: str) -> bool:
    """Whether a short line at the head of a text names its author or date."""
    if len(text) > 120:
        return False
    if _BYLINE.match(text) or _DATELINE.fullmatch(text):
        return True
    words = re.findall(r"[^\W\d_]+", text)
    words = [word for word in words if word not in _JOINS]
    capital = sum(1 for word in words if word[0].isupper())
    return 2 <= len(words) <= 6 and capital == len(words) and not all(map(str.isupper, words))


def is_teaser(text: str) -> bool:
    """Whether a line leads away to other pages: "You may also like"."""
    return len(text) <= 80 and _TEASER.match(text) is not None


def is_boilerplate(text: str) -> bool:
    """Whether a short line belongs to the page and not to the text."""
    return len(text) <= 80 and _BOILERPLATE.match(text) is not None


def note_likeness(text: str) -> int:
    """How many signs of a reference or note a text bears; 2 is enough for one, 0 is prose."""
    small = fold(text[:600])
    likeness = 0
    for sign, weight, hints in _SIGNS:
        if (not hints or any(hint in small for hint in hints)) and sign.search(small):
            likeness += weight
    return likeness
