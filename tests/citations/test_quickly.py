"""Values that are made quickly are no others than those that ``dataclass`` makes."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, replace
from typing import Any

import pytest

from citations.quickly import quickly


@dataclass(frozen=True, slots=True)
class Place:
    """As ``dataclass`` has it."""

    name: str
    number: int = 3
    parts: tuple[str, ...] = ()


@quickly
@dataclass(frozen=True, slots=True)
class Quick:
    """The same, made quickly."""

    name: str
    number: int = 3
    parts: tuple[str, ...] = ()


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One whose fields must be named."""

    name: str
    number: int = 3


@pytest.mark.parametrize(
    ("args", "named"),
    [(("a",), {}), (("a", 4), {}), (("a",), {"parts": ("b",)}), ((), {"number": 1, "name": "c"})],
)
def test_they_have_the_fields_that_they_were_given(args: Any, named: Any) -> None:
    """Given or left out, by place or by name, a field has the value it would have had."""
    plain, made = Place(*args, **named), Quick(*args, **named)

    assert type(made) is Quick
    assert (made.name, made.number, made.parts) == (plain.name, plain.number, plain.parts)
    assert repr(made) == repr(plain).replace("Place", "Quick")
    assert hash(made) == hash(plain)
    assert made == Quick(*args, **named)


def test_they_are_frozen() -> None:
    """Once made, no field can be set, and there is room for no other."""
    made = Quick("a")

    with pytest.raises(FrozenInstanceError):
        made.name = "b"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        made.other = 1  # type: ignore[attr-defined]


def test_they_are_copied_replaced_and_pickled_as_any() -> None:
    """What makes a value of another one makes an equal one."""
    made = Quick("a", parts=("b",))

    assert replace(made, number=4) == Quick("a", 4, ("b",))
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize(
    ("args", "named"),
    [((), {}), (("a", 1, (), 2), {}), (("a",), {"nobody": 1}), (("a",), {"name": "b"})],
)
def test_what_does_not_fit_is_refused(args: Any, named: Any) -> None:
    """A field too few, too many or given twice is a ``TypeError``."""
    with pytest.raises(TypeError):
        Quick(*args, **named)


def test_fields_to_be_named_must_be_named() -> None:
    """The signature is the one that was declared."""
    assert Named(name="a").number == 3
    assert [each.kind for each in inspect.signature(Named).parameters.values()] == [
        inspect.Parameter.KEYWORD_ONLY,
        inspect.Parameter.KEYWORD_ONLY,
    ]
    with pytest.raises(TypeError):
        Named("a")  # type: ignore[call-arg]
