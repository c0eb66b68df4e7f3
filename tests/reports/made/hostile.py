"""Any audit, with hostile words in every text that a document or a page decides."""

from __future__ import annotations

import dataclasses
from typing import Any

from citations.model import Audit, Link, Mapped

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"
    "</style></script></title></textarea>--><!-- ]]> {{7*7}} ${7*7} "
    "\x1b[31mred\x1b]8;;http://evil.example\x07\x9b2J\u202egnp.exe\u2066\ufeff\x00\ud800"
    "\r\n::error::x %0A|a|b| `code` [x](javascript:alert(4)) =cmd|' /C calc'!A0"
)
HOSTILE_URLS = (
    "javascript:alert(5)//",
    "https://ok.example/?q=\"onmouseover=alert(6)'><script>alert(7)</script>",
    "data:text/html,<script>alert(8)</script>",
    "https://bank.example@evil.example/\u202e",
    " \x01javascript:alert(9)",
    "https://ok.example/</script><script>alert(10)</script>",
)


def poisoned(value: Any, urls: bool = False) -> Any:
    """The same value with hostile words in every text that a document or page decides."""
    if isinstance(value, str) and type(value) is str:
        return HOSTILE_URLS[len(value) % len(HOSTILE_URLS)] if urls else HOSTILE + value
    if isinstance(value, Mapped):
        return Mapped(HOSTILE[: len(value)].ljust(len(value)), value.offsets)
    if isinstance(value, tuple):
        return tuple(poisoned(item, urls) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item, key == "URL") for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            item.name: poisoned(getattr(value, item.name), item.name in _ADDRESSES)
            for item in dataclasses.fields(value)
            if item.name not in _OURS
        }
        return dataclasses.replace(value, **changed)
    return value


_ADDRESSES = {"url", "final_url", "url_printed", "url_candidates", "source", "original"}
# Ids and hashes are made by us; everything else may come from a stranger.
_OURS = {
    "id", "claim", "citations", "references", "reference", "note", "link", "same_as", "could_be",
    "text_sha256", "content_sha256", "subject",
}  # fmt: skip


def hostile_audit(audit: Audit) -> Audit:
    """The audit with hostile words in every text field, and hostile addresses."""
    made: Audit = poisoned(audit)
    reading = made.reading
    old = {link.id: link.url for link in audit.reading.links}
    urls = {
        link.id: HOSTILE_URLS[place % len(HOSTILE_URLS)] + str(place)
        for place, link in enumerate(reading.links)
    }
    return dataclasses.replace(
        made,
        reading=dataclasses.replace(
            reading, links=tuple(Link(id=key, url=url) for key, url in urls.items())
        ),
        states={url: made.states[old[key]] for key, url in urls.items()},
        mementos={
            url: made.mementos[old[key]] for key, url in urls.items() if old[key] in made.mementos
        },
        cited_copies={
            url: made.cited_copies[old[key]]
            for key, url in urls.items()
            if old[key] in made.cited_copies
        },
        drift={url: made.drift[old[key]] for key, url in urls.items() if old[key] in made.drift},
    )
