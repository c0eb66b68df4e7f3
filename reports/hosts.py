"""What the hosts of a document's links did: how many answered how, how fast, how patiently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from citations.model import Audit, LinkState, LinkStatus
from citations.urls import host_of
from reports.rules import ranked

__all__ = ["HEADS", "Host", "figures_of", "hosts", "known", "notable"]

#: The share of visits that take no longer than ``Host.slow_ms``.
_SLOW = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One host over the newest visit to each of its links."""

    name: str
    links: int
    statuses: Counter[LinkStatus]
    #: The time that half of the visits, and 95 in 100, took at most; None: none was timed.
    median_ms: int | None
    slow_ms: int | None
    #: Requests that were made again.
    retries: int
    #: Links at which it told us to slow down.
    rate_limited: int
    #: How long visits waited for their turn, all together.
    held_ms: int


@dataclass(slots=True)
class _Seen:
    statuses: Counter[LinkStatus] = field(default_factory=Counter)
    times: list[int] = field(default_factory=list)
    retries: int = 0
    rate_limited: int = 0
    held_ms: int = 0

    def add(self, state: LinkState) -> None:
        self.statuses[state.status] += 1
        check = state.last_check
        if check is not None:
            self.times.append(check.elapsed_ms)
            self.retries += check.retries
            self.held_ms += check.held_ms
        self.rate_limited += state.reason == "rate_limited"


def hosts(*audits: Audit) -> list[Host]:
    """The hosts of links of which something is known, those with the most links first.

    A link that several documents cite is counted once.
    """
    seen: dict[str, _Seen] = {}
    for state in known(audits):
        if name := host_of(state.url):
            found = seen.get(name)
            if found is None:
                found = seen[name] = _Seen()
            found.add(state)
    made = [_host(name, found) for name, found in seen.items()]
    return sorted(made, key=lambda host: (-host.links, host.name))


def known(audits: Sequence[Audit]) -> Iterable[LinkState]:
    """What is known of the links, each once."""
    if len(audits) == 1:
        states = audits[0].states
        return (states[link.url] for link in audits[0].reading.links if link.url in states)
    return {
        link.url: audit.states[link.url]
        for audit in audits
        for link in audit.reading.links
        if link.url in audit.states
    }.values()


def _host(name: str, found: _Seen) -> Host:
    times = sorted(found.times)
    return Host(
        name=name,
        links=found.statuses.total(),
        statuses=found.statuses,
        median_ms=_below(times, 0.5),
        slow_ms=_below(times, _SLOW),
        retries=found.retries,
        rate_limited=found.rate_limited,
        held_ms=found.held_ms,
    )


def _below(times: list[int], share: float) -> int | None:
    """The least time within which so large a share of them lies."""
    return times[max(0, -int(-share * len(times) // 1) - 1)] if times else None


#: What ``figures_of`` tells, in a word or two each.
HEADS = ("half within", "95 % within", "tried again", "waited")


def figures_of(host: Host) -> tuple[str, ...]:
    """A host's figures for people, in the order of ``HEADS``; empty where there is nothing."""
    return (
        _duration(host.median_ms),
        _duration(host.slow_ms),
        str(host.retries or ""),
        _duration(host.held_ms or None),
    )


def notable(host: Host) -> str:
    """How its links stand, unless all is well: "3 failing, 1 blocked"."""
    counts = {status.value: count for status, count in host.statuses.items()}
    return ", ".join(
        f"{count} {kind.word}" for kind, count in ranked("links", counts) if kind.level != "none"
    )


def _duration(milliseconds: int | None) -> str:
    if milliseconds is None:
        return ""
    return f"{milliseconds} ms" if milliseconds < 1_000 else f"{milliseconds / 1_000:.1f} s"
