"""An audit in one file: the documents, the recorded web, the report, and what vouches for them.

A zip archive that anybody can open: ``documents/``, ``recording.warc.gz``, reports, and
``manifest.json`` with the size and SHA-256 of each. Who trusts the manifest's own hash,
which ``export`` returns, can trust all of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from verifier import __version__
from verifier.errors import BadRecording

__all__ = ["Evidence", "check", "export", "unpack"]

_SCHEMA = "verifier-evidence/1"
_MANIFEST = "manifest.json"
_NAME = re.compile(r"(?:documents/)?[^/\\\x00]{1,200}")
_LONGEST_MANIFEST = 10_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an evidence file holds, checked or not."""

    made_at: str
    version: str
    #: Names with their sizes.
    files: Mapping[str, int]
    #: SHA-256 of the manifest, which names all others.
    sha256: str
    #: One line for each thing that is not as the manifest says; none if all is well.
    problems: tuple[str, ...] = ()


def export(path: Path, files: Mapping[str, bytes | Path], made_at: datetime) -> str:
    """Write an evidence file; returns the hash of its manifest.

    ``files`` are named "documents/NAME", "recording.warc.gz" or plainly. The same files
    and moment give the same bytes. Raises ``BadRecording`` if it cannot be written.
    """
    fresh = path.with_name(f".{path.name}.new")
    entries = []
    try:
        with ZipFile(fresh, "w", ZIP_STORED) as archive:
            for name in sorted(files):
                if not _NAME.fullmatch(name) or name == _MANIFEST or ".." in name.split("/"):
                    raise BadRecording(f"{path}: {name!r} cannot be the name of a part")
                size, sha256 = _store(archive, name, files[name])
                entries.append({"name": name, "size": size, "sha256": sha256})
            manifest = {
                "schema": _SCHEMA,
                "version": __version__,
                "made_at": made_at.isoformat(),
                "files": entries,
            }
            text = json.dumps(manifest, indent=1, ensure_ascii=False).encode()
            _store(archive, _MANIFEST, text)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise BadRecording(f"{path}: cannot be written: {error.strerror or error}") from None
    return hashlib.sha256(text).hexdigest()


def check(path: Path) -> Evidence:
    """What the file holds, and every way in which it is not what its manifest says.

    Raises ``BadRecording`` if it is no evidence file at all.
    """
    with _opened(path) as archive:
        manifest, sha256 = _manifest(path, archive)
        problems = [line for entry in manifest["files"] for line in _problems(archive, entry)]
        named = {entry["name"] for entry in manifest["files"]} | {_MANIFEST}
        present = archive.namelist()
        problems += [f"{name}: is not in the manifest" for name in present if name not in named]
        problems += [f"{name}: is there twice" for name in named if present.count(name) > 1]
    return Evidence(
        made_at=str(manifest["made_at"]),
        version=str(manifest["version"]),
        files={entry["name"]: entry["size"] for entry in manifest["files"]},
        sha256=sha256,
        problems=tuple(problems),
    )


def unpack(path: Path, folder: Path) -> Evidence:
    """Check the file, and write its parts under ``folder``; raises ``BadRecording`` if it lies."""
    evidence = check(path)
    if evidence.problems:
        raise BadRecording(f"{path}: {evidence.problems[0]}")
    try:
        with _opened(path) as archive:
            for name in evidence.files:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("wb") as file:
                    while chunk := source.read(_CHUNK):
                        file.write(chunk)
    except OSError as error:
        raise BadRecording(f"{folder}: cannot be written: {error.strerror or error}") from None
    return evidence


def _store(archive: ZipFile, name: str, content: bytes | Path) -> tuple[int, str]:
    info = ZipInfo(name)  # of 1980, so that the same parts give the same file
    info.external_attr = 0o644 << 16
    size, digest = 0, hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as part:
        for chunk in _chunks(content):
            part.write(chunk)
            size += len(chunk)
            digest.update(chunk)
    return size, digest.hexdigest()


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except OSError as error:
        raise BadRecording(f"{path}: cannot be read: {error.strerror or error}") from None
    except BadZipFile:
        raise BadRecording(f"{path}: is no evidence file") from None


def _manifest(path: Path, archive: ZipFile) -> tuple[dict[str, Any], str]:
    try:
        info = archive.getinfo(_MANIFEST)
        if info.file_size > _LONGEST_MANIFEST or info.compress_type != ZIP_STORED:
            raise ValueError("its manifest is none of ours")
        text = archive.read(_MANIFEST)
        manifest = json.loads(text)
        if manifest["schema"] != _SCHEMA:
            raise BadRecording(f"{path}: is of a later version, {manifest['schema']!r}")
        for entry in manifest["files"]:
            if not _NAME.fullmatch(entry["name"]) or ".." in entry["name"].split("/"):
                raise ValueError("a name leads out of the folder")
            if not isinstance(entry["size"], int) or not isinstance(entry["sha256"], str):
                raise ValueError("an entry makes no sense")
        manifest["made_at"], manifest["version"]
    except (KeyError, TypeError, ValueError, RecursionError, BadZipFile, RuntimeError) as error:
        raise BadRecording(f"{path}: is no evidence file: {error}") from None
    return manifest, hashlib.sha256(text).hexdigest()


def _problems(archive: ZipFile, entry: Mapping[str, Any]) -> list[str]:
    name = entry["name"]
    try:
        info = archive.getinfo(name)
        if info.file_size != entry["size"]:
            return [f"{name}: has {info.file_size} bytes, not {entry['size']}"]
        if info.compress_type != ZIP_STORED:  # ours are not: nothing can unpack to more
            return [f"{name}: is compressed"]
        digest = hashlib.sha256()
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                digest.update(chunk)
    except KeyError:
        return [f"{name}: is missing"]
    except (BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        return [f"{name}: is damaged: {error}"]
    return [] if digest.hexdigest() == entry["sha256"] else [f"{name}: is not what it was"]
