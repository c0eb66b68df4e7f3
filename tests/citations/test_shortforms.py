"""Short forms and what they stand for."""

from __future__ import annotations

import pytest

from citations.model import Reference
from citations.shortforms import meant


@pytest.mark.parametrize(
    ("chain", "start", "end"),
    [
        ({"r1": None}, "r1", "r1"),
        ({"r1": None, "r2": "r1", "r3": "r2"}, "r3", "r1"),
        ({"r1": "r2", "r2": "r1"}, "r1", "r2"),
        ({"r1": "r1"}, "r1", "r1"),
        ({"r1": "gone"}, "r1", "r1"),
    ],
)
def test_a_short_form_means_the_end_of_its_chain(
    chain: dict[str, str | None], start: str, end: str
) -> None:
    """It is followed to a reference that repeats no other; a circle or a gap ends it."""
    references = {
        id_: Reference(id=id_, raw=id_, start=0, end=1, line=1, same_as=earlier, csl={})
        for id_, earlier in chain.items()
    }

    assert meant(references[start], references).id == end
