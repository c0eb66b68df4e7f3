"""The store under volume: cost a check from 1,000 to 200,000 links, memory, due links, opening.

    python -m bench store [--links N] [ADDRESS]

Every figure is processor time of this process, in microseconds a row, best of the repeats;
the ratio of the largest to the smallest volume is what should stay near 1.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from citations.model import (
    Check,
    Document,
    Hop,
    Link,
    LinkState,
    LinkStatus,
    Reading,
    Reference,
)
from citations.store import Store

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
# What a run stores at once; the volume is reached by many such calls.
CALL = 1000


def visits(first: int, count: int, at: datetime) -> tuple[list[Check], list[LinkState]]:
    """Checks as a run makes them, and their links' states."""
    urls = [f"https://h{n % 997}.example.org/articles/{n}" for n in range(first, first + count)]
    checks = [
        Check(
            url=url,
            status=LinkStatus.LIVE,
            reason="ok",
            why="It answers with 200.",
            checked_at=at,
            http_status=200,
            final_url=url,
            hops=(Hop(url=url, status=200),),
            elapsed_ms=40,
            title="The title of an article, of usual length",
            content_type="text/html",
            content_length=39_000,
            content_sha256="ab" * 32,
        )
        for url in urls
    ]
    states = [
        LinkState(
            url=check.url,
            status=check.status,
            reason=check.reason,
            why=check.why,
            checked_at=at,
            next_check_at=at + 7 * DAY,
            last_check=check,
        )
        for check in checks
    ]
    return checks, states


def cost(rows: int, work: Callable[[], Any]) -> tuple[float, float]:
    """Microseconds a row: of this process, and by the wall clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return round(cpu / rows * 1e6, 1), round(wall / rows * 1e6, 1)


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def cite(store: Store, count: int) -> None:
    """A watched document that cites the first ``count`` links."""
    urls = [f"https://h{n % 997}.example.org/articles/{n}" for n in range(count)]
    document = Document(source="a.txt", format="text", text="", text_sha256="0", blocks=())
    references = tuple(
        Reference(id=f"r{n}", raw=url, start=0, end=0, line=1, csl={}, link=f"l{n}")
        for n, url in enumerate(urls)
    )
    links = tuple(Link(id=f"l{n}", url=url) for n, url in enumerate(urls))
    store.save_reading(Reading(document=document, references=references, links=links), START)
    store.watch("a.txt", DAY, START)


def measure(address: str, links: int) -> dict[str, Any]:
    result: dict[str, Any] = {"checks": []}
    marks = [mark for mark in (1000, 10_000, 50_000, 100_000, 200_000) if mark <= links]
    with Store.open(address) as store:
        result["engine"] = store.info().engine
        done = 0
        for mark in marks:
            while done < mark - CALL:
                store.add_checks(*visits(done, CALL, START))
                done += CALL
            checks, states = visits(done, CALL, START)
            cpu, wall = cost(CALL, lambda c=checks, s=states: store.add_checks(c, s))  # type: ignore[misc]
            done += CALL
            urls = [check.url for check in checks]
            read, _ = cost(CALL, lambda u=urls: store.states(u))  # type: ignore[misc]
            result["checks"].append(
                {
                    "links": mark,
                    "add_us": cpu,
                    "add_wall_us": wall,
                    "states_us": read,
                    "peak_mb": peak_mb(),
                }
            )
        result["second_visit_us"], _ = cost(
            CALL, lambda: store.add_checks(*visits(0, CALL, START + DAY))
        )
        begun = time.perf_counter()
        cite(store, links)
        result["read_document_s"] = round(time.perf_counter() - begun, 2)
        begun = time.perf_counter()
        due = store.due(START + 99 * DAY, 500)
        result["due_500_of_all_s"] = round(time.perf_counter() - begun, 3)
        result["due_hosts"] = len({state.url.split("/")[2] for state in due})
        begun = time.perf_counter()
        store.due(START, 500)
        result["due_none_s"] = round(time.perf_counter() - begun, 3)
        result["bytes_a_check"] = store.info().size // links
    begun = time.perf_counter()
    Store.open(address).close()
    result["open_ms"] = round((time.perf_counter() - begun) * 1000, 1)
    result["peak_mb"] = peak_mb()
    first, last = result["checks"][0], result["checks"][-1]
    result["growth"] = round(last["add_us"] / first["add_us"], 2)
    return result


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench store")
    parser.add_argument("address", nargs="?")
    parser.add_argument("--links", type=int, default=200_000)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        address = options.address or f"sqlite:///{Path(folder)}/bench.sqlite"
        print(json.dumps(measure(address, options.links), indent=2))
    return 0
