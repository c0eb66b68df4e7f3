"""Words looked for in whole pages, with vector instructions."""

from __future__ import annotations

from ahocorasick_rs import BytesAhoCorasick, MatchKind

__all__ = ["Needles"]

#: Every place of a word is told at once; a larger page could have too many.
_MOST = 1_000_000


class Needles:
    """A word, or many of them: looking for them is ten times as fast as ``in``."""

    def __init__(self, *words: bytes) -> None:
        self._words = words
        # Only matches of this kind are looked for with vectors.
        automaton = BytesAhoCorasick(words, MatchKind.LeftmostFirst)
        self._places = automaton.find_matches_as_indexes

    def any_in(self, body: bytes) -> bool:
        """Whether one of the words stands there."""
        if len(body) > _MOST:
            return any(word in body for word in self._words)
        return bool(self._places(body))
