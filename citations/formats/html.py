"""HTML: the article's text and its notes, each character with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from citations import languages
from citations.formats._html_beside import beside, is_date
from citations.formats._html_blocks import Walker, note_body
from citations.formats._html_data import linked_items
from citations.formats._html_notes import Notes, Where, find_notes, inner_text
from citations.formats._html_scope import Scope, article
from citations.formats._html_tree import Element, Tree, build
from citations.formats._marks import is_local
from citations.formats._problems import problems
from citations.formats.decode import decode, sha256_of
from citations.model import Block, BlockKind, Document, LocalLink, Mapped, NoteBody, Pointer

__all__ = ["Page", "read", "read_page"]

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.-]{2,40})")

#: The attribute of an element that names a file.
_FILES = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "script", "source", "video"), "src"),
}

_CONTROLS = frozenset({"aria-controls", "aria-expanded", "aria-haspopup", "onclick", "role"})


class Page:
    """What one page, or a part of one, holds."""

    def __init__(
        self, base: Mapped, *, whole: bool, xml: bool = False, where: Where | None = None
    ) -> None:
        self.base = base
        self.tree: Tree = build(base.text, xml=xml)
        self.notes: Notes = find_notes(self.tree, where)
        self.root: Element | None = article(self.tree) if whole else None
        self.scope = Scope(self.tree, self.root if whole else None)
        self.blocks: list[Block] = []
        self.pointers: list[Pointer] = []
        self.bodies: list[NoteBody] = []
        self.code: list[tuple[int, int]] = []
        #: (offset in the document, code, message)
        self.problems: list[tuple[int, str, str]] = []

    def read(self) -> Page:
        walker = Walker(self.base, self.tree, self.notes, self.scope)
        if self.root:
            walker.walk(self.root.first + 1, self.root.last - 1)
        else:
            walker.walk(0, len(self.tree.events))
        self.blocks, self.pointers, self.code = walker.blocks, walker.pointers, walker.code
        if self.root:
            self.set_aside(walker.linked)
        self.read_notes()
        self.data_notes()
        return self

    def set_aside(self, linked: Sequence[int]) -> None:
        """Take what stands beside the article for navigation, and its links for no citations."""
        cited = {pointer.block for pointer in self.pointers if pointer.key}
        aside = beside(self.blocks, linked, cited)
        for at, block in enumerate(self.blocks):
            if at in aside:
                self.blocks[at] = replace(block, kind=BlockKind.NAVIGATION)
            elif is_date(block):
                self.blocks[at] = replace(block, kind=BlockKind.BYLINE)
        self.pointers = [one for one in self.pointers if one.block not in aside]

    def read_notes(self) -> None:
        labels: dict[str, str] = {}
        named: dict[str, list[str]] = {}
        for link, key in self.notes.markers.items():
            labels.setdefault(key, inner_text(self.tree, link).strip(" \t\r\n[]().,"))
        for element, key in self.notes.bodies.items():
            walker = Walker(self.base, self.tree, self.notes, self.scope, element)
            beside = self.notes.beside.get(element)
            label = str(beside) if beside else labels.get(key)
            body = note_body(walker, element, key, label)
            if body:
                self.bodies.append(body)
                named[key] = walker.named
        self.bodies.sort(key=lambda body: body.start)
        self.share_items(named)
        pointed = {*labels, *(self.notes.bodies.get(one) for one in self.notes.beside)}
        for body in self.bodies:
            if body.key not in pointed:
                message = "a note to which no marker leads"
                self.problems.append((body.start, "unused_note", message))
        for link, fragment in self.notes.lost.items():
            message = f"the marker leads to #{fragment}, which is not on the page"
            self.problems.append((self.base.offsets[link.start], "undefined_note", message))

    def share_items(self, named: dict[str, list[str]]) -> None:
        """A short note that leads to an entry of the bibliography means that entry's works."""
        items = {body.key: body.items for body in self.bodies if body.items}
        for index, body in enumerate(self.bodies):
            if not body.items:
                meant = tuple(item for key in named[body.key] for item in items.get(key, ()))
                self.bodies[index] = replace(body, items=meant)

    def data_notes(self) -> None:
        """What the page's data says that it cites."""
        for number, (item, start, end) in enumerate(linked_items(self.tree)):
            content = self.base[start:end]
            low, high = content.span()
            self.bodies.append(
                NoteBody(key=f"data:{number}", content=content, start=low, end=high, items=(item,))
            )

    def local_links(self) -> list[LocalLink]:
        """The files that the page shows or leads to; none, if it says where its addresses begin."""
        found = []
        for element in self.tree.elements:
            if element.tag == "base":
                return []
            name = _FILES.get(element.tag)
            url = element.get(name).strip() if name else ""
            if url and is_local(url) and not (url[0] == "#" and _is_control(element)):
                start, end = self.base.span(element.start, element.start_end)
                found.append(LocalLink(url=url, start=start, end=end))
        return found

    def title(self) -> str | None:
        """What the page says its title is: for sharing, in its head, or in its first heading."""
        shared = first = None
        for element in self.tree.elements:
            if element.tag == "meta" and element.get("property") == "og:title":
                shared = shared or element.get("content").strip()
            elif element.tag == "title" and not first:
                first = " ".join(inner_text(self.tree, element, 500).split())
        heading = next((b.content.text for b in self.blocks if b.kind is BlockKind.HEADING), None)
        return shared or first or heading

    def language(self) -> str | None:
        declared = None
        for element in self.tree.elements:
            if element.tag in ("html", "body"):
                declared = declared or languages.primary_tag(
                    element.get("lang") or element.get("xml:lang")
                )
            if element.tag == "body":
                break
        return declared or languages.guess(" ".join(one.content.text for one in self.blocks[:40]))


def _is_control(element: Element) -> bool:
    """Whether a link to a place is there for a script, which opens or shows something."""
    attributes = element.attributes
    return any(name in _CONTROLS or name.startswith("data-") for name in attributes)


def read_page(
    base: Mapped, *, whole: bool = True, xml: bool = False, where: Where | None = None
) -> Page:
    """Read a page, or (not ``whole``) a part of one in a document of another format.

    ``where`` tells the files of a book, whose links lead from one into another.
    """
    return Page(base, whole=whole, xml=xml, where=where).read()


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    named = _XML_ENCODING.search(data[:200]) or _CHARSET.search(data[:4096])
    text = decode(data, source, named[1].decode("ascii") if named else None)
    page = read_page(Mapped.plain(text), xml=text.lstrip()[:5] == "<?xml")
    return Document(
        source=source,
        format="html",
        text=text,
        text_sha256=sha256_of(text),
        blocks=tuple(page.blocks),
        pointers=tuple(page.pointers),
        note_bodies=tuple(page.bodies),
        title=page.title(),
        language=page.language(),
        problems=problems(text, page.problems),
        code=tuple(page.code),
        local_links=tuple(page.local_links()),
    )
