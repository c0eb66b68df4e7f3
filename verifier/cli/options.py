"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from verifier.cli.output import Target, check_format, parse_fail_on, parse_targets
from verifier.config import Settings, load
from verifier.config import Store as StoreSettings

__all__ = ["Common", "Output", "common", "config_option", "output_options", "source_options"]

Command = Callable[..., Any]

#: A replay without --db keeps nothing: the past must not mix with the store's own history.
_IN_MEMORY = "sqlite://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Where the settings, the store and the web come from."""

    settings: Settings
    offline: bool = False
    replay: Path | None = None
    record: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What is shown, where, and what counts as a finding."""

    format_name: str
    targets: list[Target]
    #: None: what the settings say.
    fail_on: frozenset[str] | None
    verbose: bool
    quiet: bool


config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="VERIFIER_CONFIG",
    help="Settings that differ from the defaults.",
)
_FILE = click.Path(path_type=Path, dir_okay=False)
_COMMON = (
    config_option,
    click.option(
        "--db", envvar="VERIFIER_DB", metavar="URL", help="The citation store, as a database URL."
    ),
)
_WEB = (
    click.option("--offline", is_flag=True, help="Send nothing; say what was not visited."),
    click.option(
        "--replay", type=_FILE, help="Answer from this recording (WARC) and send nothing."
    ),
    click.option("--record", type=_FILE, help="Write every exchange to this file (.warc.gz)."),
)
_SOURCE = (
    click.option(
        "--as", "document_format", metavar="FORMAT", help="Read SOURCE as this kind of document."
    ),
    click.option(
        "--include", multiple=True, metavar="REGEX", help="Visit only links that this fits."
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="REGEX",
        help="Leave out links it fits. Both take domain:example.org too.",
    ),
)
_OUTPUT = (
    click.option(
        "--format",
        "format_name",
        default="text",
        show_default=True,
        metavar="FORMAT",
        help="What is printed: text, json, html, ...",
    ),
    click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT:PATH",
        help="Also write a report to a file; may be given several times.",
    ),
    click.option(
        "--fail-on",
        metavar="STATUS,...",
        help="Statuses or reasons that make the exit code 1; 'none' for never.",
    ),
    click.option("-v", "--verbose", is_flag=True, help="Leave nothing out of the text."),
    click.option("-q", "--quiet", is_flag=True, help="No progress, no messages."),
)


def common(*, web: bool = False) -> Callable[[Command], Command]:
    """Add --config and --db, and with ``web`` also --offline, --replay and --record."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def wrapped(config_path: Path | None, db: str | None, **others: Any) -> Any:
            offline, replay, record = (
                others.pop(name, None) for name in ("offline", "replay", "record")
            )
            _check_web(offline=bool(offline), replay=replay, record=record)
            settings = load(config_path)
            if db is None and replay is not None:
                db = _IN_MEMORY
            if db is not None:
                settings = replace(settings, store=StoreSettings(url=db))
            shared = Common(settings=settings, offline=bool(offline), replay=replay, record=record)
            return command(common=shared, **others)

        return _add(wrapped, _COMMON + (_WEB if web else ()))

    return decorate


def source_options(*, required: bool) -> Callable[[Command], Command]:
    """Add SOURCE..., --as, --include and --exclude."""
    metavar = "SOURCE..." if required else "[SOURCE...]"
    argument = click.argument("sources", nargs=-1, required=required, metavar=metavar)
    return lambda command: _add(command, (argument, *_SOURCE))


def output_options(command: Command) -> Command:
    """Add --format, -o, --fail-on, --verbose and --quiet; hand them in as ``output``."""

    @wraps(command)
    def wrapped(
        format_name: str,
        outputs: tuple[str, ...],
        fail_on: str | None,
        verbose: bool,
        quiet: bool,
        **others: Any,
    ) -> Any:
        check_format(format_name)
        output = Output(
            format_name=format_name,
            targets=parse_targets(outputs),
            fail_on=None if fail_on is None else parse_fail_on(fail_on.split(",")),
            verbose=verbose,
            quiet=quiet,
        )
        return command(output=output, **others)

    return _add(wrapped, _OUTPUT)


def _check_web(*, offline: bool, replay: Path | None, record: Path | None) -> None:
    if replay is not None and record is not None:
        raise click.UsageError("--replay and --record exclude each other")
    if offline and (replay is not None or record is not None):
        raise click.UsageError("--offline sends nothing: it goes without --replay and --record")


def _add(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
