"""Files of references: BibTeX, RIS, CSL-JSON; each entry a reference, no claims."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.errors import UnreadableSource
from citations.model import Reading
from citations.reading import read

BIB = r"""
% a comment
@string{wat = "Water Research"}
@comment{not this}
@article{jones2001,
  author = {Jones, Bo and van der Berg, Ana and {World Health Organization}},
  title = {On {R}ivers \& their \'Etudes},
  journal = wat # { Letters},
  year = 2001, month = mar,
  volume = 3, number = {2}, pages = {1--9},
  doi = {https://doi.org/10.1000/rivers},
}
@online(site, title="A site", url={https://ex.org/a\_b}, urldate={2020-01-02}, date={2019-05-03})
@misc{old, title={Old}, howpublished={\url{https://old.example/}}, note={Accessed 2019}}
"""
RIS = """TY  - JOUR
AU  - Jones, Bo
AU  - World Health Organization
TI  - On Rivers
JO  - Water
VL  - 3
IS  - 2
SP  - 1
EP  - 9
PY  - 2001
DA  - 2001/03/04
DO  - 10.1000/rivers
UR  - https://ex.org/rivers
SN  - 1234-5679
ID  - jones2001
ER  -

TY  - WEB
TI  - A site
Y2  - 2020/01/02
UR  - https://ex.org/a
ER  -
"""
ITEMS = [
    {"id": "a", "type": "book", "title": "Rivers", "author": [{"family": "Jones"}], "note": ""},
    {"id": 7, "type": "webpage", "title": "Site", "URL": "https://ex.org/a"},
]


def reading(text: str, name: str) -> Reading:
    found = read(text.encode(), name)
    assert found.claims == ()
    assert found.citations == ()
    for one in found.references:
        assert found.document.text[one.start : one.end] == one.raw
    return found


def test_bibtex_entries_are_references() -> None:
    """Names, accents, strings joined, months and addresses, in braces and in parentheses."""
    found = reading(BIB, "a.bib")
    first, second, third = (dict(one.csl) for one in found.references)
    assert first == {
        "id": "jones2001",
        "type": "article-journal",
        "title": "On Rivers & their Études",
        "container-title": "Water Research Letters",
        "volume": "3",
        "issue": "2",
        "page": "1–9",
        "DOI": "10.1000/rivers",
        "author": [
            {"family": "Jones", "given": "Bo"},
            {"family": "van der Berg", "given": "Ana"},
            {"literal": "World Health Organization"},
        ],
        "issued": {"date-parts": [[2001, 3]]},
    }
    assert second["URL"] == "https://ex.org/a_b"
    assert second["accessed"] == {"date-parts": [[2020, 1, 2]]}
    assert third["URL"] == "https://old.example/"
    assert [link.url for link in found.links] == [
        "https://doi.org/10.1000/rivers",
        "https://ex.org/a_b",
        "https://old.example/",
    ]


_PARTS = """
@string{ouse = "Ouse Papers"}
@inproceedings{part, title = {Silt}, author = {Edith Marlow}, crossref = {WHOLE}, pages = {1--9}}
@inbook{leaf, title = {Locks}, crossref = {volume}, date = {2001}}
@article{piece, title = {Reeds}, crossref = {number}}
@book{made, title = {Weirs}, xdata = {quay, other}}
@incollection{round, title = {Loop}, crossref = {round}}
@incollection{lost, title = {Lost}, crossref = {nowhere}, booktitle = {Kept}}
@proceedings{Whole, title = {Rivers 88}, editor = {Jan Quill}, year = 1988, series = ouse,
  publisher = {Quay}, url = {https://rivers.example/88}}
@book{volume, title = {On Locks}, author = {Jan Quill}, date = {1999}, publisher = {Quay}}
@periodical{number, title = {The Reed}, year = 1990, volume = 4}
@xdata{quay, publisher = {Quay Books}, location = {York}}
@control{IEEEexample:BSTcontrol, ctluse = "yes"}
"""


def test_parts_have_the_fields_of_the_whole_they_are_in() -> None:
    """A chapter has its book's title, year and editor, not its address; settings are no works."""
    found = {str(one.csl["id"]): dict(one.csl) for one in reading(_PARTS, "a.bib").references}

    assert sorted(found) == [
        "Whole",
        "leaf",
        "lost",
        "made",
        "number",
        "part",
        "piece",
        "round",
        "volume",
    ]
    assert found["part"]["container-title"] == "Rivers 88"
    assert found["part"]["issued"] == {"date-parts": [[1988]]}
    assert found["part"]["editor"] == [{"given": "Jan", "family": "Quill"}]
    assert (found["part"]["publisher"], found["part"]["collection-title"]) == (
        "Quay",
        "Ouse Papers",
    )
    assert "URL" not in found["part"]
    assert found["leaf"]["author"] == [{"given": "Jan", "family": "Quill"}]
    assert found["leaf"]["issued"] == {"date-parts": [[2001]]}
    assert (found["piece"]["container-title"], found["piece"]["volume"]) == ("The Reed", "4")
    assert (found["made"]["publisher"], found["made"]["publisher-place"]) == ("Quay Books", "York")
    assert found["lost"]["container-title"] == "Kept"


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@article{a, title={A}, url={https://e.org/a}}", "webpage"),
        ("@article{a, title={A}, journal={J}, url={https://e.org/a}}", "article-journal"),
        ("@article{a, title={A}, doi={10.5555/1}, url={https://e.org/a}}", "article-journal"),
        ("@article{a, title={A}}", "article-journal"),
        ("@generic{a, title={A}, url={https://e.org/a}}", "webpage"),
        ("@web_page{a, title={A}}", "webpage"),
        ("@book_section{a, title={A}}", "chapter"),
    ],
)
def test_the_kind_of_an_entry_is_what_its_fields_bear_out(entry: str, kind: str) -> None:
    """People and programs call a page an article, or have words of their own for it."""
    [one] = reading(entry, "a.bib").references

    assert one.csl["type"] == kind


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("1984/1986", [[1984], [1986]]),
        ("2006-10", [[2006, 10]]),
        ("2006-10-05/2006-10-07", [[2006, 10, 5], [2006, 10, 7]]),
        ("1952/", [[1952]]),
        ("1921?", [[1921]]),
    ],
)
def test_dates_of_biblatex_may_be_spans(date: str, parts: list[list[int]]) -> None:
    """Both ends are kept; an open end is none."""
    [one] = reading(f"@book{{a, title={{A}}, date={{{date}}}}}", "a.bib").references

    assert one.csl["issued"] == {"date-parts": parts}


def test_two_hyphens_are_a_dash_in_words_and_themselves_in_numbers() -> None:
    """As TeX prints them."""
    entry = "@book{a, title={Floods, 1900--1931}, doi={10.5555/a--b}, url={https://e.org/a--b}}"
    [one] = reading(entry, "a.bib").references

    assert one.csl["title"] == "Floods, 1900–1931"
    assert (one.csl["DOI"], one.csl["URL"]) == ("10.5555/a--b", "https://e.org/a--b")


def test_parts_of_dates_are_numbers() -> None:
    """However the program that wrote the CSL-JSON gives them."""
    item = {"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [["2019", 4]]}}
    [one] = reading(json.dumps([item]), "a.json").references

    assert one.csl["issued"] == {"date-parts": [[2019, 4]]}


def test_others_are_nobody() -> None:
    """ "and others" says that there are more names, not one."""
    [one] = reading("@book{a, title={A}, author={Marlow, Edith and others}}", "a.bib").references

    assert one.csl["author"] == [{"family": "Marlow", "given": "Edith"}]


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("note = {Accessed: 2017-4-6}", [2017, 4, 6]),
        ("note = {[Online; accessed 19-May-2021]}", [2021, 5, 19]),
        ("howpublished = {\\url{https://e.org/a}, Zugriff am 3. März 2020}", [2020, 3, 3]),
        ("note = {Дата обращения: 12.05.2019}", [2019, 5, 12]),
        ("lastchecked = {2 June 2015}", [2015, 6, 2]),
        ("urldate = {2011-01-02}, note = {accessed 2013}", [2011, 1, 2]),
        ("note = {Published in 1999}", None),
    ],
)
def test_the_day_of_a_visit_is_found_where_people_write_it(
    fields: str, day: list[int] | None
) -> None:
    """In a field of some style's own, or in words, in any of our languages."""
    [one] = reading(f"@misc{{a, title = {{A}}, {fields}}}", "a.bib").references

    assert one.csl.get("accessed") == ({"date-parts": [day]} if day else None)


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        ("1465-0045, 1557-3028", "ISSN", "1465-0045"),
        ("1557-3028 (print)", "ISSN", "1557-3028"),
        ("0816632723", "ISBN", "0816632723"),
        ("978-0-8166-3272-5", "ISBN", "978-0-8166-3272-5"),
    ],
)
def test_serial_numbers_of_ris_are_told_from_those_of_books(
    number: str, field: str, value: str
) -> None:
    """Databases give those for print and for the web in one field."""
    [one] = reading(f"TY  - JOUR\nTI  - A\nSN  - {number}\nER  -\n", "a.ris").references

    assert one.csl[field] == value


def test_ris_entries_are_references() -> None:
    """Every tag in its field; the fuller date wins over the year."""
    first, second = (dict(one.csl) for one in reading(RIS, "a.ris").references)
    assert first == {
        "type": "article-journal",
        "author": [
            {"family": "Jones", "given": "Bo"},
            {"literal": "World Health Organization"},
        ],
        "title": "On Rivers",
        "container-title": "Water",
        "volume": "3",
        "issue": "2",
        "issued": {"date-parts": [[2001, 3, 4]]},
        "DOI": "10.1000/rivers",
        "URL": "https://ex.org/rivers",
        "ISSN": "1234-5679",
        "id": "jones2001",
        "page": "1–9",
    }
    assert second["accessed"] == {"date-parts": [[2020, 1, 2]]}


@pytest.mark.parametrize(
    "whole", [ITEMS, {"items": ITEMS}, {"version": 1, "references": ITEMS}], ids=str
)
def test_csl_items_are_references(whole: object) -> None:
    """A list, and the exports that hold one; empty fields are dropped."""
    found = reading(json.dumps(whole, indent=1), "a.json")
    assert [one.csl["title"] for one in found.references] == ["Rivers", "Site"]
    assert "note" not in found.references[0].csl


def test_a_single_item_is_a_document() -> None:
    """One item without a list around it."""
    assert len(reading(json.dumps(ITEMS[0]), "a.csljson").references) == 1


def test_a_key_that_comes_twice_is_named() -> None:
    """Both entries are kept, and a person is told."""
    found = reading("@book{a, title={One}}\n@book{a, title={Two}}", "a.bib")
    assert [one.csl["title"] for one in found.references] == ["One", "Two"]
    assert [(one.code, one.line) for one in found.document.problems] == [("duplicate_key", 2)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no entries", "a.bib"),
        ("no tags", "a.ris"),
        ("[1, 2]", "a.csljson"),
        ('{"a": ', "a.csljson"),
        ("[" * 50_000, "a.csljson"),
        ('[{"title": "a"}, nonsense]', "a.csljson"),
    ],
)
def test_what_holds_no_entry_is_refused(text: str, name: str) -> None:
    """One line that names the place."""
    with pytest.raises(UnreadableSource, match=rf"^{name}: ") as caught:
        read(text.encode(), name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.csljson"])
@pytest.mark.parametrize(
    "unit",
    ["@book{a,", "@book{a, b={", '@a{b, c="', "{", "TY  - ", '{"title":', "@a{b,c=d #", "[{"],
)
def test_hostile_files_take_linear_time(name: str, unit: str) -> None:
    """A hundred thousand characters of open entries are read or refused within seconds."""
    start = time.process_time()
    try:
        read((unit * (100_000 // len(unit))).encode(), name)
    except UnreadableSource as error:
        assert "\n" not in str(error)
    assert time.process_time() - start < 8


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["@book{a,", "title", "=", "{", "}", '"', ",", "#", "x", "\n", "@", "(", ")"]
        )
    ),
    st.sampled_from(["a.bib", "a.ris", "a.csljson"]),
)
def test_any_mixture_is_read_or_refused(parts: list[str], name: str) -> None:
    """No order of signs breaks a reader."""
    try:
        reading("x" + "".join(parts), name)
    except UnreadableSource as error:
        assert str(error).startswith(name)


def test_entries_that_inherit_from_one_another_end() -> None:
    """However many there are, and however long their lists."""
    circle = (
        "@xdata{a, xdata={a,b,c,a,b,c}, crossref={b}}\n"
        "@xdata{b, xdata={c,a}}\n@xdata{c, xdata={a,b}}\n"
    )
    many = "@book{x, title={A}, xdata={" + "a," * 20_000 + "}, crossref={a}}\n"
    started = time.process_time()
    found = reading(circle + many + "@book{y, title={A}, xdata={a,b,c}}\n" * 3_000, "a.bib")

    assert len(found.references) == 3_001
    assert time.process_time() - started < 8
