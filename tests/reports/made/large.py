"""A document as long as one likes."""

from __future__ import annotations

import dataclasses

from citations.model import (
    Audit,
    Block,
    BlockKind,
    Citation,
    Claim,
    Link,
    Mapped,
    Reading,
    Reference,
)


def large_audit(audit: Audit, claims: int) -> Audit:
    """A long document in which each claim has a reference, a verdict and a link of its own."""
    reading = audit.reading
    sentence = (
        "In the year {n} the council of the town of Harrowmere decided, after a debate that went "
        "on until midnight, to spend a sum of {n} pounds on lanterns."
    )
    text, blocks, made_claims, cites, refs, links = "", [], [], [], [], []
    for n in range(claims):
        words = sentence.format(n=n)
        start = len(text)
        text += words + f"[{n}]" + ("\n" if n % 4 == 3 else " ")
        end = start + len(words)
        made_claims.append(
            Claim(
                id=f"c{n}", text=words, start=start, end=end, line=n // 4 + 1, kind="fact",
                checkworthiness=0.9, citations=(f"m{n}",),
            )
        )  # fmt: skip
        cites.append(
            Citation(
                id=f"m{n}", marker=f"[{n}]", style="bracket", start=end, end=end + len(f"[{n}]"),
                line=n // 4 + 1, claim=f"c{n}", references=(f"r{n}",),
            )
        )  # fmt: skip
        url = f"https://records.example/{n}"
        csl = {"type": "report", "title": f"Minutes of {n}", "URL": url}
        refs.append(
            Reference(
                id=f"r{n}", raw=f"Council of Harrowmere, Minutes of {n}, {url}", start=start,
                end=end, line=n // 4 + 1, csl=csl, link=f"l{n}",
            )
        )  # fmt: skip
        links.append(Link(id=f"l{n}", url=url))
    offset = 0
    for line in text.splitlines(keepends=True):
        content = Mapped.plain(line.rstrip(), offset)
        blocks.append(Block(kind=BlockKind.PARAGRAPH, content=content))
        offset += len(line)
    document = dataclasses.replace(reading.document, text=text, blocks=tuple(blocks))
    state = audit.states["https://records.example/osgood"]
    tags = [audit.tags[f"c{n}"] for n in (1, 2, 3, 4)]
    return dataclasses.replace(
        audit,
        reading=Reading(
            document=document,
            claims=tuple(made_claims),
            citations=tuple(cites),
            references=tuple(refs),
            links=tuple(links),
        ),
        tags={
            f"c{n}": dataclasses.replace(
                tags[n % 4],
                claim=f"c{n}",
                verdicts=tuple(
                    dataclasses.replace(verdict, reference=f"r{n}")
                    for verdict in tags[n % 4].verdicts
                ),
            )
            for n in range(claims)
        },
        states={link.url: dataclasses.replace(state, url=link.url) for link in links},
        reference_status={},
        mementos={},
    )
