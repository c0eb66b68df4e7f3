"""Any Memento server (RFC 7089): its TimeGate, then its TimeMap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urljoin

from citations.model import Memento
from verifier.archives.client import Answer, Client
from verifier.archives.linkformat import WebLink, http_date, parse_links
from verifier.archives.places import from_url, same_page
from verifier.errors import ArchiveError

__all__ = ["MementoArchive", "read_timemap"]

#: Redirects from a TimeGate to a memento; archive.today needs two, a loop never ends.
_HOPS = 5
#: Pages of one TimeMap that are read.
_PAGES = 5
#: Mementos of one TimeMap that are kept; the nearest are chosen from these.
_MOST = 20_000


class MementoArchive:
    """An archive that speaks RFC 7089 and nothing else."""

    def __init__(self, client: Client, timegate: str, timemap: str) -> None:
        self.name = client.name
        self._client = client
        self._timegate = timegate.rstrip("/")
        self._timemap = timemap.rstrip("/")

    async def find(self, url: str, near: datetime | None) -> tuple[Memento, ...]:
        """Every memento the TimeMap lists, or the nearest if there is no TimeMap.

        Raises ``ArchiveError`` with one line if the archive is down or makes no sense.
        """
        nearest, links = await self._ask_timegate(url, near)
        if nearest is None and not links:
            return ()
        listed = await self._read_timemaps(url, links)
        found = {memento.captured_at: memento for memento in listed}
        if nearest is not None:
            found[nearest.captured_at] = nearest
        return tuple(found[when] for when in sorted(found))

    async def _ask_timegate(
        self, url: str, near: datetime | None
    ) -> tuple[Memento | None, tuple[WebLink, ...]]:
        """The memento nearest to ``near`` and the links beside it; nothing if there is none."""
        asked = f"{self._timegate}/{url}"
        when = format_datetime((near or self._client.now()).astimezone(UTC), usegmt=True)
        links: list[WebLink] = []
        for hop in range(_HOPS):
            answer = await self._client.ask(
                asked, "copy" if hop else "search", headers={"accept-datetime": when}, body=False
            )
            links += parse_links(answer.headers.get("link", ""), asked, 1000)
            memento = self._arrived(answer, url, links)
            if memento or answer.status in (401, 403, 404, 410):
                return memento, tuple(links) if memento else ()
            if "location" not in answer.headers or answer.status not in range(300, 400):
                raise ArchiveError(f"{self.name}: its TimeGate answered {answer.status}")
            asked = urljoin(asked, answer.headers["location"])
        raise ArchiveError(f"{self.name}: its TimeGate redirects without end")

    def _arrived(self, answer: Answer, url: str, links: Iterable[WebLink]) -> Memento | None:
        """The memento that this answer is or leads to."""
        target = urljoin(answer.url, answer.headers.get("location", ""))
        if answer.status in range(300, 400) and (known := from_url(self.name, target)):
            return known if self._believed(known, url) else None
        when = http_date(answer.headers.get("memento-datetime", ""))
        if when is None:
            return None
        where = urljoin(answer.url, answer.headers.get("content-location", ""))
        named = [link.target for link in links if "memento" in link.rels and link.datetime == when]
        memento = from_url(self.name, where) or Memento(
            archive=self.name, url=named[0] if named else where, original=url, captured_at=when
        )
        return memento if self._believed(memento, url) else None

    async def _read_timemaps(self, url: str, links: Iterable[WebLink]) -> list[Memento]:
        pages = [f"{self._timemap}/{url}"] if self._timemap else _timemaps(links)
        found: list[Memento] = []
        asked: set[str] = set()
        while pages and len(asked) < _PAGES and len(found) < _MOST:
            page = pages.pop(0)
            if page in asked:
                continue
            asked.add(page)
            answer = await self._client.ask(page, "search")
            if answer.status != 200:
                break
            mementos, more = read_timemap(answer.body.decode("utf-8", "replace"), page, self.name)
            found += [memento for memento in mementos if self._believed(memento, url)]
            pages += more
        return found

    def _believed(self, memento: Memento, url: str) -> bool:
        """Neither of another page, nor from the future."""
        return same_page(memento.original, url) and memento.captured_at <= self._client.now()


def read_timemap(text: str, base: str, archive: str) -> tuple[list[Memento], list[str]]:
    """The mementos of a TimeMap in link format, and the addresses of its further pages."""
    links = list(parse_links(text, base))
    original = next((link.target for link in links if "original" in link.rels), "")
    found = []
    for link in links:
        if "memento" in link.rels and (when := link.datetime):
            named = from_url(archive, link.target)
            found.append(
                Memento(
                    archive=archive,
                    url=link.target,
                    original=original or (named.original if named else ""),
                    captured_at=when,
                )
            )
    return found, [page for page in _timemaps(links) if page != base]


def _timemaps(links: Iterable[WebLink]) -> list[str]:
    """Only pages in link format: a TimeMap may name JSON twins of itself."""
    kind = "application/link-format"
    return [
        link.target
        for link in links
        if "timemap" in link.rels and link.attributes.get("type", kind) == kind
    ]
