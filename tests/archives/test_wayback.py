"""The Wayback client against the shapes of answers that the Archive has been seen to give."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Clock
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from web import Said, Scripted

from citations.model import Memento
from verifier import __version__, config
from verifier.archives import ARCHIVES
from verifier.archives.wayback import read_cdx
from verifier.errors import ArchiveError
from verifier.limiter import Limiter

PAGE = "http://example.org/a?b=c"
NEAR = datetime(2019, 6, 1, tzinfo=UTC)  # a search reaches to the end of that day
HEADER = ["timestamp", "original", "statuscode"]
Answer = Callable[[str], Said | None]


def newest(digits: str = "20240101000000", page: str = PAGE) -> Said:
    return Said(302, headers=[("Location", f"https://web.archive.org/web/{digits}/{page}")])


def cdx(*rows: object) -> Said:
    return Said(200, json.dumps([HEADER, *rows] if rows else []).encode())


@pytest.fixture
def ask(
    run: Any, server: Scripted, settings: config.Archives, limiter: Limiter
) -> Callable[..., tuple[Memento, ...]]:
    """Ask about the page, with the probe's answer and the search's answers in turn."""

    def go(
        probe: Said, *searches: Said | None, near: datetime | None = NEAR
    ) -> tuple[Memento, ...]:
        left = list(searches)
        server.answer = lambda path: left.pop(0) if path.startswith("/cdx/") else probe
        pointed = replace(settings, wayback=replace(settings.wayback, url=server.base))
        found: tuple[Memento, ...] = run(
            lambda transport: ARCHIVES["wayback"](pointed, transport, limiter).find(PAGE, near)
        )
        return found

    return go


def days(mementos: tuple[Memento, ...]) -> list[str]:
    return [memento.captured_at.strftime("%Y%m%d") for memento in mementos]


def test_a_page_never_captured_costs_no_search(ask: Any, server: Scripted) -> None:
    """The redirect's 404 is enough."""
    assert ask(Said(404)) == ()
    assert server.asked == [f"/web/{PAGE}"]


def test_an_archive_learns_who_asks(ask: Any, server: Scripted) -> None:
    """Every question names us and whom to write to, as visits do."""
    ask(newest(), cdx(["20180101000000", PAGE, "200"]))
    named = {headers["user-agent"] for headers in server.headers}
    assert named == {f"verifier/{__version__} (citation checker) (+https://us.example/)"}


def test_the_captures_before_a_date_are_asked_for(ask: Any, server: Scripted) -> None:
    """One search, backwards from the date; the statuses are kept."""
    found = ask(newest(), cdx(["20180101000000", PAGE, "200"], ["20190101000000", PAGE, "203"]))

    assert days(found) == ["20180101", "20190101", "20240101"]
    assert [memento.status for memento in found] == [200, 203, None]
    query = parse_qs(urlsplit(server.asked[1]).query)
    assert query["to"] == ["20190602120000"]
    assert int(query["limit"][0]) < 0
    assert query["url"] == [PAGE]
    assert len(server.asked) == 2


def test_only_if_none_is_before_the_captures_after_are_asked_for(
    ask: Any, server: Scripted
) -> None:
    """A second search, forwards."""
    found = ask(newest(), cdx(), cdx(["20200101000000", PAGE, "200"]))

    assert days(found) == ["20200101", "20240101"]
    assert parse_qs(urlsplit(server.asked[2]).query)["from"] == ["20190602120000"]


def test_without_a_date_the_newest_captures_are_asked_for(ask: Any, server: Scripted) -> None:
    """Backwards from now."""
    assert days(ask(newest(), cdx(["20230101000000", PAGE, "200"]), near=None))[0] == "20230101"
    assert "to" not in parse_qs(urlsplit(server.asked[1]).query)


@pytest.mark.parametrize(
    "row",
    [
        ["20190001000000", PAGE, "200"],
        ["20190100000000", PAGE, "200"],
        ["20190231000000", PAGE, "200"],
        ["2019", PAGE, "200"],
        ["19700101000000", PAGE, "200"],
        ["20990101000000", PAGE, "200"],
        ["20190101000000", "mailto:a@example.org", "200"],
        ["20190101000000", "data:text/plain,x", "200"],
        ["20190101000000", "http://other.example/a?b=c", "200"],
        ["20190101000000", PAGE, "404"],
        ["20190101000000", PAGE, "301"],
        ["20190101000000", PAGE, "503"],
        ["20190101000000", PAGE, ""],
        ["20190101000000", PAGE],
        ["20190101000000"],
        [],
        [None, None, None],
        [["20190101000000"], {"a": 1}, 200],
        "20190101000000",
        None,
        17,
        {"timestamp": "20190101000000"},
    ],
)
def test_a_row_that_makes_no_sense_is_passed_over(ask: Any, row: object) -> None:
    """Its neighbours are kept."""
    good = ["20180101000000", PAGE, "200"]
    assert days(ask(newest(), cdx(good, row, ["20180202000000", PAGE, "-"]))) == [
        "20180101",
        "20180202",
        "20240101",
    ]


@pytest.mark.parametrize(
    "original",
    [
        "https://example.org/a?b=c",
        "http://www.example.org/a?b=c",
        "http://example.org:80/a?b=c",
        "http://EXAMPLE.org/A?b=c",
        "http://example.org/a/?b=c",
    ],
)
def test_the_archive_may_spell_the_page_its_own_way(ask: Any, original: str) -> None:
    """Scheme, www, port, case and last slash are one page to it, and to us."""
    assert days(ask(newest(), cdx(["20180101000000", original, "200"]))) == ["20180101", "20240101"]


def test_a_search_is_read_on_while_its_pages_are_useless(ask: Any, server: Scripted) -> None:
    """The resume key stands after an empty row, and leads to the next page."""
    useless = Said(
        200,
        json.dumps([HEADER, ["20190101000000", PAGE, "404"], [], ["key two"]]).encode(),
    )
    found = ask(newest(), useless, cdx(["20180101000000", PAGE, "200"]))

    assert days(found) == ["20180101", "20240101"]
    assert parse_qs(urlsplit(server.asked[2]).query)["resumeKey"] == ["key two"]


def test_a_search_without_end_is_left(ask: Any, server: Scripted) -> None:
    """Three pages, and no more."""
    page = Said(200, json.dumps([HEADER, [], ["again"]]).encode())
    assert days(ask(newest(), *[page] * 20)) == ["20240101"]
    assert len(server.asked) == 1 + 3 + 3


@pytest.mark.parametrize(
    "said",
    [
        Said(200, b"<html>The Wayback Machine is down</html>"),
        Said(200, b"{}"),
        Said(200, b'[["timestamp","original","statuscode"],["2019'),
        Said(200, b"\xff\xfe\x00"),
        Said(200, b"[" * 100_000),
        Said(200, b'"20190101000000"'),
        Said(400, b"bad"),
        Said(302, headers=[("Location", "/elsewhere")]),
        Said(500),
        Said(503, b"busy"),
        Said(429),
    ],
)
def test_an_answer_that_makes_no_sense_is_one_line(ask: Any, said: Said) -> None:
    """An error that names the archive, and nothing else escapes."""
    with pytest.raises(ArchiveError) as caught:
        ask(newest(), said)
    assert str(caught.value).startswith("wayback: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "said",
    [
        Said(403, headers=[("X-Archive-Wayback-Runtime-Error", "RobotAccessControlException")]),
        Said(200, b""),
        Said(200, b"[]"),
        Said(200, b"[[]]"),
        Said(200, b"[[], []]"),
        Said(200, b" \n"),
    ],
)
def test_a_search_that_finds_nothing_leaves_the_redirects_answer(ask: Any, said: Said) -> None:
    """The newest capture is known all the same."""
    assert days(ask(newest(), said, said)) == ["20240101"]


@pytest.mark.parametrize(
    "probe",
    [
        newest(page="http://other.example/"),
        newest("20990101000000"),
        Said(403),
        Said(404, b"<html>"),
        Said(451),
    ],
)
def test_a_redirect_that_lies_or_refuses_is_no_copy(ask: Any, probe: Said) -> None:
    """Another page, a moment to come, a refusal: nothing."""
    assert ask(probe) == ()


@pytest.mark.parametrize(
    "probe",
    [
        Said(200, b"<html>Welcome</html>"),
        Said(302),
        Said(302, headers=[("Location", "https://web.archive.org/")]),
        Said(302, headers=[("Location", "http://[bad")]),
        Said(500),
        Said(429, headers=[("Retry-After", "999999999999")]),
    ],
)
def test_a_probe_that_makes_no_sense_is_one_line(ask: Any, probe: Said) -> None:
    """An error that names the archive."""
    with pytest.raises(ArchiveError, match=r"^wayback: "):
        ask(probe)


def test_429_stops_the_client_for_a_minute(ask: Any, server: Scripted, clock: Clock) -> None:
    """Nothing is asked again before it is over, and nothing is retried."""
    with pytest.raises(ArchiveError, match="429"):
        ask(newest(), Said(429))
    asked = len(server.asked)
    with pytest.raises(ArchiveError):
        ask(newest(), cdx())
    assert len(server.asked) == asked

    clock.now += timedelta(seconds=61)
    assert days(ask(newest(), cdx(), cdx())) == ["20240101"]


def test_a_spent_search_budget_leaves_the_nearest_by_redirect(
    ask: Any, server: Scripted, limiter: Limiter
) -> None:
    """The redirect of the moment itself is asked instead."""
    limiter.stop("wayback search")
    found = ask(newest("20190501000000"))
    assert days(found) == ["20190501"]
    assert server.asked == [f"/web/{PAGE}", f"/web/20190601000000/{PAGE}"]


@given(
    st.recursive(
        st.none()
        | st.integers()
        | st.text(max_size=20)
        | st.just("20190101000000")
        | st.just(PAGE),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=20,
    )
)
@bounded(deadline=None, max_examples=200)
def test_no_json_breaks_the_reader(value: object) -> None:
    """Any JSON is read as captures, or refused as no list."""
    try:
        captures, _ = read_cdx(json.dumps(value).encode())
    except ValueError:
        assert not isinstance(value, list)
    else:
        assert all(capture.original.startswith("http") for capture in captures)
