"""Progress on stderr: a bar with rate and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from verifier.progress import Silent

if TYPE_CHECKING:
    import rich.progress

__all__ = ["Bar", "Lines", "progress"]


def progress(*, quiet: bool) -> Bar | Lines | Quiet:
    """The right way to show progress here and now."""
    if quiet:
        return Quiet()
    # CI systems show every redraw of a bar as a line of its own.
    if sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb":
        return Bar()
    return Lines()


class Quiet(Silent):
    """Shows nothing, and can be entered like the others."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class Lines(Quiet):
    """One line a stretch of work."""

    def start(self, what: str, total: int) -> None:
        """Say what begins, if it is anything."""
        if total:
            print(f"{what}: {total}", file=sys.stderr, flush=True)

    def say(self, message: str) -> None:
        """Print the message."""
        print(message, file=sys.stderr, flush=True)


class Bar:
    """A bar a stretch of work, gone when all is done."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar: rich.progress.Progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", style="dim"),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: rich.progress.TaskID | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def start(self, what: str, total: int) -> None:
        """Begin a bar, and take the one before away."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(what, total=total, rate="")

    def step(self, detail: str = "") -> None:
        """One step further."""
        del detail
        if self._task is None:
            return
        speed = self._bar.tasks[-1].speed
        self._bar.update(self._task, advance=1, rate=f"{speed:.0f}/s" if speed else "")

    def say(self, message: str) -> None:
        """Print the message above the bar."""
        self._bar.console.print(message, markup=False, highlight=False)
