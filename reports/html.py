"""One HTML file that needs nothing else: the document with every claim marked, for people."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from gzip import compress
from hashlib import sha256
from importlib.resources import files
from itertools import groupby

from citations.model import Audit
from reports import json as json_report
from reports import tables
from reports.cards import ATTENTION, Place, badge, document
from reports.findings import Finding, findings
from reports.markup import Html, el, join, raw
from reports.model import Options, summary, to_json, utc
from reports.rules import RULES, Rule, ranked
from reports.safe import one_line, shorten
from reports.view import View

_URGENT = 40
_SAME = 3
_WORDS = 220
_LONG = 300_000


def render(audits: Sequence[Audit], options: Options) -> str:
    """The page over all sources."""
    style, script = _style(), _file("html.js")
    several = len(audits) != 1
    places = [
        Place(view=View(audit), prefix=f"d{number}" if several else "")
        for number, audit in enumerate(audits, 1)
    ]
    titles = [_title(place) for place in places]
    title = f"{len(titles)} documents" if several else titles[0]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{shorten(title, 80)}: verification report"),
        el("style", raw(style)),
    )
    body = el(
        "body",
        el("a", "Skip to the report", class_="skip", href="#main"),
        el("main", *_main(places), class_="wrap", id="main"),
        el("footer", *_foot(places), class_="foot wrap"),
        _data(audits, options),
        el("script", raw(script)),
    )
    return f"<!doctype html>\n{el('html', head, raw(chr(10)), body, lang='en')}\n"


def _style() -> str:
    """The style sheet, and for each choice of the filter the rules that leave only it."""
    claims = [kind for kind in RULES if kind.subject == "claim"]
    choices = {kind.status: [kind.status] for kind in claims}
    choices["attention"] = [kind.status for kind in claims if kind.level in ATTENTION]
    return _file("html.css") + "".join(_only(*choice) for choice in choices.items())


def _only(choice: str, statuses: list[str]) -> str:
    rows = ",".join(f".has-{status}" for status in statuses)
    parts = ",".join(f".s-{status}" for status in statuses)
    chosen = f"body:has(#f-{choice}:checked)"
    return (
        f"{chosen} :is(.row:not({rows}),.card:not({parts}),.flag:not({parts})){{display:none}}\n"
        f"{chosen} .claim:not({parts}){{background:none;border-color:transparent}}\n"
    )


def _file(name: str) -> str:
    return (files("reports") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    def digest(text: str) -> str:
        return "'sha256-" + b64encode(sha256(text.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _data(audits: Sequence[Audit], options: Options) -> Html:
    """The JSON report; a long one is compressed, so that the page can be sent by mail."""
    made = [to_json(audit, parts=options.parts) for audit in audits]
    text = json_report.dump(made[0] if len(made) == 1 else made)
    if len(text) > _LONG:
        packed = b64encode(compress(text.encode(), mtime=0)).decode()
        return el("script", raw(packed), type="application/gzip", id="verifier-report")
    # No character of it may end its element.
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return el("script", raw(text), type="application/json", id="verifier-report")


def _title(place: Place) -> str:
    made = place.view.reading.document
    return one_line(made.title or made.source) or "Document"


def _filter(places: list[Place]) -> Html | None:
    counts: dict[str, int] = {}
    for place in places:
        for status, count in summary(place.view.audit)["claims"].items():
            counts[status] = counts.get(status, 0) + count
    if not counts:
        return None
    kinds = ranked("claims", counts)
    urgent = sum(count for kind, count in kinds if kind.level in ATTENTION)
    chips = [_chip("all", f"all {sum(counts.values())}", checked=True)]
    if urgent:
        chips.append(_chip("attention", f"needs attention {urgent}"))
    chips += [
        _chip(kind.status, f"{kind.sign} {kind.word} {count}", tone=kind.tone)
        for kind, count in kinds
    ]
    field = el("fieldset", el("legend", "Show claims"), *chips)
    return el("div", field, class_="filter")


def _chip(name: str, words: str, *, tone: str = "", checked: bool = False) -> Html:
    radio = el("input", type="radio", name="show", id=f"f-{name}", checked=checked)
    return el("label", radio, words, class_=f"t-{tone}" if tone else None)


def _main(places: list[Place]) -> Iterator[Html | None]:
    """One source fills the page; of several, a list of them comes first."""
    if len(places) == 1:
        yield from (_head(places[0]), _urgent(places[0]), _filter(places), *_sections(places[0]))
        return
    rows = [
        el(
            "tr",
            el("th", el("a", _title(place), href="#" + place.prefix), scope="row"),
            el("td", place.view.reading.document.source),
            el("td", *_badges(place)),
        )
        for place in places
    ]
    yield el("header", el("h1", f"{len(places)} documents"), class_="head")
    head = el("tr", *(el("th", name, scope="col") for name in ("Document", "Source", "Claims")))
    yield el("table", el("thead", head), el("tbody", *rows))
    yield _filter(places)
    for place in places:
        yield el("article", _head(place), _urgent(place), *_sections(place), id=place.prefix)


def _badges(place: Place) -> Iterator[Html]:
    counts = summary(place.view.audit)["claims"]
    for kind, count in ranked("claims", counts):
        yield join(badge(kind), f" {count} ")


def _sections(place: Place) -> Iterator[Html]:
    parts = [
        ("Document", document(place), "text"),
        ("Notes and references", tables.references(place), "references"),
        ("Links", tables.links(place), "links"),
        ("Hosts", tables.hosts_of_links(place), "hosts"),
    ]
    for name, made, key in parts:
        if made:
            yield el("section", el("h2", name), made, class_="part", id=place.id(key))


def _head(place: Place) -> Html:
    audit = place.view.audit
    made = audit.reading.document
    kicker = ["Verification report", one_line(made.source), one_line(made.language or "")]
    if audit.made_at:
        kicker.append(utc(audit.made_at).replace("T", " ").replace("Z", " UTC"))
    return el(
        "header",
        el("p", " · ".join(part for part in kicker if part), class_="kicker"),
        el("h1", _title(place)),
        None if audit.complete else _notice("Incomplete: not every link could be visited."),
        el("ul", *(el("li", remark) for remark in audit.remarks), class_="remarks")
        if audit.remarks
        else None,
        el("div", *_sums(place), class_="sums"),
        class_="head",
    )


def _notice(words: str) -> Html:
    return el("p", words, class_="notice", role="note")


def _sums(place: Place) -> Iterator[Html]:
    reading = place.view.reading
    sizes = {
        "claims": len(reading.claims),
        "links": len(reading.links),
        "references": len(reading.references),
    }
    for name, counts in summary(place.view.audit).items():
        kinds = ranked(name, counts)
        badges = [el("li", badge(kind), " ", el("b", str(count))) for kind, count in kinds]
        yield el(
            "section",
            el("h2", name.capitalize(), el("span", str(sizes[name]))),
            _bar(kinds) if kinds else None,
            el("ul", *badges) if badges else None,
            class_="sum",
        )


def _bar(parts: list[tuple[Rule, int]]) -> Html:
    """Shares side by side; the list below it says the same in words."""
    rects, at = [], 0
    for kind, count in parts:
        rects.append(el("rect", x=at, y=0, width=count, height=1, class_=f"t-{kind.tone}"))
        at += count
    size = {"viewBox": f"0 0 {at} 1", "preserveAspectRatio": "none"}
    return el("svg", *rects, class_="bar", aria_hidden="true", **size)


def _urgent(place: Place) -> Html | None:
    found = [f for f in findings(place.view.audit) if f.rule.level in ATTENTION]
    if not found:
        return None
    items = [
        item
        for kind, group in groupby(found, key=lambda f: f.rule)
        for item in _items(place, kind, list(group))
    ]
    rest = len(items) - _URGENT
    return el(
        "section",
        el("h2", f"Needs attention: {len(found)}"),
        el("ol", *items[:_URGENT]),
        el("p", f"{rest} more are marked below.", class_="more") if rest > 0 else None,
        class_="urgent",
    )


def _items(place: Place, kind: Rule, group: list[Finding]) -> Iterator[Html]:
    """One item each, or one for all that say the same."""
    if kind.brief and len(group) > _SAME:
        lines = [el("a", one_line(f.where), href=_target(place, f)) for f in group]
        spaced = [part for line in lines for part in (line, ", ")][:-1]
        yield _item(kind, f"{len(group)} times", kind.meaning, join(*spaced))
        return
    for finding in group:
        said = el("a", shorten(one_line(finding.text), _WORDS), href=_target(place, finding))
        yield _item(kind, one_line(finding.where), said, finding.why)


def _item(kind: Rule, where: str, said: str, why: str) -> Html:
    told = el("div", el("p", said), el("p", why))
    return el("li", el("span", badge(kind)), el("span", where, class_="at"), told)


def _target(place: Place, finding: Finding) -> str | None:
    """Where on the page a finding is shown in full."""
    part = {"link": "l", "reference": "n"}.get(finding.rule.subject)
    if part:
        return "#" + place.id(finding.id, part)
    return "#" + place.id(finding.claim) if finding.claim else None


def _foot(places: list[Place]) -> Iterator[Html]:
    shown = {
        f"{name.removesuffix('s')}-{status}"
        for place in places
        for name, counts in summary(place.view.audit).items()
        for status in counts
    }
    shown |= {finding.rule.id for place in places for finding in findings(place.view.audit)}
    if shown:
        yield el("details", el("summary", "What the words mean"), tables.legend(shown))
    judges = {
        verdict.judge
        for place in places
        for tag in place.view.audit.tags.values()
        for verdict in tag.verdicts
    }
    if judges:
        yield el("p", f"Claims were judged by {', '.join(sorted(judges))}.")
    version = one_line(places[0].view.audit.version) if places else ""
    told = "A status says what the sources we could read say, not what is true."
    yield el("p", join(told, f" Made by verifier {version}." if version else " Made by verifier."))
