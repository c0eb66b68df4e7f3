"""Which anchors of a page are note markers, which elements are notes, which lead back.

Decided on the whole tree before any text is read: from roles where the page gives them,
else from pairs of anchors (marker to note, note to marker), superscripts and the usual
names of notes' ids.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote

from citations.formats._html_tree import BLOCKS, Element, Tree, words

__all__ = [
    "Notes",
    "Where",
    "classes",
    "find_notes",
    "inner_text",
    "label_number",
    "roles",
    "types",
]

_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-biblioentry"})
_NOTE_TYPES = frozenset({"footnote", "endnote", "rearnote", "biblioentry", "note"})
_MARKER_ROLES = frozenset({"doc-noteref", "doc-biblioref", "noteref", "biblioref"})
_MARKER_CLASSES = words(
    "footnote-ref footnote-reference footnoteref noteref fnref footnote-anchor xref-bibr xref-fn "
    "reference-link citation-reference footnote-link easy-footnote"
)
_BACK_CLASSES = words(
    "footnote-back footnote-backref footnote-backlink footnotebackref reversefootnote fn-backref "
    "mw-cite-backlink backlink back-link data-footnote-backref footnotes-backlink"
)
#: What leads from a heading to itself.
_ANCHOR_CLASSES = words(
    "headerlink header-anchor anchor-link anchorjs-link hash-link heading-anchor permalink"
)
_ANCHOR_TEXT = re.compile(r"[\s¶#§🔗∞\u200b]*")
#: Notes in the margin, as Tufte's style sheet and those after it name them, and notes that
#: plugins show when a reader points at the number.
_BESIDE = words(
    "sidenote side-note marginnote margin-note footnote_tooltip modern-footnotes-footnote__note"
)
#: The list in which a plugin gives the same notes again.
_AGAIN = words("footnotes_reference_container")
#: Lists of works, and their entries, as generators of pages name them.
_ENTRIES = words("csl-entry citation biblioentry ltx_bibitem")
_LISTS = words("bibliography references citation-list csl-bib-body ltx_biblist")
_BACK_TEXT = re.compile(
    r"[\s\ufe0e\ufe0f]*(?:[↩↑^⏎↵↺⤴⇑⬆][\s\ufe0e\ufe0f\w]{0,8}|"
    r"\[?(?:jump |go |jump back |zu)?(?:up|back|return|rück)(?: to .{0,30})?\]?)\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*[\[(]?\s*(?:fn|note|ref|n)?\.?\s*"
    r"(\d{1,4}|[*†‡§¶‖#]{1,4}|[ivxlc]{1,6}|[a-z]{1,2})\s*[\])]?[.,:]?\s*",
    re.IGNORECASE,
)
_NOTE_ID = re.compile(
    r"[_.-]*(?:user-content-)?(?:easy-)?(?:_?ftn|_?edn|_?sdfootnote|_?sdendnote|fn|en|footnotes?|"
    r"endnotes?|notes?|cite[_-]?note|cite|citation|refs?|references?|bib|bibr|b|cr|r|n|source|"
    r"citeref)(?:[-_:.]|(?=\d)|$).*",
    re.IGNORECASE,
)
#: What such an id names is no note, though it has a number.
_NO_NOTE_ID = re.compile(
    r"(?:fig|tab|eq|sec|chap|app|page|pg|line|step|toc|h)\w{0,12}[-_.:]?\d", re.IGNORECASE
)
_NO_NOTE_TAGS = words(
    "h1 h2 h3 h4 h5 h6 figure figcaption caption img main article body html section nav header "
    "table form video"
)
#: Anchors that short lists of notes have around each note.
_ITEMS = words("li dd aside p div td tr")
_ASIDE = words("label span small aside div p")
#: So many links to parts that this page has lead to this page.
_SURELY = 3
#: A note longer than this is a chapter.
_MAX_NOTE = 20_000
#: Nor do its further paragraphs take more than this.
_FURTHER = 4_000


@dataclass(slots=True)
class Notes:
    """Keys of notes by the elements that hold them, and the anchors that lead to them."""

    #: marker anchor -> key of its note
    markers: dict[Element, str] = field(default_factory=dict)
    #: note element -> key
    bodies: dict[Element, str] = field(default_factory=dict)
    #: anchors inside notes that only lead back
    backs: set[Element] = field(default_factory=set)
    #: terms that hold the number of the note behind them
    terms: set[Element] = field(default_factory=set)
    #: marker anchors whose target is not there
    lost: dict[Element, str] = field(default_factory=dict)
    #: notes whose further paragraphs stand behind their element -> the last of these
    further: dict[Element, Element] = field(default_factory=dict)
    #: notes that stand beside the text, in the middle of it in the file -> their number
    beside: dict[Element, int] = field(default_factory=dict)


def classes(element: Element) -> set[str]:
    return set(element.get("class").lower().split())


def roles(element: Element) -> set[str]:
    return set(f"{element.get('role')} {element.get('epub:type')}".lower().split())


def types(element: Element) -> set[str]:
    """What a book's page calls it; a role of that name ("note") may be any remark."""
    return set(element.get("epub:type").lower().split())


def inner_text(tree: Tree, element: Element, limit: int = 80) -> str:
    """The first characters of an element's text, white space and all."""
    parts: list[str] = []
    size = 0
    for first, second in tree.events[element.first : element.last]:
        if isinstance(first, int) and isinstance(second, int):
            part = tree.text[first : min(second, first + limit)]
            parts.append(html.unescape(part))
            size += len(part)
            if size >= limit:
                break
    return "".join(parts)[:limit]


def label_number(label: str) -> int | None:
    """The number a marker or note prints, if it is one."""
    digits = label.strip(" \t\n[]().,:\u00a0")
    return int(digits) if digits.isdecimal() and len(digits) < 5 else None


#: The path of the file in which an offset lies, for pages that were put together.
Where = Callable[[int], str]


def find_notes(tree: Tree, where: Where | None = None) -> Notes:
    """Pair the markers of a page, or of the pages of a book, with the notes."""
    return _Finder(tree, where).run()


class _Finder:
    def __init__(self, tree: Tree, where: Where | None) -> None:
        self.tree = tree
        self.where = where
        self.ids: dict[str, Element] = {}
        self.links: list[tuple[Element, str]] = []
        parted: list[tuple[Element, str, str]] = []
        for element in tree.elements:
            attributes = element.attributes
            for name in ("id", "name") if element.tag == "a" else ("id",):
                if name in attributes:
                    self.ids.setdefault(self.address(element, attributes[name]), element)
            if element.tag == "a" and "#" in (href := attributes.get("href", "")):
                path, _, fragment = href.partition("#")
                if fragment:
                    parted.append((element, path, unquote(fragment)))
        own = set() if where else self.own_paths(parted)
        for element, path, fragment in parted:
            if where or not path or path.startswith("./") or path in own:
                self.links.append((element, self.address(element, fragment, path)))
        self.found = Notes()

    def own_paths(self, parted: list[tuple[Element, str, str]]) -> set[str]:
        """The page's own address, which a saved page gives in links to its own parts."""
        here, away = Counter[str](), set[str]()
        for _, path, fragment in parted:
            if fragment in self.ids:
                here[path] += _SURELY if _NOTE_ID.fullmatch(fragment) else 1
            else:
                away.add(path)
        return {path for path, count in here.items() if count >= _SURELY and path not in away}

    def address(self, element: Element, fragment: str, path: str = "") -> str:
        """The fragment, and in a book the file it is in."""
        if self.where is None:
            return fragment
        own = self.where(element.start)
        file = posixpath.normpath(posixpath.join(posixpath.dirname(own), unquote(path)))
        return f"{file if path else own}#{fragment}"

    def run(self) -> Notes:
        chosen: list[tuple[Element, Element]] = []
        back_targets = self.back_targets()
        for link, address in self.links:
            target = self.ids.get(address) or self.ids.get(address.lower())
            fragment = address.rpartition("#")[2]
            if self.is_back(link, target):
                self.found.backs.add(link)
            elif target is None:
                if self.says_marker(link) and _NOTE_ID.fullmatch(fragment):
                    self.found.lost[link] = fragment
            elif self.is_marker(link, fragment, target, back_targets):
                chosen.append((link, target))
        targets = {id(target) for _, target in chosen}
        for link, target in chosen:
            body = self.body(target, targets)
            if body is None or body.first <= link.first < body.last:
                continue
            name = self.address(target, target.get("id") or target.get("name"))
            key = self.found.bodies.setdefault(body, f"#{name}")
            self.found.markers[link] = key
        self.declared()
        self.drop_nested()
        self.go_on()
        return self.found

    def back_targets(self) -> set[int]:
        """Events at which something is that a later anchor leads back to."""
        found: set[int] = set()
        for link, fragment in self.links:
            target = self.ids.get(fragment)
            if target and target.first < link.first:
                found.update((target.first, target.first + 1, target.first + 2))
                if target.parent:
                    found.add(target.parent.first)
        return found

    def is_back(self, link: Element, target: Element | None) -> bool:
        if "doc-backlink" in roles(link) or classes(link) & _BACK_CLASSES:
            return True
        if link.parent and classes(link.parent) & _BACK_CLASSES:
            return True
        if classes(link) & _ANCHOR_CLASSES:
            return bool(_ANCHOR_TEXT.fullmatch(inner_text(self.tree, link, 50)))
        before = target is not None and target.first < link.first
        return before and bool(_BACK_TEXT.fullmatch(inner_text(self.tree, link, 50)))

    def says_marker(self, link: Element) -> bool:
        """The page says so itself, or raises it."""
        if roles(link) & _MARKER_ROLES or classes(link) & _MARKER_CLASSES:
            return True
        parent = link.parent
        return bool(parent and (parent.tag == "sup" or "reference" in classes(parent)))

    def is_marker(
        self, link: Element, fragment: str, target: Element, back_targets: set[int]
    ) -> bool:
        if roles(link) & _MARKER_ROLES or classes(link) & _MARKER_CLASSES:
            return True
        if target.tag in _NO_NOTE_TAGS or _NO_NOTE_ID.match(fragment):
            return False
        label = inner_text(self.tree, link, 24)
        if target.first < link.first:
            # Backwards: a note's own number, or a note that stands before its marker.
            return bool(self.says_marker(link) and roles(target) & (_NOTE_ROLES | _NOTE_TYPES))
        if fragment.startswith("CITEREF") or _is_entry(target):
            return True
        if not _LABEL.fullmatch(label):
            return False
        bracketed = label.strip()[:1] in ("[", "(") or self.stands_in_brackets(link)
        raised = self.says_marker(link) or self.holds_raised(link)
        named = bool(_NOTE_ID.fullmatch(fragment))
        paired = not back_targets.isdisjoint((link.first, link.first - 1, link.first - 2))
        return (raised and (named or paired or bool(label_number(label)))) or (
            (named or paired) and (bracketed or paired or target.tag in ("li", "dd"))
        )

    def stands_in_brackets(self, link: Element) -> bool:
        """``[<a>3</a>, <a>4</a>]``: the brackets are outside."""
        text = self.tree.text
        before = text[max(0, link.start - 3) : link.start].rstrip()[-1:]
        after = text[link.end : link.end + 3].lstrip()[:1]
        return before in ("[", "(", ",", ";", "-", "–") and after in ("]", ")", ",", ";", "-", "–")

    def holds_raised(self, link: Element) -> bool:
        inside = self.tree.events[link.first + 1 : link.first + 4]
        return any(first == "start" and second.tag == "sup" for first, second in inside)  # type: ignore[union-attr]

    def body(self, target: Element, targets: set[int]) -> Element | None:
        """The element that holds the whole note whose anchor is ``target``."""
        node: Element | None = target
        while node and node.tag not in BLOCKS:
            node = node.parent
        if node is None or node.tag in ("body", "html", "main", "article"):
            return None
        if node.tag == "dt":
            note = self.meaning(node)
            if note:
                self.found.terms.add(node)
            return note or node
        if node.tag == "td" and node.parent and node.parent.tag == "tr":
            node = node.parent
        while (outer := node.parent) and self.holds_only(outer, node, target, targets):
            node = outer
        return node if node.end - node.start <= _MAX_NOTE else None

    def holds_only(self, outer: Element, node: Element, target: Element, targets: set[int]) -> bool:
        """Whether ``outer`` is a wrapper of this one note, which begins it."""
        if outer.tag not in _ITEMS or node.tag in ("li", "dd", "aside", "tr"):
            return False
        if outer.end - outer.start > _MAX_NOTE:
            return False
        events = self.tree.events
        for first, second in events[outer.first : node.first]:
            if not isinstance(second, int):
                continue
            if self.tree.text[int(first) : second].strip():
                return False
        inside = (e for kind, e in events[outer.first : outer.last] if kind == "start")
        return all(id(e) not in targets or e is target for e in inside)

    def meaning(self, term: Element) -> Element | None:
        """The ``dd`` behind a ``dt``."""
        for first, second in self.tree.events[term.last : term.last + 3]:
            if first == "start" and isinstance(second, Element):
                return second if second.tag == "dd" else None
        return None

    def declared(self) -> None:
        """Notes that say so themselves, whether or not a marker leads to them."""
        for element in self.tree.elements:
            if element in self.found.bodies or not element.attributes:
                continue
            if element.tag in _ASIDE and element.get("class"):
                self.margin(element)
            if element.tag == "sup" and "reference" in classes(element) and self.is_page(element):
                self.found.backs.add(element)
            said = roles(element) & _NOTE_ROLES or types(element) & _NOTE_TYPES
            listed = element.tag == "li" and element.get("id").startswith("cite_note")
            entry = element.tag in ("div", "li", "p") and "csl-entry" in classes(element)
            if (said or listed or entry) and element.end - element.start <= _MAX_NOTE:
                name = self.address(element, element.get("id") or str(element.start))
                self.found.bodies[element] = f"#{name}"

    def margin(self, element: Element) -> None:
        """A note in the margin, or the switch that shows it on small screens."""
        if element.tag == "label":
            if "margin-toggle" in classes(element):
                self.found.backs.add(element)
        elif classes(element) & _AGAIN:
            if self.found.beside:
                self.found.backs.add(element)
        elif classes(element) & _BESIDE and element.end - element.start <= _MAX_NOTE:
            self.hide_number(element)
            self.found.beside[element] = len(self.found.beside) + 1
            self.found.bodies[element] = f"#beside {element.start}"

    def is_page(self, element: Element) -> bool:
        """Whether it is the page of the note before it: ": 12"."""
        return inner_text(self.tree, element, 10).lstrip()[:1] == ":"

    def hide_number(self, note: Element) -> None:
        """The raised number right before a note beside the text: the note itself is shown there."""
        for first, second in reversed(self.tree.events[max(0, note.first - 8) : note.first]):
            if isinstance(second, int):
                if not _LABEL.fullmatch(self.tree.text[int(first) : second]):
                    return
            elif first == "start" and second.tag == "sup":
                self.found.backs.add(second)
                return

    def drop_nested(self) -> None:
        """A note inside another one is a part of it, and its markers lead there."""
        end, outer = 0, ""
        renamed: dict[str, str] = {}
        for element in sorted(self.found.bodies, key=_first):
            if element.first < end:
                renamed[self.found.bodies.pop(element)] = outer
            else:
                end, outer = element.last, self.found.bodies[element]
        for link, key in self.found.markers.items():
            self.found.markers[link] = renamed.get(key, key)

    def go_on(self) -> None:
        """Paragraphs between two notes that are paragraphs belong to the first of them."""
        ordered = sorted(self.found.bodies, key=_first)
        for note, following in pairwise(ordered):
            alike = note.tag == following.tag == "p" and note.parent is following.parent
            if alike and following.start - note.end <= _FURTHER and note not in self.found.beside:
                last = self.between(note, following)
                if last is not None:
                    self.found.further[note] = last

    def between(self, note: Element, following: Element) -> Element | None:
        """The last of the paragraphs between two notes; None: there is something else, or none."""
        at, last = note.last, None
        while at < following.first:
            first, second = self.tree.events[at]
            if isinstance(second, int):
                if self.tree.text[int(first) : second].strip():
                    return None
                at += 1
            elif first == "start" and second.tag in ("p", "blockquote", "ul", "ol"):
                last, at = second, second.last
            else:
                return None
        return last


def _is_entry(target: Element) -> bool:
    """Whether an anchor's target is an entry of a list of works, or begins one."""
    if roles(target) & _NOTE_ROLES:
        return True
    node = target
    for _ in range(3):
        outer = node.parent
        if node.tag in ("li", "dd", "dt", "div", "p", "tr"):
            if classes(node) & _ENTRIES:
                return True
            if node.tag == "li":
                return outer is not None and bool(classes(outer) & _LISTS)
        if outer is None:
            return False
        node = outer
    return False


def _first(element: Element) -> int:
    return element.first
