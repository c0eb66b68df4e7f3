"""Plain text: what is told by its looks alone, in texts that were made to be known."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import citations
from bench.plain import HELD_OUT, PLACES, STYLES, make, score
from bench.plain_words import LANGUAGES
from citations.errors import CitationsError
from citations.model import BlockKind, Reading


def read(text: str) -> Reading:
    """What is found in a text."""
    return citations.read(text.encode(), "a.txt")


def f1(seeds: range, what: str, **fixed: str) -> float:
    """F1 of one measure over the constructed texts of some seeds."""
    total: Counter[int] = Counter()
    for seed in seeds:
        total.update(dict(enumerate(score(make(seed, **fixed))[what])))
    return 2 * total[0] / (total[1] + total[2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_constructed_texts_are_read_in_every_language(language: str) -> None:
    """Markers, notes and claims of held-out texts are found, and markers tied to their notes."""
    seeds = range(HELD_OUT + 5_000, HELD_OUT + 5_008)
    for what, least in (("markers", 0.98), ("notes", 0.95), ("tied", 0.95), ("claims", 0.93)):
        assert f1(seeds, what, language=language) >= least, what


@pytest.mark.parametrize("style", STYLES)
def test_every_way_to_write_a_marker_is_known(style: str) -> None:
    """Glued digits, superscripts, brackets, symbols and author-year marks are all found."""
    seeds = range(HELD_OUT + 6_000, HELD_OUT + 6_008)
    assert f1(seeds, "markers", style=style) >= 0.98
    assert f1(seeds, "tied", style=style) >= 0.95


@pytest.mark.parametrize("place", PLACES)
def test_notes_are_found_wherever_they_lie(place: str) -> None:
    """Under a heading, as a nameless tail, at the foot of a page, numbered or not."""
    seeds = range(HELD_OUT + 7_000, HELD_OUT + 7_008)
    assert f1(seeds, "notes", style="glued", place=place) >= 0.95


WAITING = (
    "Today the crew is waiting for the answer of the bank, and so are the islands, the shops on "
    "the quay and the school, which moves its lessons whenever the weather keeps the ship in port."
)
NEWSLETTER = """\
 HARBOUR NEWS

Prof. Dr. Ines ÅBERG1

The ferry was ordered in 1998 and reached the is-
lands two years later. It has carried 2.4 million
people since, more than any other ship on that
route. Its owner calls it a “boat for every-

body” and has never raised the fare. No other
line in the north can say so, and the crews know it
 well enough by now.2

What will become of the ferry?

Its engine is older than its hull. The yard that
built it closed in 2011, and parts are made by
hand. The state-owned bank has offered a loan.

2 For the figures of the line see; https://www.ports.example/data/
ferries/2019/01/passengers-by-route-and-sea-
son-north/ (Date of Access:
03.02.2021)
 Today the crew is waiting for the answer of the bank, and so are the islands, the shops on the quay
and the school, which moves its lessons whenever the weather keeps the ship in port.
"""


def test_a_page_of_a_newsletter_is_put_back_together() -> None:
    """A note in mid text goes out, halves of words and sentences come together again."""
    found = read(NEWSLETTER)
    assert [claim.text for claim in found.claims] == [
        "The ferry was ordered in 1998 and reached the islands two years later.",
        "It has carried 2.4 million people since, more than any other ship on that route.",
        "Its owner calls it a “boat for everybody” and has never raised the fare.",
        "No other line in the north can say so, and the crews know it well enough by now.",
        "Its engine is older than its hull.",
        "The yard that built it closed in 2011, and parts are made by hand.",
        "The state-owned bank has offered a loan.",
        WAITING,
    ]
    dangling, cited = found.citations
    assert (dangling.marker, dangling.claim, dangling.note, dangling.dangling) == (
        "1",
        None,
        None,
        True,
    )
    assert (cited.marker, cited.claim, cited.note, cited.dangling) == ("2", "c4", "n1", False)
    (note,) = found.notes
    assert (note.number, note.number_printed, note.line) == (2, True, 20)
    assert NEWSLETTER[note.start : note.end].endswith("03.02.2021)")


ARTICLE = """\
The lighthouse was lit in 1911 and has not been dark since.
It is kept by two families who take turns every spring.
| Feature | Value |
|---|---|
| Height | 31 metres, with a view over the whole bay |
Explore related topics
What You'll Learn
- The lighthouse is kept by two families
- The lamp is older than the tower

The lighthouse is kept by two families
The families came from the mainland when the war was over. Each has its own boat.
Ten Quiet Islands You Should See
You may also like

The lamp is older than the tower
The lamp was made in Trieste and came by ship.
Sailors knew it by its colour
Source: Harbour Museum, Flickr
Does anyone still climb the stairs?
Few do.
"""


def test_what_frames_an_article_is_no_claim() -> None:
    """Tables, contents, headings, teasers, captions and questions set as headings stay out."""
    found = read(ARTICLE)
    assert [claim.text for claim in found.claims] == [
        "The lighthouse was lit in 1911 and has not been dark since.",
        "It is kept by two families who take turns every spring.",
        "The families came from the mainland when the war was over.",
        "Each has its own boat.",
        "The lamp was made in Trieste and came by ship.",
        "Few do.",
    ]
    assert not found.citations
    kinds = {block.content.text: block.kind for block in found.document.blocks}
    assert kinds["The lamp is older than the tower"] is BlockKind.HEADING
    assert kinds["Ten Quiet Islands You Should See"] is BlockKind.NAVIGATION
    assert kinds["Sailors knew it by its colour"] is BlockKind.CAPTION


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 and the G7 met 5G in 2019. Prices rose by 3.5 per cent to 60.000.",
        "On 5 April the MH17 report named 1.8 million people. Page 12 is missing.",
        "Area 51 is 12 km² large and H2O is water. See no. 5.",
        "In 1948 it was 12:30 o'clock. The score was 3:1. Psalm 23:4 was read.",
        "The list: 1. bread, 2. milk, 3. eggs. They cost £2.50 each.",
        "He was born on 3.4.1950. She came in ’68. They left at 5 p.m. sharp.",
        "Der Preis stieg um 3.5 Prozent. Im 19. Jahrhundert war das anders.",
        "f(x) = x² + 2. Then x³ follows.",
        "There is one for XSLT1 engines.\nThe other is for XSLT2.\n\n1 Do this.\n\n2 Then that.",
        "See int list[2]; then make[2]: entering the directory.",
        "Include:\n\n* the file (*.i) that fails\n* the other (*.s) file\n",
    ],
)
def test_numbers_of_the_prose_are_no_markers(text: str) -> None:
    """Digits in names, dates, decimals, units and lists point at nothing."""
    assert read(text).citations == ()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Masks work [1]. Gowns too.[2] Hats [3, 4] do not.",
            "Masks work.|Gowns too.|Hats do not.",
        ),
        ("Masks work (Ho, 2020; Roy & Day 2019: 12).", "Masks work."),
        ("As Ho (2020) and Roy et al. (2019) found, it rains.", None),
        ("It rains. https://a.example/x", "It rains."),
        ("It rains (https://a.example/x). It pours.", "It rains.|It pours."),
        ("It rains, says https://a.example/x today.", None),
        ("It rains. Source: https://a.example/x", "It rains."),
    ],
)
def test_markers_leave_the_claims_but_words_of_the_sentence_stay(
    text: str, claims: str | None
) -> None:
    """What only points is cut out with its space; what the sentence needs is kept."""
    found = "|".join(claim.text for claim in read(text).claims)
    assert found == (claims if claims is not None else text)


LAW = """\
Ferry operators are common carriers.1 The doctrine dates from 1834,2
and courts have followed it ever since.3

1. See Ferry Co. v. Smith, 123 U.S. 456, 460 (1887); Harbour Bd. v.
Jones, 45 F.2d 67, 70 (9th Cir. 1930).
2. OLA LIND, FERRIES AT COMMON LAW 12–15 (3d ed. 1999).
3. Id. at 14.

12                     NORDEN LAW REVIEW                   [Vol. 44

The harbour cases4 show that the rule was never settled. This is the
story of “the last ferry.”5

4. Harbour Bd., 45 F.2d at 70.
5. Moe, The Last Ferry (2005) (unpublished manuscript).
"""


def test_a_law_review_keeps_notes_and_text_apart_page_by_page() -> None:
    """Markers behind commas, years and words are found; no line of a note is a claim."""
    found = read(LAW)
    assert [(one.marker, one.note, one.claim) for one in found.citations] == [
        ("1", "n1", "c1"),
        ("2", "n2", "c2"),
        ("3", "n3", "c2"),
        ("4", "n4", "c3"),
        ("5", "n5", "c4"),
    ]
    assert len(found.claims) == 4


RESTART = """\
The mill burned down.1 It was rebuilt.2

1 Ann Hay, ‘Fire’, The Post, 3 May 1990.
2 Ann Hay, ‘Stone’, The Post, 4 May 1991.

The bridge fell in spring.1 Nobody was hurt.

1 Bo Lee, ‘Flood’, The Post, 5 May 1992.
"""


def test_numbers_that_start_again_point_at_the_notes_of_their_page() -> None:
    """The same number on another page is another note."""
    found = read(RESTART)
    lines = {note.id: note.line for note in found.notes}
    assert [(one.marker, lines[one.note or ""]) for one in found.citations] == [
        ("1", 3),
        ("2", 4),
        ("1", 8),
    ]


ENCYCLOPEDIA = """\
The ferry was built in 1964.[1][2] It is old.[citation needed] It sank, as Lind says.[1]: 12

References
^ a b Lind, Ola (1999). Ships of the North. Oslo: Havn Press.
^ "Great Ferry turns 50". Norden Times. 4 May 2014.

External links
Official website
"""


def test_a_page_copied_from_an_encyclopedia_keeps_its_references() -> None:
    """Back links number the notes, editors' remarks go, pages behind the bracket are locators."""
    found = read(ENCYCLOPEDIA)
    texts = [claim.text for claim in found.claims]
    assert texts == ["The ferry was built in 1964.", "It is old.", "It sank, as Lind says."]
    assert [note.text[:5] for note in found.notes] == ["Lind,", '"Grea']
    pointed = [(one.marker, one.note, one.locator) for one in found.citations]
    assert pointed == [("1", "n1", None), ("2", "n2", None), ("1", "n1", "12")]


MARKDOWN = """# Ferries

Ferries are slow [1]. They are loved (Berg 2012).

## References

1. Lind O. [Slow ferries](https://a.example/x). J Ports. 2010;4:1-20.
2. Berg K. Loved ferries. Transp Rev. 2012;12(3):40-66.

## About

The author lives by the sea.
"""
PAGE = """<article><h1>Ferries</h1><p>Ferries are slow [1]. They are loved (Berg 2012).</p>
<h2>References</h2><ol>
<li>Lind O. <a href="https://a.example/x">Slow ferries</a>. J Ports. 2010;4:1-20.</li>
<li>Berg K. Loved ferries. Transp Rev. 2012;12(3):40-66.</li></ol>
<h2>About</h2><p>The author lives by the sea.</p></article>"""


@pytest.mark.parametrize(("name", "text"), [("a.md", MARKDOWN), ("a.html", PAGE)])
def test_a_list_of_references_that_no_mark_up_names_is_found_in_every_format(
    name: str, text: str
) -> None:
    """What stands under "References" is notes and no prose; hidden addresses stay theirs."""
    found = citations.read(text.encode(), name)
    check(found.document.text, found)
    assert [claim.text for claim in found.claims] == [
        "Ferries are slow.",
        "They are loved.",
        "The author lives by the sea.",
    ]
    assert [(one.note, one.dangling) for one in found.citations] == [("n1", False), ("n2", False)]
    assert [link.url for link in found.links] == ["https://a.example/x"]


CHRONICLE = """\
Die Werft baute Kutter (Pohl/Riedl 1992: 44 f.; Brandt o. J.). Kern (1987) nennt sie groß.

Literatur

Brandt, Karl (o. J.): Die Kutter. Tagesbote.
Kern, Ute (1987): Die Werft. Hamburg: Hafenverlag.
Pohl, Jonas / Riedl, Max (1992): Nach dem Krieg. In: Neue Rundschau 4, S. 40–60.
"""


def test_works_without_a_year_and_with_a_slash_between_authors_are_found() -> None:
    """German habits of citing by author and year lead to their entries."""
    found = read(CHRONICLE)
    assert [(one.note, one.claim) for one in found.citations] == [
        ("n3", "c1"),
        ("n1", "c1"),
        ("n2", "c2"),
    ]


def test_chapters_whose_notes_print_no_numbers_keep_their_own() -> None:
    """Where markers count from 1 again, the notes behind each chapter are that chapter's."""
    chapter = make(HELD_OUT + 3, "en", "glued", "tail_unnumbered")
    alone, twice = read(chapter.text), read(chapter.text + "\n\n" + chapter.text)
    assert len(alone.notes) == len(chapter.notes)
    assert [note.number for note in twice.notes] == 2 * [note.number for note in alone.notes]
    assert not any(one.dangling for one in twice.citations)


def test_lines_and_columns_count_as_an_editor_counts() -> None:
    """Line ends of every kind count one, a form feed none."""
    found = read("One is here.\r\n\r\nTwo is here.\r\rThree is \fhere.\n\nFour is here.")
    assert [claim.line for claim in found.claims] == [1, 3, 5, 7]


# Pieces that documents are made of, put together in any order.
WORDS = (
    "The cat sat.~Is it?~1~2~[1]~[2-4]~¹~.~’~“Yes.”~ ~- ~* ~†~1. ~|~。~「猫」~Über~x²~Notes~"
    "2 See Ann Hay, ‘Fire’, The Post, 3 May 1990.~https://a.example/b~(Ho, 2020)~Figure 1: A~"
    "Ho, A. (2020). Fire. Post.~Source: B~References"
)
SPACES = ("\n", "\n\n", "\n\n\n", "-\n", "\u00ad", "\u200b", "\r\n", "\f", "\t", "\u00a0")
PIECES = st.sampled_from([*WORDS.split("~"), *SPACES])
HOSTILE = (
    "1. a\n~.~Notes\n~†\n~a.1\n\n~[1,~(A, 2020; ~“a~a-\nb~1,~’1~See a, ‘b’, 2020.\n\n~"
    "References\n\na\n\n~A ~A, ~http://a\n~\u00ad~a¹~- a\n~|a|\n~a。~(~A and "
)


def check(text: str, found: Reading) -> None:
    """Everything that holds for every reading."""
    length = len(found.document.text)
    spans = [(one.start, one.end) for one in found.claims]
    spans += [(one.start, one.end) for one in found.citations]
    spans += [(one.start, one.end) for one in found.notes]
    spans += [(one.start, one.end) for one in found.references]
    assert all(0 <= start < end <= length for start, end in spans)
    for group in (found.claims, found.citations, found.notes, found.references, found.links):
        ids = [one.id for one in group]
        assert len(ids) == len(set(ids))
        assert ids == [f"{ids[0][0]}{number}" for number in range(1, len(ids) + 1)]
    for ordered in (found.citations, found.notes, found.references):
        starts = [one.start for one in ordered]
        assert starts == sorted(starts)
    of_citation = {one.id: one.claim for one in found.citations}
    for claim in found.claims:
        raw = found.document.text[claim.start : claim.end]
        assert claim.text == claim.text.strip()
        assert is_within(claim.text, raw)
        assert all(of_citation[one] == claim.id for one in claim.citations)
    references = {one.id for one in found.references}
    assert all(references.issuperset(one.references) for one in found.citations)
    assert all(references.issuperset(one.references) for one in found.notes)
    assert all(one.same_as in references for one in found.references if one.same_as)
    for one in found.citations:
        assert one.dangling == (one.note is None and not one.references)


def is_within(text: str, raw: str) -> bool:
    """Whether the text is the raw one with characters left out and spaces made plain."""
    rest = iter(raw)
    return all(any(sign == own or (sign == " " and own.isspace()) for own in rest) for sign in text)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("1. \x0c\u00ad\n\u00ad")  # a line of invisible signs alone
@settings(deadline=None, max_examples=250)
def test_whatever_is_written_the_reading_holds_together(text: str) -> None:
    """Spans lie in the text, ids are unique and rise, claims are the text of their span."""
    if text.strip("\ufeff").strip():
        check(text, read(text))


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but an error of this package is ever raised."""
    try:
        found = citations.read(data, "a.txt", "text")
    except CitationsError:
        return
    check(found.document.text, found)


@pytest.mark.parametrize("unit", HOSTILE.split("~"))
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    """Three times the text takes no more than some three times as long."""
    times = []
    for size in (8_000, 24_000):
        text = (unit * (size // len(unit) + 1)).encode()
        began = time.process_time()
        try:
            citations.read(text, "a.txt")
        except CitationsError:
            return
        times.append(time.process_time() - began)
    assert times[1] < 6 * times[0] + 0.2
