"""The engine behind the command line: sources in, audits out."""

from verifier.service.audit import Service
from verifier.service.setup import open_service

__all__ = ["Service", "open_service"]
