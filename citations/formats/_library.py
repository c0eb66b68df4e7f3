"""The works that a document's fields cite, each a note of its own however often cited."""

from __future__ import annotations

from collections.abc import Mapping

from citations.formats._draft import Draft
from citations.formats._fields import CitedItem
from citations.model import BlockKind, Csl

__all__ = ["Library"]


class Library:
    """The works that fields cite: each is one note of the document, however often cited."""

    def __init__(
        self, word_sources: Mapping[str, Csl], bookmarked: Mapping[str, str] | None = None
    ) -> None:
        self.word_sources = word_sources
        #: The codes of citations that are bookmarks rather than fields, by name.
        self.bookmarked = bookmarked or {}
        self._items: dict[str, tuple[Csl, tuple[int, int]]] = {}
        #: Entries of the bibliography: their text, and where it stands.
        self._entries: list[tuple[str, tuple[int, int]]] = []

    def cite(self, item: CitedItem, span: tuple[int, int]) -> str:
        """The key of the note that stands for this work."""
        key = f"item:{item.id}"
        self._items.setdefault(key, (item.csl, span))
        return key

    def cite_span(self, draft: Draft, items: list[CitedItem], start: int) -> None:
        """What was written since ``start`` cites these works: it leaves the sentence."""
        end = draft.length
        words = draft.text_since(start).strip() or "citation"
        if end == start:
            start, end = draft.mark("[@]")
        draft.erase(start)
        for item in items:
            key = self.cite(item, (start, end))
            draft.point("citation_field", words, (start, end), key=key, locator=item.locator)

    def entry(self, draft: Draft) -> None:
        """End the open paragraph: it is an entry of the bibliography."""
        start, end = draft.begun, draft.length
        text = draft.text_since(start)
        if draft.end_block(BlockKind.NOTE) and text.strip():
            self._entries.append((_folded(text), (start, end)))

    def write_items(self, draft: Draft) -> None:
        """Give the document a note for each work, and for each entry that is none of them."""
        free = dict(enumerate(self._entries))
        for key, (csl, span) in self._items.items():
            title = _folded(str(csl.get("title") or ""))[:80]
            found = next((at for at, (text, _) in free.items() if title and title in text), None)
            place = free.pop(found)[1] if found is not None else span
            draft.add_note(key, place, (csl,))
        for at, (_, span) in free.items():
            draft.add_note(f"entry:{at}", span, ())


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
