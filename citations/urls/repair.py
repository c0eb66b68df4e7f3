"""Addresses that a line break, a hyphen or a space has broken: which reading is best."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from citations.model import Mapped
from citations.patterns import lazy

#: What may stand between two pieces of one address: one line break, or one or two spaces.
GAP = lazy(r"[ \t\u00a0]{0,40}\n[ \t\u00a0]{0,40}(?!\n)|[ \u00a0]{1,2}(?!\s)")
MAX_PIECES = 12
# Every doubtful hyphen doubles the readings; three of them are more than anyone will weigh.
_MAX_DOUBTS = 3

_SOFT = "\u00ad"
_BREAKS = "/-_=&?%#~+" + _SOFT
_EXTENSION = lazy(
    r"\.(?:html?|php|aspx?|jsp|pdf|xml|json|docx?|txt|cfm|shtml|jpe?g|png|csv|xlsx?)\b",
    re.IGNORECASE,
)
_CLOSES = lazy(
    r"\s*(?:$|[)\]>;]|[.,]\s"
    r"|\((?:last |date |zuletzt |ultimo |son )?(?:acc|abg|aufg|zug|cons|eri|дата))",
    re.IGNORECASE,
)
_PUNCTUATION = ".,;:!?)]}>'*"
_WORD_BEFORE = lazy(r"[^\W_]*\Z")
_WORD_AFTER = lazy(r"[^\W_]*")
_VOWEL = lazy(r"[aeiouyäöüáàâéèêëíìîïóòôúùûæœøåı]", re.IGNORECASE)


class Piece(NamedTuple):
    """``text[start:end]`` belongs to an address; ``reason``: why it continues the one before."""

    start: int
    end: int
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The chosen reading, the other ones best first, and the reasons."""

    text: str
    others: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def continues(left: str, gap: str, token: str, after: str) -> str | None:
    """Why ``token`` behind the gap goes on with the address ``left``, or None if it does not."""
    core = token.rstrip(_PUNCTUATION)
    if not core or not left or not (core[0].isalnum() or core[0] in "/?&#=%_-~."):
        return None
    if "\n" not in gap:
        return _continues_after_space(left, core)
    final = left[-1]
    if final in ").,;:]!'":
        return _continues_after_point(left, core) if final == "." else None
    if core[0] in "/?&=#%_" and len(core) > 1:
        return "the next line begins like the inside of an address"
    if final in _BREAKS:
        shown = "a soft hyphen" if final == _SOFT else f"“{final}”"
        ends = _CLOSES.match(token[len(core) :] + after) is not None
        if final != "/" or _like_address(core) or (ends and not core[0].isupper()):
            return f"the line ends after {shown}, inside the address"
        return None
    if _has_path(left) and ("/" in core[:-1] or _EXTENSION.search(core)) and core[0].islower():
        return "the next line goes on like a path"
    return None


def _continues_after_space(left: str, core: str) -> str | None:
    deep = core.count("/") >= 2 or core.count("-") >= 2 or _EXTENSION.search(core) is not None
    if left[-1] in _BREAKS and deep and not core[0].isupper():
        return f"a space after “{left[-1]}” stands before what can only be a path"
    return None


def _continues_after_point(left: str, core: str) -> str | None:
    tail = re.match(r"(?:html?|php|aspx?|pdf|com|org|net|edu|gov|int|[a-z]{2})(?![A-Za-z])", core)
    if tail and (_has_path(left) or len(tail[0]) <= 3) and (core[tail.end() :][:1] in {"", "/"}):
        return "the next line begins with what follows a point in addresses"
    return None


def _has_path(left: str) -> bool:
    return "/" in left


def _like_address(core: str) -> bool:
    if any(sign in core for sign in "/_=&%?#") or core.count("-") >= 1:
        return True
    if _EXTENSION.search(core) or core.isdigit():
        return True
    return any(sign.isdigit() for sign in core) and any(sign.isalpha() for sign in core)


def read(content: Mapped, pieces: Sequence[Piece], words: Container[str]) -> Read:
    """Join the pieces; at each doubtful hyphen weigh keeping it against dropping it."""
    text = content.text
    parts = [text[piece.start : piece.end] for piece in pieces]
    why: list[str] = []
    doubts: list[int] = []
    chosen = parts.copy()
    for at in range(1, len(parts)):
        reason = pieces[at].reason
        if parts[at - 1][-1] in "-\u2010":
            drop, because = _weigh_hyphen(parts[at - 1], parts[at], words)
            doubts.append(at - 1)
            if drop:
                chosen[at - 1] = parts[at - 1][:-1]
            why.append(f"{reason}; {because}")
        elif reason is not None:
            why.append(reason)
    others = _other_readings(parts, chosen, doubts)
    if len(pieces) > 1 and not doubts:
        # Where the join itself is the doubt, the address may have ended before the first break.
        others.append(parts[0].rstrip(_PUNCTUATION))
    return Read(text="".join(chosen), others=tuple(others), why=tuple(dict.fromkeys(why)))


def _other_readings(parts: list[str], chosen: list[str], doubts: list[int]) -> list[str]:
    doubtful = doubts[:_MAX_DOUBTS]
    readings: list[str] = []
    for kept in itertools.product((True, False), repeat=len(doubtful)):
        variant = chosen.copy()
        for at, keep in zip(doubtful, kept, strict=True):
            variant[at] = parts[at] if keep else parts[at][:-1]
        readings.append("".join(variant))
    return [one for one in dict.fromkeys(readings) if one != "".join(chosen)]


def _weigh_hyphen(left: str, right: str, words: Container[str]) -> tuple[bool, str]:
    """Whether a hyphen at a line end was put in there, and why."""
    before = _last_word(left[:-1])
    after = _first_word(right)
    joined = (before + after).lower()
    known_parts = before.lower() in words and after.lower() in words
    if not before or not after:
        return False, "the hyphen stays: it does not stand between two letters"
    if joined in words and not known_parts:
        return True, f"the hyphen goes: the text has the word “{joined}”"
    if known_parts:
        return False, f"the hyphen stays: the text has the words “{before}” and “{after}”"
    if not _is_word(before):
        return True, f"the hyphen goes: “{before}” alone is no word, “{joined}” may be one"
    if not _is_word(after):
        return True, f"the hyphen goes: “{after}” alone is no word, “{joined}” may be one"
    return False, "the hyphen stays: nothing in the text speaks for dropping it"


def _last_word(text: str) -> str:
    match = _WORD_BEFORE.search(text[-80:])
    return match[0] if match else ""


def _first_word(text: str) -> str:
    match = _WORD_AFTER.match(text[:80])
    return match[0] if match else ""


def _is_word(part: str) -> bool:
    """Whether a part between hyphens can stand alone: a number, "a", or letters with a vowel."""
    if part.isdigit() or not part.isascii():
        return True
    if len(part) == 1:
        return part.lower() in "aeioy"
    return _VOWEL.search(part) is not None
