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


KINDS = [
    ("Oduya, F. (2011). Mills and weirs. Agrarian History, 12(3), 4–19.", "article-journal"),
    ("Oduya, F. (2011). Mills and weirs. Brightwater Press.", "book"),
    ("Oduya, F. 2011. Mills and weirs. PhD thesis, University of Wick.", "thesis"),
    (
        (
            "Oduya, F. (2011). Mills and weirs. In L. Marchetti (Ed.), Handbook of rivers "
            "(pp. 1–30). Brightwater Press."
        ),
        "chapter",
    ),
    (
        (
            "Oduya F, Ferro A. Mills and weirs. In: Proceedings of the Third Conference on Rivers; "
            "2011. p. 4–19."
        ),
        "paper-conference",
    ),
    ("Oduya, F. (2011, May 3). Mills and weirs. The Wick Gazette, 4.", "article-newspaper"),
    (
        (
            "River Trust. (2011). Mills and weirs (Working Paper No. 12). River Trust. "
            "https://example.org/mills"
        ),
        "report",
    ),
    (
        "Oduya, F. (2011, May 3). Mills and weirs. River Notes Blog. https://example.org/mills",
        "post-weblog",
    ),
    ("Oduya, F. (2011, May 3). Mills and weirs. River Facts. https://example.org/m", "webpage"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_string_tells_what_kind_of_work_it_names(text: str, kind: str) -> None:
    """The parts that are there, and the words of their names, give the CSL type."""
    assert read(text)["type"] == kind


def test_semicolons_inside_a_string_divide_nothing() -> None:
    """Editors, a publisher and pages behind semicolons are parts of one book."""
    (reference,) = parse_note(
        Mapped.plain(
            "Oduya, F.; Ferro, A. Mills and Weirs. In Handbook of Rivers; Marchetti, L., Ed.; "
            "Brightwater Press: Wick, 2011; pp. 101–130."
        )
    ).references
    assert families(reference.csl) == ["Oduya", "Ferro"]
    assert reference.csl["page"] == "101-130"


def test_a_day_behind_the_address_is_when_somebody_looked() -> None:
    """Where the work has its year elsewhere, no word is needed for the day of access."""
    csl = read(
        "Oduya, Femi. 2011. ‘Mills and Weirs’. River Facts. https://example.org/m (18 July 2012)."
    )
    assert csl["issued"] == {"date-parts": [[2011]]}
    assert csl["accessed"] == {"date-parts": [[2012, 7, 18]]}


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
