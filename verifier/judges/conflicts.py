"""The same slot with another value: the one contradiction that words alone can show.

Two values differ only if they fill one slot: the same thing counted in the same unit, or
the day of an event that happens once. Whatever else the claim says of time and place must
hold in that passage too, or it speaks of another case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citations.words import Word, stem, words
from verifier.judges.agreement import agrees
from verifier.judges.features import Findings
from verifier.judges.passages import Page
from verifier.judges.quantities import Quantity

__all__ = ["Conflict", "conflicts"]

#: Share of the claim's other words that the sentence with the other value must hold.
_ALIKE = 0.7
_LEAST_SHARED = 3
_LEAST_WHOLE = 2
#: The event must stand this near its date, in words.
_NEAR = 9
_BEHIND = 5
_SENTENCES = 5
_MOST = 5

# What happens to a thing once, so that two dates for it cannot both be right.
_ONCE = """
    born died founded established released published opened premiered built launched created
    discovered invented commissioned incorporated completed inaugurated enacted ratified
    demolished destroyed assassinated aired began ended introduced constructed reopened sank
    collapsed crashed burned abolished dissolved merged renamed unveiled patented graduated
    retired consecrated
    geboren gestorben gegründet eröffnet veröffentlicht erbaut gebaut erschienen
    né née mort morte fondé fondée ouvert ouverte publié publiée construit construite
    nació murió fundado fundada inaugurado inaugurada publicado publicada construido construida
    nato nata morto morta fondato fondata inaugurato inaugurata pubblicato pubblicata costruito
"""
_EVENTS = frozenset(stem(word) for word in _ONCE.split())
_TIMES = ("date", "year")
# "two or more", "Area 3 or the Bell portion": no slot with one value.
_OPEN = re.compile(r"\b(?:or|oder|ou|o)\b", re.IGNORECASE)


# "U-30" is not "UB-30", and "Your Area – Tokyo Dome" is not "Your Area".
_DESIGNATION = re.compile(r"\b[A-Z]{1,4}-?\d{1,5}[A-Z]?\b")
_TITLE = re.compile(r"(?<!\w)['‘“\"]([^'’”\"]{3,80})['’”\"](?!\w)")
_GOES_ON = r"(?! ?[–—-] ?\w|: |[\w-])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What the claim says, what the source says in the same place, and in which sentence."""

    claimed: Quantity
    given: Quantity
    sentence: int


def conflicts(found: Findings, page: Page) -> list[Conflict]:
    """The claim's values that one sentence of the page plainly gives otherwise."""
    clashes = (next(_clashes(item, found, page), None) for item in found.numbers_missing)
    return [clash for clash in clashes if clash is not None][:_MOST]


def _clashes(claimed: Quantity, found: Findings, page: Page) -> Iterator[Conflict]:
    if _open_slot(found.claim, claimed.start, claimed.end):
        return
    others = [item for item in found.quantities if item is not claimed]
    keys = frozenset(
        word.key
        for word in found.carrying
        if not any(item.start <= word.start < item.end for item in found.quantities)
    )
    for number in found.nearest[:_SENTENCES]:
        if not _same_thing(found.claim, number, page):
            continue
        given = page.quantities(number)
        if not all(any(agrees(other, item) for item in given) for other in others):
            continue
        rival = (
            _other_day(claimed, number, found, page, keys)
            if claimed.kind in _TIMES
            else _other_amount(claimed, given, keys & page.keys[number], keys)
        )
        # A value that the claim has elsewhere fills the slot it has there, not this one.
        if rival is None or any(agrees(item, rival) for item in found.quantities):
            continue
        if not _open_slot(page.text, rival.start, rival.end):
            yield Conflict(claimed=claimed, given=rival, sentence=number)


def _same_thing(claim: str, number: int, page: Page) -> bool:
    """Whether what the claim calls by a title or a letter and number has that very name there."""
    around = page.window(number)
    passage = page.text[page.spans[around[0]][0] : page.spans[around[-1]][1]]
    called = {*_DESIGNATION.findall(claim), *_TITLE.findall(claim)}
    return all(
        re.search(rf"(?<![\w-]){re.escape(name.rstrip('.,'))}{_GOES_ON}", passage)
        for name in called
    )


def _other_amount(
    claimed: Quantity, given: list[Quantity], shared: frozenset[str], keys: frozenset[str]
) -> Quantity | None:
    """The one amount of the same kind and unit, in a sentence that says the rest of the claim."""
    if not _alike(shared, keys):
        return None
    rivals = [item for item in given if item.kind == claimed.kind and item.unit == claimed.unit]
    # With two candidates nobody can say which of them the claim meant.
    return rivals[0] if len(rivals) == 1 else None


def _alike(shared: frozenset[str], keys: frozenset[str]) -> bool:
    if len(shared) < _LEAST_SHARED:
        # A short claim must stand in the sentence with all its words.
        return len(shared) == len(keys) >= _LEAST_WHOLE
    return len(shared) >= _ALIKE * len(keys)


def _other_day(
    claimed: Quantity, number: int, found: Findings, page: Page, keys: frozenset[str]
) -> Quantity | None:
    """The one date beside the same once-only event, of what the claim names."""
    said = words(found.claim)
    event = _event_of(said, claimed, [claimed])
    if event is None or event not in page.keys[number]:
        return None
    around = page.held(page.window(number)) | page.title_keys
    named = {
        word.key
        for word in said
        if (word.text[0].isupper() or word.text[0].isdecimal())
        and word.carries
        and not any(item.start <= word.start < item.end for item in found.quantities)
    }
    if not named <= around or (not named and not _alike(keys & page.keys[number], keys)):
        return None
    start, end = page.spans[number]
    days = [item for item in page.quantities(number) if item.kind in _TIMES]
    sentence = words(page.text, start, end)
    beside = [item for item in days if _event_of(sentence, item, days) == event]
    if len(beside) != 1 or _finer(claimed, beside[0]):
        return None
    return beside[0]


def _event_of(said: list[Word], value: Quantity, rivals: list[Quantity]) -> str | None:
    """The once-only event that the date belongs to: the last before it, no other date between.

    A date may also stand just before its event: "in 1911 opened", "(2 May 1901) was born".
    """
    at = next((n for n, word in enumerate(said) if word.start >= value.start), len(said))
    before = [n for n in range(max(0, at - _NEAR), at) if said[n].key in _EVENTS]
    if before and not any(said[before[-1]].start < r.start < value.start for r in rivals):
        return said[before[-1]].key
    behind = [n for n in range(at, min(len(said), at + _BEHIND)) if said[n].key in _EVENTS]
    if before or not behind or any(value.start < r.start < said[behind[0]].end for r in rivals):
        return None
    later = [r for r in rivals if r.start > said[behind[0]].start]
    return None if later else said[behind[0]].key


def _finer(claimed: Quantity, given: Quantity) -> bool:
    """The claim says more of the same day than the source: missing, but no other value."""
    if claimed.kind == "date" and given.kind == "year":
        return not claimed.value or claimed.value == given.value
    if claimed.kind == given.kind == "date":
        same_year = not claimed.value or not given.value or claimed.value == given.value
        return same_year and claimed.month == given.month and not given.day
    return claimed.kind == "year" and not given.value


def _open_slot(text: str, start: int, end: int) -> bool:
    return bool(_OPEN.search(text[max(0, start - 12) : start] + " | " + text[end : end + 8]))
