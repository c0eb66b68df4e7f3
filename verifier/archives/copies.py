"""An archived copy's own bytes, and whether they are the thing that was cited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urljoin

from citations.model import Memento
from verifier import config
from verifier.archives.choose import GOOD
from verifier.archives.client import Answer, Client, Transport
from verifier.archives.linkformat import http_date
from verifier.archives.places import from_url, raw_url
from verifier.limiter import Limiter

__all__ = ["Copy", "fetch_copy"]

#: A capture of a redirect may lead to a capture of its target this much apart.
_WINDOW = timedelta(days=1)
_HOPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The bytes as they were captured; ``memento.verified`` if they are the thing itself."""

    memento: Memento
    url: str
    status: int
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
    url = raw_url(memento)
    captured = memento.captured_at
    for _ in range(_HOPS):
        answer = await client.ask(url, "copy")
        target = urljoin(url, answer.headers.get("location", ""))
        if answer.status not in range(300, 400) or "location" not in answer.headers:
            captured = http_date(answer.headers.get("memento-datetime", "")) or captured
            return _weighed(memento, answer, _defect(answer, captured - memento.captured_at))
        hop = from_url(memento.archive, target)
        if hop is None or abs(hop.captured_at - memento.captured_at) > _WINDOW:
            return _weighed(memento, answer, "moved_in_time")
        captured = hop.captured_at
        url = raw_url(hop)
    return _weighed(memento, answer, "too_many_redirects")


def _weighed(memento: Memento, answer: Answer, defect: str | None) -> Copy:
    return Copy(
        memento=replace(memento, status=answer.status, verified=defect is None),
        url=answer.url,
        status=answer.status,
        body=answer.body,
        content_type=answer.headers.get("content-type", ""),
        truncated=answer.truncated,
        defect=defect,
    )


def _defect(answer: Answer, moved: timedelta) -> str | None:
    if abs(moved) > _WINDOW:
        return "moved_in_time"
    if answer.status not in GOOD:
        return f"http_{answer.status}"
    if not answer.body.strip():
        return "empty_page"
    return None
