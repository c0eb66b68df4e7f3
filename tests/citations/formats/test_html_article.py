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
