"""Short forms: references that only point back to a fuller one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citations import names
from citations.patterns import lazy
from citations.references import marks
from citations.references.draft import Draft, page_of, tidy

_LOCATOR = lazy(
    r"^[\s,;:]*(?:at\s+)?(?P<page>\d[\d–—-]{0,12}(?:ff?\.?)?)?[\s.,;，、。]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """How a short form points back, and the note it names."""

    kind: str
    note: int | None = None


def read_short(draft: Draft) -> Short | None:
    """Read a form whose words say that it points back ("Ibid.", "op. cit.", "supra note 4")."""
    if not draft.says(marks.POINTING_HEADS):
        return None
    text = draft.text.lstrip(" ,.;")
    offset = len(draft.text) - len(text)
    if match := marks.IBID.match(text):
        rest = text[match.end() :]
        labelled = marks.PAGES.match(rest)
        if labelled:
            rest = rest[labelled.end() :]
        if not rest.strip(marks.CLAIMED + " .,;)，、。") or _LOCATOR.match(rest):
            _locator(draft, offset + match.end())
            return Short(kind="ibid")
    match = marks.SUPRA.search(draft.text)
    if match and _only_names(draft.text[: match.start()]) and not _numbers(draft.text, match):
        draft.found["short"] = True
        _name_and_title(draft, match.start())
        _locator(draft, match.end())
        return Short(kind="supra", note=int(match["note"]))
    match = marks.OP_CIT.search(draft.text)
    if match and _only_names(draft.text[: match.start()]):
        note = marks.SUPRA.search(draft.text, match.end())
        draft.found["short"] = True
        _name_and_title(draft, match.start())
        _locator(draft, note.end() if note else match.end())
        return Short(kind="op_cit", note=int(note["note"]) if note else None)
    return None


_YEAR = lazy(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def _numbers(text: str, match: re.Match[str]) -> bool:
    """Whether "n. 2" numbers an issue or a law, and no note: a year stands beside it."""
    sure = "supra" in match[0].lower() or "above" in match[0].lower()
    return not sure and bool(_YEAR.search(text))


def _only_names(before: str) -> bool:
    return len(before) < 160


def _name_and_title(draft: Draft, end: int) -> None:
    quote = next((zone for zone in draft.zones if zone.kind == "quote" and zone.end <= end), None)
    stop = quote.start if quote else end
    first, comma, rest = draft.text[:stop].partition(",")
    cut = len(first) if comma and tidy(rest) and not names.looks_like_people(rest) else stop
    text = tidy(draft.raw[:cut])
    if text:
        draft.put("author", list(names.read_names(text, single_is_person=True).names))
    if quote:
        draft.put("title", tidy(draft.raw[quote.inner]))
    elif cut < stop:
        draft.put("title", tidy(draft.raw[cut:stop]))


def _locator(draft: Draft, start: int) -> None:
    rest = draft.text[start:]
    labelled = marks.PAGES.search(rest) if draft.says(marks.PAGE_HEADS) else None
    match = _LOCATOR.match(rest)
    if labelled:
        draft.put("page", page_of(marks.pages_of(labelled, rest)))
    elif match and match["page"]:
        draft.put("page", page_of(match["page"]))


def looks_short(draft: Draft) -> bool:
    """Whether what was read is only a name and a title, as a form that repeats is written."""
    csl = draft.csl
    if "author" not in csl or "title" not in csl:
        return False
    if csl.keys() - {"author", "title", "page"} or draft.found.get("missing"):
        return False
    author = csl["author"]
    return len(author) < 4 and all("given" not in name for name in author)
