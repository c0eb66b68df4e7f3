"""The places in pages that documents cite: what stands behind "#" in their addresses.

A link is one page, whoever cites it and wherever in it. So the places travel with the link
to whoever visits it, behind its "#", a blank between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from citations.model import Reading

__all__ = ["places_of", "with_places", "without_places"]

#: Of one page no more places are looked for, and none that is longer.
_MOST, _LONGEST = 20, 500


def places_of(readings: Iterable[Reading]) -> Mapping[str, str]:
    """The address of a link -> the same with the places in it that are cited, if any are."""
    return with_places(_cited(readings))


def with_places(cited: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The same of links, each with an address by which it is cited."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for url, address in cited:
        place = address.partition("#")[2]
        if place and len(place) <= _LONGEST and url.startswith("http"):
            found[url][place.replace(" ", "%20")] = None
    return {url: f"{url}#{' '.join(list(places)[:_MOST])}" for url, places in found.items()}


def _cited(readings: Iterable[Reading]) -> Iterator[tuple[str, str]]:
    """The link and the address of the references that cite a place."""
    for reading in readings:
        urls: dict[str, str] | None = None
        for reference in reading.references:
            address = str(reference.csl.get("URL", ""))
            if "#" in address:
                if urls is None:  # of most documents none is asked for
                    urls = {link.id: link.url for link in reading.links}
                yield urls.get(reference.link or "", ""), address


def without_places(url: str) -> str:
    """The address of the link alone."""
    if "#" not in url:
        return url
    return url.partition("#")[0] if url.startswith("http") else url
