"""PDF files drawn piece by piece, so that what a reader must find is known beforehand."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from citations.errors import UnreadableSource
from citations.model import BlockKind, Reading
from citations.reading import read

#: Points from one baseline to the next, and the sizes of text and notes.
LEADING, SIZE, SMALL = 14.0, 11.0, 8.5
#: Helvetica's widths in thousandths of its size; 556 for all others.
_WIDTHS = {
    222: "ijl’", 278: " ftI.,:;/!", 333: "r()-“”", 500: "ckJsvxyz", 584: "=+<>", 611: "FTZ",
    667: "ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "mM", 944: "W",
}  # fmt: skip
WIDTH = {sign: size / 1000 for size, signs in _WIDTHS.items() for sign in signs}


def width(text: str, size: float) -> float:
    return sum(WIDTH.get(sign, 0.556) for sign in text) * size


@dataclass
class Page:
    """One page on which words are put where they belong."""

    drawn: list[str] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, size: float = SIZE, font: str = "F") -> float:
        """Draw words from ``x`` on the baseline ``y``; where they end."""
        data = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
        shown = data.replace(b")", b"\\)").decode("latin-1")
        self.drawn.append(f"BT /{font} {size} Tf {x} {y} Td ({shown}) Tj ET")
        return x + width(text, size)

    def lines(self, x: float, y: float, *lines: str, size: float = SIZE) -> float:
        """Draw lines below one another; "^12^" is raised, "_words_(url)" is a link."""
        for line in lines:
            at = x
            for part in re.split(r"(\^[^^]+\^|_[^_]+_\([^)]+\))", line):
                if part.startswith("^"):
                    at = self.put(at, y + 0.35 * size, part.strip("^"), 0.6 * size)
                elif part.startswith("_"):
                    words, _, url = part[1:].rpartition("_(")
                    end = self.put(at, y, words, size)
                    self.links.append((at - 1, y - 2, end + 1, y + size, url.rstrip(")")))
                    at = end
                elif part:
                    at = self.put(at, y, part, size)
            y -= LEADING * size / SIZE
        return y


def pdf(*pages: Page, title: str = "", extra: str = "") -> bytes:
    """A PDF file of these pages, with Helvetica as F and its bold as B."""
    objects = ["", "", *(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
                         for name in ("Helvetica", "Helvetica-Bold"))]  # fmt: skip
    kids = []
    for page in pages:
        stream = zlib.compress("\n".join(page.drawn).encode("latin-1")).decode("latin-1")
        objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n{stream}\nendstream")
        content = len(objects)
        marks = []
        for x0, y0, x1, y1, url in page.links:
            objects.append(
                f"<</Type/Annot/Subtype/Link/Rect[{x0} {y0} {x1} {y1}]/A<</S/URI/URI({url})>>>>"
            )
            marks.append(f"{len(objects)} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R"
            f"/Annots[{' '.join(marks)}]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    objects.append(f"<</Title({title})>>")
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R"
    end += f"/Info {len(places)} 0 R/Size {len(places) + 1}{extra}>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def reading(*pages: Page, title: str = "") -> Reading:
    return read(pdf(*pages, title=title), "a.pdf")


def claims(found: Reading) -> list[str]:
    return [one.text for one in found.claims]


def pairs(found: Reading) -> list[tuple[str, str | None]]:
    """Each marker with the text of the note it leads to."""
    notes = {note.id: note.text for note in found.notes}
    return [(one.marker, notes.get(one.note or "")) for one in found.citations]


def prose(page: Page, left: float, top: float, *lines: str) -> float:
    return page.lines(left, top, *lines)


def test_two_columns_are_read_one_after_the_other() -> None:
    """A title over both columns, then the left one, then the right one."""
    page = Page()
    page.lines(60, 740, "Rivers and what they carry to the sea", size=20)
    left = [
        "The river rose two metres in the",
        "night. It fell again when morning",
        "came, and the wardens went home.",
        "Nobody had been hurt, though the",
        "mill was gone. The council met at",
        "noon to hear what it would cost",
    ]
    right = [
        "to build another one. Nobody was",
        "surprised at all. Every spring it",
        "brings a flood to the lower part",
        "of the valley. The wardens count",
        "ninety houses there. They stand",
        "on an old bed of the river.",
    ]
    # Drawn row by row, as some programs do.
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        page.lines(60, 700 - at * LEADING, one)
        page.lines(320, 700 - at * LEADING, other)
    found = reading(page)
    assert found.document.title == "Rivers and what they carry to the sea"
    assert " ".join(claims(found)) == " ".join(left + right)
    assert "The council met at noon to hear what it would cost to build another one." in claims(
        found
    )


COLUMN = (
    "The river rose two metres in",
    "the night and fell again when",
    "it was morning. The wardens",
    "went home. Nobody had come to",
    "any harm, though the old mill",
    "was gone, as all had feared.",
)


def test_three_columns_are_read_one_after_the_other() -> None:
    """One beside two is what they are at first sight."""
    page = Page()
    words = [[f"{line[:-1]}{sign}" for line in COLUMN] for sign in "xyz"]
    for at, row in enumerate(zip(*words, strict=True)):
        for column, line in enumerate(row):
            page.lines(25 + 190 * column, 700 - at * LEADING, line)
    assert reading(page).document.text.split("\n")[:18] == [line for one in words for line in one]


def test_short_lines_in_a_column_do_not_hide_it() -> None:
    """Formulas and the words of a picture stand in a column as its text does."""
    page = Page()
    prose(page, 60, 700, *COLUMN, *COLUMN)
    low = prose(page, 320, 704, *COLUMN)
    prose(page, 330, low, "a = b + 1", "b = c - 2", "start", "end", "the mill", "the weir")
    text = reading(page).document.text
    assert "\n".join(COLUMN + COLUMN) in text
    assert text.index("a = b") > text.rindex("was gone, as all")


def test_a_list_item_goes_on_behind_its_bullet() -> None:
    """Lines that are indented as far as the words of the first one belong to it."""
    page = Page()
    prose(page, 60, 740, "The council has ordered two things which the mill has wanted for years:")
    for low, first, second in (
        (712, "that the weir be mended before the next spring comes, so that the", "mill turns"),
        (684, "that the bridge over it be built again by those who have seen it", "falling down"),
    ):
        page.lines(60, low, f"• {first}")
        page.lines(72, low - LEADING, f"{second}.")
    items = [one for one in reading(page).document.blocks if one.kind is BlockKind.LIST_ITEM]
    assert [one.content.text[-12:] for one in items] == [" mill turns.", "alling down."]


def test_entries_that_stand_out_below_prose_that_does_not_are_whole() -> None:
    """How the lines of a list hang says nothing of the text above its heading."""
    page = Page()
    low = prose(
        page, 60, 740,
        "The mill is old (Kay, 1977) and was never mended by those who had bought it from",
        "the town when it was cheap (Lund, 1981). That was a long time ago, as they say who",
        "were born there. It has stood below the weir since then, and nobody has gone near.",
    )  # fmt: skip
    low = page.lines(60, low - 10, "References", size=14)
    for entry in (
        "Kay, A. (1977). Mills of the north, and of those who lived in them or near and died,",
        "Lund, B. (1981). Weirs of the south, and of all those who lived by them and died,",
        "Ortega, C. (1990). Dry land of the east, with a map of all of its old roads and tracks,",
    ):
        low = page.lines(60, low, entry)
        low = page.lines(84, low, "second edition. Cork: Nord.")
    found = reading(page)
    assert [note.text[-27:] for note in found.notes] == ["second edition. Cork: Nord."] * 3
    assert len([one for one in found.document.blocks if one.kind is BlockKind.PARAGRAPH]) <= 2


def test_a_marker_behind_a_year_is_not_part_of_it() -> None:
    """Digits that are raised behind digits are a number of their own."""
    page = Page()
    page.lines(60, 740, "The river rose two metres in 1953^1^ and fell again in the morning.")
    page.lines(60, 100, "^1^ Smith, Rivers, 2020, p. 3.", size=SMALL)
    assert pairs(reading(page)) == [("1", "Smith, Rivers, 2020, p. 3.")]


def two_pages() -> tuple[Page, Page]:
    """Two pages with a head and a number; the first note 2 runs over to the second page."""
    first, second = Page(), Page()
    for number, page in enumerate((first, second), 11):
        page.lines(60, 770, "Annals of Flooding", size=9)
        page.lines(520, 770, str(number), size=9)
    first.lines(
        60, 720,
        "The river rose two metres in the night of the third of March.^1^ It fell again in the",
        "morning, as the council had said it would.^2^ Nobody in the administration was sur-",
    )  # fmt: skip
    first.lines(60, 120, "^1^ Smith, Rivers, 2020, p. 3.", size=SMALL)
    first.lines(
        60,
        108,
        "^2^ Jones, “Council to act in all towns of the valley and those of",
        size=SMALL,
    )
    second.lines(
        60, 720,
        "prised by the flood. The wardens counted ninety houses under water.^1^ They had been",
        "built on an area of 30 km^2^ that is called the basin.",
    )  # fmt: skip
    second.lines(60, 120, "the plain,” 2019.", size=SMALL)
    second.lines(60, 108, "^1^ Ortega, Dry Land, 2018.", size=SMALL)
    return first, second


def test_notes_run_over_a_page_and_start_again_on_each() -> None:
    """Each number leads to the note of its own page; a note cut by the page is whole."""
    found = reading(*two_pages())
    assert pairs(found) == [
        ("1", "Smith, Rivers, 2020, p. 3."),
        (
            "2",
            "Jones, “Council to act in all towns of the valley and those of the plain,” 2019.",
        ),
        ("1", "Ortega, Dry Land, 2018."),
    ]
    assert [note.number for note in found.notes] == [1, 2, 1]
    assert all(note.number_printed for note in found.notes)


def test_heads_and_numbers_of_pages_are_left_out() -> None:
    """A sentence over two pages is one claim with its word whole, and tells its page."""
    found = reading(*two_pages())
    assert claims(found) == [
        "The river rose two metres in the night of the third of March.",
        "It fell again in the morning, as the council had said it would.",
        "Nobody in the administration was surprised by the flood.",
        "The wardens counted ninety houses under water.",
        "They had been built on an area of 30 km² that is called the basin.",
    ]
    assert "Annals" not in found.document.text
    assert found.claims[0].place == "page 1"


def test_the_raw_text_of_a_broken_word_stays_reachable() -> None:
    """The claim's span in the text still holds the hyphen and the line's end."""
    found = reading(*two_pages())
    claim = found.claims[2]
    assert "sur-\nprised" in found.document.text[claim.start : claim.end]


def test_a_link_gives_the_true_address_of_broken_lines() -> None:
    """Line breaks and the hyphen that the file's maker has put in leave the address."""
    url = "https://courier.example/2019/03/council-to-act-before-it-is-late"
    page = Page()
    page.lines(
        60, 700,
        "The council acted in March.^1^ So says _the report_(https://ex.org/report?a=1) of the",
        "city, which anybody can read at _https://open.example/data/_(https://open.example/data/flood)",
        "_flood_(https://open.example/data/flood) if they want.",
    )  # fmt: skip
    page.lines(
        60, 100,
        f"^1^ Jones, “To Act,” The Courier, March 3, 2019, _https://courier.example/2019/_({url})",
        f"_03/council-to-act-_({url})",
        f"_before-it-is-late_({url}).",
        size=SMALL,
    )  # fmt: skip
    found = reading(page)
    assert {link.url for link in found.links} == {
        url,
        "https://ex.org/report?a=1",
        "https://open.example/data/flood",
    }
    assert [one.style for one in found.citations] == ["superscript", "inline_link", "bare_url"]


def test_text_drawn_sign_by_sign_reads_like_text_drawn_at_once() -> None:
    """A browser places each letter for itself: words, markers, notes and links stay the same."""
    together, apart = Page(), Page()
    for page in (together, apart):
        page.lines(60, 700, "The river rose two metres in 1953.^1^ Nobody was hurt, and the")
        page.lines(60, 686, "wardens _keep its log_(https://logs.example/1953) (see below).")
        page.lines(60, 100, "1 Ada Quill, “The Flood”, The Courier, 3 May 2019.", size=SMALL)
    apart.drawn = [
        draw
        for shown in apart.drawn
        for found in re.findall(r"BT (/F \S+) Tf (\S+) (\S+) Td \((.*)\) Tj ET", shown)
        for draw in letters(*found)
    ]
    one, other = reading(together), reading(apart)
    assert claims(one) == claims(other)
    assert pairs(one) == pairs(other)
    assert [link.url for link in one.links] == [link.url for link in other.links]


def letters(font: str, x: str, y: str, shown: str) -> list[str]:
    """Each letter of one drawing as a drawing of its own."""
    at, drawn = float(x), []
    for sign in re.findall(r"\\.|.", shown):
        drawn.append(f"BT {font} Tf {at:.2f} {y} Td ({sign}) Tj ET")
        glyph = sign[-1].encode("latin-1").decode("cp1252")
        at += WIDTH.get(glyph, 0.556) * float(font.split()[1])
    return [one for one in drawn if "( )" not in one]


def test_a_link_in_a_line_that_is_drawn_at_once_is_its_words_alone() -> None:
    """What stands before and behind the link's rectangle is not the link's."""
    page = Page()
    page.lines(60, 700, "The wardens keep its log in the old mill since the flood.")
    start, end = (60 + width(words, SIZE) for words in ("The wardens ", "The wardens keep its log"))
    page.links.append((start, 698, end, 712, "https://logs.example/"))
    (citation,) = reading(page).citations
    assert (citation.marker, citation.style) == ("keep its log", "inline_link")


@pytest.mark.parametrize(
    ("over", "ends"),
    [
        (("the bridge was built.",), "It fell until the bridge was built."),
        (("the bridge was built by the", "council.^2^"), "built by the council."),
    ],
)
def test_a_second_column_may_be_a_line_or_two(over: tuple[str, ...], ends: str) -> None:
    """Where it ends the first one's last sentence, and is not read across."""
    page = Page()
    prose(
        page, 60, 740,
        "The river rose two metres and",
        "a half in the night, as those who",
        "live there had feared.^1^ Nobody in",
        "the valley was surprised by it,",
        "and nobody left. It fell until",
    )  # fmt: skip
    prose(page, 320, 740, *over)
    page.lines(60, 200, "^1^ Smith, Rivers, 2020.", "^2^ Jones, Floods, 2019.", size=SMALL)
    found = reading(page)
    assert found.claims[0].text.startswith("The river rose two metres and a half in the night")
    assert BlockKind.TABLE_ROW not in {block.kind for block in found.document.blocks}
    assert found.document.blocks[0].content.text.endswith(ends)


@pytest.mark.parametrize(
    ("word", "last"), [("Bremerhaven-Lehe", "They knew it from Bremerhaven-Lehe."), ("As", "As.")]
)
def test_a_long_name_leaves_white_before_the_next_column(word: str, last: str) -> None:
    """A paragraph goes on where the next column's first word had no room."""
    page = Page()
    prose(
        page, 60, 740,
        "The river rose two metres and",
        "a half in the night, as those who",
        "live there had feared. Nobody in",
        "the valley was surprised by it.",
        "They knew it from",
    )  # fmt: skip
    prose(
        page, 320, 740,
        f"{word}.",
        "It fell in the morning, and those",
        "who had left came back by noon,",
        "as they had done a year before.",
    )  # fmt: skip
    assert last in claims(reading(page))


def test_cells_beside_a_few_rows_are_no_second_column() -> None:
    """A table whose first rows have a second cell is read by rows."""
    page = Page()
    prose(
        page, 60, 740,
        "The height of the river in May.",
        "The height of the river in June",
        "The height of the river in July",
        "The height of the river in August",
        "The height of the river in winter",
    )  # fmt: skip
    prose(page, 320, 740, "two metres")
    assert reading(page).document.blocks[0].content.text.endswith("two metres")


def test_each_column_has_notes_of_its_own() -> None:
    """Notes below both columns, one of them with a sign for its label."""
    page = Page()
    page.lines(
        60, 720,
        "The river rose two metres in",
        "the night.^1^ It fell again in the",
        "morning, as all had said.^2^",
        "Nobody was surprised by it.",
    )  # fmt: skip
    page.lines(
        320, 720,
        "The mill was gone, though. The",
        "council met on that day.* It cost",
        "more than anyone would have",
        "thought to build another one.^3^",
    )  # fmt: skip
    page.lines(60, 120, "^1^ Smith, Rivers, 2020, p. 3.", "^2^ Ibid.", size=SMALL)
    page.lines(320, 120, "* By the old calendar.", "^3^ Ortega, Dry Land, 2018.", size=SMALL)
    found = reading(page)
    assert pairs(found) == [
        ("1", "Smith, Rivers, 2020, p. 3."),
        ("2", "Ibid."),
        ("*", "By the old calendar."),
        ("3", "Ortega, Dry Land, 2018."),
    ]
    assert claims(found)[-1] == (
        "It cost more than anyone would have thought to build another one."
    )


def test_notes_as_large_as_the_text_are_notes() -> None:
    """A raised label behind more white than usual is enough."""
    page = Page()
    page.lines(
        60, 720,
        "The river rose two metres in the night.^1^ It fell again in the morning, as the",
        "council had said it would.^2^ Nobody in the valley was surprised by what it did.",
    )  # fmt: skip
    page.lines(60, 120, "^1^ Smith, Rivers, 2020, p. 3.", "^2^ Jones, Floods, 2019, p. 9.")
    assert [text for _, text in pairs(reading(page))] == [
        "Smith, Rivers, 2020, p. 3.",
        "Jones, Floods, 2019, p. 9.",
    ]


def test_notes_at_the_end_are_found_without_marks_of_their_own() -> None:
    """A list under a heading: its entries are notes, its markers lead to them."""
    page = Page()
    page.lines(60, 740, "The river rose two metres.^1^ It fell in the morning.^2^")
    page.lines(60, 700, "Notes", size=14)
    page.lines(
        60,
        670,
        "1. Smith, A., Rivers, Oxford: Press, 2020, p. 3.",
        "2. Jones, B., Floods, London: Verso, 2019.",
    )
    assert pairs(reading(page)) == [
        ("1", "Smith, A., Rivers, Oxford: Press, 2020, p. 3."),
        ("2", "Jones, B., Floods, London: Verso, 2019."),
    ]


@pytest.mark.parametrize(("heading", "size"), [("Notes", 14), ("References", SMALL)])
def test_small_notes_at_the_end_are_a_list_though_their_first_page_cites_them(
    heading: str, size: float
) -> None:
    """What stands under a heading is no page's foot, and goes on over the page's end."""
    page, after = Page(), Page()
    page.lines(
        60, 740,
        "The river rose two metres.^1^ It fell in the morning, as the council had said.^2^ Nobody",
        "in the valley was surprised by what it did, they had seen it rise before.^3^",
    )  # fmt: skip
    page.lines(60, 200, heading, size=size)
    page.lines(60, 150, "1. Smith, A., Rivers, Oxford: Press, 2020, p. 3.", size=SMALL)
    after.lines(
        60, 740,
        "2. Jones, B., Floods, London: Verso, 2019.",
        "3. Quill, C., Weirs, London: Verso, 2011, p. 12.",
        size=SMALL,
    )  # fmt: skip
    assert pairs(reading(page, after)) == [
        ("1", "Smith, A., Rivers, Oxford: Press, 2020, p. 3."),
        ("2", "Jones, B., Floods, London: Verso, 2019."),
        ("3", "Quill, C., Weirs, London: Verso, 2011, p. 12."),
    ]


def test_rows_of_a_table_are_rows() -> None:
    """Cells beside one another are one row, not words of a sentence."""
    page = Page()
    page.lines(60, 740, "The following table shows how far the river rose in each of the years.")
    for row, cells in enumerate(
        (("Year", "Metres", "Houses"), ("2018", "2.1", "90"), ("2019", "1.7", "12"))
    ):
        for column, cell in enumerate(cells):
            page.put(60 + 130 * column, 700 - row * LEADING, cell)
    blocks = reading(page).document.blocks
    rows = [block.content.text.split() for block in blocks if block.kind is BlockKind.TABLE_ROW]
    assert rows == [["Year", "Metres", "Houses"], ["2018", "2.1", "90"], ["2019", "1.7", "12"]]


def test_bold_lines_are_headings() -> None:
    """A short bold line between paragraphs is no claim."""
    page = Page()
    page.lines(60, 740, "The river rose two metres in the night of the third of March.")
    page.put(60, 710, "What the council did", font="B")
    page.lines(60, 690, "It met in the morning and ordered that all should leave.")
    found = reading(page)
    assert [block.kind for block in found.document.blocks][1] is BlockKind.HEADING
    assert len(found.claims) == 2


def test_pages_without_text_are_named() -> None:
    """A picture of a page among pages is a problem, not an error."""
    found = reading(*two_pages(), Page())
    assert [(one.code, one.message[:6]) for one in found.document.problems] == [
        ("page_without_text", "page 3")
    ]


LOCKED = (
    "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "00" * 32 + ">/U<" + "00" * 32 + ">>>"
    "/ID[<00><00>]"
)
BOMB = zlib.compress(b"BT /F 11 Tf (x) Tj ET " * 5_000_000, 9)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(Page(), Page()), "run OCR first"),
        (pdf(*two_pages(), extra=LOCKED), "password-protected"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5_000, "damaged"),
        (pdf(*two_pages())[:300], "damaged"),
        (b"PK\x03\x04", "not a PDF"),
        (b"plain words", "not a PDF"),
    ],
    ids=["scan", "locked", "junk", "cut", "zip", "text"],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, words: str) -> None:
    """Pictures, locked and broken files: the place and the way out."""
    with pytest.raises(UnreadableSource, match=words) as caught:
        read(data, "a.pdf", "pdf")
    assert str(caught.value).startswith("a.pdf: ")
    assert "\n" not in str(caught.value)


def test_a_bomb_is_bounded() -> None:
    """A page of a hundred million bytes is read in part or refused, and quickly."""
    page = Page()
    data = pdf(page)
    bomb = data.replace(b"endstream", b"endstream", 1)
    head = f"5 0 obj\n<</Length {len(BOMB)}/Filter/FlateDecode>>stream\n".encode()
    start, end = bomb.index(b"5 0 obj"), bomb.index(b"endobj", bomb.index(b"5 0 obj"))
    hostile = bomb[:start] + head + BOMB + b"\nendstream\n" + bomb[end:]
    try:
        found = read(hostile, "bomb.pdf", "pdf")
    except UnreadableSource as error:
        assert "\n" not in str(error)
    else:
        assert len(found.document.text) < 1_000_000


def test_what_it_reads_it_recognises_by_its_first_bytes(tmp_path: Path) -> None:
    """A PDF is one under any name."""
    assert read(pdf(*two_pages()), "download.txt").document.format == "pdf"


def test_prose_is_prose_where_most_of_a_document_is_notes() -> None:
    """Long notes in small print do not make headings of the text above them."""
    page = Page()
    prose(page, 60, 740, "The mill is old and was never mended.^1^ It still turns at night.",
          "The weir is older than all the mills.^2^ Nobody knows why it stands.")  # fmt: skip
    low = 400.0
    for number in ("1", "2"):
        words = f"^{number}^ Kay, Ada, ‘On mills and weirs’, Coast Mail, 3 May 2019, pp. 3–9."
        more = ["and much more of it can be read in the papers of the mill, which are kept"] * 3
        low = page.lines(60, low, words, *more, "in the town.", size=SMALL)
    found = reading(page)
    assert [block.kind for block in found.document.blocks][:1] == [BlockKind.PARAGRAPH]
    assert [one.claim for one in found.citations] == ["c1", "c3"]


def test_a_sentence_at_a_pages_head_is_no_running_head() -> None:
    """Two pages that begin alike but for a number keep their first lines."""
    pages = []
    for price in ("12", "96"):
        pages.append(Page())
        prose(pages[-1], 60, 740, f"The mill was sold for {price} crowns. It was not mended.",
              "The weir is older than it is, and nobody knows why it stands.")  # fmt: skip
    assert sum("crowns" in text for text in claims(reading(*pages))) == 2


def test_entries_stand_apart_in_small_print() -> None:
    """Entries of one line each, farther apart than lines are, are not one entry."""
    page = Page()
    text = ("The mill is old (Kay, 1977). It was never mended (Lund, 1981).", "So it is said.")
    low = page.lines(60, 740, *text, *text) - 10
    low = page.lines(60, low, "References", size=14) - 4
    for entry in ("Kay, Ada: Mills of the north. Cork : Nord, 1977", "Lund, B.: Weirs (1981)"):
        low = page.lines(60, low, entry, size=SMALL) - 5
    assert [note.text[:4] for note in reading(page).notes] == ["Kay,", "Lund"]


def paper(*body: str) -> Page:
    """The first page of a paper: names, what their raised numbers stand for, and prose."""
    page = Page()
    page.put(72, 760, "Tides of the Northern Sound", 17, "B")
    page.lines(72, 730, "Ada Quill^1^ and Piet Barlow^2^")
    page.lines(72, 705, "^1^ Harbour Institute, Leeds, ada@harbour.example")
    page.lines(72, 685, "^2^ Department of Tides, University of the Coast")
    prose(page, 72, 655, *body)
    return page


ABSTRACT = (
    "Abstract. We measured the tide at nine gauges for ten years and found that it",
    "rises later each spring than the almanac says. The delay is largest in the north.",
)


def test_the_offices_of_authors_are_no_notes() -> None:
    """What raised numbers behind names stand for is neither a note nor a claim."""
    found = reading(paper(*ABSTRACT))

    assert not found.citations
    assert not found.notes
    assert [one.split()[-1] for one in claims(found)][-2:] == ["says.", "north."]
    assert not any("Leeds" in one or "Quill" in one for one in claims(found))


def test_exponents_do_not_point_into_a_list_that_brackets_cite() -> None:
    """Where brackets cite, a raised number that is no footnote's is an exponent."""
    page = paper(
        "The gauges were built in one yard [1] and moved by ship [2] in calm weather.",
        "They were read at dawn [3], noon [4] and dusk [5] by the same man, and the",
        "square of the height, taken as H^2^, was kept in a book. It was lost [6] later.",
    )
    listed = [
        f"[{n}] A. Quill, Gauges of the North, part {n}, Wren, Leeds, {1990 + n}."
        for n in range(1, 7)
    ]
    page.put(72, 560, "References", SIZE, "B")
    page.lines(72, 540, *listed)
    found = reading(page)

    assert [one.marker for one in found.citations] == ["1", "2", "3", "4", "5", "6"]
