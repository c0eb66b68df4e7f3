"""``verifier review``: a person decides, one key at a time."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.exits import EXIT_CLEAN
from verifier.cli.options import Common, common

if TYPE_CHECKING:
    from citations.model import Audit, Claim, Review, Tag
    from citations.store import Store

_DECISIONS = {
    "s": "supported",
    "p": "partly_supported",
    "c": "contradicted",
    "m": "not_in_source",
    "a": "quote_altered",
    "x": "not_checkable",
    "w": "waived",
}
_HELP = (
    "s supported   p partly supported   c contradicted   m not in source   a quote altered\n"
    "x not checkable   w waive   n note   space skip   u undo   q quit"
)


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option("--author", help="Who decides; by default, your name on this machine.")
@click.option(
    "--decisions",
    metavar="FILE",
    help="Ask nothing; write the decisions that stand, to calibrate the judge by.",
)
@common()
def review(
    *, sources: tuple[str, ...], author: str | None, decisions: str | None, common: Common
) -> int:
    """Go through the open claims of SOURCE and decide, one key each.

    The decisions are stored with author and time, win over the machine's, and are opened
    again when the claim or the text of its source changes.
    """
    from citations.store import Store
    from verifier.service.recall import recall
    from verifier.service.reviewing import open_claims

    with Store.open(common.settings.store.url) as store:
        if decisions is not None:
            _write_decisions(store, sources, Path(decisions))
            return EXIT_CLEAN
        for audit in recall(store, sources, datetime.now(UTC)):
            waiting = open_claims(audit)
            desk = _Desk(audit, store, author or getpass.getuser())
            click.echo(f"{audit.reading.document.source}: {len(waiting)} open claims")
            if not desk.work_through(waiting):
                break
    return EXIT_CLEAN


def _write_decisions(store: Store, sources: tuple[str, ...], path: Path) -> None:
    """A line for every decision over one source: the claim, the source's text, the answer."""
    from verifier.cli.output import write
    from verifier.service.recall import recall
    from verifier.service.reviewing import decided

    def text_of(text_sha256: str) -> str | None:
        source = store.source(text_sha256)
        return source.text if source else None

    lines = [
        json.dumps({"claim": claim, "source": source, "supported": supported}, ensure_ascii=False)
        for audit in recall(store, sources, datetime.now(UTC))
        for claim, source, supported in decided(audit, text_of)
    ]
    write(path, "".join(f"{line}\n" for line in lines))
    click.echo(f"{path}: {len(lines)} decisions")


@dataclass(slots=True)
class _Desk:
    """One document under review."""

    audit: Audit
    store: Store
    author: str
    note: str = ""
    made: list[tuple[int, Review]] = field(default_factory=list)

    def work_through(self, waiting: list[tuple[Claim, Tag]]) -> bool:
        """Ask about each; False if the person has had enough."""
        at = 0
        while at < len(waiting):
            _show(self.audit, *waiting[at], place=f"{at + 1} of {len(waiting)}")
            key = _key()
            if key in ("q", ""):
                return False
            if key == "u":
                at = self._undo(at)
            elif key == "n":
                self.note = click.prompt("note", default="", show_default=False)
            elif key == " ":
                at += 1
            elif key in _DECISIONS:
                self._decide(at, waiting[at][0], _DECISIONS[key])
                at += 1
            else:
                click.echo(_HELP)
        return True

    def _decide(self, at: int, claim: Claim, decided: str) -> None:
        from verifier.service.reviewing import decision

        made = decision(
            self.audit,
            claim,
            decided=decided,
            author=self.author,
            reason=self.note,
            at=datetime.now(UTC),
        )
        self.store.add_review(made)
        self.made.append((at, made))
        self.note = ""
        click.echo(f"→ {decided.replace('_', ' ')}")

    def _undo(self, at: int) -> int:
        from verifier.service.reviewing import withdrawal

        if not self.made:
            click.echo("nothing to undo")
            return at
        before, made = self.made.pop()
        self.store.add_review(withdrawal(made, datetime.now(UTC)))
        click.echo("→ taken back")
        return before


def _show(audit: Audit, claim: Claim, tag: Tag, *, place: str) -> None:
    from reports.safe import visible

    titles = {reference.id: reference for reference in audit.reading.references}
    status = tag.status.value.replace("_", " ")
    click.echo(f"\n[{place}] line {claim.line}, {status}")
    click.echo(f"  {visible(claim.text)}")
    click.echo(f"  why: {visible(tag.why)}")
    for verdict in tag.verdicts:
        reference = titles.get(verdict.reference)
        name = str(reference.csl.get("title") or reference.raw[:80]) if reference else ""
        click.echo(f"  source: {visible(name)} ({verdict.status.value.replace('_', ' ')})")
        for evidence in verdict.evidence[:2]:
            click.echo(f"    {visible(evidence.source)}\n    “{visible(evidence.exact)}”")
    click.echo(_HELP)


def _key() -> str:
    """One key; the end of the input is "" ."""
    if sys.stdin.isatty():
        return click.getchar()
    # Keys that are written a line each mean the same.
    while (key := sys.stdin.read(1)) in ("\n", "\r"):
        pass
    return key
