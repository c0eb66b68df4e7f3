"""Walls before the page: bot checks, sign-in pages, paywalls."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from verifier.availability.page import Page
from verifier.availability.phrases import HUMAN_CHECK, LOGIN, PAYWALL, REGION, plain

__all__ = ["bot_wall", "login_wall", "paywall", "region_wall"]

_HEADERS = {
    "cf-mitigated": "Cloudflare",
    "x-amzn-waf-action": "AWS WAF",
    "x-datadome": "DataDome",
    "x-vercel-mitigated": "Vercel",
}
#: A page with more prose than this is no wall, whatever its scripts are called.
_WALL_PROSE = 1_200


def bot_wall(page: Page) -> str | None:
    """Whose check of visitors this is, or None: judged by headers, marks and words together."""
    for name, _ in page.fetched.headers:
        # DataDome marks every answer; only its refusals and its challenge page are walls.
        if name in _HEADERS and not (name == "x-datadome" and page.fetched.status == 200):
            return _HEADERS[name]
    if not page.is_html:
        return None
    if not page.is_suspect:
        return None
    marks = page.marks
    if not marks and not HUMAN_CHECK.search(plain(page.title)):
        return None
    words = page.words
    if words.prose > _WALL_PROSE or len(words.text) > 4_000:
        return None
    said = any(
        HUMAN_CHECK.search(plain(text)) for text in (page.title, *words.headings, words.text[:1500])
    )
    if marks and (said or marks[0] != "a captcha") and (said or not words.prose):
        return marks[0]
    title_says = HUMAN_CHECK.search(plain(page.title)) is not None
    # Words alone are enough only where there is nothing else to read.
    return "a check for browsers" if title_says and len(words.text) < 600 else None


def region_wall(page: Page) -> str | None:
    """The words in which the page says that it is not shown in our country, or None."""
    if not page.is_html or not page.is_suspect:
        return None
    words = page.words
    if words.prose > _WALL_PROSE or len(words.text) > 4_000:
        return None
    for text in (page.title, *words.headings, words.text[:1_500]):
        if match := REGION.search(plain(text)):
            return f'"{match[0]}"'
    return None


_LOGIN_PATH = re.compile(
    r"(?:^|[/._-])(?:log[_-]?in|sign[_-]?in|logon|signon|sso|oauth2?|saml2?)(?:[/._?-]|$)",
    re.IGNORECASE,
)
# Words that stand in other addresses too: there must be something else to believe them.
_MAYBE_LOGIN = re.compile(
    r"(?:^|[/._-])(?:auth|authenticate|authorize|account|anmelden|connexion|inloggen|accedi|entrar|"
    r"wayf|shibboleth|adfs|openid|idp|cas)(?:[/._?-]|$)",
    re.IGNORECASE,
)
_RETURN_KEYS = frozenset(
    (
        *("next", "return", "returnto", "return_to", "returnurl", "return_url", "redirect"),
        *("redirect_to", "redirecturl", "redirect_uri", "redirect_url", "continue", "goto"),
        *("target", "service", "relaystate", "origin", "backurl", "back", "dest", "destination"),
        *("fromuri", "from", "came_from", "callback", "callbackurl", "ref", "session_redirect"),
    )
)


def login_wall(page: Page) -> str | None:
    """What shows that a sign-in page stands before the cited one, or None."""
    if not page.is_suspect and not page.fetched.hops:
        return None
    asked, final = urlsplit(page.fetched.asked), urlsplit(page.fetched.final_url)
    if _LOGIN_PATH.search(asked.path):
        return None  # the sign-in page itself is what is cited
    place = f"{final.hostname or ''}{final.path}"
    sent = bool(page.fetched.hops)
    if sent and _LOGIN_PATH.search(place):
        return "it leads to a sign-in page"
    returns = any(key.lower() in _RETURN_KEYS for key, _ in parse_qsl(final.query[:2000]))
    if sent and returns and _MAYBE_LOGIN.search(place):
        return "it leads to a sign-in page"
    if not page.is_html or not page.is_suspect:
        return None
    titled = any(LOGIN.search(plain(part)) for part in page.title_parts)
    words = page.words
    headed = titled or any(LOGIN.search(plain(text)) for text in words.headings)
    if headed and words.has_password and words.prose < _WALL_PROSE:
        return "a sign-in page stands before it"
    return None


_NOT_FREE = re.compile(
    rb"""["']?isAccessibleForFree["']?\s{0,9}(?::|=|"\s{0,9}content\s{0,9}=)\s{0,9}["']?\s{0,9}"""
    rb"""(?:https?://schema\.org/)?(?:false|0)\b""",
    re.IGNORECASE,
)
_TIER = re.compile(
    rb"""article:content_tier["']\s{1,9}content\s{0,9}=\s{0,9}["'](?:locked|metered)""",
    re.IGNORECASE,
)
_PAY_MARKS = re.compile(
    rb"""(?:class|id)\s{0,9}=\s{0,9}["'][^"'>]{0,200}paywall""",
    re.IGNORECASE,
)


def paywall(page: Page) -> str | None:
    """What shows that the rest of the page is for subscribers, or None."""
    if not page.is_html:
        return None
    body = page.body
    if b"ccessibleForFree" in body and _NOT_FREE.search(body):
        return "the page itself says so"
    if body.find(b"content_tier", 0, 16_384) >= 0 and _TIER.search(body[:65_536]):
        return "the page itself says so"
    if b"aywall" not in body or not _PAY_MARKS.search(body[:400_000]):
        return None
    # A site's invitation to subscribe stands on every page; a wall stands where text should be.
    text = plain(page.words.text[:6_000])
    return "its text breaks off with an offer" if PAYWALL.search(text) else None
