"""SARIF 2.1.0, for code scanning and editors: each finding at its place in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from citations.model import Audit
from reports import json as json_report
from reports.findings import Finding, findings
from reports.model import Options
from reports.rules import RULES, URGENCY
from reports.safe import one_line, shorten

# GitHub takes 25,000 results a run; the most urgent come first, so the rest are notes.
_MOST = 25_000
_MESSAGE = 1_000
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(audits: Sequence[Audit], options: Options) -> str:
    """One run over all sources."""
    results = [
        (URGENCY[finding.rule.id], place, made)
        for place, audit in enumerate(audits)
        for finding, made in _results(audit, options)
    ]
    results.sort(key=lambda result: result[:2])
    run = {
        "tool": {"driver": _driver(audits)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(audits, left_out=max(len(results) - _MOST, 0))],
        "results": [made for _, _, made in results[:_MOST]],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_report.dump(log, indent=1) + "\n"


def _driver(audits: Sequence[Audit]) -> dict[str, Any]:
    rules = [
        {
            "id": rule.id,
            "name": "".join(part.capitalize() for part in rule.id.replace("-", "_").split("_")),
            "shortDescription": {"text": f"{rule.subject.capitalize()} {rule.word}"},
            "fullDescription": {"text": rule.meaning},
            "help": {"text": f"{rule.meaning} {rule.next}".strip()},
            "defaultConfiguration": {"level": rule.level},
        }
        for rule in RULES
        if rule.level != "none"
    ]
    version = audits[0].version if audits else ""
    return {"name": "verifier", **({"version": version} if version else {}), "rules": rules}


def _invocation(audits: Sequence[Audit], left_out: int) -> dict[str, Any]:
    remarks = [one_line(remark) for audit in audits for remark in audit.remarks]
    if left_out:
        remarks.append(f"{left_out} less urgent results were left out.")
    return {
        "executionSuccessful": all(audit.complete for audit in audits),
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": remark}} for remark in remarks
        ],
    }


def _results(audit: Audit, options: Options) -> Iterator[tuple[Finding, dict[str, Any]]]:
    text = audit.reading.document.text
    breaks = [place for place, char in enumerate(text) if char == "\n"]
    uri = _uri(audit.reading.document.source)
    seen: Counter[str] = Counter()
    for finding in findings(audit, options.parts):
        # The same words may stand twice; the place may change between runs, their order hardly.
        words = f"{finding.rule.id}\0{' '.join(finding.text.split())}"
        seen[words] += 1
        mark = sha256(f"{words}\0{seen[words]}".encode(errors="backslashreplace")).hexdigest()
        where: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        if finding.place is None:
            where["region"] = _region(finding, breaks)
        yield (
            finding,
            {
                "ruleId": finding.rule.id,
                "level": finding.rule.level,
                "message": {"text": _message(finding)},
                "locations": [{"physicalLocation": where}],
                "partialFingerprints": {"verifierFinding/v1": mark[:32]},
            },
        )


def _region(finding: Finding, breaks: list[int]) -> dict[str, int]:
    """Lines and columns, in code points, from 1; the end column is the one after the last."""
    first = bisect_right(breaks, finding.start - 1)
    last = max(bisect_right(breaks, finding.end - 1), first)

    def column(offset: int, line: int) -> int:
        return offset - (breaks[line - 1] + 1 if line else 0) + 1

    if finding.end <= finding.start:
        return {"startLine": finding.line}
    return {
        "startLine": first + 1,
        "startColumn": column(finding.start, first),
        "endLine": last + 1,
        "endColumn": column(finding.end, last),
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
    }


def _message(finding: Finding) -> str:
    place = f" ({finding.place})" if finding.place else ""
    told = f"{finding.rule.word}{place}: {finding.why} {finding.next}"
    words = shorten(one_line(finding.text), 200)
    return shorten(f"{one_line(told)} [{words}]", _MESSAGE)


def _uri(source: str) -> str:
    if "://" in source:
        return quote(source, safe=":/?#[]@!$&'()*+,;=%-._~", errors="replace")
    path = quote(source.removeprefix("./"), errors="replace")
    return f"file://{path}" if path.startswith("/") else path
