"""Templates of wiki pages as people fill them, and notes that only look unused."""

from __future__ import annotations

from typing import Any

import pytest

from citations.formats._wiki_cite import cite_item
from citations.reading import read


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        (
            "cita web",
            {"1": "http://porto.example/x", "2": "La marea di notte"},
            {"URL": "http://porto.example/x", "title": "La marea di notte"},
        ),
        (
            "cita web",
            {"1": "http://porto.example/x", "titolo": "La marea"},
            {"URL": "http://porto.example/x", "title": "La marea"},
        ),
        ("cite book", {"title": "Tides", "1": "stray"}, {"title": "Tides"}),
        ("cite book", {"editor": "Mara Holt"}, {"editor": [{"literal": "Mara Holt"}]}),
        ("cite book", {"editor2": "Mara Holt"}, {"editor": [{"literal": "Mara Holt"}]}),
        ("literatur", {"hrsg": "Karla Brandt"}, {"editor": [{"literal": "Karla Brandt"}]}),
        ("internetquelle", {"hrsg": "Hafenamt"}, {"publisher": "Hafenamt"}),
    ],
)
def test_values_are_taken_by_order_and_by_country(
    name: str, values: dict[str, str], wanted: dict[str, Any]
) -> None:
    """An address and a title may have no names; an editor may have one name for all of it."""
    found = dict(cite_item(name, values))

    assert {key: found.get(key) for key in wanted} == wanted
    assert "container-title" not in found


def _problems(text: str) -> list[str]:
    return [one.code for one in read(text.encode(), "page.wiki").document.problems]


def test_a_note_defined_where_it_is_shown_is_used() -> None:
    """A note in the value of a box that is not read as prose is no unused one."""
    box = '{{Ship box|length=40 m<ref name="log">The log, p. 3.</ref>}}'

    assert _problems(f"{box}\n\nThe ship sank off the cape in a storm.\n\n<references />") == []


@pytest.mark.parametrize(
    "listed", ["<references>{}</references>", "{{{{reflist|refs={}}}}}", "{{{{Kaynakça|refs={}}}}}"]
)
def test_a_note_that_only_a_list_defines_is_unused(listed: str) -> None:
    """A list prints what nothing on the page calls."""
    note = '<ref name="log">The log, p. 3.</ref>'

    assert _problems("The ship sank.\n\n" + listed.format(note)) == ["unused_note"]
