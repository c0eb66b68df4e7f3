"""``verifier watch`` and ``verifier run``: what is kept fresh, and the keeping."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta

import click

from verifier.cli.options import Common, common
from verifier.config import parse_duration
from verifier.errors import BadInput
from verifier.inputs import STDIN, expand, is_address


@click.group()
def watch() -> None:
    """Name the documents that `verifier run` keeps fresh."""


@watch.command()
@click.argument("source")
@click.option("--every", default="7d", show_default=True, help='How often it is audited: "12h".')
@common()
def add(common: Common, source: str, every: str) -> None:
    """Watch SOURCE: a file, a folder or a URL."""
    from citations.store import Store

    if source == STDIN:
        raise click.UsageError("standard input cannot be read again later; give a file or URL")
    interval = _interval("--every", every, least="1m")
    _refuse_what_is_not_there(source)
    name = _name(source)
    with Store.open(common.settings.store.url) as store:
        store.watch(name, interval, datetime.now(UTC))
    click.echo(f"watching {name} every {every}; `verifier run` keeps it fresh")


@watch.command("list")
@common()
def list_(common: Common) -> None:
    """List what is watched."""
    from citations.store import Store

    with Store.open(common.settings.store.url) as store:
        watches = store.watches()
    for item in watches:
        last = f"{item.last_run_at:%Y-%m-%d %H:%M} UTC" if item.last_run_at else "never"
        click.echo(f"{item.source}\tevery {_shown(item.every)}\tlast audited {last}")
    if not watches:
        click.echo("nothing is watched; add a document with `verifier watch add`", err=True)


@watch.command()
@click.argument("source")
@common()
def remove(common: Common, source: str) -> None:
    """Watch SOURCE no longer; what is stored of it stays."""
    from citations.store import Store

    name = _name(source)
    with Store.open(common.settings.store.url) as store:
        if not store.unwatch(name):
            raise click.UsageError(f"{source} is not watched; `verifier watch list` shows what is")
    click.echo(f"no longer watching {name}")


@click.command()
@click.option("--tick", default="30s", show_default=True, help="How often it looks what is due.")
@common()
def run(common: Common, tick: str) -> int:
    """Keep every watched document fresh, in the foreground, until stopped (Ctrl-C, SIGTERM)."""
    from verifier.cli.progress import Lines
    from verifier.keeping import keep_fresh

    every = _interval("--tick", tick, least="1s")
    asyncio.run(keep_fresh(common.settings, every, Lines()))
    return 0


def _refuse_what_is_not_there(source: str) -> None:
    """Raises ``BadInput``: a name written wrongly would fail on every run."""
    for name in expand([source]):
        if not is_address(name) and not os.path.exists(name):
            raise BadInput(f"{name}: no such file; check the name and the folder")


def _name(source: str) -> str:
    """What the store calls it: the scheduler may run in another folder."""
    return source if is_address(source) else os.path.abspath(source)


def _interval(option: str, text: str, *, least: str) -> timedelta:
    """A duration that is not too short to be meant. Raises a usage error."""
    try:
        interval = parse_duration(text)
    except ValueError as error:
        raise click.UsageError(f"{option} {text}: must be {error}") from None
    if interval < parse_duration(least):
        raise click.UsageError(f"{option} {text}: at least {least}")
    return interval


def _shown(interval: timedelta) -> str:
    """As it is written on the command line: "12h"; in the largest unit that fits."""
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if interval.total_seconds() % unit == 0:
            return f"{interval.total_seconds() / unit:.0f}{name}"
    return f"{interval.total_seconds():g}s"
