"""What a site's robots.txt asks of us (RFC 9309), fetched once per site and kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verifier.addresses import Target, parse
from verifier.exchange import Answer

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["MAX_BYTES", "Robots"]

#: RFC 9309, 2.5: at least 500 kiB are to be read.
MAX_BYTES = 512_000
#: Sites remembered at once.
_KEPT = 1_000
_TOKEN = "verifier"


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego | None

    def allow(self, url: str) -> bool:
        return self.parsed is None or bool(self.parsed.can_fetch(url, _TOKEN))

    @property
    def delay(self) -> float:
        """Seconds between two visits: Crawl-delay, or what Request-rate comes to."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(_TOKEN)
        spread = rate.seconds / rate.requests if rate is not None else 0.0
        return max(float(self.parsed.crawl_delay(_TOKEN) or 0.0), spread)


class Robots:
    """The rules of many sites; ``ask`` fetches an address as a visit would, hops included."""

    def __init__(
        self,
        ask: Callable[[Target], Awaitable[Answer]],
        crawl_delay: Callable[[str, float], None],
    ) -> None:
        self._ask = ask
        self._crawl_delay = crawl_delay
        self._sites: OrderedDict[str, asyncio.Task[_Rules]] = OrderedDict()

    async def allows(self, target: Target) -> bool:
        """Whether the site lets us visit ``target``.

        A robots.txt that is missing, broken or out of reach forbids nothing: we look at
        one cited page and crawl no site, and what keeps us from robots.txt will show on
        the page itself.
        """
        site = self._sites.get(target.origin)
        if site is None:
            site = asyncio.create_task(self._fetch(target))
            self._sites[target.origin] = site
            if len(self._sites) > _KEPT:
                self._sites.popitem(last=False)
        rules = await asyncio.shield(site)
        return rules.allow(target.url)

    async def _fetch(self, target: Target) -> _Rules:
        answer = await self._ask(parse(f"{target.origin}/robots.txt"))
        if answer.status != 200 or not answer.body:
            return _Rules(None)
        text = answer.body[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
        if text.lstrip()[:1] == "<":  # a page that answers for every address
            return _Rules(None)
        from protego import Protego

        rules = _Rules(Protego.parse(text))
        if rules.delay:
            self._crawl_delay(target.host, rules.delay)
        return rules
