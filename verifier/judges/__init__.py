"""The registry of judges: one file a judge, one line here.

A judge says of one claim and one source whether the source says it, with the passage.
``name`` is stored with every verdict, together with the model and the calibration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Protocol, runtime_checkable

from citations.formats.decode import sha256_of
from citations.model import Claim, Reference, SourceText, Verdict
from verifier import config
from verifier.judges.lexical import Assessment, assess
from verifier.judges.passages import Page

__all__ = ["JUDGES", "Assessment", "Judge", "Priced", "score_pair"]


class Judge(Protocol):
    """Whether a source says a claim; no verdict "supported" without a passage to show."""

    name: str

    def judge(self, claim: Claim, reference: Reference, source: SourceText) -> Verdict:
        """The verdict; raises ``JudgeError`` only where the judge itself cannot work."""
        ...


@runtime_checkable
class Priced(Protocol):
    """A judge whose questions cost money: it says how much before and after."""

    def estimate(self, pairs: int) -> str:
        """What so many questions will cost at most, as a sentence for people."""
        ...

    def costs(self) -> str:
        """What has been spent, as a sentence for people."""
        ...


def _from(module: str) -> Callable[[config.Judge], Judge]:
    """Import a judge's module when it is asked for: no judge's libraries burden the others."""

    def make(settings: config.Judge) -> Judge:
        judge: Judge = import_module(f"verifier.judges.{module}").make(settings)
        return judge

    return make


JUDGES: Mapping[str, Callable[[config.Judge], Judge]] = {
    "lexical": _from("lexical"),
    "onnx": _from("onnx"),
    "endpoint": _from("endpoint"),
}


def score_pair(claim: str, source: str) -> Assessment:
    """The lexical judge's view of a claim and a text: status, support 0 to 1, evidence, why."""
    return assess(claim, _page(source))


@lru_cache(maxsize=4)
def _page(source: str) -> Page:
    return Page(SourceText(url="", text=source, text_sha256=sha256_of(source)))
