"""Walls before the page: bot checks, sign-in pages, paywalls."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from verifier.availability.needle import Needles
from verifier.availability.page import Page
from verifier.availability.phrases import (
    HUMAN_CHECK,
    IN_LINE,
    LOGIN,
    PAYWALL,
    REGION,
    WAITING,
    plain,
)

__all__ = ["bot_wall", "login_wall", "paywall", "question_wall", "region_wall"]

_HEADERS = {
    "cf-mitigated": "Cloudflare",
    "x-amzn-waf-action": "AWS WAF",
    "x-datadome": "DataDome",
    "x-vercel-mitigated": "Vercel",
}
#: A page with more prose than this is no wall, whatever its scripts are called.
_WALL_PROSE = 1_200
_FEW_WORDS = 600


def bot_wall(page: Page, *, sure: bool = False) -> str | None:
    """Whose check of visitors this is, or None: judged by headers, marks and words together.

    ``sure``: marks count only beside words, as many sites leave them in every page.
    """
    for name, _ in page.fetched.headers:
        # DataDome marks every answer; only its refusals and its challenge page are walls.
        if name in _HEADERS and not (name == "x-datadome" and page.fetched.status == 200):
            return _HEADERS[name]
    if not page.is_html:
        puzzle = page.fetched.status == 428 and b'"sec-cp-challenge"' in page.body[:4_096]
        return "Akamai" if puzzle else None
    if not page.is_suspect:
        return None
    marks = page.marks
    title = plain(page.title)
    if not (marks or HUMAN_CHECK.search(title) or WAITING.search(title)):
        return None
    words = page.words
    if words.prose > _WALL_PROSE or len(words.text) > 4_000:
        return None
    said = any(
        HUMAN_CHECK.search(plain(text)) for text in (page.title, *words.headings, words.text[:1500])
    )
    if marks and (said or not (sure or words.prose or marks[0] == "a captcha")):
        return marks[0]
    # Words alone are enough only where there is nothing else to read.
    if sure or len(words.text) >= _FEW_WORDS:
        return None
    if WAITING.search(title) and IN_LINE.search(plain(words.text)):
        return "a queue before it"
    return "a check for browsers" if HUMAN_CHECK.search(title) else None


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
    r"(?:^|[/._-])(?:(?:service)?log[_-]?in|sign[_-]?in|logon|signon|sso|oauth2?|saml2?|authwall)(?:[/._?-]|$)",
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
        *("sessionredirect", "source", "ru", "returl"),
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


_QUESTION_PATH = re.compile(
    r"(?:^|[/._-])(?:consent|cookie[_-]?wall|privacy[_-]?gate|over[_-]?18|"
    r"age[_-]?(?:gate|check|wall|verification|verify))(?:[/._?-]|$)",
    re.IGNORECASE,
)


def question_wall(page: Page) -> str | None:
    """What shows that we were sent to a question before the cited page (consent, age), or None."""
    if not page.fetched.hops:
        return None
    final = urlsplit(page.fetched.final_url)
    place = f"{final.hostname or ''}{final.path}"
    if not _QUESTION_PATH.search(place) or _QUESTION_PATH.search(urlsplit(page.fetched.asked).path):
        return None
    if all(key.lower() not in _RETURN_KEYS for key, _ in parse_qsl(final.query[:2000])):
        return None
    return f"it leads to {page.fetched.final_url[:100]}"


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
# Nearly every page is spared the patterns by these parts of their words; in parts that begin
# as words do, the search would stop ten times as often.
_PAY_WORDS = Needles(b"eForFree", b"_tier", b"ywall")


def paywall(page: Page) -> str | None:
    """What shows that the rest of the page is for subscribers, or None."""
    if not page.is_html:
        return None
    body = page.body
    if not _PAY_WORDS.any_in(body):
        return None
    if b"ccessibleForFree" in body and _NOT_FREE.search(body):
        return "the page itself says so"
    if b"content_tier" in body[:16_384] and _TIER.search(body[:65_536]):
        return "the page itself says so"
    if b"aywall" not in body or not _PAY_MARKS.search(body[:400_000]):
        return None
    # A site's invitation to subscribe stands on every page; a wall stands where text should be.
    text = plain(page.words.text[:6_000])
    return "its text breaks off with an offer" if PAYWALL.search(text) else None
