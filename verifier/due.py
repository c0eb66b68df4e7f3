"""When a link is dead, and when it is visited next: strikes, as InternetArchiveBot counts them."""

from __future__ import annotations

from citations.model import Check, LinkState
from verifier.config import Schedule


def next_state(
    previous: LinkState | None,
    check: Check,
    schedule: Schedule,
    *,
    our_network_down: bool = False,
) -> LinkState:
    """A link's standing after one more visit."""
    raise NotImplementedError
