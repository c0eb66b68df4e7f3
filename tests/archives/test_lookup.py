"""Asking all archives at once: a bad one costs no more than the deadline."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from web import Said, Scripted

from citations.model import Memento
from verifier import config
from verifier.archives import ARCHIVES, LookUp, look_up, open_archives
from verifier.errors import ArchiveError, BadConfig
from verifier.limiter import Limiter

PAGE = "http://example.org/"
HALF = timedelta(milliseconds=500)


def memento(archive: str) -> Memento:
    when = datetime(2020, 1, 1, tzinfo=UTC)
    return Memento(archive=archive, url="http://a/1", original=PAGE, captured_at=when)


@dataclass
class Good:
    name: str = "good"

    async def find(self, url: str, near: datetime | None) -> tuple[Memento, ...]:
        return (memento(self.name),)


@dataclass
class Slow:
    name: str = "slow"

    async def find(self, url: str, near: datetime | None) -> tuple[Memento, ...]:
        await asyncio.sleep(30)
        return (memento(self.name),)


@dataclass
class Broken:
    name: str = "broken"

    async def find(self, url: str, near: datetime | None) -> tuple[Memento, ...]:
        raise ArchiveError("broken: is out of order (500)")


def test_good_answers_are_kept_in_the_order_of_the_archives() -> None:
    """However long each took."""
    found = asyncio.run(look_up(PAGE, None, [Good("a"), Good("b")], HALF))
    assert [memento.archive for memento in found.mementos] == ["a", "b"]
    assert found.remarks == ()


def test_a_slow_and_a_broken_archive_are_remarks() -> None:
    """The others' answers count, and the deadline holds."""
    started = time.monotonic()
    found = asyncio.run(look_up(PAGE, None, [Slow(), Good(), Broken()], HALF))

    assert time.monotonic() - started < 2
    assert [memento.archive for memento in found.mementos] == ["good"]
    assert found.remarks == ("slow: no answer in time", "broken: is out of order (500)")
    assert found.unknown == ("slow", "broken")


@pytest.mark.parametrize("search", [None, Said(429), Said(503), Said(200, b"<html>")])
def test_what_was_learnt_before_a_failure_is_kept(
    run: Any, server: Scripted, settings: config.Archives, search: Said | None
) -> None:
    """The redirect named a copy; the search that followed hung or failed."""
    there = Said(302, headers=[("Location", f"/web/20200101000000/{PAGE}")])
    server.answer = lambda path: search if path.startswith("/cdx") else there
    pointed = replace(
        settings,
        deadline=timedelta(seconds=2),
        wayback=replace(settings.wayback, url=server.base),
    )

    async def one(transport: Any) -> LookUp:
        limiter = Limiter(lambda: datetime.now(UTC))
        archives = [ARCHIVES["wayback"](pointed, transport, limiter)]
        return await look_up(PAGE, None, archives, pointed.deadline)

    found = run(one)
    assert [memento.captured_at.year for memento in found.mementos] == [2020]
    assert found.unknown == ("wayback",)


def test_no_archive_is_nothing_to_ask() -> None:
    """An empty list gives an empty answer."""
    assert asyncio.run(look_up(PAGE, None, [], HALF)) == LookUp()


def test_a_dead_archive_costs_a_run_one_deadline(
    run: Any, server: Scripted, settings: config.Archives
) -> None:
    """After the first silence it is not asked again; the remark is the same for all links."""
    server.answer = lambda _: None
    pointed = replace(settings, deadline=HALF, wayback=replace(settings.wayback, url=server.base))

    async def links(transport: Any) -> list[LookUp]:
        limiter = Limiter(lambda: datetime.now(UTC))
        archives = [ARCHIVES["wayback"](pointed, transport, limiter)]
        return [await look_up(f"{PAGE}{n}", None, archives, HALF) for n in range(20)]

    started = time.monotonic()
    found = run(links)

    assert time.monotonic() - started < 3
    assert len(server.asked) == 1
    assert {answer.remarks for answer in found} == {("wayback: no answer in time",)}


def test_an_archive_that_trickles_is_slow(
    run: Any, server: Scripted, settings: config.Archives
) -> None:
    """A body of many megabytes is read up to the limit and no further."""
    server.answer = lambda _: Said(404, b"x" * 30_000_000)
    pointed = replace(settings, wayback=replace(settings.wayback, url=server.base))

    async def one(transport: Any) -> LookUp:
        limiter = Limiter(lambda: datetime.now(UTC))
        archives = [ARCHIVES["wayback"](pointed, transport, limiter)]
        return await look_up(PAGE, None, archives, timedelta(seconds=10))

    assert run(one) == LookUp()


def test_an_unknown_archive_is_refused_with_the_known_ones(
    run: Any, settings: config.Archives, limiter: Limiter
) -> None:
    """Before anything is asked."""
    wrong = replace(settings, enabled=("wayback", "wayforward"))

    async def go(transport: Any) -> None:
        open_archives(wrong, transport, limiter)

    with pytest.raises(BadConfig, match=r"wayforward; known: wayback, memento, arquivo"):
        run(go)


def test_a_memento_server_without_address_is_refused(
    run: Any, settings: config.Archives, limiter: Limiter
) -> None:
    """The message says which key is missing."""

    async def go(transport: Any) -> None:
        open_archives(replace(settings, enabled=("memento",)), transport, limiter)

    with pytest.raises(BadConfig, match=r"archives\.memento\.url"):
        run(go)


def test_every_archive_has_its_table_in_the_configuration(settings: config.Archives) -> None:
    """A name in the registry is a key in config.toml, with an address (but the blank one)."""
    for name in ARCHIVES:
        server = getattr(settings, name)
        assert server.url.startswith("https://") or name == "memento"
