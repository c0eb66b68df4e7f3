"""HTML: every word that a reader sees, without navigation, a line a block.

Extractors of articles leave out captions, tables and lists that a claim may rest on, and a
passage that we dropped would be called missing. So all is kept but the page's furniture:
navigation, forms, hidden words, and blocks that are nothing but links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from citations.formats.decode import decode
from verifier.sources.about import about
from verifier.sources.base import MAX_TEXT, Read

__all__ = ["read"]

_MAX_DEPTH = 1_500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_NO_TAGS = re.compile(r"<[^<>]{0,5000}>")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")

# Elements that have no end tag, or need none.
_UNNESTED_NAMES = """
    area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead
    tbody tfoot option optgroup rp rt path circle rect line polygon use stop
"""
_BLOCK_NAMES = """
    address article aside blockquote body br caption dd div dl dt figcaption figure h1 h2 h3 h4
    h5 h6 header hr li main ol p pre section summary table tbody thead tr ul
"""
_UNNESTED = frozenset(_UNNESTED_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(("td", "th"))
_FURNITURE = """
    script, style, noscript, template, svg, iframe, object, select, nav, footer, aside, form,
    button, dialog, [hidden], [aria-hidden="true"], [role="navigation"], [role="banner"],
    [role="search"], [role="contentinfo"], [style*="display:none"], [style*="display: none"],
    [style*="visibility:hidden"], [style*="visibility: hidden"], [style*="font-size:0"],
    #comments, .comments, #disqus_thread, .comment-list
"""
#: A line is a menu if this share of it is links and it does not end as a sentence does.
_LINKED = 0.8
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’»)\]]*\s*$")
_LEAST_LINKS = 2


def read(body: bytes, declared: str | None, url: str) -> Read:
    """The page's words and what it says of itself."""
    found = _META_CHARSET.search(body[:4096])
    html = decode(body, url, declared or (found[1].decode("ascii") if found else None))
    if _too_deep(html):
        return Read(text=_NO_TAGS.sub("\n", html))
    tree = LexborHTMLParser(html)
    said = about(html)
    return Read(
        text="\n".join(_lines(tree)),
        title=said.title,
        authors=said.authors,
        published=said.published,
        language=said.language,
        scholarly=said.scholarly,
    )


def _too_deep(html: str) -> bool:
    """Whether elements are nested as no page has them: every parser is quadratic in that."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _UNNESTED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > _MAX_DEPTH:
                return True
    return False


def _lines(tree: LexborHTMLParser) -> Iterator[str]:
    """The visible text, a line a block or table row, without lines that only link elsewhere."""
    if tree.body is None:
        return
    for node in tree.css(_FURNITURE):
        if node.tag not in ("html", "body", "main", "article"):
            node.decompose()
    line = _Line()
    length = 0
    for node in tree.body.traverse(include_text=True):
        if node.tag in _BLOCKS or node.tag in _CELLS:
            if node.tag in _CELLS and line.holds_text():
                line.add(" | ", linked=False)
                continue
            if node.tag not in _CELLS:
                yield from line.finished()
                line = _Line()
        elif node.tag == "-text":
            text = node.text_content or ""
            length += len(text)
            line.add(_BLANKS.sub(" ", text), linked=_in_link(node))
        elif node.tag == "a":
            line.links += 1
        if length > MAX_TEXT:
            break
    yield from line.finished()


class _Line:
    """One line in the making, and how much of it is links."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links = 0
        self.linked = 0

    def holds_text(self) -> bool:
        return any(not part.isspace() for part in self.parts)

    def add(self, text: str, *, linked: bool) -> None:
        self.parts.append(text)
        self.linked += len(text.strip()) if linked else 0

    def finished(self) -> Iterator[str]:
        text = "".join(self.parts).strip()
        is_menu = (
            self.links >= _LEAST_LINKS
            and self.linked > _LINKED * len(text)
            and not _SENTENCE_END.search(text)
        )
        if text and not is_menu:
            yield text


def _in_link(node: LexborNode) -> bool:
    """Whether the text stands in a link, directly or inside its emphasis."""
    above = node.parent
    for _ in range(3):
        if above is None:
            return False
        if above.tag == "a":
            return True
        above = above.parent
    return False
