"""Hosts are spared, as the servers see it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from evil_origin import (
    ARTICLE,
    HOST,
    Request,
    Route,
    Writer,
    answer,
    fetch_settings,
    running,
    visit,
)

from verifier.fetch import Visitor
from verifier.transport import GuardedTransport


def test_a_429_is_asked_again_when_its_time_has_come() -> None:
    """A host that is busy for a second is not blocked."""
    times: list[Request] = []

    async def busy_once(request: Request, writer: Writer) -> None:
        times.append(request)
        writer.write(answer(b"", 429, "Retry-After: 0") if len(times) == 1 else ARTICLE)

    check, origin = visit({"/x": busy_once}, f"http://{HOST}/x")

    assert (check.status.value, len(origin.requests)) == ("live", 2)


def test_a_host_that_says_stop_is_not_asked_again() -> None:
    """After a long Retry-After the next link of the host is not sent, and says why."""

    async def run() -> tuple[list[str], int]:
        routes: dict[str, Route] = {"/a": answer(b"", 429, "Retry-After: 7200"), "/b": ARTICLE}
        async with running(routes) as origin:
            fetch = fetch_settings(origin)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            checks = [(await visitor.visit(f"http://{HOST}/{p}")).check for p in "ab"]
            await transport.aclose()
            return [check.reason for check in checks], len(origin.requests)

    assert asyncio.run(run()) == (["rate_limited", "rate_limited"], 1)


def test_one_slow_host_holds_up_no_other_site() -> None:
    """Forty links of a host that never answers, and forty hosts that do, on real servers."""

    async def never(request: Request, writer: Writer) -> None:
        await asyncio.sleep(60)

    async def run() -> tuple[list[float], set[str]]:
        names = [f"quick{number}.test" for number in range(40)]
        async with running({"slow.test/*": never, "*": ARTICLE}) as origin:
            resolve = {f"{name}:80": f"127.0.0.1:{origin.port}" for name in ["slow.test", *names]}
            fetch = fetch_settings(
                concurrency=4, resolve=resolve, deadline=timedelta(seconds=3), host_concurrency=2
            )
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            begin = asyncio.get_running_loop().time()
            slow = [
                asyncio.create_task(visitor.visit(f"http://slow.test/{number}"))
                for number in range(40)
            ]

            async def one(name: str) -> None:
                reasons.add((await visitor.visit(f"http://{name}/")).check.reason)
                took.append(asyncio.get_running_loop().time() - begin)

            took: list[float] = []
            reasons: set[str] = set()
            await asyncio.gather(*map(one, names))
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)
            await transport.aclose()
            return took, reasons

    took, reasons = asyncio.run(run())

    assert reasons == {"ok"}
    assert max(took) < 2


@pytest.mark.parametrize(
    ("found", "single"),
    [
        (["192.0.2.1"], None),  # not to be connected to
        (["93.184.216.34"], "93.184.216.34"),
        (["2606:2800:220:1::1", "93.184.216.34"], "2606:2800:220:1::1"),
        (["93.184.216.34", "93.184.216.35"], None),
        ([], None),
    ],
)
def test_a_name_with_one_address_of_a_kind_is_one_server(
    found: list[str], single: str | None
) -> None:
    """Several of a kind are a network's; of a name that leads nowhere there is none."""
    asked = []

    async def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        return found

    async def run() -> list[str | None]:
        transport = GuardedTransport(fetch_settings(allow_addresses=()), lookup=look_up)
        try:
            return [await transport.locate("a.test", 80) for _ in range(2)]
        finally:
            await transport.aclose()

    assert asyncio.run(run()) == [single] * 2
    assert asked == ["a.test"]


def test_one_small_server_under_many_names_is_spared() -> None:
    """Six names that lead to one address are asked an interval apart, as the server sees it."""
    times: list[float] = []

    async def note(request: Request, writer: Writer) -> None:
        times.append(asyncio.get_running_loop().time())
        writer.write(ARTICLE)

    async def run() -> None:
        names = [f"shop{number}.test" for number in range(6)]
        async with running({"*": note}) as origin:
            fetch = fetch_settings(
                resolve={f"{name}:80": f"127.0.0.1:{origin.port}" for name in names},
                host_interval=timedelta(seconds=1),
                address_concurrency=8,
                address_interval=timedelta(milliseconds=50),
            )
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            await asyncio.gather(*(visitor.visit(f"http://{name}/") for name in names))
            await transport.aclose()

    asyncio.run(run())

    assert len(times) == 6
    assert 0.2 <= times[-1] - times[0] < 0.9
