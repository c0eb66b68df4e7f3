"""The text of a LaTeX document whose chapters lie in files of their own, put together.

The commands that pull a file in are replaced by its text; where each stretch of the whole
comes from is kept, so that places name the file and its own line. A file is pulled in once:
not again, and not into itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from citations.errors import CitationsError
from citations.formats import FORMATS
from citations.formats.decode import decode
from citations.lines import Lines
from citations.model import Document, Problem, TextPart

__all__ = ["LATEX", "MAX_DEPTH", "assemble", "names_in", "placed"]

LATEX = FORMATS["latex"].extensions
#: How deep files may pull in files.
MAX_DEPTH = 8
_PULLED = re.compile(
    r"(?<!\\)(?:\\\\)*%[^\n]*"
    r"|\\begin\{(?P<raw>verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}"
    r"|\\(?:include|input|subfile(?:include)?)\s{0,3}\{(?P<file>[^{}\n]{1,200})\}"
    r"|\\input\s{1,3}(?P<bare>[\w./-]{1,200})"
    r"|\\(?:sub)?import\*?\s{0,3}\{(?P<folder>[^{}\n]{0,200})\}\s{0,3}\{(?P<part>[^{}\n]{1,200})\}"
)
#: These begin a page, and so a paragraph.
_NEW_PAGE = ("\\include", "\\subfile")
_BEGIN, _END = "\\begin{document}", "\\end{document}"
_END_INPUT = re.compile(r"^[ \t]*\\endinput\b", re.MULTILINE)


def names_in(text: str, folder: str = "") -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each file is pulled in, and what it may be called, below the main file's folder.

    ``folder`` is that of the file whose text it is. A name that leads out is left out.
    """
    at = 0
    while found := _PULLED.search(text, at):
        at = found.end()
        if found["raw"]:
            end = text.find(f"\\end{{{found['raw']}}}", at)
            at = end if end >= 0 else len(text)
            continue
        name = found["file"] or found["bare"] or found["part"]
        if name:
            written = posixpath.join((found["folder"] or "").strip(), name.strip())
            ways = dict.fromkeys(
                path for base in ("", folder) if (path := _below(base, written)) is not None
            )
            if ways:
                yield *found.span(), tuple(ways)


def _below(folder: str, written: str) -> str | None:
    """The path of a file of LaTeX from the main file's folder; None: it lies elsewhere."""
    if written.startswith(("/", "~")) or "\\" in written or ":" in written or "\0" in written:
        return None
    path = posixpath.normpath(posixpath.join(folder, written))
    if path.startswith("../") or path == "..":
        return None
    return path if path.lower().endswith(LATEX) else f"{path}.tex"


@dataclass(slots=True)
class _Whole:
    """The text so far, with the stretches that it is made of."""

    files: Mapping[str, str]
    pieces: list[str] = field(default_factory=list)
    parts: list[TextPart] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    seen: set[str] = field(default_factory=set)

    def add(self, text: str, name: str, line: int) -> None:
        if text:
            self.parts.append(TextPart(start=self.length, name=name, line=line))
            self.pieces.append(text)
            self.length += len(text)

    def pull(self, name: str, text: str, within: tuple[str, ...]) -> None:
        """Add a file's text, and in their places the files that it pulls in."""
        lines = Lines(text)
        low, high = _body(text) if len(within) > 1 else (0, len(text))
        for start, end, ways in names_in(text, posixpath.dirname(name)):
            if not low <= start < high:
                continue
            if any(way in within for way in ways):
                self.problems.append((self.length, f"{ways[0]} pulls itself in; it is read once"))
                continue
            chosen = next((way for way in ways if way in self.files and way not in self.seen), None)
            if chosen is None or len(within) >= MAX_DEPTH:
                continue  # what is not read is told of by the reader
            self.seen.add(chosen)
            apart = "\n\n" if text[start : end + 1].startswith(_NEW_PAGE) else "\n"
            self.add(text[low:start] + apart, name, lines.line(low))
            self.pull(chosen, self.files[chosen], (*within, chosen))
            self.add(apart, name, lines.line(start))
            low = end
        self.add(text[low:high], name, lines.line(low))


def _body(text: str) -> tuple[int, int]:
    """What of a chapter is text: one that can be set alone has a frame of its own."""
    begin = text.find(_BEGIN)
    low = begin + len(_BEGIN) if begin >= 0 else 0
    end = text.find(_END, low) if begin >= 0 else -1
    closing = _END_INPUT.search(text, low)
    ends = [one for one in (end, closing.start() if closing else -1) if one >= 0]
    return low, min(ends, default=len(text))


def assemble(
    data: bytes, source: str, files: Iterable[tuple[str, bytes]]
) -> tuple[str, tuple[TextPart, ...], list[tuple[int, str]]]:
    """The text with its chapters, the stretches it is made of, and (offset, remark) on cycles.

    ``files`` are names, from the folder of ``source``, with bytes; one that is no text is
    passed over. Raises ``UnreadableSource`` for ``data`` itself.
    """
    texts: dict[str, str] = {}
    for name, one in files:
        try:
            texts[name] = decode(one, name)
        except CitationsError:
            continue
    whole = _Whole(texts)
    name = source.replace("\\", "/").rpartition("/")[2]
    whole.seen.add(name)
    whole.pull(name, decode(data, source), (name,))
    return "".join(whole.pieces), tuple(whole.parts), whole.problems


def placed(
    document: Document, parts: tuple[TextPart, ...], problems: Iterable[tuple[int, str]]
) -> Document:
    """The document with the files that its text was put together from, and with the remarks."""
    lines = Lines(document.text)
    more = [
        Problem(code="chapter_again", message=message, start=at, line=lines.line(at))
        for at, message in problems
    ]
    told = sorted([*document.problems, *more], key=lambda one: one.start)
    return replace(document, parts=parts, problems=tuple(told))
