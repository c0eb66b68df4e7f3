"""``verifier config``: the settings in force."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from verifier.cli.options import config_option
from verifier.config import Settings, Size, load


@click.command()
@config_option
def config(config_path: Path | None) -> None:
    """Print every setting in force, as TOML that --config takes."""
    click.echo(as_toml(load(config_path)), nl=False)


def as_toml(settings: Settings) -> str:
    """Every setting with its value, as a file that --config takes."""
    return "\n".join(_tables(settings, "")).strip() + "\n"


def _tables(table: Any, name: str) -> list[str]:
    plain, deeper = [], []
    for item in fields(table):
        value = getattr(table, item.name)
        full = f"{name}.{item.name}" if name else item.name
        if is_dataclass(value):
            deeper += _tables(value, full)
        elif hasattr(value, "items"):
            deeper += ["", f"[{full}]", *(f"{_toml(k)} = {_toml(v)}" for k, v in value.items())]
        else:
            plain.append(f"{item.name} = {_toml(value)}")
    return (["", f"[{name}]", *plain] if plain else []) + deeper


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case timedelta():
            return f'"{_duration(value)}"'
        case Size():
            return f'"{int(value)}B"'
        case tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case _:
            return str(value)


def _duration(value: timedelta) -> str:
    milliseconds = value // timedelta(milliseconds=1)
    for unit, length in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)):
        if milliseconds and milliseconds % length == 0:
            return f"{milliseconds // length}{unit}"
    return f"{milliseconds}ms"
