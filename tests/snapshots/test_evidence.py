"""An evidence file: the same from the same parts, and every change to it is seen."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.errors import BadRecording
from verifier.snapshots import check, export, unpack

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PARTS = {
    "documents/chapter.txt": "Die Brücke.\n".encode(),
    "recording.warc.gz": bytes(range(256)) * 9,
    "report.json": b'{"schema": "verifier/1"}',
}


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    path = tmp_path / "audit.evidence"
    export(path, PARTS, AT)
    return path


def test_what_goes_in_comes_out(evidence: Path, tmp_path: Path) -> None:
    """Checked first; parts may be files too."""
    big = tmp_path / "big"
    big.write_bytes(b"x" * 3_000_000)
    sha256 = export(evidence, {**PARTS, "big": big}, AT)
    found = unpack(evidence, tmp_path / "out")

    assert found.problems == ()
    assert found.sha256 == sha256
    for name, content in PARTS.items():
        assert (tmp_path / "out" / name).read_bytes() == content
    assert (tmp_path / "out" / "big").read_bytes() == big.read_bytes()


def test_the_same_parts_give_the_same_file(evidence: Path, tmp_path: Path) -> None:
    """Byte for byte, so that two people can compare a hash."""
    other = tmp_path / "other"
    export(other, dict(reversed(PARTS.items())), AT)
    assert other.read_bytes() == evidence.read_bytes()


def test_a_part_that_is_compressed_is_refused(evidence: Path, tmp_path: Path) -> None:
    """Ours are stored plainly, so a file never unpacks to more than it is."""
    forged = tmp_path / "forged"
    with ZipFile(evidence) as old, ZipFile(forged, "w") as new:
        for name in old.namelist():
            packed = ZIP_DEFLATED if name == "report.json" else ZIP_STORED
            new.writestr(name, old.read(name), packed)
    assert check(forged).problems == ("report.json: is compressed",)


def test_a_part_that_was_changed_is_named(evidence: Path, tmp_path: Path) -> None:
    """Changed, cut, taken out, put in, or there twice."""
    forged = tmp_path / "forged"
    with ZipFile(evidence) as old, ZipFile(forged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "report.json":
                content = content.replace(b"/1", b"/2")
            if name == "recording.warc.gz":
                content = content[:-1]
            if name != "documents/chapter.txt":
                new.writestr(name, content)
        new.writestr("documents/other.txt", b"new")
    problems = check(forged).problems
    assert "report.json: is not what it was" in problems
    assert "recording.warc.gz: has 2303 bytes, not 2304" in problems
    assert "documents/chapter.txt: is missing" in problems
    assert "documents/other.txt: is not in the manifest" in problems
    with pytest.raises(BadRecording):
        unpack(forged, tmp_path / "out")


@given(at=st.integers(0, 5_000), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=150)
def test_one_flipped_bit_never_passes_for_another_part(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    """It is refused or named, or every part is still what it was."""
    folder = tmp_path_factory.mktemp("bit")
    path = folder / "a"
    export(path, PARTS, AT)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(data)
    try:
        found = unpack(path, folder / "out")
    except BadRecording:
        return
    assert {name: (folder / "out" / name).read_bytes() for name in found.files} == PARTS


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "documents/../../x", "a/b", "", "manifest.json", "..", "a\\b"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """Neither written nor unpacked."""
    with pytest.raises(BadRecording):
        export(tmp_path / "a", {name: b""}, AT)
    manifest = {
        "schema": "verifier-evidence/1",
        "version": "1",
        "made_at": "now",
        "files": [{"name": name, "size": 0, "sha256": ""}],
    }
    with ZipFile(tmp_path / "b", "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(BadRecording):
        unpack(tmp_path / "b", tmp_path / "out")


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"not a zip", b'{"schema": "verifier-evidence/1"}']
)
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """With one line that names it."""
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(BadRecording, match="is no evidence file"):
        check(path)


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", "[" * 99_999, '{"schema": "verifier-evidence/9"}']
)
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path: Path, manifest: str) -> None:
    """With one line."""
    path = tmp_path / "x"
    with ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", manifest)
    with pytest.raises(BadRecording):
        check(path)
