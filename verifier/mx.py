"""Who takes mail for a cited mail address.

Whether there is such a mailbox cannot be known without writing to it. What can be asked,
and is with the setting ``fetch.mail``, is whether the domain takes mail at all (RFC 5321,
5.1): its MX records, or else an address of its own; a null MX (RFC 7505) says that it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from citations.model import LinkStatus
from verifier.availability import Finding, finding
from verifier.errors import BadConfig

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

__all__ = ["Mail", "MailServers", "open_mail"]

#: Domains asked for one link, and how long each may take.
_MOST, _SECONDS = 5, 10.0
_TAKES = "Mail for {name} is taken by {server}; whether there is such a mailbox, nobody can ask."


class Mail(Protocol):
    """Asks what can be known of a mail address without writing to it."""

    async def check(self, url: str) -> Finding | None:
        """What there is to say of a ``mailto:`` address; None: nothing."""


class MailServers:
    """Asks the name servers of this machine, or those given, for a domain's mail servers."""

    def __init__(self, nameservers: Sequence[str] = (), port: int = 53) -> None:
        from dns.asyncresolver import Resolver

        self._resolver: Resolver = Resolver(configure=not nameservers)
        if nameservers:
            self._resolver.nameservers = list(nameservers)
            self._resolver.port = port
        self._resolver.lifetime = _SECONDS

    async def check(self, url: str) -> Finding | None:
        """The worst of what its domains say; None if it names none."""
        from verifier.mail import recipients  # loaded for the few who ask for it

        addresses = recipients(url.partition(":")[2])
        domains = dict.fromkeys(address.rpartition("@")[2].lower() for address in addresses)
        names = [domain for domain in domains if not domain.startswith("[")][:_MOST]
        found = [await self._domain(name) for name in names]
        failed = [one for one in found if one.status is not LinkStatus.LIVE]
        return next(iter(failed or found), None)

    async def _domain(self, name: str) -> Finding:
        import dns.exception
        import dns.resolver

        try:
            servers = await self._servers(name)
        except dns.resolver.NXDOMAIN:
            return finding("dns_not_found", host=name)
        except (dns.exception.DNSException, OSError, UnicodeError) as error:
            detail = "no answer in time" if isinstance(error, dns.exception.Timeout) else "an error"
            return finding("dns_failure", host=name, detail=detail)
        if not servers:
            return finding("no_mail_server", host=name)
        return Finding(LinkStatus.LIVE, "ok", _TAKES.format(name=name, server=servers[0]))

    async def _servers(self, name: str) -> list[str]:
        """Its mail servers, the first choice first; none if it takes no mail."""
        import dns.resolver

        try:
            answer = await self._resolver.resolve(name, "MX")
        except dns.resolver.NoAnswer:
            return [name] if await self._has_address(name) else []
        records = sorted((record.preference, record.exchange.to_text(True)) for record in answer)
        return [server for _, server in records if server not in ("", ".", "@")]

    async def _has_address(self, name: str) -> bool:
        import dns.resolver

        for kind in ("A", "AAAA"):
            try:
                await self._resolver.resolve(name, kind)
            except dns.resolver.NoAnswer:
                continue
            return True
        return False


def open_mail() -> MailServers:
    """Raises ``BadConfig`` where the library for it, or a name server, is lacking."""
    try:
        from dns.exception import DNSException
    except ImportError:
        raise BadConfig("fetch.mail needs another package: pip install 'verifier[mail]'") from None
    try:
        return MailServers()
    except (DNSException, OSError):
        raise BadConfig("fetch.mail: this machine has no name server in its settings") from None
