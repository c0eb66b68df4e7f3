"""What a reader of a LaTeX document sees of a stretch of its source, and its citations."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import pairwise

from citations.formats import _latex_words as known
from citations.formats._latex_below import marks_of, notes_of
from citations.formats._latex_cite import around, cited, gone
from citations.formats._latex_macros import Macro
from citations.formats._latex_source import Break, Mark, Source
from citations.formats._runs import Edit

__all__ = ["Walk"]

_TOKEN = re.compile(
    r"%[^\n]*(?:\n[ \t]*)?|\\(?:[a-zA-Z@]+\*?|[\s\S])|\$\$?|[{}~&]|-{2,3}|``|''|\n[ \t]*\n\s*"
)
_ENVIRONMENT = re.compile(r"\{([a-zA-Z@*]{1,40})\}")
_ACCENTED = re.compile(r"\s{0,3}(?:\{\s?\\?([^\W\d_])\s?\}|\\([ij])(?![a-zA-Z])|([^\W\d_]))")
_TYPED = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "&": " "}
_SIMPLE_MATH = re.compile(r"(?:[\w\s.,<>=+%±×°/-]|\\[,;%! ]){1,60}")
_END_IF = re.compile(r"\\fi(?![a-zA-Z@])")


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
    #: Names of files with more of the text.
    included: list[str] = field(default_factory=list)
    #: Environments that are open: (name, where it began).
    open: list[str] = field(default_factory=list)
    #: Spans of code.
    code: list[tuple[int, int]] = field(default_factory=list)
    #: The notes below each table that has some.
    below: list[list[Mark]] = field(default_factory=list)
    #: How many breaks there were when the last table began, and whether its head may end.
    table: int = 0
    heads: bool = False
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
            elif token == "}" and start in self.source.parted:
                self.edits.append((start, self.source.parted[start], ", "))
                self.at = self.source.parted[start]
            elif token[0] == "%" or token in "{}":
                self.drop(start, self.at)
            elif token[0] == "$":
                self.maths(token, start)
            elif token[0] == "\n":
                self.breaks.append(Break(start, self.at, self.kind()))
            else:
                self.typed(token, start)
        return self

    def typed(self, token: str, start: int) -> None:
        """Signs that are set as others; "&" parts the cells of a table."""
        if token == "&" and self.open and self.open[-1] in known.TABLES:
            text = self.source.text
            while start > self.low and text[start - 1] in " \t\n" and text[start - 2] != "\\":
                start -= 1
            while self.at < self.high and text[self.at] in " \t\n":
                self.at += 1
            self.edits.append((start, self.at, "\t"))
        else:
            self.edits.append((start, self.at, _TYPED[token]))

    def kind(self) -> str:
        """What a paragraph is, by what encloses it."""
        for name in reversed(self.open):
            if name in known.TABLES:
                return "row"
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
        own = self.source.own
        if name in known.ACCENTS and self.accent(name, start):
            return
        if not name or not name[0].isalpha():
            self.sign(name, start)
        elif start in own.ends:
            self.skip(start, own.ends[start])
        elif name in own.macros:
            self.own(own.macros[name], start)
        elif name in known.SIGNS:
            self.named_sign(name, start)
        elif name in ("begin", "end"):
            self.environment(name, start)
        elif name in known.NOTES or name in known.MARKS or name in ("footref", "tnote"):
            self.note(name, start)
        elif name in known.SECTIONS or name in ("title", "author", "caption"):
            self.heading(name, start)
        elif name in ("url", "nolinkurl", "href", "doi", "path"):
            self.address(name, start)
        elif name in ("bibliography", "addbibresource", "input", "include", "subfile"):
            found = self.source.arguments(self.at, 1)
            files = self.bibliography if "bib" in name else self.included
            files += [self.source.text[slice(*span)].strip() for span in found.groups]
            self.skip(start, found.end)
        elif name == "bibitem":
            self.entry(start)
        elif name == "item":
            found = self.source.arguments(self.at, 0)
            self.breaks.append(Break(start, max(self.at, found.end), "item", len(self.open)))
            self.at = max(self.at, found.end)
        elif name in known.DROPPED:
            at = around(self.source.text, self.at) if name == "cmidrule" else self.at
            self.skip(start, self.source.arguments(at, known.DROPPED[name]).end)
        elif name == "def":
            brace = self.source.text.find("{", self.at, self.at + 100)
            self.skip(start, self.source.closing.get(brace, self.at) + 1)
        elif name in ("verb", "lstinline", "mintinline"):
            self.verb(name, start)
        elif name in ("texttt", "code"):
            self.code += self.source.arguments(self.at, 1).groups
            self.other(start)
        elif name in known.QUOTES:
            self.quote(name, start)
        elif known.CITE.fullmatch(written) and "nocite" not in name:
            self.cite(written, start)
        else:
            self.rare(name, start)

    def rare(self, name: str, start: int) -> None:
        """Commands that few documents use, and those that nobody knows."""
        if name == "par":
            self.breaks.append(Break(start, self.at, self.kind()))
        elif name in ("midrule", "hline", "endhead") and self.kind() == "row":
            self.end_head(start)
        elif name == "iffalse" and (end := _END_IF.search(self.source.text, self.at, self.high)):
            self.skip(start, end.end())
        elif name == "texorpdfstring":
            groups = self.source.arguments(self.at, 2).groups
            self.drop(start, self.at)
            for low, high in groups[1:]:
                self.drop(low, high)
        else:
            self.other(start)

    def end_head(self, start: int) -> None:
        """The rows before the first line below a table's head are headings."""
        self.drop(start, self.at)
        rows = self.breaks[self.table :] if self.heads else []
        if rows and self.source.text[rows[0].end : start].strip():
            self.breaks[self.table :] = [replace(one, kind="head") for one in rows]
            self.breaks.append(Break(start, self.at, "row"))
            self.heads = False

    def own(self, macro: Macro, start: int) -> None:
        """A command of the document's own, which is another one in the end."""
        if macro.name in ("href", "url"):
            self.address(macro.name, start)
        elif known.CITE.fullmatch(macro.name):
            self.cite(macro.name, start, macro)
        else:
            self.note(macro.name, start, macro.groups)

    def quote(self, name: str, start: int) -> None:
        """Quoted words; csquotes gives their source before them."""
        cites = name.endswith("cquote")
        found = self.source.arguments(self.at, 1 + cites)
        if len(found.groups) < 1 + cites:
            self.drop(start, self.at)
            return
        low, high = found.groups[-1]
        if cites:
            self.marks += cited(
                self.source.text, found.groups[0], found.options[:1], (start, found.end)
            )
        for option in found.options if not cites else ():
            inner = Walk(self.source, *option, depth=self.depth + 1).run()
            self.marks += [replace(mark, start=start, end=found.end) for mark in inner.marks]
        self.edits.append((start, low, "“"))
        self.inside(low, high)
        self.edits.append((high, high + 1, "”"))
        self.at = high + 1

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
        made = unicodedata.normalize(
            "NFC", (found[1] or found[2] or found[3]) + known.ACCENTS[name]
        )
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
        if sign == "\\" and self.open and self.open[-1] in known.TABLES:
            found = self.source.arguments(self.at, 0)
            self.at = max(self.at, found.end)
            self.breaks.append(Break(start, self.at, "row"))
        elif sign == "\\":
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
        self.edits.append((start, end, known.SIGNS[name]))
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
            if name in known.TABLES and self.open[-1:] == ["cell"]:
                self.open.pop()
                self.skip(start, found.end())
                return
            if name in self.open:
                while self.open.pop() != name:
                    pass
            self.breaks.append(Break(start, found.end(), self.kind()))
            self.at = found.end()
            return
        if name.rstrip("*") == "tablenotes":
            self.table_notes(name, start, found.end())
            return
        if name in known.RAW or name.rstrip("*") in known.MATHS:
            close = text.find(f"\\end{{{name}}}", found.end())
            end = close + len(name) + 6 if close >= 0 else found.end()
            kind = self.kind() if name.rstrip("*") not in ("equation", "align", "math") else "same"
            if kind != "same":
                self.breaks.append(Break(start, end, kind))
            self.skip(start, end)
            return
        groups = 1 if name in ("minipage", "multicols", "thebibliography", "otherlanguage") else 0
        groups = known.TABLES.get(name, groups)
        end = max(found.end(), self.source.arguments(found.end(), groups).end)
        nested = name in known.TABLES and self.kind() == "row"
        if len(self.open) < 100:
            # A table in a cell lays out that cell's lines.
            self.open.append("cell" if nested else name)
        if nested:
            self.skip(start, end)
            return
        if name in known.TABLES:
            self.table, self.heads = len(self.breaks), True
        self.breaks.append(Break(start, end, self.kind()))
        self.at = end

    def table_notes(self, name: str, start: int, low: int) -> None:
        """The notes below a table; the words before the first are none."""
        close = self.source.text.find(f"\\end{{{name}}}", low, self.high)
        high, end = (close, close + len(name) + 6) if close >= 0 else (self.high, self.high)
        self.below.append(notes_of(self.source.text, low, high))
        self.breaks.append(Break(start, end, self.kind()))
        self.skip(start, end)

    def heading(self, name: str, start: int) -> None:
        found = self.source.arguments(self.at, 1)
        if not found.groups:
            self.drop(start, self.at)
            return
        low, high = found.groups[0]
        kind = name if name in ("title", "author", "caption") else "heading"
        if name == "title":
            self.titles.append((low, high))
        self.breaks.append(Break(start, low, kind, known.SECTIONS.get(name, 1)))
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

    def note(self, name: str, start: int, groups: int = 1) -> None:
        r"""A note, its mark, or its words; ``\footref`` names the label of one."""
        found = self.source.arguments(self.at, 0 if name in known.MARKS else groups)
        number = self.source.text[slice(*found.options[0])] if found.options else ""
        if name not in known.MARKS and not found.groups:
            self.drop(start, self.at)
            return
        if name == "tnote":
            self.marks += marks_of(self.source.text, found.groups[0], start, found.end)
            self.skip(start, found.end)
            return
        for (_, high), (low, _) in pairwise(found.groups):
            self.source.parted[high] = low
        inner = (found.groups[0][0], found.groups[-1][1]) if found.groups else None
        if name == "footref" and inner:
            number, inner = self.source.text[slice(*inner)], None
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

    def cite(self, written: str, start: int, macro: Macro | None = None) -> None:
        """One citation command; those in the plural take several keys with their pages."""
        text, name = self.source.text, written.rstrip("*")
        groups, wanted = (macro.groups, macro.key) if macro else (1, 0)
        if name.lower().endswith("volcite"):
            groups, wanted = 2, 1
        end, last = around(text, self.at) if name.endswith("s") else self.at, None
        for _ in range(20):
            found = self.source.arguments(end, groups)
            if len(found.groups) <= wanted:
                break
            end, last = found.end, found.groups[wanted]
            self.marks += cited(text, last, found.options[-1:], (start, end))
            if not name.endswith("s"):
                break
        if last is not None and known.TEXTUAL.fullmatch(written) and end == last[1] + 1:
            before = text[max(self.low, start - 99) : start].rstrip()[-1:]
            first = text[last[0]]
            # A sentence that began with a small letter would be taken for the rest of another.
            self.edits.append((start, last[0] + 1, first.upper() if before in ".!?}" else first))
            self.drop(last[1], end)
            self.at = end
            return
        self.skip(*gone(text, self.low, start, end))
