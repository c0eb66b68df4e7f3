"""HTTP/2, where it is asked for and offered: a real server, and one that misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import hypercorn.asyncio
import hypercorn.config
import pytest
import trustme
from evil_origin import ARTICLE, HOST, fetch_settings, running, serving
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from citations.model import Check
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

CA = trustme.CA()
LEAF = CA.issue_cert(HOST)
TEXT = "The board measured the level of the lake in every month of the year. " * 20
BODY = f"<title>Annual report</title><h1>Annual report</h1><p>{TEXT}</p>".encode()


def trusting(*protocols: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    CA.configure_trust(context)
    context.set_alpn_protocols(protocols or ["h2", "http/1.1"])
    return context


async def visits(port: int, *paths: str, **changes: Any) -> list[Check]:
    """Visits one after the other, over as few connections as may be."""
    settings = fetch_settings(
        resolve={f"{HOST}:443": f"127.0.0.1:{port}"}, retries=0, http2=True, **changes
    )
    transport = GuardedTransport(settings, ssl_context=trusting())
    visitor = Visitor(transport, settings)
    try:
        return [(await visitor.visit(f"https://{HOST}{path}")).check for path in paths]
    finally:
        await transport.aclose()


class _Config(hypercorn.config.Config):
    """With the sockets that we made, to know their port before the server starts."""

    made: hypercorn.config.Sockets | None = None

    def create_sockets(self) -> hypercorn.config.Sockets:
        return self.made or super().create_sockets()


@contextlib.asynccontextmanager
async def hypercorn_serving(tmp_path: Path, seen: list[dict[str, Any]]) -> AsyncIterator[int]:
    """A server of many people's, which answers what it was asked and over which protocol."""
    LEAF.private_key_pem.write_to_path(tmp_path / "key.pem")
    for blob in LEAF.cert_chain_pems:
        blob.write_to_path(tmp_path / "cert.pem", append=True)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        seen.append(scope)
        code, headers, body = 200, [(b"content-type", b"text/html")], BODY
        if scope["path"] == "/moved":
            code, headers, body = 301, [(b"location", b"/x")], b""
        elif scope["path"] == "/large":
            body = BODY + b"<p>the lake</p>" * 200_000
        elif scope["path"] == "/gone":
            code = 410
        await send({"type": "http.response.start", "status": code, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    config = _Config()
    config.bind = ["127.0.0.1:0"]
    config.certfile, config.keyfile = str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")
    config.loglevel = "CRITICAL"
    sockets = config.create_sockets()
    sockets.secure_sockets[0].listen()
    port: int = sockets.secure_sockets[0].getsockname()[1]
    config.made = sockets
    stop = asyncio.Event()
    serve: Any = hypercorn.asyncio.serve
    task = asyncio.create_task(serve(app, config, shutdown_trigger=stop.wait, mode="asgi"))
    try:
        yield port
    finally:
        stop.set()
        await task
        sockets.secure_sockets[0].close()


def test_a_real_server_is_spoken_to_in_http2(tmp_path: Path) -> None:
    """Pages, redirects and errors come as over HTTP/1.1, over one connection."""
    seen: list[dict[str, Any]] = []

    async def run() -> list[Check]:
        async with hypercorn_serving(tmp_path, seen) as port:
            return await visits(port, "/x", "/moved", "/large", "/gone")

    checks = asyncio.run(run())

    assert [check.reason for check in checks] == ["ok", "permanent_redirect", "ok", "http_410"]
    assert checks[2].content_length == len(BODY) + 200_000 * 15
    assert {scope["http_version"] for scope in seen} == {"2"}
    assert len({scope["client"] for scope in seen}) == 1
    headers = dict(seen[0]["headers"])
    assert headers[b":authority" if b":authority" in headers else b"host"] == HOST.encode()
    assert b"verifier/" in headers[b"user-agent"]


def test_a_server_that_offers_only_http1_is_spoken_to_so() -> None:
    """The handshake decides."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    LEAF.configure_cert(tls)

    async def run() -> list[Check]:
        async with running({"/x": ARTICLE}, tls) as origin:
            return await visits(origin.port, "/x", "/x")

    assert [check.reason for check in asyncio.run(run())] == ["ok", "ok"]


def test_without_the_setting_it_is_not_offered(tmp_path: Path) -> None:
    """A server that speaks both is asked over HTTP/1.1."""
    seen: list[dict[str, Any]] = []

    async def run() -> None:
        async with hypercorn_serving(tmp_path, seen) as port:
            settings = fetch_settings(resolve={f"{HOST}:443": f"127.0.0.1:{port}"})
            transport = GuardedTransport(settings, ssl_context=trusting("http/1.1"))
            await Visitor(transport, settings).visit(f"https://{HOST}/x")
            await transport.aclose()

    asyncio.run(run())

    assert [scope["http_version"] for scope in seen] == ["1.1"]


Misbehave = Callable[[H2Connection, int, asyncio.StreamWriter], Awaitable[None]]
OK = [(":status", "200"), ("content-type", "text/html")]


async def _write(frames: H2Connection, writer: asyncio.StreamWriter) -> None:
    writer.write(frames.data_to_send())
    await writer.drain()


async def reset(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    frames.reset_stream(stream, 2)


async def reset_in_the_body(
    frames: H2Connection, stream: int, writer: asyncio.StreamWriter
) -> None:
    frames.send_headers(stream, OK)
    frames.send_data(stream, BODY[:900])
    frames.reset_stream(stream, 2)


async def go_away(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    frames.close_connection()
    await _write(frames, writer)
    writer.close()


async def last_answer(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    """A page, and no further request over this connection."""
    writer.write(b"\0\0\x08\x07\0\0\0\0\0" + stream.to_bytes(4, "big") + b"\0\0\0\0")
    frames.send_headers(stream, OK)
    frames.send_data(stream, BODY, end_stream=True)


async def garbage(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    writer.write(bytes(range(256)) * 40)


async def hang_up(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def pings(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    for _ in range(100):
        writer.write((b"\0\0\x08\x06\0\0\0\0\0" + b"12345678") * 1_000)
        await writer.drain()


async def empty_data(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    frames.send_headers(stream, OK)
    await _write(frames, writer)
    for _ in range(100):
        writer.write((b"\0\0\0\0\0" + stream.to_bytes(4, "big")) * 1_000)
        await writer.drain()


async def crumbs(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    frames.send_headers(stream, OK)
    await _write(frames, writer)
    for _ in range(100):
        writer.write((b"\0\0\x01\0\0" + stream.to_bytes(4, "big") + b"x") * 1_000)
        await writer.drain()


async def interim(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    for _ in range(1_000):
        frames.send_headers(stream, [(":status", "103"), ("link", "</x>")])
        await _write(frames, writer)


async def continuation(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    """Headers that never end (CVE-2024-27316 and its kin)."""
    number = stream.to_bytes(4, "big")
    writer.write(b"\0\0\x01\x01\0" + number + b"\x88")
    for _ in range(100):
        writer.write((b"\0\0\x04\x09\0" + number + b"\0\x01a\0") * 1_000)
        await writer.drain()


async def bomb(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    """One long header, then a byte for each time that it stands there again."""
    number = stream.to_bytes(4, "big")
    block = b"\x88\x40\x01a\x7f\xb1\x1e" + b"b" * 4_000 + b"\xbe" * 12_000
    writer.write(len(block).to_bytes(3, "big") + b"\x01\x05" + number + block)


async def many_headers(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    frames.send_headers(stream, [*OK, *((f"x-{n}", "y") for n in range(1_100))], end_stream=True)


async def silence(frames: H2Connection, stream: int, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


MISBEHAVIOUR: dict[str, tuple[Misbehave, str]] = {
    "reset": (reset, "connect_reset"),
    "reset in the body": (reset_in_the_body, "ok"),
    "goes away": (go_away, "connect_reset"),
    "answers and goes away": (last_answer, "ok"),
    "garbage": (garbage, "protocol_error"),
    "hangs up": (hang_up, "connect_reset"),
    "pings without end": (pings, "protocol_error"),
    "empty data without end": (empty_data, "protocol_error"),
    "a body in crumbs": (crumbs, "protocol_error"),
    "interim answers without end": (interim, "protocol_error"),
    "headers without end": (continuation, "protocol_error"),
    "a bomb of headers": (bomb, "protocol_error"),
    "too many headers": (many_headers, "protocol_error"),
    "silence": (silence, "timeout"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_what_misbehaves_in_http2_ends_in_a_check(name: str) -> None:
    """Within bounds of bytes and time, and with the reason that fits; the next visit is served."""
    misbehave, reason = MISBEHAVIOUR[name]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    LEAF.configure_cert(tls)
    tls.set_alpn_protocols(["h2"])

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        frames = H2Connection(H2Configuration(client_side=False, validate_outbound_headers=False))
        frames.initiate_connection()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await _write(frames, writer)
            while data := await reader.read(65_536):
                for event in frames.receive_data(data):
                    if isinstance(event, RequestReceived):
                        path = dict(event.headers or ())[b":path"]
                        assert event.stream_id is not None
                        if path == b"/bad":
                            await misbehave(frames, event.stream_id, writer)
                        else:
                            frames.send_headers(event.stream_id, OK)
                            frames.send_data(event.stream_id, BODY, end_stream=True)
                await _write(frames, writer)

    async def run() -> list[Check]:
        from datetime import timedelta

        async with serving(serve, tls) as port:
            return await visits(port, "/good", "/bad", "/good", deadline=timedelta(seconds=1))

    checks = asyncio.run(run())

    assert [check.reason for check in checks] == ["ok", reason, "ok"], checks[1].why
