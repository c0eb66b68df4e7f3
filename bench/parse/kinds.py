"""Works of the kinds that scholarly lists seldom hold, rendered in CSL styles, read one by one."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.parse import render
from bench.parse.documents import GoldReference
from bench.parse.items import Item, make_item
from bench.parse.pools import Pool, pool
from bench.parse.scoring import Scores, Tally, score_fields
from citations.model import Mapped
from citations.references import parse_note

#: A type is asked where one of these is printed: "A. Quill, Salt (1990)" is of any kind.
_SIGNS = {"genre", "medium", "number", "authority", "references", "event-title"}
_SHOWS = ("Deep Water", "The Long Tide", "Harbour Hours", "Salt and Smoke")


def _day(chance: random.Random, item: Item) -> None:
    year = item["issued"]["date-parts"][0][0]
    item["issued"]["date-parts"] = [[year, chance.randint(1, 12), chance.randint(1, 28)]]


def _address(chance: random.Random, item: Item) -> None:
    year = item["issued"]["date-parts"][0][0]
    item["URL"] = (
        f"https://www.tide-{chance.randint(10, 99)}.example/{year}/{chance.randint(2, 99)}"
    )


def _broadcast(chance: random.Random, _: Pool, item: Item) -> None:
    item["container-title"] = chance.choice(_SHOWS)
    item["medium"] = chance.choice(("Podcast", "Radio broadcast", "Television broadcast"))
    _day(chance, item)
    _address(chance, item)


def _film(chance: random.Random, words: Pool, item: Item) -> None:
    item["publisher"], item["medium"] = chance.choice(words.houses), "Film"


def _dataset(chance: random.Random, _: Pool, item: Item) -> None:
    item["publisher"], item["medium"] = "Zenodo", "Data set"
    item["DOI"] = f"10.5281/zenodo.{chance.randint(10000, 99999)}"


def _software(chance: random.Random, words: Pool, item: Item) -> None:
    item["genre"], item["publisher"] = "Computer software", chance.choice(words.bodies)
    _address(chance, item)


def _entry(chance: random.Random, words: Pool, item: Item) -> None:
    item["container-title"] = f"Encyclopedia of {chance.choice(words.places)}"
    item["publisher"], item["publisher-place"] = chance.choice(words.houses), words.places[0]
    item["page"] = f"{chance.randint(10, 90)}-{chance.randint(91, 99)}"
    item["volume"] = str(chance.randint(2, 9))


def _patent(chance: random.Random, _: Pool, item: Item) -> None:
    item["number"] = f"US Patent {chance.randint(3, 9)},{chance.randint(100, 999)},112"
    _day(chance, item)


def _map(chance: random.Random, words: Pool, item: Item) -> None:
    item["medium"], item["publisher"] = "Map", chance.choice(words.bodies)
    item["publisher-place"] = chance.choice(words.places)


def _post(chance: random.Random, _: Pool, item: Item) -> None:
    item["container-title"], item["genre"] = "Twitter", "Tweet"
    _day(chance, item)
    _address(chance, item)


def _interview(chance: random.Random, words: Pool, item: Item) -> None:
    item["container-title"], item["genre"] = chance.choice(words.papers), "Interview"
    _day(chance, item)


def _magazine(chance: random.Random, words: Pool, item: Item) -> None:
    item["container-title"] = f"{chance.choice(words.places)} Weekly"
    _day(chance, item)
    item["page"] = str(chance.randint(4, 90))


def _speech(chance: random.Random, words: Pool, item: Item) -> None:
    item["genre"], item["publisher-place"] = "Speech", chance.choice(words.places)
    _day(chance, item)


def _release(chance: random.Random, words: Pool, item: Item) -> None:
    item["author"] = [{"literal": chance.choice(words.bodies)}]
    item["genre"] = "Press release"
    _day(chance, item)
    _address(chance, item)


def _report(chance: random.Random, words: Pool, item: Item) -> None:
    body = chance.choice(words.bodies)
    item["author"], item["publisher"] = [{"literal": body}], body
    item["publisher-place"] = chance.choice(words.places)


def _letter(chance: random.Random, words: Pool, item: Item) -> None:
    item["archive"], item["genre"] = f"{chance.choice(words.places)} Archives", "Manuscript"


_MAKERS: dict[str, Callable[[random.Random, Pool, Item], None]] = {
    "broadcast": _broadcast, "motion_picture": _film, "dataset": _dataset, "software": _software,
    "entry-encyclopedia": _entry, "patent": _patent, "map": _map, "post": _post,
    "interview": _interview, "article-magazine": _magazine, "speech": _speech,
    "pressrelease": _release, "report": _report, "manuscript": _letter,
}  # fmt: skip


def main(half: str, count: int, *, wrong: str | None = None, limit: int = 40) -> None:
    """Print F1 of the fields and right types of ``count`` works of each kind in each style."""
    unseen = half == "held-out"
    styles = {**render.NOTE_STYLES, **render.LIST_STYLES}
    styles |= {**render.UNSEEN_NOTE_STYLES, **render.UNSEEN_LIST_STYLES} if unseen else {}
    print(f"\n== {half}: {count} works of each kind in each style\n{'':44}{'fields':>8}{'type':>8}")
    together, shown = Scores(), 0
    for kind in _MAKERS:
        alone = Scores()
        for style, languages in styles.items():
            for number in range(count):
                language = languages[number % len(languages)]
                chance = random.Random(f"{half} {kind} {style} {number}")
                item = _make(chance, kind, language, odd=unseen)
                if item:
                    _read(item, style, language, alone)
        print(f"{kind:44}{_printed(alone.all_fields)}{_printed(alone.kinds)}")
        together.kinds.add(alone.kinds.right, alone.kinds.found, alone.kinds.true)
        for name, tally in alone.fields.items():
            together.fields.setdefault(name, Tally()).add(tally.right, tally.found, tally.true)
        for line in alone.wrong:
            if wrong in {line[0], kind, "all"} and shown < limit:
                print("   ", *line, sep=" | ")
                shown += 1
    print(f"{'all':44}{_printed(together.all_fields)}{_printed(together.kinds)}")


def _make(chance: random.Random, kind: str, language: str, *, odd: bool) -> Item | None:
    base = make_item(chance, language, odd=odd, number=0)
    names = {"id", "title", "author", "issued", "language"}
    item: Item = {name: value for name, value in base.items() if name in names}
    item["type"] = kind
    item["issued"] = {"date-parts": [item["issued"]["date-parts"][0][:1]]}
    _MAKERS[kind](chance, pool(language, odd=odd), item)
    return item if "author" in item else None


def _read(item: Item, style: str, language: str, scores: Scores) -> None:
    kind = item["type"]
    try:
        text = render.render(item, style, language)
        gold = render.shown(item, style, language)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, LookupError):
        return  # citeproc-py cannot render every kind of work in every style
    found = parse_note(Mapped.plain(text), language=language).references
    if "title" not in gold or len(found) != 1:
        return
    before = Tally(scores.kinds.right, scores.kinds.found, scores.kinds.true)
    score_fields(GoldReference(text, gold), found[0], scores)
    if not gold.keys() & _SIGNS and kind not in {"report", "entry-encyclopedia"}:
        scores.kinds = before
    elif gold["type"] != found[0].csl.get("type"):
        scores.wrong.append(("type", kind, str(found[0].csl.get("type")), text))


def _printed(tally: Tally) -> str:
    return f"{tally.f1:8.3f}" if tally.f1 is not None else f"{'-':>8}"
