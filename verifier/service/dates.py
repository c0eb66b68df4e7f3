"""When the cited pages were read and published, as the references say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from citations.csl import last_day
from citations.model import Memento, Reading
from verifier.archives import ranked
from verifier.archives.choose import GRACE
from verifier.service.judging import cited_links

__all__ = ["UNDATED", "Dates", "dates_of", "right_first"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What a reference says of one source; the day is the last that the date can mean."""

    accessed: date | None = None
    published: date | None = None

    @property
    def near(self) -> datetime | None:
        """The moment around which copies are wanted; None: the newest."""
        if self.accessed is not None:
            return datetime.combine(self.accessed, time(), UTC)
        return datetime.combine(self.published, time(), UTC) + GRACE if self.published else None

    def right_first(self, copies: Iterable[Memento]) -> tuple[Memento, ...]:
        """The usable copies in the order of choice."""
        return ranked(copies, accessed=self.accessed, published=self.published)


UNDATED = Dates()


def dates_of(readings: Iterable[Reading]) -> dict[str, Dates]:
    """By cited URL, every address of a reference; the first reference that has a day counts."""
    accessed: dict[str, date] = {}
    published: dict[str, date] = {}
    for reading in readings:
        links = cited_links(reading)
        for reference in reading.references:
            urls = [*reference.other_urls]
            if reference.id in links:
                urls.insert(0, links[reference.id])
            for days, name in ((accessed, "accessed"), (published, "issued")):
                if (day := last_day(reference.csl.get(name))) is not None:
                    for url in urls:
                        days.setdefault(url, day)
    return {
        url: Dates(accessed=accessed.get(url), published=published.get(url))
        for url in accessed | published
    }


def right_first(
    reading: Reading, mementos: Mapping[str, Iterable[Memento]]
) -> dict[str, tuple[Memento, ...]]:
    """The usable copies of a document's links in the order of choice, as an audit has them."""
    dates = dates_of([reading])
    return {url: dates.get(url, UNDATED).right_first(copies) for url, copies in mementos.items()}
