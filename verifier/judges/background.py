"""How common a word is in ordinary English prose, so that a rare one in common tells more.

The list was counted once over the passages of another data set; a word that is not in it
is rare, and so is every word of a language that it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log
from pathlib import Path

__all__ = ["LEAST", "commonness", "evidence", "rarity"]

_FILE = Path(__file__).parent / "calibrations" / "background.json"
#: The share of sentences that a word outside the list is taken to stand in.
LEAST = 0.0005
#: No word's presence or absence settles anything by itself.
_RAREST, _COMMONEST = 0.002, 0.98


@lru_cache(maxsize=1)
def _shares() -> Mapping[str, float]:
    found: dict[str, float] = json.loads(_FILE.read_text(encoding="utf-8"))["shares"]
    return found


def commonness(key: str) -> float:
    """The share of sentences, 0 to 1, that hold the word."""
    return _shares().get(key, LEAST)


def rarity(key: str) -> float:
    """How much it tells that two texts have the word in common; always above 0."""
    return -log(commonness(key))


def evidence(keys: Iterable[str], held: frozenset[str], sentences: int, expected: float) -> float:
    """The weight of evidence, in nats, that a passage which holds some of the words is meant.

    A passage that is meant holds each word with the chance ``expected``; any other passage of
    as many sentences holds it as often as chance brings it there.
    """
    total = 0.0
    for key in keys:
        chance = 1 - (1 - commonness(key)) ** sentences
        chance = min(max(chance, _RAREST), _COMMONEST)
        total += log(expected / chance) if key in held else log((1 - expected) / (1 - chance))
    return total
