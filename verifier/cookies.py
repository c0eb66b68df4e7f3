"""Cookies within one visit: enough to get past a consent page, and gone after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from verifier.addresses import Target

__all__ = ["Cookies"]

#: A visit keeps no more than this; what sets more is not asking for consent.
_MOST = 50
_LONGEST = 4096


@dataclass(slots=True)
class Cookies:
    """What the hosts of one visit set, by the domain it goes back to."""

    _jar: dict[tuple[str, bool], dict[str, str]] = field(default_factory=dict)

    def store(self, target: Target, headers: tuple[tuple[str, str], ...]) -> None:
        """Keep what an answer of ``target`` sets."""
        for name, value in headers:
            if name == "set-cookie" and len(value) <= _LONGEST:
                self._set(target, value)

    def for_(self, target: Target) -> str:
        """The Cookie header for a request to ``target``, or ""."""
        if not self._jar:
            return ""
        pairs: dict[str, str] = {}
        for (domain, below), cookies in self._jar.items():
            if target.host == domain or (below and target.host.endswith(f".{domain}")):
                pairs |= cookies
        return "; ".join(f"{name}={value}" for name, value in sorted(pairs.items()))

    def _set(self, target: Target, line: str) -> None:
        pair, *rest = line.split(";")
        name, equals, value = pair.strip().partition("=")
        if not equals or not name or not f"{name}{value}".isprintable():
            return
        attributes = dict(_attribute(part) for part in rest)
        domain = attributes.get("domain", "").lstrip(".").lower()
        # A cookie goes to the host that set it, or to a domain with a dot that it is part of.
        wide = "." in domain and target.host.endswith(f".{domain}")
        jar = self._jar.setdefault(
            (domain, True) if wide else (target.host, domain == target.host), {}
        )
        if attributes.get("max-age", "").startswith(("0", "-")):
            jar.pop(name.strip(), None)
        elif len(jar) < _MOST:
            jar[name.strip()] = value.strip()


def _attribute(part: str) -> tuple[str, str]:
    name, _, value = part.strip().partition("=")
    return name.strip().lower(), value.strip()
