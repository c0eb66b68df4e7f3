"""The Wayback Machine: does it hold a copy at all (a redirect), and which (CDX).

The redirect of ``/web/<url>`` is asked first: it costs none of the scarce searches, and
a page that was never captured needs no more than that. The availability API is not
asked: it returns empty for pages that are there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from citations.model import Memento
from verifier.archives.client import Client, Incomplete
from verifier.archives.linkformat import absolute
from verifier.archives.memento import linked, read_timemap
from verifier.archives.places import from_url, moment, same_page, timestamp
from verifier.errors import ArchiveError
from verifier.exchange import Answer
from verifier.limiter import Busy

__all__ = ["WaybackArchive", "read_cdx"]

#: Captures wanted on one side of a date: the nearest may be no good when it is read.
_ROWS = 20
#: Pages of one search that are read when row after row is malformed or an error page.
_PAGES = 3
#: How long a search may wait for its turn before the redirect's answer has to do.
_PATIENCE = timedelta(seconds=10)
#: ``near`` is mostly the start of a day; captures of that day are wanted too.
_DAY = timedelta(days=1, hours=12)
#: What a page that can be cited answered; "-" is a revisit of an earlier capture.
_GOOD = frozenset({"200", "203", "206", "-"})


class WaybackArchive:
    """web.archive.org, or a server with the same addresses."""

    def __init__(self, client: Client, url: str) -> None:
        self.name = client.name
        self._client = client
        parts = urlsplit(url)
        base = url.rstrip("/")
        #: A server other than web.archive.org may name its collection: http://host/collection
        self._replay = base if parts.path.strip("/") else f"{base}/web"
        self._cdx = f"{parts.scheme}://{parts.netloc}/cdx/search/cdx"

    async def find(self, url: str, near: datetime | None) -> tuple[Memento, ...]:
        """Captures of the page around ``near`` (the newest if None), oldest first.

        Raises ``ArchiveError`` with one line if the archive is down or makes no sense.
        """
        newest = await self._probe(url)
        if newest is None:
            return ()
        try:
            found = await self._search(url, near)
        except Busy:
            nearest = await self._probe(url, near) if near else None
            found = [nearest] if nearest else []
        except ArchiveError as error:
            raise Incomplete(str(error), (newest,)) from None
        kept = {memento.captured_at: memento for memento in [newest, *found]}
        return tuple(kept[when] for when in sorted(kept))

    async def _probe(self, url: str, near: datetime | None = None) -> Memento | None:
        """The capture that a replay address without an exact moment leads to."""
        middle = f"/{timestamp(near)}" if near else ""
        asked = f"{self._replay}{middle}/{url}"
        answer = await self._client.ask(asked, "copy", body=False)
        if answer.status in (401, 403, 404, 410, 451):
            return None
        memento = from_url(self.name, absolute(asked, answer.header("location")))
        if answer.status not in range(300, 400) or memento is None:
            memento = self._named(answer, asked)
        if memento is None:
            raise ArchiveError(f"{self.name}: answered {answer.status} where a redirect belongs")
        return memento if self._believed(memento, url) else None

    def _named(self, answer: Answer, asked: str) -> Memento | None:
        """The newest memento in the Link header: pywb replays at once, in a frame."""
        links = [link for link in linked(answer, asked) if "memento" in link.rels]
        named = [from_url(self.name, link.target) for link in links]
        known = [memento for memento in named if memento]
        return max(known, key=lambda memento: memento.captured_at, default=None)

    async def _search(self, url: str, near: datetime | None) -> list[Memento]:
        """The last captures before ``near``; if there is none, the first after it."""
        if near is None:
            return await self._pages(url, {"limit": f"-{_ROWS}", "fastLatest": "true"})
        edge = timestamp(near + _DAY)
        before = await self._pages(url, {"to": edge, "limit": f"-{_ROWS}"})
        return before or await self._pages(url, {"from": edge, "limit": f"{_ROWS}"})

    async def _pages(self, url: str, window: Mapping[str, str]) -> list[Memento]:
        query = {
            "url": url,
            "matchType": "exact",
            "output": "json",
            "fl": "timestamp,original,statuscode",
            # A revisit ("-") says that an earlier capture was seen again.
            "filter": "statuscode:200|203|206|-",
            "showResumeKey": "true",
            **window,
        }
        found: list[Memento] = []
        for _ in range(_PAGES):
            answer = await self._client.ask(
                f"{self._cdx}?{urlencode(query)}", "search", patience=_PATIENCE
            )
            if answer.status == 404:
                return await self._timemap(url)
            captures, key = self._read(answer)
            found += [self._memento(row) for row in captures if row.status in _GOOD]
            found = [memento for memento in found if self._believed(memento, url)]
            if found or not key:
                break
            query["resumeKey"] = key
        return found

    def _read(self, answer: Answer) -> tuple[list[Capture], str | None]:
        if answer.status == 403:
            return [], None  # robots.txt or the owner forbids it: no copies for us
        if answer.status != 200:
            raise ArchiveError(f"{self.name}: its search answered {answer.status}")
        try:
            return read_cdx(answer.body)
        except ValueError:
            raise ArchiveError(f"{self.name}: its search did not answer in JSON") from None

    def _memento(self, row: Capture) -> Memento:
        return Memento(
            archive=self.name,
            url=f"{self._replay}/{timestamp(row.captured_at)}/{row.original}",
            original=row.original,
            captured_at=row.captured_at,
            status=int(row.status) if row.status.isdigit() else None,
        )

    async def _timemap(self, url: str) -> list[Memento]:
        """A server without the search, such as pywb, still has a TimeMap."""
        page = f"{self._replay}/timemap/link/{url}"
        answer = await self._client.ask(page, "search", patience=_PATIENCE)
        if answer.status != 200:
            return []
        found, _ = read_timemap(answer.body.decode("utf-8", "replace"), page, self.name)
        return [memento for memento in found if self._believed(memento, url)]

    def _believed(self, memento: Memento, url: str) -> bool:
        """Neither of another page, nor from the future."""
        return same_page(memento.original, url) and memento.captured_at <= self._client.now()


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of a search that makes sense."""

    captured_at: datetime
    original: str
    status: str


def read_cdx(body: bytes) -> tuple[list[Capture], str | None]:
    """The captures of a CDX answer, and the key of its next page.

    The first row names the columns; the key stands after an empty row. A row without a
    real moment or an http address is passed over. Raises ``ValueError`` if the answer
    is no JSON list.
    """
    if not body.strip():
        return [], None
    try:
        table = json.loads(body)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(table, list):
        raise ValueError("not a list")
    rows = [row if isinstance(row, list) else [row] for row in table]
    key = None
    if len(rows) >= 2 and not rows[-2] and len(rows[-1]) == 1 and isinstance(rows[-1][0], str):
        key = rows[-1][0]
        rows = rows[:-2]
    if not rows:
        return [], key
    columns = [str(name) for name in rows[0]]
    captures = [_capture(dict(zip(columns, row, strict=False))) for row in rows[1:]]
    return [capture for capture in captures if capture], key


def _capture(row: Mapping[str, object]) -> Capture | None:
    when = moment(str(row.get("timestamp")))
    original = str(row.get("original"))
    if when is None or not original.lower().startswith(("http://", "https://")):
        return None
    return Capture(when, original, str(row.get("statuscode")))
