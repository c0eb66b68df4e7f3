"""How old an answer may be before it is asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citations.model import LinkState

__all__ = ["ASK_ALL", "Ages"]

#: Statuses of good answers, by their values: whoever asks for nothing loads no model.
_GOOD = frozenset({"live", "moved", "paywalled"})


@dataclass(frozen=True, slots=True)
class Ages:
    """The age up to which an answer is not asked for again, by what it was."""

    #: Of good answers.
    good: timedelta = timedelta(0)
    #: By reason or status; a reason counts before the status that it belongs to.
    by: Mapping[str, timedelta] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.good) or any(self.by.values())

    def until(self, state: LinkState) -> datetime | None:
        """Until when the answer will do; None: it never does, or there is none."""
        if state.checked_at is None:
            return None
        age = self.by.get(state.reason, self.by.get(state.status))
        if age is None:
            age = self.good if state.status in _GOOD else timedelta(0)
        return state.checked_at + age


#: No answer is good for a second time.
ASK_ALL = Ages()
