"""Quotations: word for word in the source, altered, or not there.

Letters and digits are compared, not quotation marks, dashes, spaces or hyphens. Likeness
alone passes nothing: a changed digit scores 97 of 100 on any measure of likeness, so
every difference is shown, those in digits and negations marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from citations.words import Word, fold, letters, words
from verifier.judges.passages import Page

__all__ = ["Difference", "Found", "Quotation", "find", "negates", "quotations"]

#: Fewer words are a phrase or a name in quotation marks, which anybody may use.
_LEAST_WORDS = 3
_LEAST_ALTERED = 4
_LONGEST = 3_000
#: Marks that nothing closes, after which the rest of the claim is not looked through.
_MOST_UNCLOSED = 30
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
_LAST_WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?) ?$")
_NEGATION_WORDS = """
    not no never none nobody nothing neither nor cannot without nicht kein keine keinen keiner
    keinem nie niemals niemand nichts ohne weder non ne pas jamais rien aucun aucune sans ni
    nunca nadie nada ningún ninguna ninguno sin tampoco mai nessuno nessuna niente nulla senza
    né neppure nemmeno não nem sem niet geen nooit niets zonder değil hiç
"""
_NEGATIONS = frozenset(fold(word) for word in _NEGATION_WORDS.split())


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
    """What became of a quotation: "verbatim", "altered" or "absent", and where.

    One that stands in the page's title alone has no place in its text: both are 0.
    """

    status: str
    start: int = 0
    end: int = 0
    differences: tuple[Difference, ...] = ()


def quotations(claim: str) -> list[Quotation]:
    """The quotations of a claim that are long enough to be somebody's words."""
    found, at, unclosed = [], 0, 0
    while at < len(claim) and unclosed < _MOST_UNCLOSED:
        end = None
        if _opens(claim, at):
            end = _close(claim, at)
            unclosed += end is None
        if end is None:
            at += 1
            continue
        start, stop = at + 1, end
        # French sets spaces inside its marks.
        while start < stop and claim[start].isspace():
            start += 1
        while stop > start and claim[stop - 1].isspace():
            stop -= 1
        if len(words(claim, start, stop)) >= _LEAST_WORDS:
            found.append(Quotation(text=claim[start:stop], start=start, end=stop))
        at = end + 1
    return found


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in _PAIRS:
        return False
    before = text[at - 1] if at else " "
    # An apostrophe follows a letter, an opening mark does not.
    if before.isalnum() and mark in "'\"":
        return False
    return mark in "«‹" or not text[at + 1 : at + 2].isspace()


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


def find(quotation: str, page: Page, before: str = "") -> Found:
    """Where the page says it, word for word or nearly; gaps ("...", "[...]") may be left out.

    ``before`` is what the claim says ahead of the quotation: a negation that the quotation
    cuts off in the source must stand there.
    """
    parts = [part for part in _GAP.split(quotation) if letters(part)[0]]
    if not parts:
        return Found(status="absent")
    exact = _verbatim(parts, page)
    if exact is None:
        # A title may be quoted, and the page may give it in its head alone.
        if letters(quotation)[0] in letters(page.source.title or "")[0]:
            return Found(status="verbatim")
        return _altered(quotation, page)
    return _cut_off(exact, page.text, before) or exact


def _cut_off(exact: Found, text: str, before: str) -> Found | None:
    """The quotation begins right after a negation that the claim does not give."""
    found = _LAST_WORD.search(text, max(0, exact.start - 30), exact.start)
    if found is None or not negates(words(found[1])[0]) or any(map(negates, words(before[-80:]))):
        return None
    difference = Difference(source=found[1], claim="", kind="negation")
    return Found(status="altered", start=found.start(1), end=exact.end, differences=(difference,))


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
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = _dense(matcher.get_matching_blocks(), len(said))
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


def _dense(blocks: Sequence[Match], length: int) -> list[Match]:
    """The matches around the largest that are no more spread than the quotation is long."""
    largest = max(blocks, key=lambda block: block.size, default=Match(0, 0, 0))
    shift, slack = largest.b - largest.a, max(3, length // 2)
    return [block for block in blocks if block.size and abs(block.b - block.a - shift) <= slack]


def _difference(given: Sequence[Word], said: Sequence[Word]) -> Difference:
    source, claim = " ".join(w.text for w in given), " ".join(w.text for w in said)
    if any(letter.isdigit() for letter in source + claim):
        kind = "digits"
    elif any(map(negates, given)) != any(map(negates, said)):
        kind = "negation"
    else:
        kind = "words"
    return Difference(source=source, claim=claim, kind=kind)


def negates(word: Word) -> bool:
    """Whether the word denies what follows it, in the languages we know."""
    folded = fold(word.text)
    return folded in _NEGATIONS or folded.endswith("n't")
