"""The report of an earlier run, given again where the same run could only say the same.

A team that checks its texts at every change has nothing new to ask most of the time: the
documents, the settings and the program are the same, every link has a good answer that is
young enough, and nobody has visited one since. What was said is then said again as it was,
with the time at which it was made; nothing is read, asked or even loaded for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citations.errors import CitationsError
from citations.fingerprint import fingerprint
from verifier.ages import Ages
from verifier.cli.output import Target, terminal, write
from verifier.errors import VerifierError
from verifier.inputs import STDIN, Input, expand, is_address, open_input
from verifier.local import unchanged
from verifier.reading_key import reading_key

if TYPE_CHECKING:
    from citations.model import Audit
    from citations.store import Store

__all__ = ["Again"]

#: Characters; to keep a longer report takes longer than it is worth.
_LONGEST = 16_000_000
#: To look at more files takes longer than it is worth, too.
_MOST_SEEN = 20_000
_PROGRAM = Path(__file__).parents[2]
_PACKAGES = ("citations", "reports", "verifier")


@dataclass(slots=True, kw_only=True)
class Again:
    """What is read and said in this run, to be kept, and what was kept of one before."""

    store: Store
    #: The options and settings; told apart by their ``repr``.
    asked: object
    #: Files by which the report goes besides the documents.
    beside: Sequence[Path]
    #: Files that it is written to besides stdout.
    targets: Sequence[Target]
    #: Older answers are asked for again.
    ages: Ages
    quiet: bool
    #: The files that documents point at, as they were looked for.
    seen: Mapping[str, Sequence[int] | None] = field(default_factory=dict)
    #: Addresses in documents that are to be read.
    addresses: int = 0
    #: Of all that the report is made of, as it was before anything was read in earnest.
    _key: bytes = b""
    _read: list[bytes] = field(default_factory=list)
    #: The reports of this run, in pieces; None: they are not to be kept.
    _said: list[list[str]] | None = field(default_factory=list)

    def look(self, sources: Sequence[str], document_format: str | None) -> None:
        """Look at the documents, as far as they are on the disk; raises nothing."""
        try:
            names = expand(sources)
            if all(map(_on_disk, names)):
                self._key = self._key_of([self._look(name, document_format) for name in names])
        except (CitationsError, VerifierError):
            pass  # whoever reads them in earnest will say what is wrong

    def given(self) -> int | None:
        """Say what was kept, if all it was made of is the same; the exit code, else None."""
        kept = self._key and self.store.said(self._key, datetime.now(UTC))
        if not kept:
            return None
        at = kept.index(b"\n") + 1
        about = json.loads(kept[:at])
        if about["seen"] and not unchanged(about["seen"]):
            return None
        for length, (_, path) in zip(about["lengths"], self.targets, strict=False):
            write(path, kept[at : at + length])
            at += length
        _print(kept[at:])
        self._tell(about)
        return int(about["code"])

    def _look(self, name: str, document_format: str | None) -> bytes:
        given = open_input(name)
        if document_format is not None:
            given = replace(given, format=document_format)
        if not self.store.keeps_reading(reading_key(given)):
            self.addresses += given.data.count(b"://")
        return given.digest()

    def _tell(self, about: dict[str, Any]) -> None:
        lines = [f"verifier: {skipped}" for skipped in about["skipped"]]
        if not self.quiet:
            lines.append(f"verifier: nothing has changed since {about['at']}; this was said then")
            lines += filter(None, [about["line"]])
        for line in lines:
            print(line, file=sys.stderr)

    def reads(self, document: Input) -> None:
        """A document is read in this run."""
        self._read.append(document.digest())
        if not _on_disk(document.source):
            self._said = None

    def hear(self, pieces: Iterable[str]) -> Iterator[str]:
        """Pass on a report, piece by piece."""
        own: list[str] = []
        if self._said is not None:
            self._said.append(own)
        length = 0
        for piece in pieces:
            length += len(piece)
            if length > _LONGEST:
                self._said = None
                own.clear()
            elif self._said is not None:
                own.append(piece)
            yield piece

    def keep(
        self, audits: Sequence[Audit], *, code: int, line: str, skipped: Sequence[str]
    ) -> None:
        """Keep what was said of the audits, with the exit code and the lines beside it."""
        from verifier.service.selection import at_rest

        now = datetime.now(UTC)
        until = at_rest(audits, now, self.ages)
        if until is None or self._said is None or len(self.seen) > _MOST_SEEN:
            return
        said = ["".join(pieces).encode("utf-8", "surrogatepass") for pieces in self._said]
        about = {
            "at": f"{now:%Y-%m-%d %H:%M} UTC",
            "code": code,
            "line": line,
            "skipped": skipped,
            "seen": dict(self.seen),
            "lengths": [len(one) for one in said],
        }
        text = b"".join([json.dumps(about).encode(), b"\n", *said])
        self.store.say_again(self._key_of(self._read), text, now, until)

    def _key_of(self, documents: Sequence[bytes]) -> bytes:
        program = [fingerprint(str(_PROGRAM / name)) for name in _PACKAGES]
        beside = [path.read_bytes() for path in self.beside]
        told = (self.asked, beside, os.getcwd(), terminal(), program, documents)
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).digest()


def _print(report: bytes) -> None:
    """A report as it was printed before; most terminals and files take it as it is."""
    if sys.stdout.encoding.lower() == "utf-8" and hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(report)
    else:
        sys.stdout.write(report.decode("utf-8", "surrogatepass"))
    sys.stdout.flush()


def _on_disk(name: str) -> bool:
    return name != STDIN and not is_address(name)
