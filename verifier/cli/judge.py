"""``verifier judge``: one claim against one source, or many pairs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from verifier.cli.exits import EXIT_CLEAN

#: A line of --pairs longer than this is refused: no page is longer.
_MAX_LINE = 20_000_000


@click.command()
@click.option("--claim", help="The claim, in quotation marks.")
@click.option("--source", "source_path", help="A file with the source's text or page; - for stdin.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help='A file of {"id", "claim", "source"}, one a line.',
)
def judge(claim: str | None, source_path: str | None, pairs: Path | None) -> int:
    """Say whether a source supports a claim, and show the passage.

    With --pairs, one JSON line is written for each line read, in order.
    """
    if pairs is not None and claim is None and source_path is None:
        for line in _judged(pairs):
            print(json.dumps(line, ensure_ascii=False), flush=False)
        return EXIT_CLEAN
    if pairs is not None or claim is None or source_path is None:
        raise click.UsageError("give either --claim and --source, or --pairs")
    _judge_one(claim, source_path)
    return EXIT_CLEAN
