"""A work cited by year or key, and again in the words of a note."""

from __future__ import annotations

import pytest

from citations.reading import read

TEX = """\\begin{document}
The dunes moved in 1911 \\cite{holt}.
They moved again.\\footnote{%s}
\\begin{thebibliography}{9}
\\bibitem{holt} Mara Holt, \\emph{Why Dunes Move: A History}, Leeds: Sand Press, 2004.
\\end{thebibliography}
\\end{document}
"""

SAME = [
    "Mara Holt, \\emph{Why Dunes Move: A History}, Leeds: Sand Press, 2004, p. 7.",
    "M. Holt, \\emph{Why Dunes Move} (Leeds: Sand Press, 2004), p. 9.",
]
OTHER = [
    "Mara Holt, \\emph{Why Dunes Move: An Atlas}, Leeds: Sand Press, 2004, p. 7.",
    "Mara Holt, \\emph{Why Dunes Move}, Leeds: Sand Press, 2011, p. 7.",
    "Mara Holt, \\emph{Why Rivers Move}, Leeds: Sand Press, 2004, p. 7.",
    "Bo Roy, \\emph{Why Dunes Move}, Leeds: Sand Press, 2004, p. 7.",
]


def tied(note: str) -> bool:
    reading = read((TEX % note).encode(), "a.tex")
    (listed,) = reading.citations[0].references
    (repeated,) = reading.citations[1].references
    by_id = {one.id: one for one in reading.references}
    assert by_id[listed].same_as is None
    return by_id[repeated].same_as == listed


@pytest.mark.parametrize("note", SAME)
def test_a_note_that_tells_the_work_again_is_the_same_reference(note: str) -> None:
    """The same people, year and title, with or without the subtitle, on any page."""
    assert tied(note)


@pytest.mark.parametrize("note", OTHER)
def test_different_works_stay_apart(note: str) -> None:
    """Another subtitle, year, title or author is another work."""
    assert not tied(note)


def test_a_doi_tells_sameness_alone() -> None:
    """However the rest is written."""
    text = (
        "Dunes move (Holt 2004). They did.[^1]\n\n[^1]: Holt, M. Dunes. https://doi.org/10.1000/7.\n\n"
        "## References\n\nHolt, M. (2004). Why dunes move. *Sand Review*, 3, 4–9. "
        "https://doi.org/10.1000/7\n"
    )
    reading = read(text.encode(), "a.md")
    listed = next(one for one in reading.references if "Sand Review" in one.raw)
    noted = next(one for one in reading.references if "Sand Review" not in one.raw)

    assert noted.same_as == listed.id
