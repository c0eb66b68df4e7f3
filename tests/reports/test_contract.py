"""What every report keeps, whatever its format: one suite over the registry."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import timedelta
from typing import get_args, get_type_hints

import pytest

from citations.model import (
    Audit,
    ClaimStatus,
    LinkStatus,
    Reading,
    ReferenceStatus,
)
from reports import AUDIT, LINKS, PARSE, REPORTS, URLS, Options
from reports.rules import RULES, rule

PARTS = {"audit": AUDIT, "parse": PARSE, "links": LINKS, "urls": URLS}
# Reports that show only what a person has decided, or only what is wrong.
_SELECTIVE = {"claimreview"}


@pytest.fixture(params=sorted(REPORTS))
def render(request: pytest.FixtureRequest) -> Callable[..., str]:
    """One report of the registry, over some audits."""

    def made(*audits: Audit, **options: object) -> str:
        return REPORTS[request.param](audits, Options(**options))  # type: ignore[arg-type]

    made.__name__ = request.param
    return made


def test_it_is_text_in_whole_lines(
    render: Callable[..., str], audit: Audit, hostile: Audit
) -> None:
    """Every report is text that UTF-8 can hold and ends its last line."""
    for audits in ((audit,), (hostile,), (audit, hostile)):
        made = render(*audits)
        made.encode("utf-8")
        assert made.endswith("\n")


def test_nothing_acts_where_it_is_shown(render: Callable[..., str], hostile: Audit) -> None:
    """No control character, no mark that turns text around, is passed on."""
    made = render(hostile, verbose=True)
    acting = set(map(chr, [*range(32), *range(127, 160)])) - {"\n", "\r"}

    assert not set(made) & (acting | set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\ufeff"))
    assert "\r" not in made.replace("\r\n", "")


@pytest.mark.parametrize("parts", PARTS)
def test_any_audit_can_be_shown(render: Callable[..., str], audit: Audit, parts: str) -> None:
    """Nothing found, nothing checked, nothing at all: each has its report, for each command."""
    blank = dataclasses.replace(audit.reading.document, text="", blocks=(), problems=())
    for audits in ((Audit(reading=Reading(document=blank)),), (Audit(reading=audit.reading),), ()):
        assert isinstance(render(*audits, parts=PARTS[parts]), str)
    assert render(audit, parts=PARTS[parts])


def test_the_same_audit_gives_the_same_report(render: Callable[..., str], audit: Audit) -> None:
    """Byte for byte, but for the lines that say when the run was."""
    late = dataclasses.replace(audit, made_at=(audit.made_at or 0) + timedelta(hours=1))  # type: ignore[operator]
    first, later = render(audit), render(late)

    assert first == render(audit)
    assert _without_time(first) == _without_time(later)


def _without_time(text: str) -> str:
    return re.sub(r"2026-11-21[T ]2[23]:30:00(Z| UTC)", "", text)


def test_several_sources_are_all_shown(render: Callable[..., str], audit: Audit) -> None:
    """Each source is named, and none changes what is said of the other."""
    document = dataclasses.replace(audit.reading.document, source="second.txt", title=None)
    second = dataclasses.replace(
        audit, reading=dataclasses.replace(audit.reading, document=document)
    )

    assert "second.txt" in render(audit, second)


def test_what_is_contradicted_is_told(render: Callable[..., str], audit: Audit) -> None:
    """The gravest finding is in every report that shows findings."""
    if render.__name__ not in _SELECTIVE:
        assert "It cost the town £41,500, twice the first estimate." in render(audit)


def test_every_status_of_the_model_has_a_rule() -> None:
    """A status that is added to the model cannot be forgotten here."""
    statuses = {"claim": ClaimStatus, "link": LinkStatus, "reference": ReferenceStatus}

    for subject, kind in statuses.items():
        for status in kind:
            made = rule(subject, status.value)
            assert made.meaning
            assert made.next or made.level == "none"
    for subject in statuses:
        words = [(made.sign, made.word) for made in RULES if made.subject == subject]
        assert len(words) == len(set(words))


def test_statuses_with_the_same_colour_differ_in_sign_and_word() -> None:
    """Nobody needs to see colours: within claims no two signs are alike."""
    signs = [made.sign for made in RULES if made.subject == "claim"]

    assert len(signs) == len(set(signs))


def test_options_have_defaults() -> None:
    """The whole report, 80 columns, no colour."""
    assert Options() == Options(parts=AUDIT, width=80, color=False, verbose=False)
    assert get_args(get_type_hints(Options)["parts"]) == (str,)
