"""One reference while it is being read: its text, what is claimed of it, what it gave."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from citations.references.marks import CLAIMED
from citations.references.zones import Zone

_SPACE = re.compile(r"\s+")
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

    def claim(self, start: int, end: int) -> None:
        """Say that a field has these signs; no other field will see them."""
        self.text = self.text[:start] + CLAIMED * (end - start) + self.text[end:]

    def value(self, start: int, end: int) -> str:
        """The words of a span, in one line, without the punctuation around them."""
        shown = "".join(
            raw if masked not in CLAIMED + "\x01" else " "
            for raw, masked in zip(self.raw[start:end], self.text[start:end], strict=True)
        )
        return tidy(shown)

    def put(self, name: str, value: object) -> None:
        """Set a field, if it is not set yet and there is something to set."""
        if value and name not in self.csl:
            self.csl[name] = value

    def is_claimed(self, start: int, end: int) -> bool:
        """Whether any sign of a span has been claimed."""
        return CLAIMED in self.text[start:end]


def tidy(text: str) -> str:
    """One line without outer separators; a full stop stays where it ends an initial."""
    line = _SPACE.sub(" ", text.replace("\u00ad", "")).strip()
    stripped = line.strip(_TRIM)
    ends_initial = re.search(r"(?:^|[\s.-])[^\W\d_]\Z", stripped) and line.startswith(
        stripped + "."
    )
    return stripped + "." if ends_initial else stripped


def title_of(quoted: str) -> str:
    """A title without its outer marks and the comma that American usage sets inside them."""
    return (
        _SPACE.sub(" ", quoted.replace("\u00ad", ""))
        .strip()
        .rstrip(",;")
        .removesuffix(" .")
        .strip()
    )
