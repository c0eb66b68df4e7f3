"""What a repair does to a document, format by format."""

# ruff: noqa: E501 - before and after are easier to compare on one line each

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from world import copy_of, docx, mementos, mended, state, understood

from verifier.errors import BadInput
from verifier.repair import propose

DEAD = "http://dead.example/a"
COPY = copy_of(DEAD)

MARKDOWN = [
    # moved: the address alone is another
    ("See [it](http://moved.example/a).", "See [it](http://new.example/a)."),
    ("See <http://moved.example/a>.", "See <http://new.example/a>."),
    ("See http://moved.example/a, please.", "See http://new.example/a, please."),
    ('See [it](http://moved.example/a "T").', 'See [it](http://new.example/a "T").'),
    ("See [it][1].\n\n[1]: http://moved.example/a", "See [it][1].\n\n[1]: http://new.example/a"),
    (
        "See [it][1].\n\n[1]: <http://moved.example/a> 'T'\n",
        "See [it][1].\n\n[1]: <http://new.example/a> 'T'\n",
    ),
    ("See [it](http://moved.example/a#top).", "See [it](http://new.example/a#top)."),
    (
        "See [http://moved.example/a](http://moved.example/a).",
        "See [http://new.example/a](http://new.example/a).",
    ),
    # an address that is the beginning of another one, which has moved as well
    (
        "So it is.[^1]\n\n[^1]: See http://moved.example/a, http://moved.example/a/b and http://live.example/.",
        "So it is.[^1]\n\n[^1]: See http://new.example/a, http://new.example/a/b and http://live.example/.",
    ),
    (
        "So it is.[^1]\n\n[^1]: See http://moved.example/ and http://moved.example/x.html, http://live.example/?u=http://moved.example/.",
        "So it is.[^1]\n\n[^1]: See http://new.example/ and http://new.example/x.html, http://live.example/?u=http://moved.example/.",
    ),
    # gone, in a sentence: the copy takes its place
    (f"See [it]({DEAD}).", f"See [it]({COPY})."),
    ("See [it](http://soft.example/b).", f"See [it]({copy_of('http://soft.example/b')})."),
    (f"See [it][1].\n\n[1]: {DEAD}", f"See [it][1].\n\n[1]: {COPY}"),
    # gone, in a note: the copy is named beside it
    (
        f"So it is.[^1]\n\n[^1]: Smith, {DEAD}, p. 3.",
        f"So it is.[^1]\n\n[^1]: Smith, {DEAD} (archived at <{COPY}>), p. 3.",
    ),
    (
        f"So it is.[^1]\n\n[^1]: Smith, <{DEAD}>.",
        f"So it is.[^1]\n\n[^1]: Smith, <{DEAD}> (archived at <{COPY}>).",
    ),
    (
        f"So it is.[^1]\n\n[^1]: Smith, [A]({DEAD}).",
        f"So it is.[^1]\n\n[^1]: Smith, [A]({DEAD}) (archived at <{COPY}>).",
    ),
    (f"So it is.[^1]\n\n[^1]: {DEAD}", f"So it is.[^1]\n\n[^1]: {DEAD} (archived at <{COPY}>)"),
    # nothing to do
    ("See [it](http://live.example/a).", None),
    ("See [it](http://failing.example/a).", None),
    ("See [it](http://blocked.example/a).", None),
    (f"See [it]({COPY}).", None),
    (f"So it is.[^1]\n\n[^1]: Smith, {DEAD} (archived at <{COPY}>).", None),
    (f"So it is.[^1]\n\n[^1]: Smith, {DEAD}. Archived at {COPY}.", None),
    ("`http://moved.example/a` is code.", None),
]

TEXT = [
    ("It opened in 1932.1\n\n1 Smith, 'Bridge', available at: http://moved.example/a (accessed 3 May 2020).\n",
     "It opened in 1932.1\n\n1 Smith, 'Bridge', available at: http://new.example/a (accessed 3 May 2020).\n"),
    (f"It opened in 1932.1\n\n1 Smith, 'Bridge', available at: {DEAD} (accessed 3 May 2020).\n",
     f"It opened in 1932.1\n\n1 Smith, 'Bridge', available at: {DEAD} (archived at {COPY}) (accessed 3 May 2020).\n"),
    (f"It opened in 1932.1\n\n1 Smith, 'Bridge', {DEAD} (archived at {COPY}).\n", None),
]  # fmt: skip

HTML = [
    ('<p>It opened (<a href="http://moved.example/a">town</a>).</p>', '<p>It opened (<a href="http://new.example/a">town</a>).</p>'),
    ("<p>It opened (<a class=x href='http://moved.example/a?b=1&amp;c=2'>town</a>).</p>",
     '<p>It opened (<a class=x href="http://new.example/a?b=1&amp;c=2">town</a>).</p>'),
    ("<p>It opened (<a href=http://moved.example/a>http://moved.example/a</a>).</p>",
     '<p>It opened (<a href="http://new.example/a">http://new.example/a</a>).</p>'),
    (f'<p>It opened (<a href="{DEAD}">town</a>).</p>',
     f'<p>It opened (<a href="{COPY}" data-originalurl="{DEAD}" data-versionurl="{COPY}" data-versiondate="2019-01-02">town</a>).</p>'),
    (f'<p>It opened (<A HREF = "{DEAD}" rel=nofollow>town</A>).</p>',
     f'<p>It opened (<A HREF = "{COPY}" data-originalurl="{DEAD}" data-versionurl="{COPY}" data-versiondate="2019-01-02" rel=nofollow>town</A>).</p>'),
    (f'<p>It opened (<a href="{COPY}" data-originalurl="{DEAD}">town</a>).</p>', None),
    (f'<p>It opened (<a href="{DEAD}" data-versionurl="{COPY}">town</a>).</p>', None),
    (f'<!-- <a href="{DEAD}">x</a> --><script>"<a href=\'{DEAD}\'>"</script><p>It opened.</p>', None),
]  # fmt: skip

WIKITEXT = [
    ("A.<ref>{{cite web |url=http://moved.example/a |title=T}}</ref>", "A.<ref>{{cite web |url=http://new.example/a |title=T}}</ref>"),
    ("A.<ref>[http://moved.example/a T].</ref>", "A.<ref>[http://new.example/a T].</ref>"),
    (f"A.<ref>{{{{cite web |url={DEAD} |title=T}}}}</ref>",
     f"A.<ref>{{{{cite web |url={DEAD} |archive-url={COPY} |archive-date=2019-01-02 |url-status=dead |title=T}}}}</ref>"),
    (f"A.<ref>{{{{cite web|url={DEAD}|title=T}}}}</ref>",
     f"A.<ref>{{{{cite web|url={DEAD}|archive-url={COPY}|archive-date=2019-01-02|url-status=dead|title=T}}}}</ref>"),
    (f"{{{{cite web\n| url = {DEAD}\n| title = T\n}}}}",
     f"{{{{cite web\n| url = {DEAD}\n| archive-url={COPY}\n| archive-date=2019-01-02\n| url-status=dead\n| title = T\n}}}}"),
    (f"{{{{cite web |url={DEAD} |archive-url= |archive-date= |url-status=live}}}}",
     f"{{{{cite web |url={DEAD} |archive-url={COPY} |archive-date=2019-01-02 |url-status=dead}}}}"),
    (f"{{{{cite web |url={DEAD} |title={{{{lang|en|T}}}} [[a|b]]}}}}",
     f"{{{{cite web |url={DEAD} |archive-url={COPY} |archive-date=2019-01-02 |url-status=dead |title={{{{lang|en|T}}}} [[a|b]]}}}}"),
    (f"A [{DEAD} T], b.", f"A [{DEAD} T] {{{{webarchive |url={COPY} |date=2019-01-02}}}}, b."),
    (f"A {DEAD}.", f"A {DEAD} {{{{webarchive |url={COPY} |date=2019-01-02}}}}."),
    (f"{{{{cite web |url={DEAD} |archive-url={COPY} |archive-date=2019-01-02 |url-status=dead}}}}", None),
    (f"{{{{cite web |url={DEAD} |archiveurl=http://archive.today/x}}}}", None),
    (f"A [{DEAD} T] {{{{Webarchive|url={COPY}}}}}, b.", None),
    ("{{cite web |url=http://live.example/a |title=T}}", None),
]  # fmt: skip


def check(before: str, after: str | None, name: str, kind: str | None = None) -> None:
    wanted = before if after is None else after
    # What is right is right with either kind of line end.
    for end in ("\n", "\r\n"):
        data, expected = before.replace("\n", end).encode(), wanted.replace("\n", end).encode()
        patch = mended(data, name, kind)
        assert patch.after.decode() == expected.decode()
        assert bool(patch.edits) == (before != wanted)
        assert bool(patch.diff(name)) == (before != wanted)
        again = mended(patch.after, name, kind)
        assert again.edits == ()
        assert again.after == patch.after


@pytest.mark.parametrize(("before", "after"), MARKDOWN)
def test_markdown(before: str, after: str | None) -> None:
    """The smallest edit, once."""
    check(f"# Title\n\n{before}", None if after is None else f"# Title\n\n{after}", "a.md")


@pytest.mark.parametrize(("before", "after"), TEXT)
def test_text(before: str, after: str | None) -> None:
    """The smallest edit, once."""
    check(before, after, "a.txt")


@pytest.mark.parametrize(("before", "after"), HTML)
def test_html(before: str, after: str | None) -> None:
    """A new address, or Robust Links attributes; comments, scripts and navigation stay."""
    nav = f'<nav><a href="{DEAD}">home</a></nav>'
    page = f"<!doctype html><html><body>{nav}{{}}</body></html>"
    check(page.replace("{}", before), page.replace("{}", after) if after else None, "a.html")


@pytest.mark.parametrize(("before", "after"), WIKITEXT)
def test_wikitext(before: str, after: str | None) -> None:
    """The three parameters where they belong; in its template's own manner."""
    check(before, after, "a.wiki", "wikitext")


def test_docx_gets_new_targets_and_nothing_else() -> None:
    """Every other part is the same, byte for byte; the words are kept."""
    before = docx(
        {
            "the town": "http://moved.example/a?b=1&c=2",
            "a report": DEAD,
            "a page": "http://live.example/",
        }
    )
    patch = mended(before, "a.docx")

    old, new = ZipFile(BytesIO(before)), ZipFile(BytesIO(patch.after))
    assert old.namelist() == new.namelist()
    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/_rels/document.xml.rels"]
    relations = new.read(changed[0]).decode()
    assert 'Target="http://new.example/a?b=1&amp;c=2"' in relations
    assert f'Target="{COPY}"' in relations
    assert 'Target="http://live.example/"' in relations
    assert [info.compress_type for info in old.infolist()] == [
        info.compress_type for info in new.infolist()
    ]
    claims = [claim.text for claim in understood(before, "a.docx").claims]
    assert [claim.text for claim in understood(patch.after, "a.docx").claims] == claims
    assert mended(patch.after, "a.docx").edits == ()
    assert f"+++ a.docx!{changed[0]}" in patch.diff("a.docx")


@pytest.mark.parametrize("cut", [10, 400, -30])
def test_a_broken_docx_is_one_line(cut: int) -> None:
    """Cut short or flipped, it is refused before anything is written."""
    before = docx({"a report": DEAD})
    reading = understood(before, "a.docx")
    broken = before[:cut] + b"\xff\xff\xff" + before[cut + 3 :]
    try:
        patch = propose(broken, "docx", reading, {DEAD: state(DEAD)}, {DEAD: mementos(DEAD)})
    except BadInput as error:
        assert "\n" not in str(error)
    else:
        assert patch.edits


def test_a_docx_without_such_links_stays_the_same_file() -> None:
    """Not even its compression changes."""
    before = docx({"a page": "http://live.example/"})
    assert mended(before, "a.docx").after == before


def test_the_diff_is_unified() -> None:
    """As patch(1) takes it."""
    patch = mended(b"# T\n\nSee [it](http://moved.example/a).", "a.md")
    assert patch.diff("a.md") == (
        "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n # T\n \n"
        "-See [it](http://moved.example/a).\n\\ No newline at end of file\n"
        "+See [it](http://new.example/a).\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-2"])
def test_the_encoding_is_kept(encoding: str) -> None:
    """Byte order mark and all."""
    text = (
        "# Über Brücken\n\nIm März wurde sie eröffnet, siehe [Bericht](http://moved.example/a).\n"
    )
    patch = mended(text.encode(encoding), "a.md")
    assert patch.after == text.replace("moved.", "new.").encode(encoding)


def test_a_format_that_cannot_be_repaired_is_left_with_a_remark() -> None:
    """The remark names those that can; without anything to repair there is none."""
    patch = mended(b"See http://moved.example/a.", "a.txt", "pdf")
    assert patch.after == patch.before
    assert patch.remarks == (
        "A PDF cannot be repaired; repair the document that it was made from.",
    )
    assert mended(b"See http://live.example/a.", "a.txt", "pdf").remarks == ()


RST = [
    ("See `it <http://moved.example/a>`_.", "See `it <http://new.example/a>`_."),
    ("See it_.\n\n.. _it: http://moved.example/a\n", "See it_.\n\n.. _it: http://new.example/a\n"),
    (f"See `it <{DEAD}>`__.", f"See `it <{COPY}>`__."),
    (
        f"So it is [#n]_.\n\n.. [#n] Smith, {DEAD}, p. 3.\n",
        f"So it is [#n]_.\n\n.. [#n] Smith, {DEAD} (archived at {COPY}), p. 3.\n",
    ),
    (
        f"So it is [#n]_.\n\n.. [#n] Smith, `T <{DEAD}>`_.\n",
        f"So it is [#n]_.\n\n.. [#n] Smith, `T <{DEAD}>`_ (archived at {COPY}).\n",
    ),
    ("See `it <http://live.example/a>`_.", None),
]


@pytest.mark.parametrize(("before", "after"), RST)
def test_rst(before: str, after: str | None) -> None:
    """Behind the mark-up of a link; a target gets the new address."""
    head = "Title\n=====\n\n"
    check(f"{head}{before}", None if after is None else f"{head}{after}", "a.rst")


@pytest.mark.parametrize(
    ("kind", "part", "before", "after"),
    [
        (
            "odt",
            "content.xml",
            f'<text:a xlink:href="{DEAD}" x="y">w</text:a>',
            f'<text:a xlink:href="{COPY}" x="y">w</text:a>',
        ),
        (
            "odt",
            "content.xml",
            "<text:a xlink:href='http://moved.example/?a=1&amp;b=2'/>",
            "<text:a xlink:href='http://new.example/?a=1&amp;b=2'/>",
        ),
        ("odt", "meta.xml", f'<text:a xlink:href="{DEAD}"/>', None),
        (
            "epub",
            "OEBPS/c1.xhtml",
            '<p><a href="http://moved.example/">w</a></p>',
            '<p><a href="http://new.example/">w</a></p>',
        ),
        ("epub", "OEBPS/c1.css", '<a href="http://moved.example/">', None),
    ],
)
def test_zipped_formats(kind: str, part: str, before: str, after: str | None) -> None:
    """Targets in the parts that hold them, and in no other."""
    out = BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("mimetype", "x")
        file.writestr(part, before)
    urls = [DEAD, "http://moved.example/", "http://moved.example/?a=1&b=2"]
    reading = understood("\n\n".join(f"See {url} there." for url in urls).encode(), "a.txt")
    states = {link.url: state(link.url) for link in reading.links}
    copies = {link.url: mementos(link.url) for link in reading.links}

    patch = propose(out.getvalue(), kind, reading, states, copies)

    with ZipFile(BytesIO(patch.after)) as new:
        assert new.namelist() == ["mimetype", part]
        assert new.read(part).decode() == (before if after is None else after)


def test_the_copy_of_the_audit_is_taken() -> None:
    """The first in the audit's order that was read and found good; an unread one never."""
    from datetime import UTC, datetime

    from world import state

    from citations.model import Memento
    from verifier.repair import plan

    reading = understood(f"A.[^1]\n\n[^1]: Smith, {DEAD}, accessed 3 May 2020.".encode(), "a.md")

    def memento(year: int, *, verified: bool) -> Memento:
        when = datetime(year, 1, 1, tzinfo=UTC)
        return Memento(
            archive="wayback",
            url=f"https://web.archive.org/web/{year}0101000000/{DEAD}",
            original=DEAD,
            captured_at=when,
            status=200,
            verified=verified,
        )

    copies = (
        memento(2019, verified=False),
        memento(2017, verified=True),
        memento(2024, verified=True),
    )
    fixes = plan(reading, {DEAD: state(DEAD)}, {DEAD: copies})
    assert fixes[DEAD].copy == copies[1]
    assert plan(reading, {DEAD: state(DEAD)}, {DEAD: copies[:1]}) == {}
    assert plan(reading, {DEAD: state(DEAD)}, {}) == {}
