"""What a person sees while they wait: the seam between the work and the terminal."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "Silent"]


class Progress(Protocol):
    """Where the work tells how far it is; it never asks anything back."""

    def start(self, what: str, total: int) -> None:
        """A stretch of work begins: "visiting links", of so many steps.

        The same again has grown to so many in all.
        """

    def step(self, detail: str = "") -> None:
        """One step of the stretch is done."""

    def say(self, message: str) -> None:
        """One line that the person should read."""


class Silent:
    """Tells nobody."""

    def start(self, what: str, total: int) -> None:
        """Ignore it."""

    def step(self, detail: str = "") -> None:
        """Ignore it."""

    def say(self, message: str) -> None:
        """Ignore it."""
