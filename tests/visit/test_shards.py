"""Many links divided among processes: the same results, the same limits, and no end in tears."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from evil_origin import (
    ARTICLE,
    Origin,
    Request,
    Route,
    Writer,
    answer,
    fetch_settings,
    go,
    page,
    running,
)

from citations.errors import StoreError
from citations.model import LinkState
from verifier import config
from verifier.errors import BadConfig
from verifier.inputs import Input
from verifier.service import Service, open_service
from verifier.service.checker import open_checker
from verifier.service.visiting import visit_all
from verifier.visits import WORTH_IT, Rounds, batches, how_many

SITES = [f"site{number}.test" for number in range(12)]


def _settings(origin: Origin, tmp_path: Path, processes: str, **changes: Any) -> config.Settings:
    names = [*SITES, "hub.test", "new.test"]
    fetch = fetch_settings(
        origin,
        resolve={f"{name}:80": f"127.0.0.1:{origin.port}" for name in names},
        domain_concurrency=0,
        processes=processes,
        **{"probe": True, "robots": True, **changes},
    )
    store = config.Store(url=f"sqlite:///{tmp_path}/{processes}.sqlite")
    return replace(config.load(), fetch=fetch, store=store)


def _behaviour(number: int) -> str:
    kinds = ("page", "page", "page", "lost", "away", "hub", "soft", "slow", "cookie", "limit")
    return f"http://{SITES[number % len(SITES)]}/{kinds[number % 10]}/{number}.html"


async def _misbehave(request: Request, writer: Writer) -> None:
    kind = request.path.split("/")[1]
    if kind in ("away", "hub"):
        target = "new.test" if kind == "away" else "hub.test"
        writer.write(go(f"http://{target}{request.path}x", 301 if kind == "away" else 302))
    elif kind == "soft":
        writer.write(page("Page not found", "The page you requested could not be found."))
    elif kind == "lost":
        writer.write(answer(b"gone", 410 if len(request.path) % 2 else 404))
    elif kind == "cookie" and "seen=1" not in request.headers.get("cookie", ""):
        writer.write(answer(b"", 302, f"Location: {request.path}", "Set-Cookie: seen=1"))
    elif kind == "limit":
        writer.write(answer(b"not you", 403))
    else:
        await _be_good(request, writer)


async def _be_good(request: Request, writer: Writer) -> None:
    writer.write(answer(b"none", 404) if "no-such-page" in request.path else ARTICLE)


ROUTES: dict[str, Route] = {
    "*": _misbehave,
    "new.test/*": _be_good,
    "hub.test/*": _be_good,
    "/robots.txt": answer(b"User-agent: *\nDisallow: /page/7", kind="text/plain"),
}


@dataclass
class Spoken:
    """Progress that is remembered."""

    messages: list[str] = field(default_factory=list)
    steps: int = 0
    on_step: Callable[[int], None] = lambda _: None

    def start(self, what: str, total: int) -> None:
        pass

    def step(self, detail: str = "") -> None:
        self.steps += 1
        self.on_step(self.steps)

    def say(self, message: str) -> None:
        self.messages.append(message)


def _children() -> list[int]:
    tasks = Path(f"/proc/{os.getpid()}/task")
    texts = [(task / "children").read_text() for task in tasks.iterdir()]
    ours = Path("/proc/self/cmdline").read_bytes()  # so that of a copy is called too
    said = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in " ".join(texts).split()}
    return [int(pid) for pid, line in said.items() if line == ours or b"visits.worker" in line]


def _seen(state: LinkState) -> tuple[object, ...]:
    return (state.url, state.status, state.reason, state.why, state.strikes)


def test_one_process_and_several_say_the_same(tmp_path: Path) -> None:
    """Statuses, reasons, strikes and stored checks do not depend on who visited."""
    urls = [_behaviour(number) for number in range(WORTH_IT + 20)]
    cited = [f"{url}#place other" if at % 7 == 0 else url for at, url in enumerate(urls)]

    async def run(processes: str) -> tuple[list[object], list[object]]:
        async with running(ROUTES) as origin:
            settings = _settings(origin, tmp_path, processes)
            async with open_service(settings) as service:
                states = await service.visit(cited)
                checks = [service.store.history(url)[0] for url in urls[:40]]
        kept = [(c.url, c.final_url, c.hops, c.content_sha256, c.title) for c in checks]
        return sorted(map(_seen, states.values())), kept  # type: ignore[type-var]

    alone, together = asyncio.run(run("1")), asyncio.run(run("3"))

    assert together == alone
    found: Any = alone[0]
    assert {url for url, *_ in found} == set(urls)
    reasons = {reason for _, _, reason, *_ in found}
    assert "fragment_missing" in reasons
    assert len(reasons) > 6


def test_a_host_is_spared_by_all_processes_together(tmp_path: Path) -> None:
    """Redirects from everywhere to one host: never more than its limit at once."""
    under_way: Counter[str] = Counter()
    most: dict[str, int] = defaultdict(int)

    async def count(request: Request, writer: Writer) -> None:
        host = request.host.partition(":")[0]
        under_way[host] += 1
        most[host] = max(most[host], under_way[host])
        await asyncio.sleep(0.002)
        under_way[host] -= 1
        kept = "hub.test" if host != "hub.test" else ""
        writer.write(go(f"http://{kept}{request.path}") if kept else ARTICLE)

    async def run() -> None:
        async with running({"*": count}) as origin:
            changes = {"host_concurrency": 2, "probe": False, "robots": False}
            async with open_service(_settings(origin, tmp_path, "3", **changes)) as service:
                states = await service.visit(_behaviour(n) for n in range(WORTH_IT))
        assert {state.reason for state in states.values()} == {"ok"}

    asyncio.run(run())

    assert most["hub.test"] == 2
    assert set(most.values()) <= {1, 2}


@asynccontextmanager
async def _visiting(
    settings: config.Settings, shown: Spoken, stop: asyncio.Event
) -> AsyncIterator[Callable[[list[str]], Awaitable[Any]]]:
    async with open_service(settings, progress=shown, stop=stop) as service:
        yield lambda urls: _visit_all(service, urls)


async def _visit_all(service: Service, urls: Any) -> Any:
    return await visit_all(
        urls,
        web=service.open_web(),
        store=service.store,
        settings=service.settings,
        progress=service.progress,
        stop=service.stop,
        crew=service.open_crew(),
    )


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_process_that_is_killed_is_noticed(tmp_path: Path) -> None:
    """Its links are left and said to be; the others' are visited; nothing hangs."""
    urls = [_behaviour(10 * number) for number in range(WORTH_IT + 50)]
    shown = Spoken()

    async def run() -> Any:
        async with running(ROUTES) as origin:
            settings = _settings(origin, tmp_path, "2", probe=False, host_concurrency=1)
            shown.on_step = lambda steps: (
                os.kill(_children()[0], signal.SIGKILL) if steps == 20 else None
            )
            async with _visiting(settings, shown, asyncio.Event()) as visit:
                return await visit(urls)

    visits = asyncio.run(run())

    assert visits.left
    assert sorted([*visits.left, *visits.states]) == sorted(urls)
    assert any(f"{len(visits.left)} of its links were not visited" in m for m in shown.messages)
    assert not _children()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(("links", "ahead"), [(WORTH_IT, 2), (WORTH_IT - 1, 0)])
def test_they_load_while_a_document_is_read(tmp_path: Path, links: int, ahead: int) -> None:
    """Where links may be many, the processes are started before; those not needed are ended."""
    text = "\n".join(f"<https://site.test/{number}>" for number in range(links)).encode()
    settings = replace(
        config.load(),
        fetch=replace(config.load().fetch, processes="2"),
        store=config.Store(url=f"sqlite:///{tmp_path}/store.sqlite"),
    )

    async def run() -> tuple[int, int]:
        async with open_checker(settings) as checker:
            reading = await checker.read(Input(source="links.md", data=text))
            return len(_children()), len(reading.links)

    assert asyncio.run(run()) == (ahead, links)
    assert not _children()


def test_told_to_stop_they_finish_what_is_in_hand(tmp_path: Path) -> None:
    """What was visited is stored, the rest is left in its order, and no process remains."""
    urls = [_behaviour(10 * number) for number in range(WORTH_IT + 50)]
    shown, stopped = Spoken(), []

    async def run() -> Any:
        async with running(ROUTES) as origin:
            stop = asyncio.Event()
            shown.on_step = lambda steps: stop.set() if steps == 30 else None
            settings = _settings(origin, tmp_path, "2", probe=False, host_concurrency=1)
            async with _visiting(settings, shown, stop) as visit:
                visits = await visit(urls)
            async with open_service(settings) as service:
                stopped.extend(url for url in urls if service.store.history(url))
            return visits

    visits = asyncio.run(run())

    assert 30 <= len(visits.states) < len(urls)
    assert visits.left == [url for url in urls if url not in visits.states]
    assert sorted(stopped) == sorted(visits.states)
    assert not _children()


@pytest.mark.parametrize("processes", ["1", "2"])
def test_visits_start_while_links_are_still_being_read(tmp_path: Path, processes: str) -> None:
    """A source may grow; a link that comes twice is visited once."""
    first = [_behaviour(10 * number) for number in range(WORTH_IT)]
    more = [_behaviour(10 * number + 1) for number in range(30)]
    shown, begun = Spoken(), asyncio.Event()
    shown.on_step = lambda _: begun.set()

    async def read() -> AsyncIterator[list[str]]:
        yield first
        await begun.wait()  # nothing more is read before something was visited
        yield more
        yield more[:5]

    async def run() -> Any:
        async with running(ROUTES) as origin:
            settings = _settings(origin, tmp_path, processes, probe=False, robots=False)
            async with _visiting(settings, shown, asyncio.Event()) as visit:
                return await visit(read())  # type: ignore[arg-type]

    visits = asyncio.run(run())

    assert sorted(visits.states) == sorted([*first, *more])
    assert visits.left == []


@pytest.mark.parametrize("stopped", [False, True], ids=["to the end", "told to stop"])
def test_the_command_divides_its_links(tmp_path: Path, stopped: bool) -> None:
    """Visited to the end or cut short by a signal, every link is visited or said to be left."""
    urls = [_behaviour(10 * number) for number in range(WORTH_IT + 50)]
    (tmp_path / "urls.txt").write_text("\n".join(urls))

    async def run() -> tuple[int | None, dict[str, Any]]:
        told = asyncio.Event()

        async def be_good(request: Request, writer: Writer) -> None:
            if request.path == "/page/2000.html":
                told.set()
            await asyncio.sleep(0.01 if stopped else 0)
            writer.write(ARTICLE)

        async with running({"*": be_good}) as origin:
            (tmp_path / "config.toml").write_text(_as_toml(origin))
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "verifier", "links", "--format", "json", "--quiet"),
                *("--urls", "urls.txt", "--config", "config.toml"),
                cwd=tmp_path,
                stdout=asyncio.subprocess.PIPE,
            )
            if stopped:
                await told.wait()
                process.send_signal(signal.SIGTERM)
            out, _ = await process.communicate()
        return process.returncode, json.loads(out)

    code, said = asyncio.run(run())
    visited = [link for link in said["links"] if link.get("status") == "live"]

    assert code == (3 if stopped else 0)
    assert (0 < len(visited) < len(urls)) if stopped else (len(visited) == len(urls))


def _as_toml(origin: Origin) -> str:
    places = "\n".join(f'"{name}:80" = "127.0.0.1:{origin.port}"' for name in SITES)
    return (
        '[fetch]\nallow_addresses = ["127.0.0.0/8"]\nprocesses = "2"\nhost_interval = "0ms"\n'
        "domain_concurrency = 0\naddress_concurrency = 0\nprobe = false\nrobots = false\n"
        f"[fetch.resolve]\n{places}\n"
    )


def test_how_many_processes_there_are() -> None:
    """As many as the settings say, or as there are processors; never more than visits at once."""
    fetch = replace(config.load().fetch, concurrency=8)

    assert how_many(replace(fetch, processes="3")) == 3
    assert how_many(replace(fetch, processes="99")) == 8
    assert 1 <= how_many(fetch) <= 8
    for wrong in ("0", "many", "-1", ""):
        with pytest.raises(BadConfig, match="processes"):
            how_many(replace(fetch, processes=wrong))


def test_a_slow_host_holds_up_no_other() -> None:
    """With one host that never answers, all links of the others are visited."""
    visited: list[str] = []

    async def run() -> list[str]:
        stop = asyncio.Event()

        async def visit(url: str) -> None:
            if "slow" in url:
                await stop.wait()
            visited.append(url)
            if len(visited) == 3_000:
                stop.set()

        urls = [f"http://slow.test/{n}" for n in range(100)]
        urls += [f"http://host{n}.test/" for n in range(3_000)]
        async with Rounds(visit, 2, stop, lambda: 5) as rounds:
            for url in urls:
                rounds.add(url)
        return rounds.left

    left = asyncio.run(run())

    assert len(left) == 98
    assert all("slow" in url for url in left)


def test_a_busy_processor_is_given_no_more_to_do() -> None:
    """While visits take all its time, others are not begun beside them, though there is room."""
    begun: list[str] = []

    async def run() -> int:
        stop = asyncio.Event()

        async def visit(url: str) -> None:
            begun.append(url)
            for _ in range(10):
                time.sleep(0.02)  # noqa: ASYNC251 - as a page that is long to read
                await asyncio.sleep(0)
            stop.set()

        async with Rounds(visit, 1, stop, lambda: 4) as rounds:
            for number in range(40):
                rounds.add(f"http://host{number}.test/")
        return len(begun)

    assert asyncio.run(run()) == 4


def test_what_goes_wrong_with_one_visit_is_raised_as_it_is() -> None:
    """A full disk ends the run, and is told as what it is."""

    async def run() -> None:
        async def visit(url: str) -> None:
            raise StoreError(f"the disk is full at {url}")

        async with Rounds(visit, 1, asyncio.Event(), lambda: 9) as rounds:
            rounds.add("http://a.test/")
            rounds.add("http://b.test/")

    with pytest.raises(StoreError, match="the disk is full"):
        asyncio.run(run())


def test_a_source_is_read_no_further_once_told_to_stop() -> None:
    """A source that is waited for is let go."""

    async def endless() -> AsyncIterator[Iterator[str]]:
        yield iter(["http://a.test/", "http://a.test/"])
        await asyncio.sleep(3_600)

    async def run() -> list[list[str]]:
        stop, got = asyncio.Event(), []
        async for batch in batches(endless(), stop):
            got.append(batch)
            asyncio.get_running_loop().call_later(0.05, stop.set)
        return got

    assert asyncio.run(run()) == [["http://a.test/"]]
