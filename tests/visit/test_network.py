"""Whose fault it is that nobody answers."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from evil_origin import ARTICLE, HOST, answer, fetch_settings, running

from citations.model import LinkState
from verifier import config
from verifier.service import open_service

DEAD = [f"http://dead{number}.test/" for number in range(12)]
LIVE = [f"http://{HOST}/{number}" for number in range(3)]
NOBODY_ASKED = ["not an address", "http://10.0.0.1/", f"http://{HOST}/closed"]


def run(tmp_path: Path, urls: list[str], canary: str) -> dict[str, LinkState]:
    async def visits() -> dict[str, LinkState]:
        routes = {
            "*": ARTICLE,
            "/robots.txt": answer(b"User-agent: *\nDisallow: /closed", kind="text/plain"),
        }
        async with running(routes) as origin:
            fetch = fetch_settings(
                origin,
                robots=True,
                processes="1",
                retries=0,
                concurrency=1,
                resolve={
                    f"{HOST}:80": f"127.0.0.1:{origin.port}",
                    **{f"dead{number}.test:80": "127.0.0.1:1" for number in range(13)},
                },
            )
            base = config.load()
            settings = replace(
                base,
                fetch=fetch,
                schedule=replace(base.schedule, canaries=(canary,)),
                store=config.Store(url=f"sqlite:///{tmp_path}/store.sqlite"),
            )
            async with open_service(settings) as service:
                return await service.visit(urls)

    return asyncio.run(visits())


@pytest.mark.parametrize("before", [[], NOBODY_ASKED, LIVE])
def test_a_network_of_ours_that_is_lost_counts_against_nobody(
    tmp_path: Path, before: list[str]
) -> None:
    """From the start or in the middle of a run, whatever was refused without being asked."""
    states = run(tmp_path, [*before, *DEAD], "http://dead12.test/")

    assert {states[url].reason for url in DEAD} == {"offline"}
    assert {states[url].strikes for url in DEAD} == {0}
    assert {states[url].status.value for url in LIVE if url in before} <= {"live"}


def test_hosts_that_are_silent_while_the_canary_sings_are_failing(tmp_path: Path) -> None:
    """Twelve in a row may well be gone."""
    states = run(tmp_path, [*LIVE, *DEAD], f"http://{HOST}/canary")

    assert {(states[url].status.value, states[url].strikes) for url in DEAD} == {("failing", 1)}


def test_a_few_silent_hosts_among_others_are_failing(tmp_path: Path) -> None:
    """The canary is not even asked: others answered."""
    states = run(tmp_path, [*DEAD[:3], *LIVE], "http://dead12.test/")

    assert {(states[url].status.value, states[url].strikes) for url in DEAD[:3]} == {("failing", 1)}
