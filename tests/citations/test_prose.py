"""Prose made of lines: which line's end is a space, and where each character stood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Mapped
from citations.prose import Vocabulary, tidy

WORDS = Vocabulary(frozenset({"riverbed"}), frozenset({"north-east"}))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("The river\nrose at\xa0night.", "The river rose at night."),
        ("The river  \n rose.", "The river rose."),
        ("The river-\nbed", "The riverbed"),
        ("north-\neast", "north-east"),
        ("the ri\u00adver", "the river"),
        ("\u6cb3\u5ddd\n\u6cb3\u5ddd", "\u6cb3\u5ddd\u6cb3\u5ddd"),
        ("\u6cb3\nriver", "\u6cb3 river"),
        (" river ", "river"),
    ],
)
def test_a_lines_end_is_a_space_or_nothing(raw: str, clean: str) -> None:
    """White space is one space, cut words are whole, and characters keep their places."""
    found = tidy(Mapped.plain(raw, 7), WORDS)
    assert found.text == clean
    assert len(found.offsets) == len(clean)
    for sign, place in zip(clean, found.offsets, strict=True):
        assert sign == raw[place - 7] or (sign == " " and raw[place - 7].isspace())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["a", "north", "é", "\u6cb3", " ", "\n", "-", "\xa0"])))
def test_lines_without_a_cut_word_are_read_as_those_with_one(parts: list[str]) -> None:
    """What is done at once for plain lines is what is done step by step for others."""
    raw = "".join(parts)
    plain = tidy(Mapped.plain(f"{raw} quay"), WORDS)
    cut = tidy(Mapped.plain(f"{raw} qua\u00ady"), WORDS)
    assert plain.text == cut.text
    assert [*plain.offsets][:-1] == [*cut.offsets][:-1]
