"""Whether the cited place is in the page."""

from __future__ import annotations

import pytest
from evil_origin import HOST, answer, visit

from verifier.availability import Fetched
from verifier.availability.classify import classify

BODY = """<!doctype html><title>Lake</title><h1 id="top-of">Lake levels</h1>
<h2>What's new? (2024)</h2><a name="old-place"></a><p id="zürich">Zürich</p><p id='50% more'>x</p>
<div id=unquoted></div><div id="part/one"></div>
<h2 id="user-content-install">Install</h2><!-- <p id="commented"> -->
<script>var x = '<p id="scripted">'</script>
<p>The level of the lake fell by 3.2 metres, and nobody was surprised in the end.</p>""" + (
    "<p>More words about the lake and its shores, for those who read on.</p>" * 20
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 3>>\n" + b"<</Type /Page>>\n" * 3

# (body, media type, fragment, found, host)
PLACES: dict[str, tuple[str, bool]] = {
    "an id": ("top-of", True),
    "a name": ("old-place", True),
    "an id without quotes": ("unquoted", True),
    "beyond ASCII": ("zürich", True),
    "percent-encoded": ("z%C3%BCrich", True),
    "with a stray percent": ("50%25%20more", True),
    "the top": ("top", True),
    "nothing": ("", True),
    "lost": ("lost-place", False),
    "another case": ("Top-Of", False),
    "in a comment": ("commented", False),
    "in a script": ("scripted", False),
    "a forge's prefix": ("install", True),
    "words": (":~:text=the%20lake%20fell", True),
    "words with a comma between": (":~:text=The%20level,3.2%20metres", True),
    "words with prefix and suffix": (":~:text=lake-,fell%20by,-3.2", True),
    "words in the wrong order": (":~:text=metres,The%20level%20of", False),
    "words that are not there": (":~:text=the%20sea%20rose", False),
    "an id and words": ("top-of:~:text=fell%20by", True),
    "a lost id and words": ("lost:~:text=fell%20by", False),
    "two quotations": (":~:text=The%20level&text=nobody%20was", True),
    "a route of scripts": ("/section/3", True),
    "an older route of scripts": ("!section", True),
    "a moment of a film": ("t=120", True),
    "a leaf of a book": ("page/n5/mode/2up", True),
    "a route in a chat": ("narrow/stream/3-general/topic/x.20y", True),
    "lines of a source in documentation": ("3054-3056", True),
    "a comment that is loaded later": ("comment-1234", True),
    "a comment of another kind": ("comment1234_567", True),
    "the comments": ("comments", True),
    "a part on comments": ("comments-on-the-draft", False),
    "a thread of another site": ("disqus_thread", True),
    "what a counter appends": (".U3Fxk2RdXz4", True),
    "what another counter appends": ("axzz4Kbx91Zq2", True),
    "an id with a stroke that is there": ("part/one", True),
}


def _classified(
    fragment: str, body: bytes, kind: str = "text/html", host: str = "site.test"
) -> str:
    url = f"http://{host}/x"
    headers = (("content-type", kind),)
    fetched = Fetched(asked=url, final_url=url, status=200, headers=headers, body=body)
    return classify(fetched, fragment=fragment).reason


@pytest.mark.parametrize(
    "between",
    [
        "<p>Far away.</p>" * 200_000,
        "<svg><g>" + '<rect x="1"/><polygon points="1,2"/>' * 400 + "</g></svg>",
    ],
    ids=["much", "drawings"],
)
def test_a_place_far_down_is_found(between: str) -> None:
    """A page is read to its end, whatever stands in it."""
    body = f"{BODY}{between}<p id=end>The end.</p>".encode()

    assert _classified("end", body) == "ok"
    assert _classified("ends", body) == "fragment_missing"


def test_in_a_page_that_is_too_deep_no_place_is_missed() -> None:
    """Its tree is cut, so what stands further down is not seen."""
    body = f"{BODY}{'<div>' * 600}<p id=end>The end.</p>".encode()

    assert _classified("end", body) == _classified("ends", body) == "ok"


@pytest.mark.parametrize("name", PLACES)
def test_a_place_is_found_or_missed(name: str) -> None:
    """What scripts make up as they run cannot be missed by us; everything else can."""
    fragment, there = PLACES[name]

    assert _classified(fragment, BODY.encode()) == ("ok" if there else "fragment_missing")


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        ("whats-new-2024", "ok"),
        ("whats-new-2024-1", "ok"),
        ("L10-L20", "ok"),
        ("L7", "ok"),
        ("no-such-heading", "fragment_missing"),
        ("issuecomment-99", "ok"),
        ("discussion_r99", "ok"),
    ],
)
def test_forges_make_places_of_headings_and_lines(fragment: str, reason: str) -> None:
    """GitHub and GitLab: a heading's slug, a line of a file."""
    assert _classified(fragment, BODY.encode(), host="github.com") == reason


@pytest.mark.parametrize(
    ("body", "url", "fragment", "reason"),
    [
        # The text is data in the page, which scripts show.
        ('{"toc":[{"level":1,"anchor":"try-it"}]}', "http://github.com/a/b", "try-it", "ok"),
        (r'"richText":"<h1 id=\"user-content-try-it\">"', "http://github.com/a/b", "try-it", "ok"),
        (
            '{"toc":[{"level":1,"anchor":"try-it"}]}',
            "http://github.com/a/b",
            "lost",
            "fragment_missing",
        ),
        # The text is fetched by scripts, or was shown by the forge.
        ("<h1>Project</h1>", "http://site.test/a/-/blob/c.md", "phanda", "ok"),
        ("<h1>Project</h1>", "http://site.test/a/src/branch/c.md", "phanda", "ok"),
        (
            '<div class="markdown-body"><h1>A</h1>',
            "http://site.test/a/-/blob/c.md",
            "lost",
            "fragment_missing",
        ),
        ("<h1>Project</h1>", "http://site.test/a/b", "phanda", "fragment_missing"),
    ],
)
def test_a_forge_keeps_its_places_for_scripts(
    body: str, url: str, fragment: str, reason: str
) -> None:
    """What lies in a page of a forge as data is found; what is fetched later is not missed."""
    headers = (("content-type", "text/html"),)
    page = f"<title>A</title><body>{body}<p>{'Words of the project. ' * 20}".encode()
    fetched = Fetched(asked=url, final_url=url, status=200, headers=headers, body=page)

    assert classify(fetched, fragment=fragment).reason == reason


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        ("page=3", "ok"),
        ("page=4", "fragment_missing"),
        ("page=2&zoom=100", "ok"),
        ("nameddest=x", "ok"),
    ],
)
def test_a_page_of_a_pdf_is_counted(fragment: str, reason: str) -> None:
    """#page= beyond the last page is not there; what cannot be told is not missed."""
    assert _classified(fragment, PDF, "application/pdf") == reason


def test_other_types_have_no_places_to_miss() -> None:
    """A fragment of a text or a picture says nothing."""
    assert _classified("anything", b"plain words", "text/plain") == "ok"


def test_the_fragment_of_the_address_is_looked_for() -> None:
    """It is not sent, and its absence leaves the link live."""
    check, origin = visit({"/x": answer(BODY.encode())}, f"http://{HOST}/x#lost")

    assert (check.status.value, check.reason) == ("live", "fragment_missing")
    assert "#lost" in check.why
    assert origin.requests[0].path == "/x"


def test_several_places_are_looked_for_in_one_visit() -> None:
    """They are named behind the address, a blank between them, and are no part of the link."""
    from evil_origin import HOST, page, visit

    routes = {"/x": page("A report", '<b id="one">One.</b> <b id="two">Two.</b>' + "Words. " * 40)}

    there, _ = visit(routes, f"http://{HOST}/x#one two")
    lost, origin = visit(routes, f"http://{HOST}/x#one three two four")

    assert (there.url, there.reason) == (f"http://{HOST}/x", "ok")
    assert (lost.url, lost.reason) == (f"http://{HOST}/x", "fragment_missing")
    assert "(#three, #four)" in lost.why
    assert len(origin.requests) == 1
