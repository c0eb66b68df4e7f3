"""Our own archive of the sources that were read, and evidence files made from an audit."""

from verifier.snapshots.evidence import Evidence, check, export, unpack
from verifier.snapshots.keeping import Snapshots
from verifier.snapshots.retention import Limits, Pruned, prune
from verifier.snapshots.warc import Answered

__all__ = [
    "Answered",
    "Evidence",
    "Limits",
    "Pruned",
    "Snapshots",
    "check",
    "export",
    "prune",
    "unpack",
]
