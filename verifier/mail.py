"""Mail addresses as they are cited: the syntax of ``mailto:`` (RFC 6068, RFC 5321)."""

from __future__ import annotations

import re
from urllib.parse import unquote

__all__ = ["problem", "recipients"]

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a0-\U0010ffff-]{1,64}"
_LOCAL = re.compile(rf'{_ATOM}(?:\.{_ATOM}){{0,32}}|"(?:[^"\\]|\\.){{0,62}}"')
_LETTER = r"[A-Za-z0-9\u00a0-\U0010ffff]"
_LABEL = rf"{_LETTER}(?:[A-Za-z0-9\u00a0-\U0010ffff-]{{0,61}}{_LETTER})?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{1,10}}|\[[0-9A-Fa-f.:IPv]{{3,60}}\]")
#: RFC 5321, 4.5.3.1, in octets; the whole address follows from the longest path.
_LONGEST_LOCAL, _LONGEST = 64, 254
#: Fields of the query that name recipients too.
_TO = frozenset({"to", "cc", "bcc"})


def recipients(text: str) -> list[str]:
    """The addresses behind ``mailto:``; raises ``ValueError`` with what is wrong."""
    path, mark, query = text.partition("?")
    parts = path.split(",") if path else []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name.lower() in _TO and value:
            parts += re.split(",|%2[Cc]", value)
    if not parts and not mark:
        raise ValueError("there is no mail address in it")
    return [_address(part) for part in parts]


def problem(text: str) -> str | None:
    """What is wrong with what stands behind ``mailto:``, if anything is."""
    try:
        recipients(text)
    except ValueError as error:
        return str(error)
    return None


def _address(part: str) -> str:
    address = unquote(part.strip())
    local, _, domain = address.rpartition("@")
    size = len(address.encode("utf-8", "replace"))
    long = size > _LONGEST or len(local.encode("utf-8", "replace")) > _LONGEST_LOCAL
    if long or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise ValueError(f'"{part.strip()[:60]}" is not a mail address')
    return address
