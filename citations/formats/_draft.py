"""A document whose text is put together by its reader: office files, books, notebooks."""

from __future__ import annotations

from dataclasses import dataclass, field

from citations.errors import UnreadableSource
from citations.formats._runs import Writer
from citations.formats.decode import MAX_CHARACTERS, sha256_of
from citations.model import (
    Block,
    BlockKind,
    Csl,
    Document,
    Mapped,
    NoteBody,
    Pointer,
    Problem,
)  # fmt: skip

__all__ = ["Draft"]


#: What stands right behind the words before it, and the space that parts it from them.
_CLOSING = frozenset(" .,;:!?)]")


@dataclass(slots=True)
class _Part:
    """A block or note that is being written: what of the text is its content."""

    start: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0
    urls: list[tuple[str, int, int]] = field(default_factory=list)
    items: list[Csl] = field(default_factory=list)


@dataclass(slots=True)
class _Pointed:
    style: str
    marker: str
    start: int
    end: int
    at: int
    key: str | None
    url: str | None
    csl: Csl | None
    locator: str | None


class Draft:
    """Text written from beginning to end; blocks and notes are parts of it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._text: list[str] = []
        self.length = 0
        self._part = _Part(0)
        self._pointed: list[_Pointed] = []
        self._blocks: list[tuple[_Part, BlockKind, int, str | None]] = []
        self._pointers: list[tuple[int, _Pointed]] = []
        self._notes: list[tuple[_Part, str, int | None, int]] = []
        self.problems: list[Problem] = []
        #: Spans of the text that are code in the middle of prose.
        self.code: list[tuple[int, int]] = []

    @property
    def size(self) -> int:
        """Characters of content in the open part."""
        return self._part.size

    def write(self, text: str) -> tuple[int, int]:
        """Words that a reader reads; where they stand in the document's text."""
        part = self._part
        if not part.size and text[:1].isspace():
            # White space at the beginning is no content.
            words = text.lstrip()
            self.mark(text[: len(text) - len(words)])
            text = words
        if self._pointed and text and text[0] in _CLOSING:
            self._close_up()
        start, end = self.mark(text)
        if text:
            if part.spans and part.spans[-1][1] == start:
                part.spans[-1] = part.spans[-1][0], end
            else:
                part.spans.append((start, end))
            part.size += len(text)
        return start, end

    def _close_up(self) -> None:
        """Drop the space before a marker behind which the sentence ends or goes on."""
        part = self._part
        low, high = part.spans[-1] if part.spans else (0, 0)
        if (
            self._pointed[-1].at != part.size
            or high - low < 2
            or self.text_since(high - 1)[0] != " "
        ):
            return
        part.spans[-1] = low, high - 1
        part.size -= 1
        for one in self._pointed:
            one.at = min(one.at, part.size)

    def mark(self, text: str) -> tuple[int, int]:
        """A marker: part of the document's text, not of the block's content."""
        start = self.length
        self._text.append(text)
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            raise UnreadableSource(
                f"{self.source}: more than {MAX_CHARACTERS:,} characters; split the document"
            )
        return start, self.length

    def erase(self, start: int) -> None:
        """Take what was written since ``start`` out of the content; it stays in the text."""
        part = self._part
        while part.spans and part.spans[-1][1] > start:
            low, high = part.spans.pop()
            part.size -= high - max(low, start)
            if low < start:
                part.spans.append((low, start))
        for one in self._pointed:
            one.at = min(one.at, part.size)

    def point(
        self,
        style: str,
        marker: str,
        span: tuple[int, int],
        *,
        key: str | None = None,
        url: str | None = None,
        csl: Csl | None = None,
        locator: str | None = None,
    ) -> None:
        """A pointer at the end of what was written so far."""
        start, end = span
        at = self._part.size
        self._pointed.append(_Pointed(style, marker, start, end, at, key, url, csl, locator))
        if url:
            self._part.urls.append((url, start, end))

    def give(self, item: Csl) -> None:
        """An item that the open note's mark-up holds."""
        self._part.items.append(item)

    def text_since(self, start: int) -> str:
        """What was written since ``start``, which is not long ago."""
        parts: list[str] = []
        at = self.length
        for part in reversed(self._text):
            if at <= start:
                break
            parts.append(part)
            at -= len(part)
        return "".join(reversed(parts))[max(0, start - at) :]

    def end_block(self, kind: BlockKind, level: int = 1, place: str | None = None) -> bool:
        """Close the open part as a block; False: it held nothing to read."""
        part, pointed = self._close()
        if not part.size and not (pointed and self._blocks):
            return False
        if not part.size:
            # Markers in a block of their own belong to what stands before.
            last = len(self._blocks) - 1
            for one in pointed:
                one.at = self._blocks[last][0].size
                self._pointers.append((last, one))
            return False
        self._pointers.extend((len(self._blocks), one) for one in pointed)
        self._blocks.append((part, kind, level, place))
        return True

    def end_note(self, key: str, number: int | None = None) -> bool:
        """Close the open part as a note; False: it was empty."""
        part, _ = self._close()
        if not part.size and not part.items:
            return False
        self._notes.append((part, key, number, self.length - 1))
        return True

    def add_note(self, key: str, span: tuple[int, int], items: tuple[Csl, ...]) -> None:
        """A note whose words stand elsewhere in the text."""
        part = _Part(span[0], [span], span[1] - span[0], [], list(items))
        self._notes.append((part, key, None, span[1]))

    @property
    def begun(self) -> int:
        """Where the open part began."""
        return self._part.start

    def _close(self) -> tuple[_Part, list[_Pointed]]:
        part, pointed = self._part, self._pointed
        if self.length > part.start:
            self.mark("\n")
        self._part, self._pointed = _Part(self.length), []
        return part, pointed

    def problem(self, code: str, message: str, start: int) -> None:
        self.problems.append(Problem(code=code, message=message, start=start, line=0))

    def finish(
        self, format_name: str, title: str | None = None, language: str | None = None
    ) -> Document:
        """The document; raises ``UnreadableSource`` if there is nothing to read in it."""
        text = "".join(self._text)
        if not text.strip():
            raise UnreadableSource(f"{self.source}: the document has no text")
        base = Mapped.plain(text)
        blocks = tuple(
            Block(kind=kind, content=_content(base, part), level=level, place=place)
            for part, kind, level, place in self._blocks
        )
        return Document(
            source=self.source,
            format=format_name,
            text=text,
            text_sha256=sha256_of(text),
            blocks=blocks,
            pointers=tuple(
                _pointer(block, one, len(blocks[block].content)) for block, one in self._pointers
            ),
            note_bodies=tuple(
                NoteBody(
                    key=key,
                    content=_content(base, part),
                    start=part.start,
                    end=max(end, part.start),
                    number=number,
                    items=tuple(part.items),
                    urls=tuple(part.urls),
                )
                for part, key, number, end in self._notes
            ),
            title=title,
            language=language,
            code=tuple(self.code),
            problems=tuple(
                Problem(
                    code=one.code,
                    message=one.message,
                    start=one.start,
                    line=text.count("\n", 0, one.start) + 1,
                )
                for one in sorted(self.problems, key=lambda one: one.start)[:1000]
            ),
        )


def _content(base: Mapped, part: _Part) -> Mapped:
    writer = Writer(base)
    for start, end in part.spans:
        writer.keep(start, end)
    content = writer.finish()
    return content[: len(content.text.rstrip())]


def _pointer(block: int, one: _Pointed, size: int) -> Pointer:
    return Pointer(
        style=one.style,
        marker=one.marker,
        start=one.start,
        end=one.end,
        block=block,
        at=min(one.at, size),
        key=one.key,
        url=one.url,
        csl=one.csl,
        locator=one.locator,
    )
