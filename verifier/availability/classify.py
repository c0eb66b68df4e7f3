"""The verdict on one visit: what a status code, a failure or a way of redirects means."""

from __future__ import annotations

from verifier.availability.fetched import Failure, Fetched
from verifier.availability.reasons import Finding, finding

__all__ = ["classify"]

# These say "not for you" or "not now", never "gone".
_REFUSALS = {
    401: "login_required",
    402: "paywall",
    403: "forbidden",
    429: "rate_limited",
    440: "login_required",
    451: "legal",
    999: "bot_challenge",
}
# 200 is a page that sends its readers on itself (meta refresh).
_FOR_GOOD = frozenset({200, 301, 308})


def classify(fetched: Fetched, *, fragment: str = "") -> Finding:  # noqa: ARG001
    """What the visit says of the link; ``fragment`` is the place in the page that is cited."""
    if fetched.failure is not None:
        return _failed(fetched, fetched.failure)
    code = fetched.status or 0
    if code in _REFUSALS:
        return _say(fetched, _REFUSALS[code], _refusal_detail(fetched, code))
    if code >= 500 or code == 408:
        return _server_failed(fetched, code)
    if not 200 <= code <= 300:  # 300 shows its choices to the reader
        return _say(fetched, f"http_{code}")
    if fetched.unread:
        return _arrived(fetched)
    if code == 204 or (not fetched.body and not fetched.truncated):
        return _say(fetched, "empty_page")
    return _arrived(fetched)


def _failed(fetched: Fetched, failure: Failure) -> Finding:
    return _say(fetched, failure.kind, failure.detail)


def _server_failed(fetched: Fetched, code: int) -> Finding:
    if code == 503 and fetched.header("retry-after"):
        return _say(fetched, "maintenance", "503 Service Unavailable")
    if code == 408:
        return _say(fetched, "timeout", "the server answered 408 Request Timeout")
    return _say(fetched, "server_error")


def _arrived(fetched: Fetched) -> Finding:
    """A page came; was it at the address that is cited?"""
    moved_to = permanent_address(fetched)
    if moved_to is None:
        return _say(fetched, "ok")
    by_page = fetched.hops[0].status == 200
    return _say(fetched, "meta_refresh" if by_page else "permanent_redirect", moved_to)


def permanent_address(fetched: Fetched) -> str | None:
    """The address to cite instead, if the first step away was for good.

    Steps are followed for as long as they are permanent: what a permanent address
    redirects to for now (a session, a language) is not to be cited.
    """
    way = [*(hop.url for hop in fetched.hops), fetched.final_url]
    steps = 0
    while steps < len(fetched.hops) and fetched.hops[steps].status in _FOR_GOOD:
        steps += 1
    return way[steps] if steps else None


def _refusal_detail(fetched: Fetched, code: int) -> str:
    if code == 429:
        wait = fetched.header("retry-after")
        return f"429, Retry-After {wait[:40]}" if wait else "429 Too Many Requests"
    return str(code)


def _say(fetched: Fetched, reason: str, detail: str = "") -> Finding:
    final = fetched.final_url or fetched.asked
    return finding(reason, code=fetched.status, detail=detail, final=final)
