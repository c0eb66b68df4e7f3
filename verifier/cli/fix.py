"""``verifier fix``: put in permanent addresses and archived copies."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, EXIT_INCOMPLETE
from verifier.cli.options import Common, common
from verifier.cli.output import write
from verifier.cli.work import session
from verifier.errors import BadInput


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--write", "write_it", is_flag=True, help="Change the files; else only show how.")
@click.option("--backup", is_flag=True, help="Keep each changed file as FILE.orig.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no messages.")
@common(web=True)
def fix(
    *, sources: tuple[str, ...], write_it: bool, backup: bool, quiet: bool, common: Common
) -> int:
    """Repair the links of SOURCE with the smallest changes.

    Links that have moved for good get their new address, links that are gone an archived
    copy. Without --write the changes are printed as a diff, and the exit code is 1 if
    there are any.
    """
    return asyncio.run(_fix(sources, common, write_it=write_it, backup=backup, quiet=quiet))


async def _fix(
    sources: tuple[str, ...], common: Common, *, write_it: bool, backup: bool, quiet: bool
) -> int:
    from verifier.inputs import STDIN, is_address
    from verifier.repair import propose
    from verifier.service.opening import open_sources

    if any(name == STDIN or is_address(name) for name in sources):
        raise BadInput("fix changes files; give a file or a folder, not - or a URL")
    async with session(common, quiet=quiet) as service:
        opened = await open_sources(sources, service.visitor.visit)
        audits = await service.survey(opened.readings)
    for problem in opened.problems:
        print(f"verifier: {problem}", file=sys.stderr)
    changed = 0
    for one, reading, audit in zip(opened.inputs, opened.readings, audits, strict=True):
        patch = propose(one.data, reading.document.format, reading, audit.states, audit.mementos)
        for remark in patch.remarks:
            print(f"verifier: {one.source}: {remark}", file=sys.stderr)
        if not patch.edits:
            continue
        changed += 1
        if write_it:
            _replace(Path(one.source), patch.after, backup=backup)
            print(f"{one.source}: {len(patch.edits)} changes")
        else:
            sys.stdout.write(patch.diff(one.source))
    if opened.problems:
        return EXIT_ERROR
    if not all(audit.complete for audit in audits):
        return EXIT_INCOMPLETE
    return EXIT_FINDINGS if changed and not write_it else EXIT_CLEAN


def _replace(path: Path, data: bytes, *, backup: bool) -> None:
    if backup:
        write(path.with_name(f"{path.name}.orig"), path.read_bytes())
    write(path, data)
