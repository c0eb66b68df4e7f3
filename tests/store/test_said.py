"""What was said, kept to be said again: only while it must still be true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from values import check, state

from citations.model import Check, LinkState
from citations.store import Store
from citations.store.said import ROOM
from tests.store.conftest import new_database

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
VISIT = check("https://example.org/a")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of a store in a file."""
    return f"sqlite:///{tmp_path}/said.sqlite"


def test_what_was_said_is_said_again_until_its_time_is_over(file: str) -> None:
    """It comes back to the byte under its own key, by another process as well, until it is due."""
    with Store.open(file) as store:
        store.say_again(b"key", b"all is well\xff", NOW, LATER)
    with Store.open(file) as store:
        assert store.said(b"key", LATER - timedelta(seconds=1)) == b"all is well\xff"
        assert store.said(b"key", LATER) is None
        assert store.said(b"other", NOW) is None


def test_a_changed_standing_takes_back_all_that_was_said(file: str) -> None:
    """A check or a new standing of any link, by whomever, and nothing is said again."""
    changes: tuple[tuple[list[Check], list[LinkState]], ...] = (
        ([VISIT], []),
        ([], [state(VISIT)]),
    )
    for change in changes:
        with Store.open(file) as store:
            store.say_again(b"key", b"all is well", NOW, LATER)
            store.add_checks(*change)
            assert store.said(b"key", NOW) is None


def test_what_others_may_have_made_untrue_is_not_kept(file: str) -> None:
    """If another has written since the store was opened, what was found may be old already."""
    with Store.open(file) as store:
        with Store.open(file) as other:
            other.add_checks([VISIT], [])
        store.say_again(b"key", b"all is well", NOW, LATER)
        assert store.said(b"key", NOW) is None


def test_what_one_has_written_oneself_is_known(file: str) -> None:
    """Own checks, made before, are what the report tells of."""
    with Store.open(file) as store:
        store.add_checks([VISIT], [])
        store.say_again(b"key", b"all is well", NOW, LATER)
        assert store.said(b"key", NOW) == b"all is well"


def test_only_so_much_is_kept(file: str) -> None:
    """Beyond the room for it, what was said first goes."""
    part = bytes(ROOM // 2 - 1)
    with Store.open(file) as store:
        for number in range(3):
            store.say_again(bytes([number]), part, NOW + timedelta(seconds=number), LATER)
        found = [store.said(bytes([number]), NOW) is not None for number in range(3)]
    assert found == [False, True, True]


def test_a_server_keeps_nothing_that_was_said(postgresql: str) -> None:
    """It does not tell whether others have written meanwhile."""
    with Store.open(new_database(postgresql)) as store:
        store.say_again(b"key", b"all is well", NOW, LATER)
        assert store.said(b"key", NOW) is None
