"""The whole of ``verifier links`` beside lychee's bare GETs, on one origin, side by side.

    python -m bench links [--links 10000] [--runs 3] [--polite]

A Markdown file with one note a link, 100 loopback hosts, pages of 39 kB. lychee asks for
each page and looks at its status; verifier parses the notes, asks, reads and classifies
each page, and stores every check. The origin is nginx where it is installed (Debian:
``apt-get install nginx``), else a small one of our own on two processes. Politeness is off
for both, or on for both with the same figures. Also printed: the visits alone, without
parsing and storing, and a second run over the store of the first.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from verifier import config
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

__all__ = ["main"]

HOSTS = 100
BIN = Path(sys.executable).parent
_PARAGRAPH = (
    "<p>{number}. The council measured the lake and published what it had found, as it does.</p>\n"
)


def main(argv: list[str]) -> int:
    """Print the wall times and their ratio; 1 if verifier took over 1.5 times as long."""
    parser = argparse.ArgumentParser(prog="bench links", description=__doc__)
    parser.add_argument("--links", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--polite", action="store_true")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name, _origin(Path(name)) as port:
        folder = Path(name)
        urls = _urls(options.links, port)
        settings = _write(folder, urls, polite=options.polite)
        ours, theirs, alone = [], [], []
        they_said, we_said = f"{len(urls)} OK", f'"live":{len(urls)}'
        for number in range(options.runs):
            theirs.append(_timed(_lychee(folder, polite=options.polite), they_said))
            ours.append(_timed(_verifier(folder, settings, number), we_said))
            alone.append(_visits_alone(urls, polite=options.polite))
        warm = _timed(_verifier(folder, settings, 0), we_said)
        print(f"lychee, bare GETs:       {_figures(theirs)}")
        print(f"verifier links:          {_figures(ours)}")
        print(f"  of it the visits:      {_figures(alone)}")
        print(f"  again, warm store:     {warm:.2f} s, {warm / ours[0]:.2f} of the first")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"  largest child process: {peak} MB")
    ratio = min(ours) / min(theirs)
    print(f"verifier / lychee: {ratio:.2f} (best of {options.runs} each, alternating)")
    return int(ratio > 1.5)


def _figures(seconds: list[float]) -> str:
    return f"{min(seconds):.2f} s best, {statistics.median(seconds):.2f} s median"


def _urls(count: int, port: int) -> list[str]:
    """Links over the hosts in turn."""
    return [
        f"http://127.0.{number % HOSTS // 10}.{1 + number % 10}:{port}/p/{number}.html"
        for number in range(count)
    ]


def _write(folder: Path, urls: list[str], *, polite: bool) -> Path:
    body = "\n\n".join(f"The lake fell by {n} metres.[^{n}]" for n in range(len(urls)))
    notes = "\n".join(f"[^{n}]: Brown, *The Lake*, {url}" for n, url in enumerate(urls))
    (folder / "notes.md").write_text(f"# Lakes\n\n{body}\n\n{notes}\n")
    (folder / "urls.txt").write_text("\n".join(urls))
    settings = folder / "config.toml"
    settings.write_text(
        '[fetch]\nallow_addresses = ["127.0.0.0/8"]\nrobots = false\nconcurrency = 128\n'
        f'host_concurrency = {10 if polite else 128}\nhost_interval = "{50 if polite else 0}ms"\n'
        "[archives]\nenabled = []\n"
    )
    return settings


def _lychee(folder: Path, *, polite: bool) -> list[str]:
    interval, at_once = ("50ms", "10") if polite else ("0ms", "128")
    return [
        *(str(BIN / "lychee"), "--no-progress", "--max-concurrency", "128"),
        *("--host-request-interval", interval, "--host-concurrency", at_once),
        str(folder / "notes.md"),
    ]


def _verifier(folder: Path, settings: Path, number: int) -> list[str]:
    return [
        *(str(BIN / "verifier"), "links", "--quiet", "--config", str(settings)),
        *("--db", f"sqlite:///{folder}/store-{number}.sqlite", "--format", "json"),
        str(folder / "notes.md"),
    ]


def _timed(command: list[str], said: str) -> float:
    """Seconds that ``command`` took; it must end well and say ``said``."""
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took = time.perf_counter() - begin
    if done.returncode or said not in done.stdout:
        raise SystemExit(f"{command[0]}: {done.returncode}: {(done.stderr + done.stdout)[-500:]}")
    return took


def _visits_alone(urls: list[str], *, polite: bool) -> float:
    """The visits and nothing else, by as many tasks as there may be visits at once."""
    settings = replace(
        config.load().fetch,
        allow_addresses=("127.0.0.0/8",),
        robots=False,
        concurrency=128,
        host_concurrency=10 if polite else 128,
        host_interval=timedelta(milliseconds=50 if polite else 0),
    )

    async def run() -> None:
        transport = GuardedTransport(settings)
        visitor, left = Visitor(transport, settings), iter(urls)

        async def work() -> None:
            for url in left:
                check = (await visitor.visit(url)).check
                if check.reason != "ok":
                    raise SystemExit(f"{url}: {check.why}")

        await asyncio.gather(*(work() for _ in range(128 if not polite else 1_000)))
        await transport.aclose()

    begin = time.perf_counter()
    asyncio.run(run())
    return time.perf_counter() - begin


@contextlib.contextmanager
def _origin(folder: Path) -> Iterator[int]:
    """A server of one page under /p/, on every loopback address; its port."""
    page = "<!doctype html><title>Annual report of the water board</title><h1>Lakes</h1>\n"
    page += "".join(_PARAGRAPH.format(number=number) for number in range(449))
    port = _free_port()
    if shutil.which("nginx"):
        process = subprocess.Popen(_nginx(folder, page, port), stderr=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)
        return
    workers = [
        multiprocessing.Process(target=_serve, args=(page.encode(), port), daemon=True)
        for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    try:
        _wait_for(port)
        yield port
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _nginx(folder: Path, page: str, port: int) -> list[str]:
    (folder / "www").mkdir()
    (folder / "www" / "page.html").write_text(page)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log;"
        "events { worker_connections 4096; }"
        f"http {{ access_log off; {temporary} keepalive_requests 1000000;"
        " types { text/html html; } sendfile on;"
        f"server {{ listen 0.0.0.0:{port} backlog=4096; root {folder}/www;"
        r" location ~ ^/p/[0-9]+\.html$ { try_files /page.html =404; } } }"
    )
    folder.chmod(0o755)
    return ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit("the origin did not start")


class _Page(asyncio.Protocol):
    """The page for every request under /p/, on a connection that stays open."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert isinstance(self._transport, asyncio.Transport)
        for head in data.split(b"\r\n\r\n")[:-1]:
            found = head.startswith(b"GET /p/") and b"no-such-page" not in head
            self._transport.write(self._answer if found else _GONE)


_GONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def _serve(page: bytes, port: int) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(
            lambda: _Page(head.encode() + page), "0.0.0.0", port, reuse_port=True, backlog=4096
        )
        await server.serve_forever()

    asyncio.run(run())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
