"""The process that opens PDFs: files on its input, their pieces of text as JSON lines.

It runs apart because a hostile file may crash or stall a C library, and only a process can
be bounded from outside. It starts once and forks for each file: what reads a file has read
no other, and whatever the file does to it is gone with it. Of a file that is not small two
read every other page.

In comes a sign of this reading, by how many to read, the file's length, and the file.
Out comes from each reader the sign; a line for each of its pages,
``[width, height, pieces]``, while the next one is read; and behind them
``{"title", "author", "created", "links": [[index, url]]}`` or ``{"error"}``.
What the pieces are ``_pdf_scribe`` says.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import signal
from struct import Struct

# Only names for types, which are never looked at here: importing it would take 10 ms.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

#: What comes before a file: a sign, by how many it is to be read, and its length.
_HEAD = Struct("<16s2Q")
#: Seconds without a file after which it ends.
_IDLE = 60

#: Bytes of address space, and seconds of computing.
_MEMORY, _SECONDS = 1_000_000_000, 45
#: Of glibc, whose names for them are M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_THRESHOLD.
_KEEP = ((-1, 256 << 20), (-2, 8 << 20), (-3, 32 << 20))


def _bound(ways: int) -> None:
    """Give one of so many processes less memory and time than would hurt the machine."""
    try:
        import resource  # noqa: PLC0415  not there on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY // ways, _MEMORY // ways))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _keep_memory() -> None:
    """Have the C library keep what a page gives back: asking for it anew took half the time."""
    choose = getattr(ctypes.PyDLL(None), "mallopt", None) if os.name == "posix" else None
    if choose is not None:
        for option, value in _KEEP:
            choose(option, value)


def _taken(size: int) -> bytes:
    """So many bytes of the input, or fewer where it ends; not one more is read."""
    parts = []
    while size and (part := os.read(0, min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Task:
    """A file, the sign under which it is answered, and where each reader of it does so."""

    def __init__(self, head: bytes, outs: list[int]) -> None:
        self._sign, ways, size = _HEAD.unpack(head)
        self._outs = outs[:ways]
        self._data = _taken(size)

    def answer(self, scribe: ModuleType, library: ctypes.PyDLL, which: int) -> None:
        """Put out what every so manieth page shows."""
        ways = len(self._outs)
        _bound(ways)
        as_text = json.JSONEncoder(separators=(",", ":")).encode
        with open(self._outs[which], "wb", closefd=False) as out:
            out.write(self._sign + b"\n")
            for part in scribe.extract(library, self._data, which, ways):
                out.write(as_text(part).encode())
                out.write(b"\n")
                out.flush()

    def share(self, scribe: ModuleType, library: ctypes.PyDLL) -> None:
        """Answer in processes of their own; none of them outlives another that dies."""
        for which in range(len(self._outs)):
            if not os.fork():
                status = 1
                try:
                    os.close(0)
                    for other in {*self._outs} - {self._outs[which]}:
                        os.close(other)
                    self.answer(scribe, library, which)
                    status = 0
                finally:
                    os._exit(status)
        # Where one is missing, the others would wait for a reader for ever.
        if any(os.wait()[1] for _ in self._outs):
            os.killpg(0, signal.SIGKILL)


def main(scribe: ModuleType, library_path: str, second: str = "") -> None:
    """Have the scribe read file after file until the input ends; where nothing forks, one."""
    gc.disable()  # Many values and no cycles.
    _keep_memory()
    library = scribe.load(library_path)
    outs = [1, int(second)] if second else [1]
    while not second or select.select([0], [], [], _IDLE)[0]:
        head = _taken(_HEAD.size)
        if len(head) < _HEAD.size:
            return
        if not second:
            _Task(head, outs).answer(scribe, library, 0)
            return
        _Task(head, outs).share(scribe, library)
