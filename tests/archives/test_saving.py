"""Cited pages saved by a server that speaks Save Page Now, into an archive that pywb replays."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from spn import SavePageNow, save_page_now
from web import Said, Scripted, scripted

from citations import read
from citations.model import Audit, Saving
from verifier import config
from verifier.archives.privacy import Privacy, is_inside
from verifier.errors import BadConfig
from verifier.service import Service, open_service
from verifier.service.saving import Outcome, Want

TEXT = "<p>" + "The mill was built in 1812 by two brothers from the next valley. " * 9 + "</p>"
PAGES = {
    "/good": Said(200, f"<title>Mill</title>{TEXT}".encode()),
    "/blocked": Said(200, f"<title>Blocked</title>{TEXT}".encode()),
    "/busy": Said(200, f"<title>Busy</title>{TEXT}".encode()),
    "/old": Said(301, headers=[("Location", "/new")]),
    "/new": Said(200, f"<title>New</title>{TEXT}".encode()),
    "/private?token=abc": Said(200, f"<title>Key</title>{TEXT}".encode()),
    "/forbidden": Said(403, b"No."),
    "/paywall": Said(402, b"Pay."),
}
PAGES |= {f"/good{n}": PAGES["/good"] for n in range(9)}


@pytest.fixture(scope="module")
def site() -> Iterator[Scripted]:
    with scripted() as server:
        server.answer = lambda path: PAGES.get(path, Said(404, b"<title>404</title>"))
        yield server


@pytest.fixture(scope="module")
def archive(site: Scripted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SavePageNow]:
    folder = tmp_path_factory.mktemp("archive")
    with save_page_now(folder, {"mill.example": site.base}) as running:
        yield running


@pytest.fixture
def peer(archive: SavePageNow) -> SavePageNow:
    """The archive, as if it had not been asked yet; each test has pages of its own."""
    archive.asked.clear()
    archive.refused.clear()
    return archive


@pytest.fixture
def settings(site: Scripted, peer: SavePageNow, tmp_path: Path) -> config.Settings:
    known = config.load()
    archives = known.archives
    return replace(
        known,
        fetch=replace(
            known.fetch,
            allow_addresses=("127.0.0.0/8",),
            resolve={"mill.example:80": site.base.removeprefix("http://")},
            robots=False,
            probe=False,
            host_interval=timedelta(0),
        ),
        archives=replace(
            archives,
            wayback=replace(
                archives.wayback,
                url=peer.base,
                saves_per_minute=6000,
                save_deadline=timedelta(seconds=9),
            ),
        ),
        store=config.Store(url=f"sqlite:///{tmp_path / 'a.sqlite'}"),
    )


Do = Callable[[Service, Audit], "asyncio.Future[list[Outcome]]"]


def document(*paths: str) -> bytes:
    return "".join(f"See [it](http://mill.example{path}) there.\n\n" for path in paths).encode()


def saved(
    settings: config.Settings, text: bytes, want: Want = Want.MISSING, *, again: bool = False
) -> tuple[dict[str, tuple[str, str]], Audit, dict[str, Saving]]:
    """Outcome by path, the audit before it, and what the store keeps."""

    async def go() -> tuple[dict[str, tuple[str, str]], Audit, dict[str, Saving]]:
        async with open_service(settings) as service:
            (audit,) = await service.survey([read(text, "a.md")])
            outcomes, wanted = await service.saver.plan(audit, want, refused_too=again)
            await service.saver.queue(wanted)
            outcomes += await service.saver.ask_all(wanted, asyncio.Event(), lambda _: None)
            told = {
                one.url.partition(".example")[2]: (str(one.word), one.detail) for one in outcomes
            }
            return told, audit, service.store.savings(audit.states)

    return asyncio.run(go())


def test_pages_without_a_copy_are_saved_and_found_by_the_next_audit(
    settings: config.Settings, peer: SavePageNow
) -> None:
    """Refusals are kept with code, words and the time of the next request; nothing asked twice."""
    peer.refused.update({"/blocked": "blocked-url", "/busy": "job-failed"})
    text = document("/good", "/blocked", "/busy", "/old", "/private?token=abc", "/forbidden",
                    "/paywall", "/gone")  # fmt: skip

    told, audit, kept = saved(settings, text)

    words = {path: word for path, (word, _) in told.items()}
    assert words == {
        "/good": "saved", "/old": "saved", "/blocked": "refused", "/busy": "later",
        "/private?token=abc": "not sent", "/forbidden": "not sent", "/paywall": "not sent",
        "/gone": "not sent",
    }  # fmt: skip
    assert told["/blocked"][1] == "blocked-url: We may not."
    assert told["/private?token=abc"][1] == "its address carries a key"
    assert told["/paywall"][1].startswith("paywalled: ")
    assert sorted(peer.asked) == [
        f"http://mill.example{path}" for path in ("/blocked", "/busy", "/good", "/new")
    ]
    assert not any(audit.mementos.values())
    busy, blocked = kept["http://mill.example/busy"], kept["http://mill.example/blocked"]
    assert (busy.reason, busy.tries, blocked.due_at) == ("job-failed", 1, None)
    assert busy.due_at is not None
    assert busy.asked_at is not None
    assert round((busy.due_at - busy.asked_at).total_seconds()) == 3600

    again, audit, _ = saved(settings, text)
    assert len(peer.asked) == 4
    assert again["/good"][0] == again["/old"][0] == "has a copy"
    assert again["/blocked"][1].endswith(": blocked-url: We may not.")
    assert again["/busy"][0] == "later"
    assert [copy.url for copy in audit.mementos["http://mill.example/good"]]
    assert audit.mementos["http://mill.example/old"][0].original == "http://mill.example/new"


def test_refused_pages_are_asked_for_again_when_told_to(
    settings: config.Settings, peer: SavePageNow
) -> None:
    """And a page that failed once may be saved the second time."""
    peer.refused["/good1"] = "blocked-url"
    text = document("/good1")
    assert saved(settings, text)[0]["/good1"][0] == "refused"
    peer.refused.clear()
    assert saved(settings, text)[0]["/good1"][0] == "refused"
    told, _, kept = saved(settings, text, again=True)
    assert told["/good1"][0] == "saved"
    assert kept["http://mill.example/good1"].saved_as == told["/good1"][1]


def test_an_old_copy_is_renewed_if_all_are_wanted(
    settings: config.Settings, peer: SavePageNow
) -> None:
    """One that is young enough is not."""
    text = document("/good2")
    assert saved(settings, text)[0]["/good2"][0] == "saved"
    assert saved(settings, text, Want.ALL)[0]["/good2"][0] == "has a copy"
    quick = replace(settings, archives=replace(settings.archives, save_again=timedelta(0)))
    assert saved(quick, text, Want.ALL)[0]["/good2"][0] == "saved"
    assert len(peer.asked) == 2


def test_the_budget_of_a_day_outlives_the_process(
    settings: config.Settings, peer: SavePageNow
) -> None:
    """What is beyond it is due when the day is over, and no request is made."""
    wayback = replace(settings.archives.wayback, saves_per_day=1)
    poor = replace(settings, archives=replace(settings.archives, wayback=wayback))
    assert saved(poor, document("/good3"))[0]["/good3"][0] == "saved"

    told, _, kept = saved(poor, document("/good4"))

    assert told["/good4"][0] == "later"
    assert "1 in 1 d are spent" in told["/good4"][1]
    assert len(peer.asked) == 1
    due = kept["http://mill.example/good4"]
    assert due.due_at is not None
    assert due.tries == 0


def test_an_archive_that_tells_us_to_wait_is_asked_later(
    settings: config.Settings, peer: SavePageNow
) -> None:
    """A 429 is no refusal of the page."""
    peer.refused["/good5"] = "429"
    told, _, kept = saved(settings, document("/good5"))
    assert told["/good5"][0] == "later"
    assert kept["http://mill.example/good5"].reason == "no_answer"


@pytest.mark.parametrize("setting", ["on", "", "MISSING"])
def test_a_setting_that_is_none_is_refused(setting: str) -> None:
    """The message names those that there are."""
    with pytest.raises(BadConfig, match='must be one of "off", "missing", "all"'):
        Want.read(setting)


PUBLIC = "https://web.archive.org"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org/a?b=1", ""),
        ("https://example.org/a?Token=1", "a key"),
        ("https://example.org/a?x=1&X-Amz-Signature=1", "a key"),
        ("https://example.org/a?tokens=3&key=b", ""),
        ("https://user:pw@example.org/", "no public address"),
        ("ftp://example.org/", "no public address"),
        ("http://wiki/", "private network"),
        ("http://wiki.corp/", "private network"),
        ("http://printer.local/", "private network"),
        ("http://localhost:8000/", "private network"),
        ("http://10.1.2.3/", "private network"),
        ("http://[fd12::1]/", "private network"),
        ("http://93.184.215.14/", ""),
        ("https://mapped.example.org/", "private network"),
        ("https://docs.example.org/", "credentials"),
    ],
)
def test_what_is_private_is_told_to_no_public_archive(url: str, why: str) -> None:
    """By its name, by its address, by the key in it, or by what we need to see it."""
    fetch = replace(
        config.load().fetch,
        allow_addresses=("10.0.0.0/8", "fd00::/8"),
        resolve={
            "mapped.example.org:443": "10.1.2.3:8443",
            "example.org:443": "93.184.215.14:443",
            "web.archive.org:443": "207.241.237.3:443",
        },
        headers={"docs.example.org": "Authorization: Bearer x"},
    )
    privacy = Privacy(fetch)
    try:
        found = asyncio.run(privacy.why_not(url, PUBLIC))
    finally:
        privacy.close()
    assert (why in found) if why else found == ""


def test_an_archive_of_ones_own_may_know_what_is_inside() -> None:
    """But no address that carries a key."""
    privacy = Privacy(replace(config.load().fetch, allow_addresses=("10.0.0.0/8",)))
    try:
        inside = asyncio.run(privacy.why_not("http://10.1.2.3/", "http://archive.corp/web"))
        key = asyncio.run(privacy.why_not("http://10.1.2.3/?sid=1", "http://archive.corp/web"))
    finally:
        privacy.close()
    assert (inside, key) == ("", "its address carries a key")


@pytest.fixture
def command(
    settings: config.Settings, site: Scripted, peer: SavePageNow, tmp_path: Path
) -> Callable[..., subprocess.Popen[str]]:
    """Start ``verifier ARGUMENTS`` in the test's folder, with the site and the archive set."""
    (tmp_path / "v.toml").write_text(
        f'[fetch]\nallow_addresses = ["127.0.0.0/8"]\nrobots = false\nprobe = false\n'
        f'[fetch.resolve]\n"mill.example:80" = "{site.base.removeprefix("http://")}"\n'
        f'[archives]\nsave = "missing"\n'
        f'[archives.wayback]\nurl = "{peer.base}"\nsave_deadline = "9s"\n'
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("VERIFIER_")}

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "verifier", *arguments, "--config", "v.toml"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def test_the_command_says_what_would_be_saved_and_what_was(
    command: Callable[..., subprocess.Popen[str]], peer: SavePageNow, tmp_path: Path
) -> None:
    """One line a link, in the order of the document; a dry run asks for nothing."""
    (tmp_path / "a.md").write_bytes(document("/good6", "/gone"))

    dry = command("save", "--dry-run", "a.md")
    told, _ = dry.communicate(timeout=60)
    page = "http://mill.example/good6"
    first, second = told.splitlines()
    assert first == f"{page}\twould be saved\t{page}"
    assert second.startswith("http://mill.example/gone\tnot sent\tfailing: ")
    assert (dry.returncode, peer.asked) == (0, [])

    real = command("save", "a.md")
    told, _ = real.communicate(timeout=60)
    assert told.startswith(f"http://mill.example/good6\tsaved\t{peer.base}/web/")
    assert real.returncode == 0


def test_the_schedule_saves_what_has_no_copy(
    command: Callable[..., subprocess.Popen[str]], peer: SavePageNow, tmp_path: Path
) -> None:
    """After the audit of a watched document, without holding up the run; SIGTERM ends it."""
    (tmp_path / "a.md").write_bytes(document("/good7", "/forbidden"))
    command("watch", "add", "a.md").communicate(timeout=60)

    running = command("run", "--tick", "1s")
    assert running.stderr is not None
    said = []
    for line in running.stderr:
        said.append(line)
        if ": saved: " in line:
            running.send_signal(signal.SIGTERM)
    running.communicate(timeout=60)

    assert running.returncode == 0, said
    assert peer.asked == ["http://mill.example/good7"]
    assert f"http://mill.example/good7: saved: {peer.base}/web/" in "".join(said)


@pytest.mark.parametrize(
    ("url", "inside"),
    [("http://10.1.2.3/", True), ("http://127.0.0.1:8000/", True), ("http://[::1]/", True),
     ("http://wiki/", True), ("http://wiki.corp/", True), ("http://example.org:8600/", False),
     ("http://93.184.215.14/", False), ("mailto:a@b.example", False)],
)  # fmt: skip
def test_an_address_may_show_that_it_is_private(url: str, inside: bool) -> None:
    """Without asking any name server: no archive is asked about such an address."""
    assert is_inside(url) is inside
