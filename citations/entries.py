"""Lists of notes, line by line: what each begins with, where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citations.layout import Line
from citations.patterns import lazy
from citations.signs import note_likeness

__all__ = [
    "ENTRY",
    "LIKE",
    "SENTENCE_END",
    "TERMINAL",
    "Label",
    "entries",
    "groups",
    "is_glued",
    "is_rule",
    "label_behind",
    "label_of",
    "text_of",
]

#: So many signs make a text a reference (see ``note_likeness``).
LIKE = 2
#: More of a text does not say better what it is.
_OPENING = 1200
_START = lazy(
    r"(?:[\[［【〔]\^?(?P<square>\d{1,4})[\]］】〕]:?|[(（](?P<round>\d{1,3})[)）]|"
    r"(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(?P<plain>\d{1,4})(?P<dot>[.):、．])?(?![A-Z]\.(?:\d|\s\s))(?=\s|[^\W\d]|[‘“\"«„「『《])|"
    r"(?P<symbol>\*{1,4}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3})|"
    # "^ a b": the way back to the text, as Wikipedia sets it.
    r"(?P<back>[\^↑](?:\s[a-z]{1,2}(?=\s)){0,40}))\s*(?=\S)"
)
# How an entry of a bibliography begins: "Surname, I.", "Given Surname.", "Office (2020)".
_NAME = r"[^\W\d_a-zß-öø-ÿа-я][\w’'.-]*"
ENTRY = lazy(
    rf"\W{{0,2}}(?:(?:van|von|de|der|la|di|el|al|du) ){{0,3}}{_NAME}"
    rf"(?:(?: (?:and|und|et|y|e|ve|и|&|of|for|de|van|von))? {_NAME}){{0,5}}"
    r"(?:[,.:：，]|\s?[(（《「『“‘«])"
)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
TERMINAL = lazy(r"[.!?…。！？)\]）」』”“’\"»/\d][’”“\"»)\]]{0,2}$|://\S+$")
SENTENCE_END = lazy(r"[.!?…。！？][’”\"»)\]」』]{0,3}$")


#: "2The", "1GAO": a number that lost its raised place, in the middle of a page's prose too.
_GLUED = lazy(r"\d{1,3}(?:[^\W\d_a-z][^\W\d_A-Z]|[A-Z]{3}|[“\"‘„«])")
_RULE = lazy(r"[_—–―─=-]{5,}|(?:[*·•]\s?){5,}")


def is_glued(text: str) -> bool:
    """Whether a line begins with a number and its first word in one: "2The keeper"."""
    return bool(_GLUED.match(text))


def is_rule(text: str) -> bool:
    """Whether a line is only drawn: what parts a page's notes from its prose."""
    return bool(_RULE.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Label:
    """The number or symbol that a line begins with."""

    text: str
    kind: str
    length: int

    @property
    def number(self) -> int:
        return int(self.text) if self.text.isdigit() else 0


def groups(lines: Sequence[Line], span: range) -> Iterator[range]:
    """Runs of lines with nothing empty between them."""
    start = span.start
    for at in span:
        if at > start and lines[at].gap:
            yield range(start, at)
            start = at
    if start < span.stop:
        yield range(start, span.stop)


def entries(lines: Sequence[Line], span: range, *, wrapped: bool) -> Iterator[range]:
    """The notes of a list: by their numbers if they have them, else by paragraphs or lines.

    In a list that the document marks up each item is one.
    """
    if not span:
        return
    first = None if lines[span.start].listed else label_of(lines[span.start].text)
    starts = [span.start]
    if first:
        label = first
        for at in span[1:]:
            following = label_behind(lines, at)
            if following and following.kind == label.kind and _succeeds(label, following):
                starts.append(at)
                label = following
    else:
        parted = list(groups(lines, span))
        # A note a paragraph, unless the paragraphs are few and long.
        single = len(parted) >= 3 and len(span) <= 6 * len(parted) and wrapped
        starts += [group.start for group in parted[1:]]
        for group in () if single else parted:
            if lines[group.start].listed:
                continue
            starts.extend(at for at in _starts(lines, group, wrapped=wrapped) if at > group.start)
        starts.sort()
    for start, end in zip(starts, [*starts[1:], span.stop], strict=True):
        yield range(start, end)


def _succeeds(label: Label, following: Label) -> bool:
    if label.kind in ("symbol", "back"):
        return True
    return label.number < following.number <= label.number + 3 or following.number == 1


def _starts(lines: Sequence[Line], group: range, *, wrapped: bool) -> Iterator[int]:
    """Where notes without numbers begin in one group of lines."""
    yield group.start
    width = max(len(lines[at].text) for at in group)
    margin = min(lines[at].indent for at in group)
    hangs = len({lines[at].indent for at in group}) > 1 and lines[group.start].indent == margin
    for at in group[1:]:
        line, before = lines[at], lines[at - 1]
        if hangs:
            if line.indent == margin:
                yield at
        elif not wrapped or _begins_entry(before.text, text_of(lines, range(at, at + 2)), width):
            yield at


def _begins_entry(before: str, text: str, width: int) -> bool:
    """Whether a line looks like a new reference rather than the rest of the one before."""
    if text[0].islower() or before[-1] in ",;-–/":
        return False
    if len(before) + 1 + len(text.split(None, 1)[0]) <= width:
        return True  # There was room for its first word: it was not wrapped.
    if text.startswith(("URL", "http", "www.", "DOI", "doi")):
        return False
    return bool(SENTENCE_END.search(before) and ENTRY.match(text) and note_likeness(text) >= LIKE)


def label_of(text: str) -> Label | None:
    found = _START.match(text)
    if found is None:
        return None
    kind = found.lastgroup or ""
    if kind == "dot":
        return Label(found["plain"], "plain", found.end())
    if kind == "back":
        return Label("", "back", found.end())
    written = found[kind].translate(_SUPER)
    if kind == "plain":
        # "2nd", "100 thousand", "2020 was" begin a line of prose; "2 see" and "2See" a note.
        after = text[found.end() : found.end() + 80]
        if len(written) > 3 or (after[0].islower() and note_likeness(after) < LIKE):
            return None
    return None if written == "0" else Label(written, kind, found.end())


def label_behind(lines: Sequence[Line], at: int) -> Label | None:
    """The label of a line inside a list: a bare number counts only where a note has ended."""
    label = label_of(lines[at].text)
    if label is None or label.kind != "plain" or lines[at].gap or at == 0:
        return label
    before = lines[at - 1].text
    if is_glued(lines[at].text) or is_rule(before):
        return label
    return label if TERMINAL.search(before) or before.endswith((":", "：")) else None


def text_of(lines: Sequence[Line], span: range) -> str:
    """The opening of some lines as one: enough to tell what they are."""
    opening: list[str] = []
    room = _OPENING
    for at in range(span.start, min(span.stop, len(lines))):
        if room <= 0:
            break
        opening.append(lines[at].text[:room])
        room -= len(opening[-1]) + 1
    return " ".join(opening)
