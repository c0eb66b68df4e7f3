"""The parent's side of the process that opens PDFs: it starts it, feeds it and bounds it."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from itertools import chain, zip_longest
from pathlib import Path
from struct import Struct
from subprocess import DEVNULL, PIPE
from threading import Thread, Timer
from typing import IO, Any, cast

from citations.errors import UnreadableSource

__all__ = ["LARGE", "WAITING", "end_all", "pages"]

#: Both are imported by themselves, which is soon done where their bytecode is kept.
_START = (
    "import sys; sys.path.append(sys.argv[1]); import _pdf_scribe, _pdf_worker; "
    "_pdf_worker.main(_pdf_scribe, *sys.argv[2:])"
)
#: Where a process may be copied that has a library open.
_FORKS = sys.platform == "linux"
#: What the worker takes before a file: a sign, by how many to read it, and its length.
_HEAD = Struct("<16s2Q")
#: Seconds that a file may take to be opened and read, and bytes that may come of it.
_SECONDS, _MOST = 50, 200_000_000
_MAX_CHARACTERS, _MAX_PIECES = 6_000_000, 500_000
#: Bytes of a file that two read at once: a page or two are sooner read than shared out, and
#: of a very long file each has a copy, and half the memory.
LARGE, _HUGE = 40_000, 30_000_000
#: What waits in a pipe, where that can be chosen; who fills it need not wait for us.
_PIPE, _F_SETPIPE_SZ = 1 << 20, 1031
#: So many wait for another file, so many seconds: they end by themselves soon after.
_MOST_IDLE, _IDLE = 4, 50

_REFUSALS = {
    "password": "password-protected; save it without a password",
    "damaged": "not a PDF, or a damaged one",
    "died": "the PDF is damaged or needs too much memory; print it to a new PDF",
    "late": f"took longer than {_SECONDS} s to read; print it to a new PDF",
}


@contextmanager
def pages(data: bytes, source: str) -> Iterator[Iterator[Any]]:
    """What is found in a file: a list for each page while the next ones are read, then a dict.

    The dict is ``{"title", "author", "created", "links": {number: url}}``. The reading begins
    at once, before anything is asked for; raises ``UnreadableSource``.
    """
    library = _library()
    if library is None:
        raise UnreadableSource(
            f"{source}: reading PDF needs one more library: pip install 'verifier[pdf]'"
        )
    asked = _Asked(data, source, library)
    try:
        yield asked.parts()
    finally:
        asked.end()


class _Asked:
    """The reading of one file."""

    def __init__(self, data: bytes, source: str, library: str) -> None:
        self._data, self._source, self._library_path = data, source, library
        shared = _FORKS and LARGE <= len(data) < _HUGE and len(os.sched_getaffinity(0)) > 1
        self._ways = 2 if shared else 1
        self._whole = False
        self._late = Timer(_SECONDS, self._kill)
        self._reader = _taken(library)
        self._sign = self._reader.ask(data, self._ways)
        self._late.start()

    def parts(self) -> Iterator[Any]:
        """The pages in order, and what goes for all."""
        if not self._answered():
            raise self._refused("late" if self._late.finished.is_set() else "died")
        outs = [_lines(out) for out in self._reader.outs[: self._ways]]
        ends: list[dict[str, Any]] = []
        characters = pieces = 0
        for number, part in enumerate(chain.from_iterable(zip_longest(*outs)), 1):
            if isinstance(part, dict):
                ends.append(part)
            elif part is not None:
                yield part
                pieces += len(part[2])
                characters += sum([len(piece[0]) for piece in part[2]])
                if characters > _MAX_CHARACTERS or pieces > _MAX_PIECES:
                    raise self._refused(
                        f"more than {_MAX_CHARACTERS:,} characters by page {number}"
                    )
        self._whole = len(ends) == self._ways
        if not self._whole:
            raise self._refused("late" if self._late.finished.is_set() else "died")
        if "error" in ends[0]:
            raise self._refused(ends[0]["error"])
        yield ends[0] | {"links": dict(chain.from_iterable(end["links"] for end in ends))}

    def _answered(self) -> bool:
        """Whether somebody reads the file: one who did so before may have ended since."""
        if self._reader.answers(self._sign, self._ways):
            return True
        if not self._reader.used or self._late.finished.is_set():
            return False
        self._reader.end()
        self._reader = _Reader(self._library_path)
        self._sign = self._reader.ask(self._data, self._ways)
        return self._reader.answers(self._sign, self._ways)

    def _refused(self, why: str) -> UnreadableSource:
        return UnreadableSource(f"{self._source}: {_REFUSALS.get(why, why)}")

    def _kill(self) -> None:
        self._reader.kill()

    def end(self) -> None:
        """Nobody reads on; one who has read the whole file waits for the next one."""
        self._late.cancel()
        if self._whole and _FORKS and len(WAITING) < _MOST_IDLE:
            self._reader.used = time.monotonic()
            WAITING.append(self._reader)
        else:
            self._reader.end()


class _Reader:
    """A process that opens PDFs; it forks for each, so that none is read where another was."""

    def __init__(self, library: str) -> None:
        command = [sys.executable, *_flags(), "-c", _START, str(Path(__file__).parent), library]
        second = os.pipe() if _FORKS else None
        self._process = subprocess.Popen(  # noqa: S603
            [*command, *(() if second is None else (str(second[1]),))],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            pass_fds=() if second is None else second[1:],
            process_group=0 if _FORKS else None,
        )
        self._input = cast(IO[bytes], self._process.stdin)
        self.outs = [cast(IO[bytes], self._process.stdout)]
        #: When it had read a file, on the monotonic clock; 0 while it has read none.
        self.used = 0.0
        self._feeding: Thread | None = None
        if second is not None:
            os.close(second[1])
            self.outs.append(os.fdopen(second[0], "rb"))
            _widen([self._input, *self.outs])

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, data: bytes, ways: int) -> bytes:
        """Hand a file over, while we go on; the sign by which the answer is known."""
        sign = os.urandom(8).hex().encode()
        self._feeding = Thread(target=self._feed, args=(_HEAD.pack(sign, ways, len(data)), data))
        self._feeding.start()
        return sign

    def _feed(self, head: bytes, data: bytes) -> None:
        # It answers when it has all of it; one that dies before has nothing to say.
        with suppress(OSError):
            self._input.write(head)
            self._input.write(data)
            self._input.flush()

    def answers(self, sign: bytes, ways: int) -> bool:
        """Whether what comes next is of the file with this sign, and no remains of another."""
        return all(out.readline(len(sign) + 1) == sign + b"\n" for out in self.outs[:ways])

    def kill(self) -> None:
        """Stop it, and whoever reads a file for it."""
        if _FORKS:
            # Nobody else has waited for it: the number is still its own.
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()

    def end(self) -> None:
        """Stop it and leave nothing of it."""
        self.kill()
        self._process.wait()
        if self._feeding is not None:
            self._feeding.join()
        self.close()

    def close(self) -> None:
        """Let go of it."""
        for file in (self._input, *self.outs):
            with suppress(OSError):
                file.close()

    def forget(self) -> None:
        """In a copy of this process: it is the other's child."""
        self._process.returncode = 0
        self.close()


#: Those who have read a whole file and wait for the next one.
WAITING: list[_Reader] = []


def _taken(library: str) -> _Reader:
    """One who waits for a file, or a new one."""
    while True:
        try:
            reader = WAITING.pop()
        except IndexError:
            return _Reader(library)
        if time.monotonic() - reader.used < _IDLE:
            return reader
        reader.end()


@atexit.register
def end_all() -> None:
    """Stop those who wait."""
    while WAITING:
        WAITING.pop().end()


def _forget() -> None:
    while WAITING:
        WAITING.pop().forget()


if _FORKS:
    os.register_at_fork(after_in_child=_forget)


def _flags() -> Iterator[str]:
    # It needs nothing that is installed, and starts in half the time without.
    yield from ("-I", "-S")
    # Alone it does not heed the environment: where bytecode goes it has to be told.
    if sys.dont_write_bytecode:
        yield "-B"
    if sys.pycache_prefix:
        yield from ("-X", f"pycache_prefix={sys.pycache_prefix}")


def _widen(files: list[IO[bytes]]) -> None:
    from fcntl import fcntl  # noqa: PLC0415  not there on every system

    # All that one user's pipes hold is bounded.
    with suppress(OSError):
        for file in files:
            fcntl(file.fileno(), _F_SETPIPE_SZ, _PIPE)


def _lines(file: IO[bytes]) -> Iterator[Any]:
    """Each line's value up to a dict; a crash or a stall of the process cuts the last one."""
    left = _MOST
    with suppress(ValueError):
        while line := file.readline(left):
            left -= len(line)
            value = json.loads(line)
            yield value
            if isinstance(value, dict):
                return


@cache
def _library() -> str | None:
    """The path of the C library, or None; to import the package would cost a child 30 ms."""
    package = find_spec("pypdfium2_raw")
    if package is None or package.origin is None:
        return None
    for name in ("libpdfium.so", "libpdfium.dylib", "pdfium.dll"):
        path = Path(package.origin).with_name(name)
        if path.is_file():
            return str(path)
    # Packaged without a library, it uses the one of the system.
    from ctypes.util import find_library  # noqa: PLC0415  slow, and mostly not needed

    return find_library("pdfium")
