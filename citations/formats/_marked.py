"""From leaves and scanned text to a document: what all light mark-up has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from citations.formats import Take
from citations.formats._marks import InlineNote, Mark, Scan
from citations.formats._md_leaf import Leaf, NoteDefinition, PlainText, Structure
from citations.formats._metadata import Metadata
from citations.formats._problems import problems
from citations.formats._runs import apply
from citations.formats.decode import sha256_of
from citations.languages import guess, primary_tag
from citations.model import Block, BlockKind, Csl, Document, LocalLink, Mapped, NoteBody, Pointer

__all__ = ["Assembly", "Syntax"]


@dataclass(frozen=True, slots=True)
class Syntax:
    """What a mark-up language says of a leaf: its kind, what to read of it, what is in that."""

    shape: Callable[[Leaf, Mapped], tuple[BlockKind, Mapped]]
    scan: Callable[[Leaf, str], Scan]
    #: How a marker of a note is written, for messages: "[^{}]".
    marker: str


class Assembly:
    """Puts a document together from the structure of a text."""

    def __init__(
        self,
        text: str,
        found: Structure,
        meta: Metadata,
        syntax: Syntax,
        take: Take | None = None,
    ) -> None:
        self.text = text
        self.take = take
        self.found = found
        self.meta = meta
        self.syntax = syntax
        self.items = {str(entry.item["id"]) for entry in meta.entries}
        #: Folded label -> the key of the note that is meant.
        self.labels: dict[str, str] = {}
        self.used: set[str] = set()
        self.blocks: list[Block] = []
        self.pointers: list[Pointer] = []
        self.bodies: list[NoteBody] = []
        self.code: list[tuple[int, int]] = []
        self.local: list[LocalLink] = []
        #: (offset, code, message)
        self.problems: list[tuple[int, str, str]] = []

    def document(self, source: str, format_name: str) -> Document:
        notes = self.first_definitions()
        for note in notes:  # first, as somebody may wait for them
            self.footnote(note)
        for leaf in self.found.leaves:
            self.block(leaf)
        self.metadata_notes()
        self.unused(notes)
        self.bodies.sort(key=lambda body: body.start)
        return Document(
            source=source,
            format=format_name,
            text=self.text,
            text_sha256=sha256_of(self.text),
            blocks=tuple(self.blocks),
            pointers=tuple(self.pointers),
            note_bodies=tuple(self.bodies),
            title=self.meta.title or self.heading(),
            language=primary_tag(self.meta.language) or guess(self.sample()),
            problems=problems(self.text, self.problems),
            code=tuple(sorted(self.code)),
            local_links=tuple(sorted(self.local, key=_start)),
        )

    def sample(self) -> str:
        """The words by which the language is told, if the metadata does not say it."""
        blocks = self.blocks[:60]
        return " ".join(one.content.text for one in blocks if one.kind is not BlockKind.CODE)

    def first_definitions(self) -> list[NoteDefinition]:
        """The notes, without later ones of the same label."""
        notes = []
        for note in self.found.notes:
            folded = note.label.casefold()
            if folded in self.labels:
                message = (
                    f"note {self.name(note.label)} is defined a second time; this text is not used"
                )
                self.problems.append((note.start, "duplicate_note", message))
            else:
                self.labels[folded] = "^" + note.label
                notes.append(note)
        return notes

    def name(self, label: str) -> str:
        """The marker of a note, as the mark-up writes it."""
        return self.syntax.marker.format(label)

    def block(self, leaf: Leaf) -> None:
        """Add the block of a leaf, with its pointers and inline notes."""
        raw = leaf.raw(self.text)
        if leaf.form == "html":
            self.raw_html(raw)
            return
        if leaf.kind is BlockKind.CODE:
            self.blocks.append(Block(kind=leaf.kind, content=raw))
            return
        kind, raw = self.syntax.shape(leaf, raw)
        found = self.syntax.scan(leaf, raw.text)
        if found.code:
            self.code += [raw.span(low, high) for low, high in found.code if low < high]
        if found.local:
            self.beside(raw, found)
        content, places = _content(raw, found)
        empty = not content.text.strip()
        # Markers in a block of their own belong to the block before.
        number = max(0, len(self.blocks) - empty)
        for mark, at in places:
            if not empty or (self.blocks and (mark.key or mark.style == "inline_note")):
                self.point(raw, mark, number, len(self.blocks[-1].content) if empty else at)
        for note in found.notes:
            self.inline_note(raw, note)
        if not empty:
            self.blocks.append(Block(kind=kind, content=content, level=leaf.level))

    def raw_html(self, raw: Mapped) -> None:
        """The blocks, links and notes of HTML that stands between Markdown's blocks."""
        from citations.formats.html import read_page  # noqa: PLC0415 (most documents have none)

        page = read_page(raw, whole=False)
        shift = len(self.blocks)
        self.pointers += [replace(one, block=one.block + shift) for one in page.pointers]
        self.blocks += page.blocks
        self.bodies += page.bodies
        self.problems += page.problems
        self.code += page.code
        self.local += page.local_links()

    def beside(self, raw: Mapped, found: Scan) -> None:
        """Add what a scanned text points at beside the document."""
        for url, low, high in found.local:
            start, end = raw.span(low, high)
            self.local.append(LocalLink(url=url, start=start, end=end))

    def point(self, raw: Mapped, mark: Mark, block: int, at: int) -> None:
        """Add the pointer of a mark that stands at ``at`` in the block of this number."""
        start, end = raw.offsets[mark.start], raw.offsets[mark.end - 1] + 1
        key, csl = self.target(mark, start)
        self.pointers.append(
            Pointer(
                style=mark.style,
                marker=mark.marker,
                start=start,
                end=end,
                block=block,
                at=at,
                key=key,
                url=mark.url,
                csl=csl,
                locator=mark.locator,
            )
        )

    def target(self, mark: Mark, start: int) -> tuple[str | None, Csl | None]:
        """The key of the note a mark leads to, or the item it names, and complain if lost."""
        if mark.style == "inline_note":
            return f"^[{start}]", None
        if mark.key is None:
            return None, None
        if mark.style == "footnote":
            known = self.labels.get(mark.key[1:].casefold())
            key = known or mark.key
            if known is None:
                message = f"note {self.name(mark.key[1:])} is not defined"
                self.problems.append((start, "undefined_note", message))
            self.used.add(key)
            return key, None
        key = "@" + mark.key
        self.used.add(key)
        if mark.style == "citation_role" and mark.key not in self.items:
            # Roles name entries of files that the project names, not the document.
            return None, {"id": mark.key}
        if mark.key in self.items:
            return key, None
        if self.meta.bibliography:
            return None, {"id": mark.key}
        message = f"{key} is not defined; name its .bib file in the metadata, or add it there"
        self.problems.append((start, "undefined_citation", message))
        return key, None

    def inline_note(self, raw: Mapped, note: InlineNote) -> None:
        low, high = note.start, note.end
        edits = [(start - low, end - low, text) for start, end, text in note.edits]
        content, _ = apply(raw[low:high], edits)
        start, end = raw.offsets[note.mark.start], raw.offsets[note.mark.end - 1] + 1
        urls = self.urls(raw, note.marks)
        items = self.cited_in_note(note.marks)
        self.bodies.append(
            NoteBody(
                key=f"^[{start}]", content=content, start=start, end=end, urls=urls, items=items
            )
        )

    def cited_in_note(self, marks: list[Mark]) -> tuple[Csl, ...]:
        """The works that a note cites by key, as far as this file knows them."""
        keys = [mark.key for mark in marks if mark.key and mark.style.startswith("citation")]
        known = {str(entry.item["id"]): entry.item for entry in self.meta.entries if keys}
        return tuple(known.get(key, {"type": "document", "id": key}) for key in keys)

    def urls(self, raw: Mapped, marks: list[Mark]) -> tuple[tuple[str, int, int], ...]:
        """The addresses in a note; what the marks of other notes lead to counts as used."""
        found = []
        for mark in marks:
            start, end = raw.offsets[mark.start], raw.offsets[mark.end - 1] + 1
            if mark.url:
                found.append((mark.url, start, end))
            elif mark.key:
                self.target(mark, start)
        return tuple(found)

    def footnote(self, note: NoteDefinition) -> None:
        """Add the body of a note; what takes notes early has it at once."""
        items: list[Csl] = []
        content, urls, end = note.plain or self.scanned(note, items)
        number = int(note.label) if note.label.isdecimal() and len(note.label) < 10 else None
        body = NoteBody(
            key="^" + note.label,
            content=content,
            start=note.start,
            end=end,
            number=number,
            urls=urls,
            items=tuple(items),
        )
        self.bodies.append(body)
        if self.take is not None:
            self.take(body, self.text)

    def scanned(self, note: NoteDefinition, items: list[Csl]) -> PlainText:
        """The text of a note as its leaves give it; the works it cites are added to ``items``."""
        parts: list[Mapped] = []
        urls: list[tuple[str, int, int]] = []
        end = note.start + len(note.label) + 4
        for leaf in note.leaves:
            raw = leaf.raw(self.text)
            found = self.syntax.scan(leaf, raw.text)
            self.beside(raw, found)
            if parts:
                parts.append(Mapped("\n", (end,)))
            parts.append(apply(raw, found.edits)[0])
            urls.extend(self.urls(raw, found.marks))
            items.extend(self.cited_in_note(found.marks))
            end = leaf.lines[-1][1]
        content = parts[0] if len(parts) == 1 else Mapped.join(parts)
        return PlainText(content, tuple(urls), end)

    def metadata_notes(self) -> None:
        """The references of the metadata, and what it leaves open."""
        for entry in self.meta.entries:
            content = Mapped.plain(self.text[entry.start : entry.end].rstrip(), entry.start)
            key = f"@{entry.item['id']}"
            end = entry.start + len(content)
            self.bodies.append(
                NoteBody(key=key, content=content, start=entry.start, end=end, items=(entry.item,))
            )
            if key not in self.used:
                message = f"{key} is among the references, but nothing cites it"
                self.problems.append((entry.start, "unused_reference", message))
        for at, message in self.meta.broken:
            self.problems.append((at, "bad_metadata", message))
        if self.meta.bibliography and any(key[0] == "@" for key in self.used):
            message = f"the references are in {self.meta.bibliography}, which was not read"
            self.problems.append((0, "bibliography_elsewhere", message))

    def unused(self, notes: list[NoteDefinition]) -> None:
        for note in notes:
            if "^" + note.label not in self.used:
                message = f"note {self.name(note.label)} is defined, but no marker leads to it"
                self.problems.append((note.start, "unused_note", message))

    def heading(self) -> str | None:
        """The first heading of the first level."""
        for block in self.blocks:
            if block.kind is BlockKind.HEADING and block.level == 1:
                return block.content.text
        return None


def _content(raw: Mapped, found: Scan) -> tuple[Mapped, list[tuple[Mark, int]]]:
    """The visible text, and the marks in order with their place in it."""
    marks = found.marks
    if found.notes:
        marks = marks + [note.mark for note in found.notes]
    if len(marks) > 1:
        marks = sorted(marks, key=_end)
    content, places = apply(raw, found.edits, [mark.end for mark in marks])
    return content, list(zip(marks, places, strict=True))


def _end(mark: Mark) -> int:
    return mark.end


def _start(link: LocalLink) -> int:
    return link.start
