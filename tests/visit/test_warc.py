"""Recordings: what was seen once is seen again, exactly, and nothing is sent."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from evil_origin import ARTICLE, HOST, Request, Route, Writer, answer, fetch_settings, go, running
from warcio.archiveiterator import ArchiveIterator

from citations.model import Check
from verifier.errors import BadRecording
from verifier.fetch import Visitor
from verifier.politeness import Hosts
from verifier.transport import GuardedTransport, Transport, TransportFailure
from verifier.warc import RecordingTransport, ReplayTransport


async def hang(request: Request, writer: Writer) -> None:
    await asyncio.sleep(30)


async def drip(request: Request, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")
    await writer.drain()
    await asyncio.sleep(30)


async def cut(request: Request, writer: Writer) -> None:
    writer.write(ARTICLE[:400])
    await writer.drain()
    writer.close()


async def reset(request: Request, writer: Writer) -> None:
    writer.transport.abort()


ROUTES: dict[str, Route] = {
    "/ok": ARTICLE,
    "/gzip": answer(gzip.compress(b"<title>T</title>" * 90), 200, "Content-Encoding: gzip"),
    "/moved": go("/zürich", 301),
    "/z%C3%BCrich": ARTICLE,
    "/cookie": answer(b"", 302, "Location: /ok", "Set-Cookie: a=1"),
    "/loop": go("/loop"),
    "/gone": answer(b"gone", 410),
    "/large": answer(b"word " * 100_000),
    "/hang": hang,
    "/drip": drip,
    "/cut": cut,
    "/reset": reset,
    "/robots.txt": answer(b"User-agent: *\nDisallow: /secret", kind="text/plain"),
    "/busy": answer(b"", 429, "Retry-After: 4000"),
}
PATHS = [*(path for path in ROUTES if path != "/robots.txt"), "/secret", "/lost"]
OTHERS = ["http://127.0.0.1:1/", "http://10.0.0.1/", "mailto:a@site.test", "http://lost.test/"]
URLS = [f"http://{HOST}{path}" for path in PATHS] + OTHERS


async def no_such_host(host: str, port: int) -> list[str]:
    return []


def record(path: Path, routes: Mapping[str, Route] = ROUTES, urls: list[str] = URLS) -> list[Check]:
    async def run() -> list[Check]:
        async with running(routes) as origin:
            fetch = fetch_settings(
                origin, deadline=timedelta(milliseconds=600), max_bytes=200_000, robots=True
            )
            guarded = GuardedTransport(fetch, lookup=no_such_host)
            return await visits(RecordingTransport(guarded, path), urls, fetch.deadline)

    return asyncio.run(run())


def replay(path: Path, urls: list[str] = URLS) -> list[Check]:
    return asyncio.run(visits(ReplayTransport(path), urls, timedelta(milliseconds=600)))


async def visits(transport: Transport, urls: list[str], deadline: timedelta) -> list[Check]:
    fetch = fetch_settings(deadline=deadline, max_bytes=200_000, robots=True)
    at = getattr(transport, "recorded_at", None)
    visitor = Visitor(
        transport, fetch, hosts=Hosts.unhurried(), **({"clock": lambda: at} if at else {})
    )
    try:
        return [visit.check for visit in await asyncio.gather(*map(visitor.visit, urls))]
    finally:
        await transport.aclose()


def test_a_replay_gives_the_same_checks(tmp_path: Path) -> None:
    """Every check is the same, time and duration included, with the origin gone."""
    path = tmp_path / "web.warc.gz"

    seen = record(path)
    again = replay(path)

    reasons = {check.reason for check in seen}
    assert {"ok", "timeout", "connect_reset", "connect_refused", "private_address"} < reasons
    assert {"dns_not_found", "robots_disallowed", "too_many_redirects", "rate_limited"} < reasons
    for before, after in zip(seen, again, strict=True):
        if before.http_status is not None or before.reason == "timeout":
            assert before == after
        assert (before.url, before.status, before.reason, before.why, before.error) == (
            *(after.url, after.status, after.reason, after.why, after.error),
        )


def test_two_replays_are_the_same_to_the_microsecond(tmp_path: Path) -> None:
    """Nothing of a replay depends on when or how fast it runs."""
    path = tmp_path / "web.warc.gz"
    record(path)

    assert replay(path) == replay(path)


def test_the_recording_is_plain_warc(tmp_path: Path) -> None:
    """Other programs read it: requests and responses with their digests, one member each."""
    path = tmp_path / "web.warc.gz"
    record(path)

    with path.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in ArchiveIterator(file, check_digests="raise")
            if record.raw_stream.read() is not None
        ]

    assert records[0][0] == "warcinfo"
    assert ("response", f"http://{HOST}/ok") in records
    assert ("request", f"http://{HOST}/ok") in records
    assert ("request", f"http://{HOST}/hang") in records
    assert ("response", f"http://{HOST}/hang") not in records


def test_what_was_not_recorded_is_unchecked(tmp_path: Path) -> None:
    """The check says that the recording lacks it; it is not failing."""
    path = tmp_path / "web.warc.gz"
    record(path, urls=[f"http://{HOST}/ok"])

    check = replay(path, [f"http://{HOST}/elsewhere"])[0]

    assert (check.status.value, check.reason) == ("unchecked", "offline")
    assert "web.warc.gz" in check.why


def test_each_visit_replays_its_own_answers(tmp_path: Path) -> None:
    """One address that answers differently each time keeps its order within each visit."""
    path = tmp_path / "web.warc.gz"
    times: list[Request] = []

    async def first_no_then_yes(request: Request, writer: Writer) -> None:
        times.append(request)
        writer.write(
            answer(b"", 302, "Location: /x", "Set-Cookie: a=1") if len(times) == 1 else ARTICLE
        )

    seen = record(path, {"/x": first_no_then_yes}, [f"http://{HOST}/x"])

    assert seen == replay(path, [f"http://{HOST}/x"])
    assert [hop.status for hop in seen[0].hops] == [302]


def test_requests_for_other_moments_are_told_apart(tmp_path: Path) -> None:
    """Two TimeGate requests differ only in Accept-Datetime (RFC 7089)."""
    path = tmp_path / "web.warc.gz"

    async def gate(request: Request, writer: Writer) -> None:
        writer.write(answer(request.headers["accept-datetime"].encode()))

    def ask(moment: str) -> httpx.Request:
        return httpx.Request("GET", f"http://{HOST}/gate", headers={"Accept-Datetime": moment})

    async def run() -> list[bytes]:
        async with running({"/gate": gate}) as origin:
            recording = RecordingTransport(GuardedTransport(fetch_settings(origin)), path)
            for moment in ("Mon", "Tue"):
                response = await recording.handle_async_request(ask(moment))
                await response.aread()
                await response.aclose()
            await recording.aclose()
        replayed = ReplayTransport(path)
        bodies = []
        for moment in ("Tue", "Mon"):
            bodies.append(await (await replayed.handle_async_request(ask(moment))).aread())
        await replayed.aclose()
        return bodies

    assert asyncio.run(run()) == [b"Tue", b"Mon"]


@pytest.mark.parametrize("damage", ["cut", "missing", "empty", "text", "folder", "gzip of text"])
def test_a_broken_recording_is_one_clear_line(tmp_path: Path, damage: str) -> None:
    """The message names the file and what is wrong with it."""
    path = tmp_path / "web.warc.gz"
    if damage == "cut":
        record(path, urls=[f"http://{HOST}/ok"])
        path.write_bytes(path.read_bytes()[:-300])
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "text":
        path.write_text("not a recording\n" * 50)
    elif damage == "folder":
        path.mkdir()
    elif damage == "gzip of text":
        path.write_bytes(gzip.compress(b"not a recording\n" * 50))

    with pytest.raises(BadRecording) as caught:
        ReplayTransport(path)

    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_recording_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """A folder that is not there."""
    with pytest.raises(BadRecording, match="cannot be written"):
        RecordingTransport(GuardedTransport(fetch_settings()), tmp_path / "no" / "web.warc.gz")


def test_credentials_are_not_recorded(tmp_path: Path) -> None:
    """A recording can be passed on."""
    path = tmp_path / "web.warc.gz"

    async def run() -> None:
        async with running({"/x": ARTICLE}) as origin:
            fetch = fetch_settings(origin, headers={HOST: "X-Key: t0ken"})
            recording = RecordingTransport(GuardedTransport(fetch), path)
            await Visitor(recording, fetch).visit(f"http://{HOST}/x")
            await recording.aclose()
            assert origin.requests[0].headers["x-key"] == "t0ken"

    asyncio.run(run())

    assert b"t0ken" not in gzip.decompress(path.read_bytes())


def test_an_interrupted_request_is_not_recorded_as_a_timeout(tmp_path: Path) -> None:
    """Only a deadline makes a timeout; a run that the user stops leaves no false failure."""
    path = tmp_path / "web.warc.gz"

    async def run() -> None:
        arrived = asyncio.Event()

        async def hang(request: Request, writer: Writer) -> None:
            arrived.set()
            await asyncio.sleep(30)

        async with running({"/hang": hang}) as origin:
            fetch = fetch_settings(origin, deadline=timedelta(seconds=20))
            recording = RecordingTransport(GuardedTransport(fetch), path)
            task = asyncio.create_task(Visitor(recording, fetch).visit(f"http://{HOST}/hang"))
            await arrived.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await recording.aclose()
        replayed = ReplayTransport(path)
        with pytest.raises(TransportFailure, match="offline"):
            await replayed.handle_async_request(httpx.Request("GET", f"http://{HOST}/hang"))
        await replayed.aclose()

    asyncio.run(run())
