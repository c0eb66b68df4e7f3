"""The garbage collector, which has little to find in what a reader makes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector rest: a reading makes many values and few cycles.

    Its walks over all that was made cost a seventh of the time of a long document.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
