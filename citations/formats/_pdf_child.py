"""The parent's side of the process that opens a PDF: it starts it, feeds it and bounds it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, PIPE
from threading import Timer
from typing import IO, Any, cast

from citations.errors import UnreadableSource

__all__ = ["pages"]

#: The worker is imported by itself, which is soon done where its bytecode is kept.
_START = "import sys; sys.path.append(sys.argv[1]); import _pdf_worker as it; it.main(sys.argv[2])"
#: Seconds that a file may take to be opened and read, and bytes that may come of it.
_SECONDS, _MOST = 50, 200_000_000


def pages(data: bytes, source: str) -> Iterator[Any]:
    """What the worker finds: a list for each page while it reads the next one, then a dict.

    The dict is ``{"title", "author", "created", "links"}``; raises ``UnreadableSource``.
    """
    library = _library()
    if library is None:
        raise UnreadableSource(
            f"{source}: reading PDF needs one more library: pip install 'verifier[pdf]'"
        )
    found: Any = None
    command = [sys.executable, *_flags(), "-c", _START, str(Path(__file__).parent), library]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as child:  # noqa: S603
        late = Timer(_SECONDS, child.kill)
        late.start()
        try:
            # It answers when it has all of it; one that dies before has nothing to say.
            with suppress(OSError), cast(IO[bytes], child.stdin) as file:
                file.write(data)
            for found in _lines(cast(IO[bytes], child.stdout)):
                if isinstance(found, dict) and "error" in found:
                    break
                yield found
        finally:
            on_time = not late.finished.is_set()
            late.cancel()
            child.kill()
    if not isinstance(found, dict):
        found = {"error": "died" if on_time else "late"}
    if why := found.get("error"):
        raise UnreadableSource(f"{source}: {_REFUSALS.get(why, why)}")


def _flags() -> Iterator[str]:
    # It needs nothing that is installed, and starts in half the time without.
    yield from ("-I", "-S")
    # Alone it does not heed the environment: where bytecode goes it has to be told.
    if sys.dont_write_bytecode:
        yield "-B"
    if sys.pycache_prefix:
        yield from ("-X", f"pycache_prefix={sys.pycache_prefix}")


_REFUSALS = {
    "password": "password-protected; save it without a password",
    "damaged": "not a PDF, or a damaged one",
    "died": "the PDF is damaged or needs too much memory; print it to a new PDF",
    "late": f"took longer than {_SECONDS} s to read; print it to a new PDF",
}


def _lines(file: IO[bytes]) -> Iterator[Any]:
    """Each line's value; a crash or a stall of the process cuts the last one."""
    left = _MOST
    with suppress(ValueError):
        while line := file.readline(left):
            left -= len(line)
            yield json.loads(line)


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
