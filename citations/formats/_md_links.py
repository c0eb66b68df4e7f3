"""Markdown's link targets, labels and reference definitions."""

from __future__ import annotations

import html
import re

__all__ = ["ADDRESS_SIGNS", "definition", "destination", "normal_label", "trim_url"]

_ANGLE = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_TITLE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)", re.DOTALL)
_SPACE = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?")
_LABEL = re.compile(r"[ \t]*\[((?:[^\[\]\\]|\\.){1,999})\]:", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
#: A target that is nothing but an address without signs that would have to be weighed.
_PLAIN = re.compile(r"\(([^\x00-\x20()\\<][^\x00-\x20()\\]*)\)")
_MAX_PARENS = 32


def destination(text: str, at: int) -> tuple[str, int] | None:
    """The address in ``(<address> "title")`` at ``at``, and where the parenthesis ends."""
    if plain := _PLAIN.match(text, at):
        return _plain(plain[1]), plain.end()
    start = _skip(text, at + 1)
    found = _address(text, start)
    if found is None:
        return None
    url, end = found
    after = _skip(text, end)
    if after > end and (title := _TITLE.match(text, after)):
        after = _skip(text, title.end())
    return (url, after + 1) if text[after : after + 1] == ")" else None


def _skip(text: str, at: int) -> int:
    blank = _SPACE.match(text, at)
    return blank.end() if blank else at


def _address(text: str, at: int) -> tuple[str, int] | None:
    if text[at : at + 1] == "<":
        angle = _ANGLE.match(text, at)
        return (_plain(angle[1]), angle.end()) if angle else None
    depth, end, size = 0, at, len(text)
    while end < size:
        char = text[end]
        if char == "\\" and end + 1 < size and not text[end + 1].isspace():
            end += 1
        elif char <= " ":
            break
        elif char == "(":
            depth += 1
            if depth > _MAX_PARENS:
                return None
        elif char == ")":
            if not depth:
                break
            depth -= 1
        end += 1
    return None if depth else (_plain(text[at:end]), end)


def _plain(url: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", url)) if "\\" in url or "&" in url else url


def normal_label(label: str) -> str:
    """Labels match without regard to case and white space."""
    return " ".join(label.split()).casefold()


def definition(text: str, at: int) -> tuple[str, str, int] | None:
    """The reference definition at ``at``: label, address, and where the next line begins."""
    head = _LABEL.match(text, at)
    if not head or not head[1].strip():
        return None
    start = _skip(text, head.end())
    found = _address(text, start)
    if found is None or found[1] == start:
        return None
    url, end = found
    line_end = _line_end(text, end)
    after = _skip(text, end)
    if after > end and (title := _TITLE.match(text, after)):
        line_end = _line_end(text, title.end()) or line_end
    return (normal_label(head[1]), url, line_end) if line_end else None


def _line_end(text: str, at: int) -> int:
    """Where the next line begins if nothing more stands on this one, else 0."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return min(end + 1, len(text)) if not text[at:end].strip() else 0


#: What an address in light mark-up is made of: typographic quotation marks and East Asian
#: punctuation end it, though GFM lets it run on to the next space.
ADDRESS_SIGNS = r"[^\s<>\[\]`|\"“”„«»…。，、；：？！．「」『』（）【】《》〈〉［］]+"


def trim_url(url: str) -> str:
    """A bare address without the punctuation of the sentence behind it (GFM 6.9)."""
    end = len(url)
    opened, closed = url.count("("), url.count(")")
    while end:
        last = url[end - 1]
        if last == ")" and closed > opened:
            closed -= 1
        elif last not in "?!.,:;*_~'\"”’“»…":
            break
        end -= 1
    return url[:end]
