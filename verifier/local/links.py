"""From a reading to the files that its document points at: links like others, with a standing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from citations.lines import Lines
from citations.model import Document, Link, LinkState, LinkStatus, LocalLink, Reading, Reference
from verifier.availability import Finding, finding
from verifier.local import Stamp
from verifier.local.files import Found, Place, Shelf, read_file
from verifier.local.places import Known, has_place, is_myst, nearest_place, places_in

__all__ = ["LocalFiles", "Pointed"]

_HERE = Finding(LinkStatus.LIVE, "ok", "The file is there.")
_MADE = Finding(LinkStatus.LIVE, "ok", "A program makes this file.")
#: A label of MyST; a document by Sphinx's role.
_WORD, _DOC = re.compile(r"^[\w:-]+$"), re.compile(r"\.rst$")
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\"#%:<>?\\^`{|}\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
#: Bytes of files whose places are kept in mind.
_ROOM = 64 * 2**20
_RAW = 300
_ENDINGS = {"markdown": ".md", "rst": ".rst", "html": ".html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A reading with the files that its document points at among its links."""

    reading: Reading
    #: By ``Link.url``.
    states: dict[str, LinkState] = field(default_factory=dict)


class LocalFiles:
    """Looks for the files that documents point at, each once in a run."""

    def __init__(self, given: Iterable[str] = (), root: str = "") -> None:
        """``given`` are the folders that the person named, ``root`` the one that "/" means."""
        self._root = root
        self._shelf = Shelf(given=tuple(filter(os.path.isdir, given)), root=root or None)
        self._known: dict[str, Known] = {}
        self._held = 0

    @property
    def seen(self) -> dict[str, Stamp | None]:
        """What was looked at so far, with what was there."""
        return self._shelf.seen

    def add(self, reading: Reading) -> Pointed:
        """What a document that was read from the disk points at beside itself; never raises."""
        document = reading.document
        if not document.local_links or not os.path.isfile(document.source):
            return Pointed(reading=reading)
        is_page = document.format == "html"
        place = self._shelf.place(document.source, is_page=is_page)
        found = {
            one.url: self._find(one, place, is_markup=document.text[one.start] == "<")
            for one in document.local_links
        }
        if is_page and not self._root and _is_saved(found):
            return Pointed(reading=reading)
        labels = self._labels(document, place)
        found = {
            url: one
            for url, one in found.items()
            if one.kind != "missing" or not labels or not labels.search(url)
        }
        own = (place.document, _ENDINGS.get(document.format, ""))
        base = None if os.path.isabs(document.source) else os.getcwd()
        states = {
            url: self._state(_address(one.path, url, base), url, one, place, own)
            for url, one in found.items()
        }
        return _with_links(reading, states)

    def _labels(self, document: Document, place: Place) -> re.Pattern[str] | None:
        """What may name something else than a file, if there is no such file."""
        if document.format == "markdown":
            return _WORD if is_myst(document.text) else None
        if document.format != "rst":
            return None
        return None if self._shelf.is_in_sphinx(place) else _DOC

    def _find(self, link: LocalLink, place: Place, *, is_markup: bool) -> Found:
        path = link.url.partition("#")[0].partition("?")[0]
        if not path:
            return Found(kind="file", path=place.document, real=os.path.realpath(place.document))
        return self._shelf.find(path, place, plain=is_markup)

    def _state(
        self, address: str, url: str, found: Found, place: Place, own: tuple[str, str]
    ) -> LinkState:
        """The standing of a link: whether its file is there, and the place in it."""
        if found.kind == "missing":
            said = finding("file_missing", detail=self._shelf.instead(found, place))
        elif found.kind == "outside":
            said = finding("outside_root", detail=os.path.basename(place.within[0]) or "/")
        elif found.kind == "rootless":
            said = finding("root_unknown")
        elif found.kind == "made":
            said = _MADE
        else:
            said = self._in_file(url.partition("#")[2], found, place, own)
        return LinkState(url=address, status=said.status, reason=said.reason, why=said.why)

    def _in_file(self, fragment: str, found: Found, place: Place, own: tuple[str, str]) -> Finding:
        if not fragment:
            return _HERE
        real = found.real
        if found.kind == "folder":
            real = self._shelf.index(real, place) or ""
        known = self._places(real, own[1] if found.path == own[0] else "")
        if has_place(known, fragment) is not False:
            return _HERE
        instead = nearest_place(known, fragment)
        return finding("anchor_missing", detail=fragment[:100] + (instead and f"; {instead}"))

    def _places(self, real: str, ending: str) -> Known:
        if real not in self._known:
            data = read_file(real) if real else None
            if self._held > _ROOM:
                self._known.clear()
                self._held = 0
            self._known[real] = None if data is None else places_in(data, real + ending)
            self._held += len(data or b"")
        return self._known[real]


def _is_saved(found: Mapping[str, Found]) -> bool:
    """Whether a page was saved from a site: none of the files that it points at is here."""
    others = [one.kind for url, one in found.items() if not url.startswith("#")]
    return bool(others) and not {"file", "folder"} & set(others)


def _address(path: str, url: str, base: str | None) -> str:
    """A path and the place in it, as the document itself is named: from where one stands."""
    if base is not None and (path.startswith(base) or not url.startswith("/")):
        path = os.path.relpath(path, base)
    place = url.partition("#")[2]
    shown = _UNFIT.sub(lambda char: quote(char[0]), path)
    return f"{shown}#{_UNSEEN.sub(lambda char: quote(char[0]), place)}" if place else shown


def _with_links(reading: Reading, states: Mapping[str, LinkState]) -> Pointed:
    """The reading with a link for each file and place, and a reference for where it is named."""
    ids: dict[str, str] = {}
    links, references = list(reading.links), list(reading.references)
    lines = Lines(reading.document.text)
    for one in reading.document.local_links:
        state = states.get(one.url)
        if state is None:
            continue
        new = state.url not in ids
        if new:
            ids[state.url] = f"l{len(links) + 1}"
            links.append(Link(id=ids[state.url], url=state.url))
        if new or state.status is not LinkStatus.LIVE or state.reason != "ok":
            references.append(
                Reference(
                    id=f"r{len(references) + 1}",
                    raw=reading.document.text[one.start : min(one.end, one.start + _RAW)],
                    start=one.start,
                    end=one.end,
                    line=lines.line(one.start),
                    csl={"URL": one.url},
                    link=ids[state.url],
                )
            )
    return Pointed(
        reading=replace(reading, links=tuple(links), references=tuple(references)),
        states={state.url: state for state in states.values()},
    )
