"""Audits made by hand: one that shows every status, one that is hostile, one that is large."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from citations.model import Audit


def _made(name: str) -> ModuleType:
    """A module of the folder beside this one; tests are no package that could be imported."""
    path = Path(__file__).parent / "made" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"reports_made_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_bridge, _hostile, _large = _made("bridge"), _made("hostile"), _made("large")


@pytest.fixture
def audit() -> Audit:
    """An audit that shows every status of a claim."""
    made: Audit = _bridge.full_audit()
    return made


@pytest.fixture
def hostile(audit: Audit) -> Audit:
    """An audit that is hostile in every text."""
    made: Audit = _hostile.hostile_audit(audit)
    return made


@pytest.fixture
def large(audit: Audit) -> Callable[[int], Audit]:
    """Makes an audit of so many claims."""
    return partial(_large.large_audit, audit)
