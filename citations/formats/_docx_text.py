"""A Word story, run by run: text, note references, links, fields; changes as accepted."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from citations.formats._draft import Draft
from citations.formats._fields import (
    CitedItem,
    cited_sources,
    endnote_data,
    field_items,
    hyperlink,
    is_bibliography,
    note_reference,
    tag_items,
)
from citations.formats._html_text import LOWER, RAISE
from citations.formats._library import Library
from citations.formats._marks import is_source

__all__ = ["Story", "bookmarks"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: What a reader of the accepted text does not see.
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "commentReference", "rt")
)
_PLAIN = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011"}


@dataclass(slots=True)
class _Field:
    """An open field: its code, and where its result began."""

    code: list[str]
    #: Offset of the result in the text; None: still in the code.
    start: int | None = None


class Story:
    """Writes the text of paragraphs into a draft."""

    def __init__(
        self, draft: Draft, links: Mapping[str, str], library: Library, *, note: bool = False
    ) -> None:
        self.draft = draft
        self.links = links
        self.library = library
        self.note = note
        self.fields: list[_Field] = []
        self.boxes: list[etree._Element] = []
        #: The bibliography that a field made ended in the paragraph that was written last.
        self.list_ends = False
        #: Numbers of notes by kind and id, in the order of their markers.
        self.numbers: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}
        #: Keys of the notes that exist, and markers by the key they lead to.
        self.known: set[str] = set()
        self.marked: dict[str, int] = {}
        #: The bookmarks of a reference manager that are open: name and where it began, by id.
        self.opened: dict[str, tuple[str, int]] = {}
        #: Styles of words that are code.
        self.code: frozenset[str] = frozenset()
        #: Keys of notes by the bookmark around their marker.
        self.bookmarks: Mapping[str, str] = {}

    @property
    def bibliography_open(self) -> bool:
        """Whether the paragraph belongs to a bibliography that a field has made."""
        open_ = ["".join(one.code) for one in self.fields]
        open_ += [self.library.bookmarked[name] for name, _ in self.opened.values()]
        return self.list_ends or any(map(is_bibliography, open_))

    def take_boxes(self) -> list[etree._Element]:
        """The text boxes met since last asked."""
        boxes, self.boxes = self.boxes, []
        return boxes

    def lost_notes(self) -> None:
        """Complain of markers without a note."""
        for key, at in self.marked.items():
            if key not in self.known:
                self.draft.problem("undefined_note", f"the {key.split(':')[0]} is not there", at)

    def paragraph(self, paragraph: etree._Element) -> None:
        """Write one paragraph's text; the caller ends the block."""
        self.list_ends = False
        self.children(paragraph)

    def children(self, parent: etree._Element) -> None:
        for node in parent:
            self.node(node)

    def node(self, node: etree._Element) -> None:
        tag = node.tag
        if tag == f"{W}r":
            self.run(node)
        elif tag in _SKIPPED:
            return
        elif tag == f"{W}hyperlink":
            self.hyperlink(node)
        elif tag == f"{W}fldSimple":
            self.fields.append(_Field([node.get(f"{W}instr") or ""], self.draft.length))
            self.children(node)
            self.close_field()
        elif tag == f"{W}sdt":
            self.control(node)
        elif tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            self.bookmark(node)
        elif tag == f"{_M}t":
            self.draft.write(node.text or "")
        elif tag != f"{W}p":
            self.children(node)

    def control(self, node: etree._Element) -> None:
        """A content control; Mendeley Cite keeps its items in the control's tag."""
        tag = node.find(f"{W}sdtPr/{W}tag")
        items = tag_items(tag.get(f"{W}val") or "") if tag is not None else []
        start = self.draft.length
        content = node.find(f"{W}sdtContent")
        if content is not None:
            self.children(content)
        if items:
            self.cite(items, start)

    def bookmark(self, node: etree._Element) -> None:
        """What Zotero has bookmarked is a citation; its items are among the properties."""
        identity, name = node.get(f"{W}id") or "", node.get(f"{W}name") or ""
        if name in self.library.bookmarked:
            self.opened[identity] = name, self.draft.length
        elif node.tag == f"{W}bookmarkEnd" and identity in self.opened:
            name, start = self.opened.pop(identity)
            code = self.library.bookmarked[name]
            self.list_ends = self.list_ends or is_bibliography(code)
            if items := field_items(code):
                self.cite(items, start)

    def hyperlink(self, node: etree._Element) -> None:
        start = self.draft.length
        self.children(node)
        url = self.links.get(node.get(f"{R}id") or "", "")
        if node.get(f"{W}anchor") and url:
            url += "#" + (node.get(f"{W}anchor") or "")
        self.link(url, start)

    def link(self, url: str, start: int) -> None:
        end = self.draft.length
        if end > start and is_source(url):
            words = self.draft.text_since(start)
            self.draft.point("inline_link", words, (start, end), url=url)

    def run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        table = None
        if properties is not None:
            if _on(properties.find(f"{W}vanish")):
                return
            table = _height(properties)
            style = properties.find(f"{W}rStyle") if self.code else None
            if style is not None and style.get(f"{W}val") in self.code:
                start = self.draft.length
                self.parts(run, table)
                self.draft.code.append((start, self.draft.length))
                return
        self.parts(run, table)

    def parts(self, run: etree._Element, table: dict[int, int] | None) -> None:
        """What stands in a run: words, marks, parts of fields, drawings."""
        custom = False
        for node in run:
            tag = node.tag
            if tag == f"{W}t":
                if custom or self.in_code():
                    continue
                text = node.text or ""
                self.draft.write(text.translate(table) if table else text)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                custom = self.reference(run, node)
            elif tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1].code.append(node.text or "")
            elif tag == f"{W}fldChar":
                self.field_char(node)
            elif tag in _PLAIN:
                if not self.in_code():
                    self.draft.write(_PLAIN[tag])
            elif tag not in _SKIPPED:
                self.inside_run(node)

    def inside_run(self, node: etree._Element) -> None:
        """Drawings and the like: of a text box the paragraphs, of alternatives the first."""
        if node.tag == f"{_MC}AlternateContent":
            choices = [child for child in node if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
            for choice in choices:
                boxes = _boxes(choice)
                self.boxes.extend(boxes)
                if boxes:
                    return
        elif node.tag == f"{W}ruby":
            base = node.find(f"{W}rubyBase")
            if base is not None:
                self.children(base)
        else:
            self.boxes.extend(_boxes(node))

    def in_code(self) -> bool:
        return any(field.start is None for field in self.fields)

    def reference(self, run: etree._Element, node: etree._Element) -> bool:
        """A note reference; True: the rest of the run is its own mark."""
        kind = "footnote" if node.tag == f"{W}footnoteReference" else "endnote"
        identity = node.get(f"{W}id") or ""
        custom = _on_value(node.get(f"{W}customMarkFollows"))
        key = f"{kind}:{identity}"
        numbers = self.numbers[kind]
        if custom:
            label = "".join(t.text or "" for t in run.iterfind(f"{W}t")) or "*"
            numbers.setdefault(identity, len(numbers) + 1)
        else:
            label = str(numbers.setdefault(identity, len(numbers) + 1))
        span = self.draft.mark(f"[{label}]")
        self.draft.point(kind, label, span, key=key)
        self.marked.setdefault(key, span[0])
        return custom

    def field_char(self, node: etree._Element) -> None:
        what = node.get(f"{W}fldCharType")
        if what == "begin":
            data = node.find(f"{W}fldData")
            self.fields.append(_Field([endnote_data(data.text or "")] if data is not None else []))
        elif what == "separate" and self.fields:
            self.fields[-1].start = self.draft.length
        elif what == "end" and self.fields:
            self.close_field()

    def close_field(self) -> None:
        field = self.fields.pop()
        code = "".join(field.code)
        start = field.start if field.start is not None else self.draft.length
        if "EN.CITE.DATA" in code:
            return
        self.list_ends = self.list_ends or is_bibliography(code)
        items = field_items(code)
        if items:
            self.cite(items, start)
            return
        known = self.library.word_sources
        sources = [
            CitedItem(f"word:{tag}", known[tag], pages)
            for tag, pages in cited_sources(code)
            if tag in known
        ]
        if sources:
            self.cite(sources, start)
        elif code.split(maxsplit=1)[:1] == ["HYPERLINK"]:
            self.link(hyperlink(code) or "", start)
        elif (again := note_reference(code)) and not self.note:
            self.repeat(*again, start)

    def repeat(self, bookmark: str, looks: bool, start: int) -> None:  # noqa: FBT001
        """A marker of a note that another marker leads to; else "see note 3", which is prose."""
        key = self.bookmarks.get(bookmark)
        said = self.draft.text_since(start).strip()
        label = unicodedata.normalize("NFKC", said)
        if key and label and (looks or label != said):
            self.draft.erase(start)
            self.draft.point(key.partition(":")[0], label, (start, self.draft.length), key=key)

    def cite(self, items: list[CitedItem], start: int) -> None:
        """A citation's words leave the sentence; in a note they give the note its items."""
        if self.note:
            for item in items:
                self.draft.give(item.csl)
            return
        self.library.cite_span(self.draft, items, start)


def bookmarks(root: etree._Element) -> dict[str, str]:
    """Keys of notes by the bookmarks that stand around their markers."""
    found: dict[str, str] = {}
    open_: dict[str, str] = {}
    for node in root.iter(*(f"{W}{name}" for name in _MARKS)):
        identity = node.get(f"{W}id") or ""
        if node.tag == f"{W}bookmarkStart":
            open_[identity] = node.get(f"{W}name") or ""
        elif node.tag == f"{W}bookmarkEnd":
            open_.pop(identity, None)
        else:
            kind = "footnote" if node.tag == f"{W}footnoteReference" else "endnote"
            found.update(dict.fromkeys(open_.values(), f"{kind}:{identity}"))
            open_.clear()
    return found


_MARKS = ("bookmarkStart", "bookmarkEnd", "footnoteReference", "endnoteReference")
#: Half points by which LibreOffice moves an exponent at least.
_MOVED = 4
_HEIGHTS = {"superscript": RAISE, "subscript": LOWER}


def _height(properties: etree._Element) -> dict[int, int] | None:
    """Whether words are raised or lowered: by Word's word for it, or by so many half points."""
    named = properties.find(f"{W}vertAlign")
    if named is not None:
        return _HEIGHTS.get(named.get(f"{W}val") or "")
    moved = properties.find(f"{W}position")
    half_points = (moved.get(f"{W}val") or "") if moved is not None else ""
    if not half_points.lstrip("-").isdecimal() or abs(int(half_points)) < _MOVED:
        return None
    return RAISE if int(half_points) > 0 else LOWER


def _on(node: etree._Element | None) -> bool:
    return node is not None and (node.get(f"{W}val") or "1") not in ("0", "false", "off")


def _on_value(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _boxes(node: etree._Element) -> list[etree._Element]:
    return [
        box
        for box in node.iter(f"{W}txbxContent")
        if next(box.iterancestors(f"{W}txbxContent"), None) is None
    ]
