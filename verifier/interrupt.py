"""Ctrl-C and SIGTERM as a word to finish what is in hand."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

__all__ = ["stop_on_signals"]


@asynccontextmanager
async def stop_on_signals(say: Callable[[str], None]) -> AsyncIterator[asyncio.Event]:
    """An event that the first SIGINT or SIGTERM sets; the second ends the program at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told() -> None:
        stop.set()
        # The next signal is the system's again: it ends the program; the store bears that.
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        say("stopping: what is in hand is finished and stored; once more to stop at once")

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told)
    try:
        yield stop
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
