"""Evidence files: an audit with its documents and its web, checked and run again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import is_zipfile

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_FINDINGS
from verifier.cli.options import Common
from verifier.errors import BadRecording

if TYPE_CHECKING:
    from citations.model import Audit
    from verifier.inputs import Input

__all__ = ["given", "recorded", "save", "verify"]

_RECORDING = "recording.warc.gz"
_SOURCES = "sources.json"
_SETTINGS = "settings.toml"
_REPORT = "report.json"


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def verify(path: Path) -> int:
    """Check an evidence file: everything in it is as its manifest says.

    `verifier audit --replay FILE` runs the audit in it again.
    """
    from verifier.snapshots import check

    evidence = check(path)
    for problem in evidence.problems:
        print(f"verifier: {path}: {problem}", file=sys.stderr)
    click.echo(f"made {evidence.made_at} by verifier {evidence.version}")
    for name, size in sorted(evidence.files.items()):
        click.echo(f"  {name}\t{size} bytes")
    click.echo(f"manifest {evidence.sha256}")
    click.echo("NOT as the manifest says" if evidence.problems else "all as the manifest says")
    return EXIT_FINDINGS if evidence.problems else EXIT_CLEAN


@contextmanager
def recorded(common: Common, *, wanted: bool) -> Iterator[Common]:
    """Settings under which the web is recorded, if an evidence file is wanted."""
    if not wanted or common.record is not None or common.replay is not None:
        yield common
        return
    with TemporaryDirectory(prefix="verifier-") as folder:
        yield replace(common, record=Path(folder, _RECORDING))


def save(path: Path, common: Common, inputs: Sequence[Input], audits: Sequence[Audit]) -> None:
    """Write the evidence file of an audit that was just recorded."""
    from reports import REPORTS, Options
    from verifier.cli.settings import as_toml
    from verifier.snapshots import export

    files: dict[str, bytes | Path] = {}
    sources = []
    for number, one in enumerate(inputs, 1):
        part = f"documents/{number}-{Path(one.source).name or 'document'}"
        files[part] = one.data
        beside = []
        for order, (name, data) in enumerate(one.beside, 1):
            kept = f"documents/{number}-{order}-{name}"
            files[kept] = data
            beside.append({"part": kept, "name": name})
        told = {"part": part, "source": one.source, "format": one.format, "beside": beside}
        sources.append(told)
    files[_SOURCES] = json.dumps(sources, ensure_ascii=False, indent=1).encode()
    files[_SETTINGS] = as_toml(common.settings).encode()
    files[_REPORT] = REPORTS["json"](audits, Options()).encode()
    files["report.html"] = REPORTS["html"](audits, Options()).encode()
    web = common.record or common.replay
    if web is not None:
        files[_RECORDING] = web
    sha256 = export(path, files, datetime.now(UTC))
    print(f"{path}: evidence written; its manifest is {sha256}", file=sys.stderr)


@contextmanager
def given(common: Common) -> Iterator[tuple[Common, list[Input]]]:
    """What --replay gives: of an evidence file its settings, documents and web."""
    if common.replay is None or not is_zipfile(common.replay):
        yield common, []
        return
    from verifier.config import load
    from verifier.snapshots import unpack

    with TemporaryDirectory(prefix="verifier-") as folder:
        unpack(common.replay, Path(folder))
        settings = replace(load(Path(folder, _SETTINGS)), store=common.settings.store)
        inputs = list(_inputs(common.replay, Path(folder)))
        yield replace(common, settings=settings, replay=Path(folder, _RECORDING)), inputs


def _inputs(path: Path, folder: Path) -> Iterator[Input]:
    from verifier.inputs import Input

    try:
        sources: Any = json.loads(Path(folder, _SOURCES).read_bytes())

        def part(name: str) -> bytes:
            return Path(folder, "documents", Path(name).name).read_bytes()

        for one in sources:
            beside = tuple((str(it["name"]), part(it["part"])) for it in one.get("beside", ()))
            data = part(one["part"])
            yield Input(source=str(one["source"]), data=data, format=one["format"], beside=beside)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRecording(f"{path}: its documents cannot be read: {error}") from None
