"""Made-up works as CSL-JSON, by a seeded generator."""

from __future__ import annotations

import random
from typing import Any

from bench.parse.pools import Pool, pool

Item = dict[str, Any]

TYPES = (
    "article-newspaper",
    "article-journal",
    "webpage",
    "book",
    "chapter",
    "report",
    "thesis",
    "post-weblog",
    "paper-conference",
)
_YEARLY = {"book", "chapter", "thesis", "paper-conference"}
_MEETINGS = {
    "en": "Proceedings of the {p} Conference on Tides", "de": "Tagungsband des Kongresses {p} {y}",
    "fr": "Actes du colloque de {p}", "es": "Actas del Congreso de {p}",
    "it": "Atti del convegno di {p}", "tr": "{p} Denizcilik Sempozyumu",
    "ru": "Материалы конференции в городе {p}", "zh": "{p}港口会议论文集", "ja": "{p}会議論文集",
}  # fmt: skip
_GENRES = ("Special Report", "Working Paper", "Policy Brief")


def make_item(chance: random.Random, language: str, *, odd: bool, number: int) -> Item:
    """One work; its fields are those that such a work has."""
    words = pool(language, odd=odd)
    kind = chance.choices(TYPES, weights=(5, 5, 4, 4, 3, 2, 1, 2, 1))[0]
    item: Item = {"id": f"i{number}", "type": kind, "title": _title(chance, words)}
    item["language"] = words.locale
    item["author"] = _authors(chance, words, kind)
    if not item["author"]:
        del item["author"]
    item["issued"] = {"date-parts": [_date(chance, full=kind not in _YEARLY)]}
    _MAKERS[kind](chance, words, item)
    return item


def _title(chance: random.Random, words: Pool) -> str:
    a, b = chance.sample(words.things, 2) if len(words.things) > 1 else (words.things * 2)[:2]
    title = chance.choice(words.titles).format(a=a, b=b, p=chance.choice(words.places))
    return title[0].upper() + title[1:]


def _authors(chance: random.Random, words: Pool, kind: str) -> list[dict[str, str]]:
    if kind in {"report", "webpage"} and chance.random() < 0.6:
        return [{"literal": chance.choice(words.bodies)}]
    if kind == "article-newspaper" and chance.random() < 0.15:
        return []
    many = chance.choices((1, 2, 3), weights=(6, 3, 1))[0]
    families = chance.sample(words.family, min(many, len(words.family)))
    return [{"family": family, "given": chance.choice(words.given)} for family in families]


def _date(chance: random.Random, *, full: bool) -> list[int]:
    year = chance.randint(1975, 2023)
    return [year, chance.randint(1, 12), chance.randint(1, 28)] if full else [year]


def _pages(chance: random.Random) -> str:
    first = chance.randint(1, 380)
    return f"{first}-{first + chance.randint(2, 40)}"


def _address(chance: random.Random, item: Item) -> None:
    stem = "-".join(
        chance.sample(("tide", "wall", "ferry", "harbour", "light", "storm", "salt"), 4)
    )
    host = chance.choice(("www.example.org", "news.example.com", "port.example.net"))
    year = item["issued"]["date-parts"][0][0]
    item["URL"] = (
        f"https://{host}/{year}/{chance.randint(10, 99)}/{stem}-{chance.randint(100, 999)}"
    )
    if chance.random() < 0.6:
        item["accessed"] = {
            "date-parts": [[year + 1, chance.randint(1, 12), chance.randint(1, 28)]]
        }


def _newspaper(chance: random.Random, words: Pool, item: Item) -> None:
    item["container-title"] = chance.choice(words.papers)
    if chance.random() < 0.7:
        _address(chance, item)
    else:
        item["page"] = str(chance.randint(1, 24))


def _journal(chance: random.Random, words: Pool, item: Item) -> None:
    item["container-title"] = chance.choice(words.journals)
    item["issued"]["date-parts"][0] = item["issued"]["date-parts"][0][:1]
    item["volume"] = str(chance.randint(2, 88))
    item["issue"] = str(chance.randint(1, 12))
    item["page"] = _pages(chance)
    if chance.random() < 0.6:
        item["DOI"] = (
            f"10.{chance.randint(1000, 9999)}/"
            f"{chance.choice('abcjs')}.{chance.randint(1000, 99999)}"
        )


def _webpage(chance: random.Random, words: Pool, item: Item) -> None:
    item["container-title"] = chance.choice(words.sites)
    _address(chance, item)


def _weblog(chance: random.Random, words: Pool, item: Item) -> None:
    item["container-title"] = chance.choice(words.blogs)
    _address(chance, item)


def _conference(chance: random.Random, words: Pool, item: Item) -> None:
    town, year = chance.choice(words.places), item["issued"]["date-parts"][0][0]
    item["container-title"] = _MEETINGS[words.locale[:2]].format(p=town, y=year)
    item["issued"]["date-parts"][0] = [year]
    item["page"] = _pages(chance)
    item["publisher"] = chance.choice(words.bodies if chance.random() < 0.5 else words.houses)
    item["publisher-place"] = town


def _book(chance: random.Random, words: Pool, item: Item) -> None:
    item["publisher"] = chance.choice(words.houses)
    item["publisher-place"] = chance.choice(words.places)


def _chapter(chance: random.Random, words: Pool, item: Item) -> None:
    _book(chance, words, item)
    item["container-title"] = _title(chance, words)
    item["editor"] = [
        {"family": chance.choice(words.family), "given": chance.choice(words.given)}
        for _ in range(chance.choice((1, 1, 2)))
    ]
    item["page"] = _pages(chance)


def _report(chance: random.Random, words: Pool, item: Item) -> None:
    item["publisher"] = chance.choice(words.bodies)
    item["publisher-place"] = chance.choice(words.places)
    item["genre"] = chance.choice(_GENRES)
    if chance.random() < 0.6:
        _address(chance, item)


def _thesis(chance: random.Random, words: Pool, item: Item) -> None:
    item["publisher"] = f"University of {chance.choice(words.places)}"
    item["genre"] = chance.choice(("PhD thesis", "Master’s thesis"))


_MAKERS = {
    "article-newspaper": _newspaper,
    "article-journal": _journal,
    "webpage": _webpage,
    "post-weblog": _weblog,
    "paper-conference": _conference,
    "book": _book,
    "chapter": _chapter,
    "report": _report,
    "thesis": _thesis,
}
