"""How much of a document's notes is read whole, and how a document is told of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citations.lines import Lines
from citations.model import NoteBody, Problem, Reference

if TYPE_CHECKING:
    from citations.resolve import Resolved

__all__ = ["MAX_NOTE", "MOST_READ", "NoteBounds", "crowded"]

#: A note that is longer is not one that people wrote: its sources are read from so many signs.
MAX_NOTE = 20_000
#: Notes that are longer together, in characters, are read for their addresses alone from there
#: on. No text of people has as many, and to tell the fields of all takes most of the time.
MOST_READ = 3_000_000


class NoteBounds:
    """Counts the notes of one document as they are read, in order."""

    def __init__(self, most: int = MOST_READ) -> None:
        self._most = most
        self._length = 0
        self._cut: list[NoteBody] = []
        self._unread: list[NoteBody] = []

    def admits(self, body: NoteBody) -> bool:
        """Whether this note is read whole, or as far as one is; asked once for each."""
        size = len(body.content)
        self._length += min(size, MAX_NOTE)
        if self._length > self._most:
            self._unread.append(body)
            return False
        if size > MAX_NOTE:
            self._cut.append(body)
        return True

    def problems(self, lines: Lines) -> tuple[Problem, ...]:
        """A remark on each note that was cut, and one on those that were not read."""
        found = [
            _problem(
                "note_cut",
                f"The note has {len(one.content):,} characters: sources are read from the first "
                f"{MAX_NOTE:,}, and only addresses from the rest.",
                one.start,
                lines,
            )
            for one in self._cut
        ]
        if self._unread:
            count, first = len(self._unread), self._unread[0]
            text = (
                f"The notes before this one have more than {self._most:,} characters: of the "
                f"{count:,} from here on only the addresses and DOIs are read."
            )
            found.append(_problem("notes_unread", text, first.start, lines))
        return tuple(found)


def crowded(
    resolved: Sequence[Sequence[Resolved]], references: Sequence[Sequence[Reference]], lines: Lines
) -> tuple[Problem, ...]:
    """One remark, if short forms fit more references than were looked at or are named."""
    forms = [
        reference
        for answers, own in zip(resolved, references, strict=True)
        for answer, reference in zip(answers, own, strict=False)
        if answer.more
    ]
    if not forms:
        return ()
    from citations.resolve import MOST_ALTERNATIVES  # noqa: PLC0415 (whole readings have it)

    text = (
        f"{len(forms):,} short forms, of which this is the first, could mean more earlier sources "
        f"than are named: no more than {MOST_ALTERNATIVES}, and in very long texts the last ones."
    )
    return (_problem("short_forms_crowded", text, forms[0].start, lines),)


def _problem(code: str, message: str, start: int, lines: Lines) -> Problem:
    return Problem(code=code, message=message, start=start, line=lines.line(start))
