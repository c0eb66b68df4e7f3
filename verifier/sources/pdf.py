"""PDF: what its pages say, in the order in which it is read.

The file comes from the web, so it is opened as any PDF is: in a process of its own, with
bounds on time and memory.
"""

from __future__ import annotations

import re
from datetime import date

from citations.formats.pdf import read_with_author
from verifier.sources.base import Read

__all__ = ["read"]

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read(body: bytes, declared: str | None, url: str) -> Read:
    """The words of a PDF; raises ``UnreadableSource`` if it is broken, locked or a picture."""
    del declared
    document, author, created = read_with_author(body, url)
    return Read(
        text="\n".join(block.content.text for block in document.blocks),
        title=document.title,
        authors=(author,) if author else (),
        published=_published(created),
        language=document.language,
    )


def _published(written: str) -> date | None:
    found = _DATE.match(written)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
