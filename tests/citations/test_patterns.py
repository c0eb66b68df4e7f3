"""Patterns that are compiled on first use."""

from __future__ import annotations

import copy
import importlib
import pkgutil
import re

import pytest

import citations
from citations.patterns import any_case, lazy


def test_a_pattern_is_one_from_its_first_use_on() -> None:
    """It finds, replaces and tells its source like any other."""
    made = lazy(r"(?P<year>\d{4})", re.IGNORECASE)
    found = made.search("in 1953")
    assert found is not None
    assert found["year"] == "1953"
    assert made.sub("then", "in 1953") == "in then"
    assert made.pattern == r"(?P<year>\d{4})"
    assert copy.copy(made).findall("1953, 1954") == ["1953", "1954"]


def test_what_is_no_pattern_says_so_on_use() -> None:
    """An error in a pattern is shown, but late."""
    made = lazy("(")
    with pytest.raises(re.error):
        made.search("x")


def test_every_pattern_of_the_package_compiles() -> None:
    """None is left to fail in a document that has what it looks for."""
    count = 0
    for found in pkgutil.walk_packages(citations.__path__, "citations."):
        if "_worker" in found.name:
            continue
        for value in vars(importlib.import_module(found.name)).values():
            for one in value if isinstance(value, (tuple, list)) else [value]:
                if type(one).__name__ == "_Lazy":
                    one.finditer("")
                    count += 1
    assert count > 100


ANY_CASE = r"\b(?:kurumu|wa(?:ter|[LM]k)|İzmir|Ärzte|S\. ?\d)\b"


@pytest.mark.parametrize(
    "text",
    [
        "KURUMU",
        "the WATER",
        "Walk",
        "walK",
        "İZMİR",
        "izmir",
        "ızmır",
        "ärzte",
        "s. 3",
        "waterwalk",
    ],
)
def test_a_pattern_in_any_case_finds_what_one_that_ignores_case_does(text: str) -> None:
    """It matches the same stretches, Turkish capitals with and without dots among them."""
    found = [one.span() for one in any_case(ANY_CASE).finditer(text)]
    assert found == [one.span() for one in re.finditer(ANY_CASE, text, re.IGNORECASE)]
