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
#: The budget under which the archive is asked, in the store.
_BUDGET = "wayback save"
_JOB = re.compile(r"\bspn2-[0-9a-f]{20,64}\b")
#: A job is asked about so many times before the deadline; captures take from five seconds to
#: two minutes.
_POLLS = 30
_NOT_NOW = "it was not saved in time; ask again later"
_DAY = timedelta(days=1)
#: What the archive says when it wants us to slow down, though it answered.
_SLOWER = frozenset({"too-many-requests", "user-session-limit"})


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
    leads_to: str | None = None,
    environment: Mapping[str, str] = os.environ,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Saved:
    """Have a page saved, and wait for it up to ``save_deadline``.

    ``leads_to`` is where the page redirects when it is visited: a capture of that is one of
    the page. A refusal is an answer. Raises ``Busy`` if a budget is spent, ``ArchiveError``
    if the archive is down, tells us to wait, or makes no sense.
    """
    server = settings.wayback
    client = Client("wayback", server, settings, transport, limiter)
    headers = {"accept": "application/json", **_keys(server, environment)}
    limiter.spend(_BUDGET, server.saves_per_day, _DAY)
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
        return _refused(url, answer, said, limiter)
    latest = limiter.now() + server.save_deadline
    while limiter.now() < latest:
        await sleep(server.save_deadline.total_seconds() / _POLLS)
        answer = await client.ask(f"{server.url}/save/status/{job}", "copy", headers=headers)
        said = _said(answer)
        if said.get("status") == "success":
            return _saved(url, said, server.url, leads_to)
        if said.get("status") != "pending":
            return _refused(url, answer, said, limiter)
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


def _saved(url: str, said: Mapping[str, Any], base: str, leads_to: str | None) -> Saved:
    when = moment(str(said.get("timestamp")))
    original = str(said.get("original_url") or url)
    if when is None or not original.startswith(("http://", "https://")):
        raise ArchiveError("wayback: says a page was saved, but not when")
    if not any(same_page(original, page) for page in (url, leads_to) if page):
        why = f"it redirected, and {original[:300]} was saved instead"
        return Saved(url=url, reason="redirected", why=why)
    memento = Memento(
        archive="wayback",
        url=f"{base}/web/{timestamp(when)}/{original}",
        original=original,
        captured_at=when,
    )
    return Saved(url=url, memento=memento)


def _refused(url: str, answer: Answer, said: Mapping[str, Any], limiter: Limiter) -> Saved:
    reason = str(said.get("status_ext") or "").removeprefix("error:")[:80]
    if not reason and answer.status in (401, 403):
        reason = "unauthorized"
    if not reason:
        raise ArchiveError(f"wayback: answered {answer.status} to a request to save, and no reason")
    if reason in _SLOWER:
        limiter.stop(_BUDGET)
    why = " ".join(str(said.get("message") or reason).split())[:300]
    return Saved(url=url, reason=reason, why=why, again=reason not in PERMANENT)
