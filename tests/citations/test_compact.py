"""References in little memory are the references that they were."""

from __future__ import annotations

import gc
import tracemalloc
from dataclasses import replace

import pytest

from citations.compact import compact
from citations.linking import read_links

TEXT = """It fell.[^1] It rose.[^2] It stayed.[^b] See [here](HTTP://Example.org/a#part) or
<https://example.org/b>, or https://example.org/b again.

[^1]: Brown, *The Lake*, https://example.org/lake, https://example.org/lake/2.
[^2]: Online at:
[^b]: Green, "The River", HTTPS://EXAMPLE.ORG/river, seen in 2019.
"""


def test_all_is_as_it_was() -> None:
    """One by one, by place, in slices and as a whole they are those of the reading."""
    reading = read_links(TEXT.encode(), "a.md")
    made = compact(reading, many=0)
    was, now = reading.references, made.references

    assert len(was) > 5
    assert type(now) is not tuple
    assert made == reading
    assert reading == made
    assert (tuple(now), now[0], now[-1], now[1:3], now[::-2]) == (
        *(was, was[0], was[-1], was[1:3], was[::-2]),
    )
    assert [*now, "x"] == [*was, "x"]
    assert was[2] in now
    with pytest.raises(IndexError):
        now[len(was)]


def test_other_references_are_not_equal() -> None:
    """One more, one fewer or one that differs makes them others; so does another type."""
    reading = read_links(TEXT.encode(), "a.md")
    now = compact(reading, many=0).references

    assert now != reading.references[:-1]
    assert now != (*reading.references[:-1], replace(reading.references[-1], line=99))
    assert now != list(reading.references)  # type: ignore[comparison-overlap]


def test_few_references_stay_a_tuple() -> None:
    """Where there is little to gain, the reading is the one that was given."""
    reading = read_links(TEXT.encode(), "a.md")

    assert compact(reading) is reading


def test_it_takes_a_fraction_of_the_memory() -> None:
    """A note that is a name and an address takes a sixth of the 650 bytes that it took."""
    notes = "\n".join(f"[^{n}]: Brown, *The Lake*, https://example.org/{n}" for n in range(1_000))
    prose = "\n\n".join(f"It fell by {n}.[^{n}]" for n in range(1_000))
    reading = read_links(f"{prose}\n\n{notes}\n".encode(), "a.md")
    gc.collect()
    tracemalloc.start()
    made = compact(reading, many=1_000)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert len(made.references) == 1_000
    assert size < 110 * 1_000
