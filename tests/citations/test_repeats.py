"""Claims that say the same are linked, however they are worded; others are not."""

from __future__ import annotations

import time

import pytest

from citations.repeats import repeats

OTHERS = [
    "The harbour of Tamsel was closed for four years.",
    "Lena Vogt sang at the opening of the theatre.",
    "The council of Odrin met on Tuesday to discuss the budget.",
    "Ferries to the island sail twice a day in summer.",
    "The mill on the river Asser was built by three neighbours.",
    "A new school will be opened next to the market square.",
    "The night train carried fewer passengers than the year before.",
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The head of the Danube Commission, Mira Havel, apologised to Serbia in early June.",
            "In Politika on June 3, the Commission's president, Mira Havel, apologized to Serbia.",
        ),
        (
            "Odrin sent 340 tents to the towns of the valley after the flood.",
            "After the flood, the valley got 340 tents from its neighbour Odrin.",
        ),
        (
            "The ministry helped 47 towns and three hospitals with medical goods.",
            "It provided gowns, beds and other goods to three hospitals and 47 towns.",
        ),
        (
            "Die Stadt Odrin schickte nach der Flut 340 Zelte ins Tal.",
            "340 Zelte hat die Stadt Odrin dem Tal nach der Flut geschickt.",
        ),
    ],
)
def test_the_same_claim_is_found_again(one: str, other: str) -> None:
    """Names and figures in common, with most of the rarer words, link two claims."""
    found = repeats([one, *OTHERS, other])

    assert [(item.first, item.second) for item in found] == [(0, len(OTHERS) + 1)]
    assert all(word in one for word in found[0].shared)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odrin sent 340 tents to the valley.", "Odrin sold the old bakery to Lena Vogt."),
        ("The COVID-19 wave reached Odrin in May.", "The COVID-19 fund paid for beds in Tamsel."),
        ("It rained.", "It rained."),
        ("", ""),
    ],
)
def test_other_claims_are_left_alone(one: str, other: str) -> None:
    """A name or two in common is no repetition, nor is a sentence without substance."""
    assert repeats([one, *OTHERS, other]) == []


def test_many_claims_take_little_time() -> None:
    """Three thousand claims are compared in seconds, though some words are in all of them."""
    claims = [f"The port of town {n} handled {n * 7} ships and {n} ferries." for n in range(3_000)]
    began = time.process_time()

    repeats(claims)

    assert time.process_time() - began < 5
