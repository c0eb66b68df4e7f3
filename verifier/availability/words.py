"""A page's words: what a reader sees, without mark-up, and how much of it is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from verifier.availability.phrases import plain

__all__ = [
    "AROUND",
    "PROSE",
    "Words",
    "parse_html",
    "read_text",
    "read_words",
    "shingles",
    "too_deep",
]

#: Bodies are parsed up to here; a verdict needs no more.
_MOST = 400_000
_MOST_TEXT = 40_000
_UNSEEN = "script, style, template, noscript, svg, head"
#: Text in these is not the page's own.
AROUND = frozenset({"nav", "header", "footer", "aside", "form", "a", "button", "select"})
#: More prose than this makes no difference to any verdict.
ENOUGH = 4_000
#: A paragraph of fewer characters is a teaser or a label.
PROSE = 100


_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})")
_DEEPEST = 256
# Void elements, and those whose next one closes the one before.
_FLAT = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dd", "dt", "option", "tr", "td", "th", "tbody"),
        *("thead", "tfoot", "path", "html", "head", "body"),
    )
)
#: Inside a drawing these may close themselves, which they may not anywhere else.
_LEAVES = frozenset(
    (
        *("animate", "circle", "ellipse", "image", "line", "path", "polygon", "polyline"),
        *("rect", "stop", "text", "tspan", "use"),
    )
)
#: Any other element ends the drawing, or begins a piece of page in it.
_DRAWN = _LEAVES | frozenset(
    (
        *("svg", "g", "defs", "symbol", "marker", "mask", "pattern", "clippath", "filter"),
        *("lineargradient", "radialgradient", "a"),
    )
)
_LONGEST_TAG = 4_000
#: Paragraphs looked at, and characters of them, before a page is long enough.
_MOST_NODES = 1_500
_MOST_READ = 600_000


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader sees of a page."""

    #: All visible text, blanks joined, bounded.
    text: str
    #: The first headings (h1, or h2 where there is no h1).
    headings: tuple[str, ...]
    #: Characters in paragraphs that are long enough to be prose, links and margins left
    #: out; counted up to ``ENOUGH``.
    prose: int
    has_password: bool
    #: It builds itself with scripts and shows next to nothing without them.
    scripted: bool
    #: Pictures, frames, players: something to see though there is no text.
    media: bool


def parse_html(source: str) -> LexborHTMLParser:
    """The tree of a page, cut where it nests deeper than any page for readers does."""
    return LexborHTMLParser(source[: too_deep(source)])


def too_deep(source: str) -> int | None:
    """Where a page nests deeper than any page for readers does; None: nowhere.

    The parser takes time that grows with the square of the depth; browsers flatten at 512.
    """
    depth, drawing = 0, False
    for match in _TAG.finditer(source):
        name = match[2].lower()
        if name == "svg":
            drawing = not match[1]
        elif drawing:
            drawing = name in _DRAWN
            if name in _LEAVES and not match[1] and _closes_itself(source, match.end()):
                continue
        if name in _FLAT:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST:
            return match.start()
    return None


def _closes_itself(source: str, at: int) -> bool:
    end = source.find(">", at, at + _LONGEST_TAG)
    return end > 0 and source[end - 1] == "/"


def read_words(source: str) -> Words:
    """The words of an HTML page."""
    tree = parse_html(source[:_MOST])
    scripts = len(tree.css("script"))
    media = bool(tree.css("img, video, audio, object, embed, canvas, frame, frameset, svg"))
    frames = bool(tree.css("iframe"))
    has_password = bool(tree.css('input[type="password" i]'))
    for node in tree.css(_UNSEEN):
        node.decompose()
    body = tree.body
    text = _squeeze(body.text(separator=" ")) if body is not None else ""
    headings = tree.css("h1") or tree.css("h2")
    return Words(
        text=text,
        headings=tuple(_squeeze(node.text(separator=" "))[:300] for node in headings[:3]),
        prose=_all_prose(tree),
        has_password=has_password,
        scripted=scripts > 0 and len(text) < 200,
        media=media or frames,
    )


def read_text(source: str) -> str:
    """All visible text of an HTML page, unbounded but for the page itself."""
    tree = parse_html(source)
    for node in tree.css(_UNSEEN):
        node.decompose()
    return tree.body.text(separator=" ") if tree.body is not None else ""


def _squeeze(text: str | None) -> str:
    return " ".join((text or "")[: 4 * _MOST_TEXT].split())[:_MOST_TEXT]


def _all_prose(tree: LexborHTMLParser) -> int:
    total = read = 0
    for node in tree.css("p, li, td, blockquote, dd, pre")[:_MOST_NODES]:
        text = node.text(separator=" ") or ""
        read += len(text)
        if len(text) >= PROSE:
            total += _prose(node, len(_squeeze(text)))
        if total >= ENOUGH or read >= _MOST_READ:
            break
    return total


def _prose(node: LexborNode, length: int) -> int:
    """Characters of a paragraph's own words, if they are prose and not a margin."""
    if length < PROSE or node.css_first("p") not in (None, node):
        return 0
    linked = sum(len(link.text() or "") for link in node.css("a")[:50])
    parent, depth = node.parent, 0
    while parent is not None and depth < 20:
        if parent.tag in AROUND:
            return 0
        parent, depth = parent.parent, depth + 1
    return length if linked * 2 < length else 0


_WORD = re.compile(r"\w+")


def shingles(text: str, without: str = "") -> set[tuple[str, ...]]:
    """Every run of three words; the words of ``without`` (an address) left out.

    Scripts that do not part their words are cut into pairs of characters instead.
    """
    left_out = set(_WORD.findall(plain(without)))
    words = [word for word in _WORD.findall(plain(text)) if word not in left_out]
    if words and sum(map(len, words)) / len(words) > 12:
        words = [piece for word in words for piece in (word[i : i + 2] for i in range(len(word)))]
    return set(zip(words, words[1:], words[2:], strict=False))
