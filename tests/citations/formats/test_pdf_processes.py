"""The processes that open PDFs: each file by itself, whatever the one before it did to them."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import Any

import pytest

from citations.errors import UnreadableSource
from citations.formats import _pdf_child
from citations.formats.pdf import read
from tests.citations.formats.test_pdf import Page, pdf

#: Where processes cannot fork, each file has one of its own, and nothing is handed on.
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no process is used twice")


def book(name: str, pages: int = 1, lines: int = 1) -> bytes:
    """Pages that say which of which book they are, each with a link of its own."""
    drawn = []
    for number in range(pages):
        page = Page()
        for line in range(lines):
            words = f"Here page {number} of {name} begins. The river rose at night."
            page.put(60, 600 - line, words)
        page.lines(60, 300, f"Look _here_(https://{name}.example/{number}) and come back.")
        drawn.append(page)
    return pdf(*drawn)


def says(data: bytes) -> str:
    return read(data, "a.pdf").text


def first_words(data: bytes, most: int | None = None) -> list[str]:
    with _pdf_child.pages(data, "a.pdf") as parts:
        return [part[2][0][0] for part in islice(parts, most) if isinstance(part, list)]


@pytest.fixture
def alone() -> Iterator[None]:
    """No process waits that another test has used."""
    _pdf_child.end_all()
    yield
    _pdf_child.end_all()


def waiting() -> list[int]:
    return [reader.pid for reader in _pdf_child.WAITING]


def test_a_long_file_is_read_by_two_and_told_in_order(alone: None) -> None:
    """Every page is where it was, and every link leads where it led."""
    data = book("ordered", 120)
    assert len(data) > _pdf_child.LARGE
    document = read(data, "a.pdf")
    assert [int(words.split()[2]) for words in first_words(data)] == [*range(120)]
    assert [one.url for one in document.pointers] == [
        f"https://ordered.example/{number}" for number in range(120)
    ]


def test_one_process_reads_file_after_file(alone: None) -> None:
    """The second file finds the process that the first one has started."""
    assert "of one begins" in says(book("one"))
    before = waiting()
    assert "of other begins" in says(book("other", 120))
    assert waiting() == before
    assert len(before) == 1


@pytest.mark.parametrize("pages", [3, 120])
def test_a_file_left_unread_leaves_nothing_to_the_next(alone: None, pages: int) -> None:
    """Who stops after a page gives its reader up, and the next file gets its own pages."""
    assert len(first_words(book("left", pages), 1)) == 1
    assert waiting() == []
    assert "of next begins" in says(book("next"))


@pytest.mark.parametrize("pages", [1, 120])
def test_a_reader_that_died_while_it_waited_is_replaced(alone: None, pages: int) -> None:
    """Nobody sees that the process was gone."""
    says(book("first"))
    (before,) = waiting()
    os.killpg(before, signal.SIGKILL)
    assert "of second begins" in says(book("second", pages))
    assert before not in waiting()


def test_what_a_reader_still_says_of_another_file_is_not_believed(alone: None) -> None:
    """Lines that a file has left in the pipe make the next one be read anew, by another."""
    says(book("first"))
    (before,) = waiting()
    (reader,) = _pdf_child.WAITING
    # As if the first file's pages had not ended: somebody else asks the same process.
    reader.ask(book("remains"), 1)
    assert "of second begins" in says(book("second"))
    assert before not in waiting()


def test_a_reader_that_dies_over_a_file_is_told_and_replaced(alone: None) -> None:
    """One line about that file, and the next one is read."""
    says(book("first"))
    (before,) = waiting()
    with pytest.raises(UnreadableSource, match=r"a\.pdf: the PDF is damaged or needs too much"):
        cut_short(book("dies", 260, 100), lambda: os.killpg(before, signal.SIGKILL))
    assert waiting() == []
    assert "of second begins" in says(book("second"))


def test_when_one_of_two_dies_the_other_does_not_wait(alone: None) -> None:
    """A file whose second reader is gone is refused at once, not when its time is over."""
    says(book("first"))
    (before,) = waiting()
    with pytest.raises(UnreadableSource, match="damaged or needs too much"):
        cut_short(book("halved", 260, 100), lambda: os.kill(children(before)[-1], signal.SIGKILL))
    assert children(before) == []


def cut_short(data: bytes, kill: Callable[[], None]) -> None:
    """Read a file from which somebody kills after the first page."""
    with _pdf_child.pages(data, "a.pdf") as parts:
        next(parts)
        kill()
        for _ in parts:
            pass


def children(process: int) -> list[int]:
    with suppress(OSError), open(f"/proc/{process}/task/{process}/children") as file:
        return [int(one) for one in file.read().split()]
    return []


def test_files_that_are_read_at_once_are_kept_apart(alone: None) -> None:
    """Each of many threads gets what its file says, and few processes wait afterwards."""
    names = [f"book{number}" for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda name: says(book(name, len(name) * 10)), names))
    assert [
        name for name, text in zip(names, texts, strict=True) if f"of {name} begins" not in text
    ] == []
    assert len(waiting()) <= 4


def test_a_copy_of_the_process_reads_with_readers_of_its_own(alone: None) -> None:
    """After a fork both sides read on, and neither touches what the other started."""
    says(book("first"))
    before = waiting()
    script = """
import os, sys
from citations.formats import _pdf_child
from citations.formats.pdf import read
data = sys.stdin.buffer.read()
before = read(data, "a.pdf").text
mine = [reader.pid for reader in _pdf_child.WAITING]
child = os.fork()
assert bool(_pdf_child.WAITING) == bool(child)
assert read(data, "a.pdf").text == before
now = [reader.pid for reader in _pdf_child.WAITING]
assert (now == mine) == bool(child)
if child:
    assert os.waitpid(child, 0)[1] == 0
    assert read(data, "a.pdf").text == before
print("well")
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        input=book("copied"),
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == [b"well", b"well"]
    assert done.stderr == b""
    assert waiting() == before


def test_no_reader_outlives_the_process_that_started_it(alone: None) -> None:
    """At its end, whether regular or killed, those who wait for a file end too."""
    script = """
import os, signal, sys
from citations.formats import _pdf_child
from citations.formats.pdf import read
read(sys.stdin.buffer.read(), "a.pdf")
print(*[reader.pid for reader in _pdf_child.WAITING], flush=True)
if len(sys.argv) > 1:
    os.kill(os.getpid(), signal.SIGKILL)
"""
    for more in ([], ["killed"]):
        command = [sys.executable, "-c", script, *more]
        done = subprocess.run(command, input=book("left"), capture_output=True, check=False)
        wait_for_the_end_of(int(done.stdout))


def wait_for_the_end_of(process: int) -> None:
    with suppress(ProcessLookupError):
        handle = os.pidfd_open(process)
        try:
            assert select.select([handle], [], [], 20)[0], "it still runs"
        finally:
            os.close(handle)


def test_many_files_leave_no_open_files(alone: None) -> None:
    """Also of those that cannot be read."""

    def opened() -> set[Any]:
        return set(os.listdir("/proc/self/fd"))

    says(book("first"))
    before = len(opened())
    for number in range(6):
        with suppress(UnreadableSource):
            says(book("again")[: 300 if number % 2 else None])
        first_words(book("left", 5), 1)
    _pdf_child.end_all()
    says(book("last"))
    assert len(opened()) == before


def test_where_processes_cannot_fork_each_file_has_one_of_its_own() -> None:
    """It reads one file, of any length, and is gone."""
    script = """
import subprocess, sys, threading
sys.platform = "another"
from citations.formats import _pdf_child
from citations.formats.pdf import read
data = sys.stdin.buffer.read()
first, second = (read(data, "a.pdf").text for _ in range(2))
assert first == second and not _pdf_child.WAITING
print(first.count("begins"))
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        input=book("single", 120),
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == [b"120"]
    assert done.stderr == b""
