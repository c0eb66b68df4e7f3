"""Many visits at once: a host's links in their order, in one process or spread over several."""

from verifier.visits.rounds import Rounds, Source, batches
from verifier.visits.shards import Shards
from verifier.visits.starting import WORTH_IT, Crew, how_many

__all__ = ["WORTH_IT", "Crew", "Rounds", "Shards", "Source", "batches", "how_many"]
