"""Record the examples' web: audit them against the pages in ``web/`` and keep the exchanges.

    python examples/record.py

writes ``examples/web.warc.gz``. The pages are ours, and the hosts are in ``.example``,
which nobody can own (RFC 2606), so nothing is sent anywhere. Run it again after a change
to a document or a page.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from verifier import addresses
from verifier.availability import Failure
from verifier.config import Store, load
from verifier.service import open_service
from verifier.service.opening import open_sources
from verifier.transport import TransportFailure
from verifier.warc import RecordingTransport

HERE = Path(__file__).parent
DOCUMENTS = ("article.md", "chapter.txt", "newsletter.txt")
RECORDED_AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
ARCHIVE = "web.archive.org"
POLICY = addresses.Policy((), ())


class Pages(httpx.AsyncBaseTransport):
    """A web that consists of ``web/web.toml`` and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages: dict[str, dict[str, Any]] = tomllib.loads(
            (folder / "web.toml").read_text(encoding="utf-8")
        )
        self._hosts = {urlsplit(url).netloc for url in self._pages}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        if request.url.host == ARCHIVE:
            return self._archive(request)
        if refused := POLICY.refuses_plain(addresses.parse(url)):
            raise TransportFailure(Failure(refused))
        if request.url.host not in self._hosts:
            raise TransportFailure(Failure("dns_not_found", request.url.host))
        page = self._pages.get(url)
        if page is None:
            return _html(404, "<title>404 Not Found</title><h1>Not Found</h1>", request)
        if "failure" in page:
            raise TransportFailure(Failure(page["failure"]))
        headers = {**page.get("headers", {})}
        if "location" in page:
            headers["location"] = page["location"]
        return _html(page.get("status", 200), self._body(page.get("file")), request, headers)

    def _body(self, name: str | None) -> str:
        return (self._folder / name).read_text(encoding="utf-8") if name else ""

    def _archive(self, request: httpx.Request) -> httpx.Response:
        """The Wayback Machine's answers, in its own shapes, for the pages that say "archived"."""
        target = request.url.raw_path.decode()
        if target.startswith("/cdx/"):
            wanted = parse_qs(urlsplit(target).query)["url"][0]
            rows = [[stamp, wanted, "200"] for stamp in sorted(self._copies(wanted))]
            table = [["timestamp", "original", "statuscode"], *rows] if rows else []
            return httpx.Response(200, content=json.dumps(table), request=request)
        middle, _, wanted = target.removeprefix("/web/").partition("/")
        if not middle[:4].isdigit():
            middle, wanted = "", target.removeprefix("/web/")
        copies = self._copies(wanted)
        stamp = middle.removesuffix("id_")
        if stamp in copies:
            when = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            told = {"memento-datetime": when.strftime("%a, %d %b %Y %H:%M:%S GMT")}
            return _html(200, self._body(copies[stamp]), request, told)
        if not copies:
            return _html(404, "<title>Wayback Machine</title>", request)
        place = f"https://{ARCHIVE}/web/{max(copies)}/{wanted}"
        return _html(302, "", request, {"location": place})

    def _copies(self, url: str) -> dict[str, str]:
        return dict(self._pages.get(url, {}).get("archived", {}))


def _html(
    status: int, text: str, request: httpx.Request, headers: dict[str, str] | None = None
) -> httpx.Response:
    about = {"content-type": "text/html; charset=utf-8", **(headers or {})}
    return httpx.Response(status, headers=about, content=text.encode(), request=request)


async def record(path: Path) -> None:
    """Audit the documents against the pages and write the recording to ``path``."""
    settings = load(HERE / "verifier.toml")
    settings = replace(settings, store=Store(url="sqlite://"))
    web = RecordingTransport(Pages(HERE / "web"), path, clock=lambda: RECORDED_AT)
    async with open_service(settings, transport=web) as service:
        opened = await open_sources([str(HERE / name) for name in DOCUMENTS], service.visitor.visit)
        audits = await service.audit(opened.readings)
    print(f"{path}: {sum(len(audit.states) for audit in audits)} links recorded", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(record(HERE / "web.warc.gz"))
