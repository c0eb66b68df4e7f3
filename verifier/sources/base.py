"""What every reader of a source gives, and how its text is tidied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

__all__ = ["MAX_TEXT", "Read", "tidy"]

#: No more of a source than this is kept, in characters: some 2,000 pages.
MAX_TEXT = 5_000_000

# Letters that nobody sees can hide a word from a reader and from a search alike.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00]"
)
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a reader of one content type found; blocks of the text are lines."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None
    #: The page says of itself that it describes a scholarly work ("citation_title").
    scholarly: bool = False


def tidy(text: str) -> str:
    """Without invisible characters; one blank between words, one line a block, none empty."""
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text))
    return "\n".join(line for raw in text.splitlines() if (line := raw.strip()))
