"""What each status means to a reader: its sign, its urgency, and what to do next.

The rules stand in order of urgency, claims, links and references together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one status of a claim, link, reference or document is shown."""

    #: "claim", "link", "reference" or "document".
    subject: str
    status: str
    #: "error" (mend it), "warning" (look at it), "note" (know it) or "none" (all is well).
    level: str
    #: One character that tells statuses apart without colour.
    sign: str
    #: Family of colours: "good", "part", "bad", "doubt", "away", "bare" or "quiet".
    tone: str
    #: One sentence on what the status says.
    meaning: str
    #: What a person does next; empty where there is nothing to do.
    next: str = ""
    #: Every finding says the same, so that a list of places is enough.
    brief: bool = False

    @property
    def id(self) -> str:
        """A stable name for machines: "claim-not_in_source"."""
        return f"{self.subject}-{self.status}"

    @property
    def word(self) -> str:
        """The status as a reader says it: "not in source"."""
        return self.status.replace("_", " ")


_BAD = (
    Rule(
        subject="claim",
        status="contradicted",
        level="error",
        sign="✗",
        tone="bad",
        meaning="The source we hold says something else.",
        next="Correct the claim, or cite a source that says it.",
    ),
    Rule(
        subject="claim",
        status="quote_altered",
        level="error",
        sign="≠",
        tone="bad",
        meaning="The quotation's words differ from the source's.",
        next="Restore the source's own words, or mark what was changed.",
    ),
    Rule(
        subject="reference",
        status="retracted",
        level="error",
        sign="✗",
        tone="bad",
        meaning="The work was retracted.",
        next="Cite another work, or say in the text that this one was retracted.",
    ),
    Rule(
        subject="claim",
        status="dangling",
        level="error",
        sign="⚠",
        tone="bad",
        meaning="Its marker leads to no note.",
        next="Write the missing note, or take the marker out.",
    ),
    Rule(
        subject="link",
        status="malformed",
        level="error",
        sign="⚠",
        tone="bad",
        meaning="This is not an address.",
        next="Correct the address.",
    ),
    Rule(
        subject="link",
        status="dead",
        level="error",
        sign="✗",
        tone="bad",
        meaning="The page is gone: its site says so, or it failed three visits days apart.",
        next="Cite an archived copy, or another source.",
    ),
    Rule(
        subject="link",
        status="file_missing",
        level="error",
        sign="✗",
        tone="bad",
        meaning="The document points at a file that is not there.",
        next="Correct the path, or put the file there.",
    ),
    Rule(
        subject="link",
        status="anchor_missing",
        level="error",
        sign="⚠",
        tone="bad",
        meaning="The file is there, but the place in it that is pointed at is not.",
        next="Name a heading or an anchor that is in the file.",
    ),
    Rule(
        subject="link",
        status="soft_404",
        level="error",
        sign="≠",
        tone="bad",
        meaning="Something answers, but not the thing that was cited.",
        next="Cite an archived copy, or another source.",
    ),
    Rule(
        subject="reference",
        status="other_work",
        level="error",
        sign="≠",
        tone="bad",
        meaning="The identifier belongs to another work.",
        next="Correct the identifier.",
    ),
    Rule(
        subject="reference",
        status="url_missing",
        level="error",
        sign="⚠",
        tone="bad",
        meaning="The text announces an address that is not there.",
        next="Put the address back from the manuscript.",
        brief=True,
    ),
)

_LOOK = (
    Rule(
        subject="claim",
        status="differs",
        level="warning",
        sign="⇆",
        tone="bad",
        meaning="It is said elsewhere with another value.",
        next="Find out which is right, and mend the other.",
    ),
    Rule(
        subject="claim",
        status="disputed",
        level="warning",
        sign="⇄",
        tone="bad",
        meaning="One of its sources supports it, another contradicts it.",
        next="Read both passages; say in the text that the sources disagree.",
    ),
    Rule(
        subject="claim",
        status="not_in_source",
        level="warning",
        sign="∅",
        tone="doubt",
        meaning="What was read of the source does not say it.",
        next="Read the source; cite one that says it, or reword the claim.",
    ),
    Rule(
        subject="claim",
        status="partly_supported",
        level="warning",
        sign="◐",
        tone="part",
        meaning="The source says a part of it.",
        next="Cite a source for the missing part, or leave that part out.",
    ),
    Rule(
        subject="reference",
        status="not_found",
        level="warning",
        sign="∅",
        tone="doubt",
        meaning="The registries that should know this work do not list it.",
        next="Look for the work by hand; silence of a registry proves nothing.",
    ),
    Rule(
        subject="reference",
        status="concern",
        level="warning",
        sign="⚠",
        tone="doubt",
        meaning="The publisher has voiced a concern about the work.",
        next="Read the notice before you rely on the work.",
    ),
    Rule(
        subject="reference",
        status="found_with_differences",
        level="warning",
        sign="◐",
        tone="part",
        meaning="The work was found, and its record differs.",
        next="Compare the fields with the record.",
    ),
    Rule(
        subject="reference",
        status="ambiguous",
        level="warning",
        sign="?",
        tone="doubt",
        meaning="The short form could mean more than one reference.",
        next="Write the reference out.",
    ),
    Rule(
        subject="link",
        status="insecure",
        level="warning",
        sign="⚠",
        tone="doubt",
        meaning="The site's certificate is not valid.",
        next="Open it with care; cite an archived copy if it stays so.",
    ),
    Rule(
        subject="link",
        status="unsafe",
        level="warning",
        sign="⚠",
        tone="doubt",
        meaning="The address is one we do not visit; nothing was sent.",
        next="Cite a public address.",
    ),
    Rule(
        subject="link",
        status="moved",
        level="warning",
        sign="→",
        tone="part",
        meaning="The page has moved for good.",
        next="Cite the new address.",
    ),
    Rule(
        subject="link",
        status="bad_copy",
        level="warning",
        sign="≈",
        tone="doubt",
        meaning="The archived copy that the text cites is not the page itself.",
        next="Cite another copy.",
    ),
    Rule(
        subject="link",
        status="drifted",
        level="warning",
        sign="≈",
        tone="doubt",
        meaning="The page no longer says what it said when it was cited.",
        next="Compare it with an archived copy; cite the copy if that is what you read.",
    ),
    Rule(
        subject="document",
        status="problem",
        level="warning",
        sign="⚠",
        tone="doubt",
        meaning="Something in the document could not be read as it was probably meant.",
        next="",
    ),
)

_KNOW = (
    Rule(
        subject="claim",
        status="uncertain",
        level="note",
        sign="?",
        tone="doubt",
        meaning="The passage found neither supports nor contradicts it for certain.",
        next="Read the passage and decide.",
    ),
    Rule(
        subject="claim",
        status="source_unavailable",
        level="note",
        sign="⊘",
        tone="away",
        meaning="No source of it could be read, neither live nor archived.",
        next="Find a copy that can be read, or check the source by hand.",
        brief=True,
    ),
    Rule(
        subject="link",
        status="failing",
        level="note",
        sign="!",
        tone="doubt",
        meaning="It did not answer this time; that does not prove it gone.",
        next="Look again in a few days.",
    ),
    Rule(
        subject="link",
        status="blocked",
        level="note",
        sign="⊘",
        tone="away",
        meaning="It refuses automatic visits, which says nothing of whether it is there.",
        next="Open it in a browser.",
    ),
    Rule(
        subject="link",
        status="paywalled",
        level="note",
        sign="¤",
        tone="away",
        meaning="It is there, for subscribers.",
        next="Check it with a subscription.",
    ),
    Rule(
        subject="link",
        status="fragment_missing",
        level="note",
        sign="#",
        tone="part",
        meaning="The page is there; the place on it that the address names is not.",
        next="Correct the part of the address after the #.",
    ),
    Rule(
        subject="reference",
        status="url_repaired",
        level="note",
        sign="↔",
        tone="part",
        meaning="The address is broken in the text; this is how we put it together.",
        next="Compare it with the source, and mend the text.",
    ),
    Rule(
        subject="reference",
        status="corrected",
        level="note",
        sign="!",
        tone="part",
        meaning="A correction to the work was published.",
        next="Read the correction.",
    ),
    Rule(
        subject="claim",
        status="uncited",
        level="note",
        sign="○",
        tone="bare",
        meaning="It states a fact and gives no source.",
        next="Add a source, the weightiest first.",
        brief=True,
    ),
    Rule(
        subject="claim",
        status="repeated",
        level="note",
        sign="⧉",
        tone="bare",
        meaning="It is said again elsewhere.",
        next="If one is mended, mend the other.",
    ),
    Rule(
        subject="reference",
        status="could_not_check",
        level="note",
        sign="?",
        tone="away",
        meaning="The registries could not be asked.",
        next="Run the audit again.",
        brief=True,
    ),
    Rule(
        subject="link",
        status="unchecked",
        level="note",
        sign="–",
        tone="away",
        meaning="It was not visited.",
        next="Look at it by hand, or run the audit again where it can be visited.",
    ),
)

_WELL = (
    Rule(
        subject="claim",
        status="supported",
        level="none",
        sign="✓",
        tone="good",
        meaning="A source says it, in the passage shown.",
    ),
    Rule(
        subject="claim",
        status="not_checkable",
        level="none",
        sign="·",
        tone="quiet",
        meaning="Opinion, prediction, question or the author's own argument.",
    ),
    Rule(
        subject="link",
        status="live",
        level="none",
        sign="✓",
        tone="good",
        meaning="The page answers at its address.",
    ),
    Rule(
        subject="reference",
        status="confirmed",
        level="none",
        sign="✓",
        tone="good",
        meaning="A registry lists the work as it is cited.",
    ),
    Rule(
        subject="reference",
        status="not_indexed",
        level="none",
        sign="·",
        tone="quiet",
        meaning="A kind of source that no registry lists.",
    ),
)

RULES: tuple[Rule, ...] = (*_BAD, *_LOOK, *_KNOW, *_WELL)

_BY_KEY = {(rule.subject, rule.status): rule for rule in RULES}
URGENCY: dict[str, int] = {rule.id: place for place, rule in enumerate(RULES)}


def ranked(name: str, counts: Mapping[str, int]) -> list[tuple[Rule, int]]:
    """The statuses of "claims", "links" or "references" with their counts, most urgent first."""
    kinds = [(rule(name.removesuffix("s"), status), count) for status, count in counts.items()]
    return sorted(kinds, key=lambda kind: URGENCY[kind[0].id])


def rule(subject: str, status: str) -> Rule:
    """The rule of a subject's status; every status of the model has one."""
    return _BY_KEY[subject, status]
