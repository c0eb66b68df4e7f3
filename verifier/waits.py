"""How long an answer asks us to wait: Retry-After, and rate limits that are spent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["asked_to_wait", "spent"]

#: A moment further in the past or future than this is no time of day at all.
_MOST_SECONDS = 366 * 86_400.0
#: Headers are read up to here.
_LONGEST = 500

_SPANS = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9}(?:\.\d{1,6})?)s)?")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
# A limit of the structured form ('"name";r=0;t=30'), or of the one before it
# ("limit=10, remaining=0, reset=7"), whose commas part what belongs together.
_REMAINING = re.compile(r"\b(?:r|remaining)\s{0,3}=\s{0,3}(\d{1,15})\b")
_RESET = re.compile(r"\b(?:t|reset)\s{0,3}=\s{0,3}(\d{1,15})\b")
_WINDOW = re.compile(r"\bw\s{0,3}=\s{0,3}(\d{1,9})\b")
_NAME = re.compile(r'\s*"([^"]{0,100})"')

Headers = Iterable[tuple[str, str]]


def asked_to_wait(headers: Headers, now: datetime) -> float | None:
    """Seconds that a refusal asks us to wait, if it says; at most a year.

    Retry-After (RFC 9110, 10.2.3) in seconds, as a date, or as "1m1s"; else a spent limit.
    """
    told = dict(headers)
    if "retry-after" in told:
        return _wait(told["retry-after"], now)
    return spent(told.items(), now)


def spent(headers: Headers, now: datetime) -> float | None:
    """Seconds until a limit that has nothing left is filled again; None if none is spent.

    RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers, in the structured
    form and in the two before it), and the X- headers of GitHub and others.
    """
    told = {name: value for name, value in headers if "rate" in name}
    if not told:
        return None
    policy = told.get("ratelimit-policy", "")[:_LONGEST]
    for prefix in ("ratelimit-", "x-ratelimit-", "x-rate-limit-"):
        if told.get(f"{prefix}remaining", "").strip() == "0":
            reset = _wait(told.get(f"{prefix}reset", ""), now)
            return reset if reset is not None else _window(policy, None)
    waits = [_of_limit(item, policy) for item in _limits(told.get("ratelimit", "")[:_LONGEST])]
    return max((wait for wait in waits if wait is not None), default=None)


def _limits(text: str) -> list[str]:
    """The limits of a RateLimit header, each with its parameters."""
    return text.split(",") if '"' in text else [text]


def _of_limit(item: str, policy: str) -> float | None:
    left = _REMAINING.search(item)
    if left is None or int(left[1]):
        return None
    if reset := _RESET.search(item):
        return min(float(reset[1]), _MOST_SECONDS)
    name = _NAME.match(item)
    return _window(policy, name[1] if name else None)


def _window(policy: str, name: str | None) -> float | None:
    """The window of the policy of that name, or of the longest: it has run out by then."""
    items = [item for item in policy.split(",") if name is None or f'"{name}"' in item]
    windows = [float(match[1]) for item in items if (match := _WINDOW.search(item))]
    return min(max(windows), _MOST_SECONDS) if windows else None


def _wait(text: str, now: datetime) -> float | None:
    """Seconds from "120", a date, a Unix time, or "1m1s"."""
    text = text.strip()[:100]
    if _NUMBER.fullmatch(text):
        seconds = float(text)
        if seconds > 1e11:  # a moment in milliseconds
            seconds /= 1000
        if seconds > 1e9:  # a moment, not a span
            seconds -= now.timestamp()
    elif text and (match := _SPANS.fullmatch(text.lower().replace(" ", ""))):
        hours, minutes, rest = (float(part or 0) for part in match.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, IndexError, TypeError, OverflowError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return min(max(seconds, 0.0), _MOST_SECONDS)
