"""Recordings of the web (WARC 1.1, ISO 28500): written as they happen, answered from later.

Each exchange is a response, its request, and a metadata record with what HTTP does not
say: how long it took (``fetchTimeMs``), which link it was asked for (``via``), and, where
no answer came, why (``failure``). A replay sends nothing and gives the same checks.
"""

from verifier.warc.recording import RecordingTransport
from verifier.warc.replaying import ReplayTransport

__all__ = ["RecordingTransport", "ReplayTransport"]
