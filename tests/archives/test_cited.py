"""Archived copies that a text cites: unwrapped, read, and held against the page now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from web import Capture, Said, Scripted, pywb, scripted, write_warc

from citations import read
from citations.model import Audit, CitedCopy, DriftClass, LinkStatus
from verifier import config
from verifier.archives.cited import memento_at
from verifier.availability import Fetched
from verifier.service import open_service
from verifier.service.cited import cited_addresses, described
from verifier.service.recall import recall

WHOLE = "https://web.archive.org/web/20190102030405/http://a.example/x"
AT = datetime(2019, 1, 2, 3, 4, 5, tzinfo=UTC)


def page(url: str, body: str = "", final: str = "", **headers: str) -> Fetched:
    said = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Fetched(asked=url, status=200, final_url=final or url, headers=said, body=body.encode())


SHORT = "https://archive.ph/abc12"
STAMPED = "http://archive.today/20190102030405/http://a.example/x"
#: An address, what it answered, and the archive, page and moment of the copy.
ADDRESSES = [
    (WHOLE, None, ("wayback", "http://a.example/x", AT)),
    (WHOLE.replace("405/", "405id_/"), None, ("wayback", "http://a.example/x", AT)),
    ("https://arquivo.pt/wayback/20190102030405/http://a.example/x", None,
     ("arquivo", "http://a.example/x", AT)),
    # less than a second: the address that it leads to says more
    ("https://web.archive.org/web/2019/http://a.example/x", None,
     ("wayback", "http://a.example/x", datetime(2019, 1, 1, tzinfo=UTC))),
    ("https://web.archive.org/web/2019/http://a.example/x",
     page("https://web.archive.org/web/2019/http://a.example/x", final=WHOLE),
     ("wayback", "http://a.example/x", AT)),
    ("https://web.archive.org/web/*/http://a.example/x", None, None),
    ("https://web.archive.org/web/2019/http://a.example/x",
     page("https://web.archive.org/web/2019/http://a.example/x",
          memento_datetime="Wed, 02 Jan 2019 03:04:05 GMT"),
     ("wayback", "http://a.example/x", AT)),
    # short addresses say nothing of themselves
    (SHORT, None, None),
    (SHORT, page(SHORT), None),
    (SHORT, page(SHORT, f'<link rel="canonical" href="{STAMPED}"/>'),
     ("archive_today", "http://a.example/x", AT)),
    (SHORT, page(SHORT, f"<META property='og:url' content='{STAMPED}'>"),
     ("archive_today", "http://a.example/x", AT)),
    (SHORT, page(SHORT, '<link rel="canonical" href="http://archive.ph/2019.01.02-030405/http://a.example/x">'),
     ("archive_today", "http://a.example/x", AT)),
    ("https://perma.cc/ABCD-1234",
     page("https://perma.cc/ABCD-1234", memento_datetime="Wed, 02 Jan 2019 03:04:05 GMT",
          link='<http://a.example/x>; rel="original", <https://perma.cc/tg/>; rel="timegate"'),
     ("perma", "http://a.example/x", AT)),
    ("https://perma.cc/ABCD-1234",
     page("https://perma.cc/ABCD-1234", '<link rel="original" href="http://a.example/x?a=1&amp;b=2">',
          memento_datetime="Wed, 02 Jan 2019 03:04:05 GMT"),
     ("perma", "http://a.example/x?a=1&b=2", AT)),
    # what lies is not believed
    (SHORT, page(SHORT, '<link rel="canonical" href="http://a.example/x">'), None),
    (SHORT, page(SHORT, f'<link rel="canonical" href="{WHOLE}">'), None),
    (SHORT, page(SHORT, '<link rel="original" href="javascript:alert(1)">',
                 memento_datetime="Wed, 02 Jan 2019 03:04:05 GMT"), None),
    (SHORT, page(SHORT, "<link " * 20_000, memento_datetime="soon", link="<" * 9_000), None),
    ("http://a.example/x", page("http://a.example/x"), None),
]  # fmt: skip


@pytest.mark.parametrize(("url", "visited", "wanted"), ADDRESSES)
def test_an_archives_address_is_unwrapped(
    url: str, visited: Fetched | None, wanted: tuple[str, str, datetime] | None
) -> None:
    """By itself, or by what the archive answers there; a page's word for another is not taken."""
    found = memento_at(url, visited)
    assert (found and (found.archive, found.original, found.captured_at)) == wanted


def test_a_copy_beside_its_page_belongs_to_it() -> None:
    """In a note that gives both, whether the copy's address names the page or hides it."""
    text = (
        "It is so.[^1] And so.[^2] And this.[^3]\n\n"
        f"[^1]: Smith, 'T', http://a.example/x (archived at <{WHOLE}>), accessed 3 May 2020.\n"
        "[^2]: Jones, 'U', http://b.example/y, archived at https://perma.cc/ABCD-1234.\n"
        f"[^3]: Reed, 'V', {WHOLE.replace('/x', '/z')}.\n"
    )
    found = cited_addresses([read(text.encode(), "a.md")])
    assert found["http://a.example/x"] == WHOLE
    assert found["http://b.example/y"] == "https://perma.cc/ABCD-1234"
    assert found[WHOLE.replace("/x", "/z")] == WHOLE.replace("/x", "/z")


def test_a_template_names_the_copy_of_its_page() -> None:
    """``archive-url`` in wikitext, whether the page's own address stands beside it or not."""
    text = (
        f"A.<ref>{{{{cite web |url=http://a.example/x |title=T |archive-url={WHOLE} "
        f"|archive-date=2019-01-02}}}}</ref> B.<ref>{{{{cite web |url={WHOLE.replace('/x', '/z')} "
        "|title=U}}</ref>"
    )
    assert cited_addresses([read(text.encode(), "a.wiki")]) == {
        "http://a.example/x": WHOLE,
        "http://a.example/z": WHOLE.replace("/x", "/z"),
    }


@pytest.mark.parametrize(
    ("day", "said"),
    [("2019-01-02", "on the day of access"), ("2019-01-12", "10 days before the day of access"),
     ("2018-12-01", "32 days after the day of access"), ("2021-01-02", "24 months before")],
)  # fmt: skip
def test_the_capture_is_held_against_the_day_of_access(day: str, said: str) -> None:
    """In days, or in months if there are many."""
    accessed = datetime.fromisoformat(day).date()
    copy = CitedCopy(
        url=WHOLE, original="http://a.example/x", captured_at=AT, good=True, accessed=accessed
    )
    assert f"made on 2019-01-02, {said}" in described(copy).why


PROSE = "<p>" + "The bridge was opened in 1932 and cost four million pounds to build. " * 4 + "</p>"
OTHER = "<p>" + "A recipe for plum jam needs sugar, patience and a very large pot. " * 4 + "</p>"


def html(body: str, title: str = "Bridge") -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


CAPTURES = [
    Capture("http://same.example/a", "2019-01-02T03:04:05Z", body=html(PROSE)),
    Capture("http://other.example/a", "2019-01-02T03:04:05Z", body=html(PROSE)),
    Capture("http://gone.example/a", "2019-01-02T03:04:05Z", body=html(PROSE)),
    Capture("http://bad.example/a", "2019-01-02T03:04:05Z", body=html("", "404 Not Found")),
    Capture("http://bad.example/a", "2018-01-02T03:04:05Z", body=html(PROSE)),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cited")
    warc = folder / "cited.warc.gz"
    write_warc(warc, CAPTURES)
    with pywb(folder, [warc], "framed_replay: false\n") as base:
        yield base


@pytest.fixture
def sites() -> Iterator[Scripted]:
    """The pages as they are now."""
    now = {"same.example": PROSE, "other.example": OTHER, "bad.example": PROSE}
    with scripted() as server:

        def answer(_: str) -> Said:
            host = server.headers[-1]["host"]
            return Said(200, html(now[host])) if host in now else Said(404)

        server.answer = answer
        yield server


def audited(text: str, archive: str, sites: Scripted, folder: Path) -> Audit:
    """The audit of a text whose hosts lead to the archive and to the sites."""
    known = config.load()
    there = archive.removeprefix("http://")
    hosts = ("same", "other", "gone", "bad")
    resolve = {"web.archive.org:80": there, "web.archive.org:443": there}
    resolve |= {f"{host}.example:80": sites.base.removeprefix("http://") for host in hosts}
    fetch = replace(
        known.fetch,
        allow_addresses=("127.0.0.0/8",),
        resolve=resolve,
        robots=False,
        probe=False,
        host_interval=known.fetch.host_interval * 0,
    )
    archives = replace(known.archives, wayback=replace(known.archives.wayback, url=archive))
    settings = replace(
        known,
        fetch=fetch,
        archives=archives,
        store=config.Store(url=f"sqlite:///{folder / 'a.sqlite'}"),
    )

    async def go() -> Audit:
        async with open_service(settings) as service:
            audit = (await service.audit([read(text.encode(), "a.md")]))[0]
            again = recall(service.store, ["a.md"], service.clock())[0]
            for url, copy in again.cited_copies.items():
                assert copy == replace(audit.cited_copies[url], state=copy.state)
            return audit

    return asyncio.run(go())


def at(host: str) -> str:
    return f"http://web.archive.org/web/20190102030405/http://{host}.example/a"


def test_a_cited_copy_is_read_and_its_original_visited(
    archive: str, sites: Scripted, tmp_path: Path
) -> None:
    """Good or not, the original live, changed or gone; a good one is not looked up again."""
    notes = "".join(
        f"[^{n}]: Smith, 'Bridge', {at(host)} (accessed 3 January 2019).\n"
        for n, host in enumerate(("same", "other", "gone", "bad"), 1)
    )
    marks = "".join(f"The bridge was opened in 1932.[^{n}] " for n in range(1, 5))
    audit = audited(f"# Bridge\n\n{marks}\n\n{notes}", archive, sites, tmp_path)

    assert [link.url for link in audit.reading.links] == [
        at(host) for host in ("same", "other", "gone", "bad")
    ]
    copies = audit.cited_copies
    assert [copies[at(h)].good for h in ("same", "other", "gone", "bad")] == [
        True,
        True,
        True,
        False,
    ]
    same, gone = copies[at("same")], copies[at("gone")]
    assert same.original == "http://same.example/a"
    assert same.captured_at == AT
    assert same.state is not None
    assert same.state.status is LinkStatus.LIVE
    assert gone.state is not None
    assert gone.state.reason == "http_404"
    assert "on the day of access (2019-01-03). The copy is good." in same.why

    assert audit.drift[at("same")].kind is DriftClass.NONE
    assert audit.drift[at("other")].kind is DriftClass.REPLACED
    assert not audit.drift[at("other")].passages[0].kept
    assert at("gone") not in audit.drift
    assert {tag.status.value for tag in audit.tags.values()} == {"supported"}

    assert [copy.captured_at for copy in audit.mementos[at("same")]] == [AT]
    # The bad one has a better one of the year before.
    assert [copy.captured_at.year for copy in audit.mementos[at("bad")]] == [2018]


def test_a_copy_cited_beside_its_page_is_the_page_as_cited(
    archive: str, sites: Scripted, tmp_path: Path
) -> None:
    """The page now is held against it, and a dead page is read from it."""
    notes = "".join(
        f"[^{n}]: Smith, 'Bridge', http://{host}.example/a (archived at <{at(host)}>).\n"
        for n, host in enumerate(("other", "gone"), 1)
    )
    marks = "".join(f"The bridge was opened in 1932.[^{n}] " for n in range(1, 3))
    audit = audited(f"# Bridge\n\n{marks}\n\n{notes}", archive, sites, tmp_path)

    assert audit.drift["http://other.example/a"].kind is DriftClass.REPLACED
    assert audit.cited_copies["http://gone.example/a"].url == at("gone")
    assert audit.mementos["http://gone.example/a"][0].url.endswith(at("gone").partition("/web/")[2])
    assert audit.mementos["http://gone.example/a"][0].verified
