"""Making connections: to allowed addresses only, over TLS that is always verified."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import socket
import ssl
from collections import deque
from functools import partial
from urllib.parse import unquote, urlsplit

from verifier.addresses import Target
from verifier.availability import Failure
from verifier.errors import BadConfig
from verifier.names import Names, Place, Refused
from verifier.pool import Outbox
from verifier.wire import ARRIVALS, Connection, WireError

__all__ = ["Dialler"]

#: Addresses of one name that are tried, and how long one has before the next is tried too.
_TRIES = 4
_HEAD_START = 0.25
#: The TCP connection itself, and the TLS handshake, each take no longer than this.
_CONNECT_SECONDS = 15.0
#: The C library hands free memory back to the system beyond 128 kB, and pages come and go in
#: megabytes: fetching it again takes longer than fetching the page. Whoever lets go of a piece
#: of this size is left twice as much (mallopt(3), M_MMAP_THRESHOLD).
_LET_GO = 8_388_608


class Dialler:
    """Opens connections, straight or through the proxy of the settings."""

    def __init__(
        self,
        names: Names,
        proxy: str,
        ssl_context: ssl.SSLContext | None,
        *,
        http2: bool = False,
        authorities: str = "",
    ) -> None:
        self._names = names
        bytes(_LET_GO)
        kind = _either() if http2 else Connection
        self._connection = partial(kind, memoryview(bytearray(ARRIVALS)), Outbox())
        self._protocols = ["h2", "http/1.1"] if http2 else ["http/1.1"]
        self._proxy = _Proxy.read(proxy) if proxy else None
        self._ssl = ssl_context
        if authorities:
            _trust(self._context(), authorities)

    @property
    def proxied(self) -> bool:
        return self._proxy is not None

    def on_the_line(self, target: Target) -> str:
        """What stands in the request line: the path, or for a proxy the whole address."""
        return target.url if self._proxy and target.scheme == "http" else target.path

    async def dial(self, target: Target) -> Connection:
        """A fresh connection; raises ``Refused`` (policy, DNS, TCP, TLS) or ``WireError``."""
        try:
            if self._proxy is not None:
                return await self._dial_proxy(self._proxy, target)
            places = await self._names.places(target.host, target.port)
            sock = await self._connect(places)
            try:
                host, port, *_ = sock.getpeername()
                self._names.judge(host, port)
            except BaseException:
                sock.close()
                raise
            context = self._context() if target.scheme == "https" else None
            return await self._wrap(sock, context, target.host)
        except (OSError, ssl.CertificateError) as error:
            raise Refused(_failure(error)) from error

    def close(self) -> None:
        self._names.close()

    def _context(self) -> ssl.SSLContext:
        if self._ssl is None:
            self._ssl = ssl.create_default_context()
            self._ssl.set_alpn_protocols(self._protocols)
        return self._ssl

    async def _wrap(
        self, sock: socket.socket, context: ssl.SSLContext | None, host: str
    ) -> Connection:
        try:
            _, connection = await asyncio.get_running_loop().create_connection(
                self._connection,
                sock=sock,
                ssl=context,
                server_hostname=host if context else None,
                ssl_handshake_timeout=_CONNECT_SECONDS if context else None,
                ssl_shutdown_timeout=0.1 if context else None,
            )
        except BaseException:
            sock.close()
            raise
        return connection

    async def _connect(self, places: list[Place]) -> socket.socket:
        """A socket to the first address that takes it (RFC 8305: a head start for each)."""
        if len(places) == 1:
            return await _connect_one(places[0])
        waiting = deque(_by_turns(places)[:_TRIES])
        under_way: set[asyncio.Task[socket.socket]] = set()
        errors: list[BaseException] = []
        try:
            while waiting or under_way:
                if waiting:
                    under_way.add(asyncio.create_task(_connect_one(waiting.popleft())))
                done, under_way = await asyncio.wait(
                    under_way,
                    timeout=_HEAD_START if waiting else None,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                for task in done:
                    if (error := task.exception()) is None:
                        under_way |= done - {task}
                        return task.result()
                    errors.append(error)
        finally:
            for task in under_way:
                task.add_done_callback(_close_loser)
                task.cancel()
        raise errors[0]

    async def _dial_proxy(self, proxy: _Proxy, target: Target) -> Connection:
        loop = asyncio.get_running_loop()
        try:
            transport, connection = await loop.create_connection(
                self._connection, proxy.host, proxy.port
            )
        except OSError as error:
            raise WireError("unreachable", "the proxy does not answer") from error
        if target.scheme == "http":
            return connection
        place = f"{target.host}:{target.port}"
        connection.send(
            f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n{proxy.authorization}\r\n".encode(),
            bodiless=True,
        )
        head = await connection.head()
        if head.status != 200:
            connection.close()
            raise WireError("unreachable", f"the proxy answered {head.status}")
        upgraded = await loop.start_tls(
            transport,
            connection,
            self._context(),
            server_hostname=target.host,
            ssl_handshake_timeout=_CONNECT_SECONDS,
        )
        if upgraded is None:
            raise WireError("connect_reset", "closed by the proxy")
        connection.connection_made(upgraded)
        return connection


class _Proxy:
    def __init__(self, host: str, port: int, authorization: str) -> None:
        self.host = host
        self.port = port
        self.authorization = authorization

    @classmethod
    def read(cls, url: str) -> _Proxy:
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise BadConfig(f'fetch.proxy = "{url}": write an address like "http://proxy:3128"')
        line = ""
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            line = f"Proxy-Authorization: Basic {base64.b64encode(pair.encode()).decode()}\r\n"
        return cls(parts.hostname, parts.port or 8080, line)


def _trust(context: ssl.SSLContext, path: str) -> None:
    try:
        context.load_verify_locations(path)
    except OSError as error:  # ssl.SSLError is one
        why = error.strerror or "it is no PEM file"
        raise BadConfig(f"fetch.authorities = {path!r}: cannot be read: {why}") from None


def _either() -> type[Connection]:
    """The connection that speaks HTTP/2 too; raises ``BadConfig`` without the library for it."""
    try:
        from verifier.wire2 import EitherConnection
    except ImportError:
        why = "fetch.http2 needs another package: pip install 'verifier[http2]'"
        raise BadConfig(why) from None
    return EitherConnection


def _by_turns(places: list[Place]) -> list[Place]:
    """IPv6 and IPv4 by turns, as the resolver put each of them in order."""
    new = [place for place in places if ":" in place[0]]
    old = [place for place in places if ":" not in place[0]]
    turns = [place for pair in zip(new, old, strict=False) for place in pair]
    return turns + new[len(old) :] + old[len(new) :]


async def _connect_one(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        async with asyncio.timeout(_CONNECT_SECONDS):
            await asyncio.get_running_loop().sock_connect(sock, place)
    except BaseException:
        sock.close()
        raise
    return sock


def _close_loser(task: asyncio.Task[socket.socket]) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        task.result().close()


# OpenSSL's verification results (x509_vfy.h).
_TLS_KINDS = {9: "tls_expired", 10: "tls_expired", 18: "tls_self_signed"} | dict.fromkeys(
    (62, 64), "tls_hostname_mismatch"
)


def _failure(error: Exception) -> Failure:
    """The reason behind an error of the operating system or of OpenSSL."""
    if isinstance(error, ssl.SSLCertVerificationError):
        message = error.verify_message or str(error)
        return Failure(_TLS_KINDS.get(error.verify_code, "tls_untrusted"), message.rstrip("."))
    if isinstance(error, ssl.SSLError):
        return Failure("tls_handshake", (error.reason or "").replace("_", " ").lower())
    if isinstance(error, TimeoutError):
        return Failure("timeout", "no connection")
    if isinstance(error, ConnectionRefusedError):
        return Failure("connect_refused")
    if isinstance(error, ConnectionError):
        # asyncio reports a handshake that hangs as an aborted connection.
        hung = "handshake" in str(error)
        return Failure("timeout", "no connection") if hung else Failure("connect_reset")
    strerror = error.strerror if isinstance(error, OSError) else None
    return Failure("unreachable", (strerror or str(error)).lower())
