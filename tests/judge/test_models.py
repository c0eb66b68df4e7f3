"""The small models: the right page, the words not borne out, the scope of a marker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citations.model import SourceText
from verifier.judges import background, calibration, features, scope, topic, unsupported
from verifier.judges.lexical import assess
from verifier.judges.passages import Page

FILLER = (
    "The council met in the evening. Nobody had come to listen. The minutes were read aloud. "
    "A vote was taken on the new benches. The mayor thanked the clerk. It rained all night. "
    "The meeting was closed at nine. A reader had written about the dogs. The bakery is open. "
)
PAGE = (
    "The lighthouse of Varnes was built in 1911 by the engineer Ida Holm. "
    "Its lamp was joined to a control room in 1978. The keeper left the tower that winter. "
    + FILLER
)


def page_of(text: str) -> Page:
    return Page(SourceText(url="http://x.test/", text=text, text_sha256="h"))


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("page", features.FEATURES),
        ("passage", features.FEATURES),
        ("topic", topic.FEATURES),
        ("words", unsupported.FEATURES),
        ("scope", scope.FEATURES),
    ],
)
def test_every_model_weighs_the_features_that_the_code_gives(
    name: str, names: tuple[str, ...]
) -> None:
    """Names and order agree, and the data a model was fitted on is attributed."""
    model = calibration.shipped(name)

    assert model.features == names
    assert any(licence in model.data for licence in ("ODC-BY", "Apache-2.0", "MIT"))


def test_the_background_holds_figures_alone() -> None:
    """Stems with their share of sentences, each between 0 and 1; no text."""
    folder = Path(background.__file__).parent / "calibrations"
    found = json.loads((folder / "background.json").read_text(encoding="utf-8"))

    assert "Apache-2.0" in found["data"]
    assert all(" " not in key for key in found["shares"])
    assert all(background.LEAST < share < 1 for share in found["shares"].values())
    assert background.rarity("zzzz") > background.rarity("year") > 0


def test_a_rare_word_in_common_tells_more_than_a_common_one() -> None:
    """The evidence is above 0 if the passage holds the words, below if it does not."""
    rare = background.evidence(("kormoran",), frozenset(("kormoran",)), 5, 0.7)
    common = background.evidence(("year",), frozenset(("year",)), 5, 0.7)
    absent = background.evidence(("kormoran",), frozenset(), 5, 0.7)

    assert rare > common > absent
    assert rare > 0 > absent


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("The lighthouse of Varnes was built in 1911 by Ida Holm.", True),
        ("The keeper of Varnes left the lighthouse in the winter of 1978.", True),
        ("Orchid growers in Ecuador exported forty million stems to Japan.", False),
        ("The parliament of Finland abolished the copper tax.", False),
    ],
)
def test_the_right_page_is_told_from_another(claim: str, right: bool) -> None:
    """A page that is about something else may be the wrong one, and the reason says so."""
    made = assess(claim, page_of(PAGE))

    assert (made.about >= 0.5) is right
    assert any(code == "other_page" for code, _ in made.reasons) is not right
    assert ("may not be the page" in made.why) is not right


@pytest.mark.parametrize(
    ("claim", "lacking"),
    [
        ("The lighthouse of Varnes was built in 1911 by Ida Holm.", set()),
        ("The lighthouse of Varnes was built in 1911 for Swedish pilots.", {"Swedish", "pilots"}),
        ("The lamp of Varnes was joined to a control room in 1985.", {"1985"}),
    ],
)
def test_words_that_are_not_borne_out_are_found(claim: str, lacking: set[str]) -> None:
    """What the page has nothing of is named; what its passage says is not."""
    page = page_of(PAGE)

    found = {word.text for word in unsupported.unsupported(features.look(claim, page), page)}

    assert lacking <= found
    assert not found & {"lighthouse", "Varnes", "1911", "control", "room"}


@pytest.mark.parametrize("claim", ["", "?", "of the and", "“The keeper left the tower”"])
@pytest.mark.parametrize("text", [PAGE, "x", "| a | b |\n| 1 | 2 |"])
def test_claims_and_pages_without_words_have_no_numbers(claim: str, text: str) -> None:
    """Every number stays finite where there is nothing to count."""
    page = page_of(text)
    found = features.look(claim, page)

    assert all(abs(number) < 100 for number in topic.topic(found, page))
    assert all(abs(number) < 100 for _, row in unsupported.described(found, page) for number in row)


@pytest.mark.parametrize(
    ("before", "sentence", "cited", "expected"),
    [
        ("Workers were exposed to lead for years.", "These doses were lethal.", False, True),
        ("Blei wurde lange verwendet.", "Dies war tödlich.", False, True),
        (
            "The harbour was closed for four years.",
            "The ferry company of Odrin bought battery ships in Norway and trained its engineers.",
            True,
            False,
        ),
    ],
)
def test_a_marker_reaches_back_where_its_sentence_leans_on_the_one_before(
    before: str, sentence: str, cited: bool, expected: bool
) -> None:
    """A short sentence that opens with "these" says nothing alone; a full one does."""
    assert scope.reaches_back(before, sentence, before_cited=cited) is expected
