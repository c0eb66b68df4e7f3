"""The file that a path in a document means, as long as it lies where we may look.

Nothing outside those folders is looked at, let alone opened: neither what ".." leads to nor
what a symbolic link leads to. A path that a site generator would make into another address is
tried in the forms in which it may be written.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from posixpath import splitext
from urllib.parse import unquote

from verifier.local import Stamp, stamp_of

__all__ = ["Found", "Place", "Shelf", "read_file"]

#: No larger file is opened for the sake of a place in it.
_MAX_BYTES = 10 * 2**20
_REPOSITORIES = (".git", ".hg", ".svn")
#: What a page is made from, the likeliest first.
_SOURCES = (".md", ".rst", ".mdx", ".ipynb", ".qmd", ".markdown", ".Rmd", ".adoc", ".txt", ".py")
_PAGES = (".html", ".htm")
_INDEXES = (
    *(f"{name}{ending}" for ending in _SOURCES for name in ("index", "README", "_index")),
    *(f"index{ending}" for ending in _PAGES),
)
#: Where sites keep what their addresses begin with.
_SITE_FOLDERS = ("", "static", "public", "docs", "source", "src", "content")
#: Pages of a folder that are its own: they are shown at the folder's address.
_OWN = frozenset({"index", "_index", "readme"})
#: Pages that Sphinx makes of nothing.
_MADE = frozenset({"genindex", "modindex", "py-modindex", "search"})
#: A folder that is there once programs are installed.
_INSTALLED = "node_modules"
_HOST = re.compile(
    r"^(?:[\w-]{1,63}\.){1,4}(?:com|org|net|edu|gov|io|dev|info|co\.uk|de|eu|fr)(?:/|$)"
)
_MOST_FOLDERS = 40
_MOST_NAMES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document stands, and how far one may look from there."""

    #: The path of the document, absolute.
    document: str
    #: Folders in which files may be looked at, absolute and without symbolic links.
    within: tuple[str, ...]
    #: The folder that a path which begins with "/" starts at, if somebody said so.
    root: str | None = None
    is_page: bool = False

    @property
    def folder(self) -> str:
        return os.path.dirname(self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What there is at a path."""

    #: "file", "folder", "missing", "made" (by a generator), "outside" or "rootless".
    kind: str
    #: The path that was meant, absolute, as it is written; it may not exist.
    path: str
    #: The same without symbolic links.
    real: str = ""


@dataclass(slots=True)
class Shelf:
    """The folders that a run looks at."""

    #: Folders that the person gave.
    given: tuple[str, ...] = ()
    #: The folder that "/" means, if the person said so.
    root: str | None = None
    #: What was looked at, with what was there.
    seen: dict[str, Stamp | None] = field(default_factory=dict)
    _tops: dict[str, str] = field(default_factory=dict)
    _names: dict[str, dict[str, str] | None] = field(default_factory=dict)
    _roots: dict[str, list[str]] = field(default_factory=dict)
    _real: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[tuple[str, ...], str], tuple[str, str] | None] = field(default_factory=dict)

    def place(self, document: str, *, is_page: bool) -> Place:
        """Where a document stands: in its repository, in a folder given, or in its own."""
        folder, name = os.path.split(os.path.abspath(document))
        folder = os.path.realpath(folder)
        root = os.path.realpath(self.root) if self.root else None
        top = self._repository(folder) or self._given(folder)
        within = (top, root) if root and not _is_within(root, (top,)) else (top,)
        path = os.path.join(folder, name)
        return Place(document=path, within=within, root=root, is_page=is_page)

    def find(self, path: str, place: Place, *, plain: bool) -> Found:
        """What a path in a document means; ``plain``: as a browser would read it."""
        if path.startswith("/"):
            return self._from_root(path.lstrip("/"), place)
        first = _joined(place.folder, path)
        if (found := self._try(first, path, place)) is not None:
            return found
        if not place.is_page and (plain or _is_address(path)):
            # Shown at "page/", so that what it says is meant from there.
            stem = splitext(place.document)[0]
            if os.path.basename(stem).lower() not in _OWN:
                found = self._try(_joined(stem, path), path, place)
                if found is not None and found.kind != "outside":
                    return found
        return Found(kind="missing", path=first)

    def _from_root(self, path: str, place: Place) -> Found:
        if place.root is not None:
            meant = _joined(place.root, path)
            return self._try(meant, path, place) or Found(kind="missing", path=meant)
        for base in self._bases(path, place):
            found = self._try(_joined(base, path), path, place)
            if found is not None and found.kind != "outside":
                return found
        return Found(kind="rootless", path=f"/{path}")

    def _try(self, meant: str, path: str, place: Place) -> Found | None:
        """What is at a path or where its page would come from; None: nothing."""
        written = os.path.join(os.path.dirname(meant), os.path.basename(path))
        for form in (*_forms(meant, path, place), *((written,) if "%" in path else ())):
            known = self._look(form, place)
            if known is not None:
                kind, real = known
                if kind != "folder" or not place.is_page or self.index(real, place):
                    return Found(kind=kind, path=meant, real=real)
        by_sphinx = not place.is_page and splitext(os.path.basename(meant))[0] in _MADE
        if by_sphinx or _INSTALLED in path.split("/"):
            return Found(kind="made", path=meant)
        return None

    def _bases(self, path: str, place: Place) -> Iterator[str]:
        """The folders that "/" may mean: those in which there is what the path begins with."""
        first = unquote(path).partition("/")[0].casefold()
        stem = splitext(first)[0]
        if place.folder not in self._roots:
            parts = [(one, part) for one in _upwards(place) for part in _SITE_FOLDERS]
            folders = [os.path.join(one, part) if part else one for one, part in parts]
            self._roots[place.folder] = [one for one in folders if self._names_in(one, place) != {}]
        for base in self._roots[place.folder]:
            names = self._names_in(base, place)
            if names is None or first in names or stem in names:
                yield base

    def _names_in(self, folder: str, place: Place) -> Mapping[str, str] | None:
        """What is in a folder, in small letters, with and without ending; None: too much."""
        if folder not in self._names:
            known = self._look(folder, place)
            inside = known is not None and known[0] == "folder"
            self._names[folder] = _names_in(known[1]) if known and inside else {}
        return self._names[folder]

    def _look(self, path: str, place: Place) -> tuple[str, str] | None:
        """("file" or "folder" or "outside", the real path); None: there is nothing."""
        key = (place.within, path)
        if key not in self._seen:
            try:
                self._seen[key] = self._stat(path, place.within)
            except (OSError, ValueError):
                self._seen[key] = None
        return self._seen[key]

    def _stat(self, path: str, within: tuple[str, ...]) -> tuple[str, str]:
        if not _is_within(path, within):
            return "outside", path  # without so much as a look
        folder, name = os.path.split(path)
        if path in within:
            folder, name = path, ""
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        real = os.path.join(self._real[folder], name) if name else self._real[folder]
        if not _is_within(real, within):
            return "outside", path
        mode = self._noted(path, real)
        if stat.S_ISLNK(mode):
            real = os.path.realpath(real)
            if not _is_within(real, within):
                return "outside", path
            mode = self._noted(real, real)
        return ("folder" if stat.S_ISDIR(mode) else "file"), real

    def _noted(self, path: str, real: str) -> int:
        """The mode of what is at a path, which is noted. Raises ``OSError``."""
        self.seen[path] = None
        found = os.lstat(real)
        self.seen[path] = stamp_of(found)
        return found.st_mode

    def is_in_sphinx(self, place: Place) -> bool:
        """Whether Sphinx reads the document; else its roles mean what somebody else knows."""
        return any(self._look(os.path.join(one, "conf.py"), place) for one in _upwards(place))

    def index(self, folder: str, place: Place) -> str | None:
        """The file that is shown for a folder, if it has one."""
        names = [f"index{ending}" for ending in _PAGES] if place.is_page else _INDEXES
        for name in names:
            known = self._look(os.path.join(folder, name), place)
            if known is not None and known[0] == "file":
                return known[1]
        return None

    def instead(self, found: Found, place: Place) -> str:
        """What there is instead of a file that is missing, or what was meant; "": who knows."""
        known = self._look(found.path, place)
        if known is not None and known[0] == "folder":
            return "the folder is there, and has no index"
        folder, name = os.path.split(found.path)
        if "@" in name:
            return "a mail address begins with mailto:"
        if _HOST.search(os.path.relpath(found.path, place.folder)):
            return "a web address begins with https://"
        names = self._names_in(folder, place) or {}
        close = get_close_matches(name.casefold(), names, n=1, cutoff=0.8)
        return f"{names[close[0]]} is there" if close else ""

    def _repository(self, folder: str) -> str | None:
        """The repository that a folder lies in; None: in none."""
        if folder not in self._tops:
            top, at = "", folder
            for _ in range(_MOST_FOLDERS):
                if any(os.path.lexists(os.path.join(at, name)) for name in _REPOSITORIES):
                    top = at
                    break
                if os.path.dirname(at) == at:
                    break
                at = os.path.dirname(at)
            self._tops[folder] = top
        return self._tops[folder] or None

    def _given(self, folder: str) -> str:
        wide = [one for one in map(os.path.realpath, self.given) if _is_within(folder, (one,))]
        return min(wide, key=len, default=folder)


def read_file(real: str) -> bytes | None:
    """The bytes of a file that was found; None: too large, or it may not be read."""
    try:
        # It was found without symbolic links; one that came since then is not followed.
        handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            known = os.fstat(handle)
            if not stat.S_ISREG(known.st_mode) or known.st_size > _MAX_BYTES:
                return None
            return file.read(_MAX_BYTES)
    except OSError:
        return None


def _is_within(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(one.rstrip(os.sep) + os.sep) for one in folders)


def _upwards(place: Place) -> Iterator[str]:
    """The document's folder and those above it, as far as one may look."""
    at = place.folder
    for _ in range(_MOST_FOLDERS):
        if not _is_within(at, place.within):
            return
        yield at
        if os.path.dirname(at) == at:
            return
        at = os.path.dirname(at)


def _joined(folder: str, path: str) -> str:
    """The path below the folder, decoded."""
    return os.path.normpath(os.path.join(folder, unquote(path).lstrip("/")))


def _is_address(path: str) -> bool:
    """Whether it is written as a page's address is, and not as a file's name."""
    ending = splitext(path)[1]
    return path.endswith("/") or not ending or ending.lower() in _PAGES


def _forms(meant: str, path: str, place: Place) -> Iterator[str]:
    """The paths at which a page may be that is shown at this one."""
    yield meant
    stem, ending = splitext(meant)
    sources = () if place.is_page else _SOURCES
    if path.endswith("/") or ending.lower() not in _PAGES:
        yield from (f"{meant}{other}" for other in (*sources, *_PAGES))
    if ending.lower() in (*_PAGES, ".rst", ".md") and sources:
        yield from (f"{stem}{other}" for other in sources if other != ending)
        yield from (os.path.join(stem, name) for name in _INDEXES)
        if os.path.basename(stem) == "index":
            yield from (os.path.join(os.path.dirname(stem), name) for name in _INDEXES)
            yield from (f"{os.path.dirname(stem)}{other}" for other in sources)


def _names_in(folder: str) -> dict[str, str] | None:
    """The names in a folder and what they begin with, in small letters; None: very many."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry, _ in zip(entries, range(_MOST_NAMES), strict=False)]
    except OSError:
        return {}
    if len(names) == _MOST_NAMES:
        return None
    found = {splitext(one)[0].casefold(): one for one in sorted(names)}
    return found | {one.casefold(): one for one in sorted(names)}
