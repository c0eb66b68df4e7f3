"""Whether sources are independent: of each other, and of the document that cites them.

Two newspapers that print one agency's report are one source. A source that took its words
from the document, or cites it, proves nothing of it: the circle is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from citations.model import Reading, SourceText
from citations.shortforms import meant

__all__ = ["kinships"]

#: Words in a row that two texts have in common by chance once in a great while.
_RUN = 8
#: Of all runs of words about one of so many is kept: enough to find half a text in another.
_KEPT = 4
#: No more of a text is looked at, in characters.
_LONGEST = 400_000
#: Shared runs, and their share of the shorter text's, that make two texts one.
_LEAST_SHARED = 5
_SAME = 0.5
#: Runs that a source shares with the document outside of what either quotes.
_LEAST_COPIED = 8
#: A run of words that more texts have than this is boilerplate.
_COMMON = 20
#: A title shorter than this, in letters, may be named by chance.
_LEAST_TITLE = 24
_MOST = 500

_AGENCY = re.compile(
    r"\((?:AP|AFP|dpa|ANSA|EFE|Reuters|APA|PA Media|Xinhua|TASS|UPI|Belga|Lusa|ANP)\)"
    r"|\b(?:Associated Press|Reuters|Agence France-Presse|Deutsche Presse-Agentur|dpa)\b"
)
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"“[^”]{0,3000}”|„[^“”]{0,3000}[“”]|«[^»]{0,3000}»|\"[^\"\n]{0,3000}\"")

Reason = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Read:
    """One source: the references that mean it, and its runs of words."""

    references: tuple[str, ...]
    source: SourceText
    runs: frozenset[int]
    letters: str
    #: The letters of the title under which it is cited, and of its own.
    title: str
    own_title: str

    @property
    def id(self) -> str:
        return self.references[0]


def kinships(reading: Reading, texts: Mapping[str, SourceText]) -> dict[str, tuple[Reason, ...]]:
    """Reference id -> why its source is no independent one; ``texts`` are by reference id.

    ``same_text`` names the reference whose words it carries, with the agency if both name
    one; ``names_source`` a cited work that it names itself; ``circular`` how it leans on the
    document.
    """
    read = _read(reading, texts)
    found: defaultdict[str, list[Reason]] = defaultdict(list)
    copies = _same(read)
    prose = " ".join(claim.text for claim in reading.claims)
    own = _runs(_words(_QUOTED.sub(" ", prose[:_LONGEST])))
    for one in read:
        reasons = [*_circular(one, reading, own)]
        if one.id in copies:
            reasons.append(("same_text", copies[one.id]))
        reasons += _names(one, read, copies)
        for id_ in one.references:
            found[id_] += reasons
    return {id_: tuple(reasons) for id_, reasons in found.items() if reasons}


def _read(reading: Reading, texts: Mapping[str, SourceText]) -> list[_Read]:
    """The sources that could be read, each once, in the order in which they are cited."""
    references = {reference.id: reference for reference in reading.references}
    by_source: dict[SourceText, list[str]] = {}
    for reference in reading.references:
        source = texts.get(reference.id)
        if source is not None and source.text and source.defect is None:
            by_source.setdefault(source, []).append(reference.id)
    made = []
    for source, ids in list(by_source.items())[:_MOST]:
        said = _words(source.text)
        cited = meant(references[ids[0]], references).csl.get("title") or source.title or ""
        made.append(
            _Read(
                references=tuple(ids),
                source=source,
                runs=_runs(said),
                letters="".join(said),
                title=_letters(str(cited)),
                own_title=_letters(source.title or ""),
            )
        )
    return made


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_LONGEST].casefold())


def _letters(text: str) -> str:
    """The letters and digits of a title; marks and spaces differ from place to place."""
    return "".join(_words(text[:300]))


def _runs(said: Sequence[str]) -> frozenset[int]:
    """A steady sample of the runs of words in a text, as hashes."""
    return frozenset(
        crc32(" ".join(said[at : at + _RUN]).encode())
        for at in range(len(said) - _RUN + 1)
        if _opens(said[at])
    )


@lru_cache(maxsize=65_536)
def _opens(word: str) -> bool:
    """Whether the runs that begin with this word are kept."""
    return crc32(word.encode()) % _KEPT == 0


def _same(read: Sequence[_Read]) -> dict[str, str]:
    """Source -> the first source that carries the same text."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        for run in one.runs:
            holders[run].append(number)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            for at, first in enumerate(numbers):
                for second in numbers[at + 1 :]:
                    shared[first, second] += 1
    copies: dict[str, str] = {}
    for (first, second), count in sorted(shared.items()):
        least = min(len(read[first].runs), len(read[second].runs))
        if count >= max(_LEAST_SHARED, _SAME * least):
            origin = copies.get(read[first].id, read[first].id)
            copies.setdefault(read[second].id, origin)
    return copies


def _names(one: _Read, read: Sequence[_Read], copies: Mapping[str, str]) -> Iterator[Reason]:
    """The other cited works that a source names by their titles, and the agency of a reprint."""
    if one.id in copies and (agency := _AGENCY.search(one.source.text[:_LONGEST])):
        yield "agency", agency[0].strip("()")
    for other in read:
        apart = other is not one and other.id != copies.get(one.id)
        telling = len(other.title) >= _LEAST_TITLE and other.title not in one.own_title
        if apart and telling and other.title in one.letters:
            yield "names_source", other.id


def _circular(one: _Read, reading: Reading, own: frozenset[int]) -> Iterator[Reason]:
    """How a source leans on the document: it gives its address or title, or carries its words."""
    text = one.source.text[:_LONGEST]
    document = reading.document
    address = document.source.partition("://")[2].rstrip("/")
    if "/" in address and address in text:
        yield "circular", "it gives the address of this document"
    title = _letters(document.title or "")
    if len(title) >= _LEAST_TITLE and any(
        title in _letters(match[0]) for match in _QUOTED.finditer(text)
    ):
        yield "circular", "it names this document by its title"
    # What both quote is neither's own.
    copied = own & _runs(_words(_QUOTED.sub(" ", text)))
    if len(copied) >= _LEAST_COPIED:
        yield "copied", f"some {len(copied) * _KEPT} words are those of this document"
