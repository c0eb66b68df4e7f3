"""Registrable domains: whose host it is, by the Public Suffix List (publicsuffix.org)."""

from __future__ import annotations

import functools

from publicsuffixlist import PublicSuffixList

__all__ = ["registrable"]


@functools.lru_cache(maxsize=65_536)
def registrable(host: str) -> str:
    """The domain that somebody registered ("bbc.co.uk" of "news.bbc.co.uk").

    An address, a name without dots and a public suffix are their own. Where customers of a
    host have a name each ("somebody.github.io"), each is a domain.
    """
    labels = host.count(".")
    if labels < 2 or host[-1:].isdigit() or ":" in host:
        return host
    return _suffixes().privatesuffix(host) or host


@functools.lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """The list as it came with the package; reading it takes 30 ms, and nothing is fetched."""
    return PublicSuffixList()
