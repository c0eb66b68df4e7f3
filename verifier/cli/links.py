"""``verifier links``: the link checker on its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.ages import Ages
from verifier.cli.again import Again
from verifier.cli.options import Common, Output, common, output_options, source_options
from verifier.cli.work import Job, patterns, work
from verifier.config import parse_duration

if TYPE_CHECKING:
    from citations.model import Audit, Reading
    from verifier.inputs import Input
    from verifier.local import Folders
    from verifier.service.checker import Checker
    from verifier.service.selection import Selection
    from verifier.visits import Crew

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@source_options(required=False)
@click.option("--urls", metavar="FILE", help="A plain list of URLs, one a line; - for stdin.")
@click.option(
    "--max-age",
    metavar="TIME",
    help='Good answers younger than this are not asked again: "1d"; "0s" asks all.',
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False),
    help="The folder that paths mean which begin with / (and where files may be, too).",
)
@click.option("--no-files", is_flag=True, help="Do not look for files that documents point at.")
@click.option("--baseline", type=_FILE, help="Known findings that do not make the exit code 1.")
@click.option("--save-baseline", type=_FILE, help="Write the present findings as a baseline.")
@output_options
@common(web=True)
def links(
    *,
    sources: tuple[str, ...],
    document_format: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    urls: str | None,
    max_age: str | None,
    root: str | None,
    no_files: bool,
    baseline: Path | None,
    save_baseline: Path | None,
    output: Output,
    common: Common,
) -> int:
    """Visit the links of SOURCE and report; no claim is judged.

    Files that its documents point at are looked for, too.

    SOURCE is a file, a folder, a pattern, a URL, or - for standard input.
    """
    from citations.store import Store
    from verifier.local import Folders

    if bool(sources) == (urls is not None):
        raise click.UsageError("give SOURCE... or --urls FILE")
    if baseline is not None:
        from verifier.cli import baseline as baselines

        baselines.known(baseline)  # refused now, not after an hour of visits
    settings = common.settings.links
    ages = Ages(settings.max_age, settings.ages) if max_age is None else Ages(_age(max_age))
    folders = Folders(given=sources, root=root or settings.root)
    with Store.open(common.settings.store.url) as store:
        again = Again(
            store=store,
            asked=(_told_apart(click.get_current_context()), common.settings),
            beside=[baseline] if baseline is not None else [],
            targets=output.targets,
            ages=ages,
            quiet=output.quiet,
            seen=folders.seen,
        )
        again.look(sources or (str(urls),), document_format)
        if save_baseline is None and (code := again.given()) is not None:
            return code
        import asyncio  # and with it what a run needs that has something to do

        with closing(_crew(common, again.addresses)) as crew:
            check = _Check(
                selection=patterns(common, include, exclude),
                ages=ages,
                folders=folders if settings.files and not no_files else None,
                again=again,
                crew=crew,
            )
            job = replace(
                check.job(urls),
                sources=sources,
                document_format=document_format,
                baseline=baseline,
                save_baseline=save_baseline,
            )
            return asyncio.run(work(job, output, common))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """How the links of documents are checked."""

    selection: Selection
    ages: Ages
    #: Where files are looked for, if they are.
    folders: Folders | None
    again: Again
    crew: Crew

    def job(self, urls: str | None) -> Job[Checker]:
        """Of documents, or of the list of URLs at that path."""
        from reports import LINKS, URLS
        from verifier.inputs import open_input
        from verifier.service.checker import open_checker
        from verifier.service.opening import read_list

        readings = []
        if urls is not None:
            given = open_input(urls)
            self.again.reads(given)
            readings = [read_list(given)]
        return Job(
            sources=(),
            opening=partial(open_checker, store=self.again.store, crew=self.crew),
            read=self._read,
            readings=readings,
            do=self._links,
            parts=LINKS if urls is None else URLS,
            again=self.again,
        )

    async def _read(self, checker: Checker, given: Input) -> Reading:
        self.again.reads(given)
        return await checker.read(given, self.selection, self.ages)

    async def _links(self, checker: Checker, readings: Sequence[Reading]) -> list[Audit]:
        return await checker.links(readings, self.selection, self.ages, self.folders)


def _crew(common: Common, addresses: int) -> Crew:
    """Those who will visit; if there may be many links, they begin to load what they need."""
    from verifier.visits import Crew

    live = not (common.offline or common.replay or common.record)
    crew = Crew.of(common.settings.fetch, live=live)
    crew.foresee(addresses)
    return crew


def _told_apart(ctx: click.Context) -> dict[str, object]:
    """The options on which the report depends."""
    return {name: value for name, value in ctx.params.items() if name != "quiet"}


def _age(text: str) -> timedelta:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise click.UsageError(f"--max-age {text}: must be {error}") from None
