"""Our own archive: what is kept can be read again, by us and by pywb, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "archives"))

from web import pywb_tool, running_pywb

from bench.archives import kill_writers
from citations.model import Hop
from verifier.availability import Failure, Fetched
from verifier.errors import BadRecording
from verifier.snapshots import Limits, Snapshots, prune

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = b"<html><title>Page</title><p>The bridge was opened in 1932.</p></html>"
HTML = (("content-type", "text/html; charset=utf-8"), ("content-encoding", "gzip"), ("etag", "x"))


def visit(
    url: str, body: bytes = PAGE, *, status: int = 200, hops: Sequence[Hop] = (), final: str = ""
) -> Fetched:
    return Fetched(
        asked=url,
        hops=tuple(hops),
        status=status,
        final_url=final or url,
        headers=HTML,
        body=body,
    )


def warcs(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.warc.gz"))


def check_warcs(folder: Path) -> None:
    """warcio finds nothing wrong."""
    tool = Path(sys.executable).parent / "warcio"
    for path in warcs(folder):
        asked = [str(tool), "check", "-v", str(path)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "fail" not in done.stdout.lower()


def test_what_is_kept_is_found_and_read(tmp_path: Path) -> None:
    """Status, headers and bytes; by this process and by the next."""
    first = Snapshots(tmp_path)
    kept = first.keep(visit("http://example.org/a?b=1"), AT)
    assert kept is not None
    for archive in (first, Snapshots(tmp_path)):
        (found,) = archive.find("http://www.example.org/a?b=1")
        assert found == kept
        read = archive.read(found)
        assert (read.status, read.body, read.at) == (200, PAGE, AT)
        assert ("etag", "x") in read.headers
        assert not any(name == "content-encoding" for name, _ in read.headers)
    first.close()
    check_warcs(tmp_path)


def test_what_never_came_is_not_kept(tmp_path: Path) -> None:
    """A failure leaves no record, and no file."""
    archive = Snapshots(tmp_path)
    assert archive.keep(Fetched(asked="http://a/", failure=Failure("timeout")), AT) is None
    assert warcs(tmp_path) == []
    assert archive.find("http://a/") == ()


def test_the_same_body_again_is_a_revisit(tmp_path: Path) -> None:
    """It takes hardly any room, and reads the same; an empty body repeats nothing."""
    archive = Snapshots(tmp_path)
    body = os.urandom(200_000)
    archive.keep(visit("http://example.org/a", body), AT)
    before = warcs(tmp_path)[0].stat().st_size
    for day in (1, 2):
        archive.keep(visit("http://example.org/a", body), AT + timedelta(days=day))
    archive.keep(visit("http://example.org/b", body), AT)
    archive.keep(visit("http://example.org/c", b""), AT)
    archive.keep(visit("http://example.org/d", b""), AT)

    assert warcs(tmp_path)[0].stat().st_size < before + 4_000
    archive.close()
    again = Snapshots(tmp_path)
    assert [again.read(one).body for one in again.find("http://example.org/a")] == [body] * 3
    assert again.read(again.find("http://example.org/b")[0]).body == body
    assert again.read(again.find("http://example.org/d")[0]).body == b""
    # The next writer knows the bodies too.
    again.keep(visit("http://example.org/e", body), AT)
    assert len(warcs(tmp_path)) == 1
    assert warcs(tmp_path)[0].stat().st_size < before + 5_000
    again.close()
    check_warcs(tmp_path)


def test_a_file_that_is_full_is_followed_by_another(tmp_path: Path) -> None:
    """All that was kept is found in whichever file it is."""
    archive = Snapshots(tmp_path, roll_at=50_000)
    bodies = [os.urandom(20_000) for _ in range(10)]
    for n, body in enumerate(bodies):
        archive.keep(visit(f"http://example.org/{n}", body), AT + timedelta(seconds=n))

    assert len(warcs(tmp_path)) == 4
    for n, body in enumerate(bodies):
        assert archive.read(archive.find(f"http://example.org/{n}")[0]).body == body
    archive.close()
    check_warcs(tmp_path)


def test_two_writers_take_two_files(tmp_path: Path) -> None:
    """Nobody waits, nothing is mixed, and each finds the other's pages."""
    one, other = Snapshots(tmp_path), Snapshots(tmp_path)
    one.keep(visit("http://example.org/one"), AT)
    other.keep(visit("http://example.org/other"), AT)
    assert len(warcs(tmp_path)) == 2
    left = prune(Snapshots(tmp_path), Limits(age=timedelta(0), size=1), list, AT)
    assert left.removed == 0
    assert one.find("http://example.org/other")
    assert other.find("http://example.org/one")
    one.close()
    other.close()
    check_warcs(tmp_path)


def test_a_half_written_record_is_cut_off_by_the_next_writer(tmp_path: Path) -> None:
    """Whatever is left of it, down to one byte; what was whole stays."""
    archive = Snapshots(tmp_path)
    archive.keep(visit("http://example.org/whole"), AT)
    archive.close()
    (path,) = warcs(tmp_path)
    whole = path.read_bytes()
    archive.keep(visit("http://example.org/half", os.urandom(3_000)), AT)
    archive.close()
    both = path.read_bytes()
    index = next(tmp_path.rglob("*.cdxj"))
    lines = index.read_text().splitlines(keepends=True)

    for cut in [*range(len(whole) + 1, len(both), 97), len(both) - 1]:
        path.write_bytes(both[:cut])
        index.write_text("".join(line for line in lines if "whole" in line))
        survivor = Snapshots(tmp_path)
        assert survivor.find("http://example.org/half") == ()
        survivor.keep(visit("http://example.org/next", b"next"), AT)
        assert survivor.read(survivor.find("http://example.org/whole")[0]).body == PAGE
        assert survivor.read(survivor.find("http://example.org/next")[0]).body == b"next"
        survivor.close()
    check_warcs(tmp_path)


def test_a_lost_index_is_made_again(tmp_path: Path) -> None:
    """Everything is in the WARC itself."""
    archive = Snapshots(tmp_path)
    archive.keep(visit("http://example.org/a"), AT)
    archive.keep(visit("http://example.org/a"), AT + timedelta(days=1))
    archive.close()
    next(tmp_path.rglob("*.cdxj")).unlink()
    again = Snapshots(tmp_path)
    assert [again.read(one).body for one in again.find("http://example.org/a")] == [PAGE] * 2


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """The message names the folder."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(BadRecording, match="cannot be written"):
        Snapshots(blocked).keep(visit("http://example.org/a"), AT)


def test_a_snapshot_that_is_gone_is_one_line(tmp_path: Path) -> None:
    """A memento of somebody else's file is refused."""
    archive = Snapshots(tmp_path)
    kept = archive.keep(visit("http://example.org/a"), AT)
    assert kept is not None
    archive.close()
    warcs(tmp_path)[0].unlink()
    with pytest.raises(BadRecording, match="is not in"):
        archive.read(kept)


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """pywb, started in the folder as it stands."""
    folder = tmp_path_factory.mktemp("own")
    archive = Snapshots(folder)
    archive.keep(visit("http://example.org/a?b=1,2"), AT)
    archive.keep(visit("http://example.org/a?b=1,2"), AT + timedelta(days=300))
    hops = [Hop(url="http://example.org/old", status=301)]
    archive.keep(visit("http://example.org/old", hops=hops, final="http://example.org/new"), AT)
    archive.keep(visit("http://example.org/gone", b"<p>no</p>", status=404), AT)
    archive.close()
    with running_pywb(folder) as base:
        yield f"{base}/verifier"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("20261121120000id_/http://example.org/a?b=1,2", PAGE),
        ("20270917120000id_/http://example.org/a?b=1,2", PAGE),
        ("20261121120000id_/http://example.org/new", PAGE),
    ],
)
def test_pywb_replays_it(replayed: str, path: str, body: bytes) -> None:
    """The response and its revisit, byte for byte."""
    with urllib.request.urlopen(f"{replayed}/{path}", timeout=20) as answer:
        assert answer.read() == body
        assert answer.headers["Memento-Datetime"]


def test_pywb_knows_the_redirect(replayed: str) -> None:
    """Asked for the old address, it leads to the new one."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    opener = urllib.request.build_opener(Stay)
    with pytest.raises(urllib.error.HTTPError) as caught:
        opener.open(f"{replayed}/20261121120000id_/http://example.org/old", timeout=20)
    assert caught.value.code == 301
    assert caught.value.headers["Location"].endswith("http://example.org/new")
    caught.value.close()


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """And the WARCs can be read; six kills here, two hundred in the benchmark."""
    assert kill_writers(tmp_path, 6, seed=1) >= 6
    check_warcs(tmp_path)


def test_pywb_is_there() -> None:
    """The tests above are never skipped for want of it."""
    assert Path(pywb_tool("pywb")).exists()
