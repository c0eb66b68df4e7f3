"""Claims that say the same, in one document or in several: to be checked, and mended, together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from citations.model import Audit, Claim, Elsewhere, Reading
from citations.repeats import repeats
from verifier.disagreements import disagreements

__all__ = ["with_repeats"]

#: More claims than this are not compared with each other.
_MOST = 50_000


def with_repeats(audits: Sequence[Audit], others: Iterable[Reading]) -> list[Audit]:
    """The audits, each claim with where it is said again; ``others`` are looked at too."""
    readings = [audit.reading for audit in audits] + list(others)
    said = [(reading, claim) for reading in readings for claim in _claims(reading)][:_MOST]
    texts = [claim.text for _, claim in said]
    values = {(one.first, one.second): one.values for one in disagreements(texts)}
    places: dict[tuple[str, str], list[Elsewhere]] = defaultdict(list)
    for pair in repeats(texts):
        first, second = said[pair.first], said[pair.second]
        differs = values.get((pair.first, pair.second))
        back = (differs[1], differs[0]) if differs else None
        places[_key(first)].append(_elsewhere(second, pair.likeness, differs))
        places[_key(second)].append(_elsewhere(first, pair.likeness, back))
    return [
        replace(
            audit,
            repeats={
                claim.id: tuple(found)
                for claim in audit.reading.claims
                if (found := places.get(_key((audit.reading, claim))))
            },
        )
        for audit in audits
    ]


def _claims(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.kind != "not_checkable"]


def _key(said: tuple[Reading, Claim]) -> tuple[str, str]:
    return said[0].document.source, said[1].id


def _elsewhere(
    said: tuple[Reading, Claim], likeness: float, differs: tuple[str, str] | None
) -> Elsewhere:
    reading, claim = said
    return Elsewhere(
        source=reading.document.source,
        claim=claim.id,
        line=claim.line,
        text=claim.text,
        likeness=round(likeness, 2),
        differs=differs,
    )
