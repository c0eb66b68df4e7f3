"""From a host's name to addresses that may be connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from verifier import addresses
from verifier.addresses import Policy
from verifier.availability import Failure
from verifier.errors import BadConfig

__all__ = ["Lookup", "Names", "Place", "Refused"]

Lookup = Callable[[str, int], Awaitable[list[str]]]
"""From a name and a port to its addresses; raises ``OSError`` as ``getaddrinfo`` does."""

Place = tuple[str, int]
"""An address and a port, allowed by the policy."""

#: A name is looked up for at most this long; the resolver's own patience is far longer.
_SECONDS = 10
#: Threads that look names up: a hanging resolver must not starve the others.
_THREADS = 32
#: A name's addresses are good for this long, and so many names are kept.
_TTL = 60.0
#: That a name has none is believed for the moment that passes from asking to connecting.
_FAILED_TTL = 0.5
_KEPT = 5_000


class Refused(Exception):
    """The name leads to no address that may be connected to; ``failure`` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.kind)
        self.failure = failure


class Names:
    """Looks names up, judges every address, and remembers them for a minute."""

    def __init__(
        self, policy: Policy, resolve: Mapping[str, str], lookup: Lookup | None = None
    ) -> None:
        self._policy = policy
        self._elsewhere = _elsewhere(resolve)
        self._lookup = lookup or self._system_lookup
        self._threads: ThreadPoolExecutor | None = None
        self._known: OrderedDict[Place, tuple[float, list[str] | Failure]] = OrderedDict()
        self._under_way: dict[Place, asyncio.Task[list[str]]] = {}

    async def places(self, host: str, port: int) -> list[Place]:
        """Where to connect to; raises ``Refused``: one address of the name is forbidden, or
        it has none."""
        if sent_to := self._elsewhere.get((host, port)):
            found, port = [sent_to[0]], sent_to[1]
        elif _is_address(host):
            found = [host]
        else:
            found = await self._look_up(host, port)
        for address in found:
            # One forbidden address is enough: which one is used would be the host's choice.
            self.judge(address, port)
        return [(address, port) for address in found]

    async def single(self, host: str, port: int) -> str | None:
        """The address of a name that has but one (of each kind), and may be connected to."""
        try:
            places = await self.places(host, port)
        except Refused:
            return None
        kinds = [":" in address for address, _ in places]
        return places[0][0] if len(kinds) == len(set(kinds)) else None

    def judge(self, address: str, port: int) -> None:
        """Raises ``Refused`` if the address may not be connected to."""
        if reason := self._policy.refuses(address, port):
            raise Refused(Failure(reason, str(port) if reason == "forbidden_port" else address))

    def close(self) -> None:
        """Let go of the threads; a look-up under way is not waited for."""
        for task in self._under_way.values():
            task.cancel()
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._threads = None

    async def _look_up(self, host: str, port: int) -> list[str]:
        """The addresses, from memory or by one look-up that all who ask at once share."""
        key, now = (host, port), asyncio.get_running_loop().time()
        kept = self._known.get(key)
        if kept is not None and kept[0] > now:
            if isinstance(kept[1], Failure):
                raise Refused(kept[1])
            return kept[1]
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(self._ask(host, port))
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        try:
            found = await asyncio.shield(task)
        except Refused as error:
            self._keep(key, error.failure, _FAILED_TTL)
            raise
        self._keep(key, found, _TTL)
        return found

    def _keep(self, key: Place, found: list[str] | Failure, seconds: float) -> None:
        self._known[key] = (asyncio.get_running_loop().time() + seconds, found)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)

    async def _ask(self, host: str, port: int) -> list[str]:
        try:
            async with asyncio.timeout(_SECONDS):
                found = await self._lookup(host, port)
        except TimeoutError:
            raise Refused(Failure("dns_failure", "the name server is silent")) from None
        except OSError as error:
            raise Refused(_lookup_failure(error)) from error
        if not found:
            raise Refused(Failure("dns_not_found"))
        return list(dict.fromkeys(found))

    async def _system_lookup(self, host: str, port: int) -> list[str]:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_THREADS, "lookup")
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return [str(place[0]) for *_, place in found]


def _is_address(host: str) -> bool:
    if not host[-1:].isdigit() and ":" not in host:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _elsewhere(resolve: Mapping[str, str]) -> dict[Place, Place]:
    """The setting ``fetch.resolve``, read."""
    table: dict[Place, Place] = {}
    for name, place in resolve.items():
        try:
            source = addresses.parse(f"http://{name}/")
            there = addresses.parse(f"http://{place}/")
        except addresses.Unusable as error:
            raise BadConfig(
                f'fetch.resolve: "{name}" = "{place}": {error}; '
                'write "example.org:80" = "127.0.0.5:8600"'
            ) from None
        if not _is_address(there.host):
            raise BadConfig(
                f'fetch.resolve: "{name}" = "{place}": write an address, like "127.0.0.5:8600"'
            )
        table[source.host, source.port] = (there.host, there.port)
    return table


_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


def _lookup_failure(error: OSError) -> Failure:
    if isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_NAME:
        return Failure("dns_not_found")
    return Failure("dns_failure", (error.strerror or str(error)).lower())
