"""JUnit XML: each claim, reference and link is a test, for dashboards that know only tests."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from citations.model import Audit
from reports.findings import Finding, findings
from reports.model import Options
from reports.safe import one_line, shorten

_NAME = 120


def render(audits: Sequence[Audit], options: Options) -> str:
    """A suite for each source; what must be mended fails, all else is told and passes."""
    root = ET.Element("testsuites", name="verifier")
    for audit in audits:
        _suite(root, audit, options)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, audit: Audit, options: Options) -> None:
    by_id: dict[str, list[Finding]] = {}
    for finding in findings(audit, options.parts):
        by_id.setdefault(finding.claim or finding.id, []).append(finding)
    source = one_line(audit.reading.document.source)
    suite = ET.SubElement(root, "testsuite", name=source)
    for kind, key, words in _cases(audit, options):
        name = f"{key} {shorten(one_line(words), _NAME)}"
        case = ET.SubElement(suite, "testcase", classname=f"{source}.{kind}", name=name)
        _tell(case, by_id.pop(key, []))
    for key, rest in by_id.items():
        case = ET.SubElement(suite, "testcase", classname=f"{source}.document", name=one_line(key))
        _tell(case, rest)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("./testcase/failure"))))


def _cases(audit: Audit, options: Options) -> list[tuple[str, str, str]]:
    reading = audit.reading
    claims = [("claims", c.id, c.text) for c in reading.claims if c.id in audit.tags]
    references = [("references", r.id, r.raw) for r in reading.references]
    visited = [link for link in reading.links if link.url and link.url in audit.states]
    links = [("links", link.id, link.url) for link in visited]
    return [case for case in claims + references + links if case[0] in options.parts]


def _tell(case: ET.Element, found: list[Finding]) -> None:
    """A test may have one failure; whatever else was found stands in its output."""
    failed = [finding for finding in found if finding.rule.level == "error"]
    if failed:
        first = failed[0]
        failure = ET.SubElement(case, "failure", message=one_line(first.why), type=first.rule.id)
        failure.text = _line(first)
    others = [_line(finding) for finding in found if finding not in failed[:1]]
    if others:
        ET.SubElement(case, "system-out").text = "\n".join(others)


def _line(finding: Finding) -> str:
    told = f"{finding.where}: {finding.rule.word}: {finding.why} {finding.next}"
    return one_line(told)
