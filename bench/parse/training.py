"""The training of the model for scholarly strings, from works that we render ourselves."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench.parse import render
from bench.parse.aligning import labels_of
from bench.parse.damage import damaged
from bench.parse.invented import Style
from bench.parse.items import Item
from bench.parse.vocabulary import LANGUAGES
from bench.parse.works import make_work
from citations.references.features import Token, features_of, tokens_of
from citations.references.parse import masked_string

#: Beside the styles of the development half, so many others, drawn from all there are.
_MORE_STYLES = 420
_PER_STYLE = 12
_PER_KNOWN_STYLE = 40
#: Styles drawn by lot, and works written in each.
_INVENTED = 2600
_PER_INVENTED = 4
_SHARES = {"en": 8, "de": 4, "fr": 3, "es": 3, "it": 2, "tr": 1, "ru": 2, "pt": 1, "zh": 1, "ja": 1}

Example = tuple[str, list[Token], list[str]]


def train(path: str, share: float = 1.0) -> None:
    """Write the model to ``path``; the same words, styles and seeds give the same model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    count = 0
    for _, tokens, labels in examples(share):
        trainer.append(features_of(tokens), labels)
        count += 1
    trainer.set_params(
        {
            "c1": 0.5,
            "c2": 0.02,
            "max_iterations": 120,
            "feature.minfreq": 3,
            "feature.possible_transitions": False,
        }
    )
    trainer.train(path)
    print(f"{count} strings, {Path(path).stat().st_size:,} bytes: {path}")


def examples(share: float = 1.0) -> Iterator[Example]:
    """Every string to train on, with its tokens and their labels."""
    yield from _from_lot(round(_INVENTED * share))
    for style, languages, count in _styles(round(_MORE_STYLES * share)):
        yield from _from_style(style, languages, max(1, round(count * min(1, share * 2))))


def _from_lot(count: int) -> Iterator[Example]:
    languages, weights = list(_SHARES), list(_SHARES.values())
    for number in range(count):
        chance = random.Random(f"invented {number}")
        language = chance.choices(languages, weights)[0]
        style = Style(chance, language)
        for _ in range(_PER_INVENTED):
            line = style.write(make_work(chance, language))
            text, labels = damaged(chance, line.text.strip(), line.labels())
            yield _example(text, labels)


def _example(text: str, labels: list[str]) -> Example:
    masked = masked_string(text)
    tokens = tokens_of(masked)
    return masked, tokens, [_label(token, labels) for token in tokens]


def _label(token: Token, labels: list[str]) -> str:
    return labels[token.start] or "O" if token.start < len(labels) else "O"


def _styles(count: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
    for style, languages in {**render.LIST_STYLES, **render.NOTE_STYLES}.items():
        yield style, tuple(one for one in languages), _PER_KNOWN_STYLE
    chance = random.Random("styles")
    names = [name for name in render.all_styles() if not render.is_held_out(name)]
    for style in chance.sample(names, min(count, len(names))):
        yield style, ("en", "en", "en", "de", "fr", "es", "it"), _PER_STYLE


def _from_style(style: str, languages: tuple[str, ...], count: int) -> Iterator[Example]:
    chance = random.Random(f"style {style}")
    for _ in range(count):
        language = chance.choice(languages)
        if language not in LANGUAGES:
            continue
        item = make_work(chance, language)
        try:
            text = render.render(item, style, language)
        except (AttributeError, KeyError, TypeError, ValueError, IndexError, LookupError):
            continue  # citeproc-py cannot render every kind of work in every style
        if example := _aligned(chance, text, item):
            yield example


def _aligned(chance: random.Random, text: str, item: Item) -> Example | None:
    masked = masked_string(text)
    tokens = tokens_of(masked)
    labels = labels_of(tokens, masked, item)
    if labels is None:
        return None
    spread = [""] * len(text)
    for at, (token, label) in enumerate(zip(tokens, labels, strict=True)):
        end = token.end
        if at + 1 < len(tokens) and labels[at + 1] == label:
            end = tokens[at + 1].start
        if label != "O":
            spread[token.start : end] = [label] * (end - token.start)
    worse, spread = damaged(chance, text, spread)
    return _example(worse, spread)
