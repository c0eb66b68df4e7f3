"""What the model for reference strings is trained on: true labels, and nothing held out."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("citeproc")

from bench.parse import render
from bench.parse.aligning import labels_of
from bench.parse.damage import damaged
from bench.parse.invented import Style
from bench.parse.scoring import letters
from bench.parse.vocabulary import LANGUAGES
from bench.parse.works import make_work
from citations.references.features import tokens_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invented_style_labels_what_it_writes(language: str) -> None:
    """The words under a label are those of the work's field, in every style that is drawn."""
    for seed in range(40):
        chance = Random(seed)
        work = make_work(chance, language)
        line = Style(chance, language).write(work)
        written = {label: text for text, label in line.pieces if label}
        assert letters(written["title"]) == letters(work["title"])
        for name in ("volume", "issue", "publisher", "publisher-place"):
            if name in written:
                assert written[name] == work[name]
        assert len(line.labels()) == len(line.text)


def test_damage_keeps_a_label_for_every_character() -> None:
    """What is lost or doubled in the text is lost or doubled in its labels."""
    text = "Quill, A. “Salt, and water.” Coast Review 12 (2019)."
    labels = ["title" if 10 < at < 27 else "" for at in range(len(text))]
    for seed in range(200):
        worse, kept = damaged(Random(seed), text, labels)
        assert len(worse) == len(kept)


def test_the_fields_of_a_rendered_work_are_found_by_their_letters() -> None:
    """Case, initials and marks may change; the label of every word is still known."""
    item = {
        "id": "x",
        "type": "article-journal",
        "title": "Salt and water",
        "author": [{"family": "Quill", "given": "Ada"}],
        "container-title": "Coast Review",
        "volume": "12",
        "issued": {"date-parts": [[2019]]},
    }
    text = "Quill, A. (2019). Salt and Water. Coast Review, 12."
    tokens = tokens_of(text)
    labels = labels_of(tokens, text, item) or []
    found = {
        name: " ".join(
            token.text for token, label in zip(tokens, labels, strict=True) if label == name
        )
        for name in set(labels) - {"O"}
    }
    assert found == {
        "author": "Quill , A.",
        "issued": "2019",
        "title": "Salt and Water.",
        "container-title": "Coast Review",
        "volume": "12",
    }


@pytest.mark.parametrize("style", [*render.UNSEEN_LIST_STYLES, *render.UNSEEN_NOTE_STYLES])
def test_held_out_styles_and_their_likes_are_not_trained_on(style: str) -> None:
    """Neither the style nor one that prints works as it does is drawn for training."""
    assert render.is_held_out(style)


def test_other_styles_are_free_to_train_on() -> None:
    """Few styles are so like a held-out one that they fall away."""
    free = [name for name in render.all_styles()[::140] if not render.is_held_out(name)]
    assert len(free) > 8
