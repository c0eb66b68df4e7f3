"""What lies beside a document on disk: a thesis's chapters, and its bibliographies.

Chapters are files below the document's own folder that it pulls in by name. Bibliographies
that it names are looked for in its folder and in the folders above it; then those that its
project's settings name; at last whatever lies nearest that is one by its name.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from citations.formats import FORMATS

__all__ = ["LATEX", "bibliographies", "chapters"]

LATEX = FORMATS["latex"].extensions

_CITING = frozenset(
    extension
    for name in ("latex", "markdown", "rst", "jupyter")
    for extension in FORMATS[name].extensions
)
_BIBLIOGRAPHIES = (".bib", ".bibtex", ".json", ".ris", ".yaml", ".yml")
#: Settings of Quarto, bookdown, Jekyll and Jupyter Book, Sphinx; a book's first page.
_SETTINGS = ("_quarto.yml", "_bookdown.yml", "_config.yml", "conf.py", "index.Rmd", "index.qmd")
#: Folders above the document's own that are looked through: chapters lie in folders of a book.
_ABOVE = 3
_MAX_FILES = 10
#: All of them together; some 50,000 entries.
_MAX_BYTES = 20 * 2**20
_MAX_SETTINGS = 200_000

_CITES = re.compile(
    rb"\\[A-Za-z]*cit[ea]|(?<![\w.])@[\w{]|\{(?:foot)?cite|:(?:foot)?cite", re.IGNORECASE
)
_NAMED = re.compile(
    rb"\\(?:bibliography|addbibresource|addglobalbib)\s*(?:\[[^\]]{0,200}\])?\{([^{}]{1,1000})\}"
    rb"|^[ \t]*bibliography:[ \t]*(\S.{0,1000}|(?:\r?\n[ \t]*-[ \t].{1,300}){1,20})"
    rb"|^\.\. bibliography::[ \t]*(\S.{0,1000})",
    re.MULTILINE,
)
_PART = re.compile(r"[^\s,;\[\]\"'{}|]+")
#: What is a bibliography by its name alone.
_NEAR = re.compile(r"\.bib$|^(?:[\w-]+-)?references\.(?:json|ya?ml)$", re.IGNORECASE)
_FILE = re.compile(rb"[\w./~-]{1,200}\.bib\b")


#: Chapters, and what they pull in; all of them together may be as long as the bibliographies.
_MAX_CHAPTERS = 300


def chapters(name: str, data: bytes) -> tuple[tuple[str, bytes], ...]:
    r"""Name, from its folder, and bytes of the files that a LaTeX document pulls in; never raises.

    Only a document with ``\begin{document}`` has chapters, and only files that lie below its
    own folder, links followed, are its chapters. Each is there once.
    """
    document = Path(name)
    if document.suffix.lower() not in LATEX or rb"\begin{document}" not in data:
        return ()
    from citations.chapters import MAX_DEPTH, names_in

    root = Path(os.path.realpath(document.parent))
    found: dict[str, bytes] = {}
    left = _MAX_BYTES
    todo = [(document.name, data, 0)]
    while todo:
        within, text, depth = todo.pop(0)
        folder = posixpath.dirname(within)
        for _, _, ways in names_in(text.decode("utf-8", "replace"), folder):
            path = next((path for path in map(root.joinpath, ways) if _is_below(path, root)), None)
            if path is None or len(found) == _MAX_CHAPTERS or depth == MAX_DEPTH:
                continue
            key = path.relative_to(root).as_posix()
            if key == document.name or key in found:
                continue
            for _, chapter in _read([path], left):
                left -= len(chapter)
                found[key] = chapter
                todo.append((key, chapter, depth + 1))
    return tuple(found.items())


def _is_below(path: Path, root: Path) -> bool:
    return _is_file(path) and Path(os.path.realpath(path)).is_relative_to(root)


def bibliographies(name: str, data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of the files that may explain the keys in ``data``; never raises."""
    document = Path(name)
    if document.suffix.lower() not in _CITING or not _cites(data):
        return ()
    folders = _folders(document)
    paths = list(_named(folders, data)) or list(_by_settings(folders))
    # What is sent to arXiv has only the list that BibTeX has set, under the document's name.
    listed = document.with_suffix(".bbl")
    paths = paths or ([listed] if _is_file(listed) else list(_nearest(folders)))
    return tuple(_read(list(dict.fromkeys(paths))[:_MAX_FILES]))


def _cites(data: bytes) -> bool:
    """Whether there are citations by key; of most documents a look for two words tells."""
    return (b"@" in data or b"cit" in data.lower()) and _CITES.search(data) is not None


def _folders(document: Path) -> list[Path]:
    """The document's folder and those above it, as far as its project goes."""
    folder = Path(os.path.abspath(document)).parent
    found = [folder]
    while len(found) <= _ABOVE and not (folder / ".git").exists() and folder.parent != folder:
        folder = folder.parent
        found.append(folder)
    return found


def _named(folders: list[Path], data: bytes) -> Iterator[Path]:
    for match in _NAMED.finditer(data):
        written = next(filter(None, match.groups())).decode("utf-8", "replace")
        for part in _PART.findall(written):
            if part != "-":
                yield from _found(folders, part)


def _found(folders: list[Path], name: str) -> Iterator[Path]:
    """The file of that name that is nearest; a name from the root or from home is not followed."""
    if Path(name).is_absolute() or name.startswith("~"):
        return
    if not name.lower().endswith(_BIBLIOGRAPHIES):
        name += ".bib"
    yield from [path for folder in folders if _is_file(path := folder / name)][:1]


def _by_settings(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for name in _SETTINGS:
            for _, data in _read([folder / name] if _is_file(folder / name) else []):
                for found in _FILE.findall(data[:_MAX_SETTINGS]):
                    yield from _found([folder], found.decode("utf-8", "replace"))


def _nearest(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        try:
            here = sorted(one.path for one in os.scandir(folder) if _NEAR.search(one.name))
        except OSError:
            continue
        if here:
            yield from filter(_is_file, map(Path, here))
            return


def _is_file(path: Path) -> bool:
    # A pipe would wait for a writer, and a name may be one that no file can have.
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _read(paths: list[Path], left: int = _MAX_BYTES) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        try:
            if path.stat().st_size <= left:
                data = path.read_bytes()[:left]
                left -= len(data)
                yield path.name, data
        except OSError:
            continue
