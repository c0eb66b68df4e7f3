"""One note, or one entry of a list of references, read into the sources it means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from citations.bounds import MAX_NOTE
from citations.identifiers import Identifier, find_identifiers, identifier_of
from citations.model import Mapped
from citations.patterns import lazy
from citations.references import (
    east_asian,
    fields,
    imprint,
    labelled,
    legal,
    marks,
    media,
    mending,
    opening,
    papers,
    parts,
    roles,
    short,
    tagging,
)
from citations.references.draft import Draft, tidy_line
from citations.references.kind import kind_of
from citations.references.model import FoundReference, NoteKind, ParsedNote
from citations.references.split import is_reference, split
from citations.references.zones import Zone, find_zones
from citations.urls import FoundUrl, find

_WORD = re.compile(r"[^\W\d_]+")


class _Words:
    """The words of the document and of the note itself, as one container."""

    def __init__(self, document: Container[str], note: str) -> None:
        self._document = document
        self._note = {word.lower() for word in _WORD.findall(note)}

    def __contains__(self, word: object) -> bool:
        return word in self._note or word in self._document


@dataclass(frozen=True, slots=True)
class _Note:
    """A note with what is known of it before it is cut."""

    text: str
    #: The text with addresses and identifiers blanked, white space plain; the same length.
    masked: str
    urls: tuple[FoundUrl, ...]
    identifiers: tuple[Identifier, ...]
    language: str | None


def parse_note(
    content: Mapped, *, language: str | None = None, words: Container[str] = frozenset()
) -> ParsedNote:
    """The references of one note in order, and the kind of note they make it.

    ``content`` best keeps its line breaks: a broken address is mended by them. ``language``
    is that of the document (BCP 47); ``words`` are the document's words in lower case.
    """
    cut = len(content) > MAX_NOTE
    if cut:
        content = content[:MAX_NOTE]
    note = _note(content, language, words)
    masked = note.masked
    references: list[FoundReference] = []
    commented = False
    for start, end in split(masked, find_zones(masked)):
        start, end = _tight(masked, start, end)
        if start < end and is_reference(masked[start:end]):
            references.append(_read(note, start, end))
        else:
            commented = commented or any(sign.isalnum() for sign in masked[start:end])
    return ParsedNote(
        kind=_note_kind(references, commented=commented),
        references=tuple(references),
        urls=None if cut or any(url.repaired for url in note.urls) else note.urls,
    )


def _note(content: Mapped, language: str | None, words: Container[str]) -> _Note:
    urls = find(content, words=words)
    if any(url.repaired for url in urls):
        # The note's own title helps to choose between readings.
        urls = find(content, words=_Words(words, _masked(content.text, urls)))
    identifiers = _beside(urls, find_identifiers(content.text))
    text = _rejoined(content.text, words)
    masked = _masked(text, [*urls, *identifiers])
    return _Note(text, masked, urls, identifiers, language)


_DIVIDED = re.compile(
    r"(?P<before>[^\W\d_]{1,40})[-‐](?P<gap>[ \t]{0,8}\n[ \t]{0,8})(?P<after>[^\W\d_]{1,40})"
)


def _rejoined(text: str, words: Container[str]) -> str:
    """Words divided at a line end made whole; soft hyphens, later dropped, keep the length."""

    def join(match: re.Match[str]) -> str:
        before, after = match["before"], match["after"]
        whole = (before + after).lower() in words
        parts = before.lower() in words and after.lower() in words
        keeps = after[0].isupper() or (parts and not whole)
        filler = "\u00ad" * (len(match["gap"]) + (not keeps))
        return f"{before}{'-' if keeps else ''}{filler}{after}"

    return _DIVIDED.sub(join, text) if "\n" in text else text


def masked_string(text: str) -> str:
    """One reference as the trained model sees it: addresses, access dates and such blanked."""
    note = _note(Mapped.plain(text), None, frozenset())
    draft = Draft(text=note.masked, raw=text, zones=find_zones(note.masked))
    fields.read_access(draft)
    fields.read_address(draft)
    return draft.text


def _beside(urls: Iterable[FoundUrl], found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """The identifiers that stand in the text itself, not inside an address; both are in order."""
    spans = [(url.start, url.end) for url in urls]

    def is_apart(one: Identifier) -> bool:
        before = bisect_left(spans, (one.end, 0)) - 1
        return before < 0 or spans[before][1] <= one.start

    return tuple(filter(is_apart, found))


_OTHER_SPACE = re.compile(r"[^\S ]")
#: Chinese lists are written with either kind: "［M］．".
_PLAIN = str.maketrans("．［］", ".[]")


def _masked(text: str, known: Iterable[FoundUrl | Identifier]) -> str:
    """The text with addresses and identifiers blanked, white space plain, signs one for one."""
    kept, at = [], 0
    for start, end in sorted((one.start, one.end) for one in known):
        kept += [text[at:start], marks.URL_SIGN * (end - start)]
        at = end
    masked = _OTHER_SPACE.sub(" ", "".join(kept) + text[at:]).translate(_PLAIN)
    return _STOP_DASH.sub("  ", masked)


#: "Мурманск, 1989. — № 12. — С. 24": the dash of Russian lists says nothing that the stop does not.
_STOP_DASH = lazy(r"(?<=[^\W_]\.) [–—](?= [^\W_])")


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end


def _note_kind(references: list[FoundReference], *, commented: bool) -> NoteKind:
    if not references:
        return "comment"
    if commented or any(
        reference.prefix and len(reference.prefix) > 60 for reference in references
    ):
        return "mixed"
    return "short_form" if all(one.short_form for one in references) else "reference"


def _read(note: _Note, start: int, end: int) -> FoundReference:
    lead = opening.lead_of(note.masked[start:end])
    body, raw = note.masked[start + lead : end], note.text[start + lead : end]
    draft = Draft(text=body, raw=raw, zones=find_zones(body), language=note.language)
    urls = _within(note.urls, start, end)
    identifiers = [*_within(note.identifiers, start, end)]
    identifiers += [one for url in urls if (one := identifier_of(url.url))]
    fields.read_identifiers(draft, identifiers)
    pointing = _read_fields(draft, has_url=bool(urls))
    url = urls[0] if urls else None
    if url:
        draft.csl["URL"] = url.url
    missing = bool(draft.found.get("missing")) and not urls and not identifiers
    return FoundReference(
        start=start,
        end=end,
        csl=draft.csl,
        original_title=draft.found.get("original"),
        url_printed=url.printed if url else None,
        url_repaired=bool(url and url.repaired),
        url_why=url.why if url else None,
        url_candidates=url.candidates if url else (),
        url_missing=missing,
        short_form=pointing is not None,
        short_kind=pointing.kind if pointing else "idem" if "idem" in draft.found else None,
        names_note=pointing.note if pointing else None,
        abbreviation=draft.found.get("abbreviation"),
        prefix=tidy_line(note.text[start : start + lead]) or None,
    )


_Found = TypeVar("_Found", FoundUrl, Identifier)


def _within(found: tuple[_Found, ...], start: int, end: int) -> tuple[_Found, ...]:
    """Those that begin in a stretch; they are in order."""
    low = bisect_left(found, start, key=_START)
    return found[low : bisect_left(found, end, low, key=_START)]


_START = attrgetter("start")


def _read_fields(draft: Draft, *, has_url: bool) -> short.Short | None:
    fields.read_access(draft)
    draft.found["missing"] = fields.read_address(draft)
    draft.found["online"] = has_url or draft.found["missing"] or "accessed" in draft.found
    pointing = short.read_short(draft)
    if pointing is None:
        if draft.says(marks.IDEM_HEADS) and (same := marks.IDEM_AUTHOR.match(draft.text)):
            draft.found["idem"] = True
            draft.claim(*same.span())
        if legal.read_legal(draft) or papers.read_paper(draft):
            return None
        if east_asian.read_east_asian(draft):
            draft.csl = {"type": kind_of(draft, quoted=False), **draft.csl}
            return None
        media.read_media(draft)
        roles.read_roles(draft)
        parts.read_held(draft)
        title = fields.title_zone(draft)
        imprint.read_imprint(draft, quoted=title is not None)
        labels = tagging.label(mending.readable(draft.text)) if _is_string(draft, title) else None
        if labels:
            labelled.read_labelled(draft, labels)
        else:
            _read_by_rules(draft)
        if short.looks_short(draft):
            pointing = short.Short(kind="short_title")
        media.settle(draft)
        draft.csl = {"type": kind_of(draft, quoted=title is not None), **draft.csl}
    return pointing


def _read_by_rules(draft: Draft) -> None:
    title = fields.read_title(draft)
    fields.read_pages(draft)
    fields.read_issued(draft)
    fields.read_numbers(draft, quoted=title is not None)
    if title is not None:
        fields.read_authors(draft, title.start)
        parts.read_after_quote(draft, title.end)
        parts.tell_paper_from_author(draft)
    else:
        parts.read_unquoted(draft)
    fields.tell_volume_from_journal(draft)


# "Name. Title"; "(2004) Title"; "Title // Journal"
_STOP = re.compile(
    # The set of signs comes first, and the word before it after it: that is quicker.
    r"[.)](?<=[^\W\d_]{4}.)\s[^\W\d_]|\s(?:\(\d{4}[a-z]?\)[^,:]|//\s)"
)


_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def _is_string(draft: Draft, title: Zone | None) -> bool:
    """Whether the model reads it better than the rules do.

    That is so where no quotation marks the title, where it is written as bibliographies are,
    parts ended by full stops, and where a note names editors or a publisher behind the title.
    """
    text = fields.outside_quotes(draft)
    if title is None:
        # A name and a title alone are a short form of what stands in full elsewhere.
        whole = draft.found.get("online") or _STOP.search(text) or _YEAR.search(text)
        return bool(whole)
    if marks.REPORTER.search(text, title.end):
        return False
    # "Quill, A. 2004. “Salt.” Coast Review 12": by author and year.
    if _STOP.search(text) or _YEAR.search(text, 0, title.start):
        return True
    behind = marks.BOOK_OR_STOP.match(draft.text, title.end)
    return behind is not None or any(
        any(sign.isalpha() for sign in text[zone.start : zone.end])
        for zone in draft.zones
        if zone.kind == "round" and zone.start >= title.end
    )
