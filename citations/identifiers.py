"""Identifiers of works: DOI, arXiv, PubMed, ISBN, ISSN, Handle, URN, Wikidata.

Found in text or in an address, in one spelling each, with check digits verified. A check
digit that fails makes an identifier invalid, not absent: people want to see it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from citations.patterns import lazy
from citations.urls import host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One identifier; ``start`` and ``end`` count in the text it was found in."""

    #: "doi", "arxiv", "pmid", "pmcid", "isbn", "issn", "handle", "urn", "wikidata".
    kind: str
    #: In its one spelling: DOI in lower case, ISBN as 13 digits where it is valid.
    value: str
    start: int
    end: int
    #: False if a check digit fails.
    valid: bool = True
    #: Other readings, best first: a DOI without the "/full" that a site put behind it.
    candidates: tuple[str, ...] = ()


_DOI = lazy(
    r"(?:(?:https?://)?(?:dx\.)?doi\.\s?org/|doi\s?[:=]?\s{0,2})?(?<![\w.])"
    r"(?P<doi>10\.\d{4,9}(?:\.\d{1,9}){0,3}/[^\s\"“”‘’«»，。；、）】]{1,300}"
    # A line may end inside one.
    r"(?:(?<=[./_(-])\n[^\s\"“”‘’«»]{2,100})?)",
    re.IGNORECASE,
)
_PATTERNS: dict[str, re.Pattern[str]] = {
    "arxiv": lazy(
        r"arxiv\s?:\s?"
        r"(?P<value>\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7}(?:v\d)?)"
        r"(?:\s?\[[\w.-]{2,20}\])?",
        re.IGNORECASE,
    ),
    "pmcid": lazy(r"\b(?:PMCID\s?:?\s?)?(?P<value>PMC\d{4,9})\b", re.IGNORECASE),
    "pmid": lazy(r"\b(?:PMID|PubMed(?:\sID)?)\s?:?\s?(?P<value>\d{4,8})\b", re.IGNORECASE),
    "isbn": lazy(
        r"\bISBN(?:[-\s]?1[03])?\s?:?\s{0,2}"
        r"(?P<value>(?:97[89][-\s‐‑–]?)?\d(?:[-\s‐‑–]?\d){8}[-\s‐‑–]?[\dX])\b"
        r"|(?<![\d-])(?P<bare>97[89]-\d{1,5}-\d{1,7}-\d{1,7}-\d)(?![\d-])",
        re.IGNORECASE,
    ),
    "issn": lazy(r"\b[ep]?-?ISSN(?:-L)?\s?:?\s?(?P<value>\d{4}[-‐‑–]\d{3}[\dX])\b", re.IGNORECASE),
    "handle": lazy(
        r"\b(?:hdl\s?:\s?|https?://hdl\.handle\.net/)(?P<value>\d[\d.]{1,12}/[^\s,;\"”’]{1,80})",
        re.IGNORECASE,
    ),
    "urn": lazy(
        r"\b(?P<value>urn:(?:nbn|isbn|issn|ietf|uuid|lex|oid|doi)(?::[^\s,;\"”’]{1,120}))",
        re.IGNORECASE,
    ),
    "wikidata": lazy(r"\bwikidata\s?:\s?(?P<value>Q[1-9]\d{0,9})\b", re.IGNORECASE),
}
_DOI_PREFIX = lazy(r"^(?:https?://)?(?:dx\.)?doi\.\s?org/|^doi\s?[:=]?\s*", re.IGNORECASE)
# Most texts hold none; to look for these spares the nine patterns.
_HINTS = (
    "10.", "arxiv", "isbn", "issn", "pmid", "pmc", "pubmed", "hdl", "urn:", "wikidata", "978-",
    "979-",
)  # fmt: skip
_TRAILING = ".,;:!?'*_"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
# Sites put these behind a DOI in their own addresses; some DOIs do end so.
_SITE_TAIL = lazy(r"(?:/(?:full|abstract|pdf|epdf|html|meta|summary|citations)|\.(?:pdf|html?))\Z")


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Every identifier in a text, in order, none overlapping another."""
    found: list[Identifier] = []
    if not may_hold(text):
        return ()
    for one in sorted(_all(text), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def may_hold(text: str) -> bool:
    """Whether there is any sign of an identifier in the text; without one there is none."""
    lowered = text.lower()
    for hint in _HINTS:  # noqa: SIM110 - it is asked of every note, and a generator takes twice as long
        if hint in lowered:
            return True
    return False


def _all(text: str) -> Iterator[Identifier]:
    if "10." in text:
        for match in _DOI.finditer(text):
            value = _end_of_doi(match["doi"])
            if value:
                yield _doi(value, match.start(), match.start("doi") + len(value))
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            written = match["value"] or match["bare"]
            trimmed = _trimmed(written) if kind in {"handle", "urn"} else written
            end = match.end() - (len(written) - len(trimmed))
            value, valid = _SPELLINGS.get(kind, _as_is)(trimmed)
            if valid or match.groupdict().get("bare") is None:
                yield Identifier(kind=kind, value=value, start=match.start(), end=end, valid=valid)


def _doi(value: str, start: int, end: int) -> Identifier:
    spelled = normal_doi(value)
    cut = _SITE_TAIL.sub("", spelled)
    candidates = (cut,) if cut != spelled else ()
    return Identifier(kind="doi", value=spelled, start=start, end=end, candidates=candidates)


def normal_doi(text: str) -> str:
    """A DOI in its one spelling: no prefix, no escapes, lower case (they do not tell case)."""
    joined = re.sub(r"\s", "", unquote(_DOI_PREFIX.sub("", text.strip())))
    return html.unescape(joined).lower()


def _end_of_doi(run: str) -> str:
    """A DOI may hold ``<>();:/``, so only unpaired brackets and final punctuation are cut."""
    text = run.partition("</")[0]
    if "<" in text and ">" not in text:
        text = text.partition("<")[0]
    if "&quot" in text:
        text = text.partition("&quot")[0]
    return _trimmed(text)


def _trimmed(text: str) -> str:
    depth = {close: text.count(opening) - text.count(close) for close, opening in _PAIRS.items()}
    end = len(text)
    while end:
        final = text[end - 1]
        if final in _PAIRS and depth[final] < 0:
            depth[final] += 1
        elif final not in _TRAILING:
            break
        end -= 1
    return text[:end]


def isbn13(text: str) -> str | None:
    """The 13 digits of an ISBN of either length whose check digit is right, else None."""
    digits = re.sub(r"[^\dXx]", "", text).upper()
    if len(digits) == 10 and re.fullmatch(r"\d{9}[\dX]", digits):
        if _weighted(digits, 10) % 11:
            return None
        stem = f"978{digits[:9]}"
        return stem + str(-sum(int(sign) * (1, 3)[at % 2] for at, sign in enumerate(stem)) % 10)
    if len(digits) == 13 and re.fullmatch(r"97[89]\d{10}", digits):
        total = sum(int(sign) * (1, 3)[at % 2] for at, sign in enumerate(digits))
        return None if total % 10 else digits
    return None


def is_issn(text: str) -> bool:
    """Whether the eighth sign is the check digit of the seven before it."""
    signs = re.sub(r"[^\dXx]", "", text).upper()
    if not re.fullmatch(r"\d{7}[\dX]", signs):
        return False
    return _weighted(signs, 8) % 11 == 0


def _weighted(signs: str, heaviest: int) -> int:
    """The digits, X being ten, times falling weights; 11 divides it if the check digit is right."""
    values = (10 if sign == "X" else int(sign) for sign in signs)
    return sum((heaviest - at) * value for at, value in enumerate(values))


def _isbn(text: str) -> tuple[str, bool]:
    whole = isbn13(text)
    return whole or re.sub(r"[^\dXx]", "", text).upper(), whole is not None


def _issn(text: str) -> tuple[str, bool]:
    signs = re.sub(r"[^\dXx]", "", text).upper()
    return f"{signs[:4]}-{signs[4:]}", is_issn(signs)


def _as_is(text: str) -> tuple[str, bool]:
    return text, True


_SPELLINGS: dict[str, Callable[[str], tuple[str, bool]]] = {
    "isbn": _isbn,
    "issn": _issn,
    "arxiv": lambda text: (text.lower(), True),
    "pmcid": lambda text: (text.upper(), True),
    "urn": lambda text: (text.lower(), True),
    "wikidata": lambda text: (text.upper(), True),
}

# Host, pattern of the path, kind.
_ADDRESSES = (
    (("doi.org", "dx.doi.org", "www.doi.org"), lazy(r"/(10\..+)"), "doi"),
    (
        ("arxiv.org", "www.arxiv.org", "export.arxiv.org"),
        lazy(r"/(?:abs|pdf|html)/(.+?)(?:\.pdf)?/?\Z"),
        "arxiv",
    ),
    (("pubmed.ncbi.nlm.nih.gov",), lazy(r"/(\d{1,8})/?\Z"), "pmid"),
    (("www.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov"), lazy(r"/pubmed/(\d{1,8})/?\Z"), "pmid"),
    (
        ("www.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov"),
        lazy(r"/(?:pmc/)?articles/(PMC\d+)", re.IGNORECASE),
        "pmcid",
    ),
    (("hdl.handle.net",), lazy(r"/(\d[\d.]*/.+)"), "handle"),
    (
        ("www.wikidata.org", "wikidata.org", "m.wikidata.org"),
        lazy(r"/(?:wiki|entity)/(Q[1-9]\d*)\Z"),
        "wikidata",
    ),
    (
        ("nbn-resolving.org", "nbn-resolving.de", "urn.fi", "urn.kb.se"),
        lazy(r"/?(?:redirect/)?(urn:.+)", re.IGNORECASE),
        "urn",
    ),
)
_HOSTS = frozenset(host for hosts, _, _ in _ADDRESSES for host in hosts)


def identifier_of(url: str) -> Identifier | None:
    """The identifier that an address of a resolver or an index carries, or None."""
    host = host_of(url)
    if host not in _HOSTS and "/doi/" not in url and "%" not in url:
        return None  # Nearly every address: neither a resolver's nor one with a DOI in its path.
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    for hosts, pattern, kind in _ADDRESSES:
        if host in hosts and (match := pattern.match(path)):
            value, valid = _SPELLINGS.get(kind, _as_is)(match[1])
            if kind == "doi":
                return _doi(value, 0, len(url))
            return Identifier(kind=kind, value=value, start=0, end=len(url), valid=valid)
    # Publishers' own addresses carry the DOI in their path: /doi/full/10.1234/abc.
    if match := re.search(r"/doi/(?:\w{2,10}/)?(10\.\d{4,9}/.+)", path):
        return _doi(match[1], 0, len(url))
    return None
