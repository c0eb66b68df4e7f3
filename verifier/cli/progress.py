"""Progress on stderr: a bar with rate and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from verifier.progress import Silent

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import TaskID

__all__ = ["Bar", "Lines", "progress"]

#: A stretch that has become so many times as long is told again.
_MUCH = 10


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
    """One line a stretch of work, and one more when it has grown much."""

    def __init__(self) -> None:
        self._told: tuple[str, int] = ("", 0)

    def start(self, what: str, total: int) -> None:
        """Say what begins, if it is anything."""
        before, told = self._told
        if total and (what != before or total >= _MUCH * told):
            self._told = (what, total)
            print(f"{what}: {total}", file=sys.stderr, flush=True)

    def say(self, message: str) -> None:
        """Print the message."""
        print(message, file=sys.stderr, flush=True)


class Bar:
    """A bar a stretch of work, gone when all is done.

    Steps are only counted; the bar asks how many there were each time it is drawn.
    """

    def __init__(self) -> None:
        from rich import progress as rich
        from rich.console import Console

        self._task: TaskID | None = None
        self._what = ""
        self._done = 0
        bar = self

        class Counted(rich.Progress):
            def get_renderables(self) -> Iterable[RenderableType]:
                bar.count()
                yield from super().get_renderables()

        self._bar = Counted(
            rich.TextColumn("{task.description}"),
            rich.BarColumn(),
            rich.MofNCompleteColumn(),
            rich.TextColumn("{task.fields[rate]}", style="dim"),
            rich.TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        )

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
        """Begin a bar, and take the one before away; the same again has grown."""
        if self._task is not None and what == self._what:
            self._bar.update(self._task, total=total)
            return
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._what, self._done = what, 0
        self._task = self._bar.add_task(what, total=total, rate="")

    def step(self, detail: str = "") -> None:
        """One step further."""
        del detail
        self._done += 1

    def count(self) -> None:
        """Move the bar to where the work is."""
        if self._task is None:
            return
        for task in self._bar.tasks:
            if task.id == self._task and task.completed != self._done:
                self._bar.update(task.id, completed=self._done)
                self._bar.update(task.id, rate=_rate(task.speed) if task.speed else "")

    def say(self, message: str) -> None:
        """Print the message above the bar."""
        self._bar.console.print(message, markup=False, highlight=False)


def _rate(speed: float) -> str:
    """ "35/s", "12/min": never "0/s" of something that moves."""
    return f"{speed:.0f}/s" if speed >= 1 else f"{speed * 60:.0f}/min"
