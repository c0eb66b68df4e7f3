"""Notes and reference strings, read into CSL-JSON."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citations.references.model import FoundReference, NoteKind, ParsedNote
    from citations.references.parse import parse_note

__all__ = ["FoundReference", "NoteKind", "ParsedNote", "parse_note"]


def __getattr__(name: str) -> Any:
    # Where only links are wanted, a few of these modules do and the whole is never loaded.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from citations.references import parse  # noqa: PLC0415

    return getattr(parse, name)
