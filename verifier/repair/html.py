"""HTML: a new ``href``; for a copy, Robust Links attributes that keep the original beside it.

An address that stands as words becomes a link to its copy, and the words stay; in brackets,
where it is a citation, the copy takes its place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citations.model import Reading
from verifier.repair.edits import Edit
from verifier.repair.nodes import bare_addresses
from verifier.repair.plan import Fix, fix_for
from verifier.repair.sites import Spans, spans

__all__ = ["anchors", "bare_texts", "repair_html"]

_OPENING = re.compile(r"<(?:!--|a(?=[\s/])|script(?=[\s>])|style(?=[\s>]))", re.IGNORECASE)
_NAME = re.compile(r"[\s/]*([^\s=>/]{1,100})")
_VALUE = re.compile(r"\s{0,100}=\s{0,100}(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
#: What is in these is a link already, or is not read.
_NO_BARE = ("a", "head", "nav", "code", "pre", "kbd", "samp", "button")
#: A tag longer than this is no tag.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class _Attribute:
    """One attribute: its value stands, with its quotation marks, in ``text[start:end]``."""

    value: str
    start: int
    end: int


def repair_html(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """Only the links that the reading counts as citations; navigation stays as it is."""
    cited = Spans((first, last) for _, _, first, last, _ in spans(reading))
    text = reading.document.text
    bare = [edit for edit in bare_texts(text, fixes) if edit.start in cited]
    return [*anchors(text, fixes, cited), *bare]


def anchors(text: str, fixes: Mapping[str, Fix], cited: Spans | None = None) -> list[Edit]:
    """Every ``<a href>`` to be repaired; of those that begin in the spans ``cited``, if given."""
    edits: list[Edit] = []
    for start, end, attributes in _anchors(text):
        href = attributes.get("href")
        if href is None or {"data-originalurl", "data-versionurl"} & attributes.keys():
            continue
        written = html.unescape(href.value).strip()
        fix = fix_for(written, fixes)
        if fix and (cited is None or start in cited):
            edits.append(_href(text, href, written, fix))
            edits += _words(text, end, written, fix)
    return edits


def bare_texts(text: str, fixes: Mapping[str, Fix]) -> Iterator[Edit]:
    """Addresses that stand as words: a copy makes a link of them, which needs no more words."""
    for written, start, end, fix in bare_addresses(text, fixes, skip=_NO_BARE):
        old = text[start:end]
        new = html.escape(fix.target_of(written), quote=False)
        bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
        if fix.copy is not None and not bracketed:  # an address in brackets is no word
            new = (
                f'<a href="{html.escape(fix.target_of(written))}"{_robust(written, fix)}>{old}</a>'
            )
        yield Edit(url=fix.url, kind=fix.kind, old=old, new=new, start=start, why=fix.why)


def _robust(written: str, fix: Fix) -> str:
    """The attributes of Robust Links that keep the original beside the copy."""
    if fix.copy is None:
        return ""
    return (
        f' data-originalurl="{html.escape(written)}"'
        f' data-versionurl="{html.escape(fix.copy.url)}"'
        f' data-versiondate="{fix.copy.captured_at:%Y-%m-%d}"'
    )


def _href(text: str, href: _Attribute, written: str, fix: Fix) -> Edit:
    new = f'"{html.escape(fix.target_of(written))}"{_robust(written, fix)}'
    old = text[href.start : href.end]
    return Edit(url=fix.url, kind=fix.kind, old=old, new=new, start=href.start, why=fix.why)


def _words(text: str, at: int, written: str, fix: Fix) -> Iterator[Edit]:
    """Words that are the address itself move with it; a copy keeps the address that is cited."""
    end = text.find("<", at, at + _LONGEST)
    shown = text[at:end] if end >= 0 else ""
    if fix.copy is None and html.unescape(shown).strip() == written:
        start = at + len(shown) - len(shown.lstrip())
        new = html.escape(fix.target_of(written), quote=False)
        yield Edit(url=fix.url, kind=fix.kind, old=shown.strip(), new=new, start=start, why=fix.why)


def _anchors(text: str) -> Iterator[tuple[int, int, dict[str, _Attribute]]]:
    """Every ``<a ...>`` outside comments, scripts and styles: start, end, attributes."""
    at = 0
    while found := _OPENING.search(text, at):
        kind = found[0].lower()
        if kind == "<!--":
            at = _behind(text, "-->", found.end())
        elif kind != "<a":
            at = _behind(text, f"</{kind[1:]}", found.end())
        else:
            at, attributes = _attributes(text, found.end())
            if attributes:
                yield found.start(), at, attributes


def _behind(text: str, end: str, at: int) -> int:
    found = re.compile(re.escape(end), re.IGNORECASE).search(text, at)
    return found.end() if found else len(text)


def _attributes(text: str, at: int) -> tuple[int, dict[str, _Attribute]]:
    """The attributes from ``at`` to the end of the tag, by lower-case name; the first counts."""
    found: dict[str, _Attribute] = {}
    stop = min(len(text), at + _LONGEST)
    while at < stop:
        name = _NAME.match(text, at, stop)
        if name is None:
            end = text.find(">", at, stop)
            return (end + 1, found) if end >= 0 else (stop, {})
        at = name.end()
        value = _VALUE.match(text, at, stop)
        if value:
            quoted = value[1] if value[1] is not None else value[2]
            plain = quoted if quoted is not None else value[3]
            start = value.end() - len(plain) - (2 if quoted is not None else 0)
            found.setdefault(name[1].lower(), _Attribute(plain, start, value.end()))
            at = value.end()
    return stop, {}
