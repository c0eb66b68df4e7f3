"""An archived copy's own bytes, and whether they are the thing that was cited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from citations.model import LinkStatus, Memento
from verifier import config
from verifier.archives.choose import GOOD
from verifier.archives.client import Client
from verifier.archives.linkformat import absolute, http_date
from verifier.archives.places import at_page, from_url, raw_url
from verifier.availability import Fetched
from verifier.availability.classify import classify
from verifier.exchange import Answer
from verifier.limiter import Limiter
from verifier.transport import Transport

__all__ = ["Copy", "fetch_copy"]

#: A capture of a redirect may lead to a capture of its target this much apart.
_WINDOW = timedelta(days=1)
_HOPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The bytes as they were captured; ``memento.verified`` if they are the thing itself."""

    memento: Memento
    #: Where the bytes lie, and of which page they are, after redirects.
    url: str
    original: str
    body: bytes
    content_type: str = ""
    truncated: bool = False
    #: Why the copy is no good, as a reason of link availability; None if it is good.
    defect: str | None = None


async def fetch_copy(
    memento: Memento, transport: Transport, limiter: Limiter, settings: config.Archives
) -> Copy:
    """The original bytes of one memento, redirects in the archive followed within a day.

    Raises ``ArchiveError`` if the archive is down; a bad copy is an answer with a defect.
    """
    server = getattr(settings, memento.archive, settings.memento)
    client = Client(memento.archive, server, settings, transport, limiter)
    at = memento
    for _ in range(_HOPS):
        answer = await client.ask(raw_url(at), "copy")
        at = _where(at, answer)
        if abs(at.captured_at - memento.captured_at) > _WINDOW:
            return _copy(memento, at, answer, "moved_in_time")
        target = absolute(raw_url(at), answer.header("location"))
        if answer.status not in range(300, 400) or not target:
            return _copy(memento, at, answer, _defect(at, answer))
        at = _next(at, target)
    return _copy(memento, at, answer, "too_many_redirects")


def _where(asked: Memento, answer: Answer) -> Memento:
    """The memento that answered, which need not be of the moment that was asked for."""
    when = http_date(answer.header("memento-datetime"))
    return replace(asked, captured_at=when) if when else asked


def _next(at: Memento, target: str) -> Memento:
    """Where a redirect leads: never out of the archive, whatever it says."""
    hop = from_url(at.archive, target)
    if hop is None:
        # pywb hands on the Location of the page itself, without its own prefix.
        return at_page(at, target, at.captured_at)
    return at_page(at, hop.original, hop.captured_at)


def _defect(at: Memento, answer: Answer) -> str | None:
    """The same judgement as on a live page."""
    found = classify(
        Fetched(
            asked=at.original,
            final_url=at.original,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            truncated=answer.truncated,
        )
    )
    if answer.status not in GOOD or not answer.body.strip():
        return found.reason if found.reason != "ok" else "empty_page"
    return None if found.status in (LinkStatus.LIVE, LinkStatus.MOVED) else found.reason


def _copy(memento: Memento, at: Memento, answer: Answer, defect: str | None) -> Copy:
    return Copy(
        memento=replace(memento, status=answer.status, verified=defect is None),
        url=raw_url(at),
        original=at.original,
        body=answer.body,
        content_type=answer.header("content-type"),
        truncated=answer.truncated,
        defect=defect,
    )
