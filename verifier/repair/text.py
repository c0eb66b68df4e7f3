"""Plain text and Markdown: a new address in place of the old, "archived at" in a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citations.model import Reading
from verifier.repair.edits import Edit
from verifier.repair.plan import Fix, fix_for
from verifier.repair.sites import Site, sites

__all__ = ["ARCHIVED", "BELOW", "BESIDE", "INSTEAD", "repair_markdown", "repair_rst", "repair_text"]

#: Where a copy goes in a note: behind the address, on a line of its own, or in its place.
BESIDE, BELOW, INSTEAD = "beside", "below", "instead"

#: Somebody has named a copy here already, in these or other words.
ARCHIVED = re.compile(
    r"[\s)\]>.,;]{0,4}\(?(?:archived|archiviert|archivé|archivado|archiviato)", re.IGNORECASE
)
_TO_BLANK = re.compile(r"[^\s>]*")
#: ``.. _label: url`` and the end of `` `words <url>`_ ``, in reStructuredText.
_TARGET = re.compile(r"^[ \t]{0,12}(?:\.\. _[^:\n]{1,999}|__):[ \t]+", re.MULTILINE)
_RST_LINK = re.compile(r">`__?")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,999}\]:[ \t]*<?", re.MULTILINE)


def repair_text(reading: Reading, fixes: Mapping[str, Fix], style: str) -> list[Edit]:
    """In a note the copy is named behind the address; in a sentence it takes its place."""
    text = reading.document.text
    found = sites(reading, fixes)
    return [edit for site in found for edit in _edits(text, site, site.end, "{}", style)]


def repair_markdown(reading: Reading, fixes: Mapping[str, Fix], style: str) -> list[Edit]:
    """As in plain text; the mark-up of a link stays whole, a definition gets the new address."""
    text = reading.document.text
    found = sites(reading, fixes)
    defined = _definitions(text, reading, fixes, _DEFINITION)
    edits: list[Edit] = []
    for site in found:
        behind = _end_of_markup(text, site)
        edits += _edits(text, site, behind, "<{}>", style)
    return _once([*edits, *defined])


def repair_rst(reading: Reading, fixes: Mapping[str, Fix], style: str) -> list[Edit]:
    """As in plain text, behind the mark-up of a link; a target gets the new address."""
    text = reading.document.text
    found = sites(reading, fixes)
    defined = _definitions(text, reading, fixes, _TARGET)
    edits: list[Edit] = []
    for site in found:
        markup = _RST_LINK.match(text, site.end)
        edits += _edits(text, site, markup.end() if markup else site.end, "{}", style)
    return _once([*edits, *defined])


def _edits(text: str, site: Site, behind: int, quoted: str, style: str) -> Iterator[Edit]:
    fix, written = site.fix, text[site.start : site.end]
    if fix.copy is None or style == INSTEAD or not site.in_note:
        yield Edit(
            url=fix.url,
            kind=fix.kind,
            old=written,
            new=_plain(fix.target_of(re.sub(r"\s+", "", written))),
            start=site.start,
            why=fix.why,
        )
    elif not ARCHIVED.match(text, behind):
        address = quoted.format(_plain(fix.copy.url))
        yield Edit(
            url=fix.url,
            kind=fix.kind,
            old="",
            new=f"{_break(text) if style == BELOW else ' '}(archived at {address})",
            start=behind,
            why=fix.why,
        )


def _break(text: str) -> str:
    found = re.search(r"\r?\n", text)
    return found[0] if found else " "


def _end_of_markup(text: str, site: Site) -> int:
    """Behind ``<url>`` or ``[words](url "title")``; behind the address itself if it is bare."""
    before = text[max(0, site.start - 2) : site.start]
    if before.endswith("<") and text[site.end : site.end + 1] == ">" and before != "(<":
        return site.end + 1
    if before.endswith(("](", "(<")) and text[site.first : site.first + 1] in ("[", "!"):
        return site.last
    return site.end


def _definitions(
    text: str, reading: Reading, fixes: Mapping[str, Fix], opening: re.Pattern[str]
) -> Iterator[Edit]:
    """``[label]: url`` stands far from the link that uses it."""
    written = {pointer.url for pointer in reading.document.pointers if pointer.url}
    written |= {url for body in reading.document.note_bodies for url, _, _ in body.urls}
    known = {url: fix for url in written if (fix := fix_for(url, fixes))}
    for label in opening.finditer(text):
        start = label.end()
        end = _TO_BLANK.match(text, start)
        url = end[0] if end else ""
        if fix := known.get(url):
            new = _plain(fix.target_of(url))
            yield Edit(url=fix.url, kind=fix.kind, old=url, new=new, start=start, why=fix.why)


def _once(edits: Sequence[Edit]) -> list[Edit]:
    return list({edit.start: edit for edit in edits}.values())


def _plain(url: str) -> str:
    """Without characters that would end the address too early."""
    for character, code in ((" ", "%20"), ("<", "%3C"), (">", "%3E"), ('"', "%22")):
        url = url.replace(character, code)
    if url.count("(") != url.count(")"):
        url = url.replace("(", "%28").replace(")", "%29")
    return "".join(url.split())
