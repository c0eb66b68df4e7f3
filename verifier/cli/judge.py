"""``verifier judge``: one claim against one source, or many pairs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

import click

from verifier.cli.exits import EXIT_CLEAN
from verifier.errors import BadInput
from verifier.inputs import STDIN, open_input

#: A line of --pairs longer than this is refused: no page is longer.
_MAX_LINE = 20_000_000


@click.command()
@click.option("--claim", metavar="TEXT", help="The claim.")
@click.option("--source", metavar="FILE", help="The source's text or page; - for standard input.")
@click.option(
    "--pairs", metavar="FILE", help='{"id", "claim", "source"}, one a line; - for standard input.'
)
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
def judge(claim: str | None, source: str | None, pairs: str | None, format_name: str) -> int:
    """Say whether a source supports a claim, and show the passage.

    With --pairs, one JSON line is written for each line read, in order.
    """
    if pairs is not None and claim is None and source is None:
        for pair in _pairs(pairs):
            click.echo(json.dumps(_judged(pair), ensure_ascii=False))
        return EXIT_CLEAN
    if pairs is not None or claim is None or source is None:
        raise click.UsageError("give either --claim and --source, or --pairs")
    result = _judged({"id": None, "claim": claim, "source": _text(source)})
    if format_name == "json":
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        _print(result)
    return EXIT_CLEAN


def _judged(pair: dict[str, Any]) -> dict[str, Any]:
    from verifier.judges import score_pair

    made = score_pair(pair["claim"], pair["source"])
    return {
        "id": pair["id"],
        "status": made.status.value,
        "score": round(made.support, 4),
        "support": round(made.support, 4),
        "evidence": [
            {name: getattr(one, name) for name in ("exact", "prefix", "suffix", "start", "end")}
            for one in made.evidence
        ],
        "why": made.why,
    }


def _print(result: dict[str, Any]) -> None:
    from reports.safe import visible

    click.echo(f"{result['status']}  (support {result['support']:.2f})")
    click.echo(visible(result["why"]))
    for one in result["evidence"]:
        click.echo(f"  {one['start']}-{one['end']}: {visible(one['exact'])}")


def _text(name: str) -> str:
    """The main text of the file: of a page without its furniture, of a text as it is."""
    from verifier.sources import read_source

    given = open_input(name)
    source = read_source(given.data, None, given.source)
    if not source.text:
        raise BadInput(f"{name}: there is no text in it to judge by")
    return source.text


def _pairs(name: str) -> Iterator[dict[str, Any]]:
    with ExitStack() as stack:
        file = sys.stdin.buffer if name == STDIN else stack.enter_context(_open(name))
        number = 0
        while line := file.readline(_MAX_LINE + 1):
            number += 1
            if line.strip():
                yield _pair(line, f"{name}: line {number}")


def _open(name: str) -> BinaryIO:
    try:
        return open(name, "rb")
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror or error}") from None


def _pair(line: bytes, place: str) -> dict[str, Any]:
    if len(line) > _MAX_LINE:
        raise BadInput(f"{place}: longer than the {_MAX_LINE // 1_000_000} MB that are read")
    try:
        pair = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput(f"{place}: not JSON; write one object a line") from None
    if not isinstance(pair, dict) or not {"id", "claim", "source"} <= pair.keys():
        raise BadInput(f'{place}: must have the keys "id", "claim" and "source"')
    for key in ("claim", "source"):
        if not isinstance(pair[key], str):
            raise BadInput(f'{place}: "{key}" must be a text')
    return pair
