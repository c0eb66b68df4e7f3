"""OpenDocument texts: text, notes, links, and what Zotero and LibreOffice cite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from citations.errors import UnreadableSource
from citations.formats._draft import Draft
from citations.formats._fields import CitedItem, field_items
from citations.formats._html_text import LOWER, RAISE
from citations.formats._library import Library
from citations.formats._marks import is_source
from citations.formats._office import is_code, language_of, style_named
from citations.formats._zip import Archive, open_archive, parse_xml
from citations.languages import primary_tag
from citations.model import BlockKind, Document

__all__ = ["read"]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_SKIPPED = frozenset(
    [
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note-citation",
        f"{_TEXT}table-of-content",
        f"{_TEXT}alphabetical-index",
        f"{_TEXT}illustration-index",
        f"{_TEXT}ruby-text",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}variable-decls",
    ]
)
_PLAIN = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": " "}
#: Names of styles, without regard to case and to how a space is written.
_KINDS = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.BYLINE,
    "author": BlockKind.BYLINE,
    "date": BlockKind.BYLINE,
    "quotations": BlockKind.QUOTATION,
    "caption": BlockKind.CAPTION,
    "figure": BlockKind.CAPTION,
    "illustration": BlockKind.CAPTION,
    "table": BlockKind.CAPTION,
    "tablecaption": BlockKind.CAPTION,
    "figurecaption": BlockKind.CAPTION,
    "preformatted text": BlockKind.CODE,
    "source code": BlockKind.CODE,
}


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    if data.lstrip()[:5] == b"<?xml":
        root: etree._Element | None = parse_xml(data, source)
        return _Reader(source, root, root, root).read()
    archive = open_archive(data, source, "an OpenDocument text (.odt)")
    _refuse_locked(archive)
    return _Reader(
        source, archive.xml("content.xml"), archive.xml("styles.xml"), archive.xml("meta.xml")
    ).read()


def _refuse_locked(archive: Archive) -> None:
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise UnreadableSource(f"{archive.source}: password-protected; save it without a password")


class _Styles:
    """What styles mean: kinds of paragraphs, raised and lowered words."""

    def __init__(self, roots: Iterator[etree._Element]) -> None:
        self.parents: dict[str, str] = {}
        self.positions: dict[str, str] = {}
        self.language: str | None = None
        for root in roots:
            for style in root.iter(f"{_STYLE}style", f"{_STYLE}default-style"):
                name = style.get(f"{_STYLE}name") or ""
                self.parents[name] = style.get(f"{_STYLE}parent-style-name") or ""
                for properties in style.iterfind(f"{_STYLE}text-properties"):
                    position = properties.get(f"{_STYLE}text-position")
                    if position:
                        self.positions[name] = position
                    self.language = self.language or properties.get(f"{_FO}language")

    def kind(self, name: str) -> BlockKind:
        """The kind of a paragraph of this style, or of the style it is made from."""
        for _ in range(10):
            label = name.replace("_20_", " ").lower()
            kind = _KINDS.get(label) or style_named(label).kind
            if kind is not BlockKind.PARAGRAPH:
                return kind
            name = self.parents.get(name, "")
        return BlockKind.PARAGRAPH

    def is_code(self, name: str) -> bool:
        """Whether words of this style are code."""
        for _ in range(10):
            if is_code(name.replace("_20_", " ")):
                return True
            name = self.parents.get(name, "")
        return False

    def heights(self, name: str) -> dict[int, int] | None:
        position = self.positions.get(name, "")
        if position.startswith(("super", "3", "4", "5")):
            return RAISE
        return LOWER if position.startswith(("sub", "-")) else None


class _Reader:
    def __init__(self, source: str, *roots: etree._Element | None) -> None:
        content, _, self.meta = roots
        body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
        if body is None:
            raise UnreadableSource(f"{source}: not an OpenDocument text: it has no text body")
        self.body = body
        self.styles = _Styles(root for root in roots[:2] if root is not None)
        self.draft = Draft(source)
        self.library = Library({})
        self.notes: list[tuple[str, int, etree._Element]] = []
        self.boxes: list[etree._Element] = []
        #: Open citation fields: name of the reference mark, offset at which it began.
        self.open: dict[str, int] = {}
        self.in_note = False
        self.paragraphs = self.tables = self.lists = 0
        self.numbers = {"footnote": 0, "endnote": 0}

    def read(self) -> Document:
        self.blocks(self.body)
        self.in_note = True
        for key, number, body in self.notes:
            for index, paragraph in enumerate(_paragraphs(body)):
                if index:
                    self.draft.write("\n")
                self.inline(paragraph)
            self.draft.end_note(key, number)
        self.library.write_items(self.draft)
        title = self.meta.findtext(f".//{_DC}title") if self.meta is not None else None
        language = self.meta.findtext(f".//{_DC}language") if self.meta is not None else None
        named = primary_tag(language) or primary_tag(self.styles.language)
        return self.draft.finish(
            "odt", (title or "").strip() or None, language_of(self.draft, named)
        )

    def blocks(self, parent: etree._Element) -> None:
        for node in parent:
            tag = node.tag
            if tag in _SKIPPED:
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self.paragraph(node)
            elif tag == f"{_TEXT}list":
                self.lists += 1
                self.blocks(node)
                self.lists -= 1
            elif tag == f"{_TABLE}table":
                self.table(node)
            elif tag == f"{_TEXT}section" and self.is_bibliography(node):
                for paragraph in node.iter(f"{_TEXT}p"):
                    self.inline(paragraph)
                    self.library.entry(self.draft)
            elif tag == f"{_TEXT}bibliography":
                for paragraph in node.iterfind(f"{_TEXT}index-body/{_TEXT}p"):
                    self.inline(paragraph)
                    self.library.entry(self.draft)
            else:
                self.blocks(node)

    def is_bibliography(self, section: etree._Element) -> bool:
        name = section.get(f"{_TEXT}name") or ""
        return "ZOTERO_BIBL" in name or "CSL_BIBLIOGRAPHY" in name

    def paragraph(self, node: etree._Element) -> None:
        self.paragraphs += 1
        self.inline(node)
        kind = self.styles.kind(node.get(f"{_TEXT}style-name") or "")
        level = 1
        if node.tag == f"{_TEXT}h":
            outline = node.get(f"{_TEXT}outline-level") or "1"
            kind, level = BlockKind.HEADING, int(outline) if outline.isdecimal() else 1
        elif self.lists and kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.LIST_ITEM, self.lists
        self.draft.end_block(kind, level, f"paragraph {self.paragraphs}")
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def table(self, table: etree._Element) -> None:
        self.tables += 1
        place = f"table {self.tables}"
        for order, row in enumerate(table.iter(f"{_TABLE}table-row"), 1):
            if next(row.iterancestors(f"{_TABLE}table"), None) is not table:
                continue
            for column, cell in enumerate(row.iterfind(f"{_TABLE}table-cell")):
                if column:
                    self.draft.write("\t")
                for index, paragraph in enumerate(_paragraphs(cell)):
                    if index:
                        self.draft.write(" ")
                    self.inline(paragraph)
            parent = row.getparent()
            head = parent is not None and parent.tag == f"{_TABLE}table-header-rows"
            kind, level = (BlockKind.HEADING, 7) if head else (BlockKind.TABLE_ROW, 1)
            self.draft.end_block(kind, level, f"{place}, row {order}")
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def inline(self, node: etree._Element, table: dict[int, int] | None = None) -> None:
        """Write the text of a paragraph, or of a part of one."""
        self.words(node.text, table)
        for child in node:
            if child.tag not in _SKIPPED:
                self.child(child, table)
            self.words(child.tail, table)

    def words(self, text: str | None, table: dict[int, int] | None) -> None:
        if text:
            # White space in the file is laid out, not written: one space for any run.
            lead = " " if text[0].isspace() else ""
            tail = " " if text[-1].isspace() and text.strip() else ""
            plain = lead + " ".join(text.split()) + tail
            self.draft.write(plain.translate(table) if table else plain)

    def child(self, node: etree._Element, table: dict[int, int] | None) -> None:
        tag = node.tag
        if tag == f"{_TEXT}span":
            name = node.get(f"{_TEXT}style-name") or ""
            start = self.draft.length
            self.inline(node, self.styles.heights(name) or table)
            if self.styles.is_code(name):
                self.draft.code.append((start, self.draft.length))
        elif tag == f"{_TEXT}s":
            count = node.get(f"{_TEXT}c") or "1"
            self.draft.write(" " * (min(int(count), 1000) if count.isdecimal() else 1))
        elif tag in _PLAIN:
            self.draft.write(_PLAIN[tag])
        elif tag == f"{_TEXT}note":
            self.note(node)
        elif tag == f"{_TEXT}a":
            self.link(node, table)
        elif tag == f"{_DRAW}frame":
            self.boxes.extend(node.iterfind(f"{_DRAW}text-box"))
        elif tag == f"{_TEXT}reference-mark-start":
            self.open[node.get(f"{_TEXT}name") or ""] = self.draft.length
        elif tag == f"{_TEXT}reference-mark-end":
            self.close_mark(node.get(f"{_TEXT}name") or "")
        elif tag == f"{_TEXT}bibliography-mark":
            start = self.draft.length
            self.inline(node)
            self.cite([_mark_item(node)], start)
        else:
            self.inline(node, table)

    def note(self, node: etree._Element) -> None:
        kind = "endnote" if node.get(f"{_TEXT}note-class") == "endnote" else "footnote"
        body = node.find(f"{_TEXT}note-body")
        self.numbers[kind] += 1
        citation = node.find(f"{_TEXT}note-citation")
        label = "".join(map(str, citation.itertext())).strip() if citation is not None else ""
        label = label or str(self.numbers[kind])
        key = f"{kind}:{self.numbers[kind]}"
        span = self.draft.mark(f"[{label}]")
        self.draft.point(kind, label, span, key=key)
        if body is not None and not self.in_note:
            self.notes.append((key, self.numbers[kind], body))

    def link(self, node: etree._Element, table: dict[int, int] | None) -> None:
        start = self.draft.length
        self.inline(node, table)
        url = node.get(f"{_XLINK}href") or ""
        if self.draft.length > start and is_source(url):
            words = self.draft.text_since(start)
            self.draft.point("inline_link", words, (start, self.draft.length), url=url)

    def close_mark(self, name: str) -> None:
        start = self.open.pop(name, None)
        items = field_items(name)
        if start is not None and items:
            self.cite(items, start)

    def cite(self, items: list[CitedItem], start: int) -> None:
        if self.in_note:
            for item in items:
                self.draft.give(item.csl)
        else:
            self.library.cite_span(self.draft, items, start)


def _paragraphs(part: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell or note, without those of the notes and boxes in them."""
    waiting = list(reversed(part))
    while waiting:
        node = waiting.pop()
        if node.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield node
        elif node.tag not in _SKIPPED:
            waiting.extend(reversed(node))


_MARK_FIELDS = {
    "title": "title",
    "journal": "container-title",
    "booktitle": "container-title",
    "publisher": "publisher",
    "address": "publisher-place",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "url": "URL",
    "isbn": "ISBN",
    "edition": "edition",
}
_MARK_TYPES = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "www": "webpage",
}


def _mark_item(mark: etree._Element) -> CitedItem:
    """The item in a bibliography mark, as LibreOffice writes it."""
    kind = _MARK_TYPES.get(mark.get(f"{_TEXT}bibliography-type") or "", "document")
    csl: dict[str, Any] = {"type": kind}
    for name, field in _MARK_FIELDS.items():
        if value := (mark.get(f"{_TEXT}{name}") or "").strip():
            csl.setdefault(field, value)
    if authors := (mark.get(f"{_TEXT}author") or "").strip():
        csl["author"] = [_name(part.strip()) for part in authors.split(";") if part.strip()]
    year = (mark.get(f"{_TEXT}year") or "").strip()
    if year[:4].isdecimal():
        csl["issued"] = {"date-parts": [[int(year[:4])]]}
    return CitedItem(f"mark:{mark.get(f'{_TEXT}identifier')}", csl, None)


def _name(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": name}
