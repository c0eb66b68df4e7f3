"""Any Memento server (RFC 7089): its TimeGate, then its TimeMap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from citations.model import Memento
from verifier.archives.client import Client, Incomplete
from verifier.archives.linkformat import WebLink, absolute, http_date, parse_links
from verifier.archives.places import from_url, same_page
from verifier.errors import ArchiveError
from verifier.exchange import Answer

__all__ = ["MementoArchive", "linked", "read_timemap"]

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
        """Every memento the TimeMap lists, and those the TimeGate names, oldest first.

        Raises ``ArchiveError`` with one line if the archive is down or makes no sense.
        """
        named, timemaps = await self._ask_timegate(url, near)
        if not named:
            return ()
        try:
            listed = await self._read_timemaps(url, timemaps)
        except ArchiveError as error:
            raise Incomplete(str(error), tuple(named)) from None
        found = {memento.captured_at: memento for memento in [*named, *listed]}
        return tuple(found[when] for when in sorted(found))

    async def _ask_timegate(
        self, url: str, near: datetime | None
    ) -> tuple[list[Memento], list[str]]:
        """The mementos that the way from the TimeGate names, and the TimeMaps."""
        asked = f"{self._timegate}/{url}"
        # Without a date the TimeGate gives the newest.
        when = format_datetime(near.astimezone(UTC), usegmt=True) if near else None
        headers = {"accept-datetime": when} if when else {}
        named: list[Memento] = []
        timemaps: list[str] = []
        for hop in range(_HOPS):
            answer = await self._client.ask(
                asked, "copy" if hop else "search", headers=headers, body=False
            )
            timemaps += _timemaps(linked(answer, asked))
            named += self._named(asked, answer, url)
            if named or answer.status in (401, 403, 404, 410):
                return named, timemaps
            if not answer.header("location") or answer.status not in range(300, 400):
                raise ArchiveError(f"{self.name}: its TimeGate answered {answer.status}")
            asked = absolute(asked, answer.header("location"))
        raise ArchiveError(f"{self.name}: its TimeGate redirects without end")

    def _named(self, asked: str, answer: Answer, url: str) -> list[Memento]:
        """The mementos that this answer is, leads to, or has links to."""
        named = _mementos(linked(answer, asked), self.name)
        target = absolute(asked, answer.header("location"))
        if answer.status in range(300, 400) and (known := from_url(self.name, target)):
            named.append(known)
        if when := http_date(answer.header("memento-datetime")):
            where = absolute(asked, answer.header("content-location")) or asked
            itself = Memento(archive=self.name, url=where, original=url, captured_at=when)
            if not any(memento.captured_at == when for memento in named):
                named.append(from_url(self.name, where) or itself)
        return [memento for memento in named if self._believed(memento, url)]

    async def _read_timemaps(self, url: str, named: list[str]) -> list[Memento]:
        pages = [f"{self._timemap}/{url}"] if self._timemap else named
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
    return _mementos(links, archive), [page for page in _timemaps(links) if page != base]


def linked(answer: Answer, base: str) -> list[WebLink]:
    """The links in an answer's ``Link`` headers."""
    values = [value for name, value in answer.headers if name == "link"]
    return list(parse_links(", ".join(values), base, 1000))


def _mementos(links: Sequence[WebLink], archive: str) -> list[Memento]:
    original = next((link.target for link in links if "original" in link.rels), "")
    found = []
    for link in links:
        if "memento" in link.rels and (when := link.datetime):
            named = from_url(archive, link.target)
            found.append(
                Memento(
                    archive=archive,
                    url=named.url if named else link.target,
                    original=named.original if named else original,
                    captured_at=when,
                )
            )
    return found


def _timemaps(links: Iterable[WebLink]) -> list[str]:
    """Only pages in link format: a TimeMap may name JSON twins of itself."""
    kind = "application/link-format"
    return [
        link.target
        for link in links
        if "timemap" in link.rels and link.attributes.get("type", kind) == kind
    ]
