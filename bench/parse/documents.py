"""Made-up documents with notes or reference lists, and what is truly in them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.parse import render
from bench.parse.items import Item, make_item
from bench.parse.pools import pool


@dataclass(slots=True)
class GoldReference:
    """One reference as printed, with the fields that the print shows."""

    text: str
    csl: Item
    #: Position in the document's full references of the one it repeats.
    repeats: int | None = None
    lost_url: bool = False


@dataclass(slots=True)
class GoldNote:
    """One note or list entry."""

    label: str
    references: list[GoldReference] = field(default_factory=list)
    lead: str = ""
    comment: str = ""
    #: How an author-date style cites it in the text: "(Quill, 2019)".
    cited: str = ""

    @property
    def text(self) -> str:
        """The note as it is printed, in one line."""
        joined = "; ".join(one.text.rstrip(".") for one in self.references)
        if self.references:
            last = self.references[-1].text
            joined += "" if joined.endswith(("。", ".")) or not last.endswith(".") else "."
        return " ".join(part for part in (self.lead, joined, self.comment) if part)


@dataclass(slots=True)
class GoldDocument:
    """A document before it is laid out."""

    language: str
    style: str
    #: "notes", "numbers" or "author_year".
    family: str
    #: Sentences without their full stop, and the labels of the notes that each cites.
    paragraphs: list[list[tuple[str, list[int]]]] = field(default_factory=list)
    notes: list[GoldNote] = field(default_factory=list)
    held_out: bool = False


COMMENTS = {
    "en": "It should be said that these figures were never checked by anyone who had seen them.",
    "de": "Es ist nicht sicher, ob diese Zahlen damals von jemandem geprüft worden sind.",
    "fr": "Il est possible que ces chiffres ne soient pas ceux qui ont été donnés alors.",
    "es": "No es seguro que estas cifras fueran las que se habían dado entonces.",
    "it": "Non è certo che queste cifre siano quelle che erano state date allora.",
    "tr": "Bu sayılar ancak daha sonra verilmiş olan bilgilere göre değil, o gün için.",
    "ru": "Однако не ясно, кто и когда проверял эти числа, которые были названы тогда.",
    "zh": "不过这些数字当时并没有人核对过。",
    "ja": "ただし、これらの数字を確かめた人は当時いなかった。",
}
_LEADS = {
    "en": ("See", "See, for example,", "For another view, see"),
    "de": ("Vgl.", "Siehe dazu"),
    "fr": ("Voir", "Voir notamment"),
    "es": ("Véase",),
    "it": ("Si veda", "Cfr."),
    "tr": ("Bkz.",),
    "ru": ("См.",),
    "zh": (),
    "ja": (),
}
_IBID = {"en": "Ibid., p. {}.", "de": "Ebd., S. {}.", "fr": "Ibid., p. {}.", "es": "Ibíd., p. {}.",
         "it": "Ivi, p. {}.", "tr": "A.g.e., s. {}.", "ru": "Там же, с. {}.",
         "zh": "同上，第{}页。", "ja": "同上、{}頁。"}  # fmt: skip
_OP_CIT = {"en": "{}, op. cit., p. {}.", "de": "{}, a. a. O., S. {}.", "fr": "{}, op. cit., p. {}.",
           "es": "{}, op. cit., p. {}.", "it": "{}, op. cit., p. {}.", "tr": "{}, a.g.e., s. {}.",
           "ru": "{}, указ. соч., с. {}.",
           "zh": "{}，前引书，第{}页。", "ja": "{}、前掲書、{}頁。"}  # fmt: skip
_SHORT_QUOTES = {"en": "‘’", "de": "„“", "fr": "«»", "es": "«»", "it": "«»", "tr": "“”", "ru": "«»"}


def make_document(seed: int, *, held_out: bool) -> GoldDocument:
    """One document; the halves share no seed and no word, and two thirds of the styles."""
    chance = random.Random(f"{'held' if held_out else 'dev'} {seed}")
    notes = {**render.NOTE_STYLES, **(render.UNSEEN_NOTE_STYLES if held_out else {})}
    lists = {**render.LIST_STYLES, **(render.UNSEEN_LIST_STYLES if held_out else {})}
    if chance.random() < 0.6:
        style = chance.choices(list(notes), weights=[len(ones) for ones in notes.values()])[0]
        made = GoldDocument(chance.choice(notes[style]), style, "notes")
        _add_notes(chance, made, odd=held_out)
    else:
        style = chance.choice(list(lists))
        made = GoldDocument(chance.choice(lists[style]), style, "numbers")
        if chance.random() < 0.6 and _by_year(made):
            made.family = "author_year"
        _add_entries(chance, made, odd=held_out)
    _add_prose(chance, made, odd=held_out)
    made.held_out = held_out
    return made


def _items(chance: random.Random, made: GoldDocument, count: int, *, odd: bool) -> list[Item]:
    items: list[Item] = []
    titles: set[str] = set()
    while len(items) < count:
        item = make_item(chance, made.language, odd=odd, number=len(items))
        if "author" not in item and made.style != "yearbook":
            continue  # what CSL styles put in the author's place is not one
        if item["title"] not in titles or chance.random() < 0.02:
            titles.add(item["title"])
            items.append(item)
    return items


def _full(item: Item, made: GoldDocument, *, lost: bool) -> GoldReference:
    text = render.render(item, made.style, made.language)
    gold = render.shown(item, made.style, made.language)
    if lost and "URL" in gold and gold["URL"] in text and made.style == "yearbook":
        address = gold.pop("URL")
        text = re.sub(rf"\s*{re.escape(address)}", "", text)
        if "accessed" in gold:
            text = re.sub(r"\s\([^()]*\)(?=[.。]$)", "", text)
            del gold["accessed"]
        return GoldReference(text, gold, lost_url=True)
    return GoldReference(text, gold)


def _add_notes(chance: random.Random, made: GoldDocument, *, odd: bool) -> None:
    lost = chance.random() < 0.3
    count = chance.randint(3, 9)
    items = iter(_items(chance, made, count * 2, odd=odd))
    full: list[tuple[int, Item]] = []
    for number in range(1, count + 1):
        note = GoldNote(str(number))
        made.notes.append(note)
        before = made.notes[-2].references if number > 1 else []
        roll = chance.random()
        if number > 2 and roll < 0.08:
            note.comment = COMMENTS[made.language]
        elif number > 1 and roll < 0.18 and len(before) == 1:
            note.references.append(_ibid(chance, made, before[0], len(full)))
        elif full and roll < 0.30 and (again := _again(chance, made, full)):
            note.references.append(again)
        else:
            _cite(chance, made, items, full, lost=lost)


def _cite(
    chance: random.Random,
    made: GoldDocument,
    items: Iterator[Item],
    full: list[tuple[int, Item]],
    *,
    lost: bool,
) -> None:
    note = made.notes[-1]
    for _ in range(chance.choices((1, 2, 3), weights=(6, 3, 1))[0]):
        item = next(items, None)
        if item is not None:
            note.references.append(_full(item, made, lost=lost))
            full.append((len(full), item))
    leads = _LEADS[made.language]
    if leads and chance.random() < 0.15 and made.style in {"yearbook", "mhra-notes", "oscola"}:
        note.lead = chance.choice(leads)


def _ibid(
    chance: random.Random, made: GoldDocument, before: GoldReference, known: int
) -> GoldReference:
    page = str(chance.randint(2, 90))
    at = before.repeats if before.repeats is not None else known - 1
    return GoldReference(_IBID[made.language].format(page), {"page": page}, repeats=at)


def _again(
    chance: random.Random, made: GoldDocument, full: list[tuple[int, Item]]
) -> GoldReference | None:
    """A short form of an earlier work that only one work can be meant by."""
    at, item = chance.choice(full)
    author = item.get("author", [{}])
    name = author[0].get("family")
    if name and made.language in {"zh", "ja"}:
        name += author[0]["given"]
    family = author[0].get("family", "")
    owners = [one for _, one in full if family and family in str(one.get("author"))]
    if not name or len(author) > 1 or len(owners) > 1:
        return None
    page = str(chance.randint(2, 90))
    if chance.random() < 0.5 or made.language not in _SHORT_QUOTES:
        text = _OP_CIT[made.language].format(name, page)
        return GoldReference(text, {"page": page}, repeats=at)
    short = " ".join(re.split(r"[:?]", item["title"])[0].split()[:5])
    opening, closing = tuple(_SHORT_QUOTES[made.language])
    return GoldReference(f"{name}, {opening}{short}{closing}.", {"title": short}, repeats=at)


#: "(Quill, 2019)", "[Кузнецов, Морозов, 1999]": what sends a reader to an alphabetical list.
_CITED = re.compile(r"[(\[][^()\[\]‘“«]+\W(\d{4})[)\]]")


def _by_year(made: GoldDocument) -> bool:
    """Whether the style cites by author and year."""
    sample = make_item(random.Random(1), made.language, odd=False, number=0)
    person = [{"family": "Aaa", "given": "Bbb"}]
    cited = render.in_text(sample | {"author": person}, made.style, made.language)
    return bool(_CITED.fullmatch(cited))


def _add_entries(chance: random.Random, made: GoldDocument, *, odd: bool) -> None:
    items = _items(chance, made, chance.randint(3, 9), odd=odd)
    if made.family == "numbers":
        for number, item in enumerate(items, 1):
            made.notes.append(GoldNote(str(number), [_full(item, made, lost=False)]))
        return
    for item in items:
        cited = render.in_text(item, made.style, made.language)
        year = _CITED.fullmatch(cited)
        # A style would tell two such works apart by letters, which citeproc-py does not.
        if year and cited not in {note.cited for note in made.notes}:
            full = _full(item, made, lost=False)
            made.notes.append(GoldNote(year[1], [full], cited=cited))
    made.notes.sort(key=lambda note: note.text.casefold())


def _add_prose(chance: random.Random, made: GoldDocument, *, odd: bool) -> None:
    words = pool(made.language, odd=odd)
    waiting = list(range(len(made.notes)))
    if made.family == "author_year":
        chance.shuffle(waiting)
    seen: set[str] = set()
    while waiting:
        paragraph: list[tuple[str, list[int]]] = []
        for _ in range(chance.randint(2, 5)):
            text = chance.choice(words.sentences).format(
                a=chance.choice(words.things),
                p=chance.choice(words.places),
                n=chance.randint(11, 999),
            )
            if text in seen:
                continue
            seen.add(text)
            cited = [waiting.pop(0)] if waiting and chance.random() < 0.6 else []
            if cited and waiting and made.family != "notes" and chance.random() < 0.15:
                cited.append(waiting.pop(0))
            paragraph.append((text[0].upper() + text[1:], cited))
        made.paragraphs.append(paragraph)
