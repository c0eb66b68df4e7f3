"""Values as JSON and back: any value, and values of other versions."""

from __future__ import annotations

import json
import types
import typing
from array import array
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime, timezone
from enum import Enum
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import (
    Block,
    Check,
    Claim,
    Document,
    Evidence,
    HostState,
    LinkState,
    Mapped,
    Memento,
    Reading,
    Reference,
    Review,
    SourceText,
    Tag,
    Verdict,
)
from citations.store.packing import pack, unpack

# Every character there is, halves of pairs and NUL among them.
WORDS = st.text(st.characters(), max_size=12)
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone.max]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
MAPPED = st.lists(st.integers(0, 10**6), max_size=9).map(lambda at: Mapped("x" * len(at), at))
KINDS = (
    Block,
    Check,
    Claim,
    Document,
    Evidence,
    HostState,
    LinkState,
    Memento,
    Reference,
    Review,
    SourceText,
    Tag,
    Verdict,
)


def some(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type as it is written in ``citations.model``."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        return st.one_of(*(some(each) for each in arguments))
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(some(arguments[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(some(each) for each in arguments))
    if origin is Mapping:
        return st.dictionaries(WORDS, JSON, max_size=4)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if kind not in LEAVES and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(
            typing.cast("Any", kind), **{name: some(hint) for name, hint in hints.items()}
        )
    return LEAVES[kind]


LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    type(None): st.none(),
    datetime: MOMENTS,
    date: st.dates(),
    Mapped: MAPPED,
}


def plain(value: Any) -> Any:
    """Offsets say the same as a range, a list or an array; here they are lists."""
    if isinstance(value, Mapped):
        return value.text, list(value.offsets)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


@settings(deadline=None, max_examples=150)
@given(st.one_of(*(some(kind) for kind in KINDS)))
def test_any_value_comes_back(value: Any) -> None:
    """Through JSON text and back, every value is what it was."""
    text = json.dumps(pack(value))

    assert plain(unpack(type(value), json.loads(text))) == plain(value)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.integers(0, 40), max_size=30))
def test_any_offsets_come_back(offsets: list[int]) -> None:
    """Offsets with gaps, repeats and steps back, as no reader should make, come back as well."""
    value = Mapped("x" * len(offsets), array("L", offsets))

    kept = unpack(Mapped, json.loads(json.dumps(pack(value))))

    assert (kept.text, list(kept.offsets)) == (value.text, offsets)


def test_defaults_are_left_out() -> None:
    """What says nothing takes no room."""
    assert pack(HostState(host="a")) == {"host": "a"}


def test_a_value_of_an_older_version_is_read() -> None:
    """A field that was added since has its default."""
    assert unpack(HostState, {"host": "a"}) == HostState(host="a")


def test_a_value_of_another_version_is_read() -> None:
    """A field that is no longer known is passed over."""
    assert unpack(HostState, {"host": "a", "mood": "bad"}) == HostState(host="a")


def test_unbroken_offsets_are_two_numbers() -> None:
    """A long paragraph of plain text is packed as its start and length."""
    reading = Reading(document=Document(source="", format="", text="", text_sha256="", blocks=()))
    assert pack(Mapped.plain("abc" * 1000, 17))[1] == [17, 3000]
    assert pack(reading) == {
        "document": {"source": "", "format": "", "text": "", "text_sha256": "", "blocks": []}
    }


def test_dates_and_moments_are_told_apart() -> None:
    """A day stays a day, and a moment keeps its zone."""
    value = SourceText(
        url="u",
        text="",
        text_sha256="",
        published=date(2020, 2, 29),
        captured_at=datetime(2020, 1, 1, tzinfo=UTC),
    )

    assert unpack(SourceText, pack(value)) == value
