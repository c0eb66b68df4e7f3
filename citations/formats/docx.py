"""Word documents: text, footnotes, endnotes, links, and what reference managers put in fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from citations.errors import UnreadableSource
from citations.formats._docx_text import Story, bookmarks
from citations.formats._draft import Draft
from citations.formats._fields import is_list, word_source
from citations.formats._library import Library
from citations.formats._office import ParagraphStyle, is_code, language_of, style_named
from citations.formats._zip import Archive, open_archive
from citations.languages import primary_tag
from citations.model import BlockKind, Document

__all__ = ["read"]

#: Styles are based on others no deeper than this.
_STYLES_DEEP = 10
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    archive = open_archive(data, source, "a Word document (.docx)")
    name = _main_part(archive)
    root = archive.xml(name)
    if root is None:
        raise UnreadableSource(f"{source}: not a Word document: it has no {name}")
    return _Reader(archive, source, name, root).read()


def _main_part(archive: Archive) -> str:
    """Where the text is, as the package says."""
    relations = _relations(archive, "_rels/.rels", "")
    return next(
        (target for kind, target in relations.values() if kind.endswith("/officeDocument")),
        "word/document.xml",
    )


def _relations(archive: Archive, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (kind, target); targets inside the package have their full name."""
    found: dict[str, tuple[str, str]] = {}
    root = archive.xml(name)
    for node in root if root is not None else ():
        target = node.get("Target") or ""
        if node.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else folder + target
        found[node.get("Id") or ""] = node.get("Type") or "", target
    return found


class _Reader:
    def __init__(self, archive: Archive, source: str, name: str, root: etree._Element) -> None:
        self.archive = archive
        self.folder = name.rpartition("/")[0] + "/" if "/" in name else ""
        self.main = name
        self.root = root
        self.draft = Draft(source)
        self.tables = 0
        self.parts = self.relations(name)
        #: Styles of words that are code.
        self.code: frozenset[str] = frozenset()
        self.styles, self.language = self.read_styles()
        #: What the styles mean that were looked at.
        self.known: dict[str, ParagraphStyle | None] = {}
        self.library = Library(self.word_sources(), self.bookmarked())

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, _, file = part.rpartition("/")
        prefix = folder + "/" if folder else ""
        return _relations(self.archive, f"{prefix}_rels/{file}.rels", prefix)

    def part(self, kind: str) -> str | None:
        """The name of the document's part of this kind."""
        return next(
            (target for what, target in self.parts.values() if what.endswith("/" + kind)), None
        )

    def read(self) -> Document:
        body = self.root.find(f"{W}body")
        if body is None:
            raise UnreadableSource(f"{self.archive.source}: the document has no body")
        links = {key: target for key, (_, target) in self.parts.items()}
        story = Story(self.draft, links, self.library)
        story.bookmarks = bookmarks(body)
        story.code = self.code
        for number, block in enumerate(_blocks(body), 1):
            self.block(story, block, number)
        for kind in ("footnote", "endnote"):
            self.notes(kind, story)
        story.lost_notes()
        self.library.write_items(self.draft)
        title, language = self.properties()
        declared = primary_tag(language) or primary_tag(self.language)
        return self.draft.finish("docx", title, language_of(self.draft, declared))

    def block(self, story: Story, block: etree._Element, number: int) -> None:
        if block.tag == f"{W}tbl":
            self.tables += 1
            self.table(story, block, f"table {self.tables}")
            return
        style = self.style_of(block)
        story.paragraph(block)
        if style is not None and style.is_contents:
            self.draft.end_block(BlockKind.NAVIGATION)
        elif (
            story.bibliography_open
            or (style is not None and style.name == "bibliography")
            or _is_listed(block)
        ):
            self.library.entry(self.draft)
        else:
            kind, level = self.kind_of(block, style)
            self.draft.end_block(kind, level, f"paragraph {number}")
        for box in story.take_boxes():
            for inner in _blocks(box):
                self.block(story, inner, number)

    def kind_of(
        self, paragraph: etree._Element, style: ParagraphStyle | None
    ) -> tuple[BlockKind, int]:
        if style is not None and style.kind is not BlockKind.PARAGRAPH:
            return style.kind, style.level
        level = _value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if level in tuple("012345678"):
            return BlockKind.HEADING, int(level) + 1
        listed = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if listed is not None and listed.get(f"{W}val") != "0":
            depth = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
            value = (depth.get(f"{W}val") or "") if depth is not None else ""
            return BlockKind.LIST_ITEM, int(value) + 1 if value.isdecimal() else 1
        return BlockKind.PARAGRAPH, 1

    def table(self, story: Story, table: etree._Element, place: str) -> None:
        for order, row in enumerate(table.iter(f"{W}tr"), 1):
            if next(row.iterancestors(f"{W}tr"), None) is not None:
                continue
            for column, cell in enumerate(row.iterfind(f".//{W}tc")):
                if next(cell.iterancestors(f"{W}tc"), None) is not None:
                    continue
                if column:
                    self.draft.write("\t")
                for index, paragraph in enumerate(_paragraphs(cell)):
                    if index:
                        self.draft.write(" ")
                    story.paragraph(paragraph)
            head = row.find(f"{W}trPr/{W}tblHeader") is not None
            kind, level = (BlockKind.HEADING, 7) if head else (BlockKind.TABLE_ROW, 1)
            self.draft.end_block(kind, level, f"{place}, row {order}")
            for box in story.take_boxes():
                for inner in box.iter(f"{W}p"):
                    story.paragraph(inner)
                    self.draft.end_block(BlockKind.PARAGRAPH, 1, f"{place}, row {order}")

    def notes(self, kind: str, main: Story) -> None:
        """The notes of one kind, in the order of their markers, unmarked ones last."""
        name = self.part(kind + "s")
        root = self.archive.xml(name) if name else None
        if name is None or root is None:
            return
        links = {key: target for key, (_, target) in self.relations(name).items()}
        order = main.numbers[kind]
        notes = [n for n in root.iterfind(f"{W}{kind}") if n.get(f"{W}type") in (None, "normal")]
        notes.sort(key=lambda note: order.get(note.get(f"{W}id") or "", len(order) + 1))
        for note in notes:
            identity = note.get(f"{W}id") or ""
            story = Story(self.draft, links, self.library, note=True)
            started = self.draft.length
            for index, paragraph in enumerate(_paragraphs(note)):
                if index:
                    self.draft.write("\n")
                story.paragraph(paragraph)
            number = order.get(identity)
            if self.draft.end_note(f"{kind}:{identity}", number):
                main.known.add(f"{kind}:{identity}")
                if number is None:
                    self.draft.problem("unused_note", f"a {kind} to which no marker leads", started)

    def style_of(self, paragraph: etree._Element) -> ParagraphStyle | None:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return None if style is None else self.style(style.get(f"{W}val") or "")

    def read_styles(self) -> tuple[dict[str, etree._Element], str | None]:
        """Styles by id, and the language of the text."""
        name = self.part("styles")
        root = self.archive.xml(name) if name else None
        if root is None:
            return {}, None
        nodes = {node.get(f"{W}styleId") or "": node for node in root.iterfind(f"{W}style")}
        self.code = frozenset(name for name, node in nodes.items() if is_code(_label(node)))
        spoken = root.find(f"{W}docDefaults//{W}lang")
        return nodes, spoken.get(f"{W}val") if spoken is not None else None

    def style(self, name: str) -> ParagraphStyle | None:
        """A style: by its name, its outline level, or what it is based on."""
        if name not in self.known:
            self.known[name] = self.found_style(name)
        return self.known[name]

    def found_style(self, name: str) -> ParagraphStyle | None:
        first = None
        for _ in range(_STYLES_DEEP):
            node = self.styles.get(name)
            if node is None:
                break
            style = style_named(_label(node))
            first = first or style
            if style.kind is not BlockKind.PARAGRAPH:
                return replace(style, name=first.name)
            level = _value(node.find(f"{W}pPr/{W}outlineLvl"))
            if level in tuple("012345678"):
                return replace(first, kind=BlockKind.HEADING, level=int(level) + 1)
            name = _value(node.find(f"{W}basedOn"))
        return first

    def bookmarked(self) -> dict[str, str]:
        """The codes of Zotero's bookmarks by their names, put together from the properties."""
        root = self.archive.xml("docProps/custom.xml")
        parts: dict[str, list[tuple[int, str]]] = {}
        for node in root if root is not None else ():
            name, _, number = (node.get("name") or "").rpartition("_")
            if name.startswith("ZOTERO_BREF") and number.isdecimal():
                text = "".join(map(str, node.itertext()))
                parts.setdefault(name, []).append((int(number), text))
        return {name: "".join(text for _, text in sorted(ones)) for name, ones in parts.items()}

    def properties(self) -> tuple[str | None, str | None]:
        """Title and language, as the package's properties give them."""
        root = self.archive.xml("docProps/core.xml")
        if root is None:
            return None, None
        title = (root.findtext("{http://purl.org/dc/elements/1.1/}title") or "").strip()
        language = (root.findtext("{http://purl.org/dc/elements/1.1/}language") or "").strip()
        return title or None, language or None

    def word_sources(self) -> dict[str, dict[str, object]]:
        """Word's own list of sources, by tag."""
        found = {}
        for name in sorted(self.archive.names):
            if re.fullmatch(r"customXml/item\d+\.xml", name):
                root = self.archive.xml(name)
                if root is not None and etree.QName(root).localname == "Sources":
                    for source in root:
                        tag, csl = word_source(source)
                        found[tag] = dict(csl)
        return found


def _label(style: etree._Element) -> str:
    return _value(style.find(f"{W}name"))


def _value(node: etree._Element | None) -> str:
    return (node.get(f"{W}val") or "") if node is not None else ""


def _paragraphs(part: etree._Element) -> list[etree._Element]:
    """The paragraphs of a cell or note, without those of the text boxes in it."""
    boxed = {paragraph for box in part.iter(f"{W}txbxContent") for paragraph in box.iter(f"{W}p")}
    return [paragraph for paragraph in part.iter(f"{W}p") if paragraph not in boxed]


def _is_listed(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a reference manager's list of the works cited."""
    controls = paragraph.iterancestors(f"{W}sdt")
    return any(is_list(_value(one.find(f"{W}sdtPr/{W}tag"))) for one in controls)


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also those in content controls and insertions."""
    for child in body:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _blocks(child)
