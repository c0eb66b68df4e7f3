"""The command line as people run it, and a real web server on loopback for it to visit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass
class Page:
    """What one path answers."""

    body: str = "<p>Hello.</p>"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    #: Set to let the answer go out; None answers at once.
    gate: threading.Event | None = None


@dataclass
class Origin:
    """A web site on loopback; ``pages`` may be changed while it runs."""

    url: str
    pages: dict[str, Page]
    #: Paths asked for, in order.
    asked: list[str]


@pytest.fixture
def origin() -> Iterator[Origin]:
    """A running site whose pages the test fills in."""
    pages: dict[str, Page] = {}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            page = pages.get(self.path, Page("<title>Not Found</title>", 404))
            if page.gate is not None:
                page.gate.wait(30)
            body = page.body.encode()
            self.send_response(page.status)
            headers = {"Content-Type": "text/html; charset=utf-8", **page.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Origin(f"http://127.0.0.1:{server.server_address[1]}", pages, asked)
    for page in pages.values():
        if page.gate is not None:
            page.gate.set()
    server.shutdown()
    server.server_close()


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ran]


def environment() -> dict[str, str]:
    """The environment without anything that would change what verifier prints."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VERIFIER_", "COLUMNS"))}
    return {**kept, "NO_COLOR": "1"}


@pytest.fixture
def config(tmp_path: Path, origin: Origin) -> Path:
    """Settings that let verifier visit the loopback site, ask no archive and be quick."""
    file = tmp_path / "verifier.toml"
    file.write_text(
        '[fetch]\nallow_addresses = ["127.0.0.0/8"]\nhost_interval = "0ms"\n'
        'robots = false\nprobe = false\ndeadline = "20s"\n'
        f'[schedule]\ncanaries = ["{origin.url}/"]\n'
        "[archives]\nenabled = []\n"
    )
    return file


@pytest.fixture
def verifier(tmp_path: Path) -> Command:
    """Run ``verifier ARGUMENTS`` in the test's folder."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "verifier", *map(str, arguments)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env=environment(),
            timeout=90,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
