"""How long answers ask us to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.waits import asked_to_wait, spent

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)

WAITS: dict[str, tuple[dict[str, str], float | None]] = {
    "seconds": ({"retry-after": "120"}, 120),
    "zero": ({"retry-after": "0"}, 0),
    "a fraction": ({"retry-after": "1.5"}, 1.5),
    "a date": ({"retry-after": "Sat, 21 Nov 2026 12:05:00 GMT"}, 300),
    "a date gone by": ({"retry-after": "Sat, 21 Nov 2026 11:00:00 GMT"}, 0),
    "an old kind of date": ({"retry-after": "Saturday, 21-Nov-26 12:05:00 GMT"}, 300),
    "minutes and seconds": ({"retry-after": "1m1s"}, 61),
    "hours": ({"retry-after": "2h"}, 7200),
    "a Unix time": ({"retry-after": str(int(NOW.timestamp()) + 90)}, 90),
    "nonsense": ({"retry-after": "soon"}, None),
    "empty": ({"retry-after": ""}, None),
    "negative": ({"retry-after": "-5"}, None),
    "a century": ({"retry-after": "999999999"}, 366 * 86400),
    "a spent budget": ({"ratelimit-remaining": "0", "ratelimit-reset": "30"}, 30),
    "a budget left": ({"ratelimit-remaining": "5", "ratelimit-reset": "30"}, None),
    "GitHub's": (
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 60)},
        60,
    ),
    "the draft's": ({"ratelimit": '"default";r=0;t=45'}, 45),
    "the older draft's": ({"ratelimit": "limit=10, remaining=0, reset=7"}, 7),
    "the draft's, several": ({"ratelimit": '"burst";r=0;t=5, "daily";r=9;t=8000'}, 5),
    "the draft's, two spent": ({"ratelimit": '"burst";r=0;t=5, "daily";r=0;t=8000'}, 8000),
    "the draft's, none spent": ({"ratelimit": '"burst";r=10;t=5, "daily";r=9;t=8000'}, None),
    "the draft's, with a policy": (
        {"ratelimit": '"b";r=0', "ratelimit-policy": '"a";q=9;w=60, "b";q=100;w=10'},
        10,
    ),
    "a spent budget with a policy": (
        {"ratelimit-remaining": "0", "ratelimit-policy": "100;w=60"},
        60,
    ),
    "a moment in milliseconds": (
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp() + 30) * 1000)},
        30,
    ),
    "a moment too far to be one": (
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" * 15},
        366 * 86400,
    ),
    "none": ({}, None),
}


@pytest.mark.parametrize("name", WAITS)
def test_every_way_to_ask_for_patience_is_understood(name: str) -> None:
    """Retry-After in all its forms, and rate limits that are spent."""
    headers, seconds = WAITS[name]

    assert asked_to_wait(headers.items(), NOW) == seconds


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=200)
def test_no_header_makes_us_wait_forever_or_fail(text: str) -> None:
    """Whatever stands there, the wait is None or within a year."""
    for name in ("retry-after", "ratelimit"):
        wait = asked_to_wait([(name, text), ("ratelimit-policy", text)], NOW)
        assert wait is None or 0 <= wait <= 366 * 86400
    wait = spent([("ratelimit", f'"x";r=0;{text}'), ("ratelimit-policy", text)], NOW)
    assert wait is None or 0 <= wait <= 366 * 86400
