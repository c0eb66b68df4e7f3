"""One reference while it is being read: its text, what is claimed of it, what it gave."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from citations.references import marks
from citations.references.marks import CLAIMED, URL_SIGN
from citations.references.zones import Zone

_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]\Z")
_TRIM = " ,;:.\u2002\u2003\u2009\u200a\u00a0\x01\x02"


@dataclass(slots=True)
class Draft:
    """The working copy of one reference's text; signs that a field has claimed are blanked."""

    #: The text with addresses masked and line breaks as spaces; the same length as ``raw``.
    text: str
    #: The text as a person would copy it: soft hyphens joined is the reader's business.
    raw: str
    zones: tuple[Zone, ...]
    language: str | None = None
    csl: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    #: The text outside quotations, as long as nothing more is claimed of it.
    outside: str | None = None

    def says(self, heads: frozenset[str]) -> bool:
        """Whether a word here begins one of the phrases; cheap, so it is asked first."""
        if not self.words:
            self.words = marks.words_of(self.text)
        return marks.says(self.words, heads)

    def claim(self, start: int, end: int) -> None:
        """Say that a field has these signs; no other field will see them."""
        self.text = self.text[:start] + CLAIMED * (end - start) + self.text[end:]
        self.outside = None

    def blank(self, start: int, end: int) -> None:
        """Take these signs out of the text, as if nothing had stood there."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]
        self.outside = None

    def value(self, start: int, end: int) -> str:
        """The words of a span, in one line, without the punctuation around them."""
        return tidy(self.text[start:end].replace(CLAIMED, " ").replace(URL_SIGN, " "))

    def put(self, name: str, value: object) -> None:
        """Set a field, if it is not set yet and there is something to set."""
        if value and name not in self.csl:
            self.csl[name] = value

    def is_claimed(self, start: int, end: int) -> bool:
        """Whether any sign of a span has been claimed."""
        return CLAIMED in self.text[start:end]


def tidy_line(text: str) -> str:
    """One line without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())


def tidy(text: str) -> str:
    """One line without outer separators; a full stop stays where it ends an initial."""
    line = tidy_line(text)
    stripped = line.strip(_TRIM)
    if len(stripped) == len(line):
        return line
    if "." in line and line.lstrip(_TRIM).startswith(stripped + ".") and _INITIAL.search(stripped):
        return stripped + "."
    return stripped


def page_of(text: str) -> str:
    """A page or range in one spelling: "35-39", whatever dash stood there."""
    return re.sub(r"\s?[-–—‐‑−~～]\s?", "-", text).strip(" .,")


def title_of(quoted: str) -> str:
    """A title without its outer marks and the comma that American usage sets inside them."""
    line = tidy_line(quoted)
    return line.rstrip(",;").removesuffix(" .").strip()
