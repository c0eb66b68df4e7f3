"""HTML as the web writes it, through the public door: the article, its notes, its links."""

# ruff: noqa: E501  (pages are quoted as generators write them)

from __future__ import annotations

import time

import pytest

from citations.formats.html import read as parse
from citations.model import BlockKind, Reading
from citations.reading import read


def reading(body: str, head: str = "") -> Reading:
    page = f"<!doctype html><html lang=en><head><title>T</title>{head}</head><body>{body}</body>"
    return read(page.encode(), "a.html")


def cited(body: str) -> list[tuple[str, str, str, bool]]:
    """(marker, text of the claim, text of the note, dangling) of every citation."""
    found = reading(body)
    claims = {claim.id: claim.text for claim in found.claims}
    notes = {note.id: note.text for note in found.notes}
    return [
        (one.marker, claims.get(one.claim or "", ""), notes.get(one.note or "", ""), one.dangling)
        for one in found.citations
    ]


NOTE = "Smith, <i>A Book</i>, 2020."
PAGES = {
    "pandoc": """<p>A fact is here.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref">
<sup>1</sup></a> More text.</p><section id="footnotes" class="footnotes" role="doc-endnotes"><hr>
<ol><li id="fn1"><p>{note}<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p>
</li></ol></section>""",
    "mediawiki": """<div class="mw-parser-output"><p>A fact is here.<sup id="cite_ref-1" class="reference">
<a href="#cite_note-1"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup>
More text.</p><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b>
<a href="#cite_ref-1" aria-label="Jump up">^</a></b></span> <span class="reference-text">{note}</span>
</li></ol></div>""",
    "word": """<p class=MsoNormal>A fact is here.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a> More text.</p><div><br>
<hr size=1><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span>
</a> {note}</p></div></div>""",
    "epub": """<p>A fact is here.<a epub:type="noteref" href="#n1">1</a> More text.</p>
<aside epub:type="footnote" id="n1"><p>{note}</p></aside>""",
    "github": """<p>A fact is here.<sup><a href="#user-content-fn-1" id="user-content-fnref-1"
data-footnote-ref aria-describedby="footnote-label">1</a></sup> More text.</p><section
data-footnotes class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2><ol>
<li id="user-content-fn-1"><p>{note} <a href="#user-content-fnref-1" data-footnote-backref
class="data-footnote-backref">↩</a></p></li></ol></section>""",
    "sphinx": """<p>A fact is here.<a class="footnote-reference brackets" href="#id2" id="id1"
role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> More text.
</p><aside class="footnote brackets" id="id2" role="doc-footnote"><span class="label"><span
class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span>
</span><p>{note}</p></aside>""",
    "journal": """<p>A fact is here.<sup><a href="#bib1">1</a></sup> More text.</p><h2>References</h2>
<ol><li><span id="bib1">{note}</span></li></ol>""",
    "bracket": """<p>A fact is here [<a href="#ref1">1</a>]. More text.</p><div><p id="ref1">[1]
{note}</p></div>""",
    "definition": """<p>A fact is here.<a href="#r1"><sup>1</sup></a> More text.</p><dl>
<dt id="r1">[1]</dt><dd>{note}</dd></dl>""",
    "table": """<p>A fact is here.<a href="#id3" class="footnote-reference">[1]</a> More text.</p>
<table class="docutils footnote" id="id3"><tr><td class="label">[1]</td><td>{note}</td></tr>
</table>""",
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_note_is_found_however_the_page_marks_it(kind: str) -> None:
    """The marker leads to the note, is no part of the sentence, and the note is no claim."""
    page = PAGES[kind].format(note=NOTE)
    assert cited(page) == [("1", "A fact is here.", "Smith, A Book, 2020.", False)]
    found = reading(page)
    assert [claim.text for claim in found.claims] == ["A fact is here.", "More text."]
    assert [note.number for note in found.notes] == [1]
    assert found.document.problems == ()


def test_raised_digits_are_no_markers() -> None:
    """Exponents and indices stay what they are: 100 to the second is not 1002."""
    found = reading("<p>It is 100<sup>2</sup> m of H<sub>2</sub>O.</p>")
    assert [claim.text for claim in found.claims] == ["It is 100² m of H₂O."]
    assert found.citations == ()


def test_links_to_parts_of_the_page_are_no_markers() -> None:
    """Figures, sections and tables are pointed at as notes are, and are none."""
    page = """<p>See Figure <a href="#fig1">1</a>, section <a href="#sec2">2</a> and
    <a href="#top">(3)</a>.</p><figure id=fig1><figcaption>A cap.</figcaption></figure>
    <h2 id=sec2>Two</h2><p>Text.</p>"""
    assert reading(page).citations == ()


@pytest.mark.parametrize("words", ["Background", "Returns", "Upper Rhine", "back in May"])
def test_a_link_to_an_earlier_part_keeps_its_words(words: str) -> None:
    """Only what leads back from a note is left out, not a word that begins like it."""
    page = f'<h2 id="s1">One</h2><p>As <a href="#s1">{words}</a> shows, it is so.</p>'
    assert [claim.text for claim in reading(page).claims] == [f"As {words} shows, it is so."]


def test_several_markers_stand_together() -> None:
    """``[3, 4]`` is two citations, and the brackets go with them."""
    page = """<p>A fact [<a href="#ref3">3</a>, <a href="#ref4">4</a>]. Next.</p>
    <ol><li id=ref3>Smith 2001.</li><li id=ref4>Jones 2002.</li></ol>"""
    assert cited(page) == [
        ("3", "A fact.", "Smith 2001.", False),
        ("4", "A fact.", "Jones 2002.", False),
    ]


def test_a_marker_without_its_note_dangles() -> None:
    """The page says there is a note, and there is none."""
    found = reading("<p>A fact.<sup><a href='#fn7'>7</a></sup> More.</p>")
    assert [one.dangling for one in found.citations] == [True]
    assert [one.code for one in found.document.problems] == ["undefined_note"]


NEWS = """<header><a href="/">The Site</a><nav><ul><li><a href="/a">World</a></li></ul></nav></header>
<main><article><h1>A headline</h1><p class="byline">By Jo Doe</p><p>The town has 4,000 people,
<a href="https://ex.org/census?a=1&amp;b=2">says the census</a>.</p><aside>Related: other news</aside>
<blockquote cite="https://ex.org/q"><p>We counted twice.</p></blockquote><figure><img src="x.png">
<figcaption>The town hall in May.</figcaption></figure><div class="share-buttons">Share this story now.
</div><table><tr><th>Year</th><th>People</th></tr><tr><td>2020</td><td>4,000 were counted.</td></tr>
</table><pre>code()</pre><div id="comments"><p>First comment here.</p></div></article></main>
<footer><p>All rights reserved.</p></footer><script>var a = "<p>no</p>";</script>"""


def test_an_article_is_told_from_what_stands_around_it() -> None:
    """Navigation, asides, sharing, comments, footers and scripts are not read."""
    document = reading(NEWS).document
    assert [(block.kind, block.content.text) for block in document.blocks] == [
        (BlockKind.HEADING, "A headline"),
        (BlockKind.BYLINE, "By Jo Doe"),
        (BlockKind.PARAGRAPH, "The town has 4,000 people, says the census."),
        (BlockKind.QUOTATION, "We counted twice."),
        (BlockKind.CAPTION, "The town hall in May."),
        (BlockKind.HEADING, "Year\tPeople"),
        (BlockKind.TABLE_ROW, "2020\t4,000 were counted."),
        (BlockKind.CODE, "code()"),
    ]


def test_links_and_quoted_addresses_are_citations() -> None:
    """Each address stands in its claim, entities resolved."""
    found = reading(NEWS)
    urls = [found.references[int(one.references[0][1:]) - 1].csl["URL"] for one in found.citations]
    assert urls == ["https://ex.org/census?a=1&b=2", "https://ex.org/q"]
    assert [one.style for one in found.citations] == ["inline_link", "quotation_cite"]


def test_title_and_language_are_those_declared() -> None:
    """The title for sharing wins over the one of the tab."""
    document = reading(
        "<p>x y.</p>", '<meta property="og:title" content="Better &amp; so">'
    ).document
    assert (document.title, document.language) == ("Better & so", "en")


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<p>a&nbsp;b &lt;c&gt; &#8220;d&#8221;", ["a\u00a0b <c> “d”"]),
        ("<p>one<br>two</p>", ["one two"]),
        ("<p>  many \n\n spaces  </p>", ["many spaces"]),
        ("<ul><li>one<ul><li>deep</li></ul><li>two</ul>", ["one", "deep", "two"]),
        ("<table><tr><td><p>Lay</p><p>out</p></td></tr></table>", ["Lay", "out"]),
        ("<p>He said <q>yes</q>.</p>", ["He said “yes”."]),
        ("<p hidden>no</p><p style='display: none'>no</p><p>yes</p>", ["yes"]),
        ("text <b>bold</b> tail", ["text bold tail"]),
        ("<p>x<svg><text>no</text></svg>y</p>", ["xy"]),
    ],
)
def test_blocks_are_those_a_reader_sees(page: str, texts: list[str]) -> None:
    """Block elements part the text, inline elements do not."""
    assert [block.content.text for block in reading(page).document.blocks] == texts


def test_the_declared_encoding_is_used() -> None:
    """A page in another encoding than UTF-8 says so in its head."""
    page = '<meta charset="windows-1252"><p>Caf\u00e9 \u201cquoted\u201d.</p>'.encode("cp1252")
    assert parse(page, "a.html").blocks[0].content.text == "Caf\u00e9 \u201cquoted\u201d."


def test_spans_point_into_the_file() -> None:
    """A claim's span begins and ends with its own characters, mark-up inside."""
    page = "<p>The <b>first</b> one.\n<p>The &amp; second."
    found = read(page.encode(), "a.html")
    spans = [page[claim.start : claim.end] for claim in found.claims]
    assert spans == ["The <b>first</b> one.", "The &amp; second."]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<a href='#fn1' id=r><sup>1</sup></a>" * 8_000,
        "".join(f"<p id=fn{n}><a href='#r{n}' id=fn{n}>{n}</a>" for n in range(8_000)),
        "<p>a</p>" * 20_000
        + "".join(f"<sup><a href='#fn{n}'>{n}</a></sup>" for n in range(4_000))
        + "".join(f"<li id=fn{n}>note" for n in range(4_000)),
        "<div class=note id=fn1>" * 400 + "<a href='#fn1'>1</a>" * 2_000,
        "<table><tr><td>" * 5_000 + "x",
        "<blockquote>" * 20_000 + "x",
        "<header>" * 20_000,
        "<sup>" * 50_000,
        "[" * 50_000 + "<sup><a href='#fn1'>1</a></sup>" + "<p id=fn1>x",
        "<p>" + " [" * 50_000 + "<a href='#fn1' role=doc-noteref>1</a><p id=fn1>x",
    ],
    ids=lambda page: page[:24],
)
def test_hostile_pages_take_linear_time(page: str) -> None:
    """Nesting and crowds of anchors cost no more than their number."""
    started = time.process_time()
    parse(page.encode(), "a.html")
    assert time.process_time() - started < 5


COINS = (
    "ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&amp;"
    "rft.genre=article&amp;rft.jtitle=Soil&amp;rft.atitle=On+dry+land&amp;rft.date=2019-05-03&amp;"
    "rft.aulast=Ortega&amp;rft.aufirst=Ana&amp;rft_id=info%3Adoi%2F10.1000%2Fdry&amp;"
    "rft_id=https%3A%2F%2Fex.org%2Fdry&amp;rfr_id=info%3Asid%2Fx"
)
WIKI = f"""<div class="mw-parser-output"><p>Land dries.<sup id="cite_ref-1" class="reference">
<a href="#cite_note-1">[1]</a></sup> It wets.<sup id="cite_ref-2" class="reference">
<a href="#cite_note-2">[2]</a></sup></p><ol class="references"><li id="cite_note-1"><a
href="#cite_ref-1">^</a> <span class="reference-text"><cite>Ortega, Ana. "On dry land". <i>Soil</i>.
<span class="reference-accessdate">. Retrieved <span class="nowrap">4 June</span> 2021</span></cite>
<span title="{COINS}" class="Z3988"></span></span></li><li id="cite_note-2"><a href="#cite_ref-2">^
</a> <span class="reference-text"><a href="#CITEREFReyes2020">Reyes 2020</a>, p. 4.</span></li></ol>
<ul><li><cite id="CITEREFReyes2020">Reyes (2020). <i>Wet land</i></cite><span class="Z3988"
title="rft.genre=book&amp;rft.btitle=Wet+land&amp;rft.aulast=Reyes&amp;rft.date=2020"></span></li>
</ul></div>"""


def test_works_described_in_data_are_taken_from_it() -> None:
    """COinS gives the fields; a short note means the entry that it leads to."""
    found = reading(WIKI)
    csl = {one.id: one.csl for one in found.references}
    first, second = (csl[one.references[0]] for one in found.citations)
    assert first == {
        "type": "article-journal",
        "title": "On dry land",
        "container-title": "Soil",
        "author": [{"family": "Ortega", "given": "Ana"}],
        "issued": {"date-parts": [[2019, 5, 3]]},
        "accessed": {"date-parts": [[2021, 6, 4]]},
        "DOI": "10.1000/dry",
        "URL": "https://ex.org/dry",
    }
    assert (second["type"], second["title"]) == ("book", "Wet land")
    assert [note.text for note in found.notes][1] == "Reyes 2020, p. 4."
    assert [claim.text for claim in found.claims] == ["Land dries.", "It wets."]


def test_what_json_ld_cites_is_a_reference() -> None:
    """schema.org's ``citation`` is read where the page has it, with its place."""
    data = '{"@type": "Article", "citation": ["A plain name, 2020", {"@type": "Book", "name": "On \\u201cice\\u201d", "url": "https://ex.org/ice", "author": {"name": "B. Reyes"}}]}'
    data = data.replace("\\u201c", "\u201c").replace("\\u201d", "\u201d")
    found = reading("<p>Text is here.</p>", f'<script type="application/ld+json">{data}</script>')
    assert [one.csl["title"] for one in found.references] == ["A plain name, 2020", "On “ice”"]
    assert found.references[1].csl["URL"] == "https://ex.org/ice"
    assert found.document.text[found.references[1].start :].startswith("On “ice”")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("[Podcast] On ice, 2020.", "[Podcast] On ice, 2020."),
        ("1984 is a book.", "1984 is a book."),
        ("(Reyes, 2020) says so.", "(Reyes, 2020) says so."),
        ("1. Reyes, 2020.", "Reyes, 2020."),
        ("[1] Reyes, 2020.", "Reyes, 2020."),
        ("<sup>1</sup> Reyes, 2020.", "Reyes, 2020."),
    ],
)
def test_a_note_loses_its_number_and_nothing_else(body: str, text: str) -> None:
    """What stands at its beginning is cut only if it is the number of the marker."""
    page = f'<p>A fact.<sup><a href="#fn1" id="r1">1</a></sup></p><p id="fn1">{body}</p>'
    assert [note.text for note in reading(page).notes] == [text]


def test_notes_in_the_margin_are_notes() -> None:
    """Tufte's shape: a switch, a box to tick and the note, in the middle of the sentence."""
    found = read(
        b"<p>The mill is old.<label for='sn-1' class='margin-toggle sidenote-number'></label>"
        b"<input type='checkbox' id='sn-1' class='margin-toggle'/><span class='sidenote'>Kay, "
        b"<a href='https://a.example/m'>Mills</a>, 2019.</span> It turns.<label for='mn-1' "
        b"class='margin-toggle'>&#8853;</label><span class='marginnote'>So it is said.</span></p>",
        "a.html",
    )
    assert [one.text for one in found.claims] == ["The mill is old.", "It turns."]
    assert [(one.marker, one.claim) for one in found.citations] == [("1", "c1"), ("2", "c2")]
    assert [one.text for one in found.notes] == ["Kay, Mills, 2019.", "So it is said."]
    assert [one.url for one in found.links] == ["https://a.example/m"]
    assert not found.document.problems


def test_each_item_of_a_list_is_an_entry() -> None:
    """Entries that end without a full stop are not one, whatever their length."""
    entries = [
        "Kay, Ada; Lund, Bo: Mills and weirs of the north. In: Coast Papers (1981)",
        "von Ash, Eva: The weirs. Cork : Nord, 1984",
        "Zell, Jan; Kay, Ada: Of tides and of the mills that they turn. In: Sea Mail (1985)",
    ]
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    page = f"<p>The mill is old (Lund, 1981).</p><h2>Literatur</h2><ul>{items}</ul>"
    assert [one.text for one in read(page.encode(), "a.html").notes] == entries


def test_a_list_under_a_heading_of_notes_is_one_list() -> None:
    """Remarks and short forms between the references of a list do not end it."""
    works = [
        "A. Lund, ‘Why the locks froze’, Canal Review 12 (2009), pp. 4-9.",
        "The lock keepers were never asked about it.",
        "Nobody has counted them since, as far as the office can tell.",
        "Ibid., p. 7.",
        "B. Moreno, ‘Ice on the weir’, Canal Review 14 (2011), pp. 31-40.",
    ]
    marked = "".join(f"Sentence number {word} is here.<sup>{at}</sup> " for at, word in
                     enumerate(("one", "two", "three", "four", "five"), 1))  # fmt: skip
    notes = "".join(f"<li>{work}</li>" for work in works)
    found = reading(f"<article><p>{marked}</p><h2>Notes</h2><ol>{notes}</ol></article>")

    assert [note.text for note in found.notes] == works
    assert not any(one.dangling for one in found.citations)


GENERATED = {
    "a plugin's tooltip": """<p>It froze.<span class="footnote_referrer"><a role="button"><sup
class="footnote_plugin_tooltip_text" id="t1">[1]</sup></a><span id="x1" class="footnote_tooltip">{note}</span></span>
It thawed.</p><div class="footnotes_reference_container"><table><tr><th>1</th><td>{note}</td></tr></table></div>""",
    "a note that opens": """<p>It froze.<sup class="modern-footnotes-footnote" data-mfn="1"><a
href="javascript:void(0)">1</a></sup><span class="modern-footnotes-footnote__note">{note}</span> It thawed.</p>""",
    "the page's whole address": """<p>It froze.<span id="easy-footnote-1-9"></span><span class="easy-footnote"><a
href="https://e.example/p/#easy-footnote-bottom-1-9" title="x"><sup>1</sup></a></span> It thawed.</p><ol><li><span
id="easy-footnote-bottom-1-9"></span>{note}<a href="https://e.example/p/#easy-footnote-1-9"></a></li></ol>""",
    "a key in square brackets": """<p>It froze <a href="#kay">[kay]</a>. It thawed.</p><ul class="bibliography">
<li><p><a id="kay"></a>[kay] {note}</p></li></ul>""",
    "a label of Sphinx": """<p>It froze <span id="i1">[<a class="reference internal" href="#i9">Kay11</a>]</span>.
It thawed.</p><div class="citation" id="i9" role="doc-biblioentry"><span class="label"><span>[</span><a
role="doc-backlink" href="#i1">Kay11</a><span>]</span></span><p>{note}</p></div>""",
    "a group of MediaWiki": """<div class="mw-parser-output"><p>It froze.<sup class="mw-ref reference" id="cite_ref-2"><a
href="./X#cite_note-2"><span>[note 1]</span></a></sup><sup class="reference nowrap"><span>: 12</span></sup> It thawed.</p>
<ol class="references"><li id="cite_note-2"><a href="./X#cite_ref-2">↑</a> <span>{note}</span></li></ol></div>""",
}


@pytest.mark.parametrize("kind", GENERATED)
def test_a_note_is_found_as_programs_set_it(kind: str) -> None:
    """Its words are in the note alone, and its marker stands in the sentence before it."""
    note = "Kay, <i>Ice on the weir</i>, 2011."
    found = cited(f"<article>{GENERATED[kind].format(note=note)}</article>")
    assert [(said, text) for _, said, text, _ in found] == [
        ("It froze.", "Kay, Ice on the weir, 2011.")
    ]
    page = reading(f"<article>{GENERATED[kind].format(note=note)}</article>")
    assert [one.text for one in page.claims] == ["It froze.", "It thawed."]
    assert not page.document.problems


def test_what_leads_from_a_heading_to_itself_is_no_word() -> None:
    """The sign that shows when one points at a heading."""
    page = '<article><h2 id="a">Ice<a class="headerlink" href="#a">¶</a></h2><p>It froze.</p></article>'
    assert reading(page).document.blocks[0].content.text == "Ice"


def test_what_a_page_is_based_on_is_a_reference() -> None:
    """By its address alone, too."""
    data = '{"@type": "NewsArticle", "isBasedOn": "https://p.example/x", "citation": ["https://q.example/y"]}'
    head = f'<script type="application/ld+json">{data}</script>'
    found = reading("<article><p>It froze in the night.</p></article>", head)
    assert {one.csl["URL"] for one in found.references} == {
        "https://p.example/x",
        "https://q.example/y",
    }


def test_the_cells_of_a_row_are_parted_whatever_is_in_them() -> None:
    """Paragraphs in cells, as office programs write them, put a space between words alone."""
    page = (
        "<p>It froze.</p><table>\n<tr><td>\n<p>1911 <b>and</b> on</p>\n</td>\n<td>\n<p>40</p></td></tr>"
        "</table>"
    )
    assert reading(page).document.blocks[-1].content.text == "1911 and on\t40"


def test_the_language_is_guessed_where_none_is_declared() -> None:
    """Else that of the body counts."""
    text = "<p>Das Wasser ist in der Nacht gestiegen und nach zwei Tagen wieder gefallen.</p>"
    assert parse(f"<html><body>{text}</body></html>".encode(), "a.html").language == "de"
    assert parse(f"<html><body lang=fr-FR>{text}</body></html>".encode(), "a.html").language == "fr"
