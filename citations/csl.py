"""What CSL-JSON variables say, as Python values."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

__all__ = ["last_day"]


def last_day(variable: Any) -> date | None:
    """The last day that a CSL date variable can mean: of a month or year alone, its last.

    None if it gives no date.
    """
    try:
        parts = [int(part) for part in variable["date-parts"][0]]
        year, month, day = [*parts, 0, 0][:3]
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
        return None
