"""A spreadsheet: one row for each claim, reference and link, safe to open anywhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from citations.model import Audit, Claim, Link, Reference
from reports.model import Options
from reports.rules import rule
from reports.safe import one_line
from reports.view import Source, View, label, link_rule

_COLUMNS = (
    "source", "kind", "id", "status", "urgency", "line", "place", "text", "why", "weight",
    "references", "addresses", "link_status", "evidence", "archived", "cite_instead",
)  # fmt: skip
# A cell that begins so is a formula to a spreadsheet, full-width forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(audits: Sequence[Audit], options: Options) -> str:
    """A header and the rows, every cell quoted, lines ending in CR LF (RFC 4180)."""
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for audit in audits:
        for row in _rows(View(audit), options):
            row["source"] = audit.reading.document.source
            writer.writerow([_cell(row.get(column, "")) for column in _COLUMNS])
    return made.getvalue()


def _cell(text: str) -> str:
    """Text that a spreadsheet shows and does not run."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _rows(view: View, options: Options) -> Iterator[dict[str, str]]:
    if "claims" in options.parts:
        yield from (_claim(view, claim) for claim in view.reading.claims)
    if "references" in options.parts:
        yield from (_reference(view, reference) for reference in view.reading.references)
    yield from (_link(view, link) for link in view.reading.links if link.url)


def _claim(view: View, claim: Claim) -> dict[str, str]:
    tag = view.tag(claim)
    sources = view.sources(claim)
    passages = [e.exact for s in sources if s.verdict for e in s.verdict.evidence[:1]]
    return {
        "kind": "claim",
        "id": claim.id,
        "status": tag.status.value if tag else "",
        "urgency": rule("claim", tag.status.value).level if tag else "",
        "line": str(claim.line),
        "place": claim.place or "",
        "text": claim.text,
        "why": tag.why if tag else "",
        "weight": f"{claim.checkworthiness:.2f}",
        "references": _join(label(source.reference) for source in sources),
        "evidence": _join(passages),
        **_found(sources),
    }


def _found(sources: Sequence[Source]) -> dict[str, str]:
    return {
        "addresses": _join(source.link.url for source in sources if source.link),
        "link_status": _join(source.state.status.value for source in sources if source.state),
        "archived": _join(source.copy.url for source in sources if source.copy),
    }


def _reference(view: View, reference: Reference) -> dict[str, str]:
    status = view.audit.reference_status.get(reference.id)
    return {
        "kind": "reference",
        "id": reference.id,
        "status": status.value if status else "",
        "urgency": rule("reference", status.value).level if status else "",
        "line": str(reference.line),
        "text": reference.raw,
        "why": "the address is missing" if reference.url_missing else reference.url_why or "",
        "references": label(reference),
        **_found([view.source(reference)]),
    }


def _link(view: View, link: Link) -> dict[str, str]:
    state = view.audit.states.get(link.url)
    cited = view.cited_at.get(link.id, [])
    copy = view.copies.get(link.id)
    return {
        "kind": "link",
        "id": link.id,
        "status": state.status.value if state else "",
        "urgency": link_rule(state).level if state else "",
        "line": str(cited[0].line) if cited else "",
        "text": link.url,
        "why": state.why if state else "",
        "references": _join(label(reference) for reference in cited),
        "addresses": link.url,
        "link_status": state.status.value if state else "",
        "archived": copy.url if copy else "",
        "cite_instead": view.better[link.id][0] if link.id in view.better else "",
    }


def _join(parts: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(parts))
