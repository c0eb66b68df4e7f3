"""What is told to nobody: addresses that are not for the world."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from verifier import addresses, config
from verifier.addresses import Policy, Target, Unusable
from verifier.names import Names, Refused

__all__ = ["Privacy", "is_inside"]

#: Names in a query that carry the right to see the page: whoever has the address has the page.
_SECRETS = re.compile(
    r"(?:access_?|auth_?|id_?|share_?)?token|api_?key|auth|jwt|passw(?:or)?d|pwd|secret|"
    r"session(?:_?id)?|sid|jsessionid|phpsessid|sig(?:nature)?|x-amz-signature|x-goog-signature",
    re.IGNORECASE,
)
#: Names that mean something inside one network only (RFC 6761, RFC 6762, RFC 8375, RFC 9476,
#: ICANN's "internal" and the names it will not give out).
_INSIDE = re.compile(
    r"(?:.*\.)?(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|onion|"
    r"home\.arpa|alt)"
)


def is_inside(url: str) -> bool:
    """Whether an address shows by itself that it is known inside one network only."""
    try:
        return _inside(addresses.parse(url))
    except Unusable:
        return False


def _inside(target: Target) -> bool:
    if _INSIDE.fullmatch(target.host) or ("." not in target.host and ":" not in target.host):
        return True
    return _PUBLIC.refuses_plain(target) == "private_address"


_PUBLIC = Policy()


class Privacy:
    """Judges whether a page may be named to an archive."""

    def __init__(self, settings: config.Fetch) -> None:
        self._settings = settings
        # Only what the settings open can be visited and private all the same.
        self._open = bool(settings.allow_addresses or settings.resolve)
        self._names = Names(Policy((), settings.allow_ports), settings.resolve)

    async def why_not(self, url: str, archive: str) -> str:
        """Why ``url`` is not to be told to the archive at ``archive``; "" if it may be.

        An archive of one's own, inside the same network, may know what is inside.
        """
        try:
            target = addresses.parse(url)
        except Unusable:
            return "it is no public address"
        names = [name for name, _ in parse_qsl(urlsplit(target.url).query, keep_blank_values=True)]
        if any(map(_SECRETS.fullmatch, names)):
            return "its address carries a key"
        if target.host in {host.lower() for host in self._settings.headers}:
            return "it is visited with credentials (fetch.headers)"
        if await self._inside(target) and not await self._inside(addresses.parse(archive)):
            return "it is in a private network"
        return ""

    async def _inside(self, target: Target) -> bool:
        """Whether the host is known inside a network only, by its name or by its address."""
        if _inside(target):
            return True
        if not self._open or self._settings.proxy:
            return False
        try:
            await self._names.places(target.host, target.port)
        except Refused as error:
            return error.failure.kind != "forbidden_port"
        return False

    def close(self) -> None:
        """Let go of the threads that look names up."""
        self._names.close()
