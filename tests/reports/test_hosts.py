"""What is told of hosts: counted by hand here."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from citations.model import Audit, Check, Document, Link, LinkState, LinkStatus, Reading
from reports import LINKS, REPORTS, URLS, Options, stream
from reports.hosts import Host, figures_of, hosts, notable

AT = datetime(2026, 1, 1, tzinfo=UTC)
SCHEMA = json.loads((Path(__file__).parents[2] / "reports" / "schema.json").read_text())


def state(url: str, status: LinkStatus, reason: str, ms: int | None) -> LinkState:
    check = Check(
        url=url,
        status=status,
        reason=reason,
        why="So it is.",
        checked_at=AT,
        elapsed_ms=ms or 0,
        retries=2 if reason == "rate_limited" else 0,
        held_ms=500,
    )
    return LinkState(
        url=url,
        status=status,
        reason=reason,
        why="So it is.",
        last_check=None if ms is None else check,
    )


def audit_of(*states: LinkState) -> Audit:
    text = "".join(f"{one.url}\n" for one in states)
    document = Document(source="a.md", format="markdown", text=text, text_sha256="0", blocks=())
    links = tuple(Link(id=f"l{at}", url=one.url) for at, one in enumerate(states, 1))
    reading = Reading(document=document, links=links)
    return Audit(reading=reading, states={one.url: one for one in states}, made_at=AT)


LIVE, BLOCKED = LinkStatus.LIVE, LinkStatus.BLOCKED
MANY = audit_of(
    *(state(f"https://a.example/{ms}", LIVE, "ok", ms) for ms in range(20, 0, -1)),
    state("https://B.example:8443/", BLOCKED, "rate_limited", 1_900),
    state("https://b.example/2", LinkStatus.UNCHECKED, "excluded", None),
    state("not an address", LinkStatus.MALFORMED, "not_a_url", 0),
)


def test_hosts_are_counted_over_their_links() -> None:
    """Those with the most links first; times over the visits, the rest over all of them."""
    first, second = hosts(MANY)

    assert (first.name, first.links, first.median_ms, first.slow_ms) == ("a.example", 20, 10, 19)
    assert (first.retries, first.rate_limited, first.held_ms) == (0, 0, 10_000)
    assert (second.name, second.links, second.median_ms, second.slow_ms) == (
        "b.example",
        2,
        1900,
        1900,
    )
    assert (second.retries, second.rate_limited, second.held_ms) == (2, 1, 500)


def test_a_host_that_was_not_visited_has_no_times() -> None:
    """Nothing is made up where nothing was measured."""
    [host] = hosts(audit_of(state("https://a.example/", LinkStatus.UNCHECKED, "excluded", None)))

    assert (host.median_ms, host.slow_ms) == (None, None)
    assert figures_of(host) == ("", "", "", "")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [(999, "999 ms"), (1_000, "1.0 s"), (61_230, "61.2 s")],
)
def test_times_are_told_for_people(shown: int, expected: str) -> None:
    """Milliseconds up to a second, then seconds."""
    host = replace(hosts(MANY)[0], median_ms=shown)

    assert figures_of(host)[0] == expected


def test_what_is_not_in_order_is_named() -> None:
    """The most urgent first; of a host whose links are all well there is nothing to tell."""
    first, second = hosts(MANY)

    assert notable(first) == ""
    assert notable(second) == "1 blocked, 1 unchecked"


@pytest.mark.parametrize("parts", [LINKS, URLS])
def test_the_report_of_links_tells_of_their_hosts(parts: frozenset[str]) -> None:
    """In JSON by the schema, in text and on the page; in the same order every time."""
    made = json.loads(REPORTS["json"]([MANY], Options(parts=parts)))

    jsonschema.validate(made, SCHEMA)
    assert [host["host"] for host in made["hosts"]] == ["a.example", "b.example"]
    assert made["hosts"][1]["statuses"] == {"blocked": 1, "unchecked": 1}
    assert "HOSTS" in REPORTS["text"]([MANY], Options(parts=parts))
    assert "b.example" in REPORTS["html"]([MANY], Options(parts=parts))


def test_a_long_report_comes_in_pieces() -> None:
    """Piece by piece it is the same report, and no piece is most of it."""
    many = audit_of(*(state(f"https://a.example/{n}", LIVE, "ok", 9) for n in range(2_000)))

    for name in ("json", "jsonl", "csv"):
        whole = REPORTS[name]([many, MANY], Options(parts=LINKS))
        pieces = list(stream(name, [many, MANY], Options(parts=LINKS)))
        assert "".join(pieces) == whole
        assert name == "csv" or max(map(len, pieces)) < len(whole) / 3


def test_a_link_of_two_documents_is_counted_once() -> None:
    """The hosts of several documents are those of their links, each once."""
    one = state("https://a.example/", LIVE, "ok", 9)
    two = state("https://b.example/", LIVE, "ok", 9)

    counted = {host.name: host.links for host in hosts(audit_of(one), audit_of(one, two))}

    assert counted == {"a.example": 1, "b.example": 1}


def test_a_link_that_was_left_out_is_told_to_those_who_ask_for_all() -> None:
    """The person who left it out knows; --verbose names it."""
    audit = audit_of(state("https://a.example/out", LinkStatus.UNCHECKED, "excluded", None))

    assert "a.example/out" not in REPORTS["text"]([audit], Options(parts=LINKS))
    assert "a.example/out" in REPORTS["text"]([audit], Options(parts=LINKS, verbose=True))


def test_hosts_of_links_are_values() -> None:
    """Two readings of one audit tell the same."""
    assert hosts(MANY) == hosts(MANY)
    assert all(isinstance(host, Host) for host in hosts(MANY))
