"""Bare addresses in the text between tags, in HTML and in the XML of office files."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping

from verifier.repair.plan import Fix, fix_for

__all__ = ["Bare", "bare_addresses"]

Bare = tuple[str, int, int, Fix]
"""An address as written (unescaped), where it stands, and its repair."""

_TAG = re.compile(r"<(?:!--|(/?)([A-Za-z][\w:.-]{0,60}))")
_REST = re.compile(r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
#: A tag longer than this is no tag.
_LONGEST = 4_000
_URL = re.compile(r"https?://(?:(?!&(?:quot|lt|gt|apos|#39|#34);)[^\s<>\"'|{}\\])+", re.IGNORECASE)
#: What a sentence puts behind an address.
_ENDS = ".,;:!?"
#: Between two pieces of text, tags such as these end a word; all others may stand within one.
_PARTS_WORDS = re.compile(
    r"</?(?:w:p|w:br|w:tab|w:tc|text:p|text:h|text:tab|text:line-break|text:s|p|br|li|td|th|tr|"
    r"div|dd|dt|h[1-6]|blockquote|si|row|c|is|f|v)(?=[\s/>])",
    re.IGNORECASE,
)
#: Elements whose content is no text, whatever it looks like.
_RAW = frozenset({"script", "style", "textarea", "title"})


def bare_addresses(
    text: str, fixes: Mapping[str, Fix], *, skip: Collection[str], only: str | None = None
) -> Iterator[Bare]:
    """The addresses to be repaired between tags, but not within the elements ``skip``.

    With ``only``, those alone that stand directly in elements of this name.
    """
    for start, end in _text_nodes(text, frozenset(skip), only):
        for found in _URL.finditer(text, start, end):
            raw = _trimmed(found[0])
            last = found.start() + len(raw)
            before = text[max(start, found.start() - 1) : found.start()]
            if before[-1:].isalnum() or before[-1:] in ("/", "=", "&", "?", "%"):
                continue  # it is part of another address
            if last == end and _goes_on(text, end):
                continue  # mark-up divides it: this is its beginning only
            if fix := fix_for(written := html.unescape(raw), fixes):
                yield written, found.start(), last, fix


def _trimmed(raw: str) -> str:
    """Without the sentence's own signs behind it, and a bracket that was opened before it."""
    while raw and (raw[-1] in _ENDS or (raw[-1] == ")" and raw.count(")") > raw.count("("))):
        if raw[-1] == ";" and re.search(r"&\w{2,8};\Z", raw):
            break
        raw = raw[:-1]
    return raw


def _goes_on(text: str, at: int) -> bool:
    """Whether the word goes on behind the tags that follow."""
    while text.startswith("<", at):
        tag = _REST.match(text, at + 1, at + _LONGEST)
        if tag is None or _PARTS_WORDS.match(text, at):
            return False
        at = tag.end()
    following = text[at : at + 1]
    return bool(following) and not following.isspace() and following not in "<)]}\"'"


def _text_nodes(text: str, skip: frozenset[str], only: str | None) -> Iterator[tuple[int, int]]:
    """Where the text between tags stands."""
    at, inside, innermost = 0, 0, ""
    while at < len(text):
        tag = _TAG.search(text, at)
        end = tag.start() if tag else len(text)
        if end > at and not inside and (only is None or innermost == only):
            yield at, end
        if tag is None:
            return
        if tag[2] is None:
            at = _behind(text, "-->", tag.end())
            continue
        name, closing = tag[2].lower(), bool(tag[1])
        rest = _REST.match(text, tag.end(), tag.end() + _LONGEST)
        at = rest.end() if rest else tag.end()
        empty = rest is not None and rest[0].endswith("/>")
        if name in _RAW and not closing and not empty:
            at = _behind(text, f"</{name}", at)
        elif name in skip and not empty:
            inside = max(inside + (-1 if closing else 1), 0)
        innermost = "" if closing or empty else name


def _behind(text: str, end: str, at: int) -> int:
    found = re.compile(re.escape(end), re.IGNORECASE).search(text, at)
    return found.end() if found else len(text)
