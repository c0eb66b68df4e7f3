"""Write the reference pages that follow from the code: ``python docs/generate.py``.

A test fails if the pages differ from what this writes.
"""

from __future__ import annotations

from pathlib import Path

import click

from verifier.cli import main as group

HERE = Path(__file__).parent
WIDTH = 96


def cli() -> str:
    """The page of the command line, from the commands' own help."""
    parts = [
        "# Command line\n",
        "Results go to stdout; progress and messages to stderr.\n",
        "| exit code | meaning |\n|---|---|",
        "| 0 | clean |",
        "| 1 | findings among `--fail-on` |",
        "| 2 | the job could not be done: usage, settings, unreadable input |",
        "| 3 | incomplete: interrupted, or our own network is down |\n",
        _command(group, "verifier"),
    ]
    return "\n".join(parts)


def _command(command: click.Command, path: str) -> str:
    context = click.Context(command, info_name=path, terminal_width=WIDTH, max_content_width=WIDTH)
    text = f"## {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            if part is not None:
                text += "\n" + _command(part, f"{path} {name}")
    return text


def settings() -> str:
    """The page of the settings: the file of defaults itself."""
    defaults = (HERE.parent / "config.toml").read_text(encoding="utf-8")
    return (
        "# Settings\n\n"
        "Give a file with the lines that differ: `--config verifier.toml`, or its path in "
        "`VERIFIER_CONFIG`.\n"
        "An unknown key is an error that names the nearest known one. "
        "`verifier config` prints what is in force.\n\n"
        f"These are all settings, with their defaults:\n\n```toml\n{defaults}```\n"
    )


PAGES = {"reference/cli.md": cli, "reference/settings.md": settings}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_text(page(), encoding="utf-8")
