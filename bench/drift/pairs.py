"""Two states of one page, with what became of it and of two of its passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.drift import banks, pages
from bench.drift.banks import Fact

__all__ = ["KINDS", "Pair", "make"]

Bank = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """``kind`` is what was done to the page; ``drift`` the class it should get."""

    kind: str
    drift: str
    before: bytes
    after: bytes
    #: (exact words of before, are they still there)
    passages: tuple[tuple[str, bool], ...]


@dataclass(slots=True)
class _Article:
    """Facts in order, each with its slots filled and one of its two wordings."""

    headline: str
    sentences: list[str]
    #: The other wording of each.
    others: list[str]
    breaks: set[int]

    def paragraphs(self, sentences: Sequence[str | None]) -> list[str]:
        found, current = [], []
        for place, sentence in enumerate(sentences):
            if sentence:
                current.append(sentence)
            if place in self.breaks and current:
                found.append(" ".join(current))
                current = []
        return [*found, " ".join(current)] if current else found


def make(rng: Random, *, held_out: bool) -> Pair:
    """One pair, of a kind drawn at random."""
    subjects = banks.HELD_OUT if held_out else banks.DEV
    skins = pages.HELD_OUT if held_out else pages.DEV
    article = _write(rng, subjects[rng.choice(list(subjects))])
    kind = rng.choice(list(KINDS))
    drift, new = KINDS[kind](rng, article, subjects)
    skin = rng.choice(skins)
    later = rng.choice(skins) if rng.random() < 0.6 else skin
    before = pages.render(rng, skin, article.headline, article.paragraphs(article.sentences))
    headline = _headline(new) if drift == "replaced" else article.headline
    after = pages.render(rng, later, headline, new)
    text = re.sub(r"\s+", " ", " ".join(new)).replace("’", "'")
    chosen = rng.sample(article.sentences, 2)
    return Pair(kind, drift, before, after, tuple((words, words in text) for words in chosen))


def _write(rng: Random, bank: Bank) -> _Article:
    facts = rng.sample(bank, rng.randint(9, len(bank)))
    filled = [_fill(rng, fact, rng.randint(0, 1)) for fact in facts]
    breaks = {place for place in range(len(facts)) if rng.random() < 0.45}
    return _Article(
        _headline([filled[0][0]]), [a for a, _ in filled], [b for _, b in filled], breaks
    )


def _headline(texts: Sequence[str]) -> str:
    return " ".join(texts[0].split()[:6]).rstrip(",.")


def _fill(rng: Random, fact: Fact, wording: int) -> tuple[str, str]:
    name, place, river = (rng.choice(c) for c in (banks.PEOPLE, banks.PLACES, banks.RIVERS))
    city = rng.choice([other for other in banks.PLACES if other != place])
    values = {
        "name": name,
        "place": place,
        "river": river,
        "city": city,
        "month": rng.choice(banks.MONTHS),
        "day": str(rng.randint(1, 28)),
        "year": str(rng.randint(1850, 2019)),
        "n1": str(rng.randint(2, 9)),
        "n2": str(rng.randint(11, 89)),
        "n3": str(rng.randint(110, 980)),
        "n4": f"{rng.randint(1_100, 9_900):,}",
        "n5": f"{rng.randint(11_000, 980_000):,}",
    }
    return fact[wording].format(**values), fact[1 - wording].format(**values)


def _same(_rng: Random, article: _Article, _: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """Only the furniture is new."""
    return "none", article.paragraphs(article.sentences)


def _typography(rng: Random, article: _Article, _: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """Other quotation marks, other blanks, paragraphs cut elsewhere."""
    article.breaks = {place for place in range(len(article.sentences)) if rng.random() < 0.45}
    new = [text.replace("'", "’") for text in article.paragraphs(article.sentences)]
    return "none", [re.sub(r"(\d) ", "\\1\u00a0", text) for text in new]


def _corrected(rng: Random, article: _Article, _: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """One to three figures or names are other ones."""
    new = list(article.sentences)
    dated = [place for place, words in enumerate(new) if re.search(r"\d", words)]
    for place in rng.sample(dated, min(len(dated), rng.randint(1, 3))):
        number = rng.choice(list(re.finditer(r"\d+", new[place])))
        other = str(int(number[0]) + rng.randint(1, 9)).zfill(len(number[0]))
        new[place] = new[place][: number.start()] + other + new[place][number.end() :]
    return "minor", article.paragraphs(new)


def _trimmed(rng: Random, article: _Article, _: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """One sentence is gone, or two of a longer article."""
    count = 1 if len(article.sentences) < 12 else rng.randint(1, 2)
    gone = rng.sample(range(len(article.sentences)), count)
    return "minor", article.paragraphs(
        [None if place in gone else words for place, words in enumerate(article.sentences)]
    )


def _extended(rng: Random, article: _Article, banks_: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """A paragraph on what happened since, or an editor's note."""
    bank = next(bank for bank in banks_.values() if _holds(bank, article))
    later = " ".join(_fill(rng, fact, 1)[0] for fact in rng.sample(bank, 3))
    note = "Correction: an earlier version of this article misstated a figure and a name."
    paragraphs = article.paragraphs(article.sentences)
    return "minor", [*paragraphs, rng.choice((later, later, note))]


def _holds(bank: Bank, article: _Article) -> bool:
    starts = {words.split("{")[0] for fact in bank for words in fact if words.find("{") > 8}
    return sum(words.startswith(tuple(starts)) for words in article.sentences) > 2


def _halved(rng: Random, article: _Article, _: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """Half of it is gone: an excerpt, or the part before a paywall."""
    keep = rng.randint(len(article.sentences) * 3 // 10, len(article.sentences) * 6 // 10)
    start = rng.choice((0, 0, rng.randint(0, len(article.sentences) - keep)))
    kept = range(start, start + keep)
    return "major", article.paragraphs(
        [words if place in kept else None for place, words in enumerate(article.sentences)]
    )


def _rewritten(rng: Random, article: _Article, _: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """The same facts in other words and another order."""
    share = rng.choice((0.7, 0.85, 1.0))
    new = [
        other if rng.random() < share else words
        for words, other in zip(article.sentences, article.others, strict=True)
    ]
    rng.shuffle(new)
    if sum(map(len, set(new) - set(article.sentences))) < 0.5 * sum(map(len, new)):
        new = list(article.others)
    return "major", article.paragraphs(new)


def _replaced(rng: Random, article: _Article, banks_: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """Another article, on another subject."""
    others = [bank for bank in banks_.values() if not _holds(bank, article)]
    other = _write(rng, rng.choice(others))
    return "replaced", other.paragraphs(other.sentences)


def _front_page(rng: Random, _article: _Article, _: Mapping[str, Bank]) -> tuple[str, list[str]]:
    """The site's front page, where the article used to be."""
    lines = [f"{rng.choice(pages.TEASERS)}. {rng.choice(pages.ADS)}" for _ in range(8)]
    return "replaced", lines


KINDS = {
    "same": _same,
    "same again": _same,
    "typography": _typography,
    "corrected": _corrected,
    "trimmed": _trimmed,
    "extended": _extended,
    "halved": _halved,
    "rewritten": _rewritten,
    "replaced": _replaced,
    "front page": _front_page,
}
