"""``verifier snapshot``: keep the cited pages as they are now."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_INCOMPLETE
from verifier.cli.options import Common, common
from verifier.cli.work import session


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the archive; by default snapshots.folder of the settings, or 'snapshots'.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress, no messages.")
@common(web=True)
def snapshot(*, sources: tuple[str, ...], folder: Path | None, quiet: bool, common: Common) -> int:
    """Visit the links of SOURCE and keep every page that answers, as WARC.

    The folder is laid out for pywb: `cd FOLDER && wayback` replays it.
    """
    settings = common.settings.snapshots
    place = str(folder or settings.folder or "snapshots")
    kept = replace(common.settings, snapshots=replace(settings, folder=place))
    return asyncio.run(_keep(sources, replace(common, settings=kept), quiet=quiet))


async def _keep(sources: tuple[str, ...], common: Common, *, quiet: bool) -> int:
    from reports.safe import visible
    from verifier.service.opening import open_sources

    async with session(common, quiet=quiet) as service:
        opened = await open_sources(sources, service.visitor.visit)
        audits = await service.survey(opened.readings)
        archive = service.snapshots
        urls = dict.fromkeys(url for audit in audits for url in audit.states if url)
        kept = {url: archive.find(url) for url in urls} if archive else {}
    states = {url: state for audit in audits for url, state in audit.states.items()}
    for url, copies in kept.items():
        what = f"{len(copies)} copies" if copies else f"not kept: {states[url].why}"
        click.echo(f"{visible(url)}\t{what}")
    for problem in opened.problems:
        print(f"verifier: {problem}", file=sys.stderr)
    if opened.problems:
        return EXIT_ERROR
    return EXIT_CLEAN if all(audit.complete for audit in audits) else EXIT_INCOMPLETE
