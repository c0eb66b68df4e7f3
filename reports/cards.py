"""The document with its claims marked, and a card beside each that says what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from citations.model import BlockKind, Claim, Evidence
from reports.markup import Html, el, join
from reports.prose import Passage, Piece, passages
from reports.rules import Rule, rule
from reports.safe import one_line, shorten
from reports.view import Source, View, decided, label, link_rule

ATTENTION = frozenset({"error", "warning"})
_HEAD = 56
# The document stands under a heading of this level.
_SECTION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One source's part of the page; ``prefix`` keeps its ids apart from the others'."""

    view: View
    prefix: str

    def id(self, key: str, part: str = "") -> str:
        """An id on this page: "c4", with a part "v-c4", of the second source "d2-v-c4"."""
        return "-".join(name for name in (self.prefix, part, key) if name)


def badge(kind: Rule) -> Html:
    """A status as colour, sign and word."""
    sign = el("i", kind.sign, aria_hidden="true")
    return el("span", sign, f" {kind.word}", class_=f"tag t-{kind.tone}")


def document(place: Place) -> Html:
    """Every block in reading order with its cards; claims outside all blocks come last."""
    rows, seen, depth = [], set[str](), _SECTION
    for navigation, group in groupby(
        passages(place.view.reading), key=lambda p: p.kind is BlockKind.NAVIGATION and not p.ending
    ):
        if navigation:
            rows.append(_navigation(list(group)))
            continue
        for passage in group:
            depth = _depth(passage, depth)
            ending = tuple(claim for claim in passage.ending if claim.id not in seen)
            rows.append(_row(place, replace(passage, ending=ending), depth))
            seen.update(claim.id for claim in ending)
    rest = [claim for claim in place.view.reading.claims if claim.id not in seen]
    rows += [_row(place, _alone(claim), depth) for claim in rest]
    return join(*rows)


def _depth(passage: Passage, last: int) -> int:
    """The level of a heading on the page: as in the document, below ours, none left out."""
    if passage.kind is BlockKind.TITLE:
        return _SECTION + 1
    if passage.kind is BlockKind.HEADING:
        return min(passage.level + _SECTION, last + 1, 6)
    return last


def _navigation(group: list[Passage]) -> Html:
    words = [el("p", "".join(piece.text for piece in p.pieces)) for p in group]
    title = f"Navigation and boilerplate, {len(group)} blocks: not read for claims"
    block = el("div", el("details", el("summary", title), *words, class_="nav"))
    return el("div", el("div", block, class_="block k-navigation"), class_="row")


def _alone(claim: Claim) -> Passage:
    piece = Piece(text=claim.text, claim=claim)
    return Passage(kind=BlockKind.PARAGRAPH, level=1, pieces=(piece,), ending=(claim,))


def _row(place: Place, passage: Passage, depth: int) -> Html:
    tags = [tag for claim in passage.ending if (tag := place.view.tag(claim))]
    statuses = dict.fromkeys(tag.status.value for tag in tags)
    cards = [card for claim in passage.ending for card in _card(place, claim)]
    kind = passage.kind.value
    return el(
        "div",
        el("div", _block(place, passage, depth), class_=f"block k-{kind}"),
        el("div", *cards, class_="cards") if cards else None,
        class_=" ".join(["row", *(f"has-{name}" for name in statuses)]),
    )


def _block(place: Place, passage: Passage, depth: int) -> Html:
    words = join(*_words(place, passage))
    match passage.kind:
        case BlockKind.TITLE | BlockKind.HEADING:
            return el(f"h{depth}", words)
        case BlockKind.QUOTATION:
            return el("blockquote", el("p", words))
        case BlockKind.CODE:
            return el("pre", *_lines(passage))
        case _:
            return el("p", words)


def _lines(passage: Passage) -> Iterator[Html]:
    for line in "".join(piece.text for piece in passage.pieces).splitlines():
        yield join(line, Html("\n"))


def _words(place: Place, passage: Passage) -> Iterator[str]:
    """Claims as spans; the flag of one that ends here follows the citations behind it."""
    ending = {claim.id for claim in passage.ending}
    pending: Claim | None = None
    for claim, group in groupby(passage.pieces, key=lambda piece: piece.claim):
        pieces = list(group)
        if claim is not None:
            yield from _flag(place, pending)
            last = claim.id in ending
            yield _claim(place, claim, pieces, place.id(claim.id) if last else None)
            pending = claim if last else None
            continue
        for piece in pieces:
            if piece.citation is None:
                yield from _flag(place, pending)
                pending = None
            yield _piece(place, piece)
    yield from _flag(place, pending)


def _classes(name: str, kind: Rule) -> str:
    """The part's own class, its colours, and the status that the filter goes by."""
    return f"{name} t-{kind.tone} s-{kind.status}"


def _claim(place: Place, claim: Claim, pieces: Iterable[Piece], id_: str | None) -> Html:
    """The words of a claim; the part with its end has its id."""
    words = [_piece(place, piece) for piece in pieces]
    tag = place.view.tag(claim)
    if tag is None:
        return el("span", *words, id=id_)
    kind = rule("claim", tag.status.value)
    return el("span", *words, class_=_classes("claim", kind), id=id_)


def _flag(place: Place, claim: Claim | None) -> Iterator[str]:
    tag = place.view.tag(claim) if claim else None
    if claim is None or tag is None:
        return
    kind = rule("claim", tag.status.value)
    classes = _classes("flag", kind)
    sign = el("i", kind.sign, aria_hidden="true")
    if kind.tone == "quiet":
        yield el("span", sign, el("span", kind.word, class_="sr"), class_=classes)
    else:
        yield el("a", sign, f" {kind.word}", class_=classes, href="#" + place.id(claim.id, "v"))


def _piece(place: Place, piece: Piece) -> str:
    if piece.citation is None or not piece.text.strip():
        return piece.text
    citation = piece.citation
    target = citation.note or next(iter(citation.references), None)
    words = piece.text
    mark = el("a", words, href="#" + place.id(target, "n")) if target else el("b", words)
    raised = citation.style in {"glued_digit", "superscript", "footnote"} or _is_number(words)
    return el("sup", mark) if raised else mark


def _is_number(words: str) -> bool:
    return words.strip("[]^() ").isdigit() and not words.startswith(("[", "("))


def _card(place: Place, claim: Claim) -> Iterator[Html]:
    tag = place.view.tag(claim)
    if tag is None or tag.status == "not_checkable":
        return
    kind = rule("claim", tag.status.value)
    head = join(badge(kind), " ", el("q", shorten(one_line(claim.text), _HEAD)))
    why = el("span", tag.why or kind.meaning, class_="why")
    sources = place.view.sources(claim)
    about: dict[str, str] = {"class_": _classes("card", kind), "id": place.id(claim.id, "v")}
    if not sources and not _review(place, claim):
        yield el("div", head, why, **about)
        return
    body = [
        *(_source(place, source, tag.why if len(sources) > 1 else None) for source in sources),
        el("p", kind.next, class_="next") if kind.next else None,
        _review(place, claim),
        el("p", _fine(claim, sources), class_="fine"),
    ]
    summary = el("summary", head, why)
    yield el("details", summary, *body, open=kind.level in ATTENTION, **about)


def _fine(claim: Claim, sources: list[Source]) -> str:
    told = [claim.place or f"line {claim.line}", f"weight {claim.checkworthiness:.2f}"]
    judged = [source.verdict for source in sources if source.verdict]
    scores = [verdict.score for verdict in judged if verdict.score is not None]
    if scores:
        told.append(f"support {max(scores):.0%}")
    return " · ".join(told)


def _review(place: Place, claim: Claim) -> Html | None:
    review = place.view.audit.reviews.get(claim.id)
    return el("p", decided(review), class_="next") if review else None


def _source(place: Place, source: Source, why: str | None) -> Html:
    """One source; one of several has its own verdict, told where it says more than ``why``."""
    reference, verdict = source.reference, source.verdict
    name = el("a", label(reference), href="#" + place.id(reference.id, "n"))
    told = rule("claim", verdict.status.value) if verdict and why is not None else None
    known = {source.link.url} if source.link else set()
    known |= {source.copy.url} if source.copy else set()
    return el(
        "div",
        el("p", badge(told) if told else None, " " if told else None, name),
        _ways(source),
        el("p", verdict.why, class_="dim") if verdict and told and verdict.why != why else None,
        *_passages(verdict.evidence if verdict else (), known),
        class_="src",
    )


def _ways(source: Source) -> Html | None:
    """How to get to the source: its address and state, and its archived copy."""
    if source.link is None:
        missing = source.reference.url_missing
        return el("p", badge(rule("reference", "url_missing")), class_="ways") if missing else None
    state = badge(link_rule(source.state)) if source.state else None
    return el("p", state, el("a", "page", **to(source.link.url)), copy_link(source), class_="ways")


def copy_link(source: Source) -> Html | None:
    """A link to the archived copy, with its day."""
    if source.copy is None:
        return None
    return el("a", f"copy of {source.copy.captured_at:%Y-%m-%d}", **to(source.copy.url))


def to(url: str) -> dict[str, str]:
    """The attributes of a link that leads off the page."""
    return {"href": url, "rel": "noreferrer"}


def _passages(found: tuple[Evidence, ...], known: set[str]) -> Iterator[Html]:
    """The passage the verdict rests on, and the others behind it."""
    shown = [_evidence(evidence, known) for evidence in found]
    yield from shown[:1]
    if shown[1:]:
        rest = f"{len(shown) - 1} more from this source"
        yield el("details", el("summary", rest), *shown[1:], class_="nav")


def _evidence(evidence: Evidence, known: set[str]) -> Html:
    """A passage in its context, with its source unless that is linked just above."""
    told = f"captured {evidence.captured:%Y-%m-%d}" if evidence.captured else ""
    if evidence.source not in known:
        name = shorten(one_line(evidence.source), 70)
        told = join(el("a", name, **to(evidence.source)), f", {told}" if told else None)
    return el(
        "blockquote",
        f"…{evidence.prefix}",
        el("mark", evidence.exact),
        f"{evidence.suffix}…",
        el("cite", told) if told else None,
    )
