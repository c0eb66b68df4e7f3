"""Data files: BibTeX, RIS, CSL-JSON, tables, lists of addresses, sitemaps.

A field takes one address, so a copy takes the place of the address that is gone; the
original can be read in the copy's own address.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping

from citations.model import Reading
from verifier.repair.edits import Edit
from verifier.repair.latex import ADDRESS, escaped, plain
from verifier.repair.plan import Fix, fix_for
from verifier.repair.sites import Site, written

__all__ = [
    "repair_bibtex",
    "repair_csljson",
    "repair_ris",
    "repair_sitemap",
    "repair_table",
    "repair_urls",
]

_RIS = re.compile(r"https?://\S+")
#: Within a JSON string: slashes may be escaped, and so may anything else.
_JSON = re.compile(r"https?:(?:\\?/){2}(?:\\/|\\u[0-9A-Fa-f]{4}|[^\s\"\\<>])+")
_XML = re.compile(r"https?://[^\s<>]+")


def repair_bibtex(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """The address in its field, escaped as it was."""
    return _replaced(reading, fixes, ADDRESS, plain, escaped)


def repair_ris(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """The address of its line."""
    return _replaced(reading, fixes, _RIS, _as_it_is, lambda new, _: new)


def repair_csljson(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """The address within its string."""
    return _replaced(reading, fixes, _JSON, _of_json, _as_json)


def repair_sitemap(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """New addresses only: a site's own pages that are gone belong in no list of its pages."""
    moved = {url: fix for url, fix in fixes.items() if fix.copy is None}
    return _replaced(
        reading, moved, _XML, html.unescape, lambda new, _: html.escape(new, quote=False)
    )


def repair_urls(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """The address of its line."""
    return [
        _edit(site, site.fix.target_of(_text(reading, site)), reading)
        for site in _pointed(reading, fixes)
    ]


def repair_table(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """The address in its cell, with no sign that would end the cell."""
    edits = []
    for site in _pointed(reading, fixes):
        old = _text(reading, site)
        new = site.fix.target_of(old)
        for sign, code in ((",", "%2C"), (";", "%3B"), ('"', "%22"), ("|", "%7C"), ("\t", "%09")):
            if sign not in old:
                new = new.replace(sign, code)
        edits.append(_edit(site, new, reading))
    return edits


def _pointed(reading: Reading, fixes: Mapping[str, Fix]) -> Iterator[Site]:
    """Addresses where the reader saw them; what stands beside them may be another cell."""
    text = reading.document.text
    for pointer in reading.document.pointers:
        fix = fix_for(pointer.url, fixes) if pointer.url else None
        if fix and text[pointer.start : pointer.end] == pointer.url:
            start, end = pointer.start, pointer.end
            yield Site(fix=fix, start=start, end=end, first=start, last=end, in_note=False)


def _replaced(
    reading: Reading,
    fixes: Mapping[str, Fix],
    address: re.Pattern[str],
    plainly: Callable[[str], str | None],
    spelled: Callable[[str, str], str],
) -> list[Edit]:
    return list(_edits(reading, fixes, address, plainly, spelled))


def _edits(
    reading: Reading,
    fixes: Mapping[str, Fix],
    address: re.Pattern[str],
    plainly: Callable[[str], str | None],
    spelled: Callable[[str, str], str],
) -> Iterator[Edit]:
    for site, url in written(reading, fixes, address, plainly):
        yield _edit(site, spelled(site.fix.target_of(url), _text(reading, site)), reading)


def _edit(site: Site, new: str, reading: Reading) -> Edit:
    fix, old = site.fix, _text(reading, site)
    return Edit(url=fix.url, kind=fix.kind, old=old, new=new, start=site.start, why=fix.why)


def _text(reading: Reading, site: Site) -> str:
    return reading.document.text[site.start : site.end]


def _as_it_is(raw: str) -> str:
    return raw


def _of_json(raw: str) -> str | None:
    try:
        found = json.loads(f'"{raw}"')
    except ValueError:
        return None
    return found if isinstance(found, str) else None


def _as_json(new: str, old: str) -> str:
    text = json.dumps(new)[1:-1]
    return text.replace("/", "\\/") if "\\/" in old else text
