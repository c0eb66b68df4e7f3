"""The text of a PDF as it is written out, with what is marker, address or words in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from citations import markers
from citations.formats._pdf_layout import Line
from citations.formats.decode import MAX_CHARACTERS
from citations.model import Mapped, Pointer

__all__ = ["Keys", "Part", "Text"]

Keys = Callable[[int, int], str | None]
"""The key of the note that a number on a page points at, if there is one."""

_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org|10\.\d{4})", re.IGNORECASE)
# A number behind the end of a sentence: no exponent and no list.
_PLAIN = re.compile(r"(?<=[.!?,;:’”])[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,3}$")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WEB = ("http://", "https://")


@dataclass(slots=True)
class Part:
    """A block or note in the text: its lines, its markers, and what is left out of it."""

    start: int
    #: The spans of its lines.
    lines: list[tuple[int, int]] = field(default_factory=list)
    #: Spans that are no content: markers, line breaks inside addresses.
    holes: list[tuple[int, int]] = field(default_factory=list)
    #: Links and where they stand: (url, start, end, how).
    links: list[tuple[str, int, int, str]] = field(default_factory=list)
    #: Markers: (number, key, start, end).
    marks: list[tuple[str, str, int, int]] = field(default_factory=list)

    def raw(self, text: str, start: int | None = None, end: int | None = None) -> Mapped:
        """Its words with their line breaks, or those of a span of it."""
        low = self.start if start is None else start
        high = (self.lines[-1][1] if self.lines else self.start) if end is None else end
        parts = []
        for hole_start, hole_end in sorted(self.holes):
            if hole_start >= high:
                break
            if hole_end > low:
                parts.append(Mapped.plain(text[low : max(low, hole_start)], low))
                low = hole_end
        parts.append(Mapped.plain(text[low:high], low))
        return parts[0] if len(parts) == 1 else Mapped.join(parts)

    def pointers(self, block: int, content: Mapped, text: str) -> Iterable[Pointer]:
        for number, key, start, end in self.marks:
            at = bisect_left(content.offsets, start)
            yield Pointer(
                style="superscript",
                marker=number,
                start=start,
                end=end,
                block=block,
                at=at,
                key=key,
            )
        for url, start, end, how in self.links:
            if how != "mended":
                at = bisect_left(content.offsets, end)
                words = " ".join(text[start:end].split())
                yield Pointer(
                    style=how, marker=words, start=start, end=end, block=block, at=at, url=url
                )  # fmt: skip


class Text:
    """Text written from the first page to the last."""

    def __init__(self, links: Sequence[str], keys: Keys) -> None:
        self._links = links
        self._keys = keys
        self._parts: list[str] = []
        self.length = 0

    def write(self, lines: Sequence[Line], lead: int = 0, *, note: bool = False) -> Part:
        """Write the lines of one block or note; ``lead`` characters of it are no content."""
        part = Part(self.length)
        linked: list[tuple[int, int, int]] = []
        for line in lines:
            start = self.length
            for text, piece in line.parts():
                if not text.strip() and self.length == start:
                    continue
                low = self._put(text)
                if piece is None:
                    continue
                if piece.raised and not note:
                    self._mark(part, line.page, low)
                elif piece.link >= 0:
                    linked.append((piece.link, low, self.length))
            part.lines.append((start, self.length))
            self._put("\n")
        if lead:
            part.holes.append((part.start, part.start + lead))
        self._link(part, linked)
        return part

    def _put(self, text: str) -> int:
        start = self.length
        self._parts.append(text)
        self.length += len(text)
        return start

    def _mark(self, part: Part, page: int, start: int) -> None:
        """A raised number that points at a note of this page leaves the sentence."""
        tail = "".join(self._parts[-4:])[-12:].rstrip()
        if plain := _PLAIN.search(tail):
            found = [int(plain[0].translate(_LOWERED))]
        else:
            found = [one.number for one in markers.numeric(tail) if one.group[1] >= len(tail)]
        keys = [(str(number), self._keys(page, number)) for number in found]
        if keys and all(key is not None for _, key in keys):
            part.holes.append((start, self.length))
            part.marks += [(label, key or "", start, self.length) for label, key in keys]

    def _link(self, part: Part, linked: list[tuple[int, int, int]]) -> None:
        merged: list[list[int]] = []
        for link, start, end in linked:
            if merged and merged[-1][0] == link and start - merged[-1][2] <= 2:
                merged[-1][2] = end
            else:
                merged.append([link, start, end])
        if not merged:
            return
        text = "".join(self._parts)[part.start :] if len(self._parts) < 50 else self._tail(part)
        for link, start, end in merged:
            url = self._links[link]
            if not url.lower().startswith(_WEB):
                continue
            words = text[start - part.start : end - part.start]
            if not _ADDRESS.match(words.strip()):
                part.links.append((url, start, end, "inline_link"))
                continue
            gone = _mended(words, url)
            if gone is None:
                part.holes.append((start, end))
                part.links.append((url, start, end, "bare_url"))
            else:
                part.holes += [(start + at, start + at + 1) for at in gone]
                part.links.append((url, start, end, "mended"))

    def _tail(self, part: Part) -> str:
        """What was written since a part began."""
        parts, at = [], self.length
        for one in reversed(self._parts):
            if at <= part.start:
                break
            parts.append(one)
            at -= len(one)
        return "".join(reversed(parts))

    def finish(self) -> str:
        return "".join(self._parts)[:MAX_CHARACTERS]


def _mended(words: str, url: str) -> list[int] | None:
    """Which characters of a broken address only its lines have put there; None: it differs."""
    bare = url.split("://", 1)[-1]
    for target in (url, bare, unquote(url), unquote(bare)):
        gone = _aligned(words, target.rstrip("/"))
        if gone is not None:
            return gone
    return None


def _aligned(words: str, target: str) -> list[int] | None:
    gone = []
    place = 0
    for at, sign in enumerate(words):
        if place < len(target) and sign == target[place]:
            place += 1
        elif sign.isspace() or (sign in "-\u2010" and words[at + 1 : at + 2] == "\n"):
            gone.append(at)
        elif not (place == len(target) and sign in "/.,;)"):
            return None
    return gone if place == len(target) else None
