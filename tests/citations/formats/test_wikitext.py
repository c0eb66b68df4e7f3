"""Wikitext as encyclopedias write it: notes, templates, short citations, links."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.formats import read_document
from citations.model import BlockKind, Reading
from citations.reading import read


def reading(text: str) -> Reading:
    found = read(text.encode(), "a.wiki")
    for block in found.document.blocks:
        offsets = list(block.content.offsets)
        assert offsets == sorted(offsets)
    return found


def claims(text: str) -> list[str]:
    return [one.text for one in reading(text).claims]


PAGE = """\
{{Infobox river
| name = Long River
| length = {{convert|30|km}}<ref name="len">[https://len.example/ Length table], 2011.</ref>
}}
'''Long River''' is a [[river]] in [[Upland (country)|Upland]].<ref name="len" /> It is \
{{convert|30|km|mi}} long.<ref>{{cite web |url=https://dead.example/x |title=The ''Long'' River \
|last=Smith |first=Ana |date=3 May 2019 |work=The Courier |access-date=2020-01-02 \
|archive-url=https://web.archive.org/web/20190601000000/https://dead.example/x \
|archive-date=2019-06-01 |url-status=dead}}</ref>{{sfn|Jones|2001|p=12}}

== History ==
* It flooded in 1901.{{r|news}}
* It was dammed in 1920.<ref>{{harvnb|Jones|2001|pp=3–4}}</ref>

{| class="wikitable"
! Year !! Metres
|-
| 1901 || 3
|}

See [https://map.example/ the map] or https://plain.example/a for more.{{citation needed}}

== References ==
{{reflist|refs=
<ref name="news">"Flood", ''Daily'', 2 June 1901.</ref>
}}
=== Works ===
* {{cite book |last=Jones |first=Bo |title=Rivers |year=2001 |publisher=Press |isbn=9780306406157}}

[[Category:Rivers]]
"""


def test_prose_is_read_as_a_reader_sees_it() -> None:
    """Links, bold and templates of words are words; tables and categories are no claims.

    A row of a box or table is one if it has a source.
    """
    assert claims(PAGE) == [
        "length\t30 km",
        "Long River is a river in Upland.",
        "It is 30 km long.",
        "It flooded in 1901.",
        "It was dammed in 1920.",
        "See the map or https://plain.example/a for more.",
    ]


def test_every_kind_of_marker_leads_to_its_note() -> None:
    """Named, re-used, list-defined and short citations, and a short one inside a ref."""
    found = reading(PAGE)
    notes = {note.id: note.start for note in found.notes}
    rows = [
        (one.style, PAGE[notes[one.note] :][:18] if one.note else None, one.locator)
        for one in found.citations
    ]
    assert rows == [
        ("footnote", '<ref name="len">[h', None),
        ("footnote", '<ref name="len">[h', None),
        ("footnote", "<ref>{{cite web |u", None),
        ("template", "{{cite book |last=", "p. 12"),
        ("template", '<ref name="news">"', None),
        ("footnote", "{{cite book |last=", "p. 3–4"),
        ("inline_link", None, None),
        ("bare_url", None, None),
    ]
    assert [one.code for one in found.document.problems] == ["citation_needed"]


TABLE = """\
The towns lie on the coast.

{| class="wikitable" style="width:90%"
|+ Towns by people<ref>Census 1970.</ref>
|-
! Town !! People !! Remark
|- style="color:red"
| Holm || 24,000 in 1970<ref>Yearbook 1971.</ref> || Its harbour is old.
|-
! scope="row" | [[Lund (town)|Lund]]
| style="text-align:right" | 2,300
| See [https://lund.example/ its page]
for more.
|-
| Nord || 70 || none
|}

{{Infobox town
| name = Holm
| area = 12 km² <ref>Survey 1968.</ref>
| image = [[File:Holm.jpg|thumb]]
| website = [https://holm.example/ holm.example]
}}
They are small.
"""


def test_tables_and_boxes_are_read_row_by_row() -> None:
    """Cells are parted by tabs, without their looks; headings stand over them; pictures go."""
    found = reading(TABLE)
    rows = [(one.kind, one.content.text) for one in found.document.blocks]
    row = BlockKind.TABLE_ROW
    assert rows == [
        (BlockKind.PARAGRAPH, "The towns lie on the coast."),
        (BlockKind.CAPTION, "Towns by people"),
        (BlockKind.HEADING, "Town\tPeople\tRemark"),
        (row, "Holm\t24,000 in 1970\tIts harbour is old."),
        (row, "Lund\t2,300\tSee its page for more."),
        (row, "Nord\t70\tnone"),
        (row, "name\tHolm"),
        (row, "area\t12 km²"),
        (row, "website\tholm.example"),
        (BlockKind.PARAGRAPH, "They are small."),
    ]


def test_what_is_cited_in_a_table_or_box_is_cited_by_its_row() -> None:
    """Refs and links in cells and parameters lead somewhere from the whole row's claim."""
    found = reading(TABLE)
    cited = {one.text: len(one.citations) for one in found.claims if one.citations}
    assert cited == {
        "Towns by people": 1,
        "Holm\t24,000 in 1970\tIts harbour is old.": 1,
        "Lund\t2,300\tSee its page for more.": 1,
        "area\t12 km²": 1,
        "website\tholm.example": 1,
    }
    assert [one.text for one in found.notes] == ["Census 1970.", "Yearbook 1971.", "Survey 1968."]
    assert {one.url for one in found.links} == {"https://lund.example/", "https://holm.example/"}


def test_a_cite_template_is_a_work_field_by_field() -> None:
    """Names, dates and the original address, the archived copy unwrapped."""
    works = {one.csl.get("title"): dict(one.csl) for one in reading(PAGE).references}
    assert works["The Long River"] == {
        "type": "webpage",
        "title": "The Long River",
        "URL": "https://dead.example/x",
        "archive_location": "https://web.archive.org/web/20190601000000/https://dead.example/x",
        "author": [{"family": "Smith", "given": "Ana"}],
        "issued": {"date-parts": [[2019, 5, 3]]},
        "accessed": {"date-parts": [[2020, 1, 2]]},
        "container-title": "The Courier",
    }
    assert works["Rivers"]["ISBN"] == "9780306406157"


@pytest.mark.parametrize(
    ("template", "fields"),
    [
        (
            "{{Internetquelle |autor=Jo Doe |url=https://a.example/ |titel=Fluss |werk=Bote}}",
            {"title": "Fluss", "container-title": "Bote", "URL": "https://a.example/"},
        ),
        (
            "{{Lien web |titre=Le fleuve |url=https://a.example/ |date=3 mai 2019}}",
            {"title": "Le fleuve", "issued": {"date-parts": [[2019, 5, 3]]}},
        ),
        (
            "{{cita web|url=https://a.example/|título=El río|apellidos=Ruiz|nombre=Ana}}",
            {"title": "El río", "author": [{"family": "Ruiz", "given": "Ana"}]},
        ),
        (
            "{{Web kaynağı|url=https://a.example/|başlık=Nehir|tarih=2019|yayıncı=Haber}}",
            {"title": "Nehir", "publisher": "Haber"},
        ),
        ("{{книга|автор=Иванов И.|заглавие=Река|год=2001}}", {"type": "book", "title": "Река"}),
        (
            "{{cite web|archive-url=https://web.archive.org/web/2019/https://b.example/|title=B}}",
            {"URL": "https://b.example/"},
        ),
        ("{{cite book|title=Whole|chapter=Part|year=2001}}", {"type": "chapter", "title": "Part"}),
    ],
)
def test_templates_of_many_wikipedias_are_read(template: str, fields: dict[str, object]) -> None:
    """The same work in the names that each language gives its parts."""
    (found,) = reading(f"The river is long.<ref>{template}</ref>").references
    assert {key: found.csl.get(key) for key in fields} == fields


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A<!-- not\n\nhere --> word.", ["A word."]),
        ("One&nbsp;line<br />more.", ["One line more."]),
        ("He said so in {{lang|fr|Paris}} then.", ["He said so in Paris then."]),
        ("It {{unknown|x}}is so.", ["It is so."]),
        (
            "A [[file:x.jpg|thumb|A [[linked]] caption.]]picture shows it.",
            ["A picture shows it.", "A linked caption."],
        ),
        ("First line\nsecond line.", ["First line second line."]),
        ("It is <nowiki>{{x}} or [1]</nowiki> now.", ["It is {{x}} or [1] now."]),
        ("It is {{open and [[never closed.", ["It is {{open and [[never closed."]),
        ("''Both'' and '''bold''' words.", ["Both and bold words."]),
    ],
)
def test_mark_up_is_not_read_aloud(text: str, said: list[str]) -> None:
    """What the page does not show is not in the claim."""
    assert claims(text) == said


def test_lost_and_double_notes_are_named() -> None:
    """A name that nothing defines, one defined twice, one never used, a short form to nowhere."""
    text = (
        "A.<ref name=a>One.</ref> B.<ref name=a>Two.</ref> C.<ref name=b/> D.{{sfn|No|1999}}\n"
        "<references><ref name=c>Three.</ref></references>"
    )
    codes = {one.code for one in reading(text).document.problems}
    assert codes == {"duplicate_note", "undefined_note", "undefined_citation", "unused_note"}


def test_headings_are_headings() -> None:
    """Levels are kept, and a heading is no claim."""
    (block, *_) = reading("=== Deep ===\nIt is so.").document.blocks
    assert (block.kind, block.level, block.content.text) == (BlockKind.HEADING, 3, "Deep")


def test_an_article_of_fifty_thousand_characters_is_read_at_once() -> None:
    """Under a third of a second is promised; the test allows for a busy machine."""
    pick = random.Random(1)
    ref = (
        "<ref>{{cite news|title=T%d|url=https://n.example/%d|last=S|first=A|date=3 May 2019}}</ref>"
    )
    parts = [
        f"The [[river|water]] rose {pick.randrange(9)} metres.{ref % (n, n)}" for n in range(400)
    ]
    text = "\n\n".join(parts)
    assert len(text) > 45_000
    start = time.process_time()
    assert len(reading(text).references) == 400
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "unit",
    ["{{", "[[", "<ref>", "{{a|", "[[a|", "<nowiki>", "<!--", "{|\n", "''", "[http://a ",
     "<ref name=a>", "&a", "==", "{{sfn|", "}}", "<a ", "<gallery>\n", "[[File:a|", "{{quote|",
     " a b c d e f g", "<blockquote>\n", "{{efn|name=a|b}}"],
)  # fmt: skip
def test_hostile_pages_take_linear_time(unit: str) -> None:
    """A hundred thousand characters of open brackets are read within seconds."""
    start = time.process_time()
    reading((unit * (100_000 // len(unit))) + " end.")
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("head", "row", "foot"),
    [
        ("{|\n", "|-\n| a <ref>x</ref> || [[b|c]] || d\n", "|}"),
        ("{{Infobox town\n", "| name = a <ref>x</ref>\n", "}}"),
    ],
)
def test_long_tables_and_boxes_take_linear_time(head: str, row: str, foot: str) -> None:
    """Ten thousand rows with a note each are read within seconds."""
    start = time.process_time()
    read_document((head + row * 10_000 + foot).encode(), "a.wiki")
    assert time.process_time() - start < 6


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["{{", "}}", "[[", "]]", "<ref>", "</ref>", "<ref name=a/>", "|", "=", "\n", "''",
             "word. ", "{|", "|}", "<!--", "-->", "cite web|url=https://a.example/", "sfn|A|2001",
             "* ", "==", "&amp;"]
        )
    )
)  # fmt: skip
def test_any_mixture_is_read(parts: list[str]) -> None:
    """No order of brackets breaks the reader or its offsets."""
    reading("x" + "".join(parts))


def cited(text: str) -> list[tuple[str, str]]:
    """(claim, note) of every citation."""
    found = reading(text)
    said = {one.id: one.text for one in found.claims}
    notes = {one.id: one.text for one in found.notes}
    return [
        (said.get(one.claim or "", ""), notes.get(one.note or "", "")) for one in found.citations
    ]


@pytest.mark.parametrize(
    "head", ["{{Short description|A weir}}\n", "<!-- no -->", "  {{use dmy}} "]
)
def test_what_stands_before_a_paragraph_moves_no_marker(head: str) -> None:
    """Markers stay with their sentences behind mark-up that shows nothing."""
    text = f"{head}It rose for a day or two.<ref>Kay, Ice.</ref> It fell.<ref>Lund, Dam.</ref>"
    assert cited(text) == [("It rose for a day or two.", "Kay, Ice."), ("It fell.", "Lund, Dam.")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (" x = [1]\n y = 2\n\nIt rose.", ["code", "paragraph"]),
        (" It rose in the night and was gone by noon.", ["paragraph"]),
        ("It rose.\n<blockquote>It fell.\nIt froze.</blockquote>\nIt thawed.",
         ["paragraph", "quotation", "paragraph"]),
        ("It rose.\n{{quote|It fell.|Kay}}\nIt thawed.", ["paragraph", "quotation", "paragraph"]),
        ("[[File:a.jpg|thumb|200px|The weir in 1911.|alt=A weir]]", ["caption"]),
        ("<gallery>\nFile:a.jpg|The weir.\nFile:b.jpg\n</gallery>", ["caption"]),
        ("[[Datei:a.jpg|mini|rechts]]\nIt rose.", ["paragraph"]),
    ],
)  # fmt: skip
def test_what_is_set_apart_is_a_block(text: str, kinds: list[str]) -> None:
    """Lines as they are typed, quotations and captions are none of the prose around them."""
    assert [block.kind.value for block in reading(text).document.blocks] == kinds


def test_notes_in_captions_and_quotations_belong_to_them() -> None:
    """Also where a template keeps its source in a value of its own."""
    text = (
        "It stood.[[File:a.jpg|thumb|The weir in 1911.<ref>Kay, Ice.</ref>]]\n\n"
        "<gallery>\nFile:b.jpg|The lock.<ref>Lund, Dam.</ref>\n</gallery>\n"
        "{{quote|It fell.|source=Zell<ref>Zell, Tides.</ref>}}"
    )
    assert cited(text) == [
        ("The weir in 1911.", "Kay, Ice."),
        ("The lock.", "Lund, Dam."),
        ("It fell.", "Zell, Tides."),
    ]


def test_notes_that_templates_make_are_called_by_name() -> None:
    """Before and after the place where their words stand."""
    text = (
        "It rose.{{efn|name=a}} It fell.{{efn|name=a|Kay, Ice.}} "
        "It froze.{{#tag:ref|Lund, Dam.|name=b}} It thawed.<ref name=b />"
    )
    assert cited(text) == [
        ("It rose.", "Kay, Ice."),
        ("It fell.", "Kay, Ice."),
        ("It froze.", "Lund, Dam."),
        ("It thawed.", "Lund, Dam."),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is {{formatnum:1234}} m{{snd}}or {{US$|5 million}}.", "It is 1234 m – or $5 million."),
        ("It broke on {{start date|1911|5|12}}.", "It broke on 1911-5-12."),
        ("Il cède le {{date|12|mai|1911}}.", "Il cède le 12 mai 1911."),
        ("As {{harvtxt|Kay|1911}} says, it broke.", "As Kay says, it broke."),
        ("L{{'}}eau monte; {{circa|1900}} too.", "L’eau monte; 1900 too."),
    ],
)
def test_templates_show_their_words(text: str, said: str) -> None:
    """Numbers, dates, sums, signs and the author of a citation in the sentence."""
    assert claims(text) == [said]
