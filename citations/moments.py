"""Instants as text, for whoever writes very many of them."""

from __future__ import annotations

from datetime import datetime

__all__ = ["text_of"]

#: A table is several times as fast as a format, and "isoformat" asks for the zone as well.
_TWO = tuple(f"{number:02}" for number in range(60))


def text_of(time: datetime, between: str) -> str:
    """The date, ``between``, and the time of day to the second, as "isoformat" writes them."""
    return (
        f"{time.year:04}-{_TWO[time.month]}-{_TWO[time.day]}{between}"
        f"{_TWO[time.hour]}:{_TWO[time.minute]}:{_TWO[time.second]}"
    )
