"""The walk through a Rich Text file: groups, control words, characters in their code pages.

It goes from one brace to the next without recursion, and hands on what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from citations.errors import UnreadableSource
from citations.formats import _rtf_words as words
from citations.formats._html_text import LOWER, RAISE
from citations.formats._office import ParagraphStyle, style_named
from citations.model import BlockKind

__all__ = ["Group", "State", "Walker"]

_TOKEN = re.compile(
    r"\\(?:([A-Za-z]{1,32})(-?\d{1,10})? ?|'([0-9A-Fa-f]{2})|([^A-Za-z']))|([{}])|([^\\{}\r\n\0]+)",
    re.DOTALL,
)
_WORD, _VALUE, _BYTE, _SYMBOL, _BRACE = range(1, 6)
_BRACES = re.compile(r"\\bin(\d{1,9}) ?|\\[^A-Za-z]|[{}]", re.DOTALL)
#: Groups open at once, and control words, that a document may have.
_MAX_DEPTH = 5_000
_MAX_WORDS = 12_000_000


@dataclass(slots=True)
class State:
    """What a group passes on to the groups in it."""

    codec: str
    #: Bytes that stand behind a Unicode character for readers that know none.
    substitutes: int = 1
    hidden: bool = False
    deleted: bool = False
    heights: dict[int, int] | None = None
    language: int = 0
    style: int = 0
    outline: int = -1
    level: int = 0
    listed: bool = False
    in_table: bool = False
    #: Where words go that are none of the text: a field's code, a title; None: into the text.
    aside: list[str] | None = None
    #: "fonts" or "styles" inside the table of these.
    table: str = ""

    def fork(self) -> State:
        return State(
            self.codec, self.substitutes, self.hidden, self.deleted, self.heights,
            self.language, self.style, self.outline, self.level, self.listed, self.in_table,
            self.aside, self.table,
        )  # fmt: skip


@dataclass(slots=True)
class Group:
    """A group that is open: the state around it, and what is to be done at its end."""

    around: State
    close: Callable[[], None] | None = None
    #: Where its content begins, behind the word that says what it is.
    start: int = 0


class Walker:
    """Reads a file word by word; what becomes of the words a reader built on it says."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.source = source
        #: What the document says of itself before its text.
        self.codec, self.language, self.default_font = "cp1252", 0, 0
        self.fonts: dict[int, str] = {}
        self.styles: dict[int, ParagraphStyle] = {}
        self._font = self._seen = 0
        #: Bytes that are not decoded yet, half a character, and substitutes to be skipped.
        self._bytes = bytearray()
        self._high = self._skip = 0
        self.state = State(self.codec)
        #: Where the part of the file ends that is walked through, and where to go on in it.
        self._end, self._leap = len(text), -1
        #: What a group's first word does, and what other words do.
        self.groups: dict[str, Callable[[Group], None]] = {
            "fonttbl": partial(self._table, "fonts"),
            "stylesheet": partial(self._table, "styles"),
        }
        self.actions: dict[str, Callable[[], None]] = {
            "plain": self._plain,
            "pard": self._paragraph,
            "nosupersub": self._level,
        }
        self._settings: dict[str, Callable[[int], None]] = {
            "u": self._unicode,
            "f": self._choose_font,
            "fcharset": self._font_charset,
            "cpg": self._font_codepage,
            "ansicpg": self._codepage,
            "deff": self._set_default_font,
            "deflang": self._set_language,
        }

    def write(self, text: str) -> None:
        """Words of the text."""
        raise NotImplementedError

    def end_paragraph(self) -> None:
        """The end of a paragraph."""
        raise NotImplementedError

    def walk(self, start: int, end: int, state: State) -> None:
        """Read the text between two offsets of the file, beginning in a state."""
        before, self.state, self._end = (self.state, self._end), state, end
        opened: list[Group] = []
        head, starred = -1, False
        tokens = _TOKEN.finditer(self.text, start, end)
        while (token := next(tokens, None)) is not None:
            kind = token.lastindex
            if kind == _BYTE:
                self._byte(int(token[_BYTE], 16))
            elif kind == _BRACE:
                self._brace(token[0], opened)
                head = token.end()
            elif kind == _SYMBOL:
                starred = token[0] == "\\*" and token.start() == head
                self._symbol(token[_SYMBOL])
            elif kind in (_WORD, _VALUE):
                heads = bool(opened) and (starred or token.start() == head)
                self._word(token, opened[-1] if heads else None, starred=starred)
                starred = False
                if self._leap >= 0:
                    tokens = _TOKEN.finditer(self.text, self._leap, end)
                    self._leap = -1
            else:
                self._letters(token[0])
        self._flush()
        for group in reversed(opened):
            if group.close:
                group.close()
        self.state, self._end = before

    def _brace(self, sign: str, opened: list[Group]) -> None:
        self._flush()
        self._skip = 0
        if sign == "{":
            if len(opened) >= _MAX_DEPTH:
                raise UnreadableSource(f"{self.source}: groups nested over {_MAX_DEPTH:,} deep")
            opened.append(Group(self.state))
            self.state = self.state.fork()
            if self.state.table == "styles":
                self.state.aside = []
        elif opened:
            group = opened.pop()
            if group.close:
                group.close()
            elif self.state.table == "styles" and self.state.aside:
                name = "".join(self.state.aside).partition(";")[0]
                self.styles[self.state.style] = _styled(name, self.state.outline)
            self.state = group.around

    def _word(self, token: re.Match[str], group: Group | None, *, starred: bool) -> None:
        """Do what a control word says; ``group`` is the one that it is the head of."""
        self._flush()
        self._skip = 0
        self._seen += 1
        if self._seen > _MAX_WORDS:
            raise UnreadableSource(f"{self.source}: more than {_MAX_WORDS:,} control words")
        name, value = token[_WORD], int(token[_VALUE]) if token[_VALUE] else None
        if group is not None:
            group.start = token.end()
            if name in self.groups:
                self.groups[name](group)
                return
            if name in words.SKIPPED or (starred and name not in words.KNOWN):
                self.skip(group)
                return
        if name in words.SIGNS:
            self.put(words.SIGNS[name])
        elif name in _PROPERTIES:
            _PROPERTIES[name](self.state, value)
        elif name in self._settings:
            self._settings[name](value or 0)
        elif name in self.actions:
            self.actions[name]()
        elif name == "bin":
            self._leap = min(token.end() + max(0, value or 0), self._end)
        elif name == "upr" and self.text.startswith("{", token.end()):
            # The same words follow in Unicode.
            self._leap = min(self._closing(token.end() + 1) + 1, self._end)

    def skip(self, group: Group) -> int:
        """Leave out the content of the group; where it ends."""
        self._leap = self._closing(group.start)
        return self._leap

    def _closing(self, at: int) -> int:
        """Where the brace is that closes the group open at ``at``."""
        depth = 1
        sign = _BRACES.search(self.text, at, self._end)
        while sign is not None:
            at = sign.end() + (int(sign[1]) if sign[1] else 0)
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
            if not depth:
                return sign.start()
            sign = _BRACES.search(self.text, at, self._end)
        return self._end

    # Characters ------------------------------------------------------------------------

    def _symbol(self, sign: str) -> None:
        if sign in "\r\n":
            self._flush()
            self.end_paragraph()
        elif self._skip and sign in words.SIGNS:
            self._skip -= 1
        elif self._bytes and sign in "\\{}":
            self._bytes += sign.encode()  # the second byte of a character
        elif sign in words.SIGNS:
            self._flush()
            self.put(words.SIGNS[sign])

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _letters(self, text: str) -> None:
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if self._bytes or not text.isascii():
            self._bytes += text.encode("latin-1")
        elif text:
            self.put(text)

    def _flush(self) -> None:
        """Write the bytes that wait, in the code page of their font."""
        if self._bytes:
            text = self._bytes.decode(self.state.codec, "replace")
            self._bytes.clear()
            self.put(text)

    def _unicode(self, value: int) -> None:
        """A character by its number: a signed half of UTF-16, as a rule."""
        code = value & 0xFFFF if value < 0x10000 else value
        self._skip = self.state.substitutes
        high, self._high = self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                self.put(chr(0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00))
        elif 0x20 <= code <= 0x10FFFF:
            self.put(chr(code))

    def put(self, text: str) -> None:
        """Words: into the text, or aside."""
        if self.state.aside is not None:
            self.state.aside.append(text)
            return
        if self.state.hidden or self.state.deleted:
            return
        self.write(text)

    # What the document says before its text -----------------------------------------------

    def _plain(self) -> None:
        self.state.hidden = self.state.deleted = False
        self.state.heights = None
        self.state.codec = self.fonts.get(self.default_font, self.codec)
        self.state.language = self.language

    def _paragraph(self) -> None:
        self.state.style, self.state.outline, self.state.level = 0, -1, 0
        self.state.listed = self.state.in_table = False

    def _level(self) -> None:
        self.state.heights = None

    def _choose_font(self, value: int) -> None:
        if self.state.table == "fonts":
            self._font = value
        else:
            self.state.codec = self.fonts.get(value, self.codec)

    def _font_charset(self, value: int) -> None:
        # 1 means the default, and 2 signs that are in no code page.
        if self.state.table == "fonts" and value in words.CHARSETS:
            self.fonts[self._font] = words.CHARSETS[value]

    def _font_codepage(self, value: int) -> None:
        if self.state.table == "fonts":
            self.fonts[self._font] = words.codec_of(value)

    def _codepage(self, value: int) -> None:
        self.codec = self.state.codec = words.codec_of(value)

    def _set_default_font(self, value: int) -> None:
        self.default_font = value

    def _set_language(self, value: int) -> None:
        self.language = self.state.language = value

    def _table(self, name: str, _: Group) -> None:
        self.state.table, self.state.aside = name, []


def _styled(name: str, outline: int) -> ParagraphStyle:
    """A style by its name, or by its level in the outline of the text."""
    style = style_named(name)
    if style.kind is BlockKind.PARAGRAPH and 0 <= outline < 9:
        return ParagraphStyle(style.name, BlockKind.HEADING, outline + 1)
    return style


def _raise(state: State, value: int | None) -> None:
    state.heights = None if value == 0 else RAISE


def _lower(state: State, value: int | None) -> None:
    state.heights = None if value == 0 else LOWER


def _hide(state: State, value: int | None) -> None:
    state.hidden = value != 0


def _delete(state: State, value: int | None) -> None:
    state.deleted = value != 0


def _substitutes(state: State, value: int | None) -> None:
    state.substitutes = max(0, value if value is not None else 1)


def _speak(state: State, value: int | None) -> None:
    state.language = value or 0


def _style(state: State, value: int | None) -> None:
    state.style = value or 0


def _outline(state: State, value: int | None) -> None:
    state.outline = value or 0


def _list(state: State, value: int | None) -> None:
    state.listed = bool(value)


def _list_level(state: State, value: int | None) -> None:
    state.level = value or 0


def _table(state: State, value: int | None) -> None:
    state.in_table = value != 0


_PROPERTIES: dict[str, Callable[[State, int | None], None]] = {
    "super": _raise,
    "up": _raise,
    "sub": _lower,
    "dn": _lower,
    "v": _hide,
    "deleted": _delete,
    # Moved from here: as accepted, it is not here.
    "mvf": _delete,
    "uc": _substitutes,
    "lang": _speak,
    "s": _style,
    "outlinelevel": _outline,
    "ls": _list,
    "ilvl": _list_level,
    "intbl": _table,
}
