"""What servers answer, well or badly, each with the status and reason it must get."""

from __future__ import annotations

import asyncio
import gzip
import zlib

from evil_origin import Request, Route, Writer, answer, go, html

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
GZIPPED = gzip.compress(BODY, mtime=0)
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
        answer(
            gzip.compress(BODY[:90], mtime=0) + gzip.compress(BODY[90:], mtime=0),
            200,
            "Content-Encoding: gzip",
        ),
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
        answer(gzip.compress(GZIPPED, mtime=0), 200, "Content-Encoding: gzip, gzip"),
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
    "406": (answer(b"no", 406), "blocked", "forbidden"),
    "407": (answer(b"no", 407), "blocked", "forbidden"),
    "408": (answer(b"slow", 408), "failing", "timeout"),
    "410": (answer(b"gone", 410), "dead", "http_410"),
    "412": (answer(b"no", 412), "blocked", "forbidden"),
    "418": (answer(b"tea", 418), "blocked", "forbidden"),
    "420": (answer(b"calm", 420), "blocked", "rate_limited"),
    "421": (answer(b"not here", 421), "failing", "http_421"),
    "428": (answer(b"no", 428), "blocked", "forbidden"),
    "429": (answer(b"stop", 429, "Retry-After: 3600"), "blocked", "rate_limited"),
    "430": (answer(b"no", 430), "blocked", "forbidden"),
    "449": (answer(b"retry", 449), "blocked", "forbidden"),
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
