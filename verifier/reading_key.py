"""Under what the links of a document are kept in the store."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from citations.fingerprint import fingerprint

if TYPE_CHECKING:
    from verifier.inputs import Input

__all__ = ["reading_key"]


def reading_key(given: Input) -> bytes:
    """Of the bytes of a document and all else by which its reader goes."""
    told = (given.format or "", Path(given.source).suffix.lower(), fingerprint())
    return hashlib.sha256(repr((given.digest(), told)).encode()).digest()
