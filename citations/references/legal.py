"""Legal citations: neutral ones, ECLI, courts of the EU, Germany and France, and statutes.

Each form is a shape that its courts or publishers prescribe, so no table of reporters is
needed but for the American ones, which the extra ``legal`` (eyecite) knows; without it they
are read where a case's name stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from citations.dates import find_dates
from citations.patterns import lazy
from citations.phrases import MONTHS
from citations.references import marks
from citations.references.draft import Draft, tidy_line

_CITED = r"(?P<title>[^\W\d_][^\[\]§;\x01\x02‘“„«\"]{2,200}?)"
_NAME = r"[^\W\d_][^\[\]§;\x01\x02‘“„«\"]{1,120}?"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)"
_PIN = r"(?:,?\s(?:at\s|p\.?\s|paras?\.?\s|\[)?\d[\d–-]{0,9}\]?)?"
#: Courts that number their own judgements: "[2017] UKSC 5", "2015 SCC 5".
_NEUTRAL = (
    r"UKSC|UKHL|UKPC|EWCA\s(?:Civ|Crim)|EWHC|EWFC|EWCOP|UKUT|UKFTT|UKEAT|EAT|CSIH|CSOH|HCJAC|NICA|"
    r"NIQB|NIKB|IESC|IECA|IEHC|HCA|FCAFC|FCA|NSWCA|NSWSC|VSCA|VSC|QCA|QSC|WASC|NZSC|NZCA|NZHC|SCC|"
    r"ONCA|ONSC|BCCA|BCSC|ABCA|QCCA|ZACC|ZASCA|SGCA|SGHC|HKCFA|HKCA"
)
_GERMAN_COURT = (
    r"(?P<court>BVerfG|BGH|BAG|BSG|BVerwG|BFH|BPatG|EuGH|EuG|EGMR|"
    r"(?:OLG|LG|AG|VG|OVG|VGH|LAG|ArbG|SG|LSG|FG|KG)(?:\s[^\W\d_][\w./-]{1,24}){0,2})"
)
_FRENCH_COURT = (
    r"(?P<court>Cass\.(?:\s(?:(?:1|2|3)(?:re|e|ère|ème)\s)?(?:civ|com|crim|soc|ass\.\splén)\.?)?|"
    r"Cons\.\sconst\.|Cons\.\sd['’]Ét\.|CE(?:,\s(?:ass|sect)\.)?|CA\s[^\W\d_][\w-]{1,20}|TGI\s[^\W\d_]\w{1,20}|"
    r"TC|CAA\s[^\W\d_]\w{1,20})"
)
_STATUTE_NAME = (
    r"(?P<title>(?:[^\W\da-z_][\w’'()-]{0,30}\s(?:(?:of|and|the|for|to|on)\s){0,2}){1,9}"
    r"(?:Act|Ordinance|Code|Bill)s?)"
)
_EU_ACT = (
    r"(?P<title>(?:Council\s|Commission\s|Delegated\s|Implementing\s){0,2}"
    r"(?:Regulation|Directive|Decision|Verordnung|Richtlinie|Beschluss|Règlement|Directive|Décision|"
    r"Reglamento|Directiva|Regolamento|Direttiva)\s(?:\((?:EU|EC|EEC|EG|EWG|CE|UE)(?:,\sEuratom)?\)\s)?"
    r"(?:No\.?\s|Nr\.?\s|n[°ºo]\.?\s)?(?P<number>\d{1,4}/\d{1,4})(?:/(?:EU|EC|EEC|EG|EWG|CE|UE))?)"
)
_JOURNAL = (
    r"(?:OJ|ABl\.?|JO|DO|GU)(?:\s(?:EU|EG|UE|CE))?,?\s?(?:Nr\.\s)?(?P<series>[LC])\s?"
    r"(?P<volume>\d{1,4})"
)
_DIGITS = r"\d[\d.]{0,9}[a-z]{0,2}"
_SECTIONS = rf"§{{1,2}}\s?(?P<section>{_DIGITS}(?:[-–]{_DIGITS})?(?:\([\w]{{1,4}}\)){{0,6}})"

Fields = dict[str, Any]


def _case(match: re.Match[str]) -> Fields:
    found: Fields = {"type": "legal_case"}
    return found | _groups(match)


def _statute(match: re.Match[str]) -> Fields:
    found: Fields = {"type": "legislation"}
    return found | _groups(match)


class _Form:
    """A shape of citations, and what one of them makes."""

    __slots__ = ("make", "pattern")

    def __init__(self, make: Callable[[re.Match[str]], Fields], pattern: str) -> None:
        self.make, self.pattern = make, lazy(pattern)


def _groups(match: re.Match[str]) -> Fields:
    names = {"court": "authority", "reporter": "container-title", "article": "section"}
    found: Fields = {}
    for name, value in match.groupdict().items():
        if value and name not in {"year", "bare_year", "series", "date", "neutral"}:
            ending = "" if name == "reporter" else "."
            found[names.get(name, name)] = tidy_line(value).strip(f" ,:–-({ending}")
    groups = match.groupdict()
    if year := groups.get("year") or groups.get("bare_year"):
        found["issued"] = {"date-parts": [[int(year)]]}
    if groups.get("date") and (dates := find_dates(groups["date"], language="fr")):
        found["issued"] = dates[0].csl()
    if groups.get("neutral"):
        found["number"] = tidy_line(groups["neutral"])
    if groups.get("series"):
        found["container-title"] = f"OJ {groups['series']}"
    return found


#: The forms; the first that fits counts.
_FORMS = (
    # R (Miller) v Secretary of State [2017] UKSC 5; Smith v Jones, 2015 SCC 5
    _Form(
        _case,
        rf"(?:{_CITED},?\s)?(?P<neutral>(?:\[{_YEAR}\]|(?<!\d)(?P<bare_year>20\d\d))\s"
        rf"(?P<court>{_NEUTRAL})\s\d{{1,5}}(?:\s\([^\W\d_]\w{{1,11}}\))?)",
    ),
    # ECLI:EU:C:2014:317
    _Form(
        _case,
        rf"(?:{_CITED}[,\s(]{{1,3}})?(?P<number>ECLI:[A-Z]{{2}}:[A-Z0-9]{{1,7}}:"
        rf"{_YEAR}:[A-Z0-9.]{{1,25}})",
    ),
    # Case C-131/12 Google Spain v AEPD
    _Form(
        _case,
        rf"(?:Joined\s)?(?:Cases?|Rs\.|Rechtssache|Affaires?|Aff\.|Asuntos?|Causa)\s"
        rf"(?P<number>[CTF][-‑–]\d{{1,4}}/\d\d)(?:\sP)?,?\s(?P<title>{_NAME})(?=[,.(\[:]|\sEU:|$)",
    ),
    # Smith v. Turkey, no. 12345/67
    _Form(
        _case,
        rf"{_CITED},?\s\(?(?:[Aa]pp(?:lication|l)?\.?\s)?[Nn](?:os?|°)\.?\s(?P<number>\d{{3,6}}/\d\d)"
        rf"\)?(?:.{{0,40}}?{_YEAR})?",
    ),
    # BGH, Urteil vom 3. Mai 2019 – VI ZR 12/18
    _Form(
        _case,
        rf"{_GERMAN_COURT},?\s(?:Urteil|Beschluss|Urt\.|Beschl\.|U\.|B\.)\sv(?:om|\.)\s"
        rf"(?P<date>[\d. ]{{1,8}}(?:[^\W\d_]{{3,9}}\s)?\d{{4}})[\s,–-]{{1,4}}"
        rf"(?:Az\.:?\s)?(?P<number>[\dIVX]{{1,5}}\s[A-Za-z][\w()]{{0,8}}\s(?:\([A-Z]\w{{1,4}}\)\s)?\d{{1,5}}/\d\d)",
    ),
    # BVerfGE 7, 198
    _Form(
        _case,
        r"(?P<reporter>BVerfGE|BGHZ|BGHSt|BVerwGE|BAGE|BSGE|BFHE)\s(?P<volume>\d{1,3}),\s(?P<page>\d{1,4})",
    ),
    # Cass. 1re civ., 3 mai 2019, n° 18-12.345
    _Form(
        _case,
        rf"{_FRENCH_COURT},\s(?P<date>\d{{1,2}}(?:er)?\s[^\W\d_]{{3,9}}\.?\s\d{{4}}),\s"
        rf"(?:(?P<title>[^\W\d_][^,]{{2,60}}),\s)?n[°ºo]s?\s(?P<number>[\d.-]{{3,12}}(?:\s[A-Z]{{2,4}})?)",
    ),
    # 42 U.S.C. § 1983; 17 C.F.R. § 240.10b-5
    _Form(
        _statute,
        rf"(?:{_STATUTE_NAME},\s)?(?P<volume>\d{{1,3}})\s(?P<reporter>U\.?\s?S\.?\s?C\.?(?:A\.|S\.)?|C\.?\s?F\.?\s?R\.?)\s"
        rf"(?:{_SECTIONS}|(?:pt|part)\.?\s(?P<part>\d{{1,4}}))(?:\s\({_YEAR}\))?",
    ),
    # Pub. L. No. 111-148, 124 Stat. 119 (2010)
    _Form(
        _statute,
        rf"(?:{_STATUTE_NAME}(?:\sof\s\d{{4}})?,\s)?(?P<number>Pub\.\s?L\.\s(?:No\.\s)?\d{{2,3}}[-–]\d{{1,4}})"
        rf"(?:,\s(?P<volume>\d{{1,3}})\s(?P<reporter>Stat\.)\s(?P<page>\d{{1,5}}))?(?:\s\({_YEAR}\))?",
    ),
    # Regulation (EU) 2016/679 of ..., OJ L 119, 4.5.2016, p. 1
    _Form(
        _statute,
        rf"{_EU_ACT}(?:.{{0,300}}?{_JOURNAL}(?:/\d{{1,4}})?(?:,\s?(?P<date>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}))?"
        rf"(?:,\s(?:p|S)\.\s(?P<page>\d{{1,5}}))?)?",
    ),
    # CELEX 32016R0679
    _Form(
        _statute,
        rf"CELEX(?:\s?(?:no\.?|number|Nr\.))?:?\s?(?P<number>[1-9]{_YEAR}[A-Z]{{1,2}}\d{{4}})",
    ),
    # Data Protection Act 2018, s 45
    _Form(
        _statute,
        rf"{_STATUTE_NAME}(?:\sof)?\s{_YEAR}(?:\s\([^()]{{2,20}}\))?"
        rf"(?:,\s(?:ss?|art|arts|sch|pt|reg)\.?\s(?P<section>\d{{1,4}}[A-Z]{{0,2}}(?:\(\w{{1,4}}\)){{0,4}}))?(?=[\s,.;)]|$)",
    ),
    # § 823 Abs. 1 BGB; Art. 5 Abs. 1 GG; Art. 1240 C. civ.
    _Form(
        _statute,
        r"(?:§{1,2}|Art(?:t|icle)?\.?)\s?(?P<section>\d{1,4}[a-z]?(?:[-–]\d{1,4})?)"
        r"(?:\s(?:Abs\.|Absatz|S\.|Satz|Nr\.|Rn\.|Hs\.|lit\.)\s?\w{1,4}){0,5},?\s"
        r"(?P<title>[A-Z][A-Za-zÄÖÜäöü]{0,12}G(?:B|O)?|[A-Z]{2,6}|VwGO|AEUV|EUV|DSGVO|GRCh|EMRK|"
        r"C\.\s(?:civ|pén|com|trav|proc\.\sciv)\.)(?![\w-])",
    ),
    # Loi n° 2004-575 du 21 juin 2004 pour ...
    _Form(
        _statute,
        r"(?P<title>(?:Loi|Décret|Ordonnance|Arrêté)(?:\s(?:organique|constitutionnelle))?\sn[°ºo]\s?"
        r"(?P<number>[\d-]{3,14})(?:\sdu\s(?P<date>\d{1,2}(?:er)?\s[^\W\d_]{3,9}\s\d{4}))?"
        r"(?:\s(?:relati[fv]e?s?|portant|sur|pour|visant)\s[^,;.]{3,160})?)",
    ),
    # Ley 39/2015, de 1 de octubre, de ...; Real Decreto 203/2021
    _Form(
        _statute,
        r"(?P<title>(?:Ley(?:\sOrgánica)?|(?:Real\s)?Decreto(?:[- ][Ll]ey)?|Orden)\s"
        rf"(?P<number>\d{{1,5}}/{_YEAR})(?:,\sde\s\d{{1,2}}\sde\s[a-z]{{4,10}})?"
        r"(?:,?\s(?:del?|por|sobre)\s[^,;.]{3,160})?)",
    ),
    # Legge 7 agosto 1990, n. 241; D.lgs. 30 giugno 2003, n. 196
    _Form(
        _statute,
        r"(?P<title>(?:Legge|Decreto|D\.\s?(?:[Ll]gs|[Ll]|M|P\.\s?R)\.|L\.)"
        r"(?:[- ][a-z]{4,15}){0,2}\s"
        r"(?P<date>\d{1,2}°?\s[a-z]{5,9}\s\d{4}),\sn\.\s?(?P<number>\d{1,5}))",
    ),
    # Telemediengesetz vom 26. Februar 2007
    _Form(
        _statute,
        r"(?P<title>[^\W\da-z_][\w-]{2,60}(?:gesetz|ordnung|gesetzbuch)(?:\s\([^()]{2,20}\))?)\s"
        r"v(?:om|\.)\s(?P<date>\d{1,2}\.\s?(?:[^\W\d_]{3,9}\s|\d{1,2}\.\s?)\d{4})",
    ),
    # Федеральный закон от 27.07.2006 № 152-ФЗ
    _Form(
        _statute,
        r"(?P<title>(?:Федеральный\s(?:конституционный\s)?закон|Закон|Постановление|Указ|Приказ)"
        r"[^№;]{0,160}?\sот\s(?P<date>\d{1,2}[.\s][\d.а-я]{2,9}\s?\d{4})(?:\sг(?:ода|\.))?"
        r"(?:\s№\s?|\sN\s)(?P<number>[\w/-]{1,12}))",
    ),
    # 6698 sayılı Kişisel Verilerin Korunması Kanunu
    _Form(_statute, r"(?P<number>\d{3,5})\ssayılı\s(?P<title>[^,.;]{5,80}?Kanunu?\b)"),
    # 《中华人民共和国港口法》第5条; 民法709条
    _Form(
        _statute,
        r"《?(?P<title>[\u4e00-\u9fff]{1,30}(?:法|法典|条例|规定|办法))》?"
        r"(?:第(?P<section>[\d一二三四五六七八九十百]{1,6})条|(?P<article>\d{1,4})条)",
    ),
    # § 1983 alone, of a statute that a name stands before
    _Form(
        _statute,
        rf"{_STATUTE_NAME},?\s{_SECTIONS}",
    ),
)
#: "Miranda v. Arizona, 384 U.S. 436, 444 (1966)"
_AMERICAN = lazy(
    rf"(?P<title>{_NAME}\sv\.?\s{_NAME}),\s(?P<volume>\d{{1,4}})\s"
    r"(?P<reporter>[A-Z][A-Za-z0-9.'’& ]{0,24}?[.\w])\s(?P<page>\d{1,5})"
    rf"{_PIN}(?:\s\((?P<court>[^()]{{0,40}}?)\s?(?:[A-Z][a-z]{{2}}\.?\s\d{{1,2}},\s)?{_YEAR}\))?"
)
_HEAD_WORDS = (
    "v vs ecli celex bgbl bgh bverfg bag bsg bverwg bfh olg lg vg bverfge bghz bghst bverwge "
    "bage cass cons ce case cases rs rechtssache affaire aff asunto causa act acts regulation "
    "directive decision verordnung richtlinie règlement reglamento directiva regolamento "
    "direttiva pub art article ordinance code c loi décret ordonnance arrêté ley decreto orden "
    "legge lgs l закон постановление указ приказ sayılı"
)
_COMPOUNDS = ("gesetz", "ordnung", "gesetzbuch")
_HEADS = frozenset(_HEAD_WORDS.split())
_TOO_LONG = 600


def could_be_legal(text: str, words: frozenset[str]) -> bool:
    """Whether a text with these words (lower case) can hold a legal citation; cheap."""
    if "§" in text or not words.isdisjoint(_HEADS) or "条" in text:
        return True
    return any(word.endswith(_COMPOUNDS) for word in words)


def cites_law(text: str, words: frozenset[str]) -> bool:
    """Whether the text begins with a legal citation."""
    return could_be_legal(text, words) and _found(text) is not None


def _found(text: str) -> tuple[Fields, int, int] | None:
    if len(text) > _TOO_LONG:
        return None
    start = len(text) - len(text.lstrip(" ,.;"))
    for form in _FORMS:
        if match := form.pattern.match(text, start):
            return form.make(match), *match.span()
    match = _AMERICAN.match(text, start)
    # "3 May 2021" is no page of a reporter.
    if match is None or match["reporter"].lower() in MONTHS:
        return None
    return _case(match), *match.span()


def read_legal(draft: Draft) -> bool:
    """Read a reference that is a legal citation as a whole; whether it was one."""
    legal = could_be_legal(draft.text, marks.words_of(draft.text))
    found = _found(draft.text) if legal else _by_eyecite(draft.text)
    if found is None:
        return False
    values, start, end = found
    kind = values.pop("type")
    draft.csl = {"type": kind, **{name: value for name, value in values.items() if value},
                 **draft.csl}  # fmt: skip
    draft.claim(start, end)
    return True


def _by_eyecite(text: str) -> tuple[Fields, int, int] | None:
    """An American case that is cited without a name, where the extra ``legal`` is installed."""
    if not _REPORTED.match(text):
        return None
    try:
        from eyecite import get_citations  # noqa: PLC0415 (an optional extra, slow to load)
    except ImportError:
        return None
    for cited in _full_cases(get_citations(text[:_TOO_LONG])):
        groups = cited.groups
        found: Fields = {"type": "legal_case", "volume": groups.get("volume", ""),
                         "container-title": groups.get("reporter", ""),
                         "page": groups.get("page", "")}  # fmt: skip
        if year := getattr(cited.metadata, "year", None):
            found["issued"] = {"date-parts": [[int(year)]]}
        if court := getattr(cited.metadata, "court", None):
            found["authority"] = court
        return found, *cited.span()
    return None


#: "384 U.S. 436 (1966)": a volume, a reporter in capitals, a page.
_REPORTED = lazy(r"[\s,.;]{0,3}\d{1,4}\s[A-Z][\w.'’ ]{0,24}\s\d{1,5}(?=[\s,.;(]|$)")


def _full_cases(found: list[Any]) -> Iterator[Any]:
    from eyecite.models import FullCaseCitation  # noqa: PLC0415

    return (one for one in found if isinstance(one, FullCaseCitation))
