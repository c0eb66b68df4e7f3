"""What is named without an author: an issue of a paper by its day, a passage of scripture."""

from __future__ import annotations

import re

from citations.dates import find_dates
from citations.patterns import lazy
from citations.references import fields, lexicon
from citations.references.draft import Draft, tidy

__all__ = ["read_passage"]

# "Adelante, 1er avril 1937, p. 2": the name, perhaps the issue's number, the day.
_ISSUE = lazy(
    r"(?P<name>[^\W\d_][^,;:.\d“”„«»\"()\x01\x02]{2,60}?),\s"
    r"(?:(?:n[°ºo]s?|no|nr|núm|num|№|issue|heft)\.?\s?(?P<number>\d{1,6}),\s)?(?=\S)",
    re.IGNORECASE,
)
_REST = lazy(
    r"[\s,.]*(?:(?:at|à la|auf)\s)?(?:(?:pp?|ss?|s|с|стр|págs?|pagg?|col|c)\.?\s)?"
    r"(?P<page>[A-Z]?\d{1,4}(?:\s?[-–]\s?[A-Z]?\d{1,4})?)?[\s.,\x01\x02]*\Z",
    re.IGNORECASE,
)
#: What papers are called in many languages, and people are not.
_ARTICLE = lazy(r"(?:The|El|La|Il|Le|Les|Los|Der|Die|Das|De|O|A|L[’'])\s?(?=[^\W\da-z_])")
#: Single words that say what a thing is, not what it is called.
_WHAT = frozenset({
    "ibid", "ebd", "ebenda", "ibidem", "interview", "letter", "brief", "lettre", "carta", "lettera",
    "письмо", "mektup", "email", "e-mail", "entretien", "entrevista", "intervista", "gespräch",
    "accessed", "retrieved", "zugriff", "abgerufen", "consulté", "consultado", "manuscript",
})  # fmt: skip
# "Psalm 27,14 «Harre auf …»", "1. Korinther 16,13"
_VERSE = lazy(
    r"(?P<verse>(?:[1-5I]{1,3}\.?\s?)?[^\W\da-z_][^\W\d_]{1,18}\.?\s\d{1,3}\s?[,:]\s?\d{1,3}[a-f]?"
    r"(?:\s?[-–.+]\s?\d{1,3}[a-f]?){0,4})[\s.:]*(?P<words>[“„«‘\"'‹].*)?\Z"
)


def read_passage(draft: Draft) -> bool:
    """Read a reference that is nothing but such a passage; whether it was one."""
    return _read_verse(draft) or _read_issue(draft)


def _read_verse(draft: Draft) -> bool:
    found = _VERSE.match(draft.text.strip(" ,.;"))
    if found is None or found["words"] is None:
        return False
    draft.csl = {"type": "classic", **draft.csl}
    draft.put("title", tidy(found["verse"]))
    return True


def _read_issue(draft: Draft) -> bool:
    """An issue is known by its day, or by its number and month."""
    start = len(draft.text) - len(draft.text.lstrip(" ,;"))
    found = _ISSUE.match(draft.text, start)
    if found is None or not _is_paper(found["name"]):
        return False
    if not draft.text[found.end() :].lstrip()[:1].isalnum():
        return False  # No date follows.
    dates = find_dates(draft.text, language=draft.language, bare_years=False)
    if len(dates) != 1 or draft.text[found.end() : dates[0].start].strip():
        return False
    rest = _REST.match(draft.text, dates[0].end)
    if rest is None or len(dates[0].parts) < (2 if found["number"] else 3):
        return False
    draft.csl = {"type": "article-newspaper", **draft.csl}
    draft.put("container-title", tidy(found["name"]))
    draft.put("issue", found["number"])
    draft.put("page", rest["page"])
    draft.put("issued", dates[0].csl())
    fields.complete_dates(draft)
    return True


def _is_paper(name: str) -> bool:
    """One word that nobody is called by alone, or a name as papers have them."""
    if lexicon.has(name, "blog"):
        return False
    if any(lexicon.has(name, kind) for kind in ("news", "magazine", "journal")):
        return True
    if " " not in name:
        return name[0].isupper() and name.lower() not in _WHAT
    return _ARTICLE.match(name) is not None
