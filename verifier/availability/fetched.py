"""What came back from one visit, before anything is concluded from it."""

from __future__ import annotations

from dataclasses import dataclass

from citations.model import Hop

__all__ = ["Failure", "Fetched"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no answer came: a reason code (see ``reasons.REASONS``) and its detail."""

    kind: str
    detail: str = ""


@dataclass(slots=True, kw_only=True)
class Fetched:
    """The end of one visit: the last answer, the way to it, or the failure instead."""

    # Not frozen, for that takes three times as long to make.

    asked: str
    #: Every answer before the last one; a status of 200 is a page that sent us on itself.
    hops: tuple[Hop, ...] = ()
    status: int | None = None
    #: The address that was asked last.
    final_url: str = ""
    #: Names in lower case, as they came.
    headers: tuple[tuple[str, str], ...] = ()
    #: Inflated, and no longer than ``fetch.max_bytes``.
    body: bytes = b""
    truncated: bool = False
    #: Why the body could not be read though the answer is good; it is empty then.
    unread: str = ""
    elapsed_ms: int = 0
    failure: Failure | None = None

    def header(self, name: str) -> str:
        """The first header of that lower-case name, or ""."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""
