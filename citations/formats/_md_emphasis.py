"""CommonMark's rules for emphasis: which delimiters are mark-up and which are text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from citations.formats._runs import Edit

__all__ = ["EMPHASIS", "Delimiter", "flanks", "pair"]

#: Emphasis as most is written: a run of one or two before a word, the same behind one, nothing
#: between them that is mark-up or an address. The first can only open and the second only close,
#: so they are a pair whatever else stands around them.
EMPHASIS = re.compile(
    r"(?<![^\s(“‘\"'])(\*\*?|__?)(?![*_])"
    r"(?=[^\W_])(?:[^\\`*_~\[\]<&^@${\n\r:.]|:(?!//)|(?<![wW])\.){1,200}(?<=[^\W_])"
    r"(\1)(?=\Z|[\s.,;:!?)\"'”’])"
)


@dataclass(slots=True)
class Delimiter:
    """A run of ``*``, ``_`` or ``~``; ``left`` characters of it are not yet used."""

    char: str
    at: int
    left: int
    opens: bool
    closes: bool

    def __post_init__(self) -> None:
        self.length = self.left

    length: int = 0


def flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the run can open, and whether it can close, emphasis."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    space_before, space_after = before.isspace(), after.isspace()
    left = not space_after and (space_before or not _punctuation(after) or _punctuation(before))
    right = not space_before and (space_after or not _punctuation(before) or _punctuation(after))
    if text[start] == "_" and left and right:
        return _punctuation(before), _punctuation(after)
    return left, right


def _punctuation(char: str) -> bool:
    return not char.isalnum() and unicodedata.category(char)[0] in "PS"


def pair(delimiters: list[Delimiter], bottom: int) -> list[Edit]:
    """Match the delimiters from ``bottom`` on, take them off the list, and cut the matched."""
    cuts: list[Edit] = []
    if len(delimiters) == bottom:
        return cuts
    openers: list[Delimiter] = []
    # Openers below this height are known not to match a closer of this kind.
    floors: dict[tuple[str, bool, int], int] = {}
    for closer in delimiters[bottom:]:
        while closer.closes and closer.left:
            kind = closer.char, closer.opens, closer.length % 3
            found = _opener(openers, closer, floors.get(kind, 0))
            if found < 0:
                floors[kind] = len(openers)
                break
            _cut(openers[found], closer, cuts)
            del openers[found + (openers[found].left > 0) :]
            floors = {key: min(floor, len(openers)) for key, floor in floors.items()}
        if closer.opens and closer.left:
            openers.append(closer)
    del delimiters[bottom:]
    return cuts


def _opener(openers: list[Delimiter], closer: Delimiter, floor: int) -> int:
    for index in range(len(openers) - 1, floor - 1, -1):
        opener = openers[index]
        if opener.char == closer.char and not _odd(opener, closer):
            return index
    return -1


def _odd(opener: Delimiter, closer: Delimiter) -> bool:
    """The rule of three: runs that both open and close must not add up to a multiple of it."""
    if not (opener.closes or closer.opens) or closer.length % 3 == 0:
        return False
    return (opener.length + closer.length) % 3 == 0


def _cut(opener: Delimiter, closer: Delimiter, cuts: list[Edit]) -> None:
    used = 2 if opener.left >= 2 and closer.left >= 2 else 1
    opener.left -= used
    closer.left -= used
    end = opener.at + opener.left
    cuts.append((end, end + used, ""))
    cuts.append((closer.at, closer.at + used, ""))
    closer.at += used
