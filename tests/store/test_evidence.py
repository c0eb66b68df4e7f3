"""Archived copies and the texts of sources."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from values import DAY, START

from citations.model import Memento, SourceText
from citations.store import Store

PAGE, OTHER = "https://example.org/page", "https://example.org/other"


def memento(day: float, url: str = PAGE, **rest: Any) -> Memento:
    at = START + day * DAY
    values: dict[str, Any] = {
        "archive": "wayback",
        "url": f"https://web.archive.org/web/{at:%Y%m%d%H%M%S}/{url}",
        "original": url,
        "captured_at": at,
        "status": 200,
    }
    return Memento(**values | rest)


def source(url: str, text: str, **rest: Any) -> SourceText:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(url=url, text=text, text_sha256=sha256, **rest)


def test_mementos_come_back_oldest_first(store: Store) -> None:
    """Every field of a memento survives; they are ordered by when they were captured."""
    copies = [memento(3), memento(1, status=None, verified=True), memento(2, archive="perma")]

    store.add_mementos(PAGE, copies, START)

    assert store.mementos([PAGE, OTHER]) == {PAGE: (copies[1], copies[2], copies[0])}


def test_a_look_up_in_vain_is_remembered(store: Store) -> None:
    """Not found is not the same as not asked."""
    store.add_mementos(PAGE, [], START)

    assert store.mementos([PAGE, OTHER]) == {PAGE: ()}
    assert store.looked_up([PAGE, OTHER]) == {PAGE: START}


def test_look_ups_add_up(store: Store) -> None:
    """A later look-up adds copies, updates what is known of one, and is the new date."""
    store.add_mementos(PAGE, [memento(1), memento(2)], START)

    store.add_mementos(PAGE, [memento(2, verified=True), memento(3)], START + DAY)

    assert store.mementos([PAGE]) == {PAGE: (memento(1), memento(2, verified=True), memento(3))}
    assert store.looked_up([PAGE]) == {PAGE: START + DAY}


def test_many_links_are_asked_for_at_once(store: Store) -> None:
    """More links than fit in one statement."""
    urls = [f"{PAGE}/{n}" for n in range(2500)]
    for url in urls[::500]:
        store.add_mementos(url, [memento(1, url)], START)

    assert store.mementos(urls) == {url: (memento(1, url),) for url in urls[::500]}


@pytest.mark.parametrize(
    "saved",
    [
        source(PAGE, "Words."),
        source(PAGE, ""),
        source(PAGE, "Odd\0 \ud800 characters", defect="bot_wall"),
        source(
            PAGE,
            "Wörter. " * 10_000,
            title="T",
            authors=("A", "B"),
            published=date(2020, 2, 29),
            language="de",
            captured_at=START,
        ),
    ],
    ids=["plain", "empty", "odd", "full"],
)
def test_a_source_comes_back_as_it_was(store: Store, saved: SourceText) -> None:
    """Every field of a source and every character of its text survive the store."""
    store.save_source(saved)

    assert store.source(saved.text_sha256) == saved
    assert store.sources_for(PAGE) == [saved]


def test_an_unknown_source_is_none(store: Store) -> None:
    """Asking for a text that was never stored gives None."""
    assert store.source("00" * 32) is None
    assert store.sources_for(PAGE) == []


def test_sources_of_a_link_are_those_of_its_copies_too(store: Store) -> None:
    """What was read at an archived copy was read for the link."""
    live, archived = source(PAGE, "Now."), source(memento(1).url, "Then.", captured_at=START)
    store.add_mementos(PAGE, [memento(1)], START)
    for each in (live, archived, source(OTHER, "Else.")):
        store.save_source(each)

    assert store.sources_for(PAGE) == [live, archived]


def test_one_text_at_two_addresses_is_kept_once(store: Store) -> None:
    """The text is shared; where it was read is not."""
    one, other = source(PAGE, "Same."), source(OTHER, "Same.")
    for each in (one, other, one, replace(one, title="Seen again")):
        store.save_source(each)

    assert store.sources_for(PAGE) == [replace(one, title="Seen again")]
    assert store.sources_for(OTHER) == [other]
    assert store.info().rows["full_text"] == 1
