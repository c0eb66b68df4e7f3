"""What servers do, well or badly, and what a visit concludes from it."""

from __future__ import annotations

import asyncio
import zlib
from datetime import timedelta

import pytest
from answer_cases import ANSWERS, BODY, reset
from evil_origin import ARTICLE, HOST, Request, Route, Writer, answer, go, page, visit

from citations.model import LinkStatus
from verifier.errors import BadConfig


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_its_status_and_reason(name: str) -> None:
    """A server's behaviour, however odd, becomes the status and reason of the table."""
    route, status, reason = ANSWERS[name]

    check, _ = visit({"/x": route}, f"http://{HOST}/x", deadline=timedelta(seconds=1))

    assert (check.status.value, check.reason) == (status, reason), check.why


@pytest.mark.parametrize(
    "name",
    [
        "a page",
        "chunked",
        "chunked byte by byte",
        "gzip",
        "two gzip members",
        "deflate",
        "raw deflate",
    ],
)
def test_the_body_is_read_whole_whatever_its_framing(name: str) -> None:
    """Length, chunks and compression change nothing in what is hashed."""
    check, _ = visit({"/x": ANSWERS[name][0]}, f"http://{HOST}/x")

    assert check.content_length in (len(BODY), 300)
    assert not check.truncated


MOVES: dict[str, tuple[dict[str, Route], str, str, str]] = {
    "301": ({"/x": go("/new", 301)}, "moved", "permanent_redirect", "/new"),
    "308": ({"/x": go("/new", 308)}, "moved", "permanent_redirect", "/new"),
    "302": ({"/x": go("/new", 302)}, "live", "ok", "/new"),
    "303": ({"/x": go("/new", 303)}, "live", "ok", "/new"),
    "307": ({"/x": go("/new", 307)}, "live", "ok", "/new"),
    "301 then 302": (
        {"/x": go("/a", 301), "/a": go("/new")},
        "moved",
        "permanent_redirect",
        "/new",
    ),
    "302 then 301": ({"/x": go("/a"), "/a": go("/new", 301)}, "live", "ok", "/new"),
    "without its host": ({"/x": go(f"//{HOST}/new", 301)}, "moved", "permanent_redirect", "/new"),
    "relative": ({"/x": go("new", 301)}, "moved", "permanent_redirect", "/new"),
    "up": ({"/x": go("../../new", 301)}, "moved", "permanent_redirect", "/new"),
    "with a fragment": ({"/x": go("/new#top", 301)}, "moved", "permanent_redirect", "/new"),
    "meta refresh": (
        {"/x": page("Old", "", '<meta http-equiv="refresh" content="0; url=/new">')},
        "moved",
        "meta_refresh",
        "/new",
    ),
    "meta refresh in capitals": (
        {"/x": page("Old", "", "<META CONTENT='0;URL=/new' HTTP-EQUIV=Refresh>")},
        "moved",
        "meta_refresh",
        "/new",
    ),
    "refresh header": (
        {"/x": answer(b"<p>", 200, "Refresh: 0; url=/new")},
        "moved",
        "meta_refresh",
        "/new",
    ),
    "meta refresh much later": (
        {"/x": page("News", "words " * 200, '<meta http-equiv="refresh" content="300; url=/new">')},
        "live",
        "ok",
        "/x",
    ),
    "a 301 to a page that is gone": ({"/x": go("/lost", 301)}, "failing", "http_404", "/lost"),
}


@pytest.mark.parametrize("name", MOVES)
def test_only_what_moved_for_good_is_moved(name: str) -> None:
    """A first step that is permanent makes a link moved; a temporary one leaves it live."""
    routes, status, reason, path = MOVES[name]

    check, _ = visit({"/new": ARTICLE, **routes}, f"http://{HOST}/x")

    assert (check.status.value, check.reason) == (status, reason), check.why
    assert check.final_url == f"http://{HOST}{path}"


def test_every_hop_is_recorded_with_its_answer() -> None:
    """The way is kept: each address before the last, and the status it gave."""
    routes = {"/a": go("/b", 301), "/b": go("http://other.test/c", 307), "other.test/c": ARTICLE}

    check, _ = visit(routes, f"http://{HOST}/a")

    assert [(hop.url, hop.status) for hop in check.hops] == [
        (f"http://{HOST}/a", 301),
        (f"http://{HOST}/b", 307),
    ]
    assert (check.http_status, check.final_url) == (200, "http://other.test/c")


def test_the_moved_address_is_the_last_permanent_one() -> None:
    """A session or language redirect behind the permanent one is not to be cited."""
    routes = {"/a": go("/b", 301), "/b": go("/b/en?session=1"), "/b/en": ARTICLE}

    check, _ = visit(routes, f"http://{HOST}/a")

    assert f"http://{HOST}/b." in check.why


@pytest.mark.parametrize("spelling", ["/zürich/straße", "/z%C3%BCrich/straße"])
def test_a_raw_utf8_location_is_followed(spelling: str) -> None:
    """Bytes beyond ASCII in Location are read as UTF-8 and sent percent-encoded."""
    routes = {"/x": go(spelling), "/z%C3%BCrich/stra%C3%9Fe": ARTICLE}

    check, _ = visit(routes, f"http://{HOST}/x")

    assert (check.status, check.reason) == (LinkStatus.LIVE, "ok")


def test_redirects_end_at_the_limit() -> None:
    """The twenty-first redirect is not followed."""
    routes: dict[str, Route] = {f"/{n}": go(f"/{n + 1}") for n in range(40)}

    check, origin = visit(routes, f"http://{HOST}/0")

    assert check.reason == "too_many_redirects"
    assert len(origin.requests) == 21


def test_a_consent_loop_is_passed_with_its_cookie() -> None:
    """A page that sets a cookie and sends us back to it is read on the second try."""

    async def wall(request: Request, writer: Writer) -> None:
        agreed = "consent=yes" in request.headers.get("cookie", "")
        writer.write(ARTICLE if agreed else go("/agree"))

    routes: dict[str, Route] = {
        "/x": wall,
        "/agree": answer(b"", 302, "Location: /x", "Set-Cookie: consent=yes; Path=/"),
    }

    check, _ = visit(routes, f"http://{HOST}/x")

    assert (check.status, check.reason) == (LinkStatus.LIVE, "ok")


def test_cookies_stay_with_the_host_that_set_them() -> None:
    """Another host on the way does not see them."""
    routes = {
        "/x": answer(b"", 302, "Location: http://other.test/y", "Set-Cookie: secret=1"),
        "other.test/y": ARTICLE,
    }

    _, origin = visit(routes, f"http://{HOST}/x")

    assert [request.headers.get("cookie") for request in origin.requests] == [None, None]


def test_a_broken_connection_is_tried_once_more() -> None:
    """A server that breaks off once is not failing."""
    times = []

    async def once(request: Request, writer: Writer) -> None:
        times.append(request)
        if len(times) == 1:
            writer.transport.abort()
        else:
            writer.write(ARTICLE)

    check, origin = visit({"/x": once}, f"http://{HOST}/x", retries=1)

    assert check.status is LinkStatus.LIVE
    assert len(origin.requests) == 2


@pytest.mark.parametrize("code", [500, 502, 503, 504, 522])
def test_a_server_that_fails_once_is_not_failing(code: int) -> None:
    """It is asked once more before anything is said of the link."""
    times = []

    async def once(request: Request, writer: Writer) -> None:
        times.append(request)
        writer.write(answer(b"oops", code) if len(times) == 1 else ARTICLE)

    check, origin = visit({"/x": once}, f"http://{HOST}/x")

    assert (check.status, len(origin.requests)) == (LinkStatus.LIVE, 2)


@pytest.mark.parametrize(
    ("route", "requests"),
    [
        (answer(b"oops", 500), 3),
        (answer(b"no", 404), 1),
        (answer(b"no", 403), 1),
        (answer(b"no", 501), 1),
        (answer(b"later", 503, "Retry-After: 3600"), 1),
        (ARTICLE, 1),
    ],
)
def test_only_what_may_pass_is_tried_again(route: Route, requests: int) -> None:
    """An answer that will be the same in a moment is believed at once."""
    _, origin = visit({"/x": route}, f"http://{HOST}/x", retries=2)

    assert len(origin.requests) == requests


def test_each_further_try_waits_longer() -> None:
    """The first after the pause of the settings, the second after twice that."""
    times: list[float] = []

    async def fail(request: Request, writer: Writer) -> None:
        times.append(asyncio.get_running_loop().time())
        writer.write(answer(b"oops", 500))

    visit({"/x": fail}, f"http://{HOST}/x", retries=2, retry_pause=timedelta(milliseconds=50))

    assert times[1] - times[0] >= 0.049
    assert times[2] - times[1] >= 0.099


def test_retries_are_as_many_as_the_settings_say() -> None:
    """With no retries, a broken connection is asked once."""
    _, origin = visit({"/x": reset}, f"http://{HOST}/x", retries=0)

    assert len(origin.requests) == 1


def test_a_bomb_is_cut_at_the_limit() -> None:
    """A gigabyte in a megabyte of gzip is read up to max_bytes and no further."""
    squeeze = zlib.compressobj(9, wbits=31)
    bomb = b"".join(squeeze.compress(b"\0" * 1_000_000) for _ in range(200)) + squeeze.flush()

    check, _ = visit({"/x": answer(bomb, 200, "Content-Encoding: gzip")}, f"http://{HOST}/x")

    assert check.truncated
    assert check.content_length == 10_000_000


def test_an_endless_body_is_cut_at_the_limit() -> None:
    """What is beyond max_bytes stays on the wire, and the page is judged by what came."""

    async def endless(request: Request, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY)
        while not writer.is_closing():
            writer.write(b"<p>word word word</p>\n" * 1000)
            await writer.drain()

    check, _ = visit({"/x": endless}, f"http://{HOST}/x", max_bytes=100_000)

    assert (check.status, check.truncated, check.content_length) == (LinkStatus.LIVE, True, 100_000)


def test_a_title_is_shown_on_one_line_without_control_characters() -> None:
    """What a page calls itself cannot move the cursor or turn the line around."""
    title = "A\x1b[31m red\u202e \n&amp; \t long \x00 title" + "!" * 5000

    check, _ = visit({"/x": page(title, "words " * 100)}, f"http://{HOST}/x")

    assert check.title is not None
    assert check.title.startswith("A[31m red & long title!!!")
    assert len(check.title) <= 300


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "iso-8859-1"),
        ("koi8-r", "koi8-r"),
        ("shift_jis", "shift_jis"),
    ],
)
def test_the_title_is_read_in_the_charset_the_page_names(charset: str, declared: str) -> None:
    """By header or by meta element."""
    title = {"koi8-r": "Отчёт", "shift_jis": "報告書"}.get(charset, "Übersicht")
    body = f"<html><head><meta charset={declared}><title>{title}</title></head>{'x ' * 300}".encode(
        charset
    )

    check, _ = visit({"/x": answer(body)}, f"http://{HOST}/x")

    assert check.title == title


def test_we_say_who_we_are_and_ask_for_no_more_than_we_can_read() -> None:
    """The request names verifier, a language, and only encodings we inflate."""
    _, origin = visit({"/x": ARTICLE}, f"http://{HOST}/x", contact="https://site.test/bot")

    headers = origin.requests[0].headers
    assert headers["user-agent"].startswith("verifier/")
    assert "https://site.test/bot" in headers["user-agent"]
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["accept-language"]
    assert headers["host"] == HOST


def test_credentials_go_to_their_host_and_nowhere_else() -> None:
    """A header of the settings is sent to its host, and not to where that redirects."""
    routes = {"/x": go("http://other.test/y"), "other.test/y": ARTICLE}

    _, origin = visit(routes, f"http://{HOST}/x", headers={HOST: "Authorization: Bearer t0ken"})

    assert [r.headers.get("authorization") for r in origin.requests] == ["Bearer t0ken", None]


def test_a_host_may_have_several_headers() -> None:
    """A line of the setting each."""
    lines = "\nCookie: a=b\nX-Team: docs\n"

    _, origin = visit({"/x": ARTICLE}, f"http://{HOST}/x", headers={HOST: lines})

    sent = origin.requests[0].headers
    assert (sent["cookie"], sent["x-team"]) == ("a=b", "docs")


@pytest.mark.parametrize("line", ["no colon", "X Y: z", "X: y\r\nZ: w"])
def test_a_header_that_is_none_is_a_bad_setting(line: str) -> None:
    """The message names the setting and shows what would do."""
    with pytest.raises(BadConfig, match=r"fetch\.headers.*Authorization"):
        visit({}, f"http://{HOST}/x", headers={HOST: line})


def test_nothing_that_comes_back_is_ever_raised() -> None:
    """A visit ends in a check for addresses of every kind."""
    for url in (
        "",
        "http://",
        "mailto:a@b.test",
        "ftp://site.test/",
        "http://u@site.test/",
        "x" * 9000,
    ):
        check, origin = visit({}, url)
        assert check.status in (LinkStatus.MALFORMED, LinkStatus.UNCHECKED, LinkStatus.UNSAFE)
        assert check.why.endswith(".")
        assert not origin.requests
