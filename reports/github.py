"""Workflow commands: findings as annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citations.model import Audit
from reports.findings import Finding, findings
from reports.model import Options, summary
from reports.safe import one_line, shorten

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_MESSAGE = 800


def render(audits: Sequence[Audit], options: Options) -> str:
    """A command for each error, warning and failing link (verbose: note), and one with the counts.

    A link that fails is no more than a note, yet it may be what the exit code is 1 for.
    """
    return "".join(f"{line}\n" for audit in audits for line in _audit(audit, options))


def _audit(audit: Audit, options: Options) -> Iterator[str]:
    source = audit.reading.document.source.removeprefix("./")
    for finding in findings(audit, options.parts):
        failing = (finding.rule.subject, finding.rule.status) == ("link", "failing")
        if options.verbose or failing or finding.rule.level != "note":
            yield _command(finding, source)
    counts = [
        f"{count} {name if count != 1 else name[:-1]} {status.replace('_', ' ')}"
        for name, counted in summary(audit).items()
        for status, count in counted.items()
    ]
    title = f"verifier: {one_line(source)}"
    yield f"::notice title={_property(title)}::{_data(', '.join(counts) or 'nothing found')}"


def _command(finding: Finding, source: str) -> str:
    where = [f"file={_property(one_line(source))}"]
    if finding.place is None:
        where.append(f"line={finding.line}")
    title = f"{finding.rule.subject} {finding.rule.word}"
    place = f"{finding.place}: " if finding.place else ""
    told = one_line(f"{place}{shorten(finding.text, 200)} | {finding.why} {finding.next}")
    command = _COMMANDS[finding.rule.level]
    return (
        f"::{command} {','.join(where)},title={_property(title)}::{_data(shorten(told, _MESSAGE))}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
