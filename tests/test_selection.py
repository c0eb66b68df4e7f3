"""Which links the person wants visited."""

from __future__ import annotations

import re

import pytest

from verifier.service.selection import Selection, rule_of


@pytest.mark.parametrize(
    ("rule", "url", "fits"),
    [
        ("domain:example.org", "https://example.org/a", True),
        ("domain:example.org", "http://www.docs.example.org:8080/a", True),
        ("domain:.Example.ORG.", "https://example.org/a", True),
        ("domain:exämple.org", "https://xn--exmple-cua.org/a", True),
        ("domain:example.org", "https://notexample.org/a", False),
        ("domain:example.org", "https://example.org.evil.test/a", False),
        ("domain:example.org", "https://archive.test/web/https://example.org/a", False),
        ("domain:example.org", "mailto:a@example.org", False),
        ("example.org", "https://archive.test/web/https://example.org/a", True),
        (r"\.internal/", "http://wiki.internal/a", True),
    ],
)
def test_a_rule_fits_a_domain_or_a_pattern(rule: str, url: str, *, fits: bool) -> None:
    """A domain is its hosts, wherever else its name stands; a pattern is searched anywhere."""
    told = Selection(exclude=(rule_of(rule),)).leaves_out(url)

    assert (told is not None) == fits
    assert told is None or told == f"the pattern {rule_of(rule).pattern}"


def test_what_no_pattern_includes_is_left_out() -> None:
    """With an --include, everything else is left out, and said to be."""
    only = Selection(include=(rule_of("domain:example.org"),))

    assert only.leaves_out("https://example.org/") is None
    assert only.leaves_out("https://other.test/") == "the lack of an --include pattern that fits"
    with pytest.raises(re.error):
        rule_of("(")
