"""What copying and old typewriters do to a reference, done to its labels as well."""

from __future__ import annotations

import random
import re

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def damaged(chance: random.Random, text: str, labels: list[str]) -> tuple[str, list[str]]:
    """The text with, now and then, signs lost, doubled or made plain; a label a character."""
    roll = chance.random()
    if roll < 0.10:
        return text.translate(_STRAIGHT), labels
    if roll < 0.13:
        return _dropped(chance, text, labels, r"(?<=[.,;:])\s(?=[^\W\d_])")
    if roll < 0.17:
        return _dropped(chance, text, labels, r"(?<=[^\W\d_])[.,](?=\s)")
    if roll < 0.19:
        return _doubled(chance, text, labels)
    if roll < 0.21:
        return _dropped(chance, text, labels, r"[“”„«»\"]")
    if roll < 0.22 and "ß" not in text:
        upper = text.upper()
        return (upper, labels) if len(upper) == len(text) else (text, labels)
    return text, labels


def _dropped(
    chance: random.Random, text: str, labels: list[str], pattern: str
) -> tuple[str, list[str]]:
    places = [match.start() for match in re.finditer(pattern, text)]
    if not places:
        return text, labels
    at = chance.choice(places)
    return text[:at] + text[at + 1 :], labels[:at] + labels[at + 1 :]


def _doubled(chance: random.Random, text: str, labels: list[str]) -> tuple[str, list[str]]:
    at = chance.choice([match.start() for match in re.finditer(r"\s|$", text)])
    label = labels[at : at + 1] or [""]
    return text[:at] + " " + text[at:], labels[:at] + label + labels[at:]
