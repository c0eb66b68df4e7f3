"""A web server that misbehaves as it is told, on loopback, byte by byte."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from citations.model import Check
from verifier import config
from verifier.fetch import Visitor
from verifier.politeness import Hosts
from verifier.transport import GuardedTransport

HOST = "site.test"


@dataclass(frozen=True)
class Request:
    """One request as the server saw it."""

    method: str
    path: str
    host: str
    headers: Mapping[str, str]


Writer = asyncio.StreamWriter
Handler = Callable[[Request, Writer], Awaitable[None]]
Route = bytes | Handler


@dataclass
class Origin:
    """Answers by path, or by "host/path"; everything else is 404."""

    routes: Mapping[str, Route]
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            try:
                while True:
                    head = await reader.readuntil(b"\r\n\r\n")
                    request = _read(head)
                    self.requests.append(request)
                    await self._answer(request, writer)
                    await writer.drain()
                    if writer.is_closing():
                        return
            finally:
                writer.close()

    async def _answer(self, request: Request, writer: Writer) -> None:
        path = request.path.partition("?")[0]
        host = request.host.partition(":")[0]
        for key in (f"{host}{request.path}", f"{host}{path}", request.path, path, f"{host}/*", "*"):
            if key in self.routes:
                route = self.routes[key]
                break
        else:
            route = answer(b"<html><title>404</title>no such page</html>", 404)
        if isinstance(route, bytes):
            writer.write(route)
        else:
            await route(request, writer)


def _read(head: bytes) -> Request:
    line, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = line.split(" ", 2)
    pairs = (text.partition(":") for text in lines if text)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(method, path, headers.get("host", ""), headers)


def answer(body: bytes = b"", code: int = 200, *headers: str, kind: str = "text/html") -> bytes:
    """A well-formed answer."""
    lines = [f"HTTP/1.1 {code} Whatever", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    return "\r\n".join([*lines, *headers, "", ""]).encode("utf-8") + body


def page(title: str, text: str, head: str = "", lang: str = "en") -> bytes:
    """An HTML page that answers 200."""
    return answer(html(title, text, head, lang))


def html(title: str, text: str, head: str = "", lang: str = "en") -> bytes:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}'
        f"<title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    ).encode()


ARTICLE = page(
    "Annual report of the water board",
    "The board measured the level of the lake in every month of the year. " * 20,
)


def go(path: str, code: int = 302) -> bytes:
    """A redirect."""
    return answer(b"", code, f"Location: {path}")


Serve = Callable[[asyncio.StreamReader, Writer], Awaitable[None]]


@contextlib.asynccontextmanager
async def serving(
    serve: Serve, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[int]:
    """A server on a free port until the block ends, with none of its tasks left over."""
    tasks: set[asyncio.Task[None]] = set()
    transports: weakref.WeakSet[asyncio.WriteTransport] = weakref.WeakSet()

    async def watched(reader: asyncio.StreamReader, writer: Writer) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        transports.add(writer.transport)
        try:
            await serve(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(watched, host, 0, ssl=tls, limit=2**20)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # What nobody has read to its end is still on its way.
        for transport in list(transports):
            transport.abort()
        await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def running(
    routes: Mapping[str, Route], tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[Origin]:
    """An origin with these routes, until the block ends."""
    origin = Origin(routes)
    async with serving(origin.serve, tls, host) as origin.port:
        yield origin


def fetch_settings(origin: Origin | None = None, **changes: Any) -> config.Fetch:
    """Settings that reach the origin under names, quickly and without politeness."""
    resolve = {}
    if origin is not None:
        for name in (HOST, "www.site.test", "other.test"):
            for port in (80, 443):
                resolve[f"{name}:{port}"] = f"127.0.0.1:{origin.port}"
    values: dict[str, Any] = {
        "allow_addresses": ("127.0.0.0/8",),
        "resolve": resolve,
        "host_interval": timedelta(0),
        "address_concurrency": 0,
        "retry_pause": timedelta(0),
        "deadline": timedelta(seconds=2),
        "robots": False,
        "probe": False,
        **changes,
    }
    return replace(config.load().fetch, **values)


def visit(routes: Mapping[str, Route], url: str, **changes: Any) -> tuple[Check, Origin]:
    """One visit to an origin with these routes, and what the origin saw."""

    async def run() -> tuple[Check, Origin]:
        async with running(routes) as origin:
            settings = fetch_settings(origin, **changes)
            transport = GuardedTransport(settings)
            try:
                made = await Visitor(transport, settings, hosts=Hosts.of(settings)).visit(url)
            finally:
                await transport.aclose()
            return made.check, origin

    return asyncio.run(run())
