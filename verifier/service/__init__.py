"""The engine behind the command line: sources in, audits out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.service.audit import Service
    from verifier.service.checker import Checker, open_checker
    from verifier.service.setup import open_service

__all__ = ["Checker", "Service", "open_checker", "open_service"]

_HOMES = {
    "Checker": "checker",
    "Service": "audit",
    "open_checker": "checker",
    "open_service": "setup",
}


def __getattr__(name: str) -> Any:
    # Checking links takes a part of what an audit takes; nobody pays for the rest of it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
