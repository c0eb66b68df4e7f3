"""Quotations and brackets in a note: stretches in which a comma or semicolon divides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from citations.patterns import lazy

_CLOSERS = {
    "“": "”“",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    '"': '"',
    "'": "'",
}
_BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】"}
# Signs that are apostrophes as well: they open only before, and close only behind, a word.
_APOSTROPHES = "’'"
_ENDS_QUOTATION = lazy(r"\s*(?:[,.;:!?\[\](){}）」』》，。；、–—-]|$)|\s+(?:in|dans|en|в)\s")
#: A quotation that runs on longer is a stray mark.
_MAX_QUOTED = 1500
#: How far behind a doubtful closing mark a better one is looked for.
_MAX_BEHIND = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """``text[start:end]`` with its marks; ``inner_start`` and ``inner_end`` without them."""

    kind: str
    start: int
    end: int

    @property
    def inner(self) -> slice:
        """What stands between the marks."""
        return slice(self.start + 1, self.end - 1)


_OPENING = lazy(f"[{re.escape(''.join([*_CLOSERS, *_BRACKETS]))}]")


@lru_cache(maxsize=256)
def find_zones(text: str) -> tuple[Zone, ...]:
    """The outermost quotations ("quote") and brackets ("round", "square") in order."""
    zones: list[Zone] = []
    unclosed: set[str] = set()
    position = 0
    while match := _OPENING.search(text, position):
        sign, position = match[0], match.end()
        if sign in unclosed:
            continue
        if sign in _BRACKETS:
            kind = "square" if sign in "[［【" else "round"
            end = _bracket_end(text, match.start())
        elif _opens(text, match.start()):
            kind = "quote"
            end = _quote_end(text, match.start())
        else:
            continue
        if end is None:
            # Looked for once in vain to the end of the text; twice would be quadratic.
            unclosed.add(sign)
        else:
            zones.append(Zone(kind=kind, start=match.start(), end=end))
            position = end
    return tuple(zones)


def _opens(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if not after or (after.isspace() and text[at] not in "«„“"):
        return False
    if text[at] in "'\"‘‚»“":
        return not before or not (before.isalnum() or before in "’'.,")
    return True


def _bracket_end(text: str, start: int) -> int | None:
    opening, closing = text[start], _BRACKETS[text[start]]
    depth = 0
    for found in _either(opening + closing).finditer(text, start, start + _MAX_QUOTED):
        depth += 1 if found[0] == opening else -1
        if depth == 0:
            return found.end()
    return None


@lru_cache(maxsize=32)
def _either(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")


def _quote_end(text: str, start: int) -> int | None:
    """One past the closing mark; of several that could close, the first before a separator."""
    opening, closers = text[start], _CLOSERS[text[start]]
    depth = 0
    fallback = None
    for found in _either(opening + closers).finditer(text, start + 1, start + _MAX_QUOTED):
        at, sign = found.start(), found[0]
        if fallback and at - fallback > _MAX_BEHIND + 1:
            break
        if sign == opening and sign not in closers and _opens(text, at):
            depth += 1
        elif sign in closers:
            if sign in _APOSTROPHES and text[at + 1 : at + 2].isalnum():
                continue
            if depth:
                depth -= 1
            elif sign not in _APOSTROPHES or _ENDS_QUOTATION.match(text, at + 1):
                return at + 1
            else:
                fallback = fallback or at + 1
    return fallback


def covered(zones: tuple[Zone, ...], length: int) -> bytearray:
    """A flag for every character: 1 where it stands inside a zone."""
    flags = bytearray(length)
    for zone in zones:
        flags[zone.start : zone.end] = b"\x01" * (zone.end - zone.start)
    return flags
