"""Chinese and Japanese references, whose marks say what is a title and whose signs what a page."""

from __future__ import annotations

import re

from citations import names
from citations.dates import find_dates
from citations.patterns import lazy
from citations.references import fields, lexicon, marks
from citations.references.draft import Draft, page_of, tidy, title_of
from citations.references.zones import Zone

_TITLES = "《「『"
#: GB/T 7714: a letter in brackets behind the title names the kind of work.
_CODED = lazy(
    r"^(?P<names>[^\[\]《「『]{2,200}?)\.\s?(?P<title>[^\[\]]{2,300}?)\s?"
    r"\[(?P<code>[MCNJDRSPAGZ]|EB|DB|CP)(?:/OL)?\]\.?\s?"
)
_CODES = {"M": "book", "C": "paper-conference", "N": "article-newspaper", "J": "article-journal",
          "D": "thesis", "R": "report", "S": "standard", "P": "patent", "G": "book",
          "EB": "webpage", "DB": "dataset", "CP": "software"}  # fmt: skip
_JOURNAL = lazy(
    r"(?P<container>[^,，]{2,120})[,，]\s?\d{4}(?:[,，]\s?(?P<volume>\d{1,4}))?\s?"
    r"(?:[(（](?P<issue>\d{1,4})[)）])?(?:[:：]\s?(?P<page>\d{1,6}(?:[-–—~]\d{1,6})?))?"
)
_BOOK = lazy(
    r"(?P<place>[^:：,，.]{1,40})[:：]\s?(?P<publisher>[^,，:：]{2,80})[,，]\s?\d{4}"
    r"(?:[:：]\s?(?P<page>\d{1,6}(?:[-–—~]\d{1,6})?))?"
)
_PAPER = lazy(
    r"(?P<container>[^,，]{2,80})[,，]\s?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[(（](?P<page>\d{1,3})[)）])?"
)
_SEEN = lazy(r"[\[［](\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[\]］]")

_SIGNS = r"\u3400-\u9fff\u3040-\u30ff々ー・·"
_TRANSLATED = lazy(rf"[（(](?P<names>[{_SIGNS}、，]{{2,30}}?)(?:訳|译|譯)[）)]")
_FROM = lazy(r"[\[［〔（(][一-鿿]{1,3}[\]］〕）)]\s?")
_ROLE = lazy(
    r"(?P<editor>(?:等)?(?:主编|主編|编著|編著|选编|编|編|監修))$|(?P<translator>共?(?:訳注|译注|訳|译|譯))$|"
    r"(?:等?著|撰|作)$"
)
_OTHERS = lazy(r"(?:ほか|他|等|など)$")
_VOLUME = lazy(r"第?(?P<volume>\d{1,4})\s?[卷巻]")
_ISSUE = lazy(r"第?(?P<issue>\d{1,4})\s?[号號期]")
_LEAF = lazy(r"第?(?P<page>\d{1,3})\s?[面版](?!社)")
_THESIS = lazy(r"(?:博士|硕士|碩士|修士|学士)(?:学位)?(?:论文|論文)")
_PLACE = lazy(
    rf"(?P<place>[{_SIGNS}]{{2,6}})\s?[：:]\s?(?P<house>[{_SIGNS}]{{2,30}}?)(?=[，、,）。.\s\d\x02]|$)"
)
_PARTS = lazy(rf"(?:[，、,。（）()；;{marks.CLAIMED}{marks.URL_SIGN}]|\s\s)+")
_HOUSE = lazy(r"(?:社|店|局|堂|院|房|館|馆|会|版|庫|部|閣|舎|書林|书局)$")
_NOISE = lazy(r"^(?:年|版|年版|初版|付|付?[朝夕]刊|以下|参照|所収|載|载|第|初出|頁|页)*$")
_LEADS = lazy(r"^(?:载于|載於|载|載|収録|所収|收入|见)")


def read_east_asian(draft: Draft) -> bool:
    """Read a reference in Chinese or Japanese form; whether it was in one."""
    if match := _CODED.match(draft.text):
        _read_coded(draft, match)
        return True
    zones = [zone for zone in draft.zones if zone.kind == "quote"]
    if not zones or draft.text[zones[0].start] not in _TITLES:
        return False
    title = zones[0]
    draft.put("title", title_of(draft.raw[title.inner]))
    _read_people(draft, draft.text[: title.start], default="author")
    draft.claim(0, title.end)
    _read_container(draft, title, zones[1:])
    _read_signs(draft)
    fields.read_issued(draft)
    _read_rest(draft, title, article=draft.raw[title.start] == "「")
    return True


def _read_coded(draft: Draft, match: re.Match[str]) -> None:
    draft.found["media_type"] = _CODES.get(match["code"])
    draft.put("title", tidy(match["title"]))
    _read_people(draft, match["names"], default="author")
    rest = draft.text[match.end() :]
    if (seen := _SEEN.search(rest)) and (day := find_dates(seen[1])):
        draft.put("accessed", day[0].csl())
        rest = rest[: seen.start()] + " " * (seen.end() - seen.start()) + rest[seen.end() :]
    pattern = {"J": _JOURNAL, "N": _PAPER}.get(match["code"], _BOOK)
    if dates := find_dates(rest):
        draft.put("issued", dates[0].csl())
    if found := pattern.match(rest):
        groups = found.groupdict()
        for name, group in (("container-title", "container"), ("publisher-place", "place"),
                            ("publisher", "publisher"), ("volume", "volume"),
                            ("issue", "issue")):  # fmt: skip
            draft.put(name, tidy(groups.get(group) or ""))
        draft.put("page", page_of(groups.get("page") or ""))
    fields.complete_dates(draft)


def _read_people(draft: Draft, text: str, *, default: str) -> None:
    """``王小明著，李红译`` and ``山田太郎（佐藤花子訳）``: names with what they did."""
    for match in _TRANSLATED.finditer(text):
        draft.put("translator", _people(match["names"]))
    text = _FROM.sub("", _TRANSLATED.sub("", text.replace(marks.CLAIMED, " ")))
    authors: list[dict[str, str]] = []
    for piece in re.split(r"[，,；;：:]|\s{2,}", _LEADS.sub("", text.strip(" ，、：:"))):
        name = piece.strip(" 、")
        if not name or any(map(str.isdigit, name)):
            continue
        if role := _ROLE.search(name):
            name = name[: role.start()]
            kind = next((key for key, value in role.groupdict().items() if value), default)
        else:
            kind = default
        people = _people(name)
        if kind == "author":
            authors += people
        else:
            draft.put(kind, people)
    draft.put("author", authors)


def _people(text: str) -> list[dict[str, str]]:
    text = _OTHERS.sub("", text.strip())
    return list(names.read_names(text).names) if text else []


def _read_container(draft: Draft, title: Zone, others: list[Zone]) -> None:
    """The journal, newspaper or book in marks of its own, and who edited it."""
    if not others:
        return
    zone = others[0]
    between = draft.text[title.end : zone.start].strip(" ，、：:（(。")
    draft.put("container-title", title_of(draft.raw[zone.inner]))
    edited = _LEADS.sub("", between)
    if _ROLE.search(edited):
        _read_people(draft, edited, default="editor")
        draft.found["in_book"] = "editor" in draft.csl
    draft.claim(title.end, zone.end)


def _read_signs(draft: Draft) -> None:
    """Volume, issue, pages, newspaper leaves: numbers with a sign behind them."""
    fields.read_pages(draft)
    if match := marks.volume_issue(draft.words, fields.outside_quotes(draft)):
        draft.put("volume", match["volume"])
        draft.put("issue", match["issue"] or match["number"])
        draft.put("page", page_of(match["pages"] or ""))
        draft.claim(*match.span())
    for name, pattern in (("volume", _VOLUME), ("issue", _ISSUE), ("page", _LEAF)):
        if name not in draft.csl and (match := pattern.search(draft.text)):
            draft.put(name, match[name])
            draft.claim(*match.span())
    if match := _THESIS.search(draft.text):
        draft.put("genre", match[0])
        draft.claim(*match.span())


def _read_rest(draft: Draft, title: Zone, *, article: bool) -> None:
    """Publisher and place, or the site that an article stands on: what no sign has claimed."""
    if match := _PLACE.search(draft.text, title.end):
        draft.put("publisher-place", match["place"])
        draft.put("publisher", match["house"])
        draft.claim(*match.span())
    for part in _PARTS.split(draft.text[title.end :]):
        text = part.strip(" .-–—:：[]［］")
        if len(text) < 2 or _NOISE.match(text) or any(map(str.isdigit, text)):
            continue
        if lexicon.has(text, "thesis"):
            draft.put("genre", text)
        elif "container-title" not in draft.csl and _is_part(draft, article=article):
            draft.put("container-title", text)
        elif len(text) < 4 and not _HOUSE.search(text):
            draft.put("publisher-place", text)
        else:
            draft.put("publisher", text)


def _is_part(draft: Draft, *, article: bool) -> bool:
    """Whether the work stands in another: in a paper, on a site, in a book whose house is known."""
    csl = draft.csl
    if "genre" in csl:
        return False
    dated = len(fields.issued_parts(draft)) == 3
    return article or dated or "publisher" in csl or bool(csl.keys() & {"volume", "issue"})
