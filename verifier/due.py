"""When a link is dead, and when it is visited next.

The rule is InternetArchiveBot's: a link is dead after three failed visits, each at least
three days after the one before; one good visit clears them. What refuses us, or fails for
a reason of ours, says nothing of the cited thing and counts neither way.

A link is visited again after as long as it has been as it is, within bounds that the
settings have for each standing: what has been stable for long changes seldom, what has just
changed may have done so for a moment.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from citations.model import Check, LinkState, LinkStatus, Watch
from verifier.config import Schedule

__all__ = ["audit_is_due", "next_state"]

_ANSWERED = frozenset({LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})
_FAILED = frozenset({LinkStatus.FAILING, LinkStatus.DEAD, LinkStatus.SOFT_404})
_REFUSED = frozenset({LinkStatus.BLOCKED, LinkStatus.INSECURE})
# Statuses that a broken network of our own, or its captive portal, can make up.
_MAYBE_US = _FAILED | _REFUSED

# 410 is the server's own word that the thing is gone for good (RFC 9110, 15.5.11).
_SAID_GONE = "http_410"
# A name that does not exist is a stronger sign than an error of a server that does.
_STRIKES_OF_A_LOST_NAME = 2

#: When nothing could be asked, for our network or for the host's sake, it is tried again then.
_PAUSE = timedelta(hours=1)
# Links visited together drift apart by up to this share of the interval.
_JITTER = 0.1
#: Whatever the settings say: a date must be able to hold the next visit.
_LONGEST = timedelta(days=3_650)


def next_state(
    previous: LinkState | None,
    check: Check,
    schedule: Schedule,
    *,
    our_network_down: bool = False,
) -> LinkState:
    """A link's standing after one more visit; the same arguments give the same standing."""
    if our_network_down and check.status in _MAYBE_US:
        return _our_fault(previous, check)
    if check.status is LinkStatus.UNCHECKED and previous and previous.checked_at:
        # Not visited: what we knew still stands, and stays due when it was.
        return previous
    if _stayed_away(check) and previous and previous.checked_at:
        # The host wants to be left alone: nothing was asked of this link, so nothing is new.
        again = check.checked_at + _PAUSE
        return replace(previous, next_check_at=max(previous.next_check_at or again, again))
    since = _since(previous, check)
    if check.status in _ANSWERED:  # no strike, and nothing to explain
        strikes, struck_at, status, why, left = 0, None, check.status, check.why, None
    else:
        strikes, struck_at = _strikes(previous, check, schedule)
        status = _status(previous, check, strikes, schedule)
        why = _why(check, status, strikes, schedule)
        left = _left(check, status, strikes, struck_at, schedule)
    return LinkState(
        url=check.url,
        status=status,
        reason=check.reason,
        why=why,
        strikes=strikes,
        checked_at=check.checked_at,
        struck_at=struck_at,
        next_check_at=_next_visit(check, status, since, left, schedule),
        since=since,
        last_check=check,
    )


def audit_is_due(watch: Watch, now: datetime) -> bool:
    """Whether a watched source is to be audited: never was, or long enough ago."""
    if watch.last_run_at is None:
        return True
    # Subtracted, because an interval of millennia cannot be added to a date.
    return now - watch.last_run_at >= watch.every


def _stayed_away(check: Check) -> bool:
    return check.reason == "rate_limited" and check.http_status is None


def _our_fault(previous: LinkState | None, check: Check) -> LinkState:
    again = check.checked_at + _PAUSE
    if previous is not None:
        return replace(previous, next_check_at=again)
    return LinkState(
        url=check.url,
        status=LinkStatus.UNCHECKED,
        reason="offline",
        why="No host answered, so it is our own network; the link was not judged.",
        next_check_at=again,
    )


def _strikes(
    previous: LinkState | None, check: Check, schedule: Schedule
) -> tuple[int, datetime | None]:
    """Failed visits that count, and when the newest of them was; this one was not answered."""
    before = previous.strikes if previous else 0
    struck_at = previous.struck_at if previous else None
    if check.status not in _FAILED:
        return before, struck_at
    if struck_at is None or check.checked_at - struck_at >= schedule.failing:
        return before + 1, check.checked_at
    # A clock that was set back must not keep the next strike waiting for the old time.
    return before, min(struck_at, check.checked_at)


def _needed(check: Check, schedule: Schedule) -> int:
    if check.reason == "dns_not_found":
        return min(_STRIKES_OF_A_LOST_NAME, schedule.strikes)
    return schedule.strikes


def _status(
    previous: LinkState | None, check: Check, strikes: int, schedule: Schedule
) -> LinkStatus:
    # A soft 404 is already a finding, and names what happened better than "dead" would.
    if check.status is not LinkStatus.FAILING:
        return check.status
    was_dead = previous is not None and previous.status is LinkStatus.DEAD
    gone = was_dead or check.reason == _SAID_GONE or strikes >= _needed(check, schedule)
    return LinkStatus.DEAD if gone else LinkStatus.FAILING


def _why(check: Check, status: LinkStatus, strikes: int, schedule: Schedule) -> str:
    if check.status not in _FAILED or check.status is LinkStatus.DEAD:
        return check.why
    if check.reason == _SAID_GONE or (status is LinkStatus.SOFT_404 and strikes < 2):
        return check.why
    needed = _needed(check, schedule)
    if status is LinkStatus.DEAD and strikes < needed:
        count = "it was dead before"
    elif status is LinkStatus.SOFT_404 or strikes > needed:
        count = f"{strikes} failed visits"
    else:
        count = f"{strikes} of {needed} failed visits"
    stem = check.why.removesuffix(".")
    return f"{stem}; {count}." if stem != check.why else f"{stem}; {count}"


def _since(previous: LinkState | None, check: Check) -> datetime:
    """Since when the link has answered, failed or refused as in this check, without a break."""
    if previous is None or previous.checked_at is None:
        return check.checked_at
    if _standing(previous.status) is not _standing(check.status):
        return check.checked_at
    # Stores of old know only the last visit; and a clock may have been set back.
    return min(previous.since or previous.checked_at, check.checked_at)


def _standing(status: LinkStatus) -> object:
    """What counts as one standing: how it answers, fails or refuses may differ in it."""
    return next((kind for kind in (_ANSWERED, _FAILED, _REFUSED) if status in kind), status)


def _left(
    check: Check,
    status: LinkStatus,
    strikes: int,
    struck_at: datetime | None,
    schedule: Schedule,
) -> timedelta | None:
    """How long until a visit is worth the next strike; None: it is known what the link is."""
    if status not in _FAILED or status is LinkStatus.DEAD or strikes >= schedule.strikes:
        return None
    return schedule.failing - (check.checked_at - (struck_at or check.checked_at))


def _next_visit(
    check: Check,
    status: LinkStatus,
    since: datetime,
    left: timedelta | None,
    schedule: Schedule,
) -> datetime:
    age = check.checked_at - since
    if left is not None:
        wait = min(max(age, schedule.failing_least), left)
    else:
        least, most = _bounds(status, schedule)
        wait = max(least, min(age, most))
    wait = min(wait, _LONGEST) * (1 + _JITTER * _fraction(check.url))
    if check.retry_after is not None:
        # Asked to wait, we wait; but no host can put itself out of sight for longer than this.
        most = min(schedule.dead, _LONGEST)
        wait = max(wait, timedelta(seconds=min(check.retry_after, most.total_seconds())))
    return check.checked_at + wait


def _bounds(status: LinkStatus, schedule: Schedule) -> tuple[timedelta, timedelta]:
    """The least and the most time between two visits; where they contradict, the least holds."""
    if status in _REFUSED:
        return schedule.blocked, schedule.blocked_most
    # Only another text or another policy changes the last two.
    if status in _FAILED or status in (LinkStatus.UNSAFE, LinkStatus.MALFORMED):
        return schedule.dead, schedule.dead_most
    return schedule.live, schedule.live_most


def _fraction(url: str) -> float:
    """0 to 1, always the same for the same address."""
    return int.from_bytes(hashlib.sha256(url.encode("utf-8", "replace")).digest()[:4]) / 2**32
