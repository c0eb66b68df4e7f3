"""Does a marker cover the sentence before its own too? Offered to a person, never assumed.

"These doses were lethal [4]." says nothing without the sentence before it, which has no
marker of its own. The five numbers are of English; the demonstratives of more languages
are known, but how well that serves them was not measured.
"""

from __future__ import annotations

from math import log

from citations.words import fold, words
from verifier.judges.calibration import shipped

__all__ = ["FEATURES", "described", "reaches_back"]

#: The names of the five numbers, in the order of ``described``.
FEATURES = ("opens_with_this", "has_this", "words", "before_cited", "shared")

#: A demonstrative among so many words still points back.
_OPENING = 6
_LONGEST = 2_000

_THIS = """
    this these those that such
    dies diese dieser dieses diesen diesem solche solcher solches jene jener jenes
    ce cet cette ces cela celui celle ceux celles
    este esta esto estos estas ese esa eso esos esas aquel aquella
    questo questa questi queste quello quella
    isto isso esse essa esses essas deze dit bu
"""
_DEMONSTRATIVES = frozenset(fold(word) for word in _THIS.split())


def reaches_back(before: str, sentence: str, *, before_cited: bool) -> bool:
    """Whether a marker in ``sentence`` likely covers ``before`` too, the sentence in front."""
    row = described(before, sentence, before_cited=before_cited)
    return shipped("scope").probability(row) >= 0.5


def described(before: str, sentence: str, *, before_cited: bool) -> tuple[float, ...]:
    """The five numbers that the model weighs, as ``FEATURES`` names them."""
    said = [word for word in words(sentence[:_LONGEST]) if not word.text[0].isdecimal()]
    opening = [fold(word.text) in _DEMONSTRATIVES for word in said[:_OPENING]]
    ours = {word.key for word in said if word.carries}
    theirs = {word.key for word in words(before[:_LONGEST]) if word.carries}
    opens = opening[:1] == [True]
    return (
        float(opens),
        float(not opens and any(opening)),
        log(1 + len(ours)),
        float(before_cited),
        len(ours & theirs) / max(1, len(ours)),
    )
