"""Places and days in brackets, in documents that cite by notes."""

from __future__ import annotations

import pytest

from citations.reading import read


def _styles(notes: int, listed: str = "") -> list[str]:
    prose = " ".join(f"The choir sang {n} psalms.<ref>Note {n}.</ref>" for n in range(notes))
    text = f"{prose} A mass was printed (Hallgarth, 1677) and sung again (Elmswell, 1702).{listed}"
    return [one.style for one in read(text.strip().encode(), "page.wiki").citations]


def test_a_place_with_a_year_is_no_citation_where_notes_are() -> None:
    """Nothing that the document lists is called so, and it has notes for what it cites."""
    assert set(_styles(6)) == {"footnote"}


def test_a_name_with_a_year_dangles_where_nothing_else_cites() -> None:
    """A draft that has lost its list of works is told so."""
    assert _styles(0) == ["author_year", "author_year"]


def test_a_name_with_a_year_counts_beside_notes_where_a_list_has_it() -> None:
    """Both ways of citing may stand in one document."""
    listed = "\n\n== References ==\n* Hallgarth, M. (1677). ''A Mass for Six''. Leeds: Wren."

    assert "author_year" in _styles(6, listed)


@pytest.mark.parametrize(
    "named",
    [
        "Eq. (2)",
        "equation (2)",
        "paragraphs (b) through (2)",
        "paragraph (b)(2)",
        "Gleichung (2)",
        "l'équation (2)",
    ],
)
def test_the_number_of_what_is_named_is_no_marker(named: str) -> None:
    """Formulas and paragraphs have numbers in brackets too."""
    listed = "\n".join(f"({n}) Halden, M. (199{n}). Tides, vol. {n}. Wren: Leeds." for n in (1, 2))
    text = f"It rose (1). It fell as in {named}. It rose again (2).\n\nReferences\n\n{listed}\n"
    markers = [one.marker for one in read(text.encode(), "tides.txt").citations]

    assert markers == ["1", "2"]
