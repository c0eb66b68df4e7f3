"""What is read from one note, before anything is numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from citations.urls import FoundUrl

NoteKind = Literal["reference", "comment", "mixed", "short_form"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReference:
    """One source that a note means; ``start`` and ``end`` count in the note's content."""

    start: int
    end: int
    #: A CSL-JSON item (1.0.2) with only the fields that the text gives.
    csl: Mapping[str, Any] = field(default_factory=dict)
    #: The bracketed title in the source's own language, beside a translated one.
    original_title: str | None = None
    #: The address just as it stands in the content, white space and all.
    url_printed: str | None = None
    url_repaired: bool = False
    url_why: str | None = None
    #: Other readings of a broken address, best first.
    url_candidates: tuple[str, ...] = ()
    #: An address is announced ("online at:") and not there.
    url_missing: bool = False
    #: It only points back: "Ibid.", "op. cit.", a surname with a short title.
    short_form: bool = False
    #: The note that a short form names itself: "supra note 4" gives 4.
    names_note: int | None = None
    #: The way it points back: "ibid", "op_cit", "supra", "short_title"; "idem" ("Ders.,") is
    #: no short form, but another work of the author before.
    short_kind: str | None = None
    #: The short name it gives its source or author: "ETNC" of "(ETNC)".
    abbreviation: str | None = None
    #: Words before the source that are not part of it: "For a contrary view, see".
    prefix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedNote:
    """A note's references in order, and what kind of note they make it."""

    kind: NoteKind
    references: tuple[FoundReference, ...] = ()
    #: Every address in the note; None where they are read by the note's own words, too.
    urls: tuple[FoundUrl, ...] | None = field(default=None, compare=False, repr=False)
