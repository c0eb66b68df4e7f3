"""What a claim and a page have in common, as facts a person can check and four numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citations.languages import guess
from citations.words import Word, words
from verifier.judges.agreement import missing
from verifier.judges.clauses import Clause, clauses, names
from verifier.judges.passages import Page
from verifier.judges.quantities import Quantity, quantities
from verifier.judges.quotes import Found, Quotation, find, quotations

__all__ = ["FEATURES", "Findings", "look", "other_language"]

#: No more of a claim than this is read, in characters.
_LONGEST = 10_000
_CANDIDATES = 24
#: Passages that a person would read before looking elsewhere.
_READ = 3
_LEAST_PLAIN = 2
#: Beside a quotation, a clause of fewer words only introduces it.
_LEAST_BESIDE = 2

#: Two languages have no more of a claim's words in common than this: names, mostly.
_FOREIGN = 0.5

#: The names of the four numbers, in the order of ``Findings.features``.
FEATURES = ("number_missing", "name_missing", "weakest_clause", "best_window")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """One claim held against one page; offsets of quantities and words are into the claim."""

    claim: str
    language: str | None
    carrying: tuple[Word, ...]
    quotes: tuple[tuple[Quotation, Found], ...]
    quantities: tuple[Quantity, ...]
    numbers_missing: tuple[Quantity, ...]
    #: On the page, but far from the passages nearest the claim.
    numbers_far: tuple[Quantity, ...]
    names_missing: tuple[Word, ...]
    words_missing: tuple[Word, ...]
    weakest: Clause | None
    #: Share of the weakest clause's words that some window of the page holds together.
    weakest_share: float
    #: The same of all clauses, by their length.
    mean_share: float
    #: The best sentence, and the share of the claim's words in it and its neighbours.
    centre: int | None
    window_share: float
    #: Share of the claim's words that the page holds anywhere.
    page_share: float
    #: The sentences nearest the claim, best first.
    nearest: tuple[int, ...]

    @property
    def features(self) -> tuple[float, ...]:
        """The four numbers that the model weighs, as ``FEATURES`` names them."""
        return (
            float(bool(self.numbers_missing)),
            float(min(len(self.names_missing), 2)),
            self.weakest_share,
            self.window_share,
        )


def look(claim: str, page: Page, language: str | None = None) -> Findings:
    """Everything the tiers find; ``language`` is that of the claim's document.

    What a quotation has word for word needs no second proof: only the rest is looked for.
    """
    claim = claim[:_LONGEST].replace("\u00ad", "")
    spoken = guess(claim) or language or page.language
    quotes = [(item, find(item.text, page, claim[: item.start])) for item in quotations(claim)]
    rest, proven = _without_proven(claim, quotes)
    said = words(rest)
    carrying = [word for word in said if word.carries]
    keys = frozenset(word.key for word in carrying) - proven
    nearest = page.ranked(keys | proven, _CANDIDATES)
    centre, share = _best_window(page, keys, nearest, len(proven))
    parts = [part for part in clauses(rest) if not proven or len(part.keys) >= _LEAST_BESIDE]
    shares = [(part, _window_share(page, frozenset(part.keys))) for part in parts]
    weakest, weakest_share = _weakest(shares)
    claimed = quantities(rest, spoken)
    gone = missing(claimed, page.all_quantities) if claimed else []
    absent = [word for word in carrying if not page.has(word.key)]
    return Findings(
        claim=claim,
        language=spoken,
        carrying=tuple(word for word in words(claim) if word.carries),
        quotes=tuple(quotes),
        quantities=tuple(claimed),
        numbers_missing=tuple(gone),
        numbers_far=tuple(_far(claimed, gone, page, _near(page, keys, nearest, centre))),
        names_missing=tuple(w for w in names(said, rest, spoken) if not page.has(w.key)),
        words_missing=tuple(w for w in absent if not _in_good_number(w, claimed, gone)),
        weakest=weakest,
        weakest_share=weakest_share,
        mean_share=_mean(shares, len(proven)),
        centre=centre,
        window_share=share,
        page_share=_share(keys | proven, page),
        nearest=tuple(nearest),
    )


def _without_proven(
    claim: str, quotes: Sequence[tuple[Quotation, Found]]
) -> tuple[str, frozenset[str]]:
    """The claim with its verbatim quotations blanked, and the words they prove."""
    proven: set[str] = set()
    for quote, found in quotes:
        if found.status == "verbatim":
            proven |= {w.key for w in words(claim, quote.start, quote.end) if w.carries}
            claim = claim[: quote.start] + " " * len(quote.text) + claim[quote.end :]
    return claim, frozenset(proven)


def _near(page: Page, keys: frozenset[str], nearest: Sequence[int], centre: int | None) -> set[int]:
    """The sentences around the passages that a person would read first."""
    if centre is None:
        return set()
    plain = frozenset(key for key in keys if not key[0].isdecimal())
    # A sentence that has nothing but the figure in common is about something else.
    close = [n for n in nearest[:_READ] if len(plain & page.keys[n]) >= _LEAST_PLAIN]
    around = {near for number in close for near in page.window(number)}
    return around | set(page.window(centre, 2))


def _far(
    claimed: Sequence[Quantity], gone: Sequence[Quantity], page: Page, near: set[int]
) -> list[Quantity]:
    """Values that the page gives, but not in the sentences near the claim."""
    if not claimed or not near:
        return []
    given = [item for number in sorted(near) for item in page.quantities(number)]
    return [item for item in missing(claimed, given) if item not in gone]


def _share(keys: Iterable[str], page: Page) -> float:
    held = [page.has(key) for key in keys]
    return sum(held) / len(held) if held else 0.0


def _best_window(
    page: Page, keys: frozenset[str], nearest: Sequence[int], proven: int = 0
) -> tuple[int | None, float]:
    """The sentence whose neighbourhood holds most of the words, and the share that is held."""
    best, most = (nearest[0], 0) if proven and nearest else (None, 0)
    for number in nearest:
        held = len(keys & page.held(page.window(number)))
        if held > most:
            best, most = number, held
    return best, (most + proven) / max(1, len(keys) + proven)


def _window_share(page: Page, keys: frozenset[str]) -> float:
    """The largest share of a clause's words that a sentence and its neighbours hold."""
    return _best_window(page, keys, page.ranked(keys, 5))[1]


def _weakest(shares: Sequence[tuple[Clause, float]]) -> tuple[Clause | None, float]:
    """The clause that the page says least of, each looked for where it stands best."""
    weakest, least = None, 1.0
    for part, share in shares:
        if share < least:
            weakest, least = part, share
    return weakest, least


def _mean(shares: Sequence[tuple[Clause, float]], proven: int) -> float:
    """What the page says of the clauses on the whole, the longer ones weighing more."""
    total = sum(len(part.keys) for part, _ in shares)
    held = sum(len(part.keys) * share for part, share in shares)
    return (held + proven) / max(1, total + proven)


def _in_good_number(word: Word, claimed: Sequence[Quantity], gone: Sequence[Quantity]) -> bool:
    """Whether the word belongs to a quantity that the page gives in other words."""
    return any(q.start <= word.start < q.end and q not in gone for q in claimed)


def other_language(found: Findings, page: Page) -> bool:
    """Words cannot be compared over languages; numbers and names alone settle nothing."""
    if not found.language or not page.language or found.language == page.language:
        return False
    # A short claim's language is a guess; words in common refute it.
    return found.page_share < _FOREIGN
