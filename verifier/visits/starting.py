"""How many processes visit, and how they are started at little cost, or ahead of their work."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module

from verifier.config import Fetch
from verifier.errors import BadConfig

__all__ = ["WORTH_IT", "Crew", "Process", "how_many"]

#: Fewer links are visited by the process itself: the others would hardly have begun.
WORTH_IT = 400
#: A larger process (bytes of memory) is not copied: the copy would hold on to what the
#: original lets go. It has so much to do that a fresh one's start makes no difference.
_LARGE = 150_000_000


def how_many(settings: Fetch) -> int:
    """The processes among which many visits are divided; 1: there is none but this one.

    Raises ``BadConfig``: ``fetch.processes`` is neither "auto" nor a number.
    """
    wanted = settings.processes
    if wanted == "auto":
        count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        wanted = str(count or 1)
    if not wanted.isdecimal() or not 1 <= int(wanted) <= 256:
        raise BadConfig(f'fetch.processes = "{wanted}": must be "auto" or a number, like "2"')
    # Each of them may make at least one visit at a time.
    return min(int(wanted), settings.concurrency or 1) if os.name == "posix" else 1


class Process:
    """A process that was started, and our end of the line to it."""

    def __init__(self, pid: int, sock: socket.socket) -> None:
        self.pid = pid
        self.sock = sock

    def over(self) -> bool:
        """Whether it has ended; it is then gone from the system's table as well."""
        try:
            return os.waitpid(self.pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True

    def kill(self) -> None:
        """End it now."""
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


class Crew:
    """The processes among which many visits are divided.

    They can be started before there is anything to visit, and load what they need while
    documents are still being read. With a ``count`` of 1 there are none but this process.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._expected = 0
        self._taken = False
        self._ready: list[Process] = []

    @classmethod
    def of(cls, settings: Fetch, *, live: bool) -> Crew:
        """As the settings say; others can ask the world as we do, but no recording, nor nobody."""
        return cls(how_many(settings) if live else 1)

    @property
    def ready(self) -> bool:
        """Whether some were started and stand idle."""
        return bool(self._ready)

    def foresee(self, links: int) -> None:
        """So many links are in documents that will be read: start others if it is worth it."""
        if links >= WORTH_IT and self.count > 1:
            self._start()

    def expect(self, links: int) -> bool:
        """So many links more may be about to come; whether there are now others to visit them."""
        self._expected += links
        worth_it = self._expected >= WORTH_IT and self.count > 1
        if worth_it and not self._taken:
            self._start()
        return worth_it

    def take(self) -> list[Process]:
        """All of them, to be told what to do; it is the caller who ends them."""
        self._start()
        self._taken = True
        taken, self._ready = self._ready, []
        return taken

    def close(self) -> None:
        """End those that were not taken; nobody waits for what they do."""
        for process in self._ready:
            process.sock.close()
            process.kill()
        self._ready.clear()

    def _start(self) -> None:
        while len(self._ready) < self.count:
            self._ready.append(_start(self._ready))


def _start(others: Sequence[Process]) -> Process:
    """Start a process that visits; it must be told what to do. ``others`` started before."""
    ours, theirs = socket.socketpair()
    try:
        if _may_fork():
            pid = _fork(theirs, [ours, *(other.sock for other in others)])
        else:
            pid = _run(theirs)
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return Process(pid, ours)


def _may_fork() -> bool:
    """Whether a copy of this process would be sound: no other thread can hold what it needs.

    Elsewhere than on Linux, system libraries do not bear it. Two kinds of threads are
    harmless, since the copy does nothing of what they do: the one that draws a progress
    bar, and those on which documents are read and the store is written. A thread that
    looks names up is not: it may hold the resolver's lock.
    """
    if sys.platform != "linux" or _resident() > _LARGE:
        return False
    threads = threading.enumerate()
    others = [thread for thread in threads if thread is not threading.main_thread()]
    return all(map(_harmless, others)) and len(os.listdir("/proc/self/task")) == len(threads)


def _resident() -> int:
    """Bytes of memory that this process has, as Linux tells."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _harmless(thread: threading.Thread) -> bool:
    return type(thread).__module__.startswith("rich.") or thread.name.startswith("asyncio_")


def _fork(theirs: socket.socket, not_theirs: Sequence[socket.socket]) -> int:
    """A copy of this process, which loads what it lacks while we load what we need."""
    if threading.active_count() > 1:
        # What another thread is loading at this moment, the copy would wait for for ever.
        import_module("verifier.visits.worker")
    with warnings.catch_warnings():
        # Later Pythons warn of every thread there is; see ``_may_fork``.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        for sock in not_theirs:
            sock.close()
        from verifier.visits.worker import main

        main(theirs)
        code = 0
    except BaseException:  # noqa: BLE001 - nothing of the copy may go on with what we were doing
        traceback.print_exc()
    finally:
        os._exit(code)


def _run(theirs: socket.socket) -> int:
    """A fresh process, which must load everything: some tenths of a second."""
    path = os.pathsep.join(part for part in sys.path if part)
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-P", "-m", "verifier.visits.worker", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
    )
    process.returncode = 0  # ``Process`` waits for it
    return process.pid
