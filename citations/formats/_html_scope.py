"""What of a page is the article: its root element, and what inside it is not text."""

from __future__ import annotations

import re
from collections.abc import Callable

from citations.formats._html_notes import classes, roles
from citations.formats._html_tree import BLOCKS, Element, Tree, words

__all__ = ["Scope", "article"]

_SKIPPED = words(
    "script style nav footer template noscript svg button select option datalist iframe object "
    "audio video canvas head textarea input dialog aside annotation annotation-xml frameset "
    "applet embed map progress meter rt rp"
)
_SKIPPED_ROLES = words(
    "navigation banner contentinfo complementary search menu menubar toolbar dialog alert "
    "alertdialog tablist doc-toc doc-index doc-pagelist doc-pagebreak"
)
_PAGE_BREAKS = frozenset({"doc-pagebreak", "pagebreak"})
_SKIPPED_NAMES = words(
    "nav navbar navigation menu menus breadcrumb breadcrumbs sidebar footer comment comments "
    "commentlist disqus respond share sharing sharebar social related recommended recommendations "
    "promo promotion advert advertisement ads ad sponsor sponsored newsletter subscribe "
    "subscription signup cookie cookies consent gdpr popup modal pagination pager toc skip "
    "editsection noprint navbox printfooter catlinks jumplink widget widgets taglist trending "
    "toolbar masthead outbrain taboola paywall livefyre hidden visually-hidden screen-reader-text "
    "sr-only sistersitebox reflist-edit metadata ambox"
)
_NAME = re.compile(r"[A-Za-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: An element that is this much of the article is no ornament, whatever it is called.
_MOST = 0.4
_LOOK = 2000


class Scope:
    """Says of each element in the article whether a reader is meant to read it there."""

    def __init__(self, tree: Tree, root: Element | None) -> None:
        self._tree = tree
        self._size = (root.end - root.start) if root else len(tree.text)
        self._whole = root is not None
        #: Tables that lay out a page: a cell of theirs holds several blocks.
        self.layout = {
            id(next((outer for outer in cell.ancestors() if outer.tag == "table"), None))
            for cell in tree.elements
            if cell.blocks > 1
        }

    def leaves_out(self, element: Element) -> bool:
        tag = element.tag
        if tag in _SKIPPED:
            quoted = tag == "footer" and element.parent and element.parent.tag == "blockquote"
            return not quoted
        if not element.attributes and tag != "header":
            return False
        if "hidden" in element.attributes or _HIDDEN.search(element.get("style")):
            return True
        if element.get("aria-hidden") == "true" and tag not in BLOCKS:
            return True
        if roles(element) & _PAGE_BREAKS:
            return True
        if not self._whole:
            return False
        if roles(element) & _SKIPPED_ROLES and not self._main(element):
            return True
        if tag == "header" and not self._titled(element):
            return True
        return self._named(element) and not self._main(element)

    def _main(self, element: Element) -> bool:
        return element.end - element.start > self._size * _MOST

    def _titled(self, element: Element) -> bool:
        last = min(element.last, element.first + _LOOK)
        events = self._tree.events[element.first : last]
        return any(kind == "start" and e.tag == "h1" for kind, e in events)  # type: ignore[union-attr]

    def _named(self, element: Element) -> bool:
        """Its class or id is the usual name of something beside the article."""
        if element.tag in ("a", "em", "strong", "b", "i", "body", "main", "article", "p"):
            return False
        names = f"{element.get('class')} {element.get('id')}".lower()
        if not names.strip():
            return False
        words = set(_NAME.findall(names)) | set(names.split())
        return not words.isdisjoint(_SKIPPED_NAMES)


def _articles(element: Element) -> bool:
    return element.tag == "article" and "comment" not in element.get("class")


_ROOTS: tuple[Callable[[Element], bool], ...] = (
    lambda e: "articleBody" in e.get("itemprop").split(),
    lambda e: e.get("id") == "mw-content-text" or "mw-parser-output" in classes(e),
    _articles,
    lambda e: e.tag == "main" or "main" in roles(e),
    lambda e: e.get("id").lower() in ("content", "main", "article", "main-content", "bodycontent"),
    lambda e: e.tag == "body",
)


def article(tree: Tree) -> Element | None:
    """The element that holds the article: what the page names so, if it holds enough of it."""
    body = next((e for e in tree.elements if e.tag == "body"), None)
    total = _characters(tree, body) if body else 0
    for wanted in _ROOTS:
        found = [element for element in tree.elements if wanted(element)][:50]
        if not found:
            continue
        sized = [(_characters(tree, element), -element.first, element) for element in found]
        size, _, best = max(sized, key=lambda row: row[:2])
        if size >= total * 0.25 and size > 0:
            return best
    return None


def _characters(tree: Tree, element: Element) -> int:
    """How much text an element holds, scripts left out."""
    size, skip = 0, 0
    for index in range(element.first, element.last):
        first, second = tree.events[index]
        if isinstance(second, Element):
            if first == "start" and second.tag in _SKIPPED:
                skip = max(skip, second.last)
        elif index >= skip and isinstance(first, int):
            size += second - first
    return size
