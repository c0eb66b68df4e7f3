"""Quotations: word for word in the source, altered, or not there.

Letters and digits are compared, not quotation marks, dashes, spaces or hyphens. Likeness
alone passes nothing: a changed digit scores 97 of 100 on any measure of likeness, so
every difference is shown, those in digits and negations marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from verifier.judges.passages import Page
from verifier.judges.words import Word, letters, words

__all__ = ["Difference", "Found", "Quotation", "find", "quotations"]

#: Fewer words are a phrase or a name in quotation marks, which anybody may use.
_LEAST_WORDS = 3
_LEAST_ALTERED = 4
_LONGEST = 3_000
#: Of the quotation's words, those that must stand in the passage to call it altered.
_ALTERED = 0.65

# Opening mark -> what may close it; German closes with what English opens with.
_PAIRS: dict[str, str] = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "'": "'",
}
_GAP = re.compile(r"\s*(?:\[(?:\.\.\.|…)\]|\((?:\.\.\.|…)\)|\.\s?\.\s?\.|…|\[[^\[\]]{0,80}\])\s*")
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor cannot without n't nicht kein keine keinen "  # noqa: SIM905
    "keiner keinem nie niemals niemand nichts ohne weder non ne pas jamais rien aucun aucune "
    "sans ni nunca nadie nada ningún ninguna ninguno sin tampoco mai nessuno nessuna niente "
    "nulla senza né não nem sem niet geen nooit".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks, at ``claim[start:end]``, marks left out."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a quotation departs from its source: what the source has, what the claim has."""

    source: str
    claim: str
    #: "digits", "negation" or "words".
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of a quotation: "verbatim", "altered" or "absent", and where."""

    status: str
    start: int = 0
    end: int = 0
    differences: tuple[Difference, ...] = ()


def quotations(claim: str) -> list[Quotation]:
    """The quotations of a claim that are long enough to be somebody's words."""
    found, at = [], 0
    while at < len(claim):
        end = _close(claim, at) if _opens(claim, at) else None
        if end is None:
            at += 1
            continue
        inner = claim[at + 1 : end]
        if len(words(inner)) >= _LEAST_WORDS:
            found.append(Quotation(text=inner, start=at + 1, end=end))
        at = end + 1
    return found


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in _PAIRS:
        return False
    before = text[at - 1] if at else " "
    # An apostrophe follows a letter, an opening mark does not.
    return not (before.isalnum() and mark in "'\"’") and not text[at + 1 : at + 2].isspace()


def _close(text: str, at: int) -> int | None:
    mark, closing = text[at], _PAIRS[text[at]]
    depth = 0
    for number in range(at + 1, min(len(text), at + 1 + _LONGEST)):
        letter = text[number]
        if letter == mark and mark not in closing:
            depth += 1
        elif letter in closing:
            follows = text[number + 1 : number + 2]
            if mark in "'‘‚" and follows.isalnum():
                continue  # an apostrophe inside the quotation
            if not depth:
                return number
            depth -= 1
    return None


def find(quotation: str, page: Page) -> Found:
    """Where the page says it, word for word or nearly; gaps ("...", "[...]") may be left out."""
    parts = [part for part in _GAP.split(quotation) if letters(part)[0]]
    if not parts:
        return Found(status="absent")
    exact = _verbatim(parts, page)
    return exact or _altered(quotation, page)


def _verbatim(parts: Sequence[str], page: Page) -> Found | None:
    """The parts one after the other, near each other, at word boundaries."""
    body, offsets = page.letters
    wanted = [letters(part)[0] for part in parts]
    for at in _places(body, wanted[0]):
        end = at + len(wanted[0])
        for part in wanted[1:]:
            next_at = body.find(part, end, end + 2_000 + len(part))
            if next_at < 0:
                break
            end = next_at + len(part)
        else:
            start, stop = offsets[at], offsets[end - 1] + 1
            if _whole_words(page.text, start, stop):
                return Found(status="verbatim", start=start, end=stop)
    return None


def _places(body: str, part: str, limit: int = 50) -> Iterator[int]:
    at = body.find(part)
    while at >= 0 and limit:
        yield at
        at, limit = body.find(part, at + 1), limit - 1


def _whole_words(text: str, start: int, end: int) -> bool:
    return not (
        (start and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    )


def _altered(quotation: str, page: Page) -> Found:
    said = words(quotation)
    keys = [word.key for word in said]
    best: tuple[float, Found] | None = None
    for number in page.ranked([key for key in keys if key], 4):
        window = page.window(number)
        start, end = page.spans[window[0]][0], page.spans[window[-1]][1]
        score, found = _align(said, words(page.text, start, end))
        if best is None or score > best[0]:
            best = score, found
    if best is None or len(said) < _LEAST_ALTERED or best[0] < _ALTERED:
        return Found(status="absent")
    return best[1]


def _align(said: Sequence[Word], given: Sequence[Word]) -> tuple[float, Found]:
    """How much of what is said stands in order in what is given, and the differences."""
    ours, theirs = [_same(word) for word in said], [_same(word) for word in given]
    blocks = [
        b
        for b in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        if b.size
    ]
    blocks = _dense(blocks, len(said))
    if not blocks:
        return 0.0, Found(status="absent")
    # What stands before the first and after the last match pairs up word for word.
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(given), blocks[-1].b + len(said) - blocks[-1].a)
    matcher = SequenceMatcher(None, ours, theirs[first:last], autojunk=False)
    differences = [
        _difference(given[first + j1 : first + j2], said[i1:i2])
        for op, i1, i2, j1, j2 in matcher.get_opcodes()
        if op != "equal"
    ]
    matched = sum(block.size for block in matcher.get_matching_blocks())
    found = Found(
        status="altered" if differences else "verbatim",
        start=given[first].start,
        end=given[last - 1].end,
        differences=tuple(differences),
    )
    return matched / max(len(said), last - first), found


def _same(word: Word) -> str:
    return letters(word.text)[0]


def _dense(blocks: list, length: int) -> list:  # type: ignore[type-arg]
    """The run of matches around the largest that is no more spread than the quotation is long."""
    if not blocks:
        return []
    largest = max(blocks, key=lambda block: block.size)
    return [
        block
        for block in blocks
        if abs((block.b - block.a) - (largest.b - largest.a)) <= max(3, length // 2)
    ]


def _difference(given: Sequence[Word], said: Sequence[Word]) -> Difference:
    source, claim = " ".join(w.text for w in given), " ".join(w.text for w in said)
    sides = [{_same(w) for w in given}, {_same(w) for w in said}]
    if any(any(c.isdigit() for c in word) for side in sides for word in side):
        kind = "digits"
    elif bool(
        _NEGATIONS & sides[0]
        or any(w.endswith("nt") and "'" in "".join(x.text for x in given) for w in sides[0])
    ) != bool(_NEGATIONS & sides[1]):
        kind = "negation"
    else:
        kind = "words"
    return Difference(source=source, claim=claim, kind=kind)
