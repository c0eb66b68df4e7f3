"""One note, or one entry of a list of references, read into the sources it means."""

from __future__ import annotations

import re
from collections.abc import Container

from citations.model import Mapped
from citations.references.model import FoundReference, ParsedNote
from citations.urls import find

_QUOTED = re.compile(r"[‘“\"«„]([^‘“\"«„”»\n]{3,300})[’”\"»“](?=[\s,.;\[]|$)")


def parse_note(
    content: Mapped, *, language: str | None = None, words: Container[str] = frozenset()
) -> ParsedNote:
    """The references of one note in order, and the kind of note they make it.

    ``content`` best keeps its line breaks: a broken address is mended by them. ``language``
    is that of the document (BCP 47); ``words`` are the document's words in lower case.
    """
    del language
    urls = find(content, words=words)
    title = _QUOTED.search(content.text)
    if not urls and not title:
        return ParsedNote(kind="comment")
    csl = {"type": "webpage"} | ({"title": title[1]} if title else {})
    first = urls[0] if urls else None
    return ParsedNote(
        kind="reference",
        references=(
            FoundReference(
                start=0,
                end=len(content.text),
                csl=csl | ({"URL": first.url} if first else {}),
                url_printed=first.printed if first else None,
                url_repaired=bool(first and first.repaired),
                url_why=first.why if first else None,
                url_candidates=first.candidates if first else (),
            ),
        ),
    )
