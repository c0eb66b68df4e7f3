"""What a bad archive costs an audit: one deadline, whatever it does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from web import Said, Scripted, free_port, scripted

from citations import read
from citations.model import Audit
from verifier import config
from verifier.service import open_service

LINKS = 24
DEADLINE = timedelta(seconds=1.2)
BODY = b"<title>Page</title><p>" + b"The bridge was opened in 1932. " * 30 + b"</p>"


def there(path: str) -> Said:
    page = path.partition("/web/")[2]
    return Said(302, headers=[("Location", f"/web/20200101000000/{page}")])


def slowly(answer: Callable[[str], Said | None], seconds: float) -> Callable[[str], Said | None]:
    def later(path: str) -> Said | None:
        time.sleep(seconds)
        return answer(path)

    return later


def kind(path: str) -> str:
    if path.startswith("/cdx/"):
        return "search"
    return "copy" if "id_/" in path else "probe"


def only(bad: str, said: Said | None) -> Callable[[str], Said | None]:
    """Well but for one kind of question."""

    def answer(path: str) -> Said | None:
        if kind(path) == bad:
            return said
        return {"probe": there, "search": lambda _: Said(200, b"[]"),
                "copy": lambda _: Said(200, BODY)}[kind(path)](path)  # fmt: skip

    return answer


#: How an archive may be bad; None is silence.
BAD: dict[str, Callable[[str], Said | None]] = {
    "silent": lambda _: None,
    "slow": slowly(there, 0.8),
    "out of order": lambda _: Said(503),
    "nonsense": lambda _: Said(200, b"\xff{[<"),
    "asks to wait": lambda _: Said(429),
    "redirects in circles": lambda path: Said(302, headers=[("Location", path)]),
    "searches never end": only("search", None),
    "searches are slow": slowly(only("search", Said(200, b"[]")), 0.7),
    "copies never come": only("copy", None),
    "copies are bot walls": only("copy", Said(403, b"<title>Just a moment...</title>")),
    "copies are endless": only("copy", Said(200, b"x" * 300_000)),
}


@pytest.fixture(scope="module")
def site() -> Iterator[Scripted]:
    """Pages that are gone, so that copies of all of them are wanted."""
    with scripted() as server:
        server.answer = lambda _: Said(410, b"<title>Gone</title>")
        yield server


def surveyed(site: Scripted, archive: str, enabled: tuple[str, ...]) -> tuple[float, Audit]:
    """The seconds that it took, and the audit."""
    known = config.load()
    settings = replace(
        known,
        fetch=replace(
            known.fetch,
            allow_addresses=("127.0.0.0/8",),
            robots=False,
            probe=False,
            host_interval=timedelta(0),
            host_concurrency=LINKS,
        ),
        archives=replace(
            known.archives,
            enabled=enabled,
            deadline=DEADLINE,
            wayback=replace(
                known.archives.wayback, url=archive, searches_per_minute=60_000,
                copies_per_second=1000.0,
            ),
        ),
        store=config.Store(url="sqlite://"),
    )  # fmt: skip
    text = "\n\n".join(f"See {site.base}/{n} there." for n in range(LINKS))

    async def go() -> tuple[float, Audit]:
        async with open_service(settings) as service:
            started = time.monotonic()
            (audit,) = await service.survey([read(text.encode(), "a.txt")])
            return time.monotonic() - started, audit

    return asyncio.run(go())


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_archive_costs_an_audit_no_more_than_its_deadline(site: Scripted, bad: str) -> None:
    """With two dozen links that are gone, and a remark or two, not one for each link."""
    without, _ = surveyed(site, "http://127.0.0.1:1", ())
    with scripted() as archive:
        archive.answer = BAD[bad]
        took, audit = surveyed(site, archive.base, ("wayback",))

    # One deadline on a quiet machine; a deadline for each link would be 24.
    assert took - without < 4 * DEADLINE.total_seconds()
    assert len(audit.remarks) <= 3
    assert len(audit.states) == LINKS


def test_a_dead_archive_costs_nothing(site: Scripted) -> None:
    """A port that nobody listens on."""
    without, _ = surveyed(site, "http://127.0.0.1:1", ())
    took, audit = surveyed(site, f"http://127.0.0.1:{free_port()}", ("wayback",))
    assert took - without < DEADLINE.total_seconds() + 1
    assert len(audit.remarks) == 1
