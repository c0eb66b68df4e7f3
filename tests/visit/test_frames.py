"""A check comes from another process as it was made there."""

from __future__ import annotations

import pickle
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime

import pytest

from citations.model import Check, Hop, LinkStatus
from verifier.visits.frames import from_row, to_row

_URL = "http://a.test/lake"
_LEAST = Check(
    url=_URL,
    status=LinkStatus.FAILING,
    reason="timeout",
    why="Nothing came.",
    checked_at=datetime(2026, 3, 1, 12, 30, 5, 999_999, tzinfo=UTC),
)
_MOST = replace(
    _LEAST,
    http_status=200,
    final_url="http://b.test/lake",
    hops=(Hop(url=_URL, status=301),),
    elapsed_ms=12,
    title="The lake",
    content_type="text/html",
    content_length=39_000,
    content_sha256="ab" * 32,
    truncated=True,
    retry_after=60,
    error="timeout: nothing came",
    retries=2,
    held_ms=40,
)


def _told(check: Check, url: str = _URL) -> Check:
    row = pickle.loads(pickle.dumps(to_row(check)))
    return from_row(row, url)


@pytest.mark.parametrize("check", [_LEAST, _MOST], ids=["least", "most"])
def test_every_field_is_told(check: Check) -> None:
    """Whatever is known of a visit is known here."""
    assert _told(check) == check


def test_the_fields_tried_are_all_there_are() -> None:
    """A field that is new must be told as well, and is to be tried above."""
    optional = [item for item in fields(Check) if item.default is not MISSING]

    assert all(getattr(_MOST, item.name) != item.default for item in optional)


def test_texts_in_common_are_held_once() -> None:
    """The address is the one that is held here; what many checks say they say in one text."""
    url = "http://a.test/" + "lake"
    checks = [_told(replace(_MOST, final_url=_URL), url) for _ in range(2)]

    assert all(check.url is url and check.final_url is url for check in checks)
    assert checks[0].why is checks[1].why
    assert checks[0].content_type is checks[1].content_type


def test_very_many_texts_are_told_too() -> None:
    """Where no two checks say the same, each says its own."""
    checks = [replace(_MOST, why=f"Why {number}.") for number in range(3_000)]

    assert [_told(check) for check in checks] == checks
