"""What servers do, well or badly, and what a visit concludes from it."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from datetime import timedelta

import pytest
from evil_origin import ARTICLE, HOST, Request, Route, Writer, answer, go, html, page, visit

from citations.model import LinkStatus
from verifier.errors import BadConfig

BODY = html("Report", "The board measured the level of the lake. " * 30)


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + end


async def reset(request: Request, writer: Writer) -> None:
    writer.transport.abort()


async def hang(request: Request, writer: Writer) -> None:
    await asyncio.sleep(30)


async def drip(request: Request, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(300):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def endless_headers(request: Request, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        writer.write(b"X-%d: %s\r\n" % (number, b"y" * 100))
        await writer.drain()


async def endless_interim(request: Request, writer: Writer) -> None:
    for _ in range(100_000):
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0)


async def slow_head(request: Request, writer: Writer) -> None:
    for byte in answer(BODY)[:40]:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.1)


def cut(raw: bytes) -> Route:
    """Send these bytes and hang up."""

    async def send(request: Request, writer: Writer) -> None:
        writer.write(raw)
        await writer.drain()
        writer.close()

    return send


def in_pieces(raw: bytes) -> Route:
    """The same bytes, one at a time."""

    async def send(request: Request, writer: Writer) -> None:
        for byte in raw:
            writer.write(bytes([byte]))
            await writer.drain()

    return send


LENGTH = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
GZIPPED = gzip.compress(BODY)
RAW_DEFLATE = zlib.compress(BODY)[2:-4]

# name: (route, status, reason)
ANSWERS: dict[str, tuple[Route, str, str]] = {
    "a page": (answer(BODY), "live", "ok"),
    "a page byte by byte": (in_pieces(answer(BODY[:300])), "live", "ok"),
    "HTTP/1.0 until the end": (
        cut(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY),
        "live",
        "ok",
    ),
    "no length, until the end": (
        cut(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY),
        "live",
        "ok",
    ),
    "bare line feeds": (
        cut(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + BODY),
        "live",
        "ok",
    ),
    "no reason phrase": (
        LENGTH.replace(b" OK", b"") + b"%d\r\n\r\n" % len(BODY) + BODY,
        "live",
        "ok",
    ),
    "folded header": (
        LENGTH + b"%d\r\nX-Long: a\r\n b\r\n\tc\r\n\r\n" % len(BODY) + BODY,
        "live",
        "ok",
    ),
    "a line that is no header": (
        LENGTH + b"%d\r\nnonsense\r\n\r\n" % len(BODY) + BODY,
        "live",
        "ok",
    ),
    "the same length twice": (
        LENGTH + b"%d\r\nContent-Length: %d\r\n\r\n" % (len(BODY), len(BODY)) + BODY,
        "live",
        "ok",
    ),
    "two lengths": (
        LENGTH + b"10\r\nContent-Length: 11\r\n\r\n" + BODY,
        "failing",
        "protocol_error",
    ),
    "a length that is none": (LENGTH + b"many\r\n\r\n" + BODY, "failing", "protocol_error"),
    "a negative length": (LENGTH + b"-5\r\n\r\n" + BODY, "failing", "protocol_error"),
    "more than the length": (cut(LENGTH + b"300\r\n\r\n" + BODY), "live", "ok"),
    "less than the length": (cut(LENGTH + b"99999\r\n\r\n" + BODY), "live", "ok"),
    "a length and nothing": (cut(LENGTH + b"99999\r\n\r\n"), "failing", "connect_reset"),
    "chunked": (chunked(BODY[:100], BODY[100:]), "live", "ok"),
    "chunked byte by byte": (in_pieces(chunked(BODY[:100], BODY[100:300])), "live", "ok"),
    "tiny chunks": (chunked(*(bytes([b]) for b in BODY[:400])), "live", "ok"),
    "chunk extensions and trailers": (
        chunked(BODY, end=b"0;x=y\r\nX-Sum: 1\r\n\r\n").replace(b"\r\n<", b";a=b\r\n<", 1),
        "live",
        "ok",
    ),
    "chunks that lie": (
        cut(chunked(BODY[:200], end=b"zz\r\n")),
        "failing",
        "protocol_error",
    ),
    "chunks cut off": (cut(chunked(BODY[:200], end=b"")), "live", "ok"),
    "chunked and a length": (
        chunked(BODY).replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n", 1),
        "live",
        "ok",
    ),
    "gzip": (answer(GZIPPED, 200, "Content-Encoding: gzip"), "live", "ok"),
    "two gzip members": (
        answer(gzip.compress(BODY[:90]) + gzip.compress(BODY[90:]), 200, "Content-Encoding: gzip"),
        "live",
        "ok",
    ),
    "gzip and padding": (answer(GZIPPED + b"\0" * 20, 200, "Content-Encoding: gzip"), "live", "ok"),
    "deflate": (answer(zlib.compress(BODY), 200, "Content-Encoding: deflate"), "live", "ok"),
    "raw deflate": (answer(RAW_DEFLATE, 200, "Content-Encoding: deflate"), "live", "ok"),
    "gzip that is none": (
        answer(BODY, 200, "Content-Encoding: gzip"),
        "failing",
        "protocol_error",
    ),
    "an encoding nobody asked for": (
        answer(b"\x8b\x01\x80abc", 200, "Content-Encoding: br"),
        "live",
        "ok",
    ),
    "gzip in gzip": (
        answer(gzip.compress(GZIPPED), 200, "Content-Encoding: gzip, gzip"),
        "live",
        "ok",
    ),
    "interim answers first": (b"HTTP/1.1 103 Early Hints\r\n\r\n" * 3 + answer(BODY), "live", "ok"),
    "endless interim answers": (endless_interim, "failing", "protocol_error"),
    "endless headers": (endless_headers, "failing", "protocol_error"),
    "switching protocols": (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        "failing",
        "protocol_error",
    ),
    "not HTTP": (cut(b"220 mail.site.test ESMTP\r\n"), "failing", "protocol_error"),
    "binary noise": (cut(bytes(range(256)) * 4), "failing", "protocol_error"),
    "HTTP/0.9": (cut(BODY), "failing", "protocol_error"),
    "nothing at all": (cut(b""), "failing", "connect_reset"),
    "half a head": (cut(b"HTTP/1.1 200 OK\r\nContent-"), "failing", "connect_reset"),
    "reset": (reset, "failing", "connect_reset"),
    "silence": (hang, "failing", "timeout"),
    "a body drop by drop": (drip, "failing", "timeout"),
    "a head drop by drop": (slow_head, "failing", "timeout"),
    "204": (b"HTTP/1.1 204 No Content\r\n\r\n", "soft_404", "empty_page"),
    "an empty page": (answer(b""), "soft_404", "empty_page"),
    "206": (answer(BODY, 206), "live", "ok"),
    "304 to nobody": (b"HTTP/1.1 304 Not Modified\r\n\r\n", "failing", "http_304"),
    "400": (answer(b"bad", 400), "failing", "http_400"),
    "401": (answer(b"no", 401, "WWW-Authenticate: Basic"), "blocked", "login_required"),
    "402": (answer(b"pay", 402), "paywalled", "paywall"),
    "403": (answer(b"no", 403), "blocked", "forbidden"),
    "404": (answer(b"no", 404), "failing", "http_404"),
    "405": (answer(b"no", 405), "failing", "http_405"),
    "406": (answer(b"no", 406), "failing", "http_406"),
    "408": (answer(b"slow", 408), "failing", "timeout"),
    "410": (answer(b"gone", 410), "dead", "http_410"),
    "418": (answer(b"tea", 418), "failing", "http_418"),
    "429": (answer(b"stop", 429, "Retry-After: 3600"), "blocked", "rate_limited"),
    "451": (answer(b"law", 451), "blocked", "legal"),
    "500": (answer(b"oops", 500), "failing", "server_error"),
    "502": (answer(b"oops", 502), "failing", "server_error"),
    "503": (answer(b"oops", 503), "failing", "server_error"),
    "503 for a while": (answer(b"oops", 503, "Retry-After: 120"), "failing", "maintenance"),
    "504": (answer(b"oops", 504), "failing", "server_error"),
    "521": (answer(b"oops", 521), "failing", "server_error"),
    "999": (answer(b"no", 999), "blocked", "bot_challenge"),
    "redirect to nowhere": (
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        "failing",
        "protocol_error",
    ),
    "redirect to itself": (go("/x"), "failing", "too_many_redirects"),
    "redirect to a file": (go("file:///etc/passwd"), "failing", "protocol_error"),
    "redirect to script": (go("javascript:alert(1)"), "failing", "protocol_error"),
    "redirect to a private address": (go("http://10.0.0.1/"), "unsafe", "private_address"),
    "redirect to metadata": (go("http://169.254.169.254/"), "unsafe", "private_address"),
    "redirect with a user": (go("http://u:p@other.test/"), "unsafe", "userinfo"),
    "redirect to garbage": (go("http://[::/"), "failing", "protocol_error"),
}


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

    routes = {
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
