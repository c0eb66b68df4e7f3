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
     r"\begin{verbatim}", r"\href{a}{", r"\bibitem{a}", r"\end{a}", "\\", "[", r"\item ",
     r"\begin{tabular}{l}", r"\newcommand{\a}[1]{", r"\let\a\footnote", r"\cites(",
     r"a&b\\\hline "],
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
             "\\'e", "\\bibitem{a}", "\\begin{figure}", "\\caption{", "\\begin{tabular}{l}", "&",
             "\\\\", "\\hline", "\\end{tabular}", "\\newcommand{\\a}[1]{\\footnote{#1}}", "\\a{x}",
             "\\enquote{", "\\footref{n}", "\\label{n}", "\\footnotemark", "\\textcites(a)"]
        )
    )
)  # fmt: skip
def test_any_mixture_is_read(parts: list[str]) -> None:
    """No order of commands breaks the reader or its offsets."""
    reading("word " + "".join(parts))


@pytest.mark.parametrize(
    ("defined", "used", "text"),
    [
        (r"\newcommand{\fn}[1]{\footnote{#1}}", r"\fn{Kay, \emph{Ice}.}", "Kay, Ice."),
        (r"\newcommand\src[2]{\footnote{#1, p.~#2}}", r"\src{Kay, Ice}{9}", "Kay, Ice, 9"),
        (r"\NewDocumentCommand{\Anm}{O{} m}{\footnote{#2}}", r"\Anm[x]{Kay, Ice.}", "Kay, Ice."),
        (r"\def\note#1{\endnote{#1}}", r"\note{Kay, Ice.}", "Kay, Ice."),
        (r"\let\fn\footnote", r"\fn{Kay, Ice.}", "Kay, Ice."),
        (r"\newcommand{\a}[1]{\footnote{#1}}\def\b#1{\a{#1}}", r"\b{Kay, Ice.}", "Kay, Ice."),
    ],
)
def test_a_command_that_makes_a_note_is_one(defined: str, used: str, text: str) -> None:
    """However the document defines it; its arguments are the words of the note."""
    found = reading(rf"{defined}\begin{{document}}It froze.{used} It thawed.\end{{document}}")
    assert [one.text for one in found.claims] == ["It froze.", "It thawed."]
    assert [one.text for one in found.notes] == [text]
    assert [one.claim for one in found.citations] == ["c1"]


@pytest.mark.parametrize(
    ("body", "said", "keys", "locator"),
    [
        (r"It froze \mine{brown}{4}.", "It froze.", ["brown"], None),
        (r"It froze (\cite{brown}).", "It froze.", ["brown"], None),
        (r"It froze \volcite{2}[12]{brown}.", "It froze.", ["brown"], "p. 12"),
        (r"\autocites(see)(and more)[3]{brown}[3]{jones2001} It froze.", "It froze.",
         ["brown", "jones2001"], "p. 3"),
        (r"It froze, cf.\ \citealp{brown}.", "It froze, cf. .", ["brown"], None),
        (r"He said \textcquote[7]{brown}{it froze}.", "He said “it froze”.", ["brown"], "p. 7"),
        (r"\blockquote[{\cite[7]{brown}}]{It froze.}", "“It froze.”", ["brown"], "p. 7"),
        (r"\Textcite{brown} says it froze.", "Brown says it froze.", ["brown"], None),
    ],
)  # fmt: skip
def test_citations_leave_a_sentence_whole(
    body: str, said: str, keys: list[str], locator: str | None
) -> None:
    """What stands around a citation goes with it; the document's own commands are followed."""
    defined = r"\newcommand{\mine}[2]{\footcite[#2]{#1}}"
    found = reading(rf"{defined}\begin{{document}}{body}{BIBLIOGRAPHY}\end{{document}}")
    assert [one.text for one in found.claims] == [said]
    assert [one.marker for one in found.citations] == keys
    assert {one.locator for one in found.citations} == {locator}


def test_a_table_is_read_row_by_row() -> None:
    """The rows above the first line are headings; notes and citations belong to their row."""
    found = reading(
        r"\begin{table}\caption{Floods}\begin{tabularx}{9cm}{lX}\toprule Year & "
        r"\multicolumn{2}{c}{Drowned} \\ \midrule 1911 & 40 people\footnote{Kay, Ice, 1912.} \\"
        r"\cmidrule(lr){1-2} 1912 & \begin{tabular}{c}five\\in all\end{tabular} \\ \bottomrule"
        r"\end{tabularx}\end{table}"
    )
    assert [(block.kind, block.content.text) for block in found.document.blocks] == [
        (BlockKind.CAPTION, "Floods"),
        (BlockKind.HEADING, "Year\tDrowned"),
        (BlockKind.TABLE_ROW, "1911\t40 people"),
        (BlockKind.TABLE_ROW, "1912\tfive in all"),
    ]
    claims = {one.id: one.text for one in found.claims}
    assert [claims[one.claim or ""] for one in found.citations] == ["1911\t40 people"]


def test_notes_are_found_by_number_and_by_label() -> None:
    """Words that come in another order, and a second marker of one note."""
    found = reading(
        r"One\footnotemark[1] two\footnotemark[2] three.\footnote{\label{n}Third.} "
        r"Again.\footref{n}"
        r"\footnotetext[2]{Second.}\footnotetext[1]{First.}"
    )
    notes = {note.id: note.text for note in found.notes}
    assert [notes[one.note or ""] for one in found.citations] == [
        "First.",
        "Second.",
        "Third.",
        "Third.",
    ]


def test_an_address_may_hold_percent_signs() -> None:
    r"""In ``\url`` they begin no comment."""
    found = reading("See \\url{https://ex.org/a%20b}. It froze.\n")
    assert [one.url for one in found.links] == ["https://ex.org/a%20b"]
    assert [one.text for one in found.claims][-1] == "It froze."


def test_text_in_other_files_is_told() -> None:
    """What a document includes is named, as it is not read with it."""
    found = reading(r"It froze. \input{two}\include{parts/three}")
    assert [one.message for one in found.document.problems] == [
        "its text goes on in two, parts/three, which was not read"
    ]


def test_keys_go_on_behind_a_comment() -> None:
    """A percent sign at the end of a line is how long lists of keys are wrapped."""
    found = read(b"It sank \\cite{one,%\n  two,% the second\n three}.\n", "a.tex")

    assert [one.marker for one in found.citations] == ["one", "two", "three"]


def test_notes_below_tables_are_tied_by_their_letters() -> None:
    """The letters of threeparttable begin again with each table."""
    table = (
        "\\begin{threeparttable}\\begin{tabular}{l}"
        "%s\\tnote{a} \\\\ %s\\tnote{a,b} \\\\\\end{tabular}"
        "\\begin{tablenotes}\\small\n\\item[a] %s\n\\item[b] See \\url{https://ex.org/%s}.\n"
        "\\end{tablenotes}\\end{threeparttable}\n\n"
    )
    found = reading(table % ("1911", "1912", "Kay, 2019.", "k") + table % ("13", "14", "Roy.", "r"))
    notes = {note.id: note.text for note in found.notes}

    assert [one.marker for one in found.citations] == ["a", "a", "b"] * 2
    assert [notes[one.note or ""][:4] for one in found.citations[::3]] == ["Kay,", "Roy."]
    assert len(notes) == 4
    assert {one.url for one in found.links} == {"https://ex.org/k", "https://ex.org/r"}
    assert "Kay" not in " ".join(one.text for one in found.claims)


def test_a_table_of_many_lines_takes_linear_time() -> None:
    """Each row with a line below it; the first one is the head."""
    start = time.process_time()
    found = reading(r"\begin{tabular}{ll}" + r"\hline a & b \\ " * 8_000 + r"\end{tabular}")
    kinds = [block.kind for block in found.document.blocks]
    assert kinds[:2] == [BlockKind.HEADING, BlockKind.TABLE_ROW]
    assert len(kinds) == 8_000
    assert time.process_time() - start < 6
