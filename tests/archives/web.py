"""Web archives for the tests: WARC collections, a real pywb, and a server that says anything."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from base64 import b32encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_HERE = Path(__file__).resolve().parents[2]


def pywb_tool(name: str) -> str:
    """A program of the pywb environment, which ``make test`` builds."""
    pywb = Path(os.environ.get("VERIFIER_PYWB", _HERE / ".venv-pywb" / "bin" / "pywb"))
    tool = pywb.parent / name
    assert tool.exists(), f"{tool} is missing; run: make .venv-pywb/.ready"
    return str(tool)


@dataclass(frozen=True)
class Capture:
    """One answer of one page at one moment, as it goes into a WARC."""

    url: str
    date: str
    status: str = "200 OK"
    body: bytes = b"<html><title>Page</title><p>Some words of a page that is there.</p></html>"
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),)
    #: The date of the capture that this one repeats.
    revisit_of: str | None = None


def write_warc(path: Path, captures: Sequence[Capture]) -> None:
    """The captures as WARC records, in order."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for capture in captures:
            record = _record(writer, capture)
            writer.write_record(record)
            if record.raw_stream:
                record.raw_stream.close()


def _record(writer: WARCWriter, capture: Capture) -> ArcWarcRecord:
    http = StatusAndHeaders(capture.status, list(capture.headers), protocol="HTTP/1.1")
    if capture.revisit_of is not None:
        digest = "sha1:" + b32encode(sha1(capture.body).digest()).decode()
        record = writer.create_revisit_record(
            capture.url, digest, capture.url, capture.revisit_of, http_headers=http
        )
        record.rec_headers.replace_header("WARC-Date", capture.date)
        return record
    return writer.create_warc_record(
        capture.url,
        "response",
        payload=BytesIO(capture.body),
        length=len(capture.body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": capture.date},
    )


@contextmanager
def pywb(folder: Path, warcs: Sequence[Path], settings: str = "") -> Iterator[str]:
    """A running pywb whose collection "web" holds the WARCs; its address."""
    collection = folder / "collections" / "web"
    (collection / "archive").mkdir(parents=True)
    (collection / "indexes").mkdir()
    for warc in warcs:
        (collection / "archive" / warc.name).write_bytes(warc.read_bytes())
    index = subprocess.run(
        [pywb_tool("cdx-indexer"), "-j", "-s", *(str(warc) for warc in warcs)],
        check=True,
        capture_output=True,
    )
    (collection / "indexes" / "index.cdxj").write_bytes(index.stdout)
    (folder / "config.yaml").write_text(settings or "debug: false\n")
    with running_pywb(folder) as base:
        yield base


@contextmanager
def running_pywb(folder: Path) -> Iterator[str]:
    """pywb in a folder that is laid out for it."""
    port = free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [pywb_tool("pywb"), "-p", str(port), "-b", "127.0.0.1"],
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            _wait(f"http://127.0.0.1:{port}/", server, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError("pywb did not start: " + log.read_text())


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Said:
    """One answer of the scripted server."""

    status: int = 200
    body: bytes = b""
    headers: Sequence[tuple[str, str]] = ()


@dataclass
class Scripted:
    """A server on loopback that answers as it is told, and remembers what it was asked."""

    base: str = ""
    answer: Callable[[str], Said | None] = lambda _: Said(404)
    asked: list[str] = field(default_factory=list)
    #: What was asked with it, header by header.
    headers: list[dict[str, str]] = field(default_factory=list)
    #: Set when the test is over: ends the answers that never come.
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def scripted() -> Iterator[Scripted]:
    """``answer`` gives the answer to a path with its query; None is silence."""
    script = Scripted()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            script.asked.append(self.path)
            script.headers.append({k.lower(): v for k, v in self.headers.items()})
            length = int(self.headers.get("content-length") or 0)
            self.rfile.read(length)
            said = script.answer(self.path)
            if said is None:
                script.over.wait(30)
                self.close_connection = True
                return
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            self.send_header("content-length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        do_POST = do_GET  # noqa: N815 - the name that the base class looks for

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client may hang up

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    script.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield script
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
