"""``verifier links``: the link checker on its own."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import click

from verifier.cli.options import Common, Output, common, output_options, source_options
from verifier.cli.work import Job, patterns, work
from verifier.config import parse_duration

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
    from reports import LINKS, URLS
    from verifier.cli import baseline as baselines
    from verifier.inputs import open_input
    from verifier.local import Folders
    from verifier.service.checker import open_checker
    from verifier.service.opening import read_list

    if bool(sources) == (urls is not None):
        raise click.UsageError("give SOURCE... or --urls FILE")
    if baseline is not None:
        baselines.known(baseline)  # refused now, not after an hour of visits
    selection = patterns(common, include, exclude)
    age = _age(max_age) if max_age is not None else common.settings.links.max_age
    settings = common.settings.links
    folders = Folders(given=sources, root=root or settings.root)
    looked = folders if settings.files and not no_files else None
    job = Job(
        sources=sources,
        opening=open_checker,
        read=lambda checker, given: checker.read(given, selection, age),
        document_format=document_format,
        readings=[read_list(open_input(urls))] if urls is not None else [],
        do=lambda checker, readings: checker.links(readings, selection, age, looked),
        parts=URLS if urls is not None else LINKS,
        baseline=baseline,
        save_baseline=save_baseline,
    )
    return asyncio.run(work(job, output, common))


def _age(text: str) -> timedelta:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise click.UsageError(f"--max-age {text}: must be {error}") from None
