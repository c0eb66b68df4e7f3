"""Which addresses may be asked: one strict reading of a URL, one table of forbidden ranges.

A URL is read here once and written out again, so that every library below sees the same
host. Where a host leads is judged by the addresses it resolves to, when the connection is
made, never by its spelling.
Sources: WHATWG URL (hosts and IPv4 numbers), RFC 3986 (paths), the IANA IPv4 and IPv6
special-purpose address registries, RFC 6052, 3056, 4380 (embedded IPv4).
"""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import quote, urljoin

import idna

from citations.quickly import quickly
from verifier.errors import BadConfig

__all__ = ["MAX_LENGTH", "Policy", "Target", "Unusable", "join", "parse"]

#: Longer addresses are refused unread; servers refuse them far earlier.
MAX_LENGTH = 8192

_PARTS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
# A letter too many, too few or in the wrong place, and what keeps links from being followed.
_NEARLY_HTTP = re.compile(r"h{0,3}t{1,3}p{1,2}s{0,2}|h{1,2}xxps?|hpt{1,2}s?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PORT = re.compile(r"[0-9]{1,5}")
_PLAIN_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_HEXADECIMAL = re.compile(r"0x[0-9a-f]*")
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_PLAIN_IPV4 = re.compile(rf"{_BYTE}\.{_BYTE}\.{_BYTE}\.{_BYTE}")
_PLAIN_PATH = re.compile(r"/[A-Za-z0-9\-._~!$&'()*+,;=:@/]*")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PATH_SAFE = "/%:@!$&'()*+,;=-._~[]"
_QUERY_SAFE = _PATH_SAFE + "?\\^`{|}"


class Unusable(ValueError):
    """An address that is never asked; ``reason`` is the code, the text is the detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@quickly
@dataclass(frozen=True, slots=True)
class Target:
    """An http or https address as it is sent: ASCII, one spelling, no user, no fragment."""

    scheme: str
    #: A name in lower case ASCII, an IPv4 address, or an IPv6 address without brackets.
    host: str
    port: int
    #: Path and query as they go on the wire.
    path: str
    url: str
    #: What stood behind "#", as written.
    fragment: str
    #: Host and port as the Host header has them.
    place: str
    #: Scheme, host and port: what robots.txt, cookies and credentials belong to.
    origin: str


@functools.lru_cache(maxsize=1024)  # of visits under way: asked again for their siblings
def parse(url: str) -> Target:
    """``url`` read strictly; raises ``Unusable`` (not_a_url, scheme, userinfo)."""
    text = url.strip(" \t\r\n\f")
    if len(text) > MAX_LENGTH:
        raise Unusable("not_a_url", f"it is longer than {MAX_LENGTH} characters")
    if not text.isprintable() and _CONTROL.search(text):
        raise Unusable("not_a_url", "it has a control character or a line break in it")
    match = _PARTS.fullmatch(text)
    if match is None:
        raise Unusable("not_a_url", "it does not start with http:// or https://")
    scheme = match[1].lower()
    if scheme not in ("http", "https"):
        rest = match[3] + match[4] + (match[5] or "")
        raise Unusable(*_other_scheme(scheme, "" if match[2] else rest))
    if not match[2]:
        raise Unusable("not_a_url", f"there is no // behind {scheme}:")
    host, port = _authority(match[3], 443 if scheme == "https" else 80)
    path = _path(match[4]) + _query(match[5])
    shown = f"[{host}]" if ":" in host else host
    default = port == (443 if scheme == "https" else 80)
    place = shown if default else f"{shown}:{port}"
    origin = f"{scheme}://{place}"
    fragment = (match[6] or "")[1:]
    return Target(scheme, host, port, path, origin + path, fragment, place, origin)


def join(base: Target, location: str) -> Target:
    """Where ``location`` leads from ``base``, as browsers read it; raises ``Unusable``."""
    head, mark, tail = location.strip(" \t\r\n\f").partition("?")
    # Browsers take "\" for "/" before the query; what comes out is judged like any address.
    try:
        url = urljoin(base.url, head.replace("\\", "/") + mark + tail)
    except ValueError as error:
        raise Unusable("not_a_url", str(error)) from None
    return parse(url)


def _other_scheme(scheme: str, rest: str) -> tuple[str, str]:
    if scheme == "mailto":
        from verifier.mail import problem  # its patterns take their time, and it is rare

        if wrong := problem(rest):
            return "not_a_url", wrong
    # "example.org:8080/x" and "localhost:80" are hosts with ports, not schemes.
    if "." in scheme or re.match(r"\d", rest):
        return "not_a_url", "it does not start with http:// or https://"
    if _NEARLY_HTTP.fullmatch(scheme):
        return "not_a_url", f'it starts with "{scheme}:", which is perhaps meant as http: or https:'
    return "scheme", scheme


def _authority(text: str, default_port: int) -> tuple[str, int]:
    if "\\" in text:
        raise Unusable("not_a_url", "programs disagree on what its host is (backslash)")
    if "@" in text:
        raise Unusable("userinfo", "a user name or password before the host")
    if text.startswith("["):
        inside, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise Unusable("not_a_url", "its bracketed host is not closed")
        return _ipv6(inside), _port(rest[1:], default_port)
    host, _, port = text.partition(":")
    return _host(host), _port(port, default_port)


def _port(text: str, default: int) -> int:
    if not text:
        return default
    if not _PORT.fullmatch(text) or not 0 < int(text) < 65536:
        raise Unusable("not_a_url", f'"{text[:20]}" is not a port')
    return int(text)


def _ipv6(text: str) -> str:
    try:
        if "%" in text:
            raise ValueError
        return str(IPv6Address(text))
    except ValueError:
        raise Unusable("not_a_url", f'"[{text[:60]}]" is not an IPv6 address') from None


def _host(text: str) -> str:
    if _PLAIN_IPV4.fullmatch(text):
        return text
    host = text.lower() if text.isascii() else _ascii(text)
    if not _PLAIN_HOST.fullmatch(host) or len(host) > 253:
        raise Unusable("not_a_url", f'"{text[:60]}" is not the name of a host')
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 63 and any(len(label) > 63 for label in labels):
        raise Unusable("not_a_url", f'"{text[:60]}" has a part longer than a name allows')
    last = labels[-1]
    if last.isdigit() or (last.startswith("0x") and _HEXADECIMAL.fullmatch(last)):
        return _ipv4(labels, text)
    return host


def _ascii(text: str) -> str:
    try:
        return idna.encode(text, uts46=True, transitional=False).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        pass
    try:  # names registered under the older rules, with emoji and symbols
        return text.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Unusable("not_a_url", f'"{text[:60]}" is not the name of a host') from None


def _ipv4(labels: list[str], text: str) -> str:
    """The address in any spelling that systems read: 0x7f.1, 0177.0.0.1, 2130706433."""
    try:
        numbers = [_ipv4_number(label) for label in labels]
        if len(numbers) > 4 or any(n > 255 for n in numbers[:-1]):
            raise ValueError
        value = sum(n << (8 * (3 - i)) for i, n in enumerate(numbers[:-1]))
        if numbers[-1] >= 256 ** (5 - len(numbers)):
            raise ValueError
        return str(IPv4Address(value + numbers[-1]))
    except ValueError:
        raise Unusable("not_a_url", f'"{text[:60]}" is not an IPv4 address') from None


def _ipv4_number(label: str) -> int:
    if not label or len(label) > 40:
        raise ValueError
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") else 10)


def _path(text: str) -> str:
    path = text or "/"
    path = path.replace("\\", "/")
    if "/." in path:
        path = _without_dots(path)
    if _PLAIN_PATH.fullmatch(path):
        return path
    return quote(_STRAY_PERCENT.sub("%25", path), safe=_PATH_SAFE)


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for index, segment in enumerate(segments):
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
            continue
        if index == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _query(text: str | None) -> str:
    if not text:
        return ""
    return "?" + quote(_STRAY_PERCENT.sub("%25", text[1:]), safe=_QUERY_SAFE)


# IANA IPv4 special-purpose registry, less the ranges it calls globally reachable
# (192.31.196/24, 192.52.193/24, 192.175.48/24), with multicast and two that clouds answer on.
_FORBIDDEN_V4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's host agent, though the range is public
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Only 2000::/3 is unicast that leads anywhere; these parts of it do not.
_UNICAST_V6 = IPv6Network("2000::/3")
_FORBIDDEN_V6 = tuple(
    IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
_MAPPED = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
_TEREDO = IPv6Network("2001::/32")
_6TO4 = IPv6Network("2002::/16")


def _embedded(address: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that packets to ``address`` would end at."""
    number = int(address)
    if any(address in network for network in _MAPPED):
        return [IPv4Address(number & 0xFFFFFFFF)]
    if address in _6TO4:
        return [IPv4Address(number >> 80 & 0xFFFFFFFF)]
    if address in _TEREDO:
        return [IPv4Address(number >> 64 & 0xFFFFFFFF), IPv4Address(~number & 0xFFFFFFFF)]
    return []


class Policy:
    """What may be connected to: public addresses on web ports, and what the settings open."""

    def __init__(
        self, allow_addresses: Iterable[str] = (), allow_ports: Iterable[int] = ()
    ) -> None:
        try:
            self._allowed = tuple(ipaddress.ip_network(a, strict=False) for a in allow_addresses)
        except ValueError as error:
            raise BadConfig(
                f'fetch.allow_addresses: {error}; write a range like "10.0.0.0/8"'
            ) from None
        self._ports = frozenset((80, 443, *allow_ports))
        self._judged: dict[tuple[str, int], str | None] = {}

    def refuses(self, address: str, port: int) -> str | None:
        """The reason code why ``address`` (as the resolver gave it) is refused, or None."""
        key = (address, port)
        if key not in self._judged:
            if len(self._judged) > 50_000:
                self._judged.clear()
            self._judged[key] = self._judge(address, port)
        return self._judged[key]

    def refuses_early(self, target: Target) -> str | None:
        """What can be refused before a name is looked up."""
        if self._allowed or target.port in self._ports:
            return None
        return "forbidden_port"

    def refuses_plain(self, target: Target) -> str | None:
        """What can be refused without looking any name up: addresses, and ports."""
        try:
            ipaddress.ip_address(target.host)
        except ValueError:
            return None if target.port in self._ports else "forbidden_port"
        return self.refuses(target.host, target.port)

    def _judge(self, text: str, port: int) -> str | None:
        try:
            address = ipaddress.ip_address(text)
        except ValueError:  # a scope ("fe80::1%eth0") or nonsense from a resolver
            return "private_address"
        ends = _embedded(address) if isinstance(address, IPv6Address) else [address]
        if self._opened(address) or (ends and all(self._opened(end) for end in ends)):
            return None
        if not (all(map(_is_public_v4, ends)) if ends else _is_public_v6(address)):
            return "private_address"
        return None if port in self._ports else "forbidden_port"

    def _opened(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._allowed)


def _is_public_v4(address: IPv4Address) -> bool:
    return not any(address in network for network in _FORBIDDEN_V4)


def _is_public_v6(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return _is_public_v4(address)
    return address in _UNICAST_V6 and not any(address in network for network in _FORBIDDEN_V6)
