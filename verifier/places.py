"""The places in pages that documents cite: what stands behind "#" in their addresses.

A link is one page, whoever cites it and wherever in it. So the places travel with the link
to whoever visits it, behind its "#", a blank between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from citations.model import Reading

__all__ = ["places_of", "without_places"]

#: Of one page no more places are looked for, and none that is longer.
_MOST, _LONGEST = 20, 500


def places_of(readings: Iterable[Reading]) -> Mapping[str, str]:
    """The address of a link -> the same with the places in it that are cited, if any are."""
    cited: dict[str, dict[str, None]] = defaultdict(dict)
    for reading in readings:
        urls = {link.id: link.url for link in reading.links}
        for reference in reading.references:
            place = str(reference.csl.get("URL", "")).partition("#")[2]
            url = urls.get(reference.link or "", "")
            if place and len(place) <= _LONGEST and url.startswith("http"):
                cited[url][place.replace(" ", "%20")] = None
    return {url: f"{url}#{' '.join(list(places)[:_MOST])}" for url, places in cited.items()}


def without_places(url: str) -> str:
    """The address of the link alone."""
    return url.partition("#")[0] if url.startswith("http") else url
