"""How long our own archive keeps what: limits of age and size, and what nobody may delete.

Of a page that is cited in a stored document, the first copy (drift is measured from it)
and the newest (the last audit rests on it) are always kept. A file that loses records is
written anew beside the old one, which goes last: a kill in between leaves a record twice,
never half and never lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from verifier.errors import BadRecording
from verifier.snapshots.cdxj import Line, sort_key, write_index
from verifier.snapshots.keeping import Snapshots, locked
from verifier.snapshots.warc import warcinfo

__all__ = ["Limits", "Pruned", "prune"]

_REVISIT = "warc/revisit"
#: Redirects from a cited address to its page that are followed in the archive.
_HOPS = 20
_CHUNK = 1 << 20
_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Zero is no limit."""

    age: timedelta
    size: int

    def __bool__(self) -> bool:
        return bool(self.age or self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What went, and what is left."""

    removed: int = 0
    freed: int = 0
    left: int = 0
    #: Bytes beyond the limit of size that audits rest on.
    beyond: int = 0

    def __str__(self) -> str:
        told = f"{self.removed} records deleted, {_size(self.freed)} freed, {_size(self.left)} left"
        if self.beyond:
            told += f": {_size(self.beyond)} more than snapshots.keep, but audits rest on them"
        return told


def prune(
    archive: Snapshots, limits: Limits, cited: Callable[[], Iterable[str]], now: datetime
) -> Pruned:
    """Delete what the limits say, the oldest first; ``cited`` are the pages that matter.

    Files that another process writes are left alone. Raises ``BadRecording`` if the folder
    cannot be written.
    """
    try:
        return _prune(archive, limits, cited, now)
    except OSError as error:
        why = error.strerror or error
        raise BadRecording(f"{archive.folder}: cannot be pruned: {why}") from None


def _prune(
    archive: Snapshots, limits: Limits, cited: Callable[[], Iterable[str]], now: datetime
) -> Pruned:
    archive.close()
    files = archive.files()
    before = sizes = sum(path.stat().st_size for path in files)
    oldest = now - limits.age if limits.age else None
    if not limits or not (_too_old(archive, files, oldest) or 0 < limits.size < before):
        return Pruned(left=before)
    needed = _needed(archive, cited())
    removed = 0
    for path in files:
        lines = archive.lines(path)
        before_this = _EVER if 0 < limits.size < sizes else oldest
        kept = _kept(lines, {place for name, place in needed if name == path.name}, before_this)
        if len(kept) < len(lines) and (freed := _with_only(archive, path, kept)):
            removed += len(lines) - len(kept)
            sizes -= freed
    beyond = max(sizes - limits.size, 0) if limits.size else 0
    return Pruned(removed=removed, freed=before - sizes, left=sizes, beyond=beyond)


def _too_old(archive: Snapshots, files: Iterable[Path], oldest: datetime | None) -> bool:
    if oldest is None:
        return False
    return any(line.at < oldest for path in files for line in archive.lines(path))


def _kept(lines: Sequence[Line], needed: set[int], oldest: datetime | None) -> list[Line]:
    """The records that stay: needed ones, young ones, and the bodies that they repeat."""
    staying = [
        line for line in lines if line.offset in needed or oldest is None or line.at >= oldest
    ]
    bodies = _bodies(lines)
    places = {line.offset for line in staying}
    places |= {bodies[one.digest].offset for one in staying if one.digest in bodies}
    return sorted((line for line in lines if line.offset in places), key=lambda line: line.offset)


def _bodies(lines: Iterable[Line]) -> dict[str, Line]:
    """By digest, the record of one file that holds the body; the others repeat it."""
    found: dict[str, Line] = {}
    for line in sorted(lines, key=lambda line: line.offset):
        if line.mime != _REVISIT:
            found.setdefault(line.digest, line)
    return found


def _needed(archive: Snapshots, cited: Iterable[str]) -> set[tuple[str, int]]:
    """Where the records lie that nobody may delete: by file and offset."""
    pages: dict[str, list[Line]] = {}
    for path in archive.files():
        for line in archive.lines(path):
            pages.setdefault(sort_key(line.url), []).append(line)
    return {
        (line.filename, line.offset)
        for url in cited
        for line in _first_and_newest(archive, pages, url)
    }


def _first_and_newest(archive: Snapshots, pages: dict[str, list[Line]], url: str) -> Iterator[Line]:
    """The first and the newest record of a page, and of the pages that they redirect to."""
    seen: set[str] = set()
    waiting = [sort_key(url)]
    while waiting and len(seen) < _HOPS:
        key = waiting.pop()
        lines = pages.get(key)
        if key in seen or not lines:
            continue
        seen.add(key)
        for line in (min(lines, key=_moment), max(lines, key=_moment)):
            yield line
            if line.status in range(300, 400):
                waiting.append(sort_key(archive.location(line)))


def _moment(line: Line) -> tuple[datetime, str, int]:
    return line.at, line.filename, line.offset


def _with_only(archive: Snapshots, path: Path, kept: Sequence[Line]) -> int:
    """Write the file anew with these records alone; the bytes that went, 0 if it is in use."""
    with locked(path) as free:
        if not free:
            return 0
        size = path.stat().st_size
        left = _rewritten(archive, path, kept) if kept else 0
        # The index first: what it names is always there.
        archive.index_of(path).unlink(missing_ok=True)
        path.unlink()
    return size - left


def _rewritten(archive: Snapshots, path: Path, kept: Iterable[Line]) -> int:
    """A new file with these records of another, byte for byte; its size."""
    stem = path.name.removesuffix(".warc.gz")
    new = next(
        one for n in range(1, 10_000) if not (one := path.with_name(f"{stem}-{n}.warc.gz")).exists()
    )
    part = path.with_name(f".{new.name}.part")
    moved = []
    with path.open("rb") as old, part.open("wb") as file:
        file.write(warcinfo(new.name))
        for line in kept:
            at = file.tell()
            old.seek(line.offset)
            _copy(old.read, file.write, line.length)
            moved.append(line.at_place(new.name, at))
        size = file.tell()
        file.flush()
        os.fsync(file.fileno())
    part.replace(new)
    write_index(archive.index_of(new), moved)
    return size


def _copy(read: Callable[[int], bytes], write: Callable[[bytes], object], length: int) -> None:
    while length > 0 and (chunk := read(min(length, _CHUNK))):
        write(chunk)
        length -= len(chunk)


def _size(count: int) -> str:
    for unit, big in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= big:
            return f"{count / big:.1f} {unit}"
    return f"{count} B"
