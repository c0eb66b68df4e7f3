"""The whole of ``verifier links`` beside lychee's bare GETs, on one origin, side by side.

    python -m bench links [--links 10000 [...]] [--runs 3] [--polite] [--processes N]
    python -m bench links --cost [--links 1000 10000 50000 200000] [--as-list]

A Markdown file with one note a link, 100 loopback hosts, a thousand different articles of
39 kB. lychee asks for each page and looks at its status; verifier parses the notes, asks,
reads and classifies each page, and stores every check. Politeness is off for both, or on
for both with the same figures. Beside the wall time stands what the processor spent, the
origin left out. Also printed: the visits alone in one process, a second run over the store
of the first, and the memory of one more run, all processes together.

With ``--cost``, verifier alone, one run a size: what the processor spends on a link, and on each
beyond those of the size before, which is to stay the same; and the memory. The links are given in
documents of up to 50,000 notes, or in one list.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.origin import serve
from verifier import config
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

__all__ = ["main"]

HOSTS = 100
#: Links of one document; more are spread over several.
IN_ONE = 50_000
BIN = Path(sys.executable).parent


def main(argv: list[str]) -> int:
    """Print the figures and ratios; 1 if verifier took over 1.5 times as long (polite: 1.05)."""
    parser = argparse.ArgumentParser(prog="bench links", description=__doc__)
    parser.add_argument("--links", type=int, nargs="+", default=[10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--polite", action="store_true")
    parser.add_argument("--processes", default="auto")
    parser.add_argument("--cost", action="store_true")
    parser.add_argument("--as-list", action="store_true")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as bytecode:
        # As an installed program runs: with its bytecode, also where that may not be written
        # beside the sources.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode
        _compile()
        return _measure(options)


def _compile() -> None:
    """Make the bytecode, ours and that of the libraries, so that the first run is like any."""
    ours = [
        str(Path(__file__).parent.parent / name) for name in ("citations", "verifier", "reports")
    ]
    subprocess.run([sys.executable, "-m", "compileall", "-q", *ours], check=True)
    with tempfile.TemporaryDirectory() as name:
        Path(name, "a.md").write_text("It fell.[^1]\n\n[^1]: Brown, http://127.0.0.1:9/\n")
        store = f"sqlite:///{name}/store.sqlite"
        command = [str(BIN / "verifier"), "links", "--db", store, "--quiet", f"{name}/a.md"]
        subprocess.run(command, capture_output=True, check=False)


def _measure(options: argparse.Namespace) -> int:
    worst = 0.0
    fewer: tuple[int, float] | None = None
    for count in options.links:
        with tempfile.TemporaryDirectory() as name, serve(Path(name)) as port:
            bench = _Bench(Path(name), count, port, options.polite, options.processes)
            if options.as_list:
                bench.give_a_list()
            if options.cost:
                fewer = bench.cost(fewer)
            else:
                worst = max(worst, bench.run(options.runs))
    return int(worst > (1.05 if options.polite else 1.5))


@dataclass(frozen=True, slots=True)
class _Took:
    """Seconds on the wall and of the processor."""

    wall: float
    processor: float


class _Bench:
    """Runs over one file of so many links."""

    def __init__(self, folder: Path, count: int, port: int, polite: bool, processes: str) -> None:  # noqa: FBT001
        self._folder = folder
        self._polite = polite
        self._urls = _urls(count, port)
        self._they_said, self._we_said = f"{count} OK", f'"live":{min(count, IN_ONE)}'
        self._settings = _settings(folder, polite, processes)
        self._documents = _documents(folder, self._urls)

    def run(self, runs: int) -> float:
        """Print the figures; how many times lychee's best time our best one is."""
        theirs, ours, alone = [], [], []
        for number in range(runs):
            theirs.append(_timed(self._lychee(), self._they_said))
            ours.append(_timed(self._verifier(number), self._we_said))
            alone.append(self._visits_alone())
        warm = _timed(self._verifier(0), self._we_said)
        count, best = len(self._urls), min(took.wall for took in ours)
        ratio = best / min(took.wall for took in theirs)
        print(f"{count} links{', polite' if self._polite else ''}")
        print(f"  lychee, bare GETs:         {_figures(theirs)}")
        print(f"  verifier links:            {_figures(ours)}")
        print(f"  the visits, one process:   {_figures(alone)}")
        print(
            f"  again, warm store:         {_figures([warm])}, {warm.wall / best:.2f} of the first"
        )
        print(f"  a link:                    {min(t.processor for t in ours) / count * 1e6:.0f} us")
        one, all_of_them = self._memory()
        print(f"  peak memory:               {one} MB the largest process, {all_of_them} MB in all")
        print(f"  verifier / lychee:         {ratio:.2f} (best of {runs}, alternating)", flush=True)
        return ratio

    def give_a_list(self) -> None:
        """Let verifier read the links from one list of URLs."""
        path = self._folder / "list.txt"
        path.write_text("\n".join(self._urls))
        self._documents = ["--urls", str(path)]
        self._we_said = '"status":"live"'

    def cost(self, fewer: tuple[int, float] | None) -> tuple[int, float]:
        """Print what one run cost; the links and seconds, with which the next is compared."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        one, all_of_them = self._memory()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        count = len(self._urls)
        each = spent / count * 1e6
        print(f"{count:>7} links: {spent:6.2f} s of the processor, {each:5.0f} us a link")
        if fewer is not None:
            more = (spent - fewer[1]) / (count - fewer[0]) * 1e6
            print(f"         each beyond {fewer[0]}: {more:.0f} us")
        print(f"         {one} MB the largest process, {all_of_them} MB in all", flush=True)
        return count, spent

    def _lychee(self) -> list[str]:
        interval, at_once = ("50ms", "10") if self._polite else ("0ms", "128")
        return [
            *(str(BIN / "lychee"), "--no-progress", "--max-concurrency", "128"),
            *("--host-request-interval", interval, "--host-concurrency", at_once),
            *self._documents,
        ]

    def _verifier(self, number: int) -> list[str]:
        return [
            *(str(BIN / "verifier"), "links", "--quiet", "--config", str(self._settings)),
            *("--db", f"sqlite:///{self._folder}/store-{number}.sqlite", "--format", "json"),
            *self._documents,
        ]

    def _visits_alone(self) -> _Took:
        """The visits and nothing else, by as many tasks as there may be visits at once."""
        settings = config.load(self._settings).fetch
        before, begin = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        asyncio.run(_visit(self._urls, settings, 1_000 if self._polite else 128))
        after, end = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return _Took(end - begin, spent)

    def _memory(self) -> tuple[int, int]:
        """Megabytes at the worst moment: of the largest process, and of all together."""
        with (
            subprocess.Popen(self._verifier(999), stdout=subprocess.DEVNULL) as process,
            _watching(process.pid) as peaks,
        ):
            process.wait()
        return peaks[0] // 1024, peaks[1] // 1024


def _figures(times: list[_Took]) -> str:
    walls, spent = [t.wall for t in times], min(t.processor for t in times)
    return (
        f"{min(walls):6.2f} s best, {statistics.median(walls):6.2f} s median, "
        f"{spent:6.2f} s of the processor"
    )


def _urls(count: int, port: int) -> list[str]:
    """Links over the hosts in turn."""
    return [
        f"http://127.0.{number % HOSTS // 10}.{1 + number % 10}:{port}/p/{number:06}.html"
        for number in range(count)
    ]


def _documents(folder: Path, urls: list[str]) -> list[str]:
    """Markdown with a note a link."""
    paths = []
    for start in range(0, len(urls), IN_ONE):
        some = urls[start : start + IN_ONE]
        body = "\n\n".join(f"The lake fell by {n} metres.[^{n}]" for n in range(len(some)))
        notes = "\n".join(f"[^{n}]: Brown, *The Lake*, {url}" for n, url in enumerate(some))
        paths.append(folder / f"notes-{start}.md")
        paths[-1].write_text(f"# Lakes\n\n{body}\n\n{notes}\n")
    return list(map(str, paths))


def _settings(folder: Path, polite: bool, processes: str) -> Path:  # noqa: FBT001
    settings = folder / "config.toml"
    settings.write_text(
        '[fetch]\nallow_addresses = ["127.0.0.0/8"]\nrobots = false\nconcurrency = 128\n'
        f'host_concurrency = {10 if polite else 128}\nhost_interval = "{50 if polite else 0}ms"\n'
        f'domain_concurrency = 0\naddress_concurrency = 0\nprocesses = "{processes}"\n'
        "[archives]\nenabled = []\n"
    )
    return settings


def _timed(command: list[str], said: str) -> _Took:
    """What ``command`` took with all its processes; it must end well and say ``said``."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode or said not in done.stdout:
        raise SystemExit(f"{command[0]}: {done.returncode}: {(done.stderr + done.stdout)[-500:]}")
    return _Took(took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


async def _visit(urls: list[str], settings: config.Fetch, at_once: int) -> None:
    transport = GuardedTransport(settings)
    visitor, left = Visitor(transport, settings), iter(urls)

    async def work() -> None:
        for url in left:
            check = (await visitor.visit(url)).check
            if check.reason != "ok":
                raise SystemExit(f"{url}: {check.why}")

    await asyncio.gather(*(work() for _ in range(at_once)))
    await transport.aclose()


@contextlib.contextmanager
def _watching(pid: int) -> Iterator[list[int]]:
    """The peaks of a process and its children in kilobytes, shared pages counted once."""
    peaks, over = [0, 0], threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            sizes = [_size(one) for one in (pid, *_children(pid))]
            peaks[0] = max(peaks[0], *(resident for resident, _ in sizes))
            peaks[1] = max(peaks[1], sum(share for _, share in sizes))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                found += [int(child), *_children(int(child))]
    return found


def _size(pid: int) -> tuple[int, int]:
    """Resident kilobytes, and the process's share of them (proportional set size)."""
    sizes = {"Rss": 0, "Pss": 0}
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in sizes:
                sizes[name] = int(rest.split()[0])
    return sizes["Rss"], sizes["Pss"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
