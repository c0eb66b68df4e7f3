"""Notebooks: cells as places, notes across cells, citations of the usual extensions."""

from __future__ import annotations

import json

import pytest

from citations.errors import UnreadableSource
from citations.model import BlockKind
from citations.reading import read


def notebook(*cells: tuple[str, object], **metadata: object) -> bytes:
    made = [{"cell_type": kind, "metadata": {}, "source": source} for kind, source in cells]
    whole = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole).encode()


def test_notes_are_found_across_cells() -> None:
    """A marker in one cell leads to a note in another; code is no claim."""
    data = notebook(
        ("markdown", ["# Rain\n", "\n", "It rained *twice*.[^1]\n"]),
        ("code", "x = '[^2] https://code.example'"),
        ("markdown", "It [stopped](https://ex.org/stop).\n"),
        ("raw", "not read"),
        ("markdown", "[^1]: Smith, *Rain*, 2020."),
    )
    found = read(data, "a.ipynb")
    assert found.document.format == "jupyter"
    assert [(one.text, one.place) for one in found.claims] == [
        ("It rained twice.", "cell 1"),
        ("It stopped.", "cell 3"),
    ]
    assert [note.text for note in found.notes] == ["Smith, Rain, 2020."]
    assert [one.note for one in found.citations] == ["n1", None]
    assert [link.url for link in found.links] == ["https://ex.org/stop"]
    assert [(b.kind, b.place) for b in found.document.blocks][2] == (BlockKind.CODE, "cell 2")
    assert found.document.title == "Rain"


ITEM = {"type": "book", "title": "On rain", "DOI": "10.1000/rain"}


@pytest.mark.parametrize(
    ("metadata", "key"),
    [
        ({"cite2c": {"citations": {"9/AB": ITEM}}}, "9/AB"),
        ({"citation-manager": {"items": {"zotero": {"9/AB": ITEM}}}}, "zotero/9/AB"),
    ],
)
def test_items_of_citation_extensions_are_references(metadata: dict[str, object], key: str) -> None:
    """The work in the notebook's metadata is what the cell cites."""
    text = f'So it is <cite data-cite="{key}">(Smith, 2020)</cite>.'
    found = read(notebook(("markdown", text), **metadata), "a.ipynb")
    assert [claim.text for claim in found.claims] == ["So it is."]
    (reference,) = found.references
    assert reference.csl["DOI"] == "10.1000/rain"
    assert found.citations[0].references == ("r1",)


def test_roles_name_entries_of_files_elsewhere() -> None:
    """``{cite:p}`` is a citation by key, and not a dangling one."""
    found = read(notebook(("markdown", "So it is {cite:p}`smith2020,brown`, they say.")), "a.ipynb")
    assert [(one.marker, one.dangling) for one in found.citations] == [
        ("smith2020", False),
        ("brown", False),
    ]
    assert [claim.text for claim in found.claims] == ["So it is, they say."]


@pytest.mark.parametrize(
    "data",
    [
        b"{", b"[]", b'{"cells": 3}', b'{"worksheets": []}', notebook(), b"[" * 100_000,
        b'{"nbformat": 4, "cells": ' + b"[" * 100_000,
        notebook(("markdown", " ")),
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_refused(data: bytes) -> None:
    """Broken, old, empty and hostile files give one line."""
    with pytest.raises(UnreadableSource, match=r"^a\.ipynb: "):
        read(data, "a.ipynb")


@pytest.mark.parametrize("cell", [None, 3, {}, {"cell_type": "markdown", "source": {"a": 1}}])
def test_a_malformed_cell_is_passed_over(cell: object) -> None:
    """The other cells are read all the same."""
    data = json.loads(notebook(("markdown", "It rained.")))
    data["cells"].insert(0, cell)
    found = read(json.dumps(data).encode(), "a.ipynb")
    assert "It rained." in [claim.text for claim in found.claims]


def test_code_between_the_entries_of_a_list_parts_them() -> None:
    """A cell of code ends an entry of the references above it."""
    found = read(
        notebook(
            ("markdown", "# Ice\n\nThe canal froze (Lund, 2009; Moreno, 2011)."),
            ("markdown", "## References"),
            ("markdown", "Lund, A. (2009). Why the locks froze. Canal Review, 12, 4-9."),
            ("code", "rows[1] = 2"),
            ("markdown", "Moreno, B. (2011). Ice on the weir. Canal Review, 14, 31-40."),
        ),
        "a.ipynb",
    )

    assert [one.raw[:6] for one in found.references] == ["Lund, ", "Moreno"]


def test_an_older_notebook_is_read() -> None:
    """Version 3 keeps its cells in worksheets, and its headings in cells of their own."""
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["On ice"]},
        {"cell_type": "markdown", "source": ["It froze.[^1]\n\n[^1]: Kay, Ice, 2011."]},
        {"cell_type": "code", "input": ["rows[1] = 2"], "outputs": []},
    ]
    book = {"nbformat": 3, "worksheets": [{"cells": cells}], "metadata": {}}
    found = read(json.dumps(book).encode(), "a.ipynb")
    heading = found.document.blocks[0]
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 2)
    assert [one.text for one in found.claims] == ["It froze."]
    assert [one.text for one in found.notes] == ["Kay, Ice, 2011."]


@pytest.mark.parametrize("formula", ["$$x = [1]$$", "$a_{i}[1]$", "$x[1] = 3$"])
def test_a_number_in_a_formula_is_no_marker(formula: str) -> None:
    """It is an index; the sums of a text are no formula."""
    listed = "## References\n\n[1] Kay, A. (2011). Ice on the weir. Canal Review, 14, 31-40."
    found = read(notebook(("markdown", f"Here {formula} holds.\n\n{listed}")), "a.ipynb")
    assert not found.citations
    paid = read(notebook(("markdown", f"They paid $5 [1] and $6 for it.\n\n{listed}")), "a.ipynb")
    assert len(paid.citations) == 1


@pytest.mark.parametrize(
    ("role", "said", "locator"),
    [
        ("{cite:p}`kay`", "It froze.", None),
        ("{footcite}`kay`", "It froze.", None),
        ("{cite}`{see}kay{p. 3}`", "It froze.", "p. 3"),
        ("{cite:t}`kay`", "It froze kay.", None),
    ],
)
def test_keys_of_roles_are_cited(role: str, said: str, locator: str | None) -> None:
    """With pages; where the author is in the sentence the key stands for the name."""
    found = read(notebook(("markdown", f"It froze {role}.")), "a.ipynb")
    assert [one.text for one in found.claims] == [said]
    assert [(one.marker, one.locator) for one in found.citations] == [("kay", locator)]
