"""Watches and hosts: what a restart must still know."""

from __future__ import annotations

from datetime import timedelta

from values import DAY, START

from citations.model import HostState, Watch
from citations.store import Store


def test_watches_come_back_as_they_were(store: Store) -> None:
    """A watch keeps its interval to the millisecond, and when it ran last."""
    store.watch("a.txt", timedelta(days=7, milliseconds=250), START)
    store.watch("b.txt", DAY, START + DAY)
    store.watched("a.txt", START + DAY)

    assert store.watches() == [
        Watch(
            source="a.txt",
            every=timedelta(days=7, milliseconds=250),
            added_at=START,
            last_run_at=START + DAY,
        ),
        Watch(source="b.txt", every=DAY, added_at=START + DAY),
    ]


def test_watching_again_changes_the_interval_alone(store: Store) -> None:
    """A source is watched once; when it was added and ran stays known."""
    store.watch("a.txt", DAY, START)
    store.watched("a.txt", START + DAY)

    store.watch("a.txt", 2 * DAY, START + 5 * DAY)

    [watch] = store.watches()
    assert watch == Watch(source="a.txt", every=2 * DAY, added_at=START, last_run_at=START + DAY)


def test_unwatching(store: Store) -> None:
    """A watch can be taken away once."""
    store.watch("a.txt", DAY, START)

    assert store.unwatch("a.txt") is True
    assert store.unwatch("a.txt") is False
    assert store.watches() == []


def test_a_run_of_an_unwatched_source_is_no_watch(store: Store) -> None:
    """A watch that was removed while it ran does not come back."""
    store.watched("a.txt", START)

    assert store.watches() == []


def test_hosts_come_back_as_they_were(store: Store) -> None:
    """What a host told us is honoured after a restart, whatever part of it is known."""
    full = HostState(
        host="example.org",
        not_before=START + DAY,
        backoff=12.5,
        crawl_delay=2.0,
        robots="User-agent: *\nDisallow: /\0",
        robots_at=START,
        spent=3,
        spent_since=START,
    )
    bare = HostState(host="wayback search")

    store.save_hosts([full, bare, HostState(host="other.example", not_before=START)])

    assert store.host("example.org") == full
    assert store.host("wayback search") == bare
    assert store.host("unknown.example") == HostState(host="unknown.example")
    assert [each.host for each in store.hosts()] == [
        "example.org",
        "other.example",
        "wayback search",
    ]


def test_the_last_state_of_a_host_counts(store: Store) -> None:
    """Saving a host again replaces all that was known of it."""
    store.save_hosts([HostState(host="a", not_before=START, backoff=1)])

    store.save_hosts([HostState(host="a", crawl_delay=1), HostState(host="a", crawl_delay=2)])

    assert store.hosts() == [HostState(host="a", crawl_delay=2)]
