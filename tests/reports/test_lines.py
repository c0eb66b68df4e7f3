"""The lines of links that are written in one go are those of the contract."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import (
    Audit,
    Check,
    CitedCopy,
    Document,
    Drift,
    DriftClass,
    Hop,
    Link,
    LinkState,
    LinkStatus,
    Memento,
    Reading,
    Review,
)
from reports import URLS, Options, stream, to_json
from reports.json import dump

_URL = "https://example.org/lake"
_AT = datetime(2026, 3, 1, 12, 30, 5, 999_999, tzinfo=UTC)
_CHECK = Check(
    url=_URL,
    status=LinkStatus.LIVE,
    reason="ok",
    why="It answers 200 with a page.",
    checked_at=_AT,
    http_status=200,
    final_url=_URL,
    elapsed_ms=12,
    title="The lake",
    content_type="text/html",
    content_length=39_000,
    content_sha256="ab" * 32,
)
_STATE = LinkState(
    url=_URL,
    status=LinkStatus.LIVE,
    reason="ok",
    why="It answers 200 with a page.",
    checked_at=_AT,
    next_check_at=_AT + timedelta(days=30),
    since=_AT,
    last_check=_CHECK,
)


def _audit(state: LinkState | None, **more: Any) -> Audit:
    document = Document(source="a.md", format="markdown", text="", text_sha256="", blocks=())
    links = (Link(id="l1", url=_URL), Link(id="l2", url="https://example.org/unknown"))
    states = {} if state is None else {_URL: state}
    return Audit(reading=Reading(document=document, links=links), states=states, **more)


def _told(audit: Audit) -> list[str]:
    """The lines of the report's links."""
    text = "".join(stream("json", [audit], Options(parts=URLS)))
    return [line.strip().removesuffix(",") for line in text.splitlines() if '"id":' in line]


def _same(audit: Audit) -> None:
    links = to_json(audit, parts=URLS)["links"]
    assert _told(audit) == [dump(link) for link in links]
    assert [json.loads(line) for line in _told(audit)] == links


@pytest.mark.parametrize(
    "name",
    ["http_status", "final_url", "title", "content_type", "content_length", "content_sha256"],
)
def test_what_is_not_known_is_null(name: str) -> None:
    """A page without a title, or a link that gave no answer, is told as any."""
    nothing: Any = {name: None}
    _same(_audit(replace(_STATE, last_check=replace(_CHECK, **nothing))))


@pytest.mark.parametrize(
    "state",
    [
        None,
        _STATE,
        replace(_STATE, last_check=None),
        replace(_STATE, checked_at=None),
        replace(_STATE, next_check_at=None, strikes=2),
        replace(_STATE, last_check=replace(_CHECK, truncated=True, error="timeout")),
        replace(_STATE, last_check=replace(_CHECK, hops=(Hop(url=_URL, status=301),))),
        replace(
            _STATE,
            status=LinkStatus.MOVED,
            last_check=replace(_CHECK, final_url="https://example.org/new"),
        ),
    ],
)
def test_whatever_is_known_of_it(state: LinkState | None) -> None:
    """Redirects, errors, suggestions and links of which nothing is known are told as any."""
    _same(_audit(state))


@pytest.mark.parametrize(
    "more",
    [
        {"mementos": {_URL: (Memento(archive="a", url="u", original=_URL, captured_at=_AT),)}},
        {"cited_copies": {_URL: CitedCopy(url="https://archive.example/1")}},
        {"drift": {_URL: Drift(kind=DriftClass.MINOR, score=0.9)}},
        {"alternatives": {_URL: "https://example.org/other"}},
        {
            "reviews": {
                _URL: Review(
                    subject=_URL,
                    scope="link",
                    decision="ok",
                    author="B",
                    reason="seen",
                    decided_at=_AT,
                )
            }
        },
    ],
    ids=["mementos", "cited_copies", "drift", "alternatives", "reviews"],
)
def test_what_is_said_besides(more: dict[str, Any]) -> None:
    """A copy, a drift, another reading and a person's word are in the line."""
    _same(_audit(_STATE, **more))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=12), st.text(st.sampled_from('a"\\\n\x7f\x85é\u202e\ud800'), max_size=8))
def test_whatever_signs_are_in_it(title: str, why: str) -> None:
    """What JSON or a terminal would stumble over is escaped as in any other part."""
    _same(_audit(replace(_STATE, why=why, last_check=replace(_CHECK, title=title, final_url=why))))
