"""From what came back to what it means: pure functions, no network, no clock."""

from verifier.availability.classify import classify
from verifier.availability.fetched import Failure, Fetched
from verifier.availability.reasons import REASONS, Finding, finding

__all__ = ["REASONS", "Failure", "Fetched", "Finding", "classify", "finding"]
