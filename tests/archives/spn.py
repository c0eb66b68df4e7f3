"""A Save Page Now for the tests: it captures pages into an archive that a real pywb replays."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from web import running_pywb

from verifier.availability import Fetched
from verifier.snapshots import Snapshots


@dataclass
class SavePageNow:
    """What it was asked, and how it is to answer."""

    base: str = ""
    #: Host -> where its pages really are.
    sites: Mapping[str, str] = field(default_factory=dict)
    #: Path of a page -> the code with which it is refused; "" goes well.
    refused: dict[str, str] = field(default_factory=dict)
    #: Pages that it was asked to save, in order.
    asked: list[str] = field(default_factory=list)
    pending: int = 1


@contextmanager
def save_page_now(folder: Path, sites: Mapping[str, str]) -> Iterator[SavePageNow]:
    """A running archive with ``/save``; what it saved is replayed under ``/web/``."""
    peer = SavePageNow(sites=sites)
    archive = Snapshots(folder)
    archive.keep(_page("http://first.example/", b"<p>So that there is a collection.</p>"), _now())
    archive.close()
    (folder / "config.yaml").write_text("framed_replay: false\n")
    with running_pywb(folder) as pywb:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(peer, archive, pywb))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        peer.base = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield peer
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(peer: SavePageNow, archive: Snapshots, pywb: str) -> type[BaseHTTPRequestHandler]:
    jobs: dict[str, tuple[str, int]] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            url = parse_qs(form)["url"][0]
            peer.asked.append(url)
            code = peer.refused.get(urlsplit(url).path, "")
            if code == "429":
                return self.say(429, {})
            if code:
                return self.say(200, {"status": "error", "status_ext": f"error:{code}",
                                      "message": "We may not."})  # fmt: skip
            job = f"spn2-{len(jobs):040x}"
            jobs[job] = (url, peer.pending)
            return self.say(200, {"url": url, "job_id": job})

        def do_GET(self) -> None:
            if self.path.startswith("/save/status/"):
                return self.say(200, self.status(self.path.rpartition("/")[2]))
            return self.replay(pywb + self.path.replace("/web/", "/verifier/", 1))

        def status(self, job: str) -> dict[str, object]:
            url, left = jobs[job]
            jobs[job] = (url, left - 1)
            if left > 0:
                return {"status": "pending", "job_id": job}
            now = _now()
            archive.keep(self.captured(url), now)
            archive.close()
            return {
                "status": "success",
                "timestamp": now.strftime("%Y%m%d%H%M%S"),
                "original_url": url,
            }

        def captured(self, url: str) -> Fetched:
            parts = urlsplit(url)
            asked = urllib.request.Request(
                peer.sites[parts.netloc] + parts.path, headers={"Host": parts.netloc}
            )
            with urllib.request.urlopen(asked, timeout=9) as answer:
                return _page(url, answer.read())

        def replay(self, url: str) -> None:
            opener = urllib.request.build_opener(_Stay)
            try:
                answer = opener.open(url, timeout=20)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                self.send_response(answer.status)
                body = answer.read()
                for name, value in answer.headers.items():
                    if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def say(self, code: int, what: dict[str, object]) -> None:
            body = json.dumps(what).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _page(url: str, body: bytes) -> Fetched:
    kind = (("content-type", "text/html; charset=utf-8"),)
    return Fetched(asked=url, status=200, final_url=url, headers=kind, body=body)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
