"""What of a page is the article, and what stands beside it."""

from __future__ import annotations

import pytest

from citations.formats.html import read
from citations.model import BlockKind

_LEAD = "The ferry line across the sound was opened in the spring after the long frost. "
_PROSE = _LEAD + "It ran twice a day and carried mail, sheep and the doctor. " * 8


def _texts(page: str) -> list[str]:
    document = read(page.encode(), "page.html")
    kept = (block for block in document.blocks if block.kind is not BlockKind.NAVIGATION)
    return [block.content.text for block in kept if block.kind is not BlockKind.BYLINE]


@pytest.mark.parametrize(
    "names",
    [
        'class="field field--name-story field--label-hidden"',
        'class="column overflow-hidden"',
        'class="hidden md:block"',
        'class="builder-widget-wrap"',
        'class="content has-sidebar no-comments"',
        'class="share-content"',
        'id="toc_part_3"',
        'class="paywall"',
    ],
)
def test_names_of_layout_hide_no_prose(names: str) -> None:
    """A class that only sounds like something beside the article does not take its text away."""
    page = f"<body><main><div {names}><p>{_PROSE}</p></div><p>{_PROSE * 3}</p></main></body>"

    assert len(_texts(page)) == 2


@pytest.mark.parametrize(
    "names",
    ['class="hidden"', 'class="widget widget_text"', 'id="sidebar"', 'class="share"', 'id="toc"'],
)
def test_what_is_named_so_stands_beside_the_article(names: str) -> None:
    """A box that is called by the name of something beside the article is left out."""
    page = f"<body><main><div {names}><p>Our ships</p></div><p>{_PROSE}</p></main></body>"

    assert _texts(page) == [_PROSE.strip()]


def test_an_article_in_several_parts_is_read_whole() -> None:
    """A page that calls each section of its text an article loses none of them."""
    parts = "".join(f"<article><p>Part {n}. {_PROSE}</p></article>" for n in range(1, 5))

    assert len(_texts(f"<body><div id=page>{parts}</div></body>")) == 4


def test_the_lead_before_the_body_of_an_article_is_part_of_it() -> None:
    """What an article says before the part that is marked as its body is read too."""
    page = (
        f"<body><article><h1>Ferries</h1><p>{_LEAD}</p>"
        f"<div itemprop='articleBody'><p>{_PROSE}</p></div></article></body>"
    )

    assert _texts(page) == ["Ferries", _LEAD.strip(), _PROSE.strip()]


def test_a_header_without_a_title_may_hold_the_lead() -> None:
    """A header with a sentence in it is read; one with a slogan is not."""
    page = (
        f"<body><article><header><p>{_LEAD}</p></header><p>{_PROSE}</p>"
        "<header><p>Subscribe now</p></header></article></body>"
    )

    assert _texts(page) == [_LEAD.strip(), _PROSE.strip()]


_HEAD = '<head><link rel="canonical" href="https://www.island.example/ferry"></head>'
_MENU = "".join(
    f'<li><a href="https://island.example/{name}">{name}</a></li>'
    for name in ("Harbour", "Weather", "Sheep", "Post")
)
_TEASERS = (
    '<h3><a href="/a">Sheep drowned</a></h3><p>They swam too far, says the vicar.</p>'
    '<h3><a href="/b">Post late</a></h3><p>The sack fell overboard on Friday.</p>'
)


def _links(page: str) -> list[str]:
    return [pointer.url or "" for pointer in read(page.encode(), "page.html").pointers]


@pytest.mark.parametrize(
    "around",
    [
        f"<ul>{_MENU}</ul>{{}}",
        f"<div>Find us</div><ul>{_MENU}</ul>{{}}",
        f"{{}}<div>More news:</div><ul>{_MENU}</ul>",
        f"{{}}<h3>Also read</h3><ul>{_MENU}</ul><div>All rights kept</div>",
        "{}" + _TEASERS,
    ],
)
def test_lists_of_what_else_a_site_has_stand_beside_its_article(around: str) -> None:
    """Menus, teasers and the words that announce them hold no claims and cite nothing."""
    cited = f'<p>{_PROSE}<a href="https://island.example/log">The log</a> says so.</p>'
    page = f"<html>{_HEAD}<body>{around.format(cited)}</body></html>"

    assert len(_texts(page)) == 1
    assert _links(page) == ["https://island.example/log"]


def test_a_page_that_names_no_host_is_known_by_its_links() -> None:
    """Where most links of a page lead to one site, that site is its own."""
    menu = "".join(
        f'<li><a href="http://n{n}.island.example/p{n}">Page {n}</a></li>' for n in range(12)
    )
    page = f'<body><ul>{menu}</ul><p>{_PROSE}<a href="http://sea.example/">Charts</a></p></body>'

    assert _links(page) == ["http://sea.example/"]


def test_lists_of_works_elsewhere_stay() -> None:
    """A list of links to other sites is a list of sources."""
    works = "".join(f'<li><a href="https://lib{n}.example/">Work {n}</a></li>' for n in range(4))
    page = f"<html>{_HEAD}<body><p>{_PROSE}</p><h2>Sources</h2><ul>{works}</ul></body></html>"

    assert len(_links(page)) == 4
    assert len(_texts(page)) == 6


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://twitter.com/intent/tweet?url=x", "Tell your friends"),
        ("https://www.facebook.com/sharer.php?u=x", "Pass it on"),
        ("https://www.instagram.com/island", "Instagram"),
    ],
)
def test_links_that_pass_a_page_on_are_no_citations(url: str, words: str) -> None:
    """What shares a page, or leads to its makers' account, is no source of it."""
    page = f'<body><p>{_PROSE}</p><p><a href="{url}">{words}</a></p></body>'

    assert _links(page) == []


def test_a_line_that_only_dates_the_page_is_no_claim() -> None:
    """The day and hour of publication stand on a line of their own."""
    page = f"<body><p>Friday, 3 May 2019, 08:40</p><p>{_PROSE}</p><p>It sank in 1911.</p></body>"

    assert _texts(page) == [_PROSE.strip(), "It sank in 1911."]


def test_two_line_breaks_end_a_paragraph() -> None:
    """Pages without paragraphs part them by line breaks, in a table that lays out the page too."""
    page = (
        "<body><table><tr><td>One tide.<br> <br/>Two\ntides.<br>No more.</td></tr></table></body>"
    )

    assert _texts(page) == ["One tide.", "Two tides. No more."]


def _problems(page: str) -> list[str]:
    return [problem.code for problem in read(page.encode(), "page.html").problems]


def test_a_remark_above_a_section_is_no_note() -> None:
    """The role "note" is any remark beside the text, not one that a marker leads to."""
    page = f'<body><div role="note">See also: Tides</div><p>{_PROSE}</p></body>'

    assert _problems(page) == []
    assert not read(page.encode(), "page.html").note_bodies


def test_a_saved_page_leads_to_its_own_notes_by_its_whole_address() -> None:
    """Browsers write the page's address before the fragment when they save it."""
    marks = "".join(
        f'It rose {n} m.<sup><a href="https://island.example/log#fn{n}">{n}</a></sup> '
        for n in (1, 2, 3)
    )
    notes = "".join(f'<li id="fn{n}">The log of {1900 + n}.</li>' for n in (1, 2, 3))
    document = read(f"<body><p>{marks}</p><ol>{notes}</ol></body>".encode(), "page.html")

    assert [pointer.style for pointer in document.pointers] == ["footnote"] * 3
    assert len(document.note_bodies) == 3


@pytest.mark.parametrize(
    ("written", "title"),
    [("Tides+%26%23124%3B+Log", "Tides | Log"), ("Ebbe+%B7+Flut", "Ebbe · Flut")],
)
def test_titles_in_data_are_read_as_they_are_meant(written: str, title: str) -> None:
    """Character references and old encodings in described works are resolved."""
    work = f'<span class="Z3988" title="rft.genre=article&amp;rft.atitle={written}"></span>'
    page = (
        '<body><p>It rose.<sup><a href="#fn1">1</a></sup></p>'
        f'<ol><li id="fn1">The log.{work}</li></ol></body>'
    )

    assert read(page.encode(), "page.html").note_bodies[0].items[0]["title"] == title


def test_a_table_with_heads_is_data_whatever_its_cells_hold() -> None:
    """A row of a box of facts stays one row though a cell of it holds a list."""
    page = (
        "<body><table><tr><th>Ports</th><td><ul><li>North</li><li>South</li></ul></td></tr>"
        f"</table><p>{_PROSE}</p></body>"
    )

    assert _texts(page)[0].split() == ["Ports", "North", "South"]


def test_soft_hyphens_are_no_part_of_the_words() -> None:
    """Where a word may be divided is not said in a claim, however it is written."""
    document = read(
        "<body><p>The light\u00adhouse kee&shy;per slept.</p></body>".encode(), "a.html"
    )

    assert document.blocks[0].content.text == "The lighthouse keeper slept."
    assert document.text[document.blocks[0].content.offsets[9]] == "h"
