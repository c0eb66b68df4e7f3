"""Our own archive: every source that is read, as WARC, so that its words can be shown again.

The folder is laid out as pywb has it: ``collections/verifier/archive`` and ``indexes``.
``cd FOLDER && wayback`` replays it. Each WARC file has one writer at a time, its own
index, and revisits only of its own records, so that any file can be deleted by itself.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from citations.model import Memento
from verifier.archives.places import same_page
from verifier.availability import Fetched
from verifier.errors import BadRecording
from verifier.snapshots.cdxj import Line, read_index, sort_key, write_index
from verifier.snapshots.warc import (
    Answered,
    WholePart,
    digest_of,
    warcinfo,
    whole_members,
    written,
)

__all__ = ["Snapshots", "locked"]

#: The index on disk may be this many records behind, or this share of them: it is written
#: whole each time. What it lacks is read from the WARC.
_BEHIND, _SHARE = 64, 0.25
_MIME_REVISIT = "warc/revisit"


@dataclass(slots=True)
class _Open:
    """The file that is being written."""

    path: Path
    file: BinaryIO
    end: int
    lines: list[Line]
    pages: dict[str, list[Line]]
    #: By payload digest, the first record with that body.
    first: dict[str, Line]
    unsaved: int = 0


class Snapshots:
    """Pages as they were read, in WARC files under ``folder``.

    A record is in the file, on the disk, before ``keep`` returns. After a kill the next
    writer cuts off what was half written. Raises ``BadRecording``, with one line, where
    the folder cannot be written or read.
    """

    def __init__(self, folder: Path, roll_at: int = 1_000_000_000) -> None:
        self.folder = folder
        self._archive = folder / "collections" / "verifier" / "archive"
        self._indexes = folder / "collections" / "verifier" / "indexes"
        self._roll_at = roll_at
        self._open: _Open | None = None
        self._pages: dict[Path, tuple[int, Mapping[str, Sequence[Line]]]] = {}

    def keep(self, fetched: Fetched, at: datetime) -> Memento | None:
        """Keep one visit, redirects and all; None if nothing came that could be kept."""
        if fetched.failure is not None or fetched.status is None:
            return None
        at = at.astimezone(UTC).replace(microsecond=0)
        last = None
        for answered in _answers(fetched, at):
            last = self._append(answered)
        return None if last is None else self._memento(last)

    def find(self, url: str) -> tuple[Memento, ...]:
        """What is kept of a page, oldest first."""
        kept = [
            line
            for path in self.files()
            for line in self._of_page(path.name, url)
            if same_page(line.url, url)
        ]
        return tuple(self._memento(line) for line in sorted(kept, key=lambda line: line.at))

    def read(self, memento: Memento) -> Answered:
        """One page as it was kept; a revisit is resolved."""
        line = self._line_of(memento)
        answered, repeats = self._record(line)
        if repeats is None:
            return answered
        first = next(
            (one for one in self._of_page(line.filename, repeats[0]) if _is(one, repeats)), None
        )
        if first is None:
            raise BadRecording(f"{line.filename}: the first copy of {line.url} is not in the file")
        return replace(answered, body=self._record(first)[0].body)

    def close(self) -> None:
        """Write the index and let the file go; the next ``keep`` opens it again."""
        if self._open is not None:
            self._save_index(self._open)
            self._open.file.close()
            self._open = None

    def files(self) -> list[Path]:
        """The WARC files, the oldest first."""
        return sorted(self._archive.glob("*.warc.gz"))

    def lines(self, path: Path) -> list[Line]:
        """What is in a file: by its index, and beyond that by the file itself."""
        if self._open is not None and path == self._open.path:
            return self._open.lines
        if not path.exists():
            return []
        lines = read_index(self.index_of(path))
        known = max((line.offset + line.length for line in lines), default=0)
        return [*lines, *self._scanned(path, known)]

    def location(self, line: Line) -> str:
        """Where a record of a redirect leads; "" if it does not say."""
        headers = self._record(line)[0].headers
        return next((value for name, value in headers if name.lower() == "location"), "")

    def index_of(self, path: Path) -> Path:
        """The index of a file."""
        return self._indexes / path.name.replace(".warc.gz", ".cdxj")

    def _append(self, answered: Answered) -> Line:
        try:
            open_ = self._writable(answered.at)
            digest = digest_of(answered.body)
            first = open_.first.get(digest) if answered.body else None
            repeats = None if first is None else Answered(url=first.url, at=first.at, status=0)
            record = written(answered, repeats)
            _write(open_, record)
        except OSError as error:
            raise BadRecording(
                f"{self._archive}: cannot be written: {error.strerror or error}"
            ) from None
        line = Line(
            url=answered.url,
            at=answered.at,
            status=answered.status,
            mime=_mime(answered) if repeats is None else _MIME_REVISIT,
            digest=digest,
            filename=open_.path.name,
            offset=open_.end,
            length=len(record),
        )
        open_.end += len(record)
        open_.lines.append(line)
        open_.pages.setdefault(sort_key(line.url), []).append(line)
        open_.first.setdefault(digest, line)
        open_.unsaved += 1
        if open_.unsaved >= max(_BEHIND, _SHARE * len(open_.lines)):
            self._save_index(open_)
        return line

    def _writable(self, at: datetime) -> _Open:
        if self._open is not None and self._open.end < self._roll_at:
            return self._open
        self.close()
        self._archive.mkdir(parents=True, exist_ok=True)
        self._indexes.mkdir(parents=True, exist_ok=True)
        for path in sorted(self._archive.glob("*.warc.gz"), reverse=True)[:8]:
            if path.stat().st_size < self._roll_at and (found := self._take(path)):
                self._open = found
                return found
        stem = f"verifier-{at:%Y%m%d%H%M%S}"
        for number in range(10_000):
            path = self._archive / f"{stem}-{os.getpid()}-{number:04}.warc.gz"
            if not path.exists() and (found := self._take(path)):
                self._open = found
                return found
        raise BadRecording(f"{self._archive}: no name is left for another file")

    def _take(self, path: Path) -> _Open | None:
        """Open a file for writing, cut off what a kill left half written; None if it is taken."""
        file = path.open("a+b", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        if not path.exists() or os.fstat(file.fileno()).st_ino != path.stat().st_ino:
            file.close()  # it was deleted before it was ours
            return None
        lines = self.lines(path)
        known = max((line.offset + line.length for line in lines), default=0)
        end = whole_members(file, known)
        if end < path.stat().st_size:
            file.truncate(end)
        if end == 0:
            head = warcinfo(path.name)
            file.write(head)
            file.flush()
            end = len(head)
        first: dict[str, Line] = {}
        for line in sorted(lines, key=lambda line: line.offset):
            if line.mime != _MIME_REVISIT:
                first.setdefault(line.digest, line)
        return _Open(path, file, end, lines, _by_key(lines), first)

    def _of_page(self, filename: str, url: str) -> Sequence[Line]:
        """The records of one page in one file; what a file holds is remembered until it grows."""
        path = self._archive / filename
        if self._open is not None and path == self._open.path:
            return self._open.pages.get(sort_key(url), ())
        if not filename or not path.exists():
            return ()
        size = path.stat().st_size
        known = self._pages.get(path)
        if known is None or known[0] != size:
            self._pages[path] = known = (size, _by_key(self.lines(path)))
        return known[1].get(sort_key(url), ())

    def _scanned(self, path: Path, start: int) -> Iterable[Line]:
        """The whole records from ``start`` on; what is half written at the end is none."""
        if path.stat().st_size <= start:
            return
        with path.open("rb") as file:
            end = whole_members(file, start)
            file.seek(start)
            records = ArchiveIterator(WholePart(file, end))
            try:
                for record in records:
                    if record.rec_type in ("response", "revisit"):
                        line = _line(record, path.name, records.get_record_offset())
                        yield replace(line, length=records.get_record_length())
            except (ArchiveLoadFailed, EOFError, OSError, ValueError):
                return

    def _record(self, line: Line) -> tuple[Answered, tuple[str, str] | None]:
        """The answer of a record, and what it repeats: address and date."""
        path = self._archive / line.filename
        try:
            with path.open("rb") as file:
                file.seek(line.offset)
                record = next(iter(ArchiveIterator(file)))
                body = record.content_stream().read()
        except (ArchiveLoadFailed, StopIteration, OSError) as error:
            raise BadRecording(f"{path}: cannot be read at {line.offset}: {error}") from None
        header = record.rec_headers.get_header
        repeats = header("WARC-Refers-To-Target-URI"), header("WARC-Refers-To-Date")
        answered = Answered(
            url=line.url,
            at=line.at,
            status=line.status,
            headers=tuple(record.http_headers.headers) if record.http_headers else (),
            body=body,
            truncated=header("WARC-Truncated") is not None,
        )
        return answered, repeats if record.rec_type == "revisit" else None

    def _line_of(self, memento: Memento) -> Line:
        name, _, offset = memento.url.rpartition("/")[2].partition("#")
        for line in self._of_page(name, memento.original):
            if str(line.offset) == offset:
                return line
        raise BadRecording(f"{memento.url}: is not in {self.folder}")

    def _memento(self, line: Line) -> Memento:
        path = (self._archive / line.filename).resolve()
        return Memento(
            archive="own",
            url=f"{path.as_uri()}#{line.offset}",
            original=line.url,
            captured_at=line.at,
            status=line.status,
        )

    def _save_index(self, open_: _Open) -> None:
        if open_.unsaved:
            write_index(self.index_of(open_.path), open_.lines)
            open_.unsaved = 0


def _by_key(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(sort_key(line.url), []).append(line)
    return found


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold a file so that nobody begins to write it; False if somebody does."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def _write(open_: _Open, record: bytes) -> None:
    """All of the record, on the disk, or nothing of it."""
    try:
        open_.file.write(record)
        open_.file.flush()
        os.fsync(open_.file.fileno())
    except OSError:
        with suppress(OSError):
            os.ftruncate(open_.file.fileno(), open_.end)
        raise


def _answers(fetched: Fetched, at: datetime) -> Iterable[Answered]:
    """The redirects on the way, as far as a visit keeps them, and the page."""
    places = [*(hop.url for hop in fetched.hops), fetched.final_url]
    for hop, target in zip(fetched.hops, places[1:], strict=False):
        if hop.status in range(300, 400):
            yield Answered(url=hop.url, at=at, status=hop.status, headers=(("Location", target),))
    yield Answered(
        url=fetched.final_url or fetched.asked,
        at=at,
        status=fetched.status or 0,
        headers=fetched.headers,
        body=fetched.body,
        truncated=fetched.truncated,
    )


def _line(record: ArchiveIterator, name: str, offset: int) -> Line:
    header = record.rec_headers.get_header
    http = record.http_headers
    mime = (http.get_header("content-type") or "") if http else ""
    return Line(
        url=header("WARC-Target-URI"),
        at=datetime.fromisoformat(header("WARC-Date")).astimezone(UTC),
        status=int(http.get_statuscode()) if http else 0,
        mime=_MIME_REVISIT if record.rec_type == "revisit" else _plain(mime),
        digest=header("WARC-Payload-Digest") or "",
        filename=name,
        offset=offset,
        length=0,
    )


def _mime(answered: Answered) -> str:
    return _plain(next((v for k, v in answered.headers if k.lower() == "content-type"), ""))


def _plain(content_type: str) -> str:
    return content_type.split(";", maxsplit=1)[0].strip().lower() or "unk"


def _is(line: Line, repeats: tuple[str, str]) -> bool:
    at = f"{line.at:%Y-%m-%dT%H:%M:%SZ}"
    return line.mime != _MIME_REVISIT and line.url == repeats[0] and at == repeats[1]
