r"""The commands that a LaTeX document defines for itself: which are notes or citations in the end.

``\newcommand{\fn}[1]{\footnote{#1}}``: what stands behind ``\fn`` is a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from citations.formats._latex_words import CITE, MARKS, NOTES

__all__ = ["Definitions", "Macro", "definitions"]

_NAME = r"\\([a-zA-Z@]{1,40})"
_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|newrobustcmd|DeclareRobustCommand)\*?"
    rf"\s{{0,9}}(?:\{{\s{{0,9}}{_NAME}\s{{0,9}}\}}|{_NAME})"
    r"\s{0,9}(?:\[(?P<count>\d)\])?\s{0,9}(?P<default>\[[^\]]{0,200}\])?\s{0,9}\{"
    r"|\\(?:New|Renew|Provide|Declare)DocumentCommand"
    rf"\s{{0,9}}(?:\{{\s{{0,9}}{_NAME}\s{{0,9}}\}}|{_NAME})"
    r"\s{0,9}\{(?P<types>[^{}]{0,99}(?:\{[^{}]{0,60}\}[^{}]{0,60}){0,5})\}\s{0,9}\{"
    rf"|\\[gex]?def\s{{0,9}}{_NAME}(?P<marks>(?:#\d){{0,9}})\s{{0,9}}\{{"
    rf"|\\let\s{{0,9}}{_NAME}\s{{0,9}}=?\s{{0,9}}\\(?P<same>[a-zA-Z@]{{1,40}})"
)
_USED = re.compile(r"\\([a-zA-Z@]{1,40})\*?((?:\s{0,9}\[[^\]]{0,99}\]){0,3})\s{0,9}(?:\{#(\d)\})?")
#: What a definition is looked at for: longer ones lay out pages.
_LONGEST = 2_000
_LINKS = frozenset(["href", "url"])


@dataclass(frozen=True, slots=True)
class Macro:
    """A command of the document's own, by the command that it comes down to."""

    name: str
    #: How many arguments in braces it takes.
    groups: int = 1
    #: Which of them is the key of a citation.
    key: int = 0


@dataclass(frozen=True, slots=True)
class Definitions:
    """The macros by name, and where each definition ends by where it begins."""

    macros: Mapping[str, Macro]
    ends: Mapping[int, int]


def definitions(text: str, closing: Mapping[int, int]) -> Definitions:
    """The commands that a text defines; ``closing`` pairs its braces."""
    macros: dict[str, Macro] = {}
    ends: dict[int, int] = {}
    for found in _DEFINED.finditer(text):
        name = next(filter(None, found.groups()))
        if found["same"]:
            ends[found.start()] = found.end()
            macro = _alias(found["same"], macros)
        else:
            close = closing.get(found.end() - 1, -1)
            if close < 0:
                continue
            ends[found.start()] = close + 1
            body = text[found.end() : min(close, found.end() + _LONGEST)]
            macro = _macro(body, *_arguments(found), macros)
        if macro and name not in NOTES | MARKS | _LINKS:
            macros[name] = macro
    return Definitions(macros, ends)


def _alias(name: str, macros: Mapping[str, Macro]) -> Macro | None:
    if name in NOTES or name in MARKS or name in _LINKS or CITE.fullmatch(name):
        return Macro(name, 2 if name == "href" else int(name not in MARKS))
    return macros.get(name)


def _arguments(found: re.Match[str]) -> tuple[int, int]:
    """How many arguments stand in brackets, and how many in braces behind them."""
    if found["types"] is not None:
        bare = re.sub(r"\{[^{}]*\}", "", found["types"])
        return sum(sign in "oOsdDtrR" for sign in bare), bare.count("m")
    if found["marks"] is not None:
        return 0, found["marks"].count("#")
    options = int(found["default"] is not None)
    return options, max(int(found["count"] or 0) - options, 0)


def _macro(body: str, options: int, groups: int, macros: Mapping[str, Macro]) -> Macro | None:
    """What a definition's body makes of its arguments; a citation in a note is a citation."""
    if not groups:
        return None
    note = None
    for used in _USED.finditer(body):
        name, argument = used[1], int(used[3] or 0) - options - 1
        known = macros.get(name)
        bottom = known.name if known else name
        if CITE.fullmatch(bottom) and 0 <= argument < groups:
            return Macro(bottom, groups, argument)
        if bottom in _LINKS and 0 <= argument < groups and argument + 1 + (bottom == "href") <= 2:
            return Macro(bottom, groups)
        if bottom in NOTES:
            note = note or Macro(bottom, groups)
    return note
