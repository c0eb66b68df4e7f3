"""Notes of one line that hold words and one address: most notes, told at a look.

What one pattern tells of such a line is what the block grammar and the scanner would find in
many steps: nothing in it can be mark-up but one stretch of emphasis and one link. Any other
note is left to them.
"""

from __future__ import annotations

import re

from citations.formats._md_leaf import PlainText
from citations.formats._runs import without

__all__ = ["plain_note"]

#: Signs that are mark-up nowhere; a point or an ampersand needs a look at what is beside it.
_SIGN = r"[^\\`*_~\[\]<&^@${\r\n/.]"
_WORDS = rf"{_SIGN}*(?:(?:\.(?<![wW]\.)(?<![wW]\d\.)|&(?=[ ])){_SIGN}*)*"
_LABEL = r"\[\^([^\s\[\]^]{1,200})\]:"
#: It begins with a letter, a quotation mark or with what follows here: with no block.
_BEGINNING = r"(?=[^\W\d_]|[“‘«\"']|\*\*?[^\W_]|__?[^\W_]|<http|\[)"
_EMPHASIS = (
    rf"(?<![^\s(“‘\"'])(?P<opens>\*\*?|__?)(?=[^\W_]){_WORDS}(?<=[^\W_])(?P<closes>(?P=opens))"
    r"(?=[\s.,;:!?)\"'”’]|\Z)"
)
_URL = r"https?://(?=[^/.,;)])(?>[A-Za-z0-9._~:/?#@!$&'*+,;=%-]*[A-Za-z0-9/])"
#: As in ``citations.urls``: the address does not go on behind the space.
_ENDS = r"(?=[.,;:)]{0,3}(?:[\r\n]|\Z|[ ](?=\S)(?:(?<!/[ ])|(?=[(\"“‘—–]|[^\W\d_]{1,30},?[ ]))))"
_ADDRESS = (
    rf"(?<![^\s(“‘\"'])(?:(?P<bare>{_URL}){_ENDS}|<(?P<angled>{_URL})>{_ENDS}"
    rf"|(?P<link>\[)(?!\^){_WORDS}(?P<target>\]\((?P<url>https?://[^\s<>()\\&{{}}]+)\)))"
)
#: Nothing can go on with the note: another one begins, or a paragraph, or nothing follows.
_CLOSED = rf"(?=(?:\r?\n)+{_LABEL}|\r?\n(?:\r?\n)+[^\W\d_]|(?:\r?\n)*\Z)"
_NOTE = re.compile(
    rf"{_LABEL}[ ]{{1,3}}{_BEGINNING}(?P<text>(?:{_WORDS}{_EMPHASIS})?{_WORDS}"
    rf"(?:{_ADDRESS}{_WORDS})?){_CLOSED}"
)


def plain_note(text: str, start: int, stop: int) -> tuple[str, PlainText] | None:
    """The label and the text of the note that is defined at ``start``; None: look closely.

    ``stop`` is where the part of the text ends that the line belongs to.
    """
    found = _NOTE.match(text, start, stop)
    if found is None:
        return None
    low, high = found.span("text")
    cuts = [found.span("opens"), found.span("closes")] if found["opens"] else []
    url, place = found["bare"], found.span("bare")
    if found["link"]:
        url, place = found["url"], (found.start("link"), found.end("target"))
        cuts += found.span("link"), found.span("target")
    elif found["angled"]:
        url, (begin, end) = found["angled"], found.span("angled")
        place = begin - 1, end + 1
        cuts += (begin - 1, begin), (end, end + 1)
    content = without(text, low, high, cuts)
    return found[1], PlainText(content, ((url, *place),) if url else (), high)
