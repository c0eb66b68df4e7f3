"""Addresses: their identity, how to find them in a text, what archives wrap around them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citations.urls.archived import Unwrapped, unwrap
    from citations.urls.finding import FoundUrl, find
    from citations.urls.identity import canonical, host_of, is_url

__all__ = ["FoundUrl", "Unwrapped", "canonical", "find", "host_of", "is_url", "unwrap"]

_HOMES = {
    "FoundUrl": "finding",
    "Unwrapped": "archived",
    "canonical": "identity",
    "find": "finding",
    "host_of": "identity",
    "is_url": "identity",
    "unwrap": "archived",
}


def __getattr__(name: str) -> Any:
    # Whoever wants one of them does not pay for the patterns of the others.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
