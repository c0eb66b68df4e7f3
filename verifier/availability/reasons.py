"""Every reason a visit can end with: its status, and its sentence for an editor.

``docs/reference/statuses.md`` lists the same table; a test holds the two together.
A sentence may name ``{detail}``, ``{final}`` (the address that answered), ``{host}``,
``{code}`` and ``{phrase}`` (the HTTP status).
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from citations.model import LinkStatus

__all__ = ["REASONS", "Finding", "finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one visit says of a link: status, reason code, and a sentence for a person."""

    status: LinkStatus
    reason: str
    why: str


_LIVE = LinkStatus.LIVE
_SOFT = LinkStatus.SOFT_404
_FAILING = LinkStatus.FAILING
_BLOCKED = LinkStatus.BLOCKED
_INSECURE = LinkStatus.INSECURE
_UNSAFE = LinkStatus.UNSAFE

REASONS: dict[str, tuple[LinkStatus, str]] = {
    "ok": (_LIVE, "The page answers."),
    "fragment_missing": (
        _LIVE,
        "The page answers, but the place in it that is cited (#{detail}) is not there.",
    ),
    "anchor_missing": (_LIVE, "The file is there, but nothing in it is called #{detail}."),
    "permanent_redirect": (
        LinkStatus.MOVED,
        "The page has moved for good; it is now at {detail}. Cite that address.",
    ),
    "meta_refresh": (
        LinkStatus.MOVED,
        "The page sends its readers on to {detail}. Cite that address.",
    ),
    "not_found_page": (_SOFT, "The server says all is well, but the page says {detail}."),
    "same_as_missing": (
        _SOFT,
        (
            "The site shows this same page for an address that cannot exist ({detail}), "
            "so the cited page is gone."
        ),
    ),
    "redirect_to_home": (
        _SOFT,
        "The cited page is gone: the site sends its readers to its front page, {final}.",
    ),
    "parked_domain": (_SOFT, "The domain has lost its owner: it shows {detail}."),
    "empty_page": (_SOFT, "The server says all is well, but the page is empty."),
    "wrong_type": (_SOFT, "The address names {detail}."),
    "server_error": (_FAILING, "The server failed: {detail}."),
    "maintenance": (_FAILING, "The site is closed for maintenance for now ({detail})."),
    "timeout": (_FAILING, "There was no complete answer in time ({detail})."),
    "connect_refused": (_FAILING, "{host} refuses connections: no web server runs there now."),
    "connect_reset": (_FAILING, "{host} broke off the connection before it answered."),
    "unreachable": (_FAILING, "There is no way through to {host} from here ({detail})."),
    "dns_not_found": (_FAILING, "There is no host named {host}."),
    "no_mail_server": (_FAILING, "The domain {host} takes no mail."),
    "dns_failure": (_FAILING, "The name {host} could not be looked up just now ({detail})."),
    "protocol_error": (_FAILING, "{host} answered, but not as a web server does: {detail}."),
    "too_many_redirects": (_FAILING, "The address leads from one address to the next: {detail}."),
    "http_410": (LinkStatus.DEAD, "The server says that the page is gone for good (410 Gone)."),
    "file_missing": (LinkStatus.DEAD, "There is no such file ({detail})."),
    "forbidden": (
        _BLOCKED,
        (
            "The server refuses us ({code} {phrase}), which says nothing of whether the page is "
            "there. Look at it in a browser."
        ),
    ),
    "rate_limited": (_BLOCKED, "{host} asks us to come back later ({detail})."),
    "bot_challenge": (
        _BLOCKED,
        "The site lets only browsers in ({detail}). Look at it in a browser.",
    ),
    "login_required": (_BLOCKED, "The page is shown only after signing in ({detail})."),
    "consent_required": (
        _BLOCKED,
        "A question stands before the page, of consent or age ({detail}). Look at it in a browser.",
    ),
    "robots_disallowed": (
        _BLOCKED,
        "The site's robots.txt asks programs not to visit this page. Look at it in a browser.",
    ),
    "region_blocked": (_BLOCKED, "The site does not show the page in our country ({detail})."),
    "legal": (_BLOCKED, "The page is withheld for legal reasons (451)."),
    "paywall": (LinkStatus.PAYWALLED, "The page is there, for subscribers ({detail})."),
    "tls_expired": (_INSECURE, "The site's certificate is out of date ({detail})."),
    "tls_self_signed": (
        _INSECURE,
        "The site vouches for itself: its certificate is signed by nobody else.",
    ),
    "tls_hostname_mismatch": (_INSECURE, "The site's certificate is for another name: {detail}."),
    "tls_untrusted": (
        _INSECURE,
        "The site's certificate cannot be traced to an authority we know ({detail}).",
    ),
    "tls_handshake": (_INSECURE, "No secure connection could be agreed with {host} ({detail})."),
    "private_address": (
        _UNSAFE,
        (
            "{host} leads into a private network, which verifier does not visit. "
            "If that is meant, set fetch.allow_addresses."
        ),
    ),
    "userinfo": (
        _UNSAFE,
        "The address has a user name or password in it, so it was not visited. Take it out.",
    ),
    "forbidden_port": (
        _UNSAFE,
        (
            "The address asks for a port that is not a web server's ({detail}). "
            "If that is meant, set fetch.allow_ports."
        ),
    ),
    "not_a_url": (LinkStatus.MALFORMED, "This is not a web address: {detail}."),
    "url_missing": (LinkStatus.MALFORMED, "The text announces an address, but it is not there."),
    "scheme": (
        LinkStatus.UNCHECKED,
        "verifier does not visit {detail}: addresses; look at it by hand.",
    ),
    "excluded": (LinkStatus.UNCHECKED, "Not visited: excluded by {detail}."),
    "outside_root": (
        LinkStatus.UNCHECKED,
        (
            "It lies outside the documents' folder ({detail}) and was not looked for; "
            "--root DIR sets a wider one."
        ),
    ),
    "root_unknown": (
        LinkStatus.UNCHECKED,
        "It begins at the root of a site (/), whose folder is not known; --root DIR names it.",
    ),
    "offline": (LinkStatus.UNCHECKED, "Not visited: {detail}."),
}


def finding(
    reason: str, *, code: int | None = None, detail: str = "", final: str = "", host: str = ""
) -> Finding:
    """The finding for a reason code of ``REASONS``, or ``http_NNN`` for any other answer."""
    if reason not in REASONS:
        why = f"The server answered {code} {_phrase(code)}".rstrip()
        return Finding(LinkStatus.FAILING, reason, f"{why}.")
    status, template = REASONS[reason]
    if not detail.isprintable():  # what was asked or came back must not move the cursor
        detail = "".join(char if char.isprintable() else " " for char in detail)
    if "{" not in template:
        return Finding(status, reason, template)
    why = template.format(
        code=code, phrase=_phrase(code), detail=detail, final=final, host=host or _host(final)
    )
    return Finding(status, reason, why.replace(" ()", "").replace(" )", ")"))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "the host"
    except ValueError:
        return "the host"


def _phrase(code: int | None) -> str:
    try:
        return HTTPStatus(code or 0).phrase
    except ValueError:
        return ""
