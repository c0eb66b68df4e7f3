"""What a reader of a wiki page sees of a stretch of wikitext, and the citations in it."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from citations.formats._runs import Edit, apply
from citations.formats._wiki_cite import is_cite, short_keys
from citations.formats._wiki_scan import Node, is_typed, parameters
from citations.model import Mapped

__all__ = [
    "Mark", "Seen", "Template", "is_note", "is_picture", "is_quotation", "named", "see", "template",
]  # fmt: skip

_PLAIN = re.compile(
    r"'{2,5}|\[(?P<url>(?:https?:)?//[^\s\[\]<>\"]{1,2000})(?P<space>[ \t]*)|"
    r"</?(?P<tag>[a-zA-Z]{1,12})\b[^<>]{0,300}>|&(?:[a-zA-Z]{2,10}|#\d{1,7}|#x[\da-fA-F]{1,6});|"
    r"__[A-Z]{3,20}__"
)
#: Templates of which the reader sees the last of their values, the first, or the first two.
_LAST = {
    "lang", "langx", "transl", "transliteration", "nowrap", "nobr", "small", "big", "em", "strong",
    "color", "font color", "tooltip", "link", "ill", "interlanguage link",
}  # fmt: skip
_QUOTED = frozenset([
    "quote", "blockquote", "cquote", "quotation", "zitat", "citation bloc", "cita", "citazione",
    "quote box", "rquote", "citação", "cytat", "alıntı", "цитата", "引用",
])  # fmt: skip
_FIRST = _QUOTED | {
    "abbr",
    "val",
    "nihongo",
    "formatnum",
    "lc",
    "uc",
    "lcfirst",
    "ucfirst",
    "nts",
    "circa",
    "c.",
    "as of",
    "harvtxt",
    "harvcoltxt",
    "harvs",
}
_MEASURES = frozenset(["convert", "cvt", "unité", "unit", "ünite"])
#: Those that show their first values, with this between them.
_JOINED = dict.fromkeys([*_MEASURES, "date"], " ") | dict.fromkeys(
    ("start date", "end date", "birth date", "death date", "birth date and age", "film date",
     "start date and age", "death date and age", "release date", "dts"), "-",
)  # fmt: skip
#: Those that are a sign, or set one before their value.
_SIGNS = {
    "snd": " – ", "spnd": " – ", "spaced ndash": " – ", "en dash": "–", "ndash": "–", "–": "–",
    "mdash": "—", "em dash": "—", "nbsp": " ", "space": " ", "·": " · ", "=": "=", "'": "’",
}  # fmt: skip
_MONEY = {
    "us$": "$", "usd": "$", "£": "£", "gbp": "£", "pound sterling": "£", "€": "€", "eur": "€",
    "euro": "€", "jpy": "¥", "¥": "¥",
}  # fmt: skip
_NOTES = frozenset(
    [
        "#tag:ref",
        "efn",
        "efn-ua",
        "efn-lr",
        "refn",
        "notetag",
        "footnote",
        "note label",
        "fn",
        "ref label",
    ]
)
_FUNCTION = re.compile(r"\s*(formatnum|lc|uc|lcfirst|ucfirst):", re.IGNORECASE)
_NAMED = frozenset(["r", "ref name", "rn"])
_PICTURE = re.compile(
    r"\s*(?:file|image|datei|bild|fichier|archivo|imagen|immagine|ficheiro|imagem|bestand|plik|"
    r"dosya|resim|файл|изображение|文件|檔案|ファイル|画像)\s*:",
    re.IGNORECASE,
)
#: Links that show no words in the sentence: pictures and categories, in the main languages.
_SILENT = re.compile(
    r"\s*(?:file|image|category|media|datei|bild|kategorie|fichier|catégorie|archivo|imagen|"
    r"categoría|immagine|categoria|ficheiro|imagem|bestand|categorie|plik|kategoria|dosya|resim|"
    r"kategori|файл|изображение|категория|文件|檔案|ファイル|画像|[a-z]{2,3})\s*:(?!//)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One citation; ``start`` and ``end`` count in the document."""

    style: str
    start: int
    end: int
    key: str | None = None
    url: str | None = None
    locator: str | None = None
    #: The template that describes the work, where it stands in the sentence.
    cite: Node | None = None


@dataclass(slots=True)
class Seen:
    """The words that are seen, and the marks in order with their place among them."""

    content: Mapped
    marks: list[tuple[Mark, int]]


@dataclass(slots=True)
class Template:
    """A template's folded name, and the spans of its values."""

    name: str
    spans: dict[str, tuple[int, int]]

    def values(self, text: str, clean: Callable[[str], str]) -> dict[str, str]:
        return {key: clean(text[start:end]) for key, (start, end) in self.spans.items()}


def named(text: str) -> str:
    """A template's name as templates are told apart."""
    return " ".join(text.replace("_", " ").split("<!--")[0].split()).lower()


def template(text: str, node: Node) -> Template:
    """The template that a node is; read once, however often it is asked for."""
    if isinstance(node.read, Template):
        return node.read
    spans = {name: (start, end) for name, start, end in parameters(text, node)}
    start, end = spans.pop("", (node.inner_start, node.inner_start))
    name = named(text[start:end])
    if (parser := _FUNCTION.match(text, start, end)) and name[0] != "#":
        # "{{formatnum:1234}}": what stands behind the colon is the value.
        name = parser[1].lower()
        spans["1"] = parser.end(), end
    node.read = found = Template(name, spans)
    return found


def is_note(name: str) -> bool:
    """Whether a template of that name makes a note of its words."""
    return name in _NOTES


def is_picture(text: str, node: Node) -> bool:
    """Whether a construct shows a picture, or several."""
    shown = node.kind == "link" and _PICTURE.match(text, node.inner_start, node.inner_end)
    return node.kind == "gallery" or bool(shown)


def is_quotation(text: str, node: Node) -> bool:
    """Whether a template sets a quotation apart."""
    return node.kind == "template" and template(text, node).name in _QUOTED


@dataclass(slots=True)
class _Walk:
    text: str
    edits: list[Edit] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    #: Spans in which plain mark-up is not looked for.
    closed: list[tuple[int, int]] = field(default_factory=list)

    def drop(self, start: int, end: int) -> None:
        if end > start:
            self.edits.append((start, end, ""))

    def hide(self, node: Node) -> None:
        self.drop(node.start, node.end)
        self.closed.append((node.start, node.end))

    def show(self, node: Node, start: int, end: int, sign: str = "") -> None:
        """Leave only this span of a construct, and what is inside it."""
        if start > node.start:
            self.edits.append((node.start, start, sign))
        self.drop(end, node.end)
        self.closed += [(node.start, start), (end, node.end)]
        self.nodes(child for child in node.children if start <= child.start and child.end <= end)

    def nodes(self, nodes: Iterator[Node]) -> None:
        for node in nodes:
            if node.kind == "ref":
                self.hide(node)
                self.marks.append(Mark("ref", node.start, node.end))
            elif node.kind == "link":
                self.link(node)
            elif node.kind == "template":
                self.template(node)
            elif is_typed(self.text, node):
                self.show(node, node.inner_start, node.inner_end)
                self.closed.append((node.start, node.end))
            else:
                self.hide(node)

    def link(self, node: Node) -> None:
        inner = self.text[node.inner_start : node.inner_end]
        if _SILENT.match(inner):
            self.hide(node)
            return
        bar = inner.rfind("|") if not node.children else inner.find("|")
        start = node.inner_start + bar + 1
        if bar < 0 and inner.startswith(":"):
            start += 1
        self.show(node, start, node.inner_end)

    def template(self, node: Node) -> None:
        found = template(self.text, node)
        name, spans = found.name, found.spans
        shown = _shown(name, spans)
        if name in _JOINED:
            self.joined(node, spans, _JOINED[name])
        elif name in _SIGNS:
            self.edits.append((node.start, node.end, _SIGNS[name]))
            self.closed.append((node.start, node.end))
        elif shown in spans:
            self.show(node, *spans[shown], sign=_MONEY.get(name, ""))
            self.others(node, *spans[shown])
            self.cite(node, found)
        else:
            self.cite(node, found)
            self.hide(node)

    def joined(self, node: Node, spans: dict[str, tuple[int, int]], sign: str) -> None:
        """Show the first values, up to three of a date and two of a measure."""
        many = 2 if template(self.text, node).name in _MEASURES else 3
        values = [spans[key] for key in ("1", "2", "3")[:many] if key in spans]
        values = [(low, high) for low, high in values if low < high]
        if not values:
            self.hide(node)
            return
        self.show(node, values[0][0], values[-1][1])
        for (_, end), (start, _) in pairwise(values):
            self.edits.append((end, start, sign))

    def others(self, node: Node, start: int, end: int) -> None:
        """The notes in the values of a template that are not shown."""
        for child in node.children:
            if child.kind == "ref" and not start <= child.start < end:
                self.marks.append(Mark("ref", child.start, child.end))

    def cite(self, node: Node, found: Template) -> None:
        name = found.name
        if is_cite(name):
            self.marks.append(Mark("template", node.start, node.end, cite=node))
        elif name in _NOTES and found.spans.keys() & {"1", "name"}:
            self.marks.append(Mark("note", node.start, node.end, cite=node))
        elif name in _NAMED:
            for number in map(str, range(1, 10)):
                if number in found.spans:
                    low, high = found.spans[number]
                    key = f"ref::{self.text[low:high]}"
                    self.marks.append(Mark("template", node.start, node.end, key=key))
        else:
            for key, locator in short_keys(name, found.values(self.text, str.strip)):
                self.marks.append(
                    Mark("template", node.start, node.end, key=f"cite:{key}", locator=locator)
                )

    def plain(self, low: int, high: int) -> None:
        """Bold, tags, entities and links to addresses between the constructs."""
        self.closed.sort()
        starts = [start for start, _ in self.closed]
        for found in _PLAIN.finditer(self.text, low, high):
            at = bisect_right(starts, found.start()) - 1
            if at >= 0 and found.start() < self.closed[at][1]:
                continue
            if found["url"]:
                self.address(found, high)
            elif found["tag"]:
                blank = " " if found["tag"].lower() in ("br", "p", "div") else ""
                self.edits.append((*found.span(), blank))
            elif found[0][0] == "&":
                sign = html.unescape(found[0]).replace("\xa0", " ")
                self.edits.append((*found.span(), sign if len(sign) == 1 else ""))
            else:
                self.drop(*found.span())

    def address(self, found: re.Match[str], high: int) -> None:
        close = self.text.find("]", found.end(), min(high, found.end() + 2_000))
        if close < 0:
            return
        url = found["url"]
        url = "https:" + url if url.startswith("//") else url
        words = self.text[found.end() : close].strip()
        self.drop(*found.span())
        self.drop(close, close + 1)
        style = "inline_link" if words else "bare_url"
        self.marks.append(Mark(style, found.start(), close + 1, url=url))


def _shown(name: str, spans: dict[str, tuple[int, int]]) -> str:
    """Which value of a template is words of the sentence; "" for none."""
    if name in _MONEY:
        return "1"
    if name in _LAST or name.startswith("lang-"):
        return max((key for key in spans if key.isdecimal()), key=int, default="")
    if name in _FIRST:
        return "1" if "1" in spans else "text"
    return ""


def see(text: str, low: int, high: int, nodes: Sequence[Node], edits: Sequence[Edit] = ()) -> Seen:
    """The span as a reader sees it; ``nodes`` are the constructs that begin in it.

    ``edits`` are what the caller knows to be shown otherwise, by offsets in the text.
    """
    walk = _Walk(text, list(edits), closed=[(start, end) for start, end, _ in edits])
    walk.nodes(iter(nodes))
    walk.plain(low, high)
    edits = [(start - low, end - low, new) for start, end, new in walk.edits]
    marks = sorted(walk.marks, key=lambda mark: (mark.end, mark.start))
    content, places = apply(
        Mapped.plain(text[low:high], low), edits, [mark.end - low for mark in marks]
    )
    return Seen(content, list(zip(marks, places, strict=True)))
