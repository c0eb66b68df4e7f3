"""Save Page Now 2: ask the Wayback Machine to capture a page, and wait for what comes of it."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from citations.model import Memento
from verifier import config
from verifier.archives.client import Client
from verifier.archives.places import moment, same_page, timestamp
from verifier.errors import ArchiveError
from verifier.exchange import Answer
from verifier.limiter import Limiter
from verifier.transport import Transport

__all__ = ["PERMANENT", "Saved", "save"]

#: Asking again for these pages is of no use, as the archive's own clients have it.
PERMANENT = frozenset(
    {
        "bad-request",
        "blocked",
        "blocked-client-ip",
        "blocked-url",
        "filesize-limit",
        "ftp-access-denied",
        "http-version-not-supported",
        "invalid-host-resolution",
        "invalid-url-syntax",
        "method-not-allowed",
        "network-authentication-required",
        "no-access",
        "not-found",
        "not-implemented",
        "too-many-daily-captures",
        "too-many-redirects",
        "unauthorized",
    }
)
_JOB = re.compile(r"\bspn2-[0-9a-f]{20,64}\b")
#: A job is asked about this often; captures take from five seconds to two minutes.
_POLL = timedelta(seconds=6)
_NOT_NOW = "it was not saved in time; ask again later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of it: a memento, or the archive's reason and whether to ask again."""

    url: str
    memento: Memento | None = None
    #: The archive's own code: "blocked-url", "too-many-requests"; "" if it was saved.
    reason: str = ""
    why: str = ""
    again: bool = False


async def save(
    url: str,
    transport: Transport,
    limiter: Limiter,
    settings: config.Archives,
    *,
    environment: Mapping[str, str] = os.environ,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Saved:
    """Have a page saved, and wait for it up to ``save_deadline``.

    A refusal is an answer. Raises ``ArchiveError`` if the archive is down, tells us to
    wait, or makes no sense.
    """
    server = settings.wayback
    client = Client("wayback", server, settings, transport, limiter)
    headers = {"accept": "application/json", **_keys(server, environment)}
    answer = await client.ask(
        f"{server.url}/save",
        "save",
        headers=headers,
        form={"url": url},
        every=timedelta(minutes=1) / max(server.saves_per_minute, 1),
        patience=server.save_deadline,
    )
    said = _said(answer)
    job = _job(answer, said)
    if job is None:
        return _refused(url, answer, said)
    latest = limiter.now() + server.save_deadline
    while limiter.now() < latest:
        await sleep(_POLL.total_seconds())
        answer = await client.ask(f"{server.url}/save/status/{job}", "copy", headers=headers)
        said = _said(answer)
        if said.get("status") == "success":
            return _saved(url, said, server.url)
        if said.get("status") != "pending":
            return _refused(url, answer, said)
    return Saved(url=url, reason="timeout", why=_NOT_NOW, again=True)


def _keys(server: config.Wayback, environment: Mapping[str, str]) -> dict[str, str]:
    access = environment.get(server.access_key_variable, "")
    secret = environment.get(server.secret_variable, "")
    return {"authorization": f"LOW {access}:{secret}"} if access and secret else {}


def _said(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _job(answer: Answer, said: Mapping[str, Any]) -> str | None:
    """The job's name; without keys the answer may be a page that mentions it."""
    if answer.status not in (200, 302) or said.get("status") == "error":
        return None
    found = _JOB.search(str(said.get("job_id") or answer.body[:200_000].decode("utf-8", "replace")))
    return found[0] if found else None


def _saved(url: str, said: Mapping[str, Any], base: str) -> Saved:
    when = moment(str(said.get("timestamp")))
    original = str(said.get("original_url") or url)
    if when is None or not original.startswith(("http://", "https://")):
        raise ArchiveError("wayback: says a page was saved, but not when")
    if not same_page(original, url):
        why = f"it redirected, and {original[:300]} was saved instead"
        return Saved(url=url, reason="redirected", why=why)
    memento = Memento(
        archive="wayback",
        url=f"{base}/web/{timestamp(when)}/{original}",
        original=original,
        captured_at=when,
    )
    return Saved(url=url, memento=memento)


def _refused(url: str, answer: Answer, said: Mapping[str, Any]) -> Saved:
    reason = str(said.get("status_ext") or "").removeprefix("error:")[:80]
    if not reason and answer.status in (401, 403):
        reason = "unauthorized"
    if not reason:
        raise ArchiveError(f"wayback: answered {answer.status} to a request to save, and no reason")
    why = " ".join(str(said.get("message") or reason).split())[:300]
    return Saved(url=url, reason=reason, why=why, again=reason not in PERMANENT)
