"""The right copy, case by case, out of a real pywb: found, ranked, fetched and judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from cases import CASES
from web import Capture, pywb, write_warc

from verifier import config
from verifier.archives import ARCHIVES, fetch_copy, ranked
from verifier.limiter import Limiter
from verifier.transport import Transport

BODY = "<html><title>Case</title><p>" + "The bridge was opened in 1932. " * 30 + "</p></html>"
#: Those of one archive, each a page of its own.
ONE = {
    f"http://case{number}.example/page": case
    for number, case in enumerate(CASES)
    # pywb itself fails on captures with such statuses.
    if "@" not in case[0] and not re.search(r"=(?:0|204|999)\b", case[0])
}


def captures() -> Iterator[Capture]:
    for url, (copies, *_) in ONE.items():
        for written in copies.split():
            when, _, status = written.partition("=")
            at = datetime.fromisoformat(when)
            moved = [("Location", "http://elsewhere.example/")] if status.startswith("30") else []
            yield Capture(
                url,
                f"{at:%Y-%m-%dT%H:%M:%SZ}",
                f"{status or 200} Said",
                f"{BODY}<!-- {url} {when} -->".encode(),
                [("Content-Type", "text/html; charset=utf-8"), *moved],
            )


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cases")
    warc = folder / "cases.warc.gz"
    write_warc(warc, list(captures()))
    with pywb(folder, [warc]) as url:
        yield url


@pytest.mark.parametrize(("name", "step"), [("wayback", 1), ("memento", 5)])
def test_the_right_copy_comes_out_of_a_real_archive(
    run: Any, name: str, step: int, base: str, settings: config.Archives, limiter: Limiter
) -> None:
    """Whichever client asks: the first copy, in the order of choice, that reads well."""
    cases = dict(list(ONE.items())[::step])
    pointed = replace(
        settings,
        wayback=replace(settings.wayback, url=base),
        memento=replace(settings.memento, url=f"{base}/web"),
    )

    async def all_cases(transport: Transport) -> dict[str, datetime | None]:
        archive = ARCHIVES[name](pointed, transport, limiter)
        chosen: dict[str, datetime | None] = {}
        for url, (_, accessed, published, _) in cases.items():
            day = date.fromisoformat(accessed or published or "2026-01-01")
            near = datetime.combine(day, time(), UTC) if accessed or published else None
            chosen[url] = None
            found = await archive.find(url, near)
            for memento in ranked(
                found,
                accessed=date.fromisoformat(accessed) if accessed else None,
                published=date.fromisoformat(published) if published else None,
            ):
                copy = await fetch_copy(memento, transport, limiter, pointed)
                if copy.defect is None:
                    assert f"<!-- {url} ".encode() in copy.body
                    chosen[url] = copy.memento.captured_at
                    break
        return chosen

    chosen = run(all_cases)

    for url, (copies, accessed, published, right) in cases.items():
        wanted = right and datetime.fromisoformat(right.partition("=")[0]).replace(tzinfo=UTC)
        assert chosen[url] == wanted, (copies, accessed, published)
    assert len(ONE) >= 60
