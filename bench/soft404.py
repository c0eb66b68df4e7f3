"""How often a live article is called missing, and how many missing pages are found.

python -m bench.soft404 [ARTICLES [MISSING]]
"""

from __future__ import annotations

import sys
from collections import Counter

from bench.families import FAMILIES, live_family, missing_family
from bench.pages import Case, live_articles, missing_pages
from citations.model import LinkStatus
from verifier.availability import Finding
from verifier.availability.classify import classify

__all__ = ["main", "verdicts"]


def verdicts(cases: list[Case]) -> list[Finding]:
    """What is said of each page."""
    return [classify(case.fetched, sibling=case.sibling) for case in cases]


def main(argv: list[str]) -> int:
    """Print the figures and the first errors; 1 if a mark is missed anywhere."""
    articles = int(argv[0]) if argv else 2000
    missing = int(argv[1]) if len(argv) > 1 else 1000
    met = _measure("articles", list(live_articles(articles)), list(missing_pages(missing)))
    for held_out in (False, True):
        half = "held out" if held_out else "looked at"
        live = [c for f in FAMILIES for c in live_family(f, articles // 10, held_out=held_out)]
        gone = [c for f in FAMILIES for c in missing_family(f, missing // 10, held_out=held_out)]
        met &= _measure(f"kinds of sites, {half}", live, gone)
    return int(not met)


def _measure(name: str, live: list[Case], gone: list[Case]) -> bool:
    """Whether no live page is called missing, and 97 of 100 missing ones are found."""
    false = [(c, v) for c, v in _told(live) if v.status is not LinkStatus.LIVE]
    missed = [(c, v) for c, v in _told(gone) if v.status is not LinkStatus.SOFT_404]
    print(f"{name}: false alarms {len(false)} of {len(live)}", end=", ")
    print(f"found {len(gone) - len(missed)} of {len(gone)}")
    for case, found in [*false[:12], *missed[:12]]:
        start = case.fetched.body.find(b"<title>")
        title = case.fetched.body[start + 7 : start + 120].decode("utf-8", "replace")
        print(f"  {case.language} {found.reason}: {title.partition('</title>')[0]} | {found.why}")
    if missed:
        print("  missed:", dict(Counter(case.language for case, _ in missed)))
    return not false and len(missed) <= len(gone) * 0.03


def _told(cases: list[Case]) -> list[tuple[Case, Finding]]:
    return list(zip(cases, verdicts(cases), strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
