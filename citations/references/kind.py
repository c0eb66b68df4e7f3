"""The CSL type of a reference, from the fields that were read."""

from __future__ import annotations

import re

from citations import names
from citations.references.draft import Draft

_THESIS = re.compile(
    r"\b(?:ph\.?\s?d\.?|doctoral|master'?s?|dissertation|thesis|diss\.|thèse|tesis|tesi|doktora|tezi|"
    r"диссертация|диссертации)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:(?:Act|Law|Regulation|Directive|Decree|Code|Gesetz|Verordnung|Richtlinie|Loi|Décret|Ley|"
    r"Legge|Decreto|Kanun\w*|Закон|法)\b.{0,60}\b(?:No\.?|Nr\.?|\d{4}(?:/\d+)?)"
    r"|BGBl|O\.?J\.? L|Pub\. L\.)"
)
_CASE = re.compile(r"^[^\W\d_].{1,60}\s(?:v\.?|vs\.?|gegen|c\.)\s[^\W\d_]")
_BLOG = re.compile(r"\bblogs?\b|weblog", re.IGNORECASE)
_MAGAZINE = re.compile(r"\bmagazine?\b|\bmagazin\b", re.IGNORECASE)
_JOURNAL = re.compile(
    r"\b(?:journal|quarterly|annals|transactions|proceedings|zeitschrift|revue|revista|rivista|dergi\w*|"
    r"вестник|журнал|acta|archiv\w*|studies|letters|bulletin)\b|学报|研究$",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:press|books?|publish\w+|verlag|éditions?|presses|edizioni|editore|editorial|ediciones|"
    r"yayın\w*|издательство|изд)\b|出版|書店|书店",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:report|paper|brief|bericht|rapport|informe|rapporto|raporu?|доклад)\b", re.IGNORECASE
)


def kind_of(draft: Draft, *, quoted: bool) -> str:
    """A CSL 1.0.2 type; "document" where nothing speaks for one."""
    csl = draft.csl
    if draft.found.get("media_type"):
        return str(draft.found["media_type"])
    container = csl.get("container-title", "")
    everything = f"{csl.get('genre', '')} {csl.get('publisher', '')} {container}"
    if _THESIS.search(everything):
        return "thesis"
    title = csl.get("title", "")
    if not quoted and _CASE.match(title):
        return "legal_case"
    if not quoted and _LAW.search(title):
        return "legislation"
    dated = len(csl.get("issued", {}).get("date-parts", [[]])[0]) == 3
    if draft.found.get("in_book") and not dated and not csl.keys() & {"volume", "issue"}:
        return "chapter"
    if "volume" in csl or "issue" in csl or "ISSN" in csl or _JOURNAL.search(container):
        return "article-journal" if container or "DOI" in csl else "book"
    if _BLOG.search(container):
        return "post-weblog"
    if container:
        return _periodical(draft, container)
    return _standing_alone(draft)


def _periodical(draft: Draft, container: str) -> str:
    if _MAGAZINE.search(container):
        return "article-magazine"
    dated = len(draft.csl.get("issued", {}).get("date-parts", [[]])[0]) == 3
    return "article-newspaper" if dated else "webpage" if draft.found.get("online") else "article"


def _standing_alone(draft: Draft) -> str:
    csl = draft.csl
    author = csl.get("author", [])
    corporate = any("literal" in name and names.is_corporate(name["literal"]) for name in author)
    if "genre" in csl and _REPORT.search(csl["genre"]):
        return "report"
    if "ISBN" in csl:
        return "book"
    if "publisher" in csl:
        dated = len(csl.get("issued", {}).get("date-parts", [[]])[0]) > 1
        house = _HOUSE.search(csl["publisher"]) or not names.is_corporate(csl["publisher"])
        return "report" if corporate or dated or not house else "book"
    if draft.found.get("online"):
        return "report" if corporate and "page" in csl else "webpage"
    return "document"
