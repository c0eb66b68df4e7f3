"""The citation store: everything read, visited, judged and decided, with its history."""

from citations.store.store import Store

__all__ = ["Store"]
