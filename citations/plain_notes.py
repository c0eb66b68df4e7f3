"""Notes of which one look tells every address they give: most notes, where only links count."""

from __future__ import annotations

from citations import urls
from citations.identifiers import may_hold
from citations.model import NoteBody
from citations.references import marks

__all__ = ["addresses"]

#: A longer note is read whole, for what it is.
_LONG = 2_000


def addresses(body: NoteBody) -> tuple[str, ...] | None:
    """The one address of a note, or none; None where only reading the note whole can tell.

    That is so where a note names a work by an identifier, announces an address that is not
    there, gives several, or one that is broken.
    """
    text = body.content.text
    if body.items or len(text) > _LONG:
        return None
    found = urls.find(body.content) if "://" in text or "www" in text.lower() else ()
    given = {urls.canonical(url) for url, _, _ in body.urls}
    given.update(urls.canonical(one.url) for one in found)
    if len(found) > 1 or len(given) > 1 or not all(map(urls.is_url, given)):
        return None
    shown = found[0] if found else None
    if shown and shown.repaired:
        return None
    if shown:
        text = f"{text[: shown.start]}{marks.URL_SIGN}{text[shown.end :]}"
    if may_hold(text) or _announces(text):
        return None
    return (shown.url,) if shown else tuple(url for url, _, _ in body.urls[:1])


def _announces(text: str) -> bool:
    """Whether words such as "online at" lead to no address."""
    if not marks.says(marks.words_of(text), marks.ANNOUNCER_HEADS):
        return False
    return any(
        text[match.end() : match.end() + 1] != marks.URL_SIGN
        for match in marks.ANNOUNCER.finditer(text)
    )
