"""Repair: the smallest edits that give a document working addresses and archived copies.

A format is one file and one line here. An edit touches the address, or stands right
behind it; every other byte stays as it was, and a second repair finds nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from citations import read
from citations.formats import READERS
from citations.model import LinkState, Memento, Reading
from verifier.repair.data import (
    repair_bibtex,
    repair_csljson,
    repair_ris,
    repair_sitemap,
    repair_table,
    repair_urls,
)
from verifier.repair.edits import Edit, Encoded, Patch, apply, decoded
from verifier.repair.html import repair_html
from verifier.repair.jupyter import repair_notebook
from verifier.repair.latex import repair_latex
from verifier.repair.plan import Fix, plan
from verifier.repair.sites import noted_links
from verifier.repair.text import BELOW, BESIDE, INSTEAD, repair_markdown, repair_rst, repair_text
from verifier.repair.wikitext import repair_wikitext
from verifier.repair.zipped import ZIPPED, repair_flat, repair_zipped

__all__ = ["REPAIRS", "Edit", "Fix", "Patch", "plan", "propose"]

Repair = Callable[[Reading, Mapping[str, Fix], str], list[Edit]]

REPAIRS: dict[str, Repair] = {
    "text": repair_text,
    "markdown": repair_markdown,
    "rst": repair_rst,
    "html": repair_html,
    "wikitext": repair_wikitext,
    "latex": repair_latex,
    "bibtex": repair_bibtex,
    "ris": repair_ris,
    "csljson": repair_csljson,
    "csv": repair_table,
    "urls": repair_urls,
    "sitemap": repair_sitemap,
}

#: Ways to name a copy, the best first; a worse one if the document would read otherwise.
STYLES = {
    "text": (BESIDE, BELOW, INSTEAD),
    "markdown": (BESIDE, INSTEAD),
    "rst": (BESIDE, INSTEAD),
    "latex": (BESIDE, INSTEAD),
    "jupyter": (BESIDE, INSTEAD),
    "docx": (BESIDE, INSTEAD),
    "odt": (BESIDE, INSTEAD),
}


def propose(
    data: bytes,
    format: str,  # noqa: A002 - the same word as in Document
    reading: Reading,
    states: Mapping[str, LinkState],
    mementos: Mapping[str, tuple[Memento, ...]],
) -> Patch:
    """What to change in the document ``data``, of which ``reading`` is the reading.

    Links that have moved for good get their new address; dead and soft-404 links get the
    right archived copy. For other formats there is a remark. Raises ``BadInput``: the
    bytes cannot be written back as they were read.
    """
    fixes = plan(reading, states, mementos)
    if not fixes:
        return Patch(before=data, after=data)
    if why := _refusal(data, format):
        return Patch(before=data, after=data, remarks=(why,))
    first = None
    for style in STYLES.get(format, (BESIDE,)):
        patch = _patched(data, format, reading, fixes, style)
        other = reading.document.format != format
        if not patch.edits or other or _reads_the_same(reading, patch.after):
            break
        first = first or patch
    else:
        patch = replace(first or patch, remarks=(_OTHERWISE,))
    remarks = (*patch.remarks, *_left(format, reading, fixes, patch))
    return replace(patch, remarks=remarks)


def _refusal(data: bytes, format: str) -> str:  # noqa: A002
    """Why a document of this kind cannot be repaired; "" if it can."""
    if format == "pdf":
        return "A PDF cannot be repaired; repair the document that it was made from."
    if format == "sitemap" and data.startswith(_GZIP):
        return "A packed sitemap cannot be repaired; unpack it first (gunzip)."
    if format not in REPAIRS and format not in ZIPPED and format != "jupyter":
        known = ", ".join(sorted([*REPAIRS, *ZIPPED, "jupyter"]))
        return f"Documents in {format} cannot be repaired; only {known}."
    return ""


def _left(
    format: str,  # noqa: A002
    reading: Reading,
    fixes: Mapping[str, Fix],
    patch: Patch,
) -> Iterator[str]:
    """What could be repaired, but for the way in which it stands in the document."""
    gone = [url for url, fix in fixes.items() if fix.copy is not None]
    if format == "sitemap" and gone:
        yield f"{len(gone)} pages are gone; take them out: a sitemap lists a site's own pages."
        return
    named = {edit.url for edit in patch.edits}
    missed = [fix for fix in fixes.values() if fix.url not in named and not _named(reading, fix)]
    if missed:
        where = "is" if len(missed) == 1 else "are"
        more = f" and {len(missed) - 1} more" if missed[1:] else ""
        yield f"{missed[0].url}{more} {where} written in a way that cannot be repaired safely."


def _named(reading: Reading, fix: Fix) -> bool:
    """Whether the document names the copy, or the new address, already."""
    there = fix.target or (fix.copy.url if fix.copy else "")
    # Behind the archive's own part the address may be escaped in some way.
    return there.partition("/http")[0] in reading.document.text


def _patched(
    data: bytes,
    format: str,  # noqa: A002
    reading: Reading,
    fixes: Mapping[str, Fix],
    style: str,
) -> Patch:
    flat = format in ZIPPED and not data.startswith(_ZIP)
    if format in ZIPPED and not flat:
        return repair_zipped(data, format, fixes, noted_links(reading), style)
    if flat or format == "jupyter":
        # What was read is not the file's own text, which is UTF-8 by its standard.
        encoded = decoded(data, data.decode("utf-8-sig", "replace"))
        noted = noted_links(reading) if style == BESIDE else ()
        if flat:
            return _patch(encoded, repair_flat(encoded.text, fixes, noted))
        return _patch(encoded, repair_notebook(encoded.text, fixes, style))
    return _patch(decoded(data, reading.document.text), REPAIRS[format](reading, fixes, style))


_GZIP, _ZIP = b"\x1f\x8b", b"PK"
_OTHERWISE = "After this repair the document is read a little differently: look at the changes."
_ADDRESS = re.compile(r"https?://\S+")


def _patch(encoded: Encoded, edits: list[Edit]) -> Patch:
    ordered = tuple(sorted(edits, key=lambda edit: edit.start))
    before, after = encoded.text, apply(encoded.text, ordered)
    return Patch(
        before=encoded.encode(before),
        after=encoded.encode(after),
        edits=ordered,
        texts=(("", before, after),) if ordered else (),
    )


def _reads_the_same(reading: Reading, after: bytes) -> bool:
    """The same claims, addresses aside, and the same number of notes."""
    document = reading.document
    if document.format not in READERS:
        return True
    again = read(after, document.source, document.format)
    return _said(reading) == _said(again) and len(reading.notes) == len(again.notes)


def _said(reading: Reading) -> list[str]:
    return [_ADDRESS.sub("", claim.text) for claim in reading.claims]
