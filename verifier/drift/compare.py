"""The text as cited against the text now.

Both are cut into sentences. A word is kept if it stands among the same neighbours in the
other text (shingles of four words), so a corrected figure is seen as one word, and a
moved paragraph not at all. Sentences that only surround the text are left out: datelines,
counters, advertisements, and short strangers beyond the first and last kept sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from citations import sentences
from citations.model import Drift, DriftClass, SourceText
from verifier.drift.furniture import announces, corrects, is_counter, is_dated, mentions_site
from verifier.drift.passages import look_for
from verifier.drift.tokens import WIDTH, Unit, is_number, shingles, topics, units

__all__ = ["compare"]

#: A page that keeps this share of what was cited is edited; below it is another text.
_EDITED = 0.75
#: With less of the old words kept it is another page,
_KEPT = 0.2
#: unless most of its own words are known (an excerpt), and not only a few,
_KNOWN, _EXCERPT = 0.5, 25
#: or it speaks of the same people, places and figures.
_TOPIC = 0.32
#: The text lies between sentences of which this share is kept, and this many words.
_MOSTLY, _LONG = 0.6, 9
#: Beyond the text, a stranger shorter than this is furniture,
_STRANGER = 20
#: if less than this share of its words is known from the text,
_AKIN = 0.34
#: and all strangers together are less than this share of the text, or this many words.
_STRANGERS, _FEW = 0.15, 30
#: Shorter than this is a label, or says little; without a full stop, twice this.
_SENTENCE = 6
#: Within the text, only one shorter than this can be furniture.
_ALONE = 10
#: So many labels in a row end a part of the page; a part that is smaller than this share
#: of the largest is beside the text.
_LABELS, _PART = 2, 0.4
#: Kept sentences are where the text lies if they are this share of it.
_CORE = 0.2
_SHOWN, _SHOWN_LENGTH = 20, 500


def compare(before: SourceText, after: SourceText, passages: Sequence[str] = ()) -> Drift | None:
    """How ``after`` differs from ``before``; None if ``before`` has nothing to compare.

    ``passages`` are quoted from ``before``; each is kept or lost.
    """
    old, new = _Text(before), _Text(after)
    if not old.prose:
        return None
    old.measure(new)
    new.measure(old)
    removed, added = old.changes(new), new.changes(old)
    kept, known = old.share(removed), new.share(added)
    found = look_for(passages, after.text)
    return Drift(
        kind=_kind(
            changed=bool(removed or added) or not all(passage.kept for passage in found),
            kept=kept,
            excerpt=known >= _KNOWN and new.kept() >= _EXCERPT,
            topic=_common(old.topics(), new.topics()),
        ),
        score=round((2 * kept + known) / 3, 4),
        removed=_shown(removed),
        added=_shown(added),
        passages=found,
        before=before.url,
        after=after.url,
        before_at=before.captured_at,
        after_at=after.captured_at,
    )


def _kind(*, changed: bool, kept: float, excerpt: bool, topic: float) -> DriftClass:
    if not changed:
        return DriftClass.NONE
    if kept >= _EDITED:
        return DriftClass.MINOR
    if kept >= _KEPT or excerpt or topic >= _TOPIC:
        return DriftClass.MAJOR
    return DriftClass.REPLACED


@dataclass(slots=True)
class _Measured:
    """A sentence, and how many of its words are kept."""

    unit: Unit
    prose: bool
    kept: int = 0

    @property
    def changed(self) -> bool:
        return self.kept < len(self.unit)


class _Text:
    """One of the two texts, sentence by sentence."""

    def __init__(self, source: SourceText) -> None:
        self.words, found = units(source.text, source.language)
        self._all = [_Measured(unit, self._is_prose(unit)) for unit in found]
        self.prose = [one for one in self._all if one.prose]
        self._on_line = Counter(unit.line for unit in found)
        self._part = _parts(self._all)
        self._core: frozenset[int] = frozenset()
        #: Longer words of the text, and in how many of its sentences each is.
        self._known: Counter[str] = Counter()

    def measure(self, other: _Text) -> None:
        """Count the kept words of each sentence, and find where the text lies."""
        kept = self._kept(frozenset(shingles(other.words)))
        short = {tuple(other._of(one)) for one in other._all if len(one.unit) < WIDTH}
        for one in self._all:
            if len(one.unit) < WIDTH:
                one.kept = len(one.unit) if tuple(self._of(one)) in short else 0
            else:
                one.kept = sum(kept[one.unit.first : one.unit.last])
        self._core = self._place()
        self._known = Counter(
            word
            for one in self.prose
            if one.unit.line in self._core
            for word in self._long_words(one)
        )

    def changes(self, other: _Text) -> list[_Measured]:
        """The changed sentences that matter."""
        figures = dict(other._figures(one) for one in other._all)
        changed = [one for one in self._all if one.changed and self._matters(one, figures)]
        strangers = [one for one in changed if self._is_stranger(one)]
        text = sum(len(one.unit) for one in self.prose if one.unit.line in self._core)
        long = [len(one.unit) for one in strangers if len(one.unit) >= _LONG]
        if sum(long) >= max(_STRANGERS * text, _FEW):
            return changed
        return [one for one in changed if not self._is_stranger(one)]

    def share(self, changed: Sequence[_Measured]) -> float:
        """Kept words among those that matter; 1 if nothing changed."""
        lost = sum(len(one.unit) - one.kept for one in changed)
        return self.kept() / (lost + self.kept()) if lost else 1.0

    def kept(self) -> int:
        """Words of the text that the other text has too."""
        return sum(
            one.kept
            for one in self.prose
            if one.unit.line in self._core and not self._is_furniture(one)
        )

    def topics(self) -> set[str]:
        """What the changed sentences are about, in whatever wording; the same ones are known."""
        found: set[str] = set()
        for one in self.prose:
            if one.changed and not self._is_furniture(one):
                found |= topics(one.unit.text)
        return found

    def _of(self, one: _Measured) -> list[str]:
        return self.words[one.unit.first : one.unit.last]

    def _is_prose(self, unit: Unit) -> bool:
        ends = sentences.ends_sentence(unit.text)
        return len(unit) >= (_SENTENCE if ends else 2 * _SENTENCE)

    def _kept(self, theirs: frozenset[int]) -> bytearray:
        kept = bytearray(len(self.words))
        for at, shingle in enumerate(shingles(self.words)):
            if shingle in theirs:
                kept[at : at + WIDTH] = b"\x01" * WIDTH
        return kept

    def _figures(self, one: _Measured) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a cell or list item, and its numbers."""
        words = self._of(one)
        return (
            tuple(word for word in words if not is_number(word)),
            tuple(word for word in words if is_number(word)),
        )

    def _matters(self, one: _Measured, figures: dict[tuple[str, ...], tuple[str, ...]]) -> bool:
        if self._is_furniture(one):
            return False
        if not one.prose:
            # "Height: 134 m" with another figure is a correction; a new label is a new label.
            words, numbers = self._figures(one)
            if is_dated(one.unit.text, words) or figures.get(words, numbers) == numbers:
                return False
            return bool(words and numbers) and self._akin(one) > 0
        return True

    def _is_stranger(self, one: _Measured) -> bool:
        """Short, beyond the text, and not akin to it: as likely as not the site's own words."""
        if not one.prose or not self._core or corrects(one.unit.text):
            return False
        if one.unit.line in self._core:
            # An advertisement between two paragraphs has its line to itself.
            return len(one.unit) < _ALONE and self._alone(one) and self._is_strange(one)
        return len(one.unit) < _STRANGER and self._is_strange(one)

    def _alone(self, one: _Measured) -> bool:
        return self._on_line[one.unit.line] == 1

    def _is_furniture(self, one: _Measured) -> bool:
        if is_counter(self._of(one)) or announces(one.unit.text):
            return True
        return one.unit.line not in self._core and mentions_site(one.unit.text)

    def _place(self) -> frozenset[int]:
        """The lines of the text: none if hardly any of it is kept."""
        prose = [one for one in self.prose if not self._is_furniture(one)]
        least = _LONG if any(len(one.unit) >= _LONG for one in prose) else 0
        kept = [one for one in prose if one.kept >= max(_MOSTLY * len(one.unit), least)]
        if sum(len(one.unit) for one in kept) < _CORE * sum(len(one.unit) for one in prose):
            return frozenset()
        parts: dict[int, list[_Measured]] = {}
        for one in kept:
            parts.setdefault(self._part[one.unit.line], []).append(one)
        words = {part: sum(len(one.unit) for one in ones) for part, ones in parts.items()}
        most = max(words.values(), default=0)
        lines: set[int] = set()
        for part, ones in parts.items():
            if words[part] >= _PART * most:
                places = [one.unit.line for one in ones]
                lines.update(range(min(places), max(places) + 1))
        return frozenset(lines)

    def _is_strange(self, one: _Measured) -> bool:
        """It has no more than a word in common with the text, or few of its words."""
        words = self._long_words(one)
        return self._akin(one) < max(2, _AKIN * len(words))

    def _akin(self, one: _Measured) -> int:
        """How many of a sentence's longer words other sentences of the text use too."""
        itself = one.prose and one.unit.line in self._core
        return sum(self._known[word] > itself for word in self._long_words(one))

    def _long_words(self, one: _Measured) -> set[str]:
        return {word for word in self._of(one) if len(word) >= 5}


def _parts(sentences_: Sequence[_Measured]) -> dict[int, int]:
    """By line: the part of the page. Two lines of labels in a row part one from the next."""
    prose = {one.unit.line for one in sentences_ if one.prose}
    found: dict[int, int] = {}
    part = labels = 0
    for line in sorted({one.unit.line for one in sentences_}):
        labels = 0 if line in prose else labels + 1
        part += labels == _LABELS
        found[line] = part
    return found


def _common(one: set[str], other: set[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _shown(changed: Sequence[_Measured]) -> tuple[str, ...]:
    longest = sorted(changed, key=lambda one: len(one.unit), reverse=True)[:_SHOWN]
    return tuple(dict.fromkeys(one.unit.text[:_SHOWN_LENGTH] for one in longest))
