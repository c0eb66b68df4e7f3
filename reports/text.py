"""Text for a terminal: what an editor has to know, most urgent first, in a minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from citations.model import Audit, Document, LinkStatus
from reports.findings import Finding, findings
from reports.hosts import HEADS, Host, figures_of, hosts, known, notable
from reports.model import Options, summary
from reports.rules import Rule, ranked, rule
from reports.safe import cells, one_line, shorten, wrap
from reports.view import Source, View, decided, label, link_rule

_HEADINGS = {"error": "To mend", "warning": "To look at", "note": "To know"}
_COLORS = {
    "good": "32",
    "part": "33",
    "bad": "31",
    "doubt": "35",
    "away": "36",
    "bare": "34",
    "quiet": "2",
}
_BOLD, _DIM = "1", "2"
_LIMIT = 10
_QUOTE = 320
_WORDS = 600
_KEY = 8


class _Page:
    """Lines of text of one width, coloured if that is wanted."""

    def __init__(self, options: Options) -> None:
        self.width = max(options.width, 40)
        self.color = options.color
        self.limit = None if options.verbose else _LIMIT
        self.lines: list[str] = []

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text

    def add(self, text: str = "", *, indent: int = 0, code: str = "") -> None:
        """A paragraph, wrapped and indented."""
        for line in wrap(text, self.width - indent):
            self.lines.append((" " * indent + self.paint(line, code)).rstrip())

    def row(self, key: str, text: str, *, indent: int, pad: int, code: str = "") -> None:
        """A paragraph that hangs beside its key."""
        first, *rest = wrap(text, self.width - indent - pad)
        gap = " " * max(pad - cells(key), 1)
        self.lines.append(" " * indent + self.paint(key, _DIM) + gap + self.paint(first, code))
        self.lines += [" " * (indent + pad) + self.paint(line, code) for line in rest]

    def address(self, key: str, url: str, *, indent: int, pad: int) -> None:
        """An address in one piece, however long: a broken one cannot be followed."""
        gap = " " * max(pad - cells(key), 1)
        self.lines.append(" " * indent + self.paint(key, _DIM) + gap + one_line(url))


def render(audits: Sequence[Audit], options: Options) -> str:
    """Each source's headline, counts, and findings by urgency; of several, all of them at last."""
    page = _Page(options)
    in_order: list[Audit] = []
    for audit in audits:
        found = _to_tell(audit, options)
        if audits[1:] and not options.verbose and _is_in_order(audit, found, options):
            in_order.append(audit)
            continue
        _part(page)
        _audit(page, audit, found, options)
    if in_order:
        _part(page)
        page.add("IN ORDER", code=_BOLD)
        _rows(page, [(_name(audit.reading.document), _links_of(audit)) for audit in in_order])
    if audits[1:] and "hosts" in options.parts:
        _part(page)
        _all(page, audits)
    elif audits and "hosts" in options.parts:
        _hosts(page, hosts(*audits))
    return "\n".join(page.lines) + "\n"


def _part(page: _Page) -> None:
    """A line across, between two parts."""
    if page.lines:
        page.add()
        page.add("─" * page.width)
        page.add()


def _to_tell(audit: Audit, options: Options) -> list[Finding]:
    """The findings, but for links that the person left out: of them everybody knows."""
    found = findings(audit, options.parts)
    if options.verbose:
        return found
    left_out = {url for url, state in audit.states.items() if state.reason == "excluded"}
    return [one for one in found if one.rule.subject != "link" or one.text not in left_out]


def _is_in_order(audit: Audit, found: Sequence[Finding], options: Options) -> bool:
    """Whether a line is enough to say of the links of a document."""
    return "claims" not in options.parts and not found and audit.complete


def _links_of(audit: Audit) -> str:
    count = len(audit.reading.links)
    return f"{count} link{'s' if count != 1 else ''}"


def _all(page: _Page, audits: Sequence[Audit]) -> None:
    """The links of all documents, each once, and their hosts."""
    states = list(known(audits))
    page.add(f"{len(audits)} documents, {len(states)} links", code=_BOLD)
    page.add()
    _counts(page, "links", dict(Counter(state.status.value for state in states)))
    _hosts(page, hosts(*audits))


def _audit(page: _Page, audit: Audit, found: Sequence[Finding], options: Options) -> None:
    _headline(page, audit, options)
    for level, of_level in groupby(found, key=lambda f: f.rule.level):
        page.add()
        page.add(_HEADINGS[level].upper(), code=_BOLD)
        for kind, group in groupby(of_level, key=lambda f: f.rule):
            _group(page, kind, list(group))
    if not audit.tags and not audit.states and "claims" in options.parts:
        _read(page, audit)
    elif options.verbose:
        _well(page, audit, options)
    if not found:
        page.add()
        page.add("Nothing to mend." if audit.complete else "Nothing to mend so far.")


def _headline(page: _Page, audit: Audit, options: Options) -> None:
    reading = audit.reading
    page.add(_name(reading.document), code=_BOLD)
    sizes = {
        "claims": len(reading.claims),
        "citations": len(reading.citations),
        "notes": len(reading.notes),
        "references": len(reading.references),
        "links": len(reading.links),
    }
    shown = [
        f"{size} {name if size != 1 else name[:-1]}"
        for name, size in sizes.items()
        if name in options.parts
    ]
    page.add(", ".join(shown))
    counted = summary(audit) if "summary" in options.parts else {}
    if any(counted.values()):
        page.add()
    for name, counts in counted.items():
        if counts and (name != "claims" or "claims" in options.parts):
            _counts(page, name, counts)
    if not audit.complete:
        page.add()
        page.add("Incomplete: not every link could be visited.", code=_BOLD)
    for remark in audit.remarks:
        page.add(one_line(remark), code=_DIM)


def _name(document: Document) -> str:
    source = "standard input" if document.source == "-" else one_line(document.source)
    title = one_line(document.title or "")
    return f"{source}: {title}" if title else source


def _counts(page: _Page, name: str, counts: dict[str, int]) -> None:
    """One row of counts; the colours are put in after the line breaks are known."""
    pad = 14
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for kind, count in ranked(name, counts):
        told = f"{kind.sign} {count} {kind.word}"
        if lines[-1] and used + cells(told) + 3 > page.width - pad:
            lines.append([])
            used = 0
        lines[-1].append((told, _COLORS[kind.tone]))
        used += cells(told) + 3
    for place, line in enumerate(lines):
        key = f"{'' if place else name:<{pad - 2}}"
        told = "   ".join(page.paint(words, code) for words, code in line)
        page.lines.append(f"  {page.paint(key, _DIM)}{told}")


def _group(page: _Page, kind: Rule, group: list[Finding]) -> None:
    page.add()
    title = f"{kind.sign} {kind.subject} {kind.word}" + (f" ({len(group)})" if group[1:] else "")
    page.add(title, code=_COLORS[kind.tone])
    page.add(f"{kind.meaning} {kind.next}".strip(), indent=2, code=_DIM)
    whys = {finding.why for finding in group}
    common = group[1:] and not kind.brief and len(whys) == 1
    if common and group[0].why != kind.meaning:
        page.add(one_line(group[0].why), indent=2)
    shown = group[: page.limit]
    pad = min(max(cells(one_line(finding.where)) for finding in shown), 18) + 2
    for finding in shown:
        if kind.brief:
            _brief(page, finding, pad)
        else:
            _full(page, finding, pad, why=not common)
    if len(shown) < len(group):
        page.add(f"{len(group) - len(shown)} more; --verbose shows them all", indent=2, code=_DIM)


def _brief(page: _Page, finding: Finding, pad: int) -> None:
    weight = f"{finding.weight:.2f}  " if finding.weight else ""
    told = _fit(weight + one_line(finding.text), page.width - 2 - pad)
    page.row(one_line(finding.where), told, indent=2, pad=pad)


def _fit(text: str, width: int) -> str:
    """The text, cut to so many columns."""
    length = width
    while cells(cut := shorten(text, length)) > width:
        length -= 1
    return cut


def _full(page: _Page, finding: Finding, pad: int, *, why: bool) -> None:
    text = one_line(finding.text)
    if finding.rule.subject != "link":
        text = shorten(text, _WORDS)
    where = one_line(finding.where)
    if finding.rule.subject == "link":
        page.address(where, text, indent=2, pad=pad)
    else:
        page.row(where, text, indent=2, pad=pad, code=_BOLD)
    for key, told, whole in _details(finding, why=why):
        put = page.address if whole else page.row
        put(key, told, indent=2 + pad, pad=_KEY)


def _details(finding: Finding, *, why: bool) -> Iterator[tuple[str, str, bool]]:
    """(key, text, is an address) of what is known of a finding."""
    if finding.also:
        yield "also", "line " + ", ".join(str(line) for line in finding.also[:_LIMIT]), False
    if why and finding.why != finding.rule.meaning:
        yield "why", one_line(finding.why), False
    if finding.review:
        yield "review", one_line(decided(finding.review)), False
    for source in finding.sources:
        yield from _source(source, finding)
    if finding.next != finding.rule.next:
        verb, _, rest = finding.next.partition(" ")
        yield verb.lower(), one_line(rest), True


def _source(source: Source, finding: Finding) -> Iterator[tuple[str, str, bool]]:
    verdict = source.verdict
    told = label(source.reference)
    if source.state and finding.rule.subject == "claim":
        told += f" · {link_rule(source.state).word}"
    bare = source.link is not None and source.link.url.endswith(told)  # said just above
    if finding.rule.subject != "reference" and not (finding.rule.subject == "link" and bare):
        yield "source", told, False
    if verdict and len(finding.sources) > 1:
        yield "verdict", f"{verdict.status.value.replace('_', ' ')}: {one_line(verdict.why)}", False
    for evidence in verdict.evidence[:1] if verdict else ():
        yield "says", f"… {shorten(one_line(evidence.exact), _QUOTE)} …", False
    if source.link and finding.rule.subject != "link":
        yield "at", source.link.url, True
    if source.copy and finding.rule.subject == "claim":
        yield "copy", source.copy.url, True


def _read(page: _Page, audit: Audit) -> None:
    """What was read, for a document of which nothing was checked."""
    reading = audit.reading
    claims = [(f"line {c.line}", one_line(c.text)) for c in reading.claims]
    references = [(f"line {r.line}", label(r)) for r in reading.references]
    for title, rows in (("Claims", claims), ("References", references)):
        if rows:
            _list(page, title, rows)


def _well(page: _Page, audit: Audit, options: Options) -> None:
    """What is in order: shown only to those who ask for everything."""
    view = View(audit)
    claims = [
        (f"line {claim.line}", one_line(f"{kind.sign} {claim.text}"))
        for claim in audit.reading.claims
        if (tag := view.tag(claim)) and (kind := rule("claim", tag.status)).level == "none"
    ]
    links = [
        (link_rule(state).word, one_line(link.url))
        for link in audit.reading.links
        if (state := audit.states.get(link.url)) and link_rule(state).level == "none"
    ]
    for title, rows in (("Claims in order", claims), ("Links in order", links)):
        if rows and (title.startswith("Links") or "claims" in options.parts):
            _list(page, title, rows)


def _hosts(page: _Page, found: Sequence[Host]) -> None:
    """How the hosts answered; of many, those with the most links. Not of hosts not asked."""
    found = [host for host in found if set(host.statuses) != {LinkStatus.UNCHECKED}]
    if len(found) < 2:
        return
    page.add()
    page.add("HOSTS", code=_BOLD)
    shown = found[: page.limit]
    figures = [(str(host.links), *figures_of(host)) for host in shown]
    pads = [max(map(len, column)) for column in zip(("links", *HEADS), *figures, strict=True)]
    room = page.width - 2 - sum(pads) - 2 * len(pads)
    names = [_fit(one_line(host.name), max(room, 12)) for host in shown]
    wide = max(cells(name) for name in names)
    head = "  ".join(f"{name:>{pad}}" for name, pad in zip(("links", *HEADS), pads, strict=True))
    page.lines.append(f"  {' ' * wide}  {page.paint(head, _DIM)}")
    for host, name, row in zip(shown, names, figures, strict=True):
        line = "  ".join(f"{figure:>{pad}}" for figure, pad in zip(row, pads, strict=True))
        page.lines.append(f"  {name}{' ' * (wide - cells(name))}  {line}".rstrip())
        if others := notable(host):
            page.row("", others, indent=4, pad=0, code=_DIM)
    if len(shown) < len(found):
        page.add(f"{len(found) - len(shown)} more; --verbose shows them all", indent=2, code=_DIM)


def _list(page: _Page, title: str, rows: list[tuple[str, str]]) -> None:
    page.add()
    page.add(title.upper(), code=_BOLD)
    _rows(page, rows)


def _rows(page: _Page, rows: list[tuple[str, str]]) -> None:
    shown = rows[: page.limit]
    pad = min(max(cells(key) for key, _ in shown), page.width * 2 // 3) + 2
    for key, text in shown:
        page.row(_fit(key, pad - 2), _fit(text, page.width - 2 - pad), indent=2, pad=pad)
    if len(shown) < len(rows):
        page.add(f"{len(rows) - len(shown)} more; --verbose shows them all", indent=2, code=_DIM)
