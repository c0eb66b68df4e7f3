"""The article's blocks, pointers and notes, read off the events of a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from citations.formats._html_beside import is_own, is_sharing
from citations.formats._html_data import cited_items
from citations.formats._html_notes import Notes, inner_text, label_number
from citations.formats._html_scope import Scope
from citations.formats._html_text import LOWER, RAISE, Flow
from citations.formats._html_tree import BLOCKS, Element, Tree
from citations.formats._marks import is_source
from citations.formats._runs import Edit, apply
from citations.model import Block, BlockKind, Mapped, NoteBody, Pointer

__all__ = ["Walker", "note_body"]

_KINDS = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("caption", "figcaption", "legend"), BlockKind.CAPTION),
    "blockquote": BlockKind.QUOTATION,
    "pre": BlockKind.CODE,
    "tr": BlockKind.TABLE_ROW,
}
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_BYLINES = re.compile(
    r"\b(?:byline|dateline|timestamp|(?:post|entry|article)[-_]?meta|author-?(?:name|info)?|"
    r"pub-?date|published)\b",
    re.IGNORECASE,
)
#: Brackets that held nothing but markers.
_EMPTY = re.compile(r"[ \t]*[\[(][\s,;–—-]*[\])]")
#: The number before a note's words, and what is left of one that was a link.
_LABEL = re.compile(r"\s*[\[(]?\s*([\d⁰¹²³⁴-⁹]{1,4}|[*†‡§¶‖]{1,3})\s*([\])]?\s*[.:]?)\s*")
#: "note 3"
_NAMED_NUMBER = re.compile(r"[^\W\d_]{1,10}\.?\s\d{1,3}")
_LEVEL = {raised: level for level, raised in RAISE.items()}
_LEFT = re.compile(r"(?:\[\s*\]|\(\s*\)|[\s.:^\])])+")


class Walker:
    """Goes over events once; collects blocks, and the pointers in them."""

    def __init__(
        self, base: Mapped, tree: Tree, notes: Notes, scope: Scope, inside: Element | None = None
    ) -> None:
        self.base = base
        #: The note whose text is read, if it is not the article's.
        self.inside = inside
        #: Keys of the notes that this one refers to.
        self.named: list[str] = []
        #: What it says of the day of access.
        self.accessed: str | None = None
        self.tree = tree
        self.notes = notes
        self.scope = scope
        self.blocks: list[Block] = []
        self.pointers: list[Pointer] = []
        #: Where the document has code in the middle of prose.
        self.code: list[tuple[int, int]] = []
        self.flow = Flow(base)
        #: Kinds of the elements that are open, innermost last.
        self.kinds: list[tuple[Element, BlockKind, int]] = []
        self.lists = 0
        self.links: list[tuple[Element, int]] = []
        #: Pointers of the open block: all but the number of the block.
        self.pending: list[Pointer] = []
        #: Characters of the open block that are words of links within the site.
        self.inner = 0
        #: The same of every block, those links counted too that give the site's own host.
        self.linked: list[int] = []
        self.own = 0
        self.quiet = 0
        self.table: dict[int, int] | None = None
        self.row: Element | None = None

    def walk(self, first: int, last: int) -> None:
        """Read the events from ``first`` to ``last``."""
        events, index = self.tree.events, first
        while index < last:
            what, value = events[index]
            if isinstance(value, int):
                self.text(int(what), value, index)
                index += 1
            elif what == "start":
                index = self.start(value, index)
            else:
                self.end(value)
                index += 1
        self.flush()

    def text(self, start: int, end: int, index: int) -> None:
        if self.row and self.base.text[start:end].isspace():
            before = self.tree.events[index - 1][1]
            if not (isinstance(before, Element) and before.tag in ("td", "th", "tr")):
                self.flow.later(start)
            return
        if index < self.quiet and not any(map(str.isalnum, self.base.text[start:end])):
            return
        self.flow.add(start, end, self.table)

    def start(self, element: Element, index: int) -> int:
        """Open an element; the event to go on with."""
        tag = element.tag
        if element in self.notes.markers or element in self.notes.lost:
            if self.inside is None:
                self.marker(element)
                return element.last
            # In a note it is a short form, and its words are the note's.
            self.named.append(self.notes.markers.get(element, ""))
        if element in self.notes.backs or element in self.notes.terms:
            return element.last
        noted = element in self.notes.bodies and element is not self.inside
        if element in self.notes.beside and noted and self.inside is None:
            label = str(self.notes.beside[element])
            self.point("sidenote", label, element, key=self.notes.bodies[element])
            return element.last
        if noted or self.scope.leaves_out(element):
            if tag in BLOCKS:
                self.boundary(element.start)
            return self.notes.further.get(element, element).last
        if tag in BLOCKS:
            self.open_block(element)
        else:
            self.open_inline(element)
        return index + 1

    def open_block(self, element: Element) -> None:
        tag = element.tag
        if tag in ("td", "th") and self.row:
            self.flow.space(element.start, "\t")
            return
        self.boundary(element.start)
        if tag in ("ul", "ol", "menu", "dl"):
            self.lists += 1
        if tag == "tr" and id(next((a for a in element.ancestors() if a.tag == "table"), 0)) in (
            self.scope.layout
        ):
            return
        kind = _KINDS.get(tag)
        level = max(1, self.lists) if kind is BlockKind.LIST_ITEM else 1
        if kind is BlockKind.HEADING:
            level = int(tag[1])
        elif kind is BlockKind.TABLE_ROW and self.row is None:
            self.row = element
            if self.heads(element):
                kind, level = BlockKind.HEADING, 7
        elif kind is BlockKind.CODE:
            self.flow.verbatim = True
        elif kind is None and element.attributes and self.is_byline(element):
            kind = BlockKind.BYLINE
        if kind:
            self.kinds.append((element, kind, level))

    def heads(self, row: Element) -> bool:
        """A row that names the columns."""
        cells = [
            e.tag
            for kind, e in self.tree.events[row.first : row.last]
            if kind == "start" and isinstance(e, Element) and e.tag in ("td", "th")
        ]
        return bool(cells) and "td" not in cells

    def is_byline(self, element: Element) -> bool:
        names = f"{element.get('class')} {element.get('itemprop')} {element.get('rel')}"
        return element.end - element.start < 1500 and bool(_BYLINES.search(names))

    def open_inline(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            if self.tree.is_second_break(element.first):
                self.boundary(element.start)
            else:
                self.flow.space(element.start)
        elif tag == "a":
            self.links.append((element, len(self.flow)))
        elif tag == "sup":
            if self.holds_marker(element):
                self.quiet = element.last
            else:
                self.table = RAISE
        elif tag == "sub":
            self.table = LOWER
        elif tag in _CODE and element.end > element.start:
            offsets = self.base.offsets
            self.code.append((offsets[element.start], offsets[element.end - 1] + 1))
        elif tag == "span" and "accessdate" in element.get("class"):
            self.accessed = inner_text(self.tree, element, 100)
        elif tag == "q":
            self.flow.put("“", element.start)

    def holds_marker(self, element: Element) -> bool:
        events = self.tree.events[element.first : min(element.last, element.first + 60)]
        return any(kind == "start" and e in self.notes.markers for kind, e in events)

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.close_block(element)
        elif tag in ("sup", "sub"):
            self.table = None
        elif tag == "q":
            self.flow.put("”", max(element.start + 1, element.end - 1))
            self.quoted(element)
        elif tag == "a" and self.links and self.links[-1][0] is element:
            self.link(*self.links.pop())

    def close_block(self, element: Element) -> None:
        tag = element.tag
        if tag in ("td", "th") and self.row:
            return
        if tag == "blockquote":
            self.quoted(element)
        if element is self.row:
            self.row = None
        self.boundary(element.end - 1)
        if tag in ("ul", "ol", "menu", "dl"):
            self.lists = max(0, self.lists - 1)
        if self.kinds and self.kinds[-1][0] is element:
            self.kinds.pop()
        if tag == "pre":
            self.flow.verbatim = False

    def boundary(self, at: int) -> None:
        """A block ends or begins: inside a table's row that is only a space."""
        if self.row:
            self.flow.later(at)
        else:
            self.flush()

    def marker(self, element: Element) -> None:
        label = inner_text(self.tree, element).strip().strip("[]()").strip()
        key = self.notes.markers.get(element) or f"#{self.notes.lost[element]}"
        short = label_number(label) or len(label) < 4 or _NAMED_NUMBER.fullmatch(label)
        style = "footnote" if short else "author_year"
        self.point(style, label, element, key=key)

    def point(
        self, style: str, marker: str, element: Element, key: str | None = None, url: str = ""
    ) -> None:
        offsets = self.base.offsets
        pointer = Pointer(
            style=style,
            marker=marker,
            start=offsets[element.start],
            end=offsets[max(element.start, element.end - 1)] + 1,
            block=0,
            at=len(self.flow),
            key=key,
            url=url or None,
        )
        self.pending.append(pointer)

    def link(self, element: Element, began: int) -> None:
        url = element.get("href").strip()
        size = len(self.flow) - began
        if not size or not url:
            return
        words = " ".join(inner_text(self.tree, element, 300).split()) if is_source(url) else ""
        if not words or (self.scope.whole and is_sharing(url, words)):
            self.inner += size
            return
        if is_own(url, self.scope.hosts):
            self.own += size
        self.point("inline_link", words, element, url=url)

    def quoted(self, element: Element) -> None:
        url = element.get("cite").strip()
        if is_source(url):
            self.point("quotation_cite", url, element, url=url)

    def flush(self) -> None:
        """End the open block."""
        pending, self.pending = self.pending, []
        inner, self.inner = self.inner, 0
        own, self.own = self.own, 0
        if not len(self.flow) and not pending:
            return
        content = self.flow.finish()
        self.links = [(element, 0) for element, _ in self.links]
        if not content.text.strip():
            self.stray(pending)
            return
        kind, level = self.kinds[-1][1:] if self.kinds else (BlockKind.PARAGRAPH, 1)
        plain = kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        if plain and inner >= len(content.text.strip()) and not pending:
            kind = BlockKind.NAVIGATION
        places = [min(pointer.at, len(content.text)) for pointer in pending]
        if pending:
            content, places = apply(content, _tidy(content.text, places), places)
        for pointer, at in zip(pending, places, strict=True):
            self.pointers.append(_placed(pointer, len(self.blocks), at))
        self.blocks.append(Block(kind=kind, content=content, level=level))
        self.linked.append(inner + own)

    def stray(self, pending: Iterable[Pointer]) -> None:
        """Markers in a block without text belong to the block before."""
        if self.blocks:
            last = len(self.blocks) - 1
            at = len(self.blocks[last].content.text)
            for pointer in pending:
                if pointer.key or pointer.style == "quotation_cite":
                    self.pointers.append(_placed(pointer, last, at))


def _placed(pointer: Pointer, block: int, at: int) -> Pointer:
    return Pointer(
        style=pointer.style,
        marker=pointer.marker,
        start=pointer.start,
        end=pointer.end,
        block=block,
        at=at,
        key=pointer.key,
        url=pointer.url,
        csl=pointer.csl,
        locator=pointer.locator,
    )


def _tidy(text: str, places: list[int]) -> list[Edit]:
    """Take out brackets that held only markers, and the space before a marker at an end."""
    edits: list[Edit] = []
    for match in _EMPTY.finditer(text):
        index = bisect_left(places, match.start())
        if index < len(places) and places[index] <= match.end():
            low = match.start() + len(match[0]) - len(match[0].lstrip(" \t"))
            follows = text[match.end() : match.end() + 1]
            edits.append((match.start() if follows in " .,;:!?" else low, match.end(), ""))
    for place in set(places):
        after = text[place : place + 1]
        if place and text[place - 1] == " " and (not after or after in ".,;:!? "):
            edits.append((place - 1, place, ""))
    return edits


def note_body(walker: Walker, element: Element, key: str, label: str | None) -> NoteBody | None:
    """The note that an element holds, without its number and the links back; None: empty."""
    last = walker.notes.further.get(element, element)
    walker.walk(element.first + 1, last.last - 1)
    parts: list[Mapped] = []
    for block in walker.blocks:
        if parts:
            parts.append(Mapped("\n", (parts[-1].offsets[-1],)))
        parts.append(block.content)
    content = parts[0] if len(parts) == 1 else Mapped.join(parts)
    number = label_number(label or "")
    lead = _LABEL.match(content.text)
    printed = lead[1].translate(_LEVEL) if lead else ""
    if lead and (printed == label or (label is None and lead[2])):
        number = number if number is not None else label_number(printed)
        content = content[lead.end() :]
    elif label and content.text.startswith(f"[{label}]"):
        content = content[len(label) + 2 :]
        content = content[len(content.text) - len(content.text.lstrip()) :]
    elif left := _LEFT.match(content.text):
        content = content[left.end() :]
    if not content.text.strip():
        return None
    offsets = walker.base.offsets
    urls = tuple((p.url, p.start, p.end) for p in walker.pointers if p.url)
    return NoteBody(
        key=key,
        content=content,
        start=offsets[element.start],
        end=offsets[last.end - 1] + 1,
        number=number,
        urls=urls,
        items=cited_items(walker.tree, element, walker.accessed),
    )
