"""Pages to be saved: the newest word on each, and which are due."""

from __future__ import annotations

from dataclasses import replace

from values import DAY, START

from citations.model import Saving
from citations.store import Store

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"


def test_the_newest_word_is_kept(store: Store) -> None:
    """What was refused and why, and when it is asked again; others have none."""
    asked = Saving(url=A, page="https://a.example/new", due_at=START)
    refused = replace(
        asked, asked_at=START, due_at=START + DAY, tries=1, reason="celery", why="Not now."
    )
    done = replace(asked, asked_at=START + DAY, due_at=None, saved_as="https://x.example/web/1/")
    for word in (asked, refused, done):
        store.save_savings([word], START)
        assert store.savings([A, B]) == {A: word}


def test_only_what_is_due_is_given_out_the_oldest_first(store: Store) -> None:
    """Not what is saved or refused for good, nor what is due later."""
    waiting = [
        Saving(url=A, page=A, due_at=START + DAY),
        Saving(url=B, page=B, due_at=START),
        Saving(url=C, page=C, reason="blocked-url"),
    ]
    store.save_savings(waiting, START)
    assert store.savings_due(START, 9) == [waiting[1]]
    assert store.savings_due(START + DAY, 9) == [waiting[1], waiting[0]]
    assert store.savings_due(START + DAY, 1) == [waiting[1]]
