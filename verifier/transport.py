"""The one door to the network: httpx's types, aiohttp's connections, our address policy.

Whatever asks for it (a visit, robots.txt, an archive), an address is judged three times:
as it is written, as its name resolves, and as the socket is about to connect. Nothing is
redirected, decoded or retried here, and no proxy of the environment is used.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from ssl import SSLCertVerificationError, SSLContext, SSLError, create_default_context
from typing import Any

import aiohttp
import httpx
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from verifier import addresses, config
from verifier.availability import Failure
from verifier.errors import BadConfig

__all__ = [
    "GuardedTransport",
    "Lookup",
    "OfflineTransport",
    "Timing",
    "Transport",
    "TransportFailure",
]

Transport = httpx.AsyncBaseTransport


@dataclass(slots=True)
class Timing:
    """When an exchange took place and how long it took, as its recording tells.

    A transport that records or replays puts one into ``response.extensions["timing"]``
    (or on its ``TransportFailure``) and has it right once the stream is closed.
    """

    at: datetime
    elapsed_ms: int = 0


Lookup = Callable[[str, int], Awaitable[list[str]]]
"""From a name and a port to its addresses; raises ``OSError`` as ``getaddrinfo`` does."""

#: A name is looked up for at most this long; the resolver's own patience is far longer.
_LOOKUP_SECONDS = 10
#: Threads that look names up: a hanging resolver must not starve the others.
_LOOKUP_THREADS = 32
#: One header field may be this long: policies of 10 kB and more are common.
_MAX_FIELD = 65_536


class TransportFailure(httpx.TransportError):
    """No answer came; ``failure`` is the reason code and its detail."""

    def __init__(self, failure: Failure, timing: Timing | None = None) -> None:
        super().__init__(f"{failure.kind}: {failure.detail}".rstrip(": "))
        self.failure = failure
        self.timing = timing


class _Refused(OSError):
    """The policy forbids this address; an OSError, as that is what aiohttp passes on."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.kind)
        self.failure = failure


class _LookupFailed(OSError):
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.kind)
        self.failure = failure


class OfflineTransport(httpx.AsyncBaseTransport):
    """Sends nothing: every request fails as ``offline``."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:  # noqa: ARG002
        raise TransportFailure(Failure("offline", "verifier was told to stay offline"))


class GuardedTransport(httpx.AsyncBaseTransport):
    """Requests over real connections, to allowed addresses only.

    The body of an answer is streamed as it came over the wire (chunks joined, encodings
    kept). Every failure is a ``TransportFailure``. Time is the caller's to limit.
    """

    def __init__(
        self,
        settings: config.Fetch,
        *,
        lookup: Lookup | None = None,
        ssl_context: SSLContext | None = None,
    ) -> None:
        self._policy = addresses.Policy(settings.allow_addresses, settings.allow_ports)
        self._proxy = settings.proxy or None
        self._resolver = _Resolver(self._policy, settings, lookup)
        self._ssl = ssl_context
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        target = self._judge(str(request.url))
        body = await request.aread() if request.method != "GET" else None
        try:
            answer = await self._connected().request(
                request.method,
                yarl.URL(target.url, encoded=True),
                headers=request.headers.multi_items(),
                data=body or None,
                allow_redirects=False,
                proxy=self._proxy,
            )
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise TransportFailure(_failure_of(error)) from error
        return httpx.Response(
            answer.status,
            headers=list(answer.raw_headers),
            stream=_Body(answer),
            request=request,
        )

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
        self._resolver.stop()

    def _judge(self, url: str) -> addresses.Target:
        try:
            target = addresses.parse(url)
        except addresses.Unusable as error:
            raise TransportFailure(Failure(error.reason, error.detail)) from None
        if self._proxy:
            # The proxy connects, so it judges names; what is plain to see is judged here.
            reason = self._policy.refuses_plain(target)
        else:
            reason = self._policy.refuses_early(target)
        if reason:
            raise TransportFailure(Failure(reason, str(target.port)))
        return target

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=self._resolver,
                socket_factory=self._resolver.socket_for,
                ttl_dns_cache=60,
                limit=0,
                keepalive_timeout=5,
                ssl=self._ssl or create_default_context(),
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
                max_field_size=_MAX_FIELD,
                max_line_size=_MAX_FIELD,
            )
            # aiohttp would try a broken connection again by itself; the visit counts tries.
            self._session._retry_connection = False  # noqa: SLF001
        return self._session


class _Body(httpx.AsyncByteStream):
    """The body as it came; closing it early drops the connection."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        content = self._answer.content
        try:
            while chunk := await content.readany():
                yield chunk
        except (aiohttp.ClientError, OSError) as error:
            raise TransportFailure(_failure_of(error)) from error

    async def aclose(self) -> None:
        self._answer.close()  # a body that was read to its end has given its connection back


class _Resolver(AbstractResolver):
    """Names to allowed addresses, and sockets to allowed addresses only."""

    def __init__(
        self, policy: addresses.Policy, settings: config.Fetch, lookup: Lookup | None
    ) -> None:
        self._policy = policy
        self._elsewhere = _elsewhere(settings.resolve)
        self._unjudged = bool(settings.proxy)
        self._lookup = lookup or self._system_lookup
        self._threads: ThreadPoolExecutor | None = None

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: int = socket.AF_UNSPEC,  # noqa: ARG002
    ) -> list[ResolveResult]:
        sent_to = self._elsewhere.get((host, port))
        found, port = sent_to or (await self._look_up(host, port), port)
        for address in found:
            self._check(address, port)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in found
        ]

    def socket_for(self, addr_info: tuple[Any, ...]) -> socket.socket:
        """The last gate: called with the very address that is connected to next."""
        family, kind, proto, _, place = addr_info
        if family not in (socket.AF_INET, socket.AF_INET6):
            raise _Refused(Failure("private_address", "not an internet address"))
        self._check(place[0], place[1])
        return socket.socket(family=family, type=kind, proto=proto)

    async def close(self) -> None:
        self.stop()

    def stop(self) -> None:
        """Let go of the threads; a look-up under way is not waited for."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._threads = None

    def _check(self, address: str, port: int) -> None:
        reason = None if self._unjudged else self._policy.refuses(address, port)
        if reason:
            detail = str(port) if reason == "forbidden_port" else address
            raise _Refused(Failure(reason, detail))

    async def _look_up(self, host: str, port: int) -> list[str]:
        try:
            async with asyncio.timeout(_LOOKUP_SECONDS):
                found = await self._lookup(host, port)
        except TimeoutError:
            raise _LookupFailed(Failure("dns_failure", "the name server is silent")) from None
        except OSError as error:
            raise _LookupFailed(_lookup_failure(error)) from error
        if not found:
            raise _LookupFailed(Failure("dns_not_found"))
        return list(dict.fromkeys(found))

    async def _system_lookup(self, host: str, port: int) -> list[str]:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_LOOKUP_THREADS, "lookup")
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads,
            lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM),
        )
        return [str(place[0]) for *_, place in found]


def _elsewhere(resolve: Mapping[str, str]) -> dict[tuple[str, int], tuple[list[str], int]]:
    """The setting ``fetch.resolve`` as (host, port) -> (addresses, port)."""
    table: dict[tuple[str, int], tuple[list[str], int]] = {}
    for name, place in resolve.items():
        try:
            source = addresses.parse(f"http://{name}/")
            there = addresses.parse(f"http://{place}/")
        except addresses.Unusable as error:
            raise BadConfig(
                f'fetch.resolve: "{name}" = "{place}": {error}; '
                'write "example.org:80" = "127.0.0.5:8600"'
            ) from None
        table[source.host, source.port] = ([there.host], there.port)
    return table


_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


def _lookup_failure(error: OSError) -> Failure:
    if isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_NAME:
        return Failure("dns_not_found")
    return Failure("dns_failure", (error.strerror or str(error)).lower())


def _failure_of(error: Exception) -> Failure:
    """The reason behind whatever aiohttp raised."""
    inner = getattr(error, "os_error", None) or error
    if isinstance(inner, _Refused | _LookupFailed):
        return inner.failure
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _certificate_failure(error.certificate_error)
    if isinstance(inner, SSLCertVerificationError):
        return _certificate_failure(inner)
    if isinstance(inner, SSLError):
        return Failure("tls_handshake", (inner.reason or "").replace("_", " ").lower())
    if isinstance(inner, TimeoutError):
        return Failure("timeout", "no connection")
    if isinstance(inner, ConnectionRefusedError):
        return Failure("connect_refused")
    if isinstance(inner, ConnectionError) or isinstance(error, aiohttp.ServerDisconnectedError):
        return Failure("connect_reset", str(inner)[:200])
    if isinstance(error, aiohttp.ClientPayloadError):
        return Failure("broken_body", "the page broke off")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Failure("unreachable", _in_short(inner).lower())
    if isinstance(error, aiohttp.ClientOSError):
        return Failure("connect_reset", str(error)[:200])
    return Failure("protocol_error", _in_short(error))


def _in_short(error: Exception) -> str:
    text = getattr(error, "message", "") or str(error) or type(error).__name__
    line = text.strip().split("\n", 1)[0].strip(" :.")
    return "".join(c if c.isprintable() else "?" for c in line)[:200]


# OpenSSL's verification results (x509_vfy.h).
_TLS_KINDS = {9: "tls_expired", 10: "tls_expired", 18: "tls_self_signed"} | dict.fromkeys(
    (62, 64), "tls_hostname_mismatch"
)


def _certificate_failure(error: Exception) -> Failure:
    code = getattr(error, "verify_code", 0)
    message = str(getattr(error, "verify_message", "") or error)
    return Failure(_TLS_KINDS.get(code, "tls_untrusted"), message.rstrip(".")[:200])
