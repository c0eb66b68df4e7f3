"""From what came back to what it means: pure functions, no network, no clock.

``classify`` is in the module of its name: who only names the reasons does not load what
reads pages.
"""

from verifier.availability.fetched import Failure, Fetched
from verifier.availability.reasons import REASONS, Finding, finding

__all__ = ["REASONS", "Failure", "Fetched", "Finding", "finding"]
