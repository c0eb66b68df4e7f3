"""LaTeX: the address in a ``url`` or ``href`` command, "archived at" behind it in a note."""

from __future__ import annotations

import re
from collections.abc import Mapping

from citations.model import Reading
from verifier.repair.edits import Edit
from verifier.repair.plan import Fix
from verifier.repair.sites import written
from verifier.repair.text import ARCHIVED, INSTEAD

__all__ = ["ADDRESS", "escaped", "plain", "repair_latex"]

#: An address with the escapes that LaTeX needs or allows; a full stop behind it is none of it.
ADDRESS = re.compile(r"https?://(?:\\[_%&#~{}$]|[^\s{}\"\\<>|])+(?<![.,;:!?])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([_%&#~{}$])")
#: Signs that end or spoil an argument unless they are escaped.
_SPOIL = "%#"
_ARGUMENT = re.compile(r"\}\s{0,3}\{")


def repair_latex(reading: Reading, fixes: Mapping[str, Fix], style: str) -> list[Edit]:
    """In a note the copy is named behind the address; in a sentence it takes its place."""
    text = reading.document.text
    edits = []
    for site, url in written(reading, fixes, ADDRESS, plain):
        fix, old = site.fix, text[site.start : site.end]
        behind = _end_of_command(text, site.start, site.end)
        if fix.copy is None or style == INSTEAD or not site.in_note:
            new, start = escaped(fix.target_of(url), old), site.start
        elif ARCHIVED.match(text, behind):
            continue
        else:
            address = escaped(fix.copy.url, old)
            old, new, start = "", f" (archived at \\url{{{address}}})", behind
        edits.append(Edit(url=fix.url, kind=fix.kind, old=old, new=new, start=start, why=fix.why))
    return edits


def plain(raw: str) -> str:
    """The address without its escapes."""
    return _ESCAPE.sub(r"\1", raw)


def escaped(url: str, like: str) -> str:
    """The address as LaTeX takes it, with at least the escapes of the old one."""
    signs = set(_ESCAPE.findall(like)) | {sign for sign in _SPOIL if sign not in plain(like)}
    return "".join(f"\\{sign}" if sign in signs else sign for sign in url)


def _end_of_command(text: str, start: int, end: int) -> int:
    """Behind the ``url`` or ``href`` command; behind the address if it is bare."""
    if text[start - 1 : start] != "{" or text[end : end + 1] != "}":
        return end
    words = _ARGUMENT.match(text, end)
    if words is None or not text[:start].endswith("\\href{"):
        return end + 1
    depth = 1
    for place in range(words.end(), min(len(text), words.end() + 4_000)):
        depth += (text[place] == "{") - (text[place] == "}")
        if not depth:
            return place + 1
    return end + 1
