"""Notes of which one look tells every address they give: most notes, where only links count."""

from __future__ import annotations

from collections.abc import Callable

from citations import urls
from citations.identifiers import may_hold
from citations.model import NoteBody
from citations.references import marks

__all__ = ["PlainNotes"]

#: A longer note is read whole, for what it is.
_LONG = 2_000


class PlainNotes:
    """Looks at the notes of one document; ``tell`` is told the link of each that is taken.

    A reader may give notes to ``take`` before the document is whole, so that their links can
    be visited while the rest is read; what was seen then is not looked for again.
    """

    def __init__(self, tell: Callable[[str], None] | None = None) -> None:
        self._tell = tell
        self._known: dict[tuple[str, int], tuple[str, ...] | None] = {}

    def take(self, body: NoteBody, text: str) -> None:
        """A note of the document with this text has been read."""
        if self._tell is None:
            return
        found = self._known[body.key, body.start] = _on_one_line(body, text)
        for url in found or ():
            self._tell(urls.canonical(url))

    def addresses(self, body: NoteBody, text: str) -> tuple[str, ...] | None:
        """The one address of a note, or none; None where only reading it whole can tell."""
        place = body.key, body.start
        return self._known[place] if place in self._known else _on_one_line(body, text)


def _on_one_line(body: NoteBody, text: str) -> tuple[str, ...] | None:
    """A note of several lines is read whole: an address may run from one to the next."""
    broken = text.find("\n", body.start, max(body.start, body.end - 1)) >= 0
    return None if broken else _addresses(body)


def _addresses(body: NoteBody) -> tuple[str, ...] | None:
    """The address or None, as ``PlainNotes.addresses`` says.

    That is so where a note names a work by an identifier, announces an address that is not
    there, gives several, or one that is broken.
    """
    text = body.content.text
    if body.items or len(text) > _LONG:
        return None
    found = urls.find(body.content) if "://" in text or "www" in text.lower() else ()
    if len(found) > 1:
        return None
    written = {url for url, _, _ in body.urls}
    if found:
        written.add(found[0].url)
    given = {urls.canonical(url) for url in written}
    if len(given) > 1 or not all(map(urls.is_url, given)):
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
