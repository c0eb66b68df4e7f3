"""The identity of a link: one spelling for all addresses that RFC 3986 calls equivalent."""

from __future__ import annotations

import ipaddress
import re
import string
from functools import lru_cache
from urllib.parse import quote

from citations.patterns import lazy

_WEB = frozenset({"http", "https", "ftp"})
_DEFAULT_PORT = {"http": 80, "https": 443, "ftp": 21}
_SCHEME = lazy(r"([A-Za-z][A-Za-z0-9+.-]*):", re.ASCII)
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_ESCAPE = lazy(r"%([0-9A-Fa-f]{2})")
# Tab and line ends are dropped anywhere in an address, as every browser does (WHATWG URL).
_DROPPED = str.maketrans("", "", "\t\r\n")
_PATH_SAFE = "%/:@!$&'()*+,;="
_QUERY_SAFE = _PATH_SAFE + "?"


# What nearly every address is already: nothing in it could be spelled otherwise.
_PLAIN = lazy(
    r"https?://(?P<host>[a-z0-9]+(?:[.-][a-z0-9]+)*)"
    r"(?::(?!80/|443/)(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?"
    r"/(?!\.)[A-Za-z0-9_~:@!$&'()*+,;=-]*(?:[/.](?!\.)[A-Za-z0-9_~:@!$&'()*+,;=-]+)*/?"
    r"(?:\?[A-Za-z0-9._~/?:@!$&'()*+,;=-]*)?\Z"
)
_LONGEST_LABEL = 63


@lru_cache(maxsize=1 << 14)  # asked of an address in its note, as a link, and for a report
def _plain_host(url: str) -> str | None:
    """The host of an address that is spelled as ``canonical`` spells it, where that is plain."""
    match = _PLAIN.match(url)
    return match[1] if match is not None and len(match[1]) <= _LONGEST_LABEL else None


def canonical(url: str) -> str:
    """The spelling that identifies a link; the stripped text where it is no address.

    Scheme and host in lower case, the host as IDNA, no default port, no fragment, dot
    segments resolved, one percent-encoding (RFC 3986 section 6.2, RFC 5891). Idempotent.
    """
    return url if _plain_host(url) else _spelled(url)


@lru_cache(maxsize=4096)  # an address is met again at once: in a note, as a link, at a visit
def _spelled(url: str) -> str:
    text = url.strip()
    parts = _split(text.translate(_DROPPED))
    if parts is None:
        return text
    scheme, userinfo, host, port, path, query = parts
    netloc = (f"{userinfo}@" if userinfo is not None else "") + host
    if port is not None and port != _DEFAULT_PORT[scheme]:
        netloc += f":{port}"
    spelled = f"{scheme}://{netloc}{_resolve_dots(_encode(path, _PATH_SAFE)) or '/'}"
    return spelled if query is None else f"{spelled}?{_encode(query, _QUERY_SAFE)}"


def is_url(text: str) -> bool:
    """Whether the text is a whole http, https or ftp address."""
    if _plain_host(text):
        return True
    stripped = text.strip()
    return " " not in stripped and _split(stripped.translate(_DROPPED)) is not None


def host_of(url: str) -> str:
    """The host of an address, lower-case and as IDNA; empty where there is none."""
    if host := _plain_host(url):
        return host
    parts = _split(url.strip().translate(_DROPPED))
    return parts[2] if parts else ""


_Parts = tuple[str, str | None, str, int | None, str, str | None]


def _split(text: str) -> _Parts | None:
    match = _SCHEME.match(text)
    if match is None or (scheme := match[1].lower()) not in _WEB:
        return None
    rest = text[match.end() :]
    # A backslash is a slash to browsers and a plain sign to others: two readings, so none.
    if not rest.startswith("//") or "\\" in rest:
        return None
    rest = rest[2:].partition("#")[0]
    before_query, asked, query = rest.partition("?")
    authority, slash, path = before_query.partition("/")
    userinfo, at, host_port = authority.rpartition("@")
    host, port = _host_and_port(host_port)
    if host is None or port == -1:
        return None
    kept_user = _encode(userinfo, "%!$&'()*+,;=:") if at else None
    return scheme, kept_user, host, port, slash + path, query if asked else None


def _host_and_port(text: str) -> tuple[str | None, int | None]:
    """Host in its one spelling and port; (None, _) for no host, (_, -1) for no port number."""
    if text.startswith("["):
        inner, closed, after = text[1:].partition("]")
        host = _ip6(inner) if closed else None
        if after and not after.startswith(":"):
            return None, None
        port_text = after[1:]
    else:
        name, _, port_text = text.partition(":")
        host = _host(name)
    if not port_text:
        return host, None
    if not (port_text.isascii() and port_text.isdigit()) or len(port_text) > 5:
        return host, -1
    port = int(port_text)
    return host, port if 0 < port < 65536 else -1


def _ip6(text: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(text).compressed}]"
    except ValueError:
        return None


_NAME = lazy(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?\Z")


def _host(name: str) -> str | None:
    if not name or len(name) > 255:
        return None
    if name.isascii() and "xn--" not in name.lower():
        lowered = name.lower()
    else:
        import idna  # noqa: PLC0415  (its tables are slow to import, and few names need them)

        try:
            lowered = idna.encode(name, uts46=True).decode("ascii").lower()
        except (idna.IDNAError, UnicodeError):
            return None
    labels = lowered.removesuffix(".").split(".")
    fits = all(len(label) <= 63 and _NAME.match(label) for label in labels)
    return lowered if fits else None


def _encode(text: str, safe: str) -> str:
    encoded = quote(text, safe=safe, errors="replace")
    # Beside a stray "%" a decoded letter could form a new escape, so nothing is decoded then.
    stray = encoded.count("%") != sum(1 for _ in _ESCAPE.finditer(encoded))
    return _ESCAPE.sub(_upper if stray else _plain, encoded)


def _upper(match: re.Match[str]) -> str:
    return match[0].upper()


def _plain(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _resolve_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
