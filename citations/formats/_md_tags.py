"""What Markdown's text is made of when it is scanned: cuts, marks, and the HTML between them."""

from __future__ import annotations

import html
import re

from citations.formats._marks import Mark, is_local, is_source
from citations.formats._runs import Edit

__all__ = ["LOWER", "RAISE", "TAG", "Tags"]

TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*)"
    r"((?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*)\s*/?>"
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SRC = re.compile(_HREF.pattern.replace("href", "src", 1), re.IGNORECASE)
#: Notebooks cite this way, with the items in their metadata.
_DATA_CITE = re.compile(r"""\bdata-cite\s*=\s*["']([^"']{1,300})["']""", re.IGNORECASE)
RAISE = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWER = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


class Tags:
    """A text, what is to be left out of it, and what it points at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.marks: list[Mark] = []
        self.local: list[tuple[str, int, int]] = []
        #: Everything before is part of a construct that has ended.
        self.floor = 0
        self._anchor: tuple[int, int, str] | None = None

    def cut(self, start: int, end: int, text: str = "") -> int:
        """Leave a span out of the content; where to go on reading."""
        self.edits.append((start, end, text))
        self.floor = end
        return end

    def drop(self, start: int, end: int) -> int:
        """Leave a marker out, and the space before it when the sentence goes on behind it."""
        low = start
        if end == len(self.text) or self.text[end] in " \t\n.,;:!?)":
            while low > 0 and self.text[low - 1] in " \t\n":
                low -= 1
        self.edits.append((low, end, ""))
        self.floor = end
        return end

    def tag(self, match: re.Match[str]) -> int:
        """Raw HTML: the tags go, ``<br>`` is a space, raised digits stay raised."""
        start, end, name = match.start(), match.end(), match[2].lower()
        if name == "a":
            self.anchor(match)
        elif name == "img" and (shown := _SRC.search(match[3])):
            self.beside(html.unescape(next(filter(None, shown.groups()), "")), start, end)
        elif name == "cite" and not match[1] and (cited := _DATA_CITE.search(match[3])):
            close = self.text.find("</cite>", end, end + 2000)
            key = html.unescape(cited[1])
            stop = close + 7 if close >= 0 else end
            self.marks.append(Mark("citation_role", key, start, stop, key=key))
            return self.drop(start, stop)
        elif name in ("sup", "sub") and not match[1]:
            inner = re.compile(rf"([^<>&\\]{{1,60}})</{name}>", re.IGNORECASE).match(self.text, end)
            if inner:
                table = RAISE if name == "sup" else LOWER
                self.cut(start, end)
                self.cut(end, inner.end(1), inner[1].translate(table))
                return self.cut(inner.end(1), inner.end())
        return self.cut(start, end, " " if name == "br" else "")

    def anchor(self, match: re.Match[str]) -> None:
        if not match[1]:
            href = _HREF.search(match[3])
            url = html.unescape(next(filter(None, href.groups()), "")) if href else ""
            self._anchor = (match.start(), match.end(), url)
        elif self._anchor:
            start, low, url = self._anchor
            self._anchor = None
            self.link(self.text[low : match.start()], start, match.end(), url)

    def link(self, words: str, start: int, end: int, url: str) -> None:
        if is_source(url):
            self.marks.append(Mark("inline_link", words, start, end, url=url))
        else:
            self.beside(url, start, end)

    def beside(self, url: str, start: int, end: int) -> None:
        """Keep what may be a file; "f[i](x)" is a formula."""
        formula = start and self.text[start - 1].isalnum() and url.isalnum()
        if is_local(url) and not formula:
            self.local.append((url, start, end))
