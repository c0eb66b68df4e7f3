"""Whose host it is."""

from __future__ import annotations

import pytest

from verifier.domains import registrable


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.org", "example.org"),
        ("www.example.org", "example.org"),
        ("a.b.news.bbc.co.uk", "bbc.co.uk"),
        ("bbc.co.uk", "bbc.co.uk"),
        ("co.uk", "co.uk"),
        ("en.wikipedia.org", "wikipedia.org"),
        ("www.u-tokyo.ac.jp", "u-tokyo.ac.jp"),
        ("one.github.io", "one.github.io"),
        ("www.one.github.io", "one.github.io"),
        ("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"),
        ("deep.under.no-such-suffix", "under.no-such-suffix"),
        ("127.0.0.5", "127.0.0.5"),
        ("2001:db8::1", "2001:db8::1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_hosts_of_one_owner_have_one_domain(host: str, domain: str) -> None:
    """The part under the public suffix; addresses and bare names are their own."""
    assert registrable(host) == domain
