"""``verifier fix``: put in permanent addresses and archived copies."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citations.model import LinkStatus
from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, EXIT_INCOMPLETE
from verifier.cli.options import Common, common
from verifier.cli.output import write
from verifier.cli.work import session
from verifier.errors import BadInput, BadOutput

if TYPE_CHECKING:
    from citations.model import Audit, Reading
    from verifier.inputs import Input
    from verifier.repair import Patch


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--write", "write_it", is_flag=True, help="Change the files; else only show how.")
@click.option("--backup", is_flag=True, help="Keep each original as FILE.orig, or .orig.1, ...")
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
        opened = await open_sources(sources, service.visitor.visit, read=_read_alone)
        audits = await service.survey(opened.readings)
    problems = list(opened.problems)
    remarks = dict.fromkeys(remark for audit in audits for remark in audit.remarks)
    changed = 0
    for one, reading, audit in zip(opened.inputs, opened.readings, audits, strict=True):
        patch = propose(one.data, reading.document.format, reading, audit.states, audit.mementos)
        remarks |= {f"{one.source}: {line}": None for line in (*patch.remarks, *_gone(audit))}
        if not patch.edits:
            remarks[f"{one.source}: nothing to repair"] = None
            continue
        changed += 1
        try:
            _show(one.source, patch, write_it=write_it, backup=backup)
        except BadOutput as error:
            problems.append(str(error))
    for line in (*problems, *(() if quiet else remarks)):
        print(f"verifier: {line}", file=sys.stderr)
    if problems:
        return EXIT_ERROR
    if not all(audit.complete for audit in audits):
        return EXIT_INCOMPLETE
    return EXIT_FINDINGS if changed and not write_it else EXIT_CLEAN


async def _read_alone(given: Input) -> Reading:
    """The document without the bibliographies beside it, which are documents themselves."""
    from verifier.service.opening import read_input

    return await asyncio.to_thread(read_input, replace(given, beside=()))


def _gone(audit: Audit) -> Iterator[str]:
    """What is gone, and cannot be put right for want of a copy."""
    for url, state in audit.states.items():
        known = any(copy.verified for copy in audit.mementos.get(url, ()))
        if url and state.status in (LinkStatus.DEAD, LinkStatus.SOFT_404) and not known:
            yield f"{url} is gone, and no good copy of it is known"


def _show(source: str, patch: Patch, *, write_it: bool, backup: bool) -> None:
    """Print the changes, or make them. Raises ``BadOutput``."""
    if not write_it:
        sys.stdout.write(patch.diff(source))
        return
    _replace(Path(source), patch, backup=backup)
    many = len(patch.edits)
    print(f"{source}: {many} change{'s' * (many != 1)}")


def _free(path: Path) -> Path:
    """A name for the backup that keeps no earlier one from being found."""
    names = (f"{path.name}.orig" + f".{number}" * (number > 0) for number in count())
    return next(one for name in names if not (one := path.with_name(name)).exists())


def _replace(path: Path, patch: Patch, *, backup: bool) -> None:
    """Write the file, wherever its name leads, unless somebody else has changed it."""
    try:
        there = path.resolve(strict=True)
        if not there.stat().st_mode & 0o222:
            raise BadOutput(f"{path}: is read-only, so it was left as it is")
        if there.read_bytes() != patch.before:
            raise BadOutput(f"{path}: was changed while its links were visited; run fix again")
    except OSError as error:
        raise BadOutput(f"{path}: cannot be read again: {error.strerror or error}") from None
    if backup:
        write(_free(path), patch.before)
    write(there, patch.after)
