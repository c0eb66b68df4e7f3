"""Markdown, for a pull request, a ticket or a wiki: the findings and a table of links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from citations.model import Audit
from reports.findings import Finding, findings
from reports.model import Options, summary
from reports.rules import Rule, ranked
from reports.safe import one_line, shorten, web_address
from reports.view import Source, View, decided, label, link_rule, link_urgency

_HEADINGS = {"error": "To mend", "warning": "To look at", "note": "To know"}
_LIMIT = 20
_QUOTE = 320
# What means something to Markdown anywhere, and what makes GitHub link words by itself.
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&^$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What means something where a line begins.
_START = re.compile(r"^(\d*)([-+=.)])")
_BREAKS_ADDRESS = re.compile(r"[<>\\`|]")


def render(audits: Sequence[Audit], options: Options) -> str:
    """A section for each source."""
    return "\n".join(line for audit in audits for line in _audit(audit, options)) + "\n"


def _text(words: str) -> str:
    return _START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", one_line(words)))


def _address(url: str) -> str:
    followed = web_address(url)
    return f"<{url}>" if followed and not _BREAKS_ADDRESS.search(url) else _text(url)


def _audit(audit: Audit, options: Options) -> Iterator[str]:
    made = audit.reading.document
    yield f"# {_text(made.title or made.source)}"
    yield ""
    yield _text(made.source) + (
        "" if audit.complete else ". **Incomplete: not every link could be visited.**"
    )
    yield ""
    for remark in audit.remarks:
        yield f"- {_text(remark)}"
    yield from _counts(audit, options)
    for level, of_level in groupby(findings(audit, options.parts), key=lambda f: f.rule.level):
        yield f"\n## {_HEADINGS[level]}"
        for kind, group in groupby(of_level, key=lambda f: f.rule):
            yield from _group(kind, list(group), None if options.verbose else _LIMIT)
    yield from _links(View(audit))


def _counts(audit: Audit, options: Options) -> Iterator[str]:
    for name, counts in summary(audit).items():
        if counts and "summary" in options.parts and (name != "claims" or name in options.parts):
            kinds = ranked(name, counts)
            told = ", ".join(f"{kind.sign} {count} {kind.word}" for kind, count in kinds)
            yield f"- **{name}**: {told}"


def _group(kind: Rule, group: list[Finding], limit: int | None) -> Iterator[str]:
    yield f"\n### {kind.sign} {kind.subject} {kind.word} ({len(group)})\n"
    yield f"{kind.meaning} {kind.next}\n".replace(" \n", "\n")
    for finding in group[:limit]:
        told = _address(finding.text) if kind.subject == "link" else _text(finding.text)
        yield f"- {_text(finding.where)}: {told}"
        if not kind.brief:
            yield from (f"  - {detail}" for detail in _details(finding))
    if limit and len(group) > limit:
        yield f"- and {len(group) - limit} more"


def _details(finding: Finding) -> Iterator[str]:
    if finding.why != finding.rule.meaning:
        yield _text(finding.why)
    if finding.review:
        yield _text(decided(finding.review))
    for source in finding.sources:
        if finding.rule.subject == "claim":
            yield from _source(source)
    if finding.next != finding.rule.next:
        verb, _, url = finding.next.partition(" ")
        yield f"{verb} {_address(url)}"


def _source(source: Source) -> Iterator[str]:
    state = f", {link_rule(source.state).word}" if source.state else ""
    address = f" {_address(source.link.url)}" if source.link else ""
    yield f"Source: {_text(label(source.reference))}{address}{state}"
    if source.verdict:
        for evidence in source.verdict.evidence[:1]:
            yield f"It says: “{_text(shorten(one_line(evidence.exact), _QUOTE))}”"
    if source.copy:
        yield f"Copy of {source.copy.captured_at:%Y-%m-%d}: {_address(source.copy.url)}"


def _links(view: View) -> Iterator[str]:
    states = view.audit.states

    links = [link for link in view.reading.links if link.url and link.url in states]
    if not links:
        return
    yield "\n## Links\n"
    yield "| State | Address | Why | Instead |"
    yield "| --- | --- | --- | --- |"
    for link in sorted(links, key=lambda link: link_urgency(states[link.url])):
        state = states[link.url]
        kind = link_rule(state)
        better = view.better.get(link.id)
        instead = _address(better[0]) if better else ""
        told = f"{kind.sign} {kind.word} | {_address(link.url)} | {_text(state.why)} | {instead}"
        yield f"| {told} |"
