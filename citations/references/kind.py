"""The CSL type of a reference, from the fields that were read."""

from __future__ import annotations

from citations import names
from citations.patterns import lazy
from citations.references import lexicon, media, mending
from citations.references.draft import Draft

_LAW = lazy(
    r"\b(?:(?:Act|Law|Regulation|Directive|Decree|Code|Gesetz|Verordnung|Richtlinie|Loi|Décret|Ley|"
    r"Legge|Decreto|Kanun\w*|Закон|法)\b.{0,60}\b(?:No\.?|Nr\.?|\d{4}(?:/\d+)?)"
    r"|BGBl|O\.?J\.? L|Pub\. L\.)"
)
_CASE = lazy(r"^[^\W\d_].{1,60}\s(?:v\.?|vs\.?|gegen|c\.)\s[^\W\d_]")
#: Newspapers are called "The", "Le" and "Der" something, web sites seldom.
_ARTICLE = lazy(r"(?:The|Le|La|Les|L[’']|El|Il|Der|Die|Das|O|De)\b")
#: Of these an office publishes reports, and a firm books.
_NO_HOUSE = {"body", "university"}


def kind_of(draft: Draft, *, quoted: bool) -> str:
    """A CSL 1.0.2 type; "document" where nothing speaks for one."""
    csl = draft.csl
    if draft.found.get("media_type"):
        return str(draft.found["media_type"])
    container, genre = csl.get("container-title", ""), csl.get("genre", "")
    if _is(f"{genre} {csl.get('medium', '')}", "thesis") or _is(csl.get("publisher", ""), "thesis"):
        return "thesis"
    title = csl.get("title", "")
    if mending.is_annual(title) and not container:
        return "report"
    for place in (container, "" if container else csl.get("publisher", "")):
        if place and (kind := media.kind_of_place(place)) and _is_alone(draft, kind):
            return kind
    on_air = media.kind_of_place(csl.get("publisher", "")) == "broadcast"
    if container and on_air and not csl.keys() & {"volume", "issue"}:
        return "broadcast"  # "‘Title’, Programme, BBC Radio 4"
    # Nobody signs a law or a judgement; a work about one is signed.
    if not quoted and not any("family" in name for name in csl.get("author", [])):
        if _CASE.match(title):
            return "legal_case"
        if _LAW.search(title):
            return "legislation"
    return _contained(draft, container) if container else _standing_alone(draft)


def _is_alone(draft: Draft, kind: str) -> bool:
    """Whether nothing says that the work is a part of a book or journal after all."""
    csl = draft.csl
    if kind == "entry-encyclopedia":
        return "issue" not in csl
    return not csl.keys() & {"volume", "issue", "editor", "ISBN", "publisher-place", "page"}


def _is(text: str, kind: str) -> bool:
    return lexicon.has(text, kind)


def _date_length(draft: Draft) -> int:
    return len(draft.csl.get("issued", {}).get("date-parts", [[]])[0])


def _contained(draft: Draft, container: str) -> str:
    csl = draft.csl
    serial = csl.keys() & {"volume", "issue", "ISSN"}
    if _is(container, "conference") and not serial:
        return "paper-conference"
    if _is(container, "thesis"):
        return "thesis"
    if _is(container, "blog"):
        return "post-weblog"
    # A newspaper has no editor, no publisher and no place; a book has no day.
    book = csl.keys() & {"editor", "publisher", "publisher-place", "collection-title", "ISBN"}
    if not serial and (book or draft.found.get("in_book")) and _date_length(draft) < 3:
        return "chapter"
    if "issue" in csl or "ISSN" in csl:
        return "article-journal"
    return _periodical(draft, container)


def _periodical(draft: Draft, container: str) -> str:
    csl = draft.csl
    dated = _date_length(draft) == 3
    news, journal = _is(container, "news"), _is(container, "journal")
    if "volume" in csl and not (news and not journal):
        return "article-journal"
    if _is(container, "magazine") and not news:
        return "article-magazine"
    if news and (dated or not journal):
        return "article-newspaper"
    online = bool(draft.found.get("online") or "URL" in csl)
    if "DOI" in csl or (journal and not (dated and online)):
        return "article-journal"
    if online and _is(container, "web"):
        return "webpage"
    signed = any("family" in name for name in csl.get("author", []))
    if dated and signed and _ARTICLE.match(container):
        return "article-newspaper"
    if online:
        return "webpage"
    if dated:
        return "article-newspaper"
    return "article-journal" if "page" in csl else "article"


def _standing_alone(draft: Draft) -> str:
    csl = draft.csl
    publisher = csl.get("publisher", "")
    people = [*csl.get("author", []), *csl.get("editor", [])]
    bodies = [name["literal"] for name in people if "literal" in name]
    corporate = any(names.is_corporate(one) and not _is(one, "house") for one in bodies)
    online = draft.found.get("online") or "URL" in csl
    if _is(csl.get("genre", ""), "report") or "number" in csl:
        return "report"
    if csl.keys() & {"ISBN", "edition", "collection-title"}:
        return "book"
    if publisher or "publisher-place" in csl:
        signed = any("family" in name for name in csl.get("author", []))
        if signed and _is(publisher, "university") and not _is(publisher, "house"):
            return "thesis"
        house = _is(publisher, "house") or not any(_is(publisher, kind) for kind in _NO_HOUSE)
        # A body puts out its own reports; a book of its has a house besides.
        own = not _is(publisher, "house") and (not publisher or names.is_corporate(publisher))
        plain = house and not (corporate and (online or own))
        return "book" if plain and _date_length(draft) < 3 else "report"
    if "volume" in csl or "DOI" in csl:
        return "article-journal" if "page" in csl or "DOI" in csl else "book"
    if online:
        return "report" if corporate and "page" in csl else "webpage"
    if corporate:
        return "report"
    return "book" if csl.keys() >= {"author", "title", "issued"} else "document"
