"""What of a page is the article: its root element, and what inside it is not text."""

from __future__ import annotations

import re
from collections.abc import Callable

from citations.formats._html_beside import hosts_of
from citations.formats._html_notes import classes, roles, types
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
#: Parts of a book that say nothing.
_BOOK_PARTS = words(
    "toc lot loi loa landmarks page-list index cover titlepage halftitlepage copyright-page"
)
#: Words in the class or id of what stands beside the article.
_SKIPPED_NAMES = words(
    "nav navbar navigation menu menus breadcrumb breadcrumbs sidebar footer comment comments "
    "commentlist disqus respond sharebar related recommended recommendations "
    "advert advertisement ads ad sponsor sponsored newsletter cookie cookies consent gdpr "
    "pagination pager editsection noprint navbox printfooter catlinks jumplink taglist "
    "trending masthead outbrain taboola livefyre sistersitebox reflist-edit metadata ambox "
    "kommentar kommentare commentaires comentarios commenti"
)
#: The same, but themes of pages also name parts of the article so: it is left out unless it
#: holds prose.
_DOUBTFUL_NAMES = words(
    "share sharing social promo promotion subscribe subscription signup popup modal toc skip "
    "toolbar paywall authorbox"
)
#: Names that mean something as a whole only: "overflow-hidden" hides nothing.
_WHOLE_NAMES = words(
    "hidden is-hidden d-none visually-hidden visuallyhidden screen-reader-text sr-only "
    "widget widgets widget-area author-box author-bio"
)
#: "has-sidebar" says what stands beside the element, "md:block" that a wide screen shows it.
_OF_OTHERS = ("has-", "no-", "with-", "without-")
_SHOWN = re.compile(r":(?:block|flex|grid|inline|table)")
#: What is inside a line, and the parts of an article themselves.
_NEVER_BESIDE = words("a em strong b i body main article p h1 h2 h3 h4 h5 h6")
#: So many characters of paragraphs outside links are prose.
_PROSE = 400
#: And so many are a sentence: the lead of an article.
_SENTENCE = 60
_NAME = re.compile(r"[A-Za-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: An element that is this much of the article is no ornament, whatever it is called.
_MOST = 0.4
_LOOK = 2000
#: The article with its lead has at most so much of the text of its body.
_LEAD = 1.6


class Scope:
    """Says of each element in the article whether a reader is meant to read it there."""

    def __init__(self, tree: Tree, root: Element | None) -> None:
        self._tree = tree
        self._size = (root.end - root.start) if root else len(tree.text)
        #: A page, not a part of one.
        self.whole = root is not None
        #: The hosts of the page's own site; none of a part of a page.
        self.hosts = hosts_of(tree) if root else frozenset()
        #: Tables that lay out a page: a cell of theirs holds several blocks, and none is a head.
        self.layout = {
            id(_table(cell)) for cell in tree.elements if cell.tag == "td" and cell.blocks > 1
        } - {id(_table(cell)) for cell in tree.elements if cell.tag == "th"}

    def leaves_out(self, element: Element) -> bool:
        tag = element.tag
        if tag in _SKIPPED:
            quoted = tag == "footer" and element.parent and element.parent.tag == "blockquote"
            return not quoted
        if not element.attributes and tag not in ("header", "form"):
            return False
        if tag == "form" and self.whole:
            return not self._main(element) and not self._holds_prose(element)
        if "hidden" in element.attributes or _HIDDEN.search(element.get("style")):
            return True
        if element.get("aria-hidden") == "true" and tag not in BLOCKS:
            return True
        if roles(element) & _PAGE_BREAKS or types(element) & _BOOK_PARTS:
            return True
        if not self.whole:
            return False
        if roles(element) & _SKIPPED_ROLES and not self._main(element):
            return True
        if tag == "header" and not self._titled(element):
            return not self._holds_prose(element, _SENTENCE)
        return self._named(element) and not self._main(element)

    def _main(self, element: Element) -> bool:
        return element.end - element.start > self._size * _MOST

    def _titled(self, element: Element) -> bool:
        last = min(element.last, element.first + _LOOK)
        events = self._tree.events[element.first : last]
        return any(kind == "start" and e.tag == "h1" for kind, e in events)  # type: ignore[union-attr]

    def _named(self, element: Element) -> bool:
        """Its class or id is the usual name of something beside the article."""
        if element.tag in _NEVER_BESIDE:
            return False
        names = f"{element.get('class')} {element.get('id')}".lower().split()
        names = [name for name in names if not name.startswith(_OF_OTHERS)]
        if not names:
            return False
        if not _WHOLE_NAMES.isdisjoint(names):
            return not any(map(_SHOWN.search, names))
        parts = {part for name in names for part in _NAME.findall(name)}.union(names)
        if not parts.isdisjoint(_SKIPPED_NAMES):
            return True
        return not parts.isdisjoint(_DOUBTFUL_NAMES) and not self._holds_prose(element)

    def _holds_prose(self, element: Element, enough: int = _PROSE) -> bool:
        """Whether so many characters of paragraphs stand in it, links not counted."""
        size, links, paragraph = 0, 0, None
        for first, second in self._tree.events[
            element.first : min(element.last, element.first + _LOOK)
        ]:
            if isinstance(second, Element):
                if second.tag == "a":
                    links += 1 if first == "start" else -1
                elif second.tag == "p":
                    paragraph = second if first == "start" else None
            elif paragraph and links <= 0:
                size += second - int(first)
                if size > enough:
                    return True
        return False


def _table(cell: Element) -> Element | None:
    return next((outer for outer in cell.ancestors() if outer.tag == "table"), None)


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
        if size >= total * 0.25 and size > 0 and not _one_of_many(best, size, sized):
            return _with_its_lead(tree, best, size)
    return None


def _one_of_many(best: Element, size: int, sized: list[tuple[int, int, Element]]) -> bool:
    """The page calls each part of its text so: none of them is the article."""
    others = (one for one in sized if one[2].first > best.last or one[2].last < best.first)
    return sum(other for other, _, _ in others) > size


def _with_its_lead(tree: Tree, best: Element, size: int) -> Element:
    """The article around its body, if that is not much more: the lead stands before the body."""
    for outer in best.ancestors():
        if _articles(outer) and best.tag != "article":
            return outer if _characters(tree, outer) <= size * _LEAD else best
    return best


def _characters(tree: Tree, element: Element) -> int:
    """How much text an element holds, that of scripts and links left out."""
    size, skip = 0, 0
    for index in range(element.first, element.last):
        first, second = tree.events[index]
        if isinstance(second, Element):
            if first == "start" and (second.tag in _SKIPPED or second.tag == "a"):
                skip = max(skip, second.last)
        elif index >= skip and isinstance(first, int):
            size += second - first
    return size
