"""Rich Text Format (1.9.1, as Word and LibreOffice write it): text, notes, links, cited works.

The file is walked word by word, without recursion, from one brace to the next. What a note
or a text box holds is remembered by its place and walked when the text around it is done.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import partial

from citations.errors import UnreadableSource
from citations.formats import _rtf_words as words
from citations.formats._draft import Draft
from citations.formats._fields import (
    CitedItem,
    endnote_bytes,
    field_items,
    hyperlink,
    is_bibliography,
    note_reference,
)
from citations.formats._html_text import RAISE
from citations.formats._library import Library
from citations.formats._marks import is_source
from citations.formats._office import ParagraphStyle, style_named
from citations.formats._rtf_walk import Group, State, Walker
from citations.model import BlockKind, Document

__all__ = ["read"]

_ENDNOTE = re.compile(r"[\s\\A-Za-z0-9]{0,30}?\\ftnalt\b")
#: Text boxes inside one another.
_MAX_BOXES = 8
#: Digits of a field's data.
_MAX_DATA = 4_000_000


@dataclass(slots=True)
class _Field:
    """An open field: its code, where its result began, and where its own words would go."""

    code: list[str]
    around: list[str] | None
    #: Offset of the result in the text; None: still in the code.
    start: int | None = None


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    text = data.decode("latin-1")
    begins = re.match(r"[\s\0\xef\xbb\xbf]*(?=\{\\rtf)", text)
    if begins is None:
        raise UnreadableSource(
            f"{source}: not a Rich Text document: it does not begin with {{\\rtf"
        )
    return _Reader(text, source).read(begins.end())


@dataclass(slots=True)
class _Waiting:
    """A note or text box whose words are written later."""

    start: int
    end: int
    state: State
    key: str = ""
    number: int = 0


class _Reader(Walker):
    def __init__(self, text: str, source: str) -> None:
        super().__init__(text, source)
        self.draft = Draft(source)
        self.library = Library({})
        self.title: list[str] = []
        self.languages: Counter[int] = Counter()
        self.fields: list[_Field] = []
        self.notes: list[_Waiting] = []
        self.boxes: list[_Waiting] = []
        self.numbers = {"footnote": 0, "endnote": 0}
        #: Bookmarks that are open, and the notes whose markers stand in those that were.
        self.marked: list[str] = []
        self.bookmarks: dict[str, str] = {}
        self.in_note = self.heading_row = False
        #: A list of the works cited ends in this paragraph.
        self.in_list = False
        self.paragraphs = self.tables = self.rows = self.boxed = 0
        #: What parts the next words from those before.
        self.gap = ""
        #: A number that counts by itself came last; where the last raised words stand.
        self.automatic = False
        self.raised = (0, 0)
        self.groups |= {
            "footnote": self.note,
            "shptxt": self.box,
            "dptxbxtext": self.box,
            "field": self.open_field,
            "fldinst": self.field_code,
            "fldrslt": self.field_result,
            "datafield": self.field_data,
            "bkmkstart": self.bookmark,
            "bkmkend": self.bookmark_end,
            "listtext": self.list_label,
            "pntext": self.list_label,
            "info": partial(self.put_aside, []),
            "title": partial(self.put_aside, self.title),
        }
        self.actions |= dict.fromkeys(("par", "sect", "page"), self.end_paragraph)
        self.actions |= dict.fromkeys(("cell", "nestcell"), self.end_cell)
        self.actions |= {"row": self.end_row, "nestrow": self.end_inner_row}
        self.actions |= {"trowd": self.begin_row, "trhdr": self.head_row, "chftn": self.number}

    def read(self, start: int) -> Document:
        self.walk_apart(start, len(self.text), State(self.codec))
        self.in_note = True
        for note in self.notes:
            self.walk(note.start, note.end, note.state)
            self.gap = ""
            self.draft.end_note(note.key, note.number)
        self.library.write_items(self.draft)
        spoken = [number for number, _ in self.languages.most_common() if words.language_of(number)]
        title = " ".join("".join(self.title).split())
        language = words.language_of(spoken[0] if spoken else self.language)
        return self.draft.finish("rtf", title or None, language)

    def write(self, text: str) -> None:
        if self.gap:
            self.draft.write(self.gap)
            self.gap = ""
        heights = self.state.heights
        start, end = self.draft.write(text.translate(heights) if heights else text)
        self.languages[self.state.language] += len(text)
        if heights is RAISE:
            self.raised = (self.raised[0] if self.raised[1] == start else start, end)

    # Paragraphs ------------------------------------------------------------------------

    def end_paragraph(self) -> None:
        if self.state.aside is not None:
            return
        if self.in_note:
            self.gap = "\n" if self.draft.size else ""
            return
        if self.state.in_table:
            self.gap = self.gap or " "
            return
        self.paragraphs += 1
        self.gap, self.rows = "", 0
        style = self.styles.get(self.state.style) or style_named("")
        if style.is_contents:
            self.draft.end_block(BlockKind.NAVIGATION)
        elif style.name == "bibliography" or self.in_list or self.in_bibliography():
            self.library.entry(self.draft)
        else:
            kind, level = _kind(self.state, style)
            self.draft.end_block(kind, level, f"paragraph {self.paragraphs}")
        self.in_list = False
        self.write_boxes()

    def in_bibliography(self) -> bool:
        return any(
            one.start is not None and is_bibliography("".join(one.code)) for one in self.fields
        )

    def end_cell(self) -> None:
        self.gap = self.gap.strip(" ") + "\t"

    def begin_row(self) -> None:
        self.heading_row = False

    def head_row(self) -> None:
        self.heading_row = True

    def end_inner_row(self) -> None:
        self.gap = " "

    def number(self) -> None:
        self.automatic = not self.in_note

    def end_row(self) -> None:
        self.gap = ""
        self.tables += not self.rows
        self.rows += 1
        kind, level = (BlockKind.HEADING, 7) if self.heading_row else (BlockKind.TABLE_ROW, 1)
        self.draft.end_block(kind, level, f"table {self.tables}, row {self.rows}")
        self.write_boxes()

    def write_boxes(self) -> None:
        """The text boxes of what was read last."""
        boxes, self.boxes = self.boxes, []
        if self.boxed >= _MAX_BOXES:
            return
        self.boxed += 1
        for box in boxes:
            self.walk_apart(box.start, box.end, box.state)
        self.boxed -= 1

    def walk_apart(self, start: int, end: int, state: State) -> None:
        """Read text whose last paragraph may have no end of its own."""
        self.walk(start, end, state)
        around, self.state = self.state, state
        self.end_paragraph()
        self.state = around

    # Groups ----------------------------------------------------------------------------

    def note(self, group: Group) -> None:
        """A note: its marker here, its words later."""
        end = self.skip(group)
        automatic, self.automatic = self.automatic, False
        state = self.state
        if self.in_note or state.hidden or state.deleted or state.aside is not None:
            return
        kind = "endnote" if _ENDNOTE.match(self.text, group.start, end) else "footnote"
        self.numbers[kind] += 1
        number = self.numbers[kind]
        label, key = str(number), f"{kind}:{number}"
        low, high = self.raised
        if not automatic and low < high == self.draft.length:
            # Its own mark stands before it.
            label = unicodedata.normalize("NFKC", self.draft.text_since(low)).strip()
            self.draft.erase(low)
        else:
            low, high = self.draft.mark(f"[{label}]")
        self.draft.point(kind, label, (low, high), key=key)
        self.bookmarks.update(dict.fromkeys(self.marked, key))
        self.notes.append(_Waiting(group.start, end, self.fresh(), key, number))

    def box(self, group: Group) -> None:
        end = self.skip(group)
        if not self.in_note and not self.state.deleted:
            self.boxes.append(_Waiting(group.start, end, self.fresh()))

    def fresh(self) -> State:
        """A state for text that stands apart from the text around it."""
        return State(self.state.codec, self.state.substitutes, language=self.state.language)

    def open_field(self, group: Group) -> None:
        self.fields.append(_Field([], self.state.aside))
        group.close = self.close_field

    def field_code(self, _: Group) -> None:
        if self.fields:
            self.state.aside = self.fields[-1].code

    def field_result(self, _: Group) -> None:
        if self.fields:
            self.fields[-1].start = self.draft.length
            self.state.aside = self.fields[-1].around

    def field_data(self, group: Group) -> None:
        """Data of a field in hexadecimal digits: EndNote keeps its items there."""
        end = self.skip(group)
        digits = re.sub(
            r"[^0-9A-Fa-f]", "", self.text[group.start : min(end, group.start + _MAX_DATA)]
        )
        if self.fields:
            self.fields[-1].code.append(endnote_bytes(bytes.fromhex(digits[: len(digits) & ~1])))

    def close_field(self) -> None:
        closed = self.fields.pop()
        code = "".join(closed.code)
        start = self.draft.length if closed.start is None else closed.start
        if closed.around is not None or "EN.CITE.DATA" in code:
            return
        self.in_list = self.in_list or is_bibliography(code)
        if items := field_items(code):
            self.cite(items, start)
        elif (url := hyperlink(code)) is not None:
            if self.draft.length > start and is_source(url):
                said = self.draft.text_since(start)
                self.draft.point("inline_link", said, (start, self.draft.length), url=url)
        elif (again := note_reference(code)) and not self.in_note:
            self.repeat(*again, start)

    def repeat(self, bookmark: str, looks: bool, start: int) -> None:  # noqa: FBT001
        """A marker of a note that another marker leads to."""
        key = self.bookmarks.get(bookmark)
        said = self.draft.text_since(start)
        label = unicodedata.normalize("NFKC", said).strip()
        if key and label and (looks or label != said.strip()):
            self.draft.erase(start)
            kind = key.partition(":")[0]
            self.draft.point(kind, label, (start, self.draft.length), key=key)

    def cite(self, items: list[CitedItem], start: int) -> None:
        if self.in_note:
            for item in items:
                self.draft.give(item.csl)
        else:
            self.library.cite_span(self.draft, items, start)

    def bookmark(self, group: Group) -> None:
        self.state.aside = []
        group.close = partial(self.open_bookmark, self.state.aside)

    def open_bookmark(self, name: list[str]) -> None:
        self.marked.append("".join(name).strip())

    def bookmark_end(self, group: Group) -> None:
        end = self.skip(group)
        name = self.text[group.start : min(end, group.start + 200)].strip()
        self.marked = [one for one in self.marked if one != name]

    def list_label(self, group: Group) -> None:
        group.around.listed = True
        self.skip(group)

    def put_aside(self, into: list[str], _: Group) -> None:
        self.state.aside = into


def _kind(state: State, style: ParagraphStyle) -> tuple[BlockKind, int]:
    if style.kind is BlockKind.PARAGRAPH and 0 <= state.outline < 9:
        return BlockKind.HEADING, state.outline + 1
    if style.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and (
        state.listed or style.kind is BlockKind.LIST_ITEM
    ):
        return BlockKind.LIST_ITEM, state.level + 1
    return style.kind, style.level
