"""What a reader of a LaTeX document sees of a stretch of its source, and its citations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from citations.formats._latex_words import ACCENTS, DROPPED, MATHS, RAW, SECTIONS, SIGNS
from citations.formats._runs import Edit

__all__ = ["MARKS", "NOTES", "Arguments", "Break", "Mark", "Source", "Walk"]

_TOKEN = re.compile(
    r"%[^\n]*(?:\n[ \t]*)?|\\(?:[a-zA-Z@]+\*?|[\s\S])|\$\$?|[{}~&]|-{2,3}|``|''|\n[ \t]*\n\s*"
)
_BRACE = re.compile(r"%[^\n]*|\\[\s\S]|[{}]")
_ENVIRONMENT = re.compile(r"\{([a-zA-Z@*]{1,40})\}")
_ACCENTED = re.compile(r"\s{0,3}(?:\{\s?\\?([^\W\d_])\s?\}|\\([ij])(?![a-zA-Z])|([^\W\d_]))")
_SIMPLE_MATH = re.compile(r"(?:[\w\s.,<>=+%±×°/-]|\\[,;%! ]){1,60}")
_CITE = re.compile(r"[A-Za-z]{0,12}[cC]ite[a-z]{0,12}\*?")
#: Of these a reader sees the author in the sentence.
_TEXTUAL = re.compile(
    r"(?:[cC]itet|[tT]extcite|[cC]iteauthor|[cC]itealt|citeasnoun|shortciteA)s?\*?"
)
NOTES = frozenset(["footnote", "endnote", "sidenote", "thanks", "footnotetext", "endnotetext"])
MARKS = frozenset(["footnotemark", "endnotemark"])


@dataclass(frozen=True, slots=True)
class Mark:
    """One citation; ``start`` and ``end`` count in the document."""

    kind: str
    start: int
    end: int
    key: str = ""
    url: str | None = None
    locator: str | None = None
    #: The span of a note's words.
    inner: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a block ends: what kind of block begins behind it."""

    start: int
    end: int
    kind: str = "paragraph"
    level: int = 1


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands in brackets and braces behind a command, and where that ends."""

    options: list[tuple[int, int]]
    groups: list[tuple[int, int]]
    end: int


class Source:
    """A LaTeX text with its braces paired."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closing: dict[int, int] = {}
        open_: list[int] = []
        for found in _BRACE.finditer(text):
            if found[0] == "{":
                open_.append(found.start())
            elif found[0] == "}" and open_:
                self.closing[open_.pop()] = found.start()

    def arguments(self, at: int, groups: int) -> Arguments:
        """Options, and up to this many groups, that follow one another from ``at``."""
        found: list[tuple[int, int]] = []
        options: list[tuple[int, int]] = []
        end = at
        while True:
            at = self._blank(end)
            sign = self.text[at : at + 1]
            if sign == "[" and len(options) < 4 and len(found) < max(groups, 1):
                close = self.text.find("]", at, at + 1000)
                if close < 0:
                    break
                options.append((at + 1, close))
                end = close + 1
            elif sign == "{" and len(found) < groups and at in self.closing:
                found.append((at + 1, self.closing[at]))
                end = self.closing[at] + 1
            else:
                break
        return Arguments(options, found, end)

    def _blank(self, at: int) -> int:
        limit = at + 100
        breaks = 0
        while at < limit and self.text[at : at + 1].isspace():
            breaks += self.text[at] == "\n"
            at += 1
        return at if breaks < 2 else limit


@dataclass(slots=True)
class Walk:
    """One pass over a span of the source."""

    source: Source
    low: int
    high: int
    edits: list[Edit] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    #: (key, start of the entry, start of its words) of each \\bibitem.
    entries: list[tuple[str, int, int]] = field(default_factory=list)
    #: Names of files with references, and the title's span.
    bibliography: list[str] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    #: Environments that are open: (name, where it began).
    open: list[str] = field(default_factory=list)
    #: Spans of code.
    code: list[tuple[int, int]] = field(default_factory=list)
    at: int = 0
    depth: int = 0

    def run(self) -> Walk:
        text = self.source.text
        self.at = self.low
        while (found := _TOKEN.search(text, self.at, self.high)) is not None:
            token, start = found[0], found.start()
            self.at = found.end()
            if token[0] == "\\":
                self.command(token[1:], start)
            elif token[0] == "%" or token in "{}":
                self.drop(start, self.at)
            elif token[0] == "$":
                self.maths(token, start)
            elif token[0] == "\n":
                self.breaks.append(Break(start, self.at, self.kind()))
            else:
                new = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "&": " "}[token]
                self.edits.append((start, self.at, new))
        return self

    def kind(self) -> str:
        """What a paragraph is, by what encloses it."""
        for name in reversed(self.open):
            if name in ("quote", "quotation", "displayquote"):
                return "quotation"
            if name in ("figure", "table", "wrapfigure", "figure*", "table*"):
                return "float"
            if name == "thebibliography":
                return "bibliography"
        return "paragraph"

    def drop(self, start: int, end: int) -> None:
        if end > start:
            self.edits.append((start, min(end, self.high), ""))

    def skip(self, start: int, end: int) -> None:
        """Leave a span out and go on behind it."""
        self.drop(start, end)
        self.at = max(self.at, min(end, self.high))

    def maths(self, token: str, start: int) -> None:
        text = self.source.text
        close = text.find(token, self.at, min(self.high, self.at + 5_000))
        if close < 0:
            self.drop(start, self.at)
            return
        inner = text[self.at : close]
        if token == "$" and _SIMPLE_MATH.fullmatch(inner):
            self.drop(start, self.at)
            self.inside(self.at, close)
            self.drop(close, close + 1)
            self.at = close + 1
        else:
            self.skip(start, close + len(token))

    def command(self, written: str, start: int) -> None:
        name = written.rstrip("*")
        if name in ACCENTS and self.accent(name, start):
            return
        if not name or not name[0].isalpha():
            self.sign(name, start)
        elif name in SIGNS:
            self.named_sign(name, start)
        elif name in ("begin", "end"):
            self.environment(name, start)
        elif name in NOTES or name in MARKS:
            self.note(name, start)
        elif name in SECTIONS or name in ("title", "author", "caption"):
            self.heading(name, start)
        elif name in ("url", "nolinkurl", "href", "doi", "path"):
            self.address(name, start)
        elif name in ("bibliography", "addbibresource"):
            found = self.source.arguments(self.at, 1)
            self.bibliography += [self.source.text[slice(*span)] for span in found.groups]
            self.skip(start, found.end)
        elif name == "bibitem":
            self.entry(start)
        elif name == "item":
            found = self.source.arguments(self.at, 0)
            self.breaks.append(Break(start, max(self.at, found.end), "item", len(self.open)))
            self.at = max(self.at, found.end)
        elif name in DROPPED:
            self.skip(start, self.source.arguments(self.at, DROPPED[name]).end)
        elif name == "def":
            brace = self.source.text.find("{", self.at, self.at + 100)
            self.skip(start, self.source.closing.get(brace, self.at) + 1)
        elif name in ("verb", "lstinline", "mintinline"):
            self.verb(name, start)
        elif name in ("texttt", "code"):
            self.code += self.source.arguments(self.at, 1).groups
            self.other(start)
        elif _CITE.fullmatch(written) and "nocite" not in name:
            self.cite(written, start)
        else:
            self.other(start)

    def other(self, start: int) -> None:
        """A command we do not know: its name is no word, what is in its braces may be."""
        end = self.at
        while self.source.text[end : end + 1] in (" ", "\t"):
            end += 1
        found = self.source.arguments(self.at, 0)
        self.skip(start, found.end if found.options else end)

    def accent(self, name: str, start: int) -> bool:
        if name.isalpha() and self.source.text[self.at : self.at + 1] not in "{ ":
            return False
        found = _ACCENTED.match(self.source.text, self.at, self.high)
        if found is None:
            return False
        letter = found[1] or found[2] or found[3]
        made = unicodedata.normalize("NFC", letter + ACCENTS[name])
        self.edits.append((start, found.end(), made[:1]))
        self.at = found.end()
        return True

    def sign(self, sign: str, start: int) -> None:
        if sign in ("(", "["):
            close = self.source.text.find(
                "\\" + {"(": ")", "[": "]"}[sign], self.at, self.at + 5_000
            )
            if 0 <= close < self.high:
                self.skip(start, close + 2)
                return
        if sign == "\\":
            found = self.source.arguments(self.at, 0)
            self.edits.append((start, max(self.at, found.end), " "))
            self.at = max(self.at, found.end)
        elif sign in ("%", "&", "_", "#", "$", "{", "}", "@"):
            self.edits.append((start, self.at, sign))
        else:
            self.edits.append((start, self.at, " " if sign.isspace() or sign == "," else ""))

    def named_sign(self, name: str, start: int) -> None:
        text = self.source.text
        end = self.at
        if text.startswith("{}", end):
            end += 2
        elif text[end : end + 1] == " " and name not in ("quad", "qquad"):
            end += 1
        self.edits.append((start, end, SIGNS[name]))
        self.at = end

    def verb(self, name: str, start: int) -> None:
        r"""``\verb|code|``; listings' commands take options, and braces for the signs."""
        if name != "verb":
            self.at = self.source.arguments(self.at, int(name == "mintinline")).end
        sign = self.source.text[self.at : self.at + 1]
        sign = "}" if sign == "{" and name != "verb" else sign
        close = self.source.text.find(sign, self.at + 1, self.at + 500) if sign else -1
        if close > 0:
            self.code.append((self.at + 1, close))
            self.drop(start, self.at + 1)
            self.drop(close, close + 1)
            self.at = close + 1

    def environment(self, which: str, start: int) -> None:
        text = self.source.text
        found = _ENVIRONMENT.match(text, self.at)
        if found is None:
            self.drop(start, self.at)
            return
        name = found[1]
        if which == "end":
            if name in self.open:
                while self.open.pop() != name:
                    pass
            self.breaks.append(Break(start, found.end(), self.kind()))
            self.at = found.end()
            return
        if name in RAW or name.rstrip("*") in MATHS:
            close = text.find(f"\\end{{{name}}}", found.end())
            end = close + len(name) + 6 if close >= 0 else found.end()
            kind = self.kind() if name.rstrip("*") not in ("equation", "align", "math") else "same"
            if kind != "same":
                self.breaks.append(Break(start, end, kind))
            self.skip(start, end)
            return
        if len(self.open) < 100:
            self.open.append(name)
        groups = 1 if name in ("minipage", "multicols", "thebibliography", "otherlanguage") else 0
        end = max(found.end(), self.source.arguments(found.end(), groups).end)
        self.breaks.append(Break(start, end, self.kind()))
        self.at = end

    def heading(self, name: str, start: int) -> None:
        found = self.source.arguments(self.at, 1)
        if not found.groups:
            self.drop(start, self.at)
            return
        low, high = found.groups[0]
        kind = name if name in ("title", "author", "caption") else "heading"
        if name == "title":
            self.titles.append((low, high))
        self.breaks.append(Break(start, low, kind, SECTIONS.get(name, 1)))
        self.inside(low, high)
        self.breaks.append(Break(high, high + 1, self.kind()))
        self.at = high + 1

    def inside(self, low: int, high: int) -> None:
        """What is seen of an argument."""
        if self.depth > 20:
            self.drop(low, high)
            return
        inner = Walk(self.source, low, min(high, self.high), depth=self.depth + 1).run()
        self.edits += inner.edits
        self.marks += inner.marks

    def note(self, name: str, start: int) -> None:
        found = self.source.arguments(self.at, 0 if name in MARKS else 1)
        number = self.source.text[slice(*found.options[0])] if found.options else ""
        if name not in MARKS and not found.groups:
            self.drop(start, self.at)
            return
        inner = found.groups[0] if found.groups else None
        end = max(found.end, self.at)
        self.marks.append(Mark(name, start, end, key=number.strip(), inner=inner))
        self.skip(start, end)

    def address(self, name: str, start: int) -> None:
        found = self.source.arguments(self.at, 2 if name == "href" else 1)
        text = self.source.text
        if name == "href" and len(found.groups) == 2:
            url = re.sub(r"\\([%#&_~{}])", r"\1", text[slice(*found.groups[0])].strip())
            low, high = found.groups[1]
            self.drop(start, low)
            self.marks.append(Mark("href", start, found.end, url=url))
            self.inside(low, high)
            self.drop(high, high + 1)
            self.at = found.end
        elif found.groups:
            low, high = found.groups[0]
            self.drop(start, low)
            for escape in re.finditer(r"\\(?=[%#&_~{}])|\s+|%\n\s*", text[low:high]):
                self.drop(low + escape.start(), low + escape.end())
            self.drop(high, high + 1)
            self.at = high + 1
        else:
            self.drop(start, self.at)

    def entry(self, start: int) -> None:
        found = self.source.arguments(self.at, 1)
        if found.groups:
            key = self.source.text[slice(*found.groups[0])].strip()
            self.entries.append((key, start, found.end))
            self.breaks.append(Break(start, found.end, "bibliography"))
        self.at = max(self.at, found.end)

    def cite(self, written: str, start: int) -> None:
        """One citation command; those in the plural take several keys with their pages."""
        end, last = self.at, None
        for _ in range(20):
            found = self.source.arguments(end, 1)
            if not found.groups:
                break
            end = found.end
            low, high = last = found.groups[0]
            locator = self.source.text[slice(*found.options[-1])].strip() if found.options else ""
            locator = locator.replace("~", " ").replace("--", "–").replace("\\", "")
            for key in self.keys(low, high):
                self.marks.append(Mark("cite", start, end, key=key, locator=locator or None))
            if not written.rstrip("*").endswith("s"):
                break
        if last is not None and _TEXTUAL.fullmatch(written) and end == last[1] + 1:
            self.drop(start, last[0])
            self.drop(last[1], end)
            self.at = end
            return
        text = self.source.text
        if text[end : end + 1] in (*".,;:!?)", ""):
            # The space before a citation belongs to it where the sentence goes on behind it.
            while start > self.low and text[start - 1] in " \t\n~":
                start -= 1
        self.skip(start, end)

    def keys(self, low: int, high: int) -> Iterator[str]:
        if high - low < 5_000:
            for key in self.source.text[low:high].split(","):
                if key.strip() and key.strip() != "*":
                    yield key.strip()
