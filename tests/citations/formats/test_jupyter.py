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
