"""Drift: what counts as a change, how much of one, and whether a passage is still there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.drift import score
from citations.model import Drift, SourceText
from verifier.drift import compare

ARTICLE = """The harbour wall at Ferrington was finished in 1932 after eleven years of work.
Clara Benedetti, who led the inquiry, said that nobody had measured the foundations.
About 4,200 people were employed on the site, most of them from the neighbouring parishes.
The wall did not protect the lower town during the storm of 1953, and 17 houses were lost.
Repairs cost 2.5 million, of which the ministry paid less than half in the end.
Today ships no longer call at Ferrington, but the wall is visited by thousands every summer."""
OTHER = """Biologists have counted ninety breeding pairs of the white stork along the lower river.
The birds return from Africa in March and build on chimneys and on poles put up for them.
A cold spring can kill most of the chicks within a few days, as it did three years ago.
Farmers leave the meadows unmown until July and are paid for every hectare they spare."""


def text(words: str) -> SourceText:
    return SourceText(url="https://example.org/", text=words, text_sha256="")


def drift(before: str, after: str, *passages: str) -> Drift:
    found = compare(text(before), text(after), passages)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ARTICLE, ARTICLE),
        (ARTICLE, ARTICLE.replace("\n", " ")),
        (ARTICLE.replace("\n", " "), ARTICLE),
        (ARTICLE, ARTICLE.upper()),
        (ARTICLE, ARTICLE.replace("4,200", "4200").replace(" 17 ", "\u00a017\u202f")),
        (ARTICLE, "\n".join(reversed(ARTICLE.split("\n")))),
        (f"{ARTICLE}\n1,204 views", f"{ARTICLE}\n88,913 views"),
        (f"Updated 3 May 2020\n{ARTICLE}", f"Updated 21 November 2026, 14:02\n{ARTICLE}"),
        (
            f"{ARTICLE}\nAdvertisement",
            f"Menu\nAdvertisement\n{ARTICLE}\nSubscribe to our newsletter.",
        ),
        (ARTICLE, ARTICLE.replace("work.\n", "work.\nFly to the sun from 49.\n")),
        (ARTICLE, f"{ARTICLE}\nMost read\nTen quick suppers for busy weeks"),
        (ARTICLE, f"This site uses cookies to measure traffic. Agree?\n{ARTICLE}"),
    ],
)
def test_what_surrounds_an_article_is_no_drift(before: str, after: str) -> None:
    """Typography, order, dates, counters, advertisements, teasers."""
    assert drift(before, after).kind == "none"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1932", "1933"),
        ("did not protect", "did protect"),
        ("Clara Benedetti", "Ada Brandvold"),
        ("About 4,200 people", "About 2,400 people"),
        ("Repairs cost 2.5 million, of which the ministry paid less than half in the end.\n", ""),
        ("\nToday ships", "\nCorrection: an earlier version gave a wrong year.\nToday ships"),
    ],
)
def test_a_correction_is_minor(old: str, new: str) -> None:
    """One figure, one name, one "not", one sentence."""
    found = drift(ARTICLE, ARTICLE.replace(old, new))
    assert found.kind == "minor"
    assert found.score > 0.75


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ("\n".join(ARTICLE.split("\n")[:3]), "major"),
        ("\n".join(ARTICLE.split("\n")[4:]), "major"),
        (OTHER, "replaced"),
        ("This domain is for sale.", "replaced"),
        ("", "replaced"),
        (f"{ARTICLE}\n{OTHER}", "minor"),
    ],
)
def test_more_than_a_correction(after: str, kind: str) -> None:
    """An excerpt is major, another text replaces it, an addition is minor."""
    assert drift(ARTICLE, after).kind == kind


def test_short_sentences_are_a_text_too() -> None:
    """None of them is long; the same text scores 1, one other figure is minor."""
    plain = "The wall was built in 1932. It is all made of stone. Many houses were lost that year."
    assert drift(plain, plain).score == 1
    assert drift(plain, plain.replace("1932", "1933")).kind == "minor"


def test_what_went_and_came_is_shown() -> None:
    """Whole sentences, the longest first."""
    found = drift(ARTICLE, ARTICLE.replace("1932", "1933"))
    assert found.removed == (ARTICLE.split("\n", maxsplit=1)[0],)
    assert found.added == (ARTICLE.split("\n", maxsplit=1)[0].replace("1932", "1933"),)


def test_a_table_with_another_figure_has_changed() -> None:
    """The label stays, its number does not; a label the text never speaks of is the site's."""
    before = f"{ARTICLE}\nFoundations: 800 m\nReactions: 12"
    assert drift(before, before.replace("800", "850")).kind == "minor"
    assert drift(before, before.replace("12", "99")).kind == "none"


def test_a_page_without_sentences_cannot_be_compared() -> None:
    """A menu or an empty page says nothing to drift from."""
    assert compare(text("Home\nNews\nSport"), text(ARTICLE)) is None
    assert compare(text(""), text("")) is None


SENTENCE = (
    "The wall did not protect the lower town during the storm of 1953, and 17 houses were lost."
)


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        (SENTENCE, True),
        (SENTENCE.replace(", and", " and"), True),
        (SENTENCE.replace(" ", "\u00a0"), True),
        (SENTENCE.replace("1953,", "1953,[4]"), True),
        (SENTENCE.replace("during the storm", "during a storm"), True),
        (SENTENCE.replace("of 1953", "of\nAdvertisement\n1953"), True),
        (SENTENCE.replace("did not protect", "did protect"), False),
        (SENTENCE.replace("1953", "1952"), False),
        (SENTENCE.replace("17", "170"), False),
        (SENTENCE.replace("lost", "saved"), False),
        (SENTENCE.replace("protect", "destroy"), False),
        (SENTENCE.replace("lower", "upper"), False),
        (SENTENCE.split(",", maxsplit=1)[0] + ".", False),
        ("In 1953, a storm took 17 houses of the lower town, wall or no wall.", False),
        ("", False),
    ],
)
def test_a_passage_is_kept_word_for_word_or_lost(after: str, kept: bool) -> None:
    """Typography, note numbers and light words aside; a figure, a name or a "not" never."""
    page = ARTICLE.replace(SENTENCE, after)
    (found,) = drift(ARTICLE, page, SENTENCE).passages
    assert found.kept is kept


def test_a_lost_passage_shows_the_nearest_words() -> None:
    """What stands there now is quoted."""
    page = ARTICLE.replace("17 houses", "19 houses")
    found = drift(ARTICLE, page, SENTENCE)
    assert found.passages[0].now == SENTENCE.replace("17", "19").rstrip(".")
    assert found.kind == "minor"


def test_another_script_is_compared_too() -> None:
    """Chinese has no blanks between words: a changed figure is seen all the same."""
    before = "这座桥于1932年建成，全长八百米，是当时全国最长的桥梁。每天约有两万辆汽车通过。"
    assert drift(before, before).kind == "none"
    assert drift(before, before.replace("1932", "1933")).kind == "minor"


@given(st.text(max_size=300), st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_any_two_texts_can_be_compared(before: str, after: str) -> None:
    """A score from 0 to 1, and nothing drifts from itself."""
    found = compare(text(before), text(after))
    itself = compare(text(before), text(before), [before])
    assert found is None or 0 <= found.score <= 1
    assert itself is None or itself.kind == "none"


@pytest.mark.parametrize(
    "piece", ["a ", "a. ", "12 ", "\n", "the the the. ", "。", "<b>", "a\u0301"]
)
def test_a_hostile_text_is_compared_in_bounded_time(piece: str) -> None:
    """A long run of one thing, with a passage of it."""
    long = piece * (150_000 // len(piece))
    started = time.process_time()
    compare(text(ARTICLE + long), text(long + ARTICLE), [long[:3_000], SENTENCE])
    assert time.process_time() - started < 8


def test_constructed_pairs_held_out_stay_right() -> None:
    """The floor of the benchmark, on a part of it."""
    classes, passages = score(60, seed=7, held_out=True)
    assert classes >= 0.9
    assert passages >= 0.98
