"""The tables of the page: notes and references, links, and what the words mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from citations.model import Link, LinkState, Note, Reference
from reports.cards import Place, badge, copy_link, to
from reports.hosts import HEADS, figures_of, hosts, notable
from reports.markup import Html, el, join
from reports.rules import RULES, Rule, rule
from reports.safe import one_line
from reports.view import Source, decided, drifted, label, link_rule, link_urgency


def references(place: Place) -> Html | None:
    """Every note with its references, then the references that stand in the text itself."""
    reading = place.view.reading
    rows = [row for note in reading.notes for row in _note(place, note)]
    rows += [
        _reference(place, reference, head=f"line {reference.line}")
        for reference in reading.references
        if reference.note not in place.view.notes
    ]
    if not rows:
        return None
    return el("table", _head("Note", "Reference", "Work", "Link"), el("tbody", *rows))


def _note(place: Place, note: Note) -> Iterator[Html]:
    view = place.view
    held = [view.references[key] for key in note.references if key in view.references]
    number = "–" if note.number is None else str(note.number)
    if note.kind in {"reference", "short_form"} and len(held) == 1:
        yield _reference(place, held[0], head=number, id_=place.id(note.id, "n"))
        return
    yield el(
        "tr",
        el("th", number, scope="row", class_="num"),
        el("td", note.text, colspan=3),
        id=place.id(note.id, "n"),
    )
    yield from (_reference(place, reference, head="") for reference in held)


def _reference(place: Place, reference: Reference, *, head: str, id_: str | None = None) -> Html:
    source = place.view.source(reference)
    anchor = place.id(reference.id, "n")
    return el(
        "tr",
        el("th", head, scope="row", class_="num") if head else el("td"),
        el("td", el("p", reference.raw, id=anchor if id_ else None), *_told(place, reference)),
        el("td", _work(place, reference)),
        el("td", *_link_cell(place, source)),
        id=id_ or anchor,
    )


def _told(place: Place, reference: Reference) -> Iterator[Html]:
    view = place.view
    if reference.same_as in view.references:
        meant = view.references[str(reference.same_as)]
        to_it = el("a", label(meant), href="#" + place.id(meant.id, "n"))
        yield el("p", "Repeats ", to_it, class_="dim")
    for key in reference.could_be:
        if key in view.references:
            other = view.references[key]
            to_it = el("a", label(other), href="#" + place.id(other.id, "n"))
            yield el("p", badge(rule("reference", "ambiguous")), " or ", to_it, class_="dim")
    if reference.url_missing:
        told = rule("reference", "url_missing")
        yield el("p", badge(told), f" {told.meaning}", class_="dim")
    if reference.url_repaired:
        told = rule("reference", "url_repaired")
        yield el("p", badge(told), f" {reference.url_why or told.meaning}", class_="dim")


def _work(place: Place, reference: Reference) -> Html | None:
    status = place.view.audit.reference_status.get(reference.id)
    return badge(rule("reference", status.value)) if status else None


def _link_cell(place: Place, source: Source) -> Iterator[Html]:
    if source.link is None:
        return
    state = badge(link_rule(source.state)) if source.state else "link"
    yield el("a", state, href="#" + place.id(source.link.id, "l"))
    copy = copy_link(source)
    if copy:
        yield el("p", copy, class_="dim")


def links(place: Place) -> Html | None:
    """Every link, the most urgent first."""
    named = [link for link in place.view.reading.links if link.url]
    if not named:
        return None
    states = place.view.audit.states
    urgent = sorted(named, key=lambda link: link_urgency(states.get(link.url)))
    head = _head("State", "Address", "Why", "Cited at", "Instead")
    return el("table", head, el("tbody", *(_link(place, link) for link in urgent)), class_="links")


def hosts_of_links(place: Place) -> Html | None:
    """The hosts of a report whose subject is the links, those with the most links first."""
    found = [] if place.view.reading.claims else hosts(place.view.audit)
    if len(found) < 2:
        return None
    rows = (
        el(
            "tr",
            el("th", one_line(host.name), scope="row"),
            el("td", str(host.links), class_="num"),
            el("td", notable(host)),
            *(el("td", figure, class_="num") for figure in figures_of(host)),
        )
        for host in found
    )
    return el("table", _head("Host", "Links", "Not in order", *HEADS), el("tbody", *rows))


def _link(place: Place, link: Link) -> Html:
    state = place.view.audit.states.get(link.url)
    last = state.last_check if state else None
    cited = place.view.cited_at.get(link.id, [])
    review = place.view.audit.reviews.get(link.url)
    return el(
        "tr",
        el("th", badge(link_rule(state)) if state else "–", scope="row"),
        el(
            "td",
            el("p", el("a", one_line(link.url), **to(link.url))),
            el("p", last.title, class_="dim") if last and last.title else None,
        ),
        el(
            "td",
            state.why if state else None,
            _visited(state, place.view.audit.made_at),
            _cited_copy(place, link),
            _drift(place, link),
            el("p", decided(review), class_="dim") if review else None,
        ),
        el("td", *_lines(place, cited)),
        el("td", *_instead(place, link)),
        id=place.id(link.id, "l"),
    )


def _visited(state: LinkState | None, made_at: datetime | None) -> Html | None:
    """What the visit gave; its day if that is not the day of the report."""
    if state is None or state.checked_at is None:
        return None
    told = []
    if made_at is None or state.checked_at.date() != made_at.date():
        told.append(f"visited {state.checked_at:%Y-%m-%d}")
    if state.last_check and state.last_check.http_status:
        told.append(f"status {state.last_check.http_status}")
    if state.strikes:
        told.append(f"strike {state.strikes}")
    return el("p", " · ".join(told), class_="dim") if told else None


def _cited_copy(place: Place, link: Link) -> Html | None:
    copy = place.view.audit.cited_copies.get(link.url)
    return el("p", copy.why, class_="dim") if copy else None


def _drift(place: Place, link: Link) -> Html | None:
    drift = place.view.audit.drift.get(link.url)
    if drift is None or not drifted(drift):
        return None
    return el("p", badge(rule("link", "drifted")), f" {drift.score:.0%} of its words are the same")


def _lines(place: Place, cited: list[Reference]) -> Iterator[str]:
    for number, reference in enumerate(cited):
        yield ", " if number else "line "
        yield el("a", str(reference.line), href="#" + place.id(reference.id, "n"))


def _instead(place: Place, link: Link) -> Iterator[Html]:
    better = place.view.better.get(link.id)
    if better:
        yield el("a", one_line(better[0]), **to(better[0]))
        return
    copy = place.view.copies.get(link.id)
    if copy:
        day = f"{copy.archive}, {copy.captured_at:%Y-%m-%d}"
        yield el("p", "Copy: ", el("a", day, **to(copy.url)), class_="dim")


def legend(shown: set[str]) -> Html:
    """What the statuses on this page mean."""
    rows = [
        el(
            "tr",
            el("td", rule_.subject),
            el("th", badge(rule_), scope="row"),
            el("td", _says(rule_)),
        )
        for rule_ in RULES
        if rule_.id in shown
    ]
    return el("table", _head("Of a", "Status", "Meaning"), el("tbody", *rows), class_="legend")


def _says(kind: Rule) -> Html:
    return join(kind.meaning, f" {kind.next}" if kind.next else None)


def _head(*names: str) -> Html:
    return el("thead", el("tr", *(el("th", name, scope="col") for name in names)))
