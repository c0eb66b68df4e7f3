"""Tables of addresses or claims: which column is which, and a document of their rows.

A column is known by its name ("url", "claim", "source") or, without names, by what most
of its cells are. A row's claim is cited by the addresses that stand beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from citations import languages
from citations.errors import NothingToCheck
from citations.formats.decode import MAX_CHARACTERS, sha256_of
from citations.model import Block, BlockKind, Document, Mapped, NoteBody, Pointer

__all__ = ["MAX_ROWS", "Cell", "Row", "columns_of", "document_of"]

MAX_ROWS = 200_000
#: The names of the columns stand in one of so many rows.
_TITLES = 10
_NAMES = {
    "url": "url urls link links address web website site source_url href uri doi adresse "
    "webadresse internetadresse lien liens enlace enlaces dirección vínculo collegamento "
    "indirizzo bağlantı adres ссылка ссылки адрес 链接 網址 网址 連結 リンク アドレス",
    "claim": "claim claims statement statements sentence text fact assertion aussage behauptung "
    "satz these affirmation énoncé phrase déclaration afirmación enunciado frase declaración hecho "
    "affermazione dichiarazione iddia ifade cümle утверждение заявление тезис предложение факт "
    "声明 陈述 陳述 论断 说法 句子 主張 記述 事実",
    "source": "source sources reference references citation citations quelle quellen beleg belege "
    "nachweis literatur référence références fuente fuentes referencia referencias fonte fonti "
    "riferimento riferimenti kaynak kaynaklar kaynakça referans источник источники литература "
    "来源 來源 参考文献 引用 出典 出所 引用元 情報源",
}
_KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_WORD = re.compile(r"\w+")
_URL = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words; ``start`` is where they stand, if the table is a text already."""

    text: str
    start: int = -1
    #: The address that the cell is linked to.
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells; ``place`` is where a person finds it."""

    place: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is: "url", "claim", "source" or ""; and its name."""

    kinds: list[str]
    names: list[str]
    #: How many rows go before the first of the table: its names, and what stands above them.
    heads: int


def columns_of(rows: Sequence[Row]) -> Columns:
    """Told by the names in the first row, or one soon behind it, else by what most cells are."""
    width = max((len(row.cells) for row in rows[:200]), default=0)
    heads = next((at for at, row in enumerate(rows[:_TITLES]) if _names(row, rows[:at])), -1) + 1
    names = [cell.text.strip() for cell in rows[heads - 1].cells] if heads else []
    kinds = [_by_name(name) for name in names] + [""] * (width - len(names))
    names += [_letter(at) for at in range(len(names), width)]
    for at in range(width):
        if not kinds[at]:
            body = rows[heads : heads + 200]
            cells = [row.cells[at].text.strip() for row in body if at < len(row.cells)]
            kinds[at] = _by_content([cell for cell in cells if cell], claims="claim" not in kinds)
    return Columns(kinds, names, heads)


def _names(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row names the columns: what stands above it is a title, and fills fewer cells."""
    cells = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    titles = (sum(bool(cell.text.strip()) for cell in one.cells) for one in above)
    known = any(map(_by_name, cells)) and not any(map(_URL.match, cells))
    return known and all(filled < len(cells) for filled in titles)


def _by_name(name: str) -> str:
    words = _WORD.findall(name.lower().replace("i\u0307", "i"))
    folded = "_".join(words)
    if folded in _KIND_OF:
        return _KIND_OF[folded]
    found = Counter(_KIND_OF[word] for word in words if word in _KIND_OF)
    return found.most_common(1)[0][0] if found and len(words) <= 3 else ""


def _by_content(cells: Sequence[str], *, claims: bool) -> str:
    if not cells:
        return ""
    if 2 * sum(bool(_URL.match(cell)) for cell in cells) > len(cells):
        return "url"
    prose = sum(len(cell.split()) >= 5 or len(cell) >= 40 for cell in cells)
    return "claim" if claims and 2 * prose > len(cells) else ""


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else f"{chr(ord('A') + at // 26 - 1)}{chr(65 + at % 26)}"


@dataclass(slots=True)
class _Made:
    blocks: list[Block] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    bodies: list[NoteBody] = field(default_factory=list)
    #: The last claim, as long as what follows it may be more of its sources.
    claim: int | None = None


def document_of(
    text: str, source: str, format_name: str, tables: Iterable[Sequence[Row]]
) -> Document:
    """The document; ``text`` is that of all cells. Raises ``UnreadableSource``."""
    made = _Made()
    for rows in tables:
        columns = columns_of(rows)
        made.claim = None
        for row in rows[columns.heads :]:
            _row(row, columns, made)
    if not made.blocks and not made.bodies:
        raise NothingToCheck(
            f"{source}: skipped: no column of addresses or claims; call one 'url', 'claim' or "
            "'source' in the first row"
        )
    prose = " ".join(one.content.text for one in made.blocks[:50])
    return Document(
        source=source,
        format=format_name,
        text=text[:MAX_CHARACTERS],
        text_sha256=sha256_of(text[:MAX_CHARACTERS]),
        blocks=tuple(made.blocks),
        pointers=tuple(made.pointers),
        note_bodies=tuple(made.bodies),
        language=languages.guess(prose),
    )


def _row(row: Row, columns: Columns, made: _Made) -> None:
    cells = [
        (kind, name, cell)
        for kind, name, cell in zip(columns.kinds, columns.names, row.cells, strict=False)
        if cell.text.strip()
    ]
    # A row with nothing but sources belongs to the claim above, which may be a merged cell.
    claim = made.claim if all(kind in ("url", "source") for kind, _, _ in cells) else None
    for kind, name, cell in cells:
        if kind == "claim" and claim is None:
            claim = len(made.blocks)
            _block(row, name, cell, BlockKind.TABLE_ROW, made)
    made.claim = claim
    for kind, name, cell in cells:
        if kind == "url" or cell.link or (kind == "" and _URL.match(cell.text.strip())):
            _cite(row, name, cell, claim, made)
        elif kind == "source":
            _source(row, cell, claim, made)


def _block(row: Row, name: str, cell: Cell, kind: BlockKind, made: _Made) -> None:
    content = _content(cell)
    place = f"{row.place}, column {name}"
    made.blocks.append(Block(kind=kind, content=content, place=place))


def _content(cell: Cell) -> Mapped:
    lead = len(cell.text) - len(cell.text.lstrip())
    return Mapped.plain(cell.text.strip(), cell.start + lead)


def _cite(row: Row, name: str, cell: Cell, claim: int | None, made: _Made) -> None:
    """Every address of a cell cites the row's claim, or stands for itself."""
    content = _content(cell)
    found = [(match[0].rstrip(",;"), match.start()) for match in _URL.finditer(content.text)]
    if cell.link:
        found = [(cell.link, 0)]
    for written, at in found:
        url = written
        if written.startswith("10."):
            url = f"https://doi.org/{written}"
        elif written.lower().startswith("www."):
            url = f"https://{written}"
        if claim is None:
            _block(row, name, cell, BlockKind.NAVIGATION, made)
        block = len(made.blocks) - 1 if claim is None else claim
        start = content.offsets[at]
        length = len(content.text) if cell.link else len(written)
        made.pointers.append(
            Pointer(
                style="inline_link" if cell.link else "bare_url",
                marker=written,
                start=start,
                end=start + length,
                block=block,
                at=len(made.blocks[block].content),
                url=url,
            )
        )


def _source(row: Row, cell: Cell, claim: int | None, made: _Made) -> None:
    content = _content(cell)
    start, end = content.span()
    key = f"{row.place} {start}"
    made.bodies.append(NoteBody(key=key, content=content, start=start, end=end))
    if claim is not None:
        made.pointers.append(
            Pointer(
                style="table_cell",
                marker=content.text[:80],
                start=start,
                end=end,
                block=claim,
                at=len(made.blocks[claim].content),
                key=key,
            )
        )
