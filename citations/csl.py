"""What CSL-JSON variables say, as Python values."""

from __future__ import annotations

from datetime import date
from typing import Any

__all__ = ["day_of"]


def day_of(variable: Any) -> date | None:
    """The day of a CSL date variable; its month's or year's first if it says no more."""
    try:
        parts = [int(part) for part in variable["date-parts"][0]]
        year, month, day = [*parts, 1, 1][:3]
        return date(year, month, day)
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
        return None
