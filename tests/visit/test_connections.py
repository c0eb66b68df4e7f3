"""Connections: kept, given back, replaced when stale, and never mixed up."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import httpx
from evil_origin import ARTICLE, HOST, Request, Writer, answer, fetch_settings, running, serving
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.fetch import Visitor
from verifier.pool import Outbox
from verifier.transport import GuardedTransport, TransportFailure
from verifier.wire import Connection, Head, WireError


def test_one_connection_serves_many_visits_of_a_host() -> None:
    """One after the other, they share it."""

    async def run() -> tuple[int, int]:
        async with running({"*": ARTICLE}) as origin:
            fetch = fetch_settings(origin)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            for number in range(10):
                await visitor.visit(f"http://{HOST}/{number}")
            await transport.aclose()
            return origin.connections, len(origin.requests)

    assert asyncio.run(run()) == (1, 10)


def test_a_kept_connection_that_the_server_closed_is_replaced() -> None:
    """That is nobody's failure, and costs no retry."""

    async def run() -> list[str]:
        async def serve(reader: asyncio.StreamReader, writer: Writer) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(ARTICLE)
            await writer.drain()
            # The second request finds the door shut without a word.
            await reader.readuntil(b"\r\n\r\n")
            writer.transport.abort()

        async with serving(serve) as port:
            fetch = fetch_settings(retries=0)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            urls = [f"http://127.0.0.1:{port}/{n}" for n in range(4)]
            reasons = [(await visitor.visit(url)).check.reason for url in urls]
            await transport.aclose()
            return reasons

    assert asyncio.run(run()) == ["ok"] * 4


def test_a_body_left_unread_never_reaches_the_next_visit() -> None:
    """Cut at the limit, the connection is dropped with what is still on it."""

    async def run() -> list[str | None]:
        routes = {"/long": answer(b"<title>long</title>" + b"x" * 900_000), "/short": ARTICLE}
        async with running(routes) as origin:
            fetch = fetch_settings(origin, max_bytes=10_000)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            titles = [
                (await visitor.visit(f"http://{HOST}/{name}")).check.title
                for name in ("long", "short", "long", "short")
            ]
            await transport.aclose()
            return titles

    titles = asyncio.run(run())

    assert titles == ["long", "Annual report of the water board"] * 2


def test_httpx_speaks_through_the_same_door() -> None:
    """A client of httpx posts and reads; what a header smuggles in is refused."""

    async def echo(request: Request, writer: Writer) -> None:
        writer.write(answer(f"{request.method} {request.headers.get('x-a')}".encode()))

    async def run() -> tuple[str, str]:
        async with running({"/x": echo}) as origin:
            transport = GuardedTransport(fetch_settings(origin))
            client = httpx.AsyncClient(transport=transport, trust_env=False)
            try:
                said = (await client.get(f"http://{HOST}/x", headers={"X-A": "b"})).text
                await client.get(f"http://{HOST}/x", headers={"X-A": "b\r\nX-C: d"})
            except TransportFailure as error:
                return said, str(error)
            finally:
                await client.aclose()
            return said, ""

    said, refused = asyncio.run(run())

    assert said == "GET b"
    assert "line break" in refused


def test_two_hundred_kept_connections_are_the_most() -> None:
    """Hosts are many; sockets are not."""

    async def run() -> int:
        async with running({"*": ARTICLE}) as origin:
            names = [f"s{number}.test" for number in range(260)]
            fetch = fetch_settings(resolve={f"{n}:80": f"127.0.0.1:{origin.port}" for n in names})
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            for name in names:
                await visitor.visit(f"http://{name}/")
            kept = len(transport._idle._kept)
            await transport.aclose()
            return kept

    assert asyncio.run(run()) == 200


GOOD = [
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x\r\nllo\r\n0\r\nT: 1\r\n\r\n",
    b"HTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 200 OK\nContent-Length:5\n\nhello",
    b"HTTP/1.0 200\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nA: " + b"b" * 5_000 + b"\r\n\r\nhello",
]


@given(st.sampled_from(GOOD), st.lists(st.integers(0, 120), max_size=12))
@settings(deadline=None, max_examples=150)
def test_an_answer_is_read_alike_however_it_is_cut(raw: bytes, cuts: list[int]) -> None:
    """The network may deliver it in any pieces."""

    async def run() -> tuple[int, bytes]:
        connection = _connected()
        places = sorted({0, len(raw), *(cut for cut in cuts if cut < len(raw))})
        for start, end in pairwise(places):
            _arrive(connection, raw[start:end])
        connection.connection_lost(None)
        head = await connection.head()
        body = b""
        while piece := await connection.read():
            body += piece
        return head.status, body

    assert asyncio.run(run()) == (200, b"hello")


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_end_in_an_answer_or_a_reason(raw: bytes) -> None:
    """Nothing else is ever raised."""

    async def run() -> None:
        connection = _connected()
        connection.data_received(b"HTTP/1.1 200 OK\r\n" + raw)
        connection.connection_lost(None)
        try:
            await connection.head()
            while await connection.read():
                pass
        except WireError as error:
            assert error.kind in ("protocol_error", "connect_reset", "broken_body")

    asyncio.run(run())


class _Silent(asyncio.Transport):
    """Takes what is sent, and may be told to stop and go on."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        pass

    def abort(self) -> None:
        pass

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False


class _Blind:
    """A sink that takes everything."""

    def head(self, head: Head) -> None:
        pass

    def piece(self, data: bytes) -> bool:
        return True


class _Noting(_Silent):
    """Notes in one list what is sent by any of its kind."""

    def __init__(self, sent: list[bytes]) -> None:
        super().__init__()
        self._sent = sent

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._sent.append(bytes(data))


def test_requests_go_out_together_and_none_from_what_was_closed_meanwhile() -> None:
    """What is at hand is done first; a connection given up before its turn sends nothing."""

    async def run() -> tuple[list[bytes], list[bytes]]:
        sent: list[bytes] = []
        outbox = Outbox()
        connections = [Connection(outbox=outbox) for _ in range(4)]
        for number, connection in enumerate(connections):
            connection.connection_made(_Noting(sent))
            connection.send(b"GET /%d" % number, sink=_Blind())
        connections[1].close()
        connections[2].expire()
        before = list(sent)
        await asyncio.sleep(0)
        return before, sent

    assert asyncio.run(run()) == ([], [b"GET /0", b"GET /3"])


def _connected() -> Connection:
    connection = Connection()
    connection.connection_made(_Silent())
    connection.send(b"GET / HTTP/1.1\r\n\r\n")
    return connection


def _arrive(connection: Connection, data: bytes) -> None:
    """As asyncio has it: what arrives next takes the place of what arrived."""
    buffer = connection.get_buffer(len(data))
    buffer[: len(data)] = data
    connection.buffer_updated(len(data))
    buffer[: len(data)] = bytes(len(data))


def test_a_sender_that_is_too_fast_is_made_to_wait() -> None:
    """What nobody reads is not piled up."""

    async def run() -> list[bool]:
        connection = Connection()
        transport = _Silent()
        connection.connection_made(transport)
        connection.send(b"GET / HTTP/1.1\r\n\r\n")
        connection.data_received(b"HTTP/1.1 200 OK\r\n\r\n")
        connection.data_received(b"x" * 600_000)
        seen = [transport.paused]
        await connection.read()
        return [*seen, transport.paused]

    assert asyncio.run(run()) == [True, False]
