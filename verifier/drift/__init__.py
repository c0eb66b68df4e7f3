"""How far a page has moved from what it said when it was cited: pure functions over texts."""

from verifier.drift.compare import compare

__all__ = ["compare"]
