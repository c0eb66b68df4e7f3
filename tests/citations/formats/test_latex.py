"""LaTeX as papers are written: notes, citation commands, the bibliography, links."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.errors import UnreadableSource
from citations.model import BlockKind, Reading
from citations.reading import read

BIBLIOGRAPHY = r"""
\begin{thebibliography}{9}
\bibitem{jones2001} B. Jones, \emph{Rivers}, Press, 2001.
\bibitem[Brown(1999)]{brown} C. Brown. Floods. \textit{Water}, 3(2):1--9, 1999.
\end{thebibliography}
"""


def reading(text: str) -> Reading:
    found = read(text.encode(), "a.tex")
    for block in found.document.blocks:
        offsets = list(block.content.offsets)
        assert offsets == sorted(offsets)
    return found


def claims(text: str) -> list[str]:
    return [one.text for one in reading(text).claims]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"It rose 2~metres --- ``so'' they say.", ["It rose 2 metres — “so” they say."]),
        (r"The caf\'e of D\"oe and Fran\c{c}ois is \emph{old}.", None),
        ("It fell. % not\n% this\nIt rose.", ["It fell.", "It rose."]),
        (r"The share is $12.5\,\%$ of all.", ["The share is 12.5 % of all."]),
        (r"Let $\alpha_i^2$ be.", ["Let  be."]),
        (r"It cost \$5 \& more.", ["It cost $5 & more."]),
        (r"\section{Not this}It is \label{x}so.", ["It is so."]),
        (r"It is. \begin{verbatim}Not \cite{this}.\end{verbatim}", ["It is."]),
        (r"It is. \begin{equation} x = y \end{equation}", ["It is."]),
        (r"\newcommand{\x}[1]{never #1}It is.", ["It is."]),
        (r"\documentclass{article}Never.\begin{document}It is.\end{document}Never.", ["It is."]),
        ("It is so\n\nand it is not.", ["It is so", "and it is not."]),
    ],
)
def test_text_is_read_as_it_is_set(text: str, said: list[str] | None) -> None:
    """Commands, formulas and comments are not read; accents and signs are composed."""
    assert claims(text) == (said or ["The café of Döe and François is old."])


@pytest.mark.parametrize(
    ("command", "keys", "locator"),
    [
        (r"\cite{brown}", ["brown"], None),
        (r"\cite[12]{brown}", ["brown"], "p. 12"),
        (r"\citep[see][p.~12]{jones2001,brown}", ["jones2001", "brown"], "p. 12"),
        (r"\citep*{brown}", ["brown"], None),
        (r"\parencite[3--4]{brown}", ["brown"], "p. 3–4"),
        (r"\autocites[1]{jones2001}[1]{brown}", ["jones2001", "brown"], "p. 1"),
        (r"\footcite{brown}", ["brown"], None),
        (r"\supercite{brown}", ["brown"], None),
    ],
)
def test_citation_commands_lead_to_the_bibliography(
    command: str, keys: list[str], locator: str | None
) -> None:
    """Those of LaTeX, natbib and biblatex; their words leave the sentence."""
    found = reading(f"Land dries {command}.{BIBLIOGRAPHY}")
    assert [one.text for one in found.claims] == ["Land dries."]
    assert [one.marker for one in found.citations] == keys
    assert {one.locator for one in found.citations} == {locator}
    texts = {note.id: note.text[:8] for note in found.notes}
    expected = {"brown": "C. Brown", "jones2001": "B. Jones"}
    assert [texts[one.note or ""] for one in found.citations] == [expected[key] for key in keys]


def test_a_textual_citation_stays_in_its_sentence() -> None:
    """Where the author is the subject, the key stands for the name."""
    found = reading(rf"As \citet{{brown}} says, land dries.{BIBLIOGRAPHY}")
    assert [one.text for one in found.claims] == ["As brown says, land dries."]
    assert found.citations[0].note is not None


def test_notes_are_tied_to_their_marks() -> None:
    """A note in place, one whose words come later, and one inside a note."""
    text = (
        r"One.\footnote{First, \url{https://ex.org/a_b\%20c}.\footnote{Inner.}} "
        "Two.\\footnotemark\n\n\\footnotetext{Second.}\n\nThree.\\endnote{Third.}"
    )
    found = reading(text)
    notes = {note.id: note.text for note in found.notes}
    assert [(one.marker, notes.get(one.note or "")) for one in found.citations] == [
        ("1", "First, https://ex.org/a_b%20c."),
        ("2", "Second."),
        ("3", "Third."),
    ]
    assert "Inner." in notes.values()
    assert found.links[0].url == "https://ex.org/a_b%20c"


def test_links_keep_their_words() -> None:
    """A link's words are read, its address is cited; a bare one is both."""
    found = reading(
        r"See \href{https://ex.org/x\%20y}{the report} or \url{https://plain.example/a}."
    )
    assert [one.text for one in found.claims] == ["See the report or https://plain.example/a."]
    assert [link.url for link in found.links] == ["https://ex.org/x%20y", "https://plain.example/a"]


def test_blocks_are_told_apart() -> None:
    """Title, byline, headings, items, quotations and captions; a figure is no prose."""
    found = reading(
        r"\title{On Rivers}\author{Jo Doe}\begin{document}\maketitle\section{Intro}"
        r"\begin{itemize}\item It rose.\item It fell.\end{itemize}"
        r"\begin{figure}[ht]\includegraphics{x}\caption{The mouth.}\end{figure}"
        r"\begin{quote}It is said.\end{quote}\end{document}"
    )
    assert [(block.kind, block.content.text) for block in found.document.blocks] == [
        (BlockKind.TITLE, "On Rivers"),
        (BlockKind.BYLINE, "Jo Doe"),
        (BlockKind.HEADING, "Intro"),
        (BlockKind.LIST_ITEM, "It rose."),
        (BlockKind.LIST_ITEM, "It fell."),
        (BlockKind.CAPTION, "The mouth."),
        (BlockKind.QUOTATION, "It is said."),
    ]
    assert found.document.title == "On Rivers"


def test_keys_of_another_file_are_references_by_name() -> None:
    """The file beside the document is named, and a key without an entry is told."""
    found = reading(r"Land dries \cite{smith}. \bibliography{refs}")
    assert [one.csl for one in found.references] == [{"id": "smith"}]
    assert [one.code for one in found.document.problems] == ["bibliography_elsewhere"]
    found = reading(rf"Land dries \cite{{nobody}}.{BIBLIOGRAPHY}")
    assert [one.code for one in found.document.problems] == ["undefined_citation"]
    assert found.citations[0].dangling


def test_a_bib_file_inside_the_source_is_read() -> None:
    """What the source writes to a .bib file gives the items."""
    found = reading(
        "\\begin{filecontents}{x.bib}\n@book{k, title={Dry Land}, year=2019}\n"
        "\\end{filecontents}\nLand dries \\cite{k}. \\addbibresource{x.bib}"
    )
    assert [one.csl["title"] for one in found.references] == ["Dry Land"]
    assert found.document.problems == ()


def test_commands_alone_are_no_document() -> None:
    """A style file has nothing to read."""
    with pytest.raises(UnreadableSource, match=r"^a\.tex: .*no text"):
        reading(r"\usepackage{x}\newcommand{\a}{b}")


@pytest.mark.parametrize(
    "unit",
    ["{", "}", r"\footnote{", r"\section{", r"\cite{", r"\cite[", "$", r"\(", r"\begin{a}", "%",
     r"\begin{verbatim}", r"\href{a}{", r"\bibitem{a}", r"\end{a}", "\\", "[", r"\item "],
)  # fmt: skip
def test_hostile_sources_take_linear_time(unit: str) -> None:
    """A hundred thousand characters of open commands are read within seconds."""
    start = time.process_time()
    reading("It is so. " + unit * (100_000 // len(unit)) + " end.")
    assert time.process_time() - start < 6


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["{", "}", "[", "]", "\\footnote", "\\cite", "\\item", "\\section", "$", "%", "\n",
             "\n\n", "word. ", "\\begin{quote}", "\\end{quote}", "\\url{https://a.example/}", "~",
             "\\'e", "\\bibitem{a}", "\\begin{figure}", "\\caption{"]
        )
    )
)  # fmt: skip
def test_any_mixture_is_read(parts: list[str]) -> None:
    """No order of commands breaks the reader or its offsets."""
    reading("word " + "".join(parts))
