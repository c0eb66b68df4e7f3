"""Markdown's inline grammar: CommonMark, GFM and pandoc, with every span kept.

The scanner reads a block's text once, from left to right, and notes what to leave out of
it (mark-up) and what stands where (links, note markers, citations). Each construct that
may run ahead is bounded or remembered, so that hostile text costs linear time.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from citations.formats._marks import Definitions, InlineNote, Mark, Scan
from citations.formats._md_cite import IN_TEXT, ROLE_KEY, TEXTUAL_ROLE, Cited, cited
from citations.formats._md_emphasis import EMPHASIS, Delimiter, flanks, pair
from citations.formats._md_links import ADDRESS_SIGNS, destination, normal_label, trim_url
from citations.formats._md_tags import LOWER, RAISE, TAG, Tags

__all__ = ["scan"]

# Where something may begin. One set of signs comes first, so that all others are passed over at
# once: the white space around a break is told at the break, an address at "://" or "www.".
_SPECIAL = re.compile(
    r"[\\`*_~\[\]<&^@${\n:.](?:(?<![\n:.{])|(?<=\{)(?=[{%])|(?<=[ \t\r]\n)|(?<=\n)(?=[ \t])|"
    r"(?<=:)(?=//)|(?<=\b[wW]{3}\.))"
)
_SCHEME = re.compile(r"\b(?:https?|ftp)\Z", re.IGNORECASE)
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
#: A role of MyST that cites, right before its keys.
_ROLE = re.compile(r"\{((?:foot)?cite[a-z:]{0,12})\}\Z")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_EMAIL = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}>")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]^]{1,200})\]")
_MARKER_AT_END = re.compile(_FOOTNOTE.pattern + r"\Z")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{[#.:=\w][^{}\n]{0,500}\}")
_RAISED = re.compile(r"\^((?:[^\s^\\\[\]]|\\.){1,60})\^")
_LOWERED = re.compile(r"~([^\s~]{1,60})~(?!~)")
_MATH = re.compile(r"\$\$[^$]{1,4000}\$\$|\$\$?(?![\s$])[^$\n]*(?<!\s)\$\$?(?!\d)")
#: What no sum of dollars has: numbers in brackets beside it are indices.
_FORMULA = re.compile(r"[\\^_={}]")
_BARE = re.compile(rf"(?:(?:https?|ftp)://|www\.){ADDRESS_SIGNS}", re.IGNORECASE)
#: What Hugo, Jekyll and their like fill in: "{{< panel >}}", "{% endembed %}", "{{ page.x }}".
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}")
_TEMPLATE_LINK = re.compile(
    r"\(\s{0,3}(?:\{\{[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\})[^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)"
)
_TAIL = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}


@dataclass(slots=True)
class _Bracket:
    at: int
    #: "[", "![" or "^[".
    kind: str
    delimiters: int
    edits: int
    marks: int
    notes: int
    active: bool = True


def scan(text: str, known: Definitions) -> Scan:
    """Every inline construct of one block's text."""
    found = _SPECIAL.search(text)
    if found is None:
        return Scan([], [], [])
    if found[0] == "[" and (marker := _MARKER_AT_END.match(text, found.start())):
        # So end most paragraphs that have a note and no other mark-up.
        at, label = marker.start(), marker[1]
        if label.isdecimal() or known.notes:
            mark = Mark("footnote", label, at, marker.end(), key="^" + label)
            return Scan([(len(text[:at].rstrip(" \t\n")), marker.end(), "")], [mark], [])
    return _Scanner(text, known).run(found)


class _Scanner(Tags):
    def __init__(self, text: str, known: Definitions) -> None:
        super().__init__(text)
        self.known = known
        self.notes: list[InlineNote] = []
        self.codes: list[tuple[int, int]] = []
        self.brackets: list[_Bracket] = []
        self.delimiters: list[Delimiter] = []
        self._ticks: dict[int, list[int]] | None = None
        self._last: dict[str, int] = {}

    def run(self, first: re.Match[str]) -> Scan:
        """Read on from the first place where something may begin."""
        text, search, handlers = self.text, _SPECIAL.search, _HANDLERS
        found: re.Match[str] | None = first
        while found:
            at = found.start()
            found = search(text, handlers[text[at]](self, at))
        if self.delimiters:
            self.edits.extend(pair(self.delimiters, 0))
        return Scan(self.edits, self.marks, self.notes, self.codes, self.local)

    def blank(self, at: int) -> int:
        """White space around a line break becomes the break alone."""
        text, low, end = self.text, at, at + 1
        low -= at > self.floor and text[at - 1] == "\r"
        while low > self.floor and text[low - 1] in " \t":
            low -= 1
        while end < len(text) and text[end] in " \t\r\n":
            end += 1
        return self.cut(low, end, " " if low and end < len(text) else "")

    def escape(self, at: int) -> int:
        after = self.text[at + 1 : at + 2]
        if after not in _ESCAPED or not after:
            return at + 1
        self.cut(at, at + 1)
        self.floor = at + 2 if after != "\n" else at + 1
        return self.floor

    def code(self, at: int) -> int:
        run = _TICKS.match(self.text, at)
        length = run.end() - at if run else 1
        if self._ticks is None:
            self._ticks = {}
            for ticks in _TICKS.finditer(self.text):
                self._ticks.setdefault(ticks.end() - ticks.start(), []).append(ticks.start())
        places = self._ticks.get(length, [])
        next_place = bisect_left(places, at + length)
        if next_place == len(places):
            return at + length
        close = places[next_place]
        before = self.text[max(self.floor, at - 24) : at]
        if before.endswith("}") and (role := _ROLE.search(before)):
            return self.role(at - len(role[0]), role[1], (at + length, close), close + length)
        self.cut(at, at + length)
        self.codes.append((at + length, close))
        for line in re.finditer(r"[ \t\r]*\n[ \t]*", self.text[at + length : close]):
            if line.end() - line.start() > 1:
                self.cut(at + length + line.start(), at + length + line.end(), " ")
        return self.attributes(self.cut(close, close + length))

    def role(self, start: int, name: str, keys: tuple[int, int], end: int) -> int:
        """MyST's ``{cite:p}`key,other```."""
        last = None
        for key in ROLE_KEY.finditer(self.text, *keys):
            page = (key[2] or "").strip("{} ") or None
            last = key.span(1)
            self.marks.append(Mark("citation_role", key[1], *last, key=key[1], locator=page))
        if last and TEXTUAL_ROLE.fullmatch(name):
            self.cut(start, last[0])
            return self.cut(last[1], end)
        return self.drop(start, end)

    def attributes(self, at: int) -> int:
        """Pandoc's ``{.class}`` behind a span."""
        braces = _ATTRIBUTES.match(self.text, at) if self.text[at : at + 1] == "{" else None
        return self.cut(at, braces.end()) if braces else at

    def template(self, at: int) -> int:
        """What a site's generator fills in goes; an address that it is given stays."""
        match = _TEMPLATE.match(self.text, at)
        if not match:
            return at + 1
        found = _BARE.search(match[0])
        if not found:
            return self.drop(at, match.end())
        url, start = trim_url(found[0].rstrip("'")), at + found.start()
        self.marks.append(Mark("bare_url", url, start, start + len(url), url=url))
        self.cut(at, start)
        return self.cut(start + len(url), match.end())

    def delimiter(self, at: int) -> int:
        if plain := EMPHASIS.match(self.text, at):
            inner = plain.end(1), plain.start(2)
            self.edits += (at, inner[0], ""), (inner[1], plain.end(), "")
            return plain.end()
        text, char, end = self.text, self.text[at], at + 1
        while end < len(text) and text[end] == char:
            end += 1
        opens, closes = flanks(text, at, end)
        if opens or closes:
            self.delimiters.append(Delimiter(char, at, end - at, opens, closes))
        return end

    def tilde(self, at: int) -> int:
        if self.text.startswith("~~", at):
            end = at + 2
            if self.text[end : end + 1] != "~" and self.text[at - 1 : at] != "~":
                opens, closes = flanks(self.text, at, end)
                self.delimiters.append(Delimiter("~", at, 2, opens, closes))
            return end
        return self.shifted(_LOWERED, at, LOWER)

    def shifted(self, pattern: re.Pattern[str], at: int, table: dict[int, int]) -> int:
        """Raised or lowered digits keep their height: 100^2^ is not 1002."""
        match = pattern.match(self.text, at)
        if not match:
            return at + 1
        self.cut(at, at + 1)
        self.cut(at + 1, match.end() - 1, match[1].translate(table))
        return self.cut(match.end() - 1, match.end())

    def caret(self, at: int) -> int:
        if self.text.startswith("^[", at):
            self.open(at, "^[")
            return at + 2
        return self.shifted(_RAISED, at, RAISE)

    def math(self, at: int) -> int:
        match = _MATH.match(self.text, at)
        if match is None:
            return at + 1
        if _FORMULA.search(match[0]):
            self.codes.append(match.span())
        self.floor = match.end()
        return self.floor

    def entity(self, at: int) -> int:
        match = _ENTITY.match(self.text, at)
        if not match:
            return at + 1
        value = html.unescape(match[0])
        return at + 1 if value == match[0] else self.cut(at, match.end(), value)

    def scheme(self, at: int) -> int:
        """An address that stands bare in the text, told at its colon."""
        found = _SCHEME.search(self.text, max(0, at - len("https")), at)
        return self.url(found.start(), at + 1) if found else at + 1

    def www(self, at: int) -> int:
        """One that begins with "www", told at the point behind it."""
        return self.url(at - 3, at + 1)

    def url(self, at: int, after: int) -> int:
        """An address that begins at ``at``; where to go on reading, not before ``after``."""
        # What ends an address ("https://a.example/b.www.") begins no other.
        match = _BARE.match(self.text, at) if at >= self.floor else None
        if not match:
            return after
        url = trim_url(match[0])
        self.floor = at + len(url)
        address = f"http://{url}" if url[:4].lower() == "www." else url
        self.marks.append(Mark("bare_url", url, at, self.floor, url=address))
        return max(self.floor, after)

    def at_sign(self, at: int) -> int:
        word = at and self.text[at - 1].isalnum()
        return at + 1 if word or not self.known.keys else self.named(at)

    def named(self, at: int) -> int:
        """``@key`` in the running text: the author's name, as it will be printed."""
        if any(bracket.kind == "[" for bracket in self.brackets[-3:]):
            return at + 1
        match = IN_TEXT.match(self.text, at)
        if not match or (match[1] or match[2]) in self.known.examples:
            return at + 1
        self.cut(at, at + 1)
        key, end = match[1] or match[2], match.end()
        if match[1]:
            self.cut(at + 1, at + 2)
            self.cut(match.end(1), end)
        suffix = self.text.find("]", end, end + 300) if self.text.startswith(" [", end) else -1
        locator = self.text[end + 2 : suffix] if suffix > 0 else None
        if locator is not None and ("[" in locator or self.text[suffix + 1 : suffix + 2] in "([:"):
            locator = None
        if locator is not None:
            self.cut(end, suffix + 1)
            end = suffix + 1
        self.floor = end
        marker = self.text[at:end]
        self.marks.append(Mark("citation_key", marker, at, end, key=key, locator=locator))
        return end

    def angle(self, at: int) -> int:
        text = self.text
        if link := _AUTOLINK.match(text, at):
            self.cut(at, at + 1)
            self.cut(link.end() - 1, link.end())
            self.marks.append(Mark("autolink", link[1], at, link.end(), url=link[1]))
            return link.end()
        if mail := _EMAIL.match(text, at):
            self.cut(at, at + 1)
            return self.cut(mail.end() - 1, mail.end())
        if tag := TAG.match(text, at):
            return self.tag(tag)
        for start, tail in _TAIL.items():
            if text.startswith(start, at):
                return self.until(at, tail)
        return self.until(at, ">") if re.match(r"<![A-Za-z]", text[at : at + 3]) else at + 1

    def until(self, at: int, tail: str) -> int:
        if tail not in self._last:
            self._last[tail] = self.text.rfind(tail)
        if self._last[tail] < at:
            return at + 1
        return self.cut(at, self.text.find(tail, at) + len(tail))

    def open(self, at: int, kind: str) -> None:
        counts = len(self.delimiters), len(self.edits), len(self.marks), len(self.notes)
        self.brackets.append(_Bracket(at, kind, *counts))

    def bracket(self, at: int) -> int:
        note = _FOOTNOTE.match(self.text, at)
        if note and self.noted(note[1]):
            self.drop(at, note.end())
            self.marks.append(Mark("footnote", note[1], at, note.end(), key="^" + note[1]))
            return note.end()
        image = at > self.floor and self.text[at - 1] == "!"
        self.open(at - image, "![" if image else "[")
        return at + 1

    def noted(self, label: str) -> bool:
        """``[^a-z]`` is a marker only in a document that defines notes, ``[^4]`` always."""
        return label.isdecimal() or self.known.notes

    def close(self, at: int) -> int:
        if not self.brackets:
            return at + 1
        bracket = self.brackets.pop()
        if bracket.kind == "^[":
            return self.inline_note(bracket, at)
        low = bracket.at + len(bracket.kind)
        url, end = self.target(low, at) if bracket.active else (None, at + 1)
        if url is None:
            if bracket.kind == "[" and (keys := cited(self.text[low:at])):
                return self.citation(bracket, at, keys)
            braces = self.attributes(at + 1)
            if braces > at + 1:
                self.cut(bracket.at, low)
                self.cut(at, at + 1)
            return braces
        self.edits.extend(pair(self.delimiters, bracket.delimiters))
        if bracket.kind == "![":
            del self.marks[bracket.marks :]
            self.beside(url, bracket.at, end)
            return self.attributes(self.cut(bracket.at, end))
        for outer in self.brackets:
            outer.active = outer.kind != "["
        self.cut(bracket.at, low)
        self.cut(at, end)
        inner = self.marks[bracket.marks :]
        self.marks[bracket.marks :] = [m for m in inner if m.style in ("footnote", "inline_note")]
        self.link(self.text[low:at], bracket.at, end, url)
        return self.attributes(end)

    def target(self, low: int, at: int) -> tuple[str | None, int]:
        """The address behind ``]`` and where the link ends; no address: not a link."""
        text = self.text
        after = text[at + 1 : at + 2]
        if after == "(" and (inline := destination(text, at + 1)):
            return inline
        if after == "(" and (page := _TEMPLATE_LINK.match(text, at + 1)):
            return "", page.end()
        if after == "[" and (label := _LABEL.match(text, at + 1)):
            url = self.known.links.get(normal_label(label[1] or text[low:at]))
            return url, label.end() if url is not None else at + 1
        if at - low > 999 or not self.known.links:
            return None, at + 1
        return self.known.links.get(normal_label(text[low:at])), at + 1

    def citation(self, bracket: _Bracket, at: int, keys: list[Cited]) -> int:
        del self.delimiters[bracket.delimiters :]
        del self.marks[bracket.marks :]
        low = bracket.at + 1
        for key in keys:
            start, end = low + key.start, low + key.end
            marker = self.text[start:end]
            self.marks.append(
                Mark("citation_key", marker, start, end, key=key.key, locator=key.locator)
            )
        return self.drop(bracket.at, at + 1)

    def inline_note(self, bracket: _Bracket, at: int) -> int:
        self.edits.extend(pair(self.delimiters, bracket.delimiters))
        edits, marks = self.edits[bracket.edits :], self.marks[bracket.marks :]
        del self.edits[bracket.edits :], self.marks[bracket.marks :]
        text = self.text[bracket.at : at + 1]
        mark = Mark("inline_note", text, bracket.at, at + 1)
        self.notes.append(InlineNote(mark, bracket.at + 2, at, edits, marks))
        return self.drop(bracket.at, at + 1)


_HANDLERS: dict[str, Callable[[_Scanner, int], int]] = {
    "\\": _Scanner.escape,
    "`": _Scanner.code,
    "*": _Scanner.delimiter,
    "_": _Scanner.delimiter,
    "~": _Scanner.tilde,
    "[": _Scanner.bracket,
    "]": _Scanner.close,
    "<": _Scanner.angle,
    "&": _Scanner.entity,
    "^": _Scanner.caret,
    "@": _Scanner.at_sign,
    "$": _Scanner.math,
    "{": _Scanner.template,
    "\n": _Scanner.blank,
    ":": _Scanner.scheme,
    ".": _Scanner.www,
}
