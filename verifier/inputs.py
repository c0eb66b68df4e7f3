"""From what a person typed to the bytes of documents: files, folders, patterns, "-".

A URL as SOURCE is not opened here: it goes through the guarded transport like every link.
"""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from citations.formats import FORMATS, MAX_BYTES
from verifier.beside import LATEX, bibliographies, chapters
from verifier.errors import BadInput

__all__ = ["STDIN", "Input", "expand", "is_address", "open_input"]

STDIN = "-"

_SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", ".venv", "__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One document to read: what the person called it, and its bytes."""

    source: str
    data: bytes
    #: The format its server gave it, for a document that came from the web.
    format: str | None = None
    #: Name and bytes of its chapters, and of the bibliographies for the keys that it cites.
    beside: tuple[tuple[str, bytes], ...] = ()

    def digest(self) -> bytes:
        """Of its bytes and of those beside it: another one if any of them changes."""
        beside = [(name, hashlib.sha256(data).digest()) for name, data in self.beside]
        about = (hashlib.sha256(self.data).digest(), beside)
        return hashlib.sha256(repr(about).encode("utf-8", "surrogatepass")).digest()


def is_address(name: str) -> bool:
    """Whether SOURCE is a web address and not a file."""
    return name.lower().startswith(("http://", "https://"))


def expand(names: Sequence[str]) -> list[str]:
    """The documents meant: folders give their readable files, patterns what they match.

    Sorted within each name, each document once. Raises ``BadInput`` for a name that leads
    nowhere, or a folder that holds nothing readable.
    """
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(_expand_one(name)))
    return list(found)


def _expand_one(name: str) -> list[str]:
    if name == STDIN or is_address(name):
        return [name]
    path = Path(name)
    if path.is_dir():
        files = _without_chapters(sorted(_readable_files(path)))
        if not files:
            raise BadInput(f"{name}: no document in this folder that verifier reads")
        return files
    if path.exists() or not glob.has_magic(name):
        return [name]
    matched = sorted(match for match in glob.iglob(name, recursive=True) if Path(match).is_file())
    if not matched:
        raise BadInput(f"{name}: no file matches; quote the pattern, and check the folder")
    return matched


def _readable_files(folder: Path) -> Iterator[str]:
    known = {extension for form in FORMATS.values() for extension in form.extensions}
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _SKIPPED_FOLDERS)
        for name in files:
            if Path(name).suffix.lower() in known:
                yield str(Path(where, name))


def _without_chapters(files: list[str]) -> list[str]:
    """The files without those that another one of them pulls in: they are read with it."""
    pulled: set[str] = set()
    for name in files:
        if name.lower().endswith(LATEX):
            try:
                data = _start(name)
            except OSError:
                continue
            folder = os.path.dirname(name)
            pulled.update(
                os.path.normpath(os.path.join(folder, one)) for one, _ in chapters(name, data)
            )
    return [name for name in files if os.path.normpath(name) not in pulled]


def _start(name: str) -> bytes:
    with open(name, "rb", opener=_open_at_once) as file:
        return file.read(MAX_BYTES) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""


def open_input(name: str) -> Input:
    """Read the file, or standard input for "-". Raises ``BadInput``."""
    if name == STDIN:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return Input(source=STDIN, data=_bounded(STDIN, data))
    try:
        with open(name, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadInput(f"{name}: not a regular file; pipe it in and give - instead")
            data = _bounded(name, file.read(MAX_BYTES + 1))
        pulled = chapters(name, data)
        cited = b"\n".join([data, *(chapter for _, chapter in pulled)])
        return Input(source=name, data=data, beside=(*pulled, *bibliographies(name, cited)))
    except FileNotFoundError:
        raise BadInput(f"{name}: no such file; check the name and the folder") from None
    except IsADirectoryError:
        raise BadInput(f"{name}: a folder; name one document in it") from None
    except PermissionError:
        raise BadInput(f"{name}: may not be read by you; check its permissions") from None
    except ValueError:
        raise BadInput(f"{name!r}: not a possible file name") from None
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror or error}") from None


def _open_at_once(path: str, flags: int) -> int:
    # A named pipe would make a plain open wait for a writer that may never come.
    return os.open(path, flags | os.O_NONBLOCK)


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise BadInput(
            f"{name}: larger than the {MAX_BYTES // 2**20} MB that are read; split the document"
        )
    return data
