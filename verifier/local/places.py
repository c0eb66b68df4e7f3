"""The places in a file that links lead to: headings, anchors, lines, pages.

An anchor of a heading is made by whoever shows the file, and each does it in its own way. One
that any of them would make counts: a link is only called wrong if none does.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from posixpath import splitext
from urllib.parse import unquote

from verifier.availability.fetched import Fetched
from verifier.availability.fragments import has_fragment
from verifier.availability.page import Page

__all__ = ["Known", "has_place", "is_myst", "nearest_place", "places_in"]

_KINDS = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".rst", ".rest"), "rst"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "text/html"),
    ".pdf": "application/pdf",
}
#: Of more headings in a file the rest is not looked at.
_MOST_HEADINGS = 10_000
_LINES = re.compile(r"L(\d{1,9})(?:C\d+)?(?:-L?(\d{1,9})(?:C\d+)?)?")
#: What is made while a page is shown: notes, tabs, entries of glossaries, places of one's reader.
_MADE = re.compile(r"(?:user-content-)?fn(?:ref)?[-:_]?\w*|__\w+|term-.*|:~:.*|.*[=/!].*|readme")
_FENCE = re.compile(r" {0,12}(?:[-*+>] {0,4})*(`{3,}|~{3,})")
_HEADING = re.compile(r"[ \t>]{0,12}(?:[-*+] |\d{1,9}[.)] )?#{1,6}[ \t]+(\S.*)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r"[ >]{0,6}(?:=+|-{2,})[ \t]*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT = re.compile(r"\A---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_IDS = re.compile(r"""\b(?:id|name)\s{0,4}=\s{0,4}\{?["']?([^\s"'<>{}]{1,300})""", re.IGNORECASE)
_BRACES = re.compile(r"\{[^{}\n]{0,200}?#([\w:.-]{1,200})")
_MYST = re.compile(r"^[ \t>]{0,12}\(([^()\n]{1,200})\)=[ \t]*$", re.MULTILINE)
#: Parts that come from elsewhere, or are made by programs: more places than can be seen.
_MORE = re.compile(
    r"\{\{|\{%|^::: [\w.]+[ \t]*$|^<[A-Z]\w*[^<>]{0,500}/>|--8<--|"
    r"^(?:`{3,}|:{3,}) ?\{(?:include|auto|eval|glossary|py:|click)",
    re.MULTILINE,
)
_MYST_SIGNS = re.compile(
    r"^\([^()\s]{1,200}\)=[ \t]*$|^(?:`{3,}|:{3,}) ?\{(?!r\b|python|julia|sql|bash)[a-z]|"
    r"\{(?:ref|doc|numref|eq|term|cite)[\w:]{0,20}\}`",
    re.MULTILINE,
)
_RST_MORE = re.compile(
    r"^[ \t]*\.\. (?:[\w-]{1,30}:)?(?:auto\w{1,30}|include|function|class|method|option|"
    r"glossary|module|data|envvar|confval|setting|cmdoption|program|click|argparse)::|"
    r"^[ \t]*\.\. \w{1,30}:\w{1,30}::",
    re.MULTILINE,
)
_RST_TARGET = re.compile(
    r"^[ \t]*\.\. _(?:`([^`\n]{1,300})`|([^:\n]{1,300})):|_`([^`\n]{1,300})`", re.MULTILINE
)
_RST_TITLE = re.compile(r"^[ \t]*(\S[^\n]*)\r?\n[ \t]*([!-/:-@\[-`{-~])\2{2,}[ \t]*$", re.MULTILINE)
_BRACES_END = re.compile(r"[ \t]*\{[:\s]{0,2}[#.][^{}\n]{0,300}\}[ \t]*$")
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,300})\](?:\([^()\s]{0,1000}(?:\s[^()\n]{0,300})?\)|\[[^\[\]]{0,300}\])"
)
_LINK = re.compile(
    r"\[([^\[\]]{0,500})\](?:\([^()]{0,1000}(?:\([^()]{0,200}\)[^()]{0,500})?\)|\[[^\[\]]{0,300}\])?"
)
_CODE = re.compile(r"(`+)(.+?)\1")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,40}(?=[\s/>])[^<>]{0,1000}>")
_SET = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_ROLE = re.compile(r":[\w+.:-]{1,40}:`([^`<]{1,300})(?:<[^`]{0,300})?`|``?([^`]{1,300})``?_{0,2}")
_NUMBERED = re.compile(r"(.*?)[-_](\d{1,4})")


@dataclass(frozen=True, slots=True)
class Places:
    """What a file offers to links."""

    #: Anchors that are given.
    names: frozenset[str]
    #: Anchors that are made from headings, and how many headings make each.
    headings: Counter[str]
    #: There may be others that cannot be seen.
    open: bool

    def has(self, place: str) -> bool | None:
        """Whether a place is there; None if that cannot be told."""
        name = unquote(place)
        folded = name.lower().removeprefix("user-content-")
        if not folded or folded == "top" or not self.names.isdisjoint((place, name, folded)):
            return True
        if folded in self.headings:
            return True
        again = _NUMBERED.fullmatch(folded)
        if again and self.headings[again[1]] > int(again[2]):
            return True
        return None if self.open or _MADE.fullmatch(name) else False


Known = Places | Page | int | None
"""What is known of a file's places: those of a text, a page, its number of lines; None: nothing."""


def places_in(data: bytes, name: str) -> Known:
    """What the bytes of a file of this name say of its places."""
    kind = _KINDS.get(splitext(name)[1].lower())
    if kind == "markdown":
        return _markdown(data.decode("utf-8", "replace"))
    if kind == "rst":
        return _rst(data.decode("utf-8", "replace"))
    if kind is not None:
        return Page(Fetched(asked="", status=200, body=data, headers=(("content-type", kind),)))
    return None if b"\0" in data[:8192] else data.count(b"\n") + (not data.endswith(b"\n"))


def has_place(known: Known, place: str) -> bool | None:
    """Whether a file has a place; None if that cannot be told."""
    if isinstance(known, Places):
        return known.has(place)
    if isinstance(known, Page):
        return has_fragment(known, place)
    lines = _LINES.fullmatch(place)
    if known is None or lines is None:
        return None
    return max(int(lines[1]), int(lines[2] or 0)) <= known


def nearest_place(known: Known, place: str) -> str:
    """What there is instead: the place that it may be a slip of; or ""."""
    if isinstance(known, int):
        return f"it has {known} lines"
    if isinstance(known, Places):
        names = {*known.names, *known.headings}
    else:
        names = set(known.names) if isinstance(known, Page) and known.is_html else set()
    close = get_close_matches(unquote(place).lower()[:200], sorted(names)[:2_000], 1, 0.75)
    return f"#{close[0][:100]} is there" if close else ""


def _markdown(text: str) -> Places:
    names = {one.strip("\\") for one in (*_BRACES.findall(text), *_MYST.findall(text))}
    names.update(html.unescape(one) for one in _IDS.findall(text))
    titles = _titles(_COMMENT.sub("", _FRONT.sub("", text, count=1)))
    more = _MORE.search(text) is not None or is_myst(text)
    return _places((*names, *map(str.lower, names)), titles, more)


def is_myst(text: str) -> bool:
    """Whether it is MyST, where a link may name a label in any file of the project."""
    return _MYST_SIGNS.search(text) is not None


def _places(names: Iterable[str], titles: Iterable[str], more: bool) -> Places:  # noqa: FBT001
    headings: Counter[str] = Counter()
    for number, title in enumerate(titles):
        if number == _MOST_HEADINGS:
            more = True
            break
        headings.update(_anchors(_shown(title)))
    return Places(frozenset(names), headings, more)


def _titles(text: str) -> Iterator[str]:
    """The headings of a Markdown text, as they are written."""
    fence, before = "", ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            before = ""
        elif mark:
            fence, before = mark[1], ""
        elif heading := _HEADING.match(line):
            yield _CLOSING.sub("", heading[1].rstrip())
            before = ""
        else:
            under = _UNDERLINE.match(line)
            if before and under:
                yield before
            before = "" if under else line.strip(" \t>\r")


def _rst(text: str) -> Places:
    targets = [next(filter(None, one)) for one in _RST_TARGET.findall(text)]
    names = {_identifier(one.replace("\\", "")) for one in targets} | set(targets)
    names.update(_IDS.findall(text))
    titles = (
        _ROLE.sub(lambda role: role[1] or role[2], title[1]) for title in _RST_TITLE.finditer(text)
    )
    return _places(names, titles, _RST_MORE.search(text) is not None)


def _shown(heading: str) -> str:
    """A heading's words without their mark-up."""
    codes: list[str] = []

    def keep(code: re.Match[str]) -> str:
        codes.append(code[2].strip())
        return f"\0{len(codes) - 1}\0"

    text = _CODE.sub(keep, _BRACES_END.sub("", heading[:1_000]))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = html.unescape(_SET.sub(r"\1", _TAG.sub("", text)))
    return re.sub("\0(\\d+)\0", lambda code: codes[int(code[1])], text)


def _anchors(heading: str) -> set[str]:
    """The anchors that those who show Markdown make of a heading."""
    text = heading.strip().lower()
    hub = _github(text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    wiki = re.sub(r"[^\w\s-]", "", text)
    found = {
        hub,  # GitHub, Docusaurus, Hugo
        _github(heading.lstrip().lower()),  # a badge was behind it
        hub.strip("-"),
        re.sub(r"-+", "-", hub),  # GitLab
        re.sub(r"-+", "-", hub).strip("-"),
        text.replace(" ", "-"),  # Azure
        re.sub(r"[-\s]+", "-", wiki).strip("-"),  # pymdownx, Gitea
        re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip()),  # Python-Markdown
        _identifier(heading),  # docutils, MyST
        re.sub(r"[^\w.-]", "", re.sub(r"\s+", "-", re.sub(r"^[\W\d_]+", "", text))),  # pandoc
        re.sub(r"^[^a-z]+", "", re.sub(r"[^a-z0-9 -]", "", text)).replace(" ", "-"),  # kramdown
        re.sub(r"[\s!-/:-@\[-`{-~“”‘’]+", "-", text).strip("-"),  # VitePress
        "_" + re.sub(r"[\s.-]+", "_", wiki),  # Asciidoctor
    }
    return found - {"", "_"}


def _github(text: str) -> str:
    return "".join(char for char in text if _is_word(char) or char in " -").replace(" ", "-")


def _identifier(text: str) -> str:
    """As docutils does it."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", plain))


def _is_word(char: str) -> bool:
    """Letters, their marks, digits, and what connects words."""
    return char.isalnum() or unicodedata.category(char)[0] == "M" or char in "_‿⁀"
