"""The verdict on one visit: what a status code, a failure, a way of redirects, a page mean."""

from __future__ import annotations

import re
from http import HTTPStatus

from citations.model import LinkStatus
from verifier.availability.fetched import Failure, Fetched
from verifier.availability.fragments import has_fragment
from verifier.availability.missing import (
    Sign,
    lost,
    lost_at_host,
    same_as_missing,
    sent_home,
    unavailable,
    wrong_type,
)
from verifier.availability.page import Page
from verifier.availability.reasons import Finding, finding
from verifier.availability.walls import bot_wall, login_wall, paywall, question_wall, region_wall

__all__ = ["classify", "classify_page", "is_honest", "permanent_address"]

# These say "not for you" or "not now", never "gone".
_REFUSALS = {
    401: "login_required",
    402: "paywall",
    403: "forbidden",
    # Filters of visitors answer thus. We ask under no condition and take any type, so that a
    # server has no other cause for 406, 412 or 428 (RFC 9110, 15.5.7 and 15.5.13; RFC 6585, 3).
    406: "forbidden",
    407: "forbidden",
    412: "forbidden",
    418: "forbidden",
    420: "rate_limited",
    428: "forbidden",
    429: "rate_limited",
    430: "forbidden",
    440: "login_required",
    # It wants us to do something first and come again (MS-WDV, 3.2.5.6).
    449: "forbidden",
    451: "legal",
    # A network on the way wants something of us first (RFC 6585, 6): a hotel's, a proxy's.
    511: "forbidden",
    999: "bot_challenge",
}
# 200 is a page that sends its readers on itself (meta refresh).
_FOR_GOOD = frozenset({200, 301, 308})
# Statuses that a check of visitors hides behind; behind any other error it must say so itself.
_WALLED = frozenset({202, 401, 403, 405, 406, 409, 412, 418, 428, 429, 503})

#: The number of one visit in an address: it is nobody else's, and soon not ours.
_SESSION = re.compile(
    r";jsessionid=[\w.!-]{1,200}|"
    r"([?&])(?:phpsessid|jsessionid|aspsessionid\w{0,20}|session_?id)=[\w.!-]{1,200}(&|(?=#|$))",
    re.IGNORECASE,
)
_OK = finding("ok")
_DOI = ("doi:", "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/")
_DOI_LEADS = "The DOI is registered and leads to {final}, which lets only browsers in."


def classify(fetched: Fetched, *, fragment: str = "", sibling: Fetched | None = None) -> Finding:
    """What the visit says of the link.

    ``fragment`` is the place in the page that is cited; ``sibling`` is what the same site
    answers for an address that cannot exist, if somebody asked.
    """
    return classify_page(Page(fetched, honest=is_honest(sibling)), fragment, sibling)


def classify_page(page: Page, fragment: str, sibling: Fetched | None) -> Finding:
    """The same for a page that is already at hand."""
    fetched = page.fetched
    if fetched.failure is not None:
        return _failed(fetched, fetched.failure)
    code = fetched.status or 0
    if code in _WALLED and fetched.hops and fetched.asked.lower().startswith(_DOI):
        # doi.org redirected, so the DOI is registered; what its publisher then says to
        # programs is not the DOI's fault.
        return Finding(LinkStatus.LIVE, "ok", _DOI_LEADS.format(final=fetched.final_url))
    if (code in _WALLED or code >= 400) and (product := bot_wall(page, sure=code not in _WALLED)):
        return _say(fetched, "bot_challenge", product)
    if code in _REFUSALS:
        return _refused(page, code)
    if code >= 500 or code == 408:
        return _server_failed(fetched, code)
    if not 200 <= code <= 300:  # 300 shows its choices to the reader
        return _say(fetched, f"http_{code}")
    if fetched.unread:
        return _arrived(page, fragment)
    if code == 204 or (len(fetched.body) < 512 and not fetched.body.strip()):
        return _say(fetched, "empty_page")
    if sign := _sign(page, sibling):
        return _say(fetched, *sign)
    return _arrived(page, fragment)


def is_honest(sibling: Fetched | None) -> bool | None:
    """Whether the site says 404 or 410 for what cannot exist; None if that is not known."""
    if sibling is None or sibling.status is None:
        return None
    return sibling.status in (404, 410)


def _failed(fetched: Fetched, failure: Failure) -> Finding:
    return _say(fetched, failure.kind, failure.detail)


def _refused(page: Page, code: int) -> Finding:
    fetched = page.fetched
    if code in (401, 403) and page.is_html and paywall(page):
        return _say(fetched, "paywall", str(code))
    return _say(fetched, _REFUSALS[code], _refusal_detail(fetched, code))


def _server_failed(fetched: Fetched, code: int) -> Finding:
    if code == 503 and (fetched.header("retry-after") or unavailable_says(fetched)):
        return _say(fetched, "maintenance", "503 Service Unavailable")
    if code == 408:
        return _say(fetched, "timeout", "the server answered 408 Request Timeout")
    return _say(fetched, "server_error", f"it answered {code} {_phrase(code)}".rstrip())


def unavailable_says(fetched: Fetched) -> bool:
    """Whether the page of a 503 speaks of maintenance."""
    sign = unavailable(Page(fetched))
    return sign is not None and sign[0] == "maintenance"


def _phrase(code: int) -> str:
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return ""


def _sign(page: Page, sibling: Fetched | None) -> Sign | None:
    """What stands in the way of calling the page live, the surest sign first."""
    if product := bot_wall(page):
        return "bot_challenge", product
    if wall := login_wall(page):
        return "login_required", wall
    if wall := question_wall(page):
        return "consent_required", wall
    if wall := region_wall(page):
        return "region_blocked", wall
    if sign := sent_home(page) or lost_at_host(page) or wrong_type(page):
        return sign
    if page.is_html and (sign := lost(page) or unavailable(page)):
        return sign
    if sibling is not None and page.honest is False and (sign := same_as_missing(page, sibling)):
        return sign
    if wall := paywall(page):
        return "paywall", wall
    return None


def _arrived(page: Page, fragment: str) -> Finding:
    """The cited page came; did it move, and is the cited place in it?"""
    fetched = page.fetched
    moved_to = permanent_address(fetched)
    if moved_to is not None:
        by_page = fetched.hops[0].status == 200
        return _say(fetched, "meta_refresh" if by_page else "permanent_redirect", moved_to)
    if fragment and not fetched.truncated and has_fragment(page, fragment) is False:
        return _say(fetched, "fragment_missing", fragment[:100])
    return _OK


def permanent_address(fetched: Fetched) -> str | None:
    """The address to cite instead, if the first step away was for good.

    Steps are followed for as long as they are permanent: what a permanent address
    redirects to for now (a session, a language) is not to be cited.
    """
    if not fetched.hops:
        return None
    way = [*(hop.url for hop in fetched.hops), fetched.final_url]
    steps = 0
    while steps < len(fetched.hops) and fetched.hops[steps].status in _FOR_GOOD:
        steps += 1
    if not steps:
        return None
    lasting = _SESSION.sub(lambda found: found[1] if found[2] else "", way[steps])
    # An address that is the same but for the number of our visit has not moved.
    return None if lasting == fetched.asked else lasting


def _refusal_detail(fetched: Fetched, code: int) -> str:
    if code == 429:
        wait = fetched.header("retry-after")
        return f"429, Retry-After {wait[:40]}" if wait else "429 Too Many Requests"
    return str(code)


def _say(fetched: Fetched, reason: str, detail: str = "") -> Finding:
    final = fetched.final_url or fetched.asked
    return finding(reason, code=fetched.status, detail=detail, final=final)
