"""Which links the person wants visited."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from citations.model import LinkState, LinkStatus
from verifier.ages import ASK_ALL, Ages
from verifier.service.selection import Selection, fresh, rule_of


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


@pytest.mark.parametrize(
    ("status", "reason", "hours", "wanted"),
    [
        ("live", "ok", 20, True),
        ("live", "ok", 30, False),
        ("moved", "permanent_redirect", 150, True),
        ("paywalled", "paywall", 20, True),
        ("blocked", "forbidden", 5, True),
        ("blocked", "forbidden", 7, False),
        ("blocked", "robots_disallowed", 150, True),
        ("blocked", "rate_limited", 0, False),
        ("failing", "http_404", 0, False),
        ("dead", "http_404", 0, False),
        ("soft_404", "not_found_page", 0, False),
    ],
)
def test_an_answer_is_good_for_the_age_of_its_reason_or_status(
    status: str, reason: str, hours: int, wanted: bool
) -> None:
    """A reason counts before its status, and that before the age of good answers; errors never."""
    ages = Ages(
        timedelta(days=1),
        {
            "moved": timedelta(days=7),
            "blocked": timedelta(hours=6),
            "robots_disallowed": timedelta(days=7),
            "rate_limited": timedelta(0),
        },
    )
    now = datetime(2026, 5, 1, tzinfo=UTC)
    state = LinkState(
        url="https://e.example/",
        status=LinkStatus(status),
        reason=reason,
        why="",
        checked_at=now - timedelta(hours=hours),
    )

    assert bool(fresh({state.url: state}, now, ages)) is wanted
    assert not fresh({state.url: replace(state, checked_at=None)}, now, ages)
    assert not fresh({state.url: state}, now, ASK_ALL)
