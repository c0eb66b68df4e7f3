"""Repair: the smallest edits that give a document working addresses and archived copies.

A format is one file and one line here. An edit touches the address, or stands right
behind it; every other byte stays as it was, and a second repair finds nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from citations import read
from citations.formats import READERS
from citations.model import LinkState, Memento, Reading
from verifier.repair.edits import Edit, Encoded, Patch, apply, decoded
from verifier.repair.html import repair_html
from verifier.repair.plan import Fix, plan
from verifier.repair.text import BELOW, BESIDE, INSTEAD, repair_markdown, repair_rst, repair_text
from verifier.repair.wikitext import repair_wikitext
from verifier.repair.zipped import ZIPPED, repair_zipped

__all__ = ["REPAIRS", "Edit", "Fix", "Patch", "plan", "propose"]

Repair = Callable[[Reading, Mapping[str, Fix], str], list[Edit]]

REPAIRS: dict[str, Repair] = {
    "text": repair_text,
    "markdown": repair_markdown,
    "rst": repair_rst,
    "html": repair_html,
    "wikitext": repair_wikitext,
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
    if format in ZIPPED:
        return repair_zipped(data, format, fixes)
    if format not in REPAIRS:
        known = ", ".join([*REPAIRS, *ZIPPED])
        remark = f"Documents in {format} cannot be repaired; only {known}."
        return Patch(before=data, after=data, remarks=(remark,) if fixes else ())
    encoded = decoded(data, reading.document.text)
    styles = STYLES.get(format, (BESIDE,))
    patches = (_patch(encoded, REPAIRS[format](reading, fixes, style)) for style in styles)
    first = None
    for patch in patches:
        if not patch.edits or _reads_the_same(reading, patch.after):
            return patch
        first = first or patch
    return replace(first or Patch(before=data, after=data), remarks=(_OTHERWISE,))


#: Ways to name a copy, the best first; a worse one if the document would read otherwise.
STYLES = {"text": (BESIDE, BELOW, INSTEAD), "markdown": (BESIDE, INSTEAD), "rst": (BESIDE, INSTEAD)}
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
