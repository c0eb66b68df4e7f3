"""Wikitext: notes, named and defined in lists, short citations, cite templates, links.

Tables and infoboxes are read row by row; their headings are no claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from citations import languages
from citations.formats._problems import problems
from citations.formats._runs import Writer
from citations.formats._wiki_cite import cite_item, is_cite, plain, short_key, short_keys
from citations.formats._wiki_inline import Mark, Template, is_note, see, template
from citations.formats._wiki_regions import regions
from citations.formats._wiki_scan import Node, attributes, code_spans, scan
from citations.formats._wiki_table import Row
from citations.formats.decode import decode, sha256_of
from citations.model import Block, BlockKind, Csl, Document, Mapped, NoteBody, Pointer
from citations.urls import unwrap

__all__ = ["read"]

_REDIRECT = re.compile(r"\s*#[^\W\d]{4,20}\s*:?\s*\[\[", re.IGNORECASE)
_UNSOURCED = {
    "citation needed", "cn", "fact", "belege fehlen", "beleg", "référence nécessaire", "refnec",
    "cita requerida", "senza fonte", "kaynak belirt", "нет аи", "要出典", "来源请求",
}  # fmt: skip
#: Templates that print the notes, and may define them.
_LISTS = {
    "reflist", "notelist", "refs", "références", "listaref", "note", "примечания", "kaynakça",
    "参考文献", "脚注リスト", "reflista", "referenser", "przypisy", "appendix", "references",
}  # fmt: skip
#: Values of a cite template that say how it is shown or linked, nothing of the work.
_HOW = frozenset(["ref", "url-status", "deadurl", "dead-url", "mode", "df", "postscript"])


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    text = decode(data, source)
    return _Page(text).document(source)


@dataclass(slots=True)
class _Note:
    """A note as the text defines it: by a ref, a note template, or a list of notes."""

    key: str
    start: int
    end: int
    inner: tuple[int, int]
    children: Sequence[Node]
    #: What it only points at, if it is a short citation in a ref.
    short: list[tuple[str, str | None]] = field(default_factory=list)


class _Page:
    """One page on its way to a document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes = scan(text)
        self.notes: dict[str, _Note] = {}
        self.key_at: dict[int, str] = {}
        self.numbers: dict[str, int] = {}
        self.bodies: list[NoteBody] = []
        #: Short citation -> the key of the body it leads to.
        self.works: dict[str, str] = {}
        self.used: set[str] = set()
        self.blocks: list[Block] = []
        self.pointers: list[Pointer] = []
        self.problems: list[tuple[int, str, str]] = []
        #: The works that cite templates describe, by where they begin.
        self.items: dict[int, Csl] = {}

    def document(self, source: str) -> Document:
        for node in self.walk(self.nodes):
            self.define(node)
        self.works_of_page()
        for region in regions(self.text, self.nodes):
            self.block(region)
        for note in self.notes.values():
            self.body(note)
        self.unused()
        self.bodies.sort(key=lambda body: body.start)
        return Document(
            source=source,
            format="wikitext",
            text=self.text,
            text_sha256=sha256_of(self.text),
            blocks=tuple(self.blocks),
            pointers=tuple(self.pointers),
            note_bodies=tuple(self.bodies),
            language=languages.guess(" ".join(self.prose())),
            problems=problems(self.text, self.problems),
            code=code_spans(self.text, self.nodes),
        )

    def prose(self) -> Iterator[str]:
        """The first words of the page; those of its boxes are names and numbers."""
        rows = (BlockKind.TABLE_ROW, BlockKind.CAPTION)
        blocks = (one for one in self.blocks if one.kind not in rows)
        return (one.content.text for one in islice(blocks, 40))

    # What is defined -------------------------------------------------------------------------

    def walk(self, nodes: Sequence[Node]) -> Iterator[Node]:
        waiting = list(reversed(nodes))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def define(self, node: Node) -> None:
        """Take up a ref with its content; of two with one name the first counts."""
        if node.kind == "template":
            name = template(self.text, node).name
            if is_note(name):
                self.template_note(node.start, node)
            if name in _UNSOURCED:
                message = "the page itself asks for a source here"
                self.problems.append((node.start, "citation_needed", message))
            return
        if node.kind != "ref":
            return
        name = attributes(node.attributes).get("name", "")
        key = f"ref::{name}" if name else f"ref@{node.start}"
        self.key_at[node.start] = key
        if (
            node.inner_end <= node.inner_start
            or not self.text[node.inner_start : node.inner_end].strip()
        ):
            return
        inner = node.inner_start, node.inner_end
        if key in self.notes:
            before = self.notes[key]
            if self.text[slice(*before.inner)].strip() != self.text[slice(*inner)].strip():
                message = f"note {name} is defined a second time; this text is not used"
                self.problems.append((node.start, "duplicate_note", message))
            return
        self.notes[key] = _Note(key, node.start, node.end, inner, node.children)

    def works_of_page(self) -> None:
        """The works that short citations can point at: every cite template of the page."""
        inside = {id(child): note.key for note in self.notes.values() for child in note.children}
        for node in self.walk(self.nodes):
            if node.kind != "template":
                continue
            found = template(self.text, node)
            if is_cite(found.name):
                key = inside.get(id(node), f"cite@{node.start}")
                values = found.values(self.text, plain)
                item = self.items[node.start] = cite_item(found.name, values)
                self.works.setdefault(short_key(item, values), key)
        for note in self.notes.values():
            if self.only_short(note):
                found = template(self.text, note.children[0])
                note.short = short_keys(found.name, found.values(self.text, plain))

    def only_short(self, note: _Note) -> bool:
        if len(note.children) != 1 or note.children[0].kind != "template":
            return False
        only = note.children[0]
        around = self.text[note.inner[0] : only.start] + self.text[only.end : note.inner[1]]
        return not around.strip(" .\n")

    # Blocks ----------------------------------------------------------------------------------

    def block(self, region: Row) -> None:
        kind, low, high = region.kind, region.low, region.high
        seen = see(self.text, low, high, region.nodes, region.edits)
        stripped = seen.content.text.strip(" \t\n.,;")
        lead = len(seen.content.text) - len(seen.content.text.lstrip())
        listed = kind is BlockKind.LIST_ITEM or not stripped
        if not stripped and _REDIRECT.match(self.text[low:high]):
            return
        if region.boxed and "\t" not in stripped and not seen.marks:
            return  # A picture, or nothing.
        number = max(0, len(self.blocks) - (not stripped))
        for mark, place in seen.marks:
            at = max(place - lead, 0)
            if mark.cite is not None and mark.style == "template":
                self.work(mark)
                if not listed:
                    self.point(mark, f"cite@{mark.start}", number, at)
            elif stripped or self.blocks:
                place = at if stripped else len(self.blocks[-1].content)
                self.mark(mark, number, place)
        if stripped:
            self.blocks.append(Block(kind=kind, content=_trimmed(seen.content), level=region.level))

    def work(self, mark: Mark) -> None:
        """A cite template in the text itself: an entry of a list of works, mostly."""
        if mark.cite is None:
            return
        found = template(self.text, mark.cite)
        item = self.items[mark.cite.start]
        self.bodies.append(
            NoteBody(
                key=f"cite@{mark.start}",
                content=self.words(found, mark.start, mark.end),
                start=mark.start,
                end=mark.end,
                items=(item,),
            )
        )

    def mark(self, mark: Mark, block: int, at: int) -> None:
        """The pointers of a mark in the prose."""
        if mark.url is not None:
            self.pointers.append(self.pointer(mark, block, at, url=mark.url))
        elif mark.style == "ref":
            key = self.key_at.get(mark.start, "")
            note = self.notes.get(key)
            if note is not None and note.short:
                for short, locator in note.short:
                    self.short(mark, short, locator, block, at)
                self.used.add(key)
            else:
                self.point(mark, key, block, at)
        elif mark.style == "note" and mark.cite is not None:
            self.point(mark, self.template_note(mark.start, mark.cite), block, at)
        elif mark.key and mark.key.startswith("cite:"):
            self.short(mark, mark.key.removeprefix("cite:"), mark.locator, block, at)
        elif mark.key:
            self.point(mark, mark.key, block, at)

    def template_note(self, start: int, node: Node) -> str:
        """The key of a note that a template makes, or calls by its name."""
        found = template(self.text, node)
        low, high = found.spans.get("name", (0, 0))
        name = self.text[low:high].strip(" \"'")
        kind = "ref" if found.name == "#tag:ref" else found.name
        key = f"{kind}::{name}" if name else f"note@{start}"
        if "1" in found.spans and key not in self.notes:
            low, high = found.spans["1"]
            inside = [one for one in node.children if low <= one.start and one.end <= high]
            self.notes[key] = _Note(key, node.start, node.end, (low, high), inside)
        return key

    def short(self, mark: Mark, short: str, locator: str | None, block: int, at: int) -> None:
        key = self.works.get(short)
        if key is None:
            message = f"the work that {short} points at is not on the page"
            self.problems.append((mark.start, "undefined_citation", message))
        self.point(mark, key or f"cite:{short}", block, at, locator, known=True)

    def point(
        self,
        mark: Mark,
        key: str,
        block: int,
        at: int,
        locator: str | None = None,
        *,
        known: bool = False,
    ) -> None:
        self.used.add(key)
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        if not known and key not in self.notes and not key.startswith("cite@"):
            message = f"note {key.removeprefix('ref::')} is not defined"
            self.problems.append((mark.start, "undefined_note", message))
        self.pointers.append(
            self.pointer(mark, block, at, key=key, locator=locator, marker=f"[{number}]")
        )

    def pointer(
        self,
        mark: Mark,
        block: int,
        at: int,
        *,
        key: str | None = None,
        url: str | None = None,
        locator: str | None = None,
        marker: str | None = None,
    ) -> Pointer:
        return Pointer(
            style=mark.style if mark.style != "ref" else "footnote",
            marker=marker or self.text[mark.start : mark.end],
            start=mark.start,
            end=mark.end,
            block=block,
            at=at,
            key=key,
            url=url,
            locator=locator,
        )

    # Notes -----------------------------------------------------------------------------------

    def body(self, note: _Note) -> None:
        if note.short:
            return
        seen = see(self.text, *note.inner, note.children)
        items: list[Csl] = []
        content = seen.content
        urls = []
        for mark, _ in seen.marks:
            if mark.cite is not None and mark.style == "template":
                found = template(self.text, mark.cite)
                items.append(self.items[mark.cite.start])
                if not content.text.strip(" \n.,;"):
                    content = self.words(found, mark.start, mark.end)
            elif mark.url is not None:
                copy = unwrap(mark.url)
                url = (copy.original if copy else None) or mark.url
                urls.append((url, mark.start, mark.end))
        self.bodies.append(
            NoteBody(
                key=note.key,
                content=_trimmed(content),
                start=note.start,
                end=note.end,
                number=self.numbers.get(note.key),
                items=tuple(items),
                urls=tuple(urls),
            )
        )

    def words(self, found: Template, start: int, end: int) -> Mapped:
        """The values of a cite template, one after the other."""
        base = Mapped.plain(self.text)
        writer = Writer(base)
        before = 0
        for low, high in sorted(span for name, span in found.spans.items() if name not in _HOW):
            if high <= low:
                continue
            if before and low - before >= 2:
                writer.put(", ", before)
            writer.keep(low, high)
            before = high
        made = writer.finish()
        return made if made.text else Mapped.plain(self.text[start:end], start)

    def unused(self) -> None:
        """A note that a list defines and nothing calls; elsewhere its definition is a marker."""
        listed = [
            (node.start, node.end)
            for node in self.walk(self.nodes)
            if node.kind == "list"
            or (node.kind == "template" and template(self.text, node).name in _LISTS)
        ]
        for key, note in self.notes.items():
            named = key not in self.used and key.startswith("ref::")
            if named and any(low < note.start < high for low, high in listed):
                name = key.removeprefix("ref::")
                message = f"note {name} is defined, but no marker in the prose leads to it"
                self.problems.append((note.start, "unused_note", message))


def _trimmed(content: Mapped) -> Mapped:
    text = content.text
    return content[len(text) - len(text.lstrip()) : len(text.rstrip())]
