"""The fields of a reference string whose words the trained model has labelled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations import names
from citations.dates import find_dates
from citations.references import fields
from citations.references.draft import Draft, page_of
from citations.references.tagging import Part

_IN_ONE_WORD = ("title", "container-title", "publisher", "publisher-place", "genre")


def read_labelled(draft: Draft, parts: Sequence[Part]) -> None:
    """Set every field that has a label; of several parts with one label the first counts."""
    for part in parts:
        start, end = _with_signs(draft.text, part)
        value = draft.value(start, end)
        if part.label in _IN_ONE_WORD:
            draft.put(part.label, _without_marks(value))
        elif part.label in {"author", "editor"}:
            read = names.read_names(value, single_is_person=True)
            draft.put(part.label, list(read.names))
            if read.abbreviation:
                draft.found["abbreviation"] = read.abbreviation
        elif part.label in {"volume", "issue"}:
            draft.put(part.label, value)
        elif part.label == "page":
            draft.put("page", page_of(value))
        elif part.label == "issued" and (dates := find_dates(value, language=draft.language)):
            draft.put("issued", dates[0].csl())
    draft.found["in_book"] = "editor" in draft.csl and "container-title" in draft.csl
    if "issued" not in draft.csl:
        fields.read_issued(draft)
    fields.complete_dates(draft)


def _with_signs(text: str, part: Part) -> tuple[int, int]:
    """A title's own question or exclamation marks, which the labels leave out."""
    start, end = part.start, part.end
    if part.label == "title":
        start -= text[start - 1 : start] in {"¿", "¡"}
        end += text[end : end + 1] in {"?", "!", "？", "！"}
    return start, end


def _without_marks(value: str) -> str:
    """A value without a bracket whose partner stands outside it."""
    if value.count("(") != value.count(")"):
        value = re.sub(r"^[()]|[()]$", "", value).strip()
    return value.strip("[]“”‘’«»\"' ") if value[:1] in '[“‘«"' else value
