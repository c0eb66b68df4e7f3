"""What the names of paragraph styles say in office files, in English and as translated."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citations import languages
from citations.formats._draft import Draft
from citations.model import BlockKind

__all__ = ["ParagraphStyle", "is_code", "language_of", "style_named"]

_HEADING = re.compile(
    r"^(?:heading|überschrift|titre|título|titulo|encabezado|titolo|intestazione|başlık|"
    r"заголовок|标题|見出し|kop|nagłówek)\s*(\d)$"
)
_KINDS = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.BYLINE,
    "author": BlockKind.BYLINE,
    "date": BlockKind.BYLINE,
    "caption": BlockKind.CAPTION,
    "image caption": BlockKind.CAPTION,
    "table caption": BlockKind.CAPTION,
    "quote": BlockKind.QUOTATION,
    "quotations": BlockKind.QUOTATION,
    "intense quote": BlockKind.QUOTATION,
    "block text": BlockKind.QUOTATION,
    "bibliography": BlockKind.PARAGRAPH,
    "source code": BlockKind.CODE,
    "preformatted text": BlockKind.CODE,
    "html preformatted": BlockKind.CODE,
}
#: Styles of words that are code.
_CODE = frozenset([
    "verbatim char", "html code", "html typewriter", "code", "inline code", "source text",
    "teletype", "code char", "quelltext",
])  # fmt: skip
#: So many characters tell the language, and with fewer than these a guess may err.
_SAMPLE, _ENOUGH = 20_000, 500


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style makes of a paragraph."""

    name: str
    kind: BlockKind
    level: int

    @property
    def is_contents(self) -> bool:
        """Whether its paragraphs are lines of a table of contents or of figures."""
        return self.name.startswith(("toc ", "table of "))


def style_named(name: str) -> ParagraphStyle:
    """The style of that name, in any case."""
    name = name.strip().lower()
    heading = _HEADING.search(name)
    if heading:
        return ParagraphStyle(name, BlockKind.HEADING, int(heading[1]))
    if name.startswith("list") and not name.startswith("list continue"):
        return ParagraphStyle(name, BlockKind.LIST_ITEM, 1)
    return ParagraphStyle(name, _KINDS.get(name, BlockKind.PARAGRAPH), 1)


def is_code(style: str) -> bool:
    """Whether the words of a character style are code."""
    return style.strip().lower() in _CODE


def language_of(draft: Draft, declared: str | None) -> str | None:
    """The language of a text, which office files say of the program rather than of the text."""
    text = draft.text_since(0)[:_SAMPLE]
    spoken = languages.guess(text) if len(text) >= _ENOUGH or not declared else None
    return spoken or declared
