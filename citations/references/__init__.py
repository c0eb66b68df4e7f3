"""Notes and reference strings, read into CSL-JSON."""

from citations.references.model import FoundReference, NoteKind, ParsedNote
from citations.references.parse import parse_note

__all__ = ["FoundReference", "NoteKind", "ParsedNote", "parse_note"]
