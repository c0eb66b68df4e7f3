"""Notes and reference strings, read into CSL-JSON."""

from citations.references.model import FoundReference, NoteKind, ParsedNote
from citations.references.parse import MAX_NOTE, parse_note

__all__ = ["MAX_NOTE", "FoundReference", "NoteKind", "ParsedNote", "parse_note"]
