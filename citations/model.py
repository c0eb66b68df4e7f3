"""The nouns: what was written, what is meant, and what is known of it.

Every value here is frozen. Offsets are Unicode code points into ``Document.text``,
half open; lines and columns count from 1; times are aware datetimes in UTC;
sizes are bytes; durations are milliseconds.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from citations.quickly import quickly

Csl = Mapping[str, Any]
"""One CSL-JSON item: only the fields that the text gives, never an invented one."""


class BlockKind(StrEnum):
    """What a block of a document is; claims are looked for in the first five only."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    QUOTATION = "quotation"
    CAPTION = "caption"
    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    CODE = "code"
    NAVIGATION = "navigation"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Mapped:
    """Clean text in which every character still knows where it stood.

    ``offsets[i]`` is the offset, in ``Document.text``, of ``text[i]``. Characters
    may be left out (mark-up, a soft hyphen with its line break) or replaced one for
    one (a line break by a space); none is ever added, so offsets never fall.
    """

    text: str
    offsets: Sequence[int]

    @classmethod
    def plain(cls, text: str, start: int = 0) -> Mapped:
        """Text that stands in the document just as it is, from ``start`` on."""
        return cls(text, range(start, start + len(text)))

    @classmethod
    def join(cls, parts: Iterable[Mapped]) -> Mapped:
        """The parts one after the other, nothing between them."""
        kept = list(parts)
        offsets = array("L")
        for part in kept:
            offsets.extend(part.offsets)
        return cls("".join(part.text for part in kept), offsets)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Mapped:
        return Mapped(self.text[part], self.offsets[part])

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """The span in the document of ``text[start:end]``, which is not empty."""
        stop = len(self.text) if end is None else end
        return self.offsets[start], self.offsets[stop - 1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a document in reading order."""

    kind: BlockKind
    content: Mapped
    #: Depth of a heading or list item, from 1.
    level: int = 1
    #: Where a person finds it when lines do not say it: "page 3", "cell 7", "table 2, row 4".
    place: str | None = None


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A citation that the format itself marks up: a note marker, a link, a template.

    Its mark-up is not part of the block's content; ``at`` says where in the content it
    stands (a link's own words stay in the content and end at ``at``).
    """

    style: str
    marker: str
    start: int
    end: int
    block: int
    at: int
    #: The ``NoteBody.key`` it leads to; a key without a body is a dangling marker.
    key: str | None = None
    #: The address it leads to, as written.
    url: str | None = None
    #: The bibliographic item it carries or names, if the format gives one.
    csl: Csl | None = None
    #: Page, chapter or the like that it points at: "p. 3".
    locator: str | None = None


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBody:
    """A note that the format itself marks up."""

    key: str
    content: Mapped
    start: int
    end: int
    number: int | None = None
    #: The items the format gives ready-made: a .bib entry, a cite template, a field code.
    items: tuple[Csl, ...] = ()
    #: Addresses the mark-up gives and the content may not show: (url, start, end) in the document.
    urls: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a reader noticed that a person may want to mend."""

    code: str
    message: str
    start: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalLink:
    """A file beside the document that it points at, or a place in the document itself."""

    #: As written: "guide.md#install", "../img/map.png", "#results".
    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A stretch of a text that was put together from files: where it comes from."""

    start: int
    #: The file, from the folder of the document.
    name: str
    #: The line of that file that the stretch begins on.
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its blocks, and a map from every character back to where it stood."""

    source: str
    format: str
    #: The decoded file for text formats; the extracted text for all others.
    text: str
    text_sha256: str
    blocks: tuple[Block, ...]
    pointers: tuple[Pointer, ...] = ()
    note_bodies: tuple[NoteBody, ...] = ()
    title: str | None = None
    #: BCP 47 primary tag, as declared or detected.
    language: str | None = None
    problems: tuple[Problem, ...] = ()
    #: Spans of the text that are code in the middle of prose: nothing in them is a marker.
    code: tuple[tuple[int, int], ...] = ()
    #: What it points at in its own folder, in the formats that say so; these are no sources.
    local_links: tuple[LocalLink, ...] = ()
    #: The files that the text was put together from, in order; empty: it is one file's.
    parts: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that says something which can be true or false, with its span."""

    id: str
    text: str
    start: int
    end: int
    line: int
    #: "fact", a finer kind ("statistic", "quotation", ...), or "not_checkable".
    kind: str
    #: 0 to 1: how much it matters that a person checks it.
    checkworthiness: float
    citations: tuple[str, ...] = ()
    #: Why it has this kind, or needs a source: short codes.
    reasons: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A pointer as written at a place in the text."""

    id: str
    marker: str
    #: "glued_digit", "superscript", "bracket", "author_year", "inline_link", "bare_url", ...
    style: str
    start: int
    end: int
    line: int
    claim: str | None = None
    note: str | None = None
    references: tuple[str, ...] = ()
    dangling: bool = False
    locator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, endnote or bibliography entry as written."""

    id: str
    number: int | None
    number_printed: bool
    text: str
    start: int
    end: int
    line: int
    #: "reference", "comment", "mixed", or "short_form" (only points back).
    kind: str
    references: tuple[str, ...] = ()


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One source that is meant, with the text it was read from."""

    id: str
    raw: str
    start: int
    end: int
    line: int
    csl: Csl
    note: str | None = None
    original_title: str | None = None
    #: The address just as it stands in the text, line breaks and all.
    url_printed: str | None = None
    url_repaired: bool = False
    #: Why this reading of a broken address was chosen over the others.
    url_why: str | None = None
    #: Other readings of a broken address, best first.
    url_candidates: tuple[str, ...] = ()
    #: The text announces an address ("online at:") that is not there.
    url_missing: bool = False
    #: Further addresses that the reference gives, canonical; each has a link of its own.
    other_urls: tuple[str, ...] = ()
    #: The reference that this short form repeats; it may stand in a list at the end.
    same_as: str | None = None
    #: Other references a short form could mean as well; it is ambiguous if there are any.
    could_be: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One canonical URL; its id is its number in one reading, its url is its identity."""

    id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in one document: the result of ``citations.read``."""

    document: Document
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()


class LinkStatus(StrEnum):
    """What is known of the cited thing at its address; the reason codes say why."""

    LIVE = "live"
    MOVED = "moved"
    SOFT_404 = "soft_404"
    FAILING = "failing"
    DEAD = "dead"
    BLOCKED = "blocked"
    PAYWALLED = "paywalled"
    INSECURE = "insecure"
    UNSAFE = "unsafe"
    MALFORMED = "malformed"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One answer on the way: the address asked and the status it gave."""

    url: str
    status: int


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One dated visit to a link: what was asked, every hop, what came back and why."""

    url: str
    status: LinkStatus
    reason: str
    why: str
    checked_at: datetime
    http_status: int | None = None
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    elapsed_ms: int = 0
    title: str | None = None
    content_type: str | None = None
    content_length: int | None = None
    content_sha256: str | None = None
    #: The body was longer than we read.
    truncated: bool = False
    #: Seconds the host asked us to wait before we come again.
    retry_after: int | None = None
    #: What the library reported when nothing came back.
    error: str | None = None
    #: How often it was asked again: a connection broke, or its host refused it for the moment.
    retries: int = 0
    #: How long the visit waited for its host's turn, beside ``elapsed_ms``.
    held_ms: int = 0


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """A link's standing over all its checks: what the schedule and the reports go by."""

    url: str
    status: LinkStatus
    reason: str
    why: str
    #: Failed visits that count (RFC-less rule of InternetArchiveBot: three, three days apart).
    strikes: int = 0
    checked_at: datetime | None = None
    #: When the newest strike was counted.
    struck_at: datetime | None = None
    next_check_at: datetime | None = None
    #: When it was first seen to answer, fail or refuse as it does now, without a break.
    since: datetime | None = None
    last_check: Check | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """When a host may be asked again; kept, so that every process and restart honours it."""

    #: The host's name, with what is budgeted if that is only a part: "wayback search".
    host: str
    #: Nothing is asked before this: its budget is spent until then, or it told us to wait.
    not_before: datetime | None = None
    #: Seconds that the last refusal made us wait (doubled by the next one); 0 after an answer.
    backoff: float = 0.0
    #: Seconds its robots.txt wants between two visits.
    crawl_delay: float | None = None
    #: Its robots.txt as last fetched; "" allows everything, None was never fetched.
    robots: str | None = None
    robots_at: datetime | None = None
    #: Requests already made of its budget since ``spent_since``.
    spent: int = 0
    spent_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A source that is audited again and again, and whose links are visited when due."""

    source: str
    every: timedelta
    added_at: datetime
    last_run_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One audit of a source: when, by which version, and what could not be done."""

    source: str
    made_at: datetime
    version: str = ""
    remarks: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as the store holds it: its newest revision and what that counts."""

    source: str
    format: str
    title: str | None
    text_sha256: str
    #: Revisions so far, from 1.
    revision: int
    read_at: datetime
    claims: int
    citations: int
    notes: int
    references: int
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One archived copy of a link at one moment (RFC 7089)."""

    archive: str
    url: str
    original: str
    captured_at: datetime
    status: int | None = None
    #: The body was fetched and is the thing itself, not an error page or a bot wall.
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """A page that a public archive is to save: what came of it, and when it is asked again."""

    #: The link that is cited.
    url: str
    #: The address that is sent: where the page has moved to, if it has.
    page: str
    #: When the archive was asked last; None: not yet.
    asked_at: datetime | None = None
    #: When it is asked next; None: it is saved, or was refused for good.
    due_at: datetime | None = None
    #: Requests in a row that came to nothing.
    tries: int = 0
    #: The address of the copy that was made.
    saved_as: str | None = None
    #: The archive's own code for a refusal: "blocked-url", "too-many-requests".
    reason: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCopy:
    """An archived copy that the text itself cites, and what became of the page behind it."""

    #: The archive's address as it is cited.
    url: str
    #: The page that it is a copy of; None where neither the address nor the archive says.
    original: str | None = None
    captured_at: datetime | None = None
    #: Whether the copy is the page itself; None: the archive did not let us see it.
    good: bool | None = None
    #: The day of access that the text gives.
    accessed: date | None = None
    #: The original's standing now; None: it was not visited.
    state: LinkState | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """What a cited source says, reduced to its main text, and where it was read."""

    #: The address whose words these are (the live page, or the memento).
    url: str
    text: str
    text_sha256: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None
    #: When the copy was made, if it is a memento.
    captured_at: datetime | None = None
    #: What the text is not: "abstract", "consent_page", "bot_wall"; None for the thing itself.
    defect: str | None = None


class DriftClass(StrEnum):
    """How far a page has moved from what it said when it was cited."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDrift:
    """Whether a passage that a claim rests on is still on the page."""

    exact: str
    kept: bool
    #: The nearest words now, if they differ; None: nothing like it is there.
    now: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A page as it was cited against the page now; dates, counters and the like left out."""

    kind: DriftClass
    #: 1 for the same words, 0 for none in common.
    score: float
    #: Sentences that went and came, the longest first.
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    passages: tuple[PassageDrift, ...] = ()
    #: Where the words as cited were read, and the words now.
    before: str = ""
    after: str = ""
    before_at: datetime | None = None
    after_at: datetime | None = None


class VerdictStatus(StrEnum):
    """What a judge says of one claim against one source."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    NOT_IN_SOURCE = "not_in_source"
    QUOTE_ALTERED = "quote_altered"
    UNCERTAIN = "uncertain"
    SOURCE_UNAVAILABLE = "source_unavailable"


class ClaimStatus(StrEnum):
    """A claim's status, folded over its references."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    NOT_IN_SOURCE = "not_in_source"
    QUOTE_ALTERED = "quote_altered"
    UNCERTAIN = "uncertain"
    SOURCE_UNAVAILABLE = "source_unavailable"
    DISPUTED = "disputed"
    UNCITED = "uncited"
    DANGLING = "dangling"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage of a source: W3C TextQuoteSelector and TextPositionSelector.

    ``text[start:end] == exact`` holds for the ``SourceText.text`` it was read from.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    #: Address of the page or memento it was read from.
    source: str
    captured: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a judge says of one claim against one source."""

    reference: str
    status: VerdictStatus
    #: Calibrated probability, 0 to 1, that the source supports the claim; None: not read.
    score: float | None
    #: Judge, model and calibration: "lexical/1 wice-page/1".
    judge: str
    why: str
    evidence: tuple[Evidence, ...] = ()
    #: Short codes and their details, for people and tests: ("number_missing", "89").
    reasons: tuple[tuple[str, str], ...] = ()
    #: Hash of the text the judge read.
    text_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A claim's status over all its references, and why."""

    claim: str
    status: ClaimStatus
    why: str
    verdicts: tuple[Verdict, ...] = ()


class ReferenceStatus(StrEnum):
    """What the registries know of a reference."""

    CONFIRMED = "confirmed"
    FOUND_WITH_DIFFERENCES = "found_with_differences"
    OTHER_WORK = "other_work"
    NOT_FOUND = "not_found"
    NOT_INDEXED = "not_indexed"
    RETRACTED = "retracted"
    CONCERN = "concern"
    CORRECTED = "corrected"
    COULD_NOT_CHECK = "could_not_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's decision over a verdict, a link or a domain; appended, never edited."""

    subject: str
    #: "claim", "link" or "domain".
    scope: str
    decision: str
    author: str
    reason: str
    decided_at: datetime
    expires_at: datetime | None = None
    #: Hash of what was judged; another hash opens the question again.
    about_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A place where a claim is said again, in the same document or in another."""

    source: str
    claim: str
    line: int
    text: str
    #: 1 for the same words.
    likeness: float
    #: What the claim says here and what it says there, where one value differs: "96", "146".
    differs: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One source, read, visited, judged and tagged: what every report is made from."""

    reading: Reading
    #: By ``Link.url``.
    states: Mapping[str, LinkState] = field(default_factory=dict)
    #: By ``Link.url``, the right copy first.
    mementos: Mapping[str, tuple[Memento, ...]] = field(default_factory=dict)
    #: By ``Link.url``: the archived copy that the text cites, if it does.
    cited_copies: Mapping[str, CitedCopy] = field(default_factory=dict)
    #: By ``Link.url``.
    drift: Mapping[str, Drift] = field(default_factory=dict)
    #: By ``Link.url``: another reading of a broken address, which answers where ours does not.
    alternatives: Mapping[str, str] = field(default_factory=dict)
    #: By ``Claim.id``.
    tags: Mapping[str, Tag] = field(default_factory=dict)
    #: By ``Claim.id``: where else it is said.
    repeats: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)
    #: By ``Reference.id``.
    reference_status: Mapping[str, ReferenceStatus] = field(default_factory=dict)
    #: The decision of a person that stands, by ``Claim.id`` or ``Link.url``.
    reviews: Mapping[str, Review] = field(default_factory=dict)
    made_at: datetime | None = None
    #: The version of verifier that made it.
    version: str = ""
    #: One sentence each on what could not be done: an archive down, no network.
    remarks: tuple[str, ...] = ()
    #: False if the run was cut short: some links were not visited.
    complete: bool = True
