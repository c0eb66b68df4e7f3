"""Which words of a rendered string belong to which field of its work."""

from __future__ import annotations

import re

from bench.parse.items import Item
from bench.parse.scoring import letters
from citations.dates import find_dates
from citations.references.features import Token

#: A body that publishes its own report stands there twice: first as its author.
_ORDER = ("title", "author", "container-title", "editor", "collection-title", "publisher",
          "publisher-place", "genre")  # fmt: skip
_JOINING = {",", "&", ";", ".", "and", "und", "et", "y", "e", "и", "ve", "-", "/", "、", "・", "，"}


def labels_of(tokens: list[Token], text: str, item: Item) -> list[str] | None:
    """The true label of every token, found by the letters of the fields.

    None where the title does not stand in the text as it is: then nothing can be trusted.
    """
    labels = ["O"] * len(tokens)
    for name in _ORDER:
        if name in {"author", "editor"}:
            _mark_names(tokens, labels, item.get(name, []), name)
        elif value := item.get(name):
            found = _mark(tokens, labels, str(value), name)
            if name == "title" and not found:
                return None
    if not _mark_journal(tokens, labels, item):
        return None
    _mark_date(tokens, labels, text, item)
    after = max(
        (at for at, name in enumerate(labels) if name in {"container-title", "title"}), default=0
    )
    for name in ("volume", "issue", "number", "edition", "page"):
        if value := item.get(name):
            after = _mark_number(tokens, labels, str(value), name, after)
    _widen_edition(tokens, labels)
    return _smoothed(tokens, labels)


def _mark(tokens: list[Token], labels: list[str], value: str, name: str) -> bool:
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
                labels[start : end + 1] = [name] * (end + 1 - start)
                return True
    return False


def _mark_journal(tokens: list[Token], labels: list[str], item: Item) -> bool:
    """Whether the container is marked, or shows in no part: an abbreviated one stays unknown."""
    container = item.get("container-title")
    if not container or "container-title" in labels:
        return True
    first = letters(re.split(r"\W+", container)[0])[:3]
    return not any(
        label == "O" and len(first) > 2 and letters(token.text).startswith(first)
        for token, label in zip(tokens, labels, strict=True)
    )


def _mark_date(tokens: list[Token], labels: list[str], text: str, item: Item) -> None:
    if "issued" not in item:
        return
    year = item["issued"]["date-parts"][0][0]
    for date in find_dates(text):
        inside = [at for at, token in enumerate(tokens) if date.start <= token.start < date.end]
        if date.parts[0] == year and all(labels[at] == "O" for at in inside):
            for at in inside:
                labels[at] = "issued"


def _mark_names(
    tokens: list[Token], labels: list[str], people: list[dict[str, str]], role: str
) -> None:
    parts = {
        word.casefold()
        for one in people
        for word in re.findall(r"[^\W\d_]+", " ".join(one.values()))
    }
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
    if marked[-1] - marked[0] < 60:
        for at in range(marked[0], marked[-1]):
            if labels[at] == "O":
                labels[at] = role
    _trim(tokens, labels, role)


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


def _widen_edition(tokens: list[Token], labels: list[str]) -> None:
    """ "2nd ed." is the edition, not the "2" alone."""
    if "edition" not in labels:
        return
    at = labels.index("edition") + 1
    while (
        at < len(tokens)
        and labels[at] == "O"
        and re.fullmatch(
            r"(?:st|nd|rd|th|e|ª|º|\.|ed|edn|edition|aufl|auflage|éd|edición|ediz|baskı|изд)\.?",
            tokens[at].text.lower(),
        )
    ):
        labels[at] = "edition"
        at += 1


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
