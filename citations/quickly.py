"""Frozen values of which there are very many, made without a call for each of their fields.

The ``__init__`` that ``dataclass`` writes for a frozen class sets every field by a call of
``object.__setattr__``, since the class itself forbids to set it. That is most of what a value
of many fields costs. Here the new value is of a class of the same layout that forbids nothing
until its fields are set, which takes a third of the time; then it is of its own class.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

__all__ = ["quickly"]

_T = TypeVar("_T")


def quickly(kind: type[_T]) -> type[_T]:
    """The frozen and slotted dataclass with an ``__init__`` that does the same in less time.

    None of its fields may have a ``default_factory``, and it has no ``__post_init__``.
    """
    own = fields(kind)  # type: ignore[arg-type]  # a dataclass, which type[_T] does not say
    open_ = type(f"_Open{kind.__name__}", (), {"__slots__": [item.name for item in own]})
    made: dict[str, Any] = {"_set": object.__setattr__, "_own": kind, "_open": open_}
    parameters = ["self"]
    for item in own:
        if item.kw_only and "*" not in parameters:
            parameters.append("*")
        if item.default is MISSING:
            parameters.append(item.name)
        else:
            made[f"_default_{item.name}"] = item.default
            parameters.append(f"{item.name}=_default_{item.name}")
    lines = [
        f"def __init__({', '.join(parameters)}):",
        " _set(self, '__class__', _open)",
        *(f" self.{item.name} = {item.name}" for item in own),
        " self.__class__ = _own",
    ]
    exec("\n".join(lines), made)  # noqa: S102 - names of fields and nothing else, as dataclass does
    init = made["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    init.__annotations__ = dict(kind.__init__.__annotations__)
    kind.__init__ = init  # type: ignore[method-assign]  # what is asked for
    return kind
