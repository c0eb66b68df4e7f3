"""What was written: documents, claims, citations, notes, references, and their store."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citations.linking import find_links, read_links
    from citations.reading import read, understand

__all__ = ["find_links", "read", "read_links", "understand"]


def __getattr__(name: str) -> Any:
    # Whoever wants only the nouns or the store does not pay for the whole pipeline.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from citations import linking  # noqa: PLC0415

    if name in linking.__all__:
        return getattr(linking, name)
    from citations import reading  # noqa: PLC0415

    return getattr(reading, name)
