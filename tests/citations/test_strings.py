"""Bibliography strings: the trained model's reading, and the rules' where there is none."""

from __future__ import annotations

import time
from typing import Any

import pytest

from citations.model import Mapped
from citations.references import parse_note
from citations.references.features import features_of, tokens_of
from citations.references.tagging import label

pytest.importorskip("pycrfsuite")


def families(csl: Any, role: str = "author") -> list[str]:
    return [name.get("family") or name["literal"] for name in csl.get(role, [])]


def read(text: str) -> Any:
    (reference,) = parse_note(Mapped.plain(text)).references
    return reference.csl


# Style, string, and what is asked of it; the works do not exist.
STRINGS = [
    (
        "APA",
        (
            "Marchetti, L. B., & Oduya, F. (2017). Grain prices and river floods. Agrarian "
            "History, 31(2), 118–140. https://doi.org/10.5555/ah.2017.31"
        ),
        (["Marchetti", "Oduya"], "Grain prices and river floods", "Agrarian History", "31", "2"),
    ),
    (
        "Vancouver",
        (
            "Marchetti LB, Oduya F. Grain prices and river floods. Agrarian History. "
            "2017;31(2):118-40."
        ),
        (["Marchetti", "Oduya"], "Grain prices and river floods", "Agrarian History", "31", "2"),
    ),
    (
        "Harvard",
        (
            "Marchetti, L.B. and Oduya, F. (2017) ‘Grain prices and river floods’, Agrarian "
            "History, 31(2), pp. 118–140."
        ),
        (["Marchetti", "Oduya"], "Grain prices and river floods", "Agrarian History", "31", "2"),
    ),
    (
        "Chicago",
        (
            "Marchetti, L. B., and F. Oduya. 2017. “Grain Prices and River Floods”. Agrarian "
            "History 31 (2): 118–40."
        ),
        (["Marchetti", "Oduya"], "Grain Prices and River Floods", "Agrarian History", "31", "2"),
    ),
    (
        "DIN 1505",
        (
            "Marchetti, Luisa ; Oduya, Femi: Grain prices and river floods. In: Agrarian "
            "History Bd. 31 (2017), Nr. 2, S. 118–140"
        ),
        (["Marchetti", "Oduya"], "Grain prices and river floods", "Agrarian History", "31", "2"),
    ),
]


@pytest.mark.parametrize(("style", "text", "wanted"), STRINGS, ids=[row[0] for row in STRINGS])
def test_one_article_is_read_alike_in_every_style(style: str, text: str, wanted: Any) -> None:
    """Names, title, journal, volume and issue do not depend on how a style orders them."""
    csl = read(text)
    got = tuple(csl.get(name) for name in ("title", "container-title", "volume", "issue"))
    assert (families(csl), *got) == wanted
    assert csl["issued"] == {"date-parts": [[2017]]}
    assert csl["page"].startswith("118-")
    assert csl["type"] == "article-journal"


def test_a_chapter_has_editors_and_a_book() -> None:
    """The editors of the book are not its authors, and the book is not the chapter."""
    csl = read(
        "Oduya, F. (2011). Mills and weirs. In L. B. Marchetti (ed.), Handbook of rivers "
        "(pp. 101–130). Brightwater Press."
    )
    assert families(csl) == ["Oduya"]
    assert families(csl, "editor") == ["Marchetti"]
    assert csl["title"] == "Mills and weirs"
    assert csl["container-title"] == "Handbook of rivers"
    assert csl["publisher"] == "Brightwater Press"


def test_the_model_is_told_nothing_of_the_words_of_a_title() -> None:
    """Two strings of one shape have the same features, whatever their words."""
    one, other = "Oduya F. Mills on rivers. 2011.", "Ferro A. Tides on canals. 1987."
    assert features_of(tokens_of(one)) == features_of(tokens_of(other))


def test_labelled_parts_lie_in_the_string_in_order() -> None:
    """Parts do not overlap and every one has words."""
    text = "Oduya F. Mills by rivers. Agrarian History. 2011;3(4):5-9."
    end = 0
    for part in label(text) or []:
        assert end <= part.start < part.end <= len(text)
        end = part.end


@pytest.mark.parametrize("piece", ["A. B. ", "(2001) x ", "Abc. ", "1;2(3):4 ", "// "])
def test_hostile_strings_take_bounded_time(piece: str) -> None:
    """100 kB of separators are labelled in a few seconds at most."""
    begin = time.process_time()
    parse_note(Mapped.plain("Oduya, F. (2011). " + piece * (100_000 // len(piece))))
    assert time.process_time() - begin < 5
