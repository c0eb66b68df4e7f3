"""Pairs built for training: what an edit is said to do to the meaning, it does."""

from __future__ import annotations

import random

import pytest

from bench.entailment.edits import ADD, BREAK, KEEP, Edit, Names, names_of
from verifier.judges.agreement import missing
from verifier.judges.quantities import quantities

SENTENCES = (
    "The dam near Oslo held 5,320 tonnes of water in 1987, which surprised Anna Berg.",
    "Anna Berg said that 64 percent of the harbour had been closed.",
    "In 1990, the Harbour Council approved three new bridges across Bergen.",
    "The museum was opened in March 2004 and has about 230 visitors.",
)


def _names() -> Names:
    names = Names()
    for text in (
        "Karl Holm was born in Turku.",
        "The case from Lund went to the Land Court.",
        *SENTENCES,
    ):
        names.add(text)
    return names


EDITS = [
    pytest.param(name, edit, id=f"{kind}-{name.replace(' ', '-')}")
    for kind, table in (("keep", KEEP), ("break", BREAK), ("add", ADD))
    for name, edit in table
]


@pytest.mark.parametrize(("name", "edit"), EDITS)
def test_an_edit_changes_the_sentence_or_declines(name: str, edit: Edit) -> None:
    """Every edit finds a place in one of the sentences, and never gives one back unchanged."""
    made = [edit(text, random.Random(seed), _names()) for text in SENTENCES for seed in range(5)]
    assert any(made), name
    assert not {text for text in made if text is not None} & set(SENTENCES)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("text", SENTENCES[:2])
def test_a_true_bound_agrees_with_its_figure_and_a_false_one_does_not(text: str, seed: int) -> None:
    """5,320 bears out "more than 5,000" and not "fewer than 4,500": values are compared."""
    given = quantities(text, "en")
    true = dict(KEEP)["true bound"](text, random.Random(seed), _names())
    false = dict(BREAK)["false bound"](text, random.Random(seed), _names())
    assert true is not None
    assert false is not None
    assert not missing(quantities(true, "en"), given)
    assert missing(quantities(false, "en"), given)


def test_a_name_is_exchanged_for_one_of_its_type() -> None:
    """A person stands for a person, a place for a place."""
    swap = dict(BREAK)["name"]
    for seed in range(20):
        changed = swap(SENTENCES[1], random.Random(seed), _names())
        assert changed is not None
        assert [kind for kind, _, _ in names_of(changed)] == ["person"]
        assert "Anna" not in changed
