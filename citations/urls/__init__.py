"""Addresses: their identity, how to find them in a text, what archives wrap around them."""

from citations.urls.archived import Unwrapped, unwrap
from citations.urls.finding import FoundUrl, find
from citations.urls.identity import canonical, host_of, is_url

__all__ = ["FoundUrl", "Unwrapped", "canonical", "find", "host_of", "is_url", "unwrap"]
