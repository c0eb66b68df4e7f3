"""``verifier snapshot``: keep the cited pages as they are now."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_INCOMPLETE
from verifier.cli.options import Common, common
from verifier.cli.work import session
from verifier.config import Snapshots
from verifier.errors import BadInput


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the archive; by default snapshots.folder of the settings, or 'snapshots'.",
)
@click.option("--prune", is_flag=True, help="Apply the limits of age and size, and say what went.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no messages.")
@common(web=True)
def snapshot(
    *, sources: tuple[str, ...], folder: Path | None, prune: bool, quiet: bool, common: Common
) -> int:
    """Visit the links of SOURCE and keep every page that answers, as WARC.

    The folder is laid out for pywb: `cd FOLDER && wayback` replays it. With --prune, what is
    older than snapshots.keep_for or more than snapshots.keep is deleted, but never the first
    and the newest copy of a page that a document in the store cites.
    """
    if bool(sources) == prune:
        raise click.UsageError("give SOURCE..., or --prune")
    settings = common.settings.snapshots
    kept = replace(settings, folder=str(folder or settings.folder or "snapshots"))
    if prune:
        return _prune(kept, common.settings.store.url)
    # The pages as they are now are wanted, and no others.
    archives = replace(common.settings.archives, enabled=())
    common = replace(common, settings=replace(common.settings, snapshots=kept, archives=archives))
    return asyncio.run(_keep(sources, common, quiet=quiet))


def _prune(settings: Snapshots, store_url: str) -> int:
    from citations.store import Store
    from verifier import snapshots
    from verifier.service.retention import apply_limits

    if not Path(settings.folder).is_dir():
        raise BadInput(f"{settings.folder}: no such folder; name the archive's with --to")
    with Store.open(store_url) as store:
        archive = snapshots.Snapshots(Path(settings.folder), settings.roll_at)
        click.echo(
            f"{settings.folder}: {apply_limits(archive, settings, store, datetime.now(UTC))}"
        )
    return EXIT_CLEAN


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
    for problem in [*opened.skipped, *opened.problems]:
        print(f"verifier: {problem}", file=sys.stderr)
    if opened.problems:
        return EXIT_ERROR
    return EXIT_CLEAN if all(audit.complete for audit in audits) else EXIT_INCOMPLETE
