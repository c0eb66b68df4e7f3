"""Frozen values to JSON and back.

Fields that have their default are left out, so a value written before a field was added
is read as if the field had been there; a field we no longer know is passed over.
"""

from __future__ import annotations

import types
import typing
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from citations.model import Mapped

__all__ = ["pack", "unpack"]

_T = TypeVar("_T")


def pack(value: Any) -> Any:
    """``value`` as JSON types; dates as ISO 8601, a dataclass as the fields that say something."""
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapped):
        return [value.text, _runs(value.offsets)]
    if is_dataclass(value):
        return {
            name: item if type(item) in _PLAIN else pack(item)
            for name, default in _defaults(value.__class__)
            if (item := getattr(value, name)) != default
        }
    if isinstance(value, Mapping):
        return {key: pack(item) for key, item in value.items()}
    return [pack(item) for item in value]


_PLAIN = frozenset({str, int, float, bool})


@cache
def _defaults(kind: Any) -> list[tuple[str, Any]]:
    return [(item.name, item.default) for item in fields(kind)]


def _runs(offsets: Sequence[int]) -> list[int]:
    """Start and length of each unbroken run, one after the other."""
    runs: list[int] = []
    expected = -1
    for offset in offsets:
        if offset == expected:
            runs[-1] += 1
        else:
            runs += [offset, 1]
        expected = offset + 1
    return runs


def unpack(kind: type[_T], data: Any) -> _T:
    """The value of that kind that ``pack`` made ``data`` of."""
    return typing.cast("_T", _reader(typing.cast("Any", kind))(data))


def _as_it_is(data: Any) -> Any:
    return data


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        inner = _reader(next(each for each in arguments if each is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin is tuple and arguments[-1] is Ellipsis:
        item = _reader(arguments[0])
        return lambda data: tuple([item(each) for each in data])
    if origin is tuple:
        readers = [_reader(each) for each in arguments]
        return lambda data: tuple(read(each) for read, each in zip(readers, data, strict=True))
    if kind is Mapped:
        return _mapped
    if kind in {datetime, date}:
        return typing.cast("Callable[[Any], Any]", kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _dataclass_reader(kind) if is_dataclass(kind) else _as_it_is


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = {item.name: _reader(hints[item.name]) for item in fields(kind)}

    def read(data: dict[str, Any]) -> Any:
        return kind(**{name: readers[name](item) for name, item in data.items() if name in readers})

    return read


def _mapped(data: Any) -> Mapped:
    text, runs = data
    if len(runs) == 2:
        return Mapped.plain(text, runs[0])
    offsets = array("L")
    for start, length in zip(runs[::2], runs[1::2], strict=True):
        offsets.extend(range(start, start + length))
    return Mapped(text, offsets)
