"""reStructuredText: notes, citations, links of every kind, with every span kept."""

from __future__ import annotations

import re
from bisect import bisect_left

from citations.formats import Take
from citations.formats._marked import Assembly, Syntax
from citations.formats._marks import Mark, Scan, is_local, is_source
from citations.formats._md_cite import ROLE_KEY, TEXTUAL_ROLE
from citations.formats._md_leaf import Leaf
from citations.formats._md_links import ADDRESS_SIGNS, normal_label, trim_url
from citations.formats._metadata import Metadata, header
from citations.formats._rst_blocks import RstStructure, structure
from citations.formats._runs import Edit
from citations.formats.decode import decode
from citations.model import BlockKind, Document, LocalLink, Mapped

__all__ = ["read"]

_SPECIAL = re.compile(
    r"``|\*\*|\*|_?`|:[A-Za-z][\w.+:-]{0,60}:`|\[(?=[^\]\s\[]{1,200}\]_)|\||\\|(?<=\w)__?(?!\w)|"
    r"\n[ \t]|[ \t\r]\n|\b(?:https?|ftp)://|::$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[([^\]\s\[]{1,200})\]_")
_EMBEDDED = re.compile(r"(.*?)\s*<([^<>]+)>$", re.DOTALL)
_BARE = re.compile(rf"(?:https?|ftp)://{ADDRESS_SIGNS}", re.IGNORECASE)
_NAME = re.compile(r"[^\W_](?:[\w.+:-]*[^\W_])?$")
#: docutils takes it for an address of mail.
_MAIL = re.compile(r"[^\s@/]{1,100}@[^\s@/]{1,200}")
_BEFORE = frozenset(" \t\r\n'\"([{<-/:“‘«–—")
_AFTER = frozenset(" \t\r\n'\")]}>-/\\:.,;!?”’»–—")
_TRIES = 20


def read(data: bytes, source: str, take: Take | None = None) -> Document:
    """The document; raises ``UnreadableSource``. ``take`` is given the notes before."""
    text = decode(data, source)
    found = structure(text)
    scanner = _Inline(found)
    # Phrases with an address define a name for later and for earlier references.
    scanner.define(found, text)
    syntax = Syntax(_shape, scanner.scan, "[{}]_")
    meta = Metadata([])
    ended = header(text, meta)
    for leaf in found.leaves:
        if leaf.lines[0][0] < ended:
            leaf.kind = BlockKind.BYLINE
    assembly = Assembly(text, found, meta, syntax, take)
    assembly.local += [
        LocalLink(url=url, start=start, end=end)
        for url, start, end in found.files
        if is_local(url) and not is_source(url)
    ]
    return assembly.document(source, "rst")


def _shape(leaf: Leaf, raw: Mapped) -> tuple[BlockKind, Mapped]:
    return leaf.kind, raw


class _Inline:
    """Scans leaf after leaf: markers and links without a name are told by their order."""

    def __init__(self, found: RstStructure) -> None:
        self.found = found
        self.counts = {"#": 0, "*": 0, "__": 0}

    def define(self, found: RstStructure, text: str) -> None:
        if "`" in text:
            for phrase in re.finditer(r"`([^`<>]{1,500}?)\s*<([^<>`\s]{1,2000})>`_(?!_)", text):
                found.links.setdefault(normal_label(phrase[1]), phrase[2])

    def scan(self, leaf: Leaf, text: str) -> Scan:
        scanner = _Scanner(self, text)
        result = scanner.run()
        if leaf.form == "row":
            result.edits.extend(_cells(text, leaf.columns))
        return result

    def next_label(self, kind: str, labels: list[str]) -> str | None:
        """The label that the next ``[#]_`` or ``[*]_`` means."""
        at = self.counts[kind]
        self.counts[kind] += 1
        return labels[at] if at < len(labels) else None

    def anonymous(self) -> str:
        url = self.next_label("__", self.found.anonymous) or ""
        named = url.endswith("_") and not is_source(url)
        return (self.address(url[:-1].strip("`")) or "") if named else url

    def address(self, name: str) -> str | None:
        """Where a named link leads, over aliases; None: no such name."""
        url = self.found.links.get(normal_label(name))
        for _ in range(5):
            if url is None or not url.endswith("_") or is_source(url):
                return url
            url = self.found.links.get(normal_label(url[:-1].strip("`")))
        return None

    def label(self, written: str) -> str:
        if written == "#":
            return self.next_label("#", self.found.numbered) or "#"
        if written == "*":
            return self.next_label("*", self.found.symbols) or "*"
        if written.startswith("#"):
            return self.found.named.get(written[1:].casefold(), written)
        return written


class _Scanner:
    def __init__(self, inline: _Inline, text: str) -> None:
        self.inline = inline
        self.text = text
        self.out = Scan([], [], [])
        self.places: dict[str, list[int]] = {}

    def run(self) -> Scan:
        search, text = _SPECIAL.search, self.text
        found = search(text)
        while found:
            end = self.handle(found[0], found.start(), found.end())
            found = search(text, end)
        return self.out

    def cut(self, start: int, end: int, text: str = "") -> int:
        self.out.edits.append((start, end, text))
        return end

    def handle(self, what: str, at: int, end: int) -> int:
        first = what[0]
        if first in " \t\r\n":
            return self.blank(at)
        if first == "\\":
            gone = self.text[end : end + 1].isspace()
            return self.cut(at, end + gone) if gone else self.cut(at, end) + 1
        if what == "::":
            alone = at == 0 or self.text[at - 1].isspace()
            return self.cut(at if alone else at + 1, end)
        if first == "[":
            return self.note(at, end)
        if first == "_" and what != "_`":
            return self.reference(what, at, end)
        if first in "hHfF":
            bare = _BARE.match(self.text, at)
            url = trim_url(bare[0]) if bare else ""
            if url:
                self.out.marks.append(Mark("bare_url", url, at, at + len(url), url=url))
            return max(at + len(url), end)
        return self.enclosed(what, at, end)

    def blank(self, at: int) -> int:
        text, low, high = self.text, at, at + 2
        while low and text[low - 1] in " \t":
            low -= 1
        while high < len(text) and text[high] in " \t\r\n":
            high += 1
        return self.cut(low, high, " ")

    def enclosed(self, what: str, at: int, end: int) -> int:
        """Emphasis, literals, interpreted text and references: from one mark to the next."""
        before = self.text[at - 1] if at else " "
        tail = "`" if what.endswith("`") and what != "``" else what
        close = self.closing(tail, end) if before in _BEFORE else -1
        if close < 0:
            return end
        after = close + len(tail)
        if what == "|":
            stop = after + (self.text[after : after + 1] == "_")
            return self.cut(close, stop) if self.cut(at, end) else stop
        if tail != "`":
            if what == "``":
                self.out.code.append((end, close))
            self.cut(at, end)
            return self.cut(close, after)
        return self.interpreted(what, at, end, close, after)

    def closing(self, tail: str, start: int) -> int:
        """Where the end-string stands that fits; -1: nowhere near."""
        text = self.text
        if tail not in self.places:
            self.places[tail] = [match.start() for match in re.finditer(re.escape(tail), text)]
        places = self.places[tail]
        if start >= len(text) or text[start].isspace():
            return -1
        first = bisect_left(places, start + 1)
        for place in places[first : first + _TRIES]:
            after = text[place + len(tail) : place + len(tail) + 1]
            fits = tail in ("`", "|") and after == "_"
            if not text[place - 1].isspace() and (not after or after in _AFTER or fits):
                return place
        return -1

    def interpreted(self, what: str, at: int, low: int, high: int, after: int) -> int:
        text = self.text
        if text.startswith("__", after):
            return self.link(at, low, high, after + 2, anonymous=True)
        if text.startswith("_", after):
            return self.link(at, low, high, after + 1, anonymous=False)
        role = what[1:-2].lower() if what[0] == ":" else ""
        if role.startswith(("cite", "footcite")):
            return self.cited(role, (at, low, high, after))
        self.cut(at, low)
        target = _EMBEDDED.match(text, low, high)
        if role in ("doc", "download"):
            self.document(role, target[2] if target else text[low:high], at, after)
        if role and target and target[1]:
            self.cut(target.end(1), high)
        return self.cut(high, after)

    def document(self, role: str, path: str, start: int, end: int) -> None:
        """Sphinx's ``:doc:`` and ``:download:`` name a file, the former without its ending."""
        if is_local(path):
            self.out.local.append((f"{path}.rst" if role == "doc" else path, start, end))

    def cited(self, role: str, places: tuple[int, int, int, int]) -> int:
        """``:cite:p:`{see}a{p. 3},b```: keys of a file elsewhere, with words before and behind."""
        at, low, high, after = places
        marks = self.out.marks
        for key in ROLE_KEY.finditer(self.text, low, high):
            page = (key[2] or "").strip("{} ") or None
            marks.append(Mark("citation_role", key[1], *key.span(1), key=key[1], locator=page))
        if TEXTUAL_ROLE.fullmatch(role) and marks and low <= marks[-1].start:
            # The author is in the sentence, and the key stands for the name.
            start, end = marks[-1].start, marks[-1].end
            self.cut(at, start)
            return self.cut(end, after)
        return self.drop(at, after)

    def link(self, at: int, low: int, high: int, end: int, *, anonymous: bool) -> int:
        text = self.text
        embedded = _EMBEDDED.match(text, low, high)
        words_end = high
        if embedded:
            url: str | None = "".join(embedded[2].split())
            if url and url.endswith("_") and not is_source(url):
                url = self.inline.address(url[:-1])
            words_end = embedded.end(1)
        elif anonymous:
            url = self.inline.anonymous()
        else:
            url = self.inline.address(text[low:high])
        if words_end > low:
            self.cut(at, low)
            self.cut(words_end, end)
        else:
            # Without words the address itself is shown.
            self.cut(at, embedded.start(2) if embedded else low)
            self.cut(high - 1 if embedded else high, end)
        self.point(text[low:words_end] or (url or ""), at, end, url)
        return end

    def point(self, words: str, start: int, end: int, url: str | None) -> None:
        if url and is_source(url):
            self.out.marks.append(Mark("inline_link", words, start, end, url=url))
        elif url and is_local(url) and not _MAIL.fullmatch(url):
            self.out.local.append((url, start, end))

    def reference(self, what: str, at: int, end: int) -> int:
        """``word_``: the underscore goes if the word is the name of a link."""
        after = self.text[end : end + 1]
        name = _NAME.search(self.text, max(0, at - 100), at)
        if not name or (after and after not in _AFTER):
            return end
        url = self.inline.anonymous() if what == "__" else self.inline.address(name[0])
        if url is None:
            return end
        self.cut(at, end)
        self.point(name[0], name.start(), end, url)
        return end

    def note(self, at: int, end: int) -> int:
        match = _NOTE.match(self.text, at)
        after = self.text[match.end() : match.end() + 1] if match else ""
        if not match or (after and after not in _AFTER):
            return end
        label = self.inline.label(match[1])
        self.out.marks.append(Mark("footnote", match[1], at, match.end(), key="^" + label))
        return self.drop(at, match.end())

    def drop(self, start: int, end: int) -> int:
        """Leave a marker out, and the space before it when the sentence goes on behind it."""
        low = start
        if end == len(self.text) or self.text[end] in " \t\n.,;:!?)":
            while low > 0 and self.text[low - 1] in " \t\n":
                low -= 1
        return self.cut(low, end)


def _cells(row: str, columns: tuple[int, ...]) -> list[Edit]:
    """One tab between two cells of a row, nothing at its ends; no columns: bars part them."""
    places = list(columns) or [at for at, char in enumerate(row) if char == "|"]
    edits: list[Edit] = []
    for place in places:
        if not 0 <= place < len(row):
            continue
        low, high = place, place + (not columns)
        while low and row[low - 1] in " \t":
            low -= 1
        while high < len(row) and row[high] in " \t":
            high += 1
        if high > low:
            edits.append((low, high, "\t" if low and high < len(row) else ""))
    return edits
