"""Addresses that a text announces and does not give: links without a URL, and malformed."""

from __future__ import annotations

from dataclasses import replace

from citations.model import Link, LinkState, Reading
from verifier.availability import finding

__all__ = ["LOST", "with_lost_links"]

_FOUND = finding("url_missing")

#: The standing of every lost address; no visit can change it.
LOST = LinkState(url="", status=_FOUND.status, reason=_FOUND.reason, why=_FOUND.why)


def with_lost_links(reading: Reading) -> Reading:
    """The reading in which each lost address has a link of its own, whose url is empty."""
    if not any(one.url_missing and one.link is None for one in reading.references):
        return reading
    links, references = list(reading.links), []
    for reference in reading.references:
        if reference.url_missing and reference.link is None:
            links.append(Link(id=f"l{len(links) + 1}", url=LOST.url))
            reference = replace(reference, link=links[-1].id)
        references.append(reference)
    return replace(reading, links=tuple(links), references=tuple(references))
