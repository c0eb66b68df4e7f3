"""Lines that open a Markdown block: HTML, rules, the rows of a table."""

from __future__ import annotations

import re

__all__ = ["HTML", "HTML_ALONE", "RAW_END", "cells", "is_delimiters", "is_rule"]

_CELL = re.compile(r":?-+:?")
_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
#: How an HTML block begins and what ends it (None: a blank line); the last cannot cut in.
HTML = (
    (re.compile(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.IGNORECASE), "</"),
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<![A-Za-z]"), ">"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile(rf"</?(?:{_HTML_NAMES})(?:[\s>]|/>|$)", re.IGNORECASE), None),
)
HTML_ALONE = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*"
    r"\s*/?>[ \t\r]*$"
)
RAW_END = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)


def is_rule(rest: str) -> bool:
    """A thematic break."""
    marks = "".join(rest.split())
    return len(marks) >= 3 and marks[0] in "-*_" and marks == marks[0] * len(marks)


def cells(row: str) -> int:
    """How many cells a row of a table has."""
    row = row.strip().removeprefix("|")
    pipes = row.count("|") - row.count("\\|")
    return pipes + (not row.endswith("|") or row.endswith("\\|"))


def is_delimiters(row: str, count: int) -> bool:
    """Whether the row parts the head of a table of so many columns from its body."""
    parts = row.strip().removeprefix("|").removesuffix("|").split("|")
    return len(parts) == count and all(_CELL.fullmatch(part.strip()) for part in parts)
