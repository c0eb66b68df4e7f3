"""The head of a paper: its authors with raised numbers, and what the numbers stand for.

These are no citations and no notes, though they look like both: "Ada Quill¹" above
"¹ Harbour Institute, Leeds".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citations.formats._pdf_blocks import Paragraph

__all__ = ["front_of", "names_office"]

_PLACE = re.compile(
    r"(?i:\b(?:universi|institut|departe?a?ment|dept\b|school of|facult|fakultät|laborator|college|"
    r"academy|akademie|hospital|polytechnic|écoles?\b|escuela|dipartimento|département|lehrstuhl|"
    r"cent(?:er|re) (?:for|of|de)|research (?:group|cent)|corporation\b|e-?mail\b)|"
    r"\b(?:Inc|GmbH|Ltd|Labs?)\b\.?|大学|研究所|研究科|学院)"
    r"|[\w.}-]@[\w-]+\.\w"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL = re.compile(r"\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*†‡§¶]{1,2}|\d{1,2}(?=\s?[^\W\d_a-z]))")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶]")
_ABSTRACT = re.compile(
    r"(?i:abstract|summary|zusammenfassung|résumé|resumen|riassunto|аннотация|摘要)"
)
#: The head has no more paragraphs, and none of them is longer.
_MOST, _LONG = 30, 420


def names_office(text: str) -> bool:
    """Whether it says where somebody works, and cites nothing: a source has a year."""
    return bool(_PLACE.search(text)) and not _YEAR.search(text)


def front_of(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs the head of a paper has; 0 where the document has none."""
    texts = [" ".join(line.text for line in one.lines) for one in paragraphs[:_MOST]]
    last, numbered = 0, False
    for at, (one, text) in enumerate(zip(paragraphs, texts, strict=False)):
        if one.page != paragraphs[0].page or len(text) > _LONG or _ABSTRACT.match(text):
            break
        if names_office(text):
            last = at + 1
            numbered = numbered or bool(_LABEL.match(text))
    raised = any(_RAISED.search(text) for text in texts[:last])
    return last if numbered and raised else 0
