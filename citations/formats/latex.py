"""LaTeX: notes, citations of natbib and biblatex, the bibliography, links; formulas left out.

Keys of a ``.bib`` file beside the document stay open here; ``citations.beside`` explains them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from citations import languages
from citations.errors import NothingToCheck
from citations.formats._bibtex import entries_of
from citations.formats._latex_source import Break, Mark, Source
from citations.formats._latex_text import Walk
from citations.formats._latex_words import MARKS
from citations.formats._problems import problems
from citations.formats._runs import apply
from citations.formats.decode import decode, sha256_of
from citations.model import Block, BlockKind, Csl, Document, Mapped, NoteBody, Pointer

__all__ = ["read", "read_text"]

_KINDS = {
    "paragraph": BlockKind.PARAGRAPH,
    "heading": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    "quotation": BlockKind.QUOTATION,
    "caption": BlockKind.CAPTION,
    "title": BlockKind.TITLE,
    "author": BlockKind.BYLINE,
    "row": BlockKind.TABLE_ROW,
    "head": BlockKind.HEADING,
}
_LABEL = re.compile(r"\\label\{([^{}]{1,200})\}")
_FILE = re.compile(
    r"\\begin\{filecontents\*?\}(?:\[[^\]]{0,99}\])?\{[^{}]{1,200}\.bib\}(.*?)\\end\{filecontents",
    re.DOTALL,
)


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    return read_text(decode(data, source), source)


def read_text(text: str, source: str) -> Document:
    """The document of a text that is decoded; raises ``NothingToCheck``."""
    found = _Paper(text).document(source)
    if not found.blocks and not found.note_bodies:
        raise NothingToCheck(f"{source}: {_empty(found)}")
    return found


def _empty(document: Document) -> str:
    """Why there is nothing in it, and what to read instead."""
    elsewhere = [one.message for one in document.problems if one.code == "text_elsewhere"]
    if elsewhere:
        return f"{elsewhere[0]}; read that, or the whole folder"
    return "there is no text between its commands"


class _Paper:
    """One source file on its way to a document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.source = Source(text)
        begin, end = text.find("\\begin{document}"), text.find("\\end{document}")
        self.high = end if end >= 0 else len(text)
        self.walk = Walk(self.source, 0, self.high)
        # Some classes want the abstract before the document begins.
        abstract = text.find("\\begin{abstract}", 0, max(begin, 0))
        self.begin = abstract if abstract >= 0 else max(begin, 0)
        self.blocks: list[Block] = []
        self.pointers: list[Pointer] = []
        self.bodies: list[NoteBody] = []
        self.keys: set[str] = set()
        self.used: set[str] = set()
        self.problems: list[tuple[int, str, str]] = []
        #: Notes in order: markers without words, and words without markers.
        self.waiting: list[tuple[str, str]] = []
        #: Where the notes below each table begin; a table without any has markers for nothing.
        self.below: list[int] = []
        self.count = 0
        #: Key and number of the notes that have a label, by that.
        self.labels: dict[str, tuple[str, str]] = {}

    def document(self, source: str) -> Document:
        walk = self.walk.run()
        self.entries(walk)
        self.files()
        walk.below = [notes for notes in walk.below if notes]
        self.below = [notes[0].start for notes in walk.below]
        for order, notes in enumerate(walk.below):
            for one in notes:
                if one.inner is not None and self.text[slice(*one.inner)].strip():
                    key = f"table{order}@{one.key or one.start}"
                    self.body(key, one.start, one.inner, one.end)
        walk.edits.sort(key=lambda edit: edit[0])
        walk.marks.sort(key=lambda mark: (mark.end, mark.start))
        for part, high in self.parts(walk.breaks):
            self.block(part, high, walk)
        elsewhere = walk.bibliography and any(key not in self.keys for key in self.used)
        if elsewhere:
            message = f"the references are in {', '.join(walk.bibliography)}, which was not read"
            self.problems.append((0, "bibliography_elsewhere", message))
        if walk.included:
            message = f"its text goes on in {', '.join(walk.included[:20])}, which was not read"
            self.problems.append((0, "text_elsewhere", message))
        self.bodies.sort(key=lambda body: body.start)
        titles = (one.content.text for one in self.blocks if one.kind is BlockKind.TITLE)
        return Document(
            source=source,
            format="latex",
            text=self.text,
            text_sha256=sha256_of(self.text),
            blocks=tuple(self.blocks),
            pointers=tuple(self.pointers),
            note_bodies=tuple(self.bodies),
            title=next(titles, None),
            language=languages.guess(" ".join(one.content.text for one in self.blocks[:40])),
            problems=problems(self.text, self.problems),
            code=tuple(walk.code),
        )

    def parts(self, breaks: Sequence[Break]) -> Iterator[tuple[Break, int]]:
        """The spans of the blocks, each with the break that begins it."""
        ordered = sorted(breaks, key=lambda one: one.start)
        ends = [*(one.start for one in ordered), self.high]
        if self.begin == 0:
            yield Break(0, 0), ends[0]
        for one, high in zip(ordered, ends[1:], strict=True):
            heads = one.kind in ("title", "author")
            if (one.start >= self.begin or heads) and one.end < high:
                yield one, high

    # The bibliography ------------------------------------------------------------------------

    def entries(self, walk: Walk) -> None:
        ends = [*(start for _, start, _ in walk.entries[1:]), self.text.find("\\end{thebib")]
        for (key, start, words), end in zip(walk.entries, ends, strict=False):
            high = max(end, words) if end >= 0 else self.high
            self.body(f"@{key}", start, (words, high), high)
            self.keys.add(key)

    def files(self) -> None:
        """References that the source itself carries as a file."""
        for found in _FILE.finditer(self.text):
            for entry in entries_of(self.text, *found.span(1)):
                self.add(f"@{entry.key}", entry.start, entry.end, entry.csl)
                self.keys.add(entry.key)

    def add(self, key: str, start: int, end: int, csl: Csl) -> None:
        content = Mapped.plain(self.text[start:end], start)
        self.bodies.append(NoteBody(key=key, content=content, start=start, end=end, items=(csl,)))

    def body(self, key: str, start: int, inner: tuple[int, int], end: int) -> None:
        """A note or entry, and the notes inside it."""
        todo = [(key, start, inner, end)]
        while todo:
            name, at, (low, high), stop = todo.pop()
            walk = Walk(self.source, low, high).run()
            raw = Mapped.plain(self.text[low:high], low)
            edits = [(one - low, other - low, new) for one, other, new in walk.edits]
            content = _trimmed(apply(raw, edits)[0])
            items: list[Csl] = []
            for mark in walk.marks:
                if mark.kind == "cite":
                    items += self.cited_in_note(mark)
                elif mark.inner is not None and mark.kind not in ("href", "cite"):
                    todo.append((f"note@{mark.start}", mark.start, mark.inner, mark.end))
            if content.text or items:
                shown = content if content.text else raw
                self.bodies.append(
                    NoteBody(
                        key=name,
                        content=_trimmed(shown),
                        start=at,
                        end=max(stop - (self.text[stop - 1] == "\n"), at),
                        items=tuple(items),
                        urls=tuple((m.url, m.start, m.end) for m in walk.marks if m.url),
                    )
                )

    def cited_in_note(self, mark: Mark) -> list[Csl]:
        """The works that a note cites by key, as far as this file knows them."""
        self.used.add(mark.key)
        known = (body.items for body in self.bodies if body.key == f"@{mark.key}")
        return list(next(known, ())) or [{"type": "document", "id": mark.key}]

    # Blocks ----------------------------------------------------------------------------------

    def block(self, part: Break, high: int, walk: Walk) -> None:
        low = part.end
        if part.kind in ("bibliography", "float"):
            return
        first = bisect_left(walk.edits, low, key=lambda edit: edit[0])
        last = bisect_left(walk.edits, high, key=lambda edit: edit[0])
        edits = [
            (start - low, min(end, high) - low, new) for start, end, new in walk.edits[first:last]
        ]
        begun = bisect_left(walk.marks, low, key=lambda mark: mark.end)
        ended = bisect_left(walk.marks, high + 1, key=lambda mark: mark.end)
        marks = walk.marks[begun:ended]
        raw = Mapped.plain(self.text[low:high], low)
        content, places = apply(raw, edits, [mark.end - low for mark in marks])
        lead = len(content.text) - len(content.text.lstrip())
        content = _trimmed(content)
        number = len(self.blocks) - (not content.text)
        for mark, at in zip(marks, places, strict=True):
            if content.text or self.blocks:
                place = min(max(at - lead, 0), len(content)) if content.text else 0
                self.mark(mark, max(number, 0), place or self._end(content))
        if content.text:
            kind = _KINDS.get(part.kind, BlockKind.PARAGRAPH)
            level = 7 if part.kind == "head" else part.level
            self.blocks.append(Block(kind=kind, content=content, level=level))

    def _end(self, content: Mapped) -> int:
        return 0 if content.text else len(self.blocks[-1].content)

    def mark(self, mark: Mark, block: int, at: int) -> None:
        csl: Csl | None = None
        key: str | None = None
        style = "footnote"
        marker = self.text[mark.start : mark.end][:80]
        if mark.kind == "href":
            style, marker = "inline_link", mark.url or ""
        elif mark.kind == "cite":
            style, marker = "citation_key", mark.key
            key, csl = self.work(mark)
        else:
            key, marker = self.note(mark)
            if key is None:
                return
        self.pointers.append(
            Pointer(
                style=style,
                marker=marker,
                start=mark.start,
                end=mark.end,
                block=block,
                at=at,
                key=key,
                url=mark.url,
                csl=csl,
                locator=f"p. {mark.locator}"
                if (mark.locator or "")[:1].isdigit()
                else mark.locator,
            )
        )

    def work(self, mark: Mark) -> tuple[str | None, Csl | None]:
        self.used.add(mark.key)
        if mark.key in self.keys:
            return f"@{mark.key}", None
        if self.walk.bibliography or not self.keys:
            return None, {"id": mark.key}
        message = f"{mark.key} is cited, but the bibliography has no entry of that key"
        self.problems.append((mark.start, "undefined_citation", message))
        return f"@{mark.key}", None

    def note(self, mark: Mark) -> tuple[str | None, str]:
        """The key of a note and its number; the words of a mark may come later."""
        if mark.kind == "tnote":
            # The notes of a table stand below it, and their letters begin again with each.
            order = bisect_left(self.below, mark.start)
            return (f"table{order}@{mark.key}" if order < len(self.below) else None), mark.key
        if mark.kind == "footref":
            return self.labels.get(mark.key, (f"label:{mark.key}", "?"))
        if mark.kind.endswith("text") and mark.inner is not None:
            self.body(self.awaited(mark), mark.start, mark.inner, mark.end)
            return None, ""
        self.count += 1
        label = mark.key or str(self.count)
        key = f"note@{mark.start}"
        if mark.kind in MARKS:
            self.waiting.append((label, key))
        elif mark.inner is not None:
            self.body(key, mark.start, mark.inner, mark.end)
            for found in _LABEL.finditer(self.text, *mark.inner):
                self.labels.setdefault(found[1], (key, label))
        return key, label

    def awaited(self, mark: Mark) -> str:
        """The key of the marker that the words of a note belong to: by number, else the next."""
        for at, (label, key) in enumerate(self.waiting):
            if mark.key in ("", label):
                del self.waiting[at]
                return key
        return f"note@{mark.start}"


def _trimmed(content: Mapped) -> Mapped:
    text = content.text
    return content[len(text) - len(text.lstrip()) : len(text.rstrip())]
