"""The Memento client against TimeGates and TimeMaps of several tempers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from web import Said, Scripted

from citations.model import Memento
from verifier import config
from verifier.archives import ARCHIVES
from verifier.errors import ArchiveError
from verifier.limiter import Limiter

PAGE = "http://example.org/a,b?c=d"
NEAR = datetime(2015, 6, 1, tzinfo=UTC)
FIRST = "Thu, 01 Jan 2015 00:00:00 GMT"
LAST = "Fri, 01 Jan 2016 00:00:00 GMT"


@pytest.fixture
def ask(
    run: Any, server: Scripted, settings: config.Archives, limiter: Limiter
) -> Callable[..., tuple[Memento, ...]]:
    """Ask about the page; ``answers`` is by the start of the path."""

    def go(answers: dict[str, Said | None], timemap: str = "") -> tuple[Memento, ...]:
        def answer(path: str) -> Said | None:
            start = next((start for start in answers if path.startswith(start)), None)
            return Said(404) if start is None else answers[start]

        server.answer = answer
        named = replace(
            settings.memento,
            url=f"{server.base}/gate",
            timemap=f"{server.base}{timemap}" if timemap else "",
        )
        pointed = replace(settings, memento=named)
        found: tuple[Memento, ...] = run(
            lambda transport: ARCHIVES["memento"](pointed, transport, limiter).find(PAGE, NEAR)
        )
        return found

    return go


def urls(mementos: tuple[Memento, ...]) -> list[str]:
    return [memento.url.rsplit("/", 1)[-1] for memento in mementos]


def test_the_timegate_is_asked_for_the_date(ask: Any, server: Scripted) -> None:
    """Accept-Datetime in RFC 1123; the redirect names the memento."""
    found = ask({"/gate/": Said(302, headers=[("Location", f"/w/20150501000000/{PAGE}")])})

    assert [memento.captured_at for memento in found] == [datetime(2015, 5, 1, tzinfo=UTC)]
    assert found[0].url == f"{server.base}/w/20150501000000/{PAGE}"
    assert server.headers[0]["accept-datetime"] == "Mon, 01 Jun 2015 00:00:00 GMT"
    assert server.asked[0] == f"/gate/{PAGE}"


def test_an_archive_with_addresses_of_its_own_kind_is_understood(ask: Any) -> None:
    """archive.today: two redirects, no moment in the address, all of it in headers."""
    found = ask(
        {
            "/gate/": Said(302, headers=[("Location", "/other/gate")]),
            "/other": Said(302, headers=[("Location", "/AbC12")]),
            "/AbC12": Said(
                200,
                headers=[
                    ("Memento-Datetime", FIRST),
                    ("Link", f'<{PAGE}>; rel="original", </zYx>; rel="next"'),
                ],
            ),
        }
    )
    assert urls(found) == ["AbC12"]
    assert found[0].original == PAGE


def test_the_links_of_a_timegate_are_mementos_too(ask: Any) -> None:
    """First, last, previous and next come with the redirect; headers may be several."""
    found = ask(
        {
            "/gate/": Said(
                302,
                headers=[
                    ("Location", "/snapshots/one"),
                    ("Link", f'<{PAGE}>; rel="original"'),
                    ("Link", f'</snapshots/one>; rel="first memento"; datetime="{FIRST}"'),
                    ("Link", f'</snapshots/two>; rel="memento last"; datetime="{LAST}"'),
                ],
            )
        }
    )
    assert urls(found) == ["one", "two"]


def test_without_a_date_nothing_is_asked_for_by_date(
    run: Any, server: Scripted, settings: config.Archives, limiter: Limiter
) -> None:
    """The newest is wanted, and the same question is asked at every time: it can be replayed."""
    server.answer = lambda _: Said(404)
    pointed = replace(settings, memento=replace(settings.memento, url=server.base))
    run(lambda transport: ARCHIVES["memento"](pointed, transport, limiter).find(PAGE, None))
    assert "accept-datetime" not in server.headers[0]


@pytest.mark.parametrize("configured", [True, False])
def test_the_timemap_is_read_page_by_page(ask: Any, server: Scripted, configured: bool) -> None:
    """The one that is configured, or the one that the TimeGate names."""
    pages = {
        "/map/2": Said(200, f'</s/two>; rel="memento"; datetime="{LAST}"'.encode()),
        "/map/": Said(
            200,
            f'<{PAGE}>; rel="original", </map/2>; rel="timemap",\n'
            f'</s/one>; rel="memento"; datetime="{FIRST}"'.encode(),
        ),
    }
    pages["/map/2"] = Said(
        200, f'<{PAGE}>; rel="original", </s/two>; rel="memento"; datetime="{LAST}"'.encode()
    )
    link = f'</map/{PAGE}>; rel="timemap"; type="application/link-format"'
    headers = [("Location", f"/w/20150501000000/{PAGE}"), *([] if configured else [("Link", link)])]
    found = ask({"/gate/": Said(302, headers=headers), **pages}, "/map" if configured else "")

    assert len(found) == 3
    assert urls(found)[0] == "one"
    assert urls(found)[2] == "two"


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_memento_is_no_error(ask: Any, status: int) -> None:
    """A TimeGate that has nothing, or keeps it to itself."""
    assert ask({"/gate/": Said(status)}) == ()


@pytest.mark.parametrize(
    "timemap",
    [
        Said(404),
        Said(200, b""),
        Said(200, b"<html><body>No TimeMap</body></html>"),
        Said(200, f'</s/x>; rel="memento"; datetime="{FIRST}'.encode() * 3),
        Said(200, b"\xff\xfe\x00\x01"),
        Said(
            200,
            '<http://evil.example/>; rel="original",'
            f'</s/x>;rel="memento";datetime="{FIRST}"'.encode(),
        ),
        Said(
            200,
            f'<{PAGE}>; rel="original",'
            '</s/x>; rel="memento"; datetime="Fri, 01 Jan 2099 00:00:00 GMT"'.encode(),
        ),
    ],
)
def test_a_timemap_that_makes_no_sense_adds_nothing(ask: Any, timemap: Said) -> None:
    """What the TimeGate said stands; another page's copies and days to come are dropped."""
    gate = Said(302, headers=[("Location", f"/w/20150501000000/{PAGE}")])
    assert len(ask({"/gate/": gate, "/map/": timemap}, "/map")) == 1


def test_a_timemap_that_leads_to_itself_ends(ask: Any, server: Scripted) -> None:
    """No page is asked for twice, and five are enough."""
    gate = Said(302, headers=[("Location", f"/w/20150501000000/{PAGE}")])
    body = ",".join(f'</map/{n}>; rel="timemap"' for n in range(20)).encode()
    assert len(ask({"/gate/": gate, "/map/": Said(200, body)}, "/map")) == 1
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "gate",
    [
        Said(200, b"<html>A search page</html>"),
        Said(400),
        Said(302),
        Said(302, headers=[("Location", "/gate/again")]),
        Said(302, headers=[("Location", "http://[bad")]),
        Said(500),
        Said(429),
    ],
)
def test_a_timegate_that_makes_no_sense_is_one_line(ask: Any, gate: Said) -> None:
    """An error that names the archive; a circle of redirects ends."""
    with pytest.raises(ArchiveError) as caught:
        ask({"/gate/": gate})
    assert str(caught.value).startswith("memento: ")
    assert "\n" not in str(caught.value)


def test_a_timegate_cannot_send_us_into_the_house(ask: Any) -> None:
    """A redirect to a private address is refused by the guarded transport."""
    with pytest.raises(ArchiveError, match="private_address"):
        ask({"/gate/": Said(302, headers=[("Location", "http://10.0.0.1/secret")])})
