"""Many visits at once: a host's links in their order, in one process or spread over several."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.visits.rounds import Rounds, Source, batches
    from verifier.visits.shards import Shards
    from verifier.visits.starting import WORTH_IT, Crew, how_many

__all__ = ["WORTH_IT", "Crew", "Rounds", "Shards", "Source", "batches", "how_many"]

_MODULES = {
    "rounds": ("Rounds", "Source", "batches"),
    "shards": ("Shards",),
    "starting": ("WORTH_IT", "Crew", "how_many"),
}


def __getattr__(name: str) -> Any:
    # Processes are started before anything that they or we need for visits is loaded.
    from importlib import import_module

    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
