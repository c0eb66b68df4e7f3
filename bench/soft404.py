"""How often a live article is called missing, and how many missing pages are found.

python -m bench.soft404 [ARTICLES [MISSING]]
"""

from __future__ import annotations

import sys
from collections import Counter

from bench.pages import Case, live_articles, missing_pages
from citations.model import LinkStatus
from verifier.availability import Finding
from verifier.availability.classify import classify

__all__ = ["main", "verdicts"]


def verdicts(cases: list[Case]) -> list[Finding]:
    """What is said of each page."""
    return [classify(case.fetched, sibling=case.sibling) for case in cases]


def main(argv: list[str]) -> int:
    """Print both figures and the first errors; 1 if a mark is missed."""
    articles = int(argv[0]) if argv else 2000
    missing = int(argv[1]) if len(argv) > 1 else 1000
    live, gone = list(live_articles(articles)), list(missing_pages(missing))
    false_alarms = [
        (case, found)
        for case, found in zip(live, verdicts(live), strict=True)
        if found.status is not LinkStatus.LIVE
    ]
    missed = [
        (case, found)
        for case, found in zip(gone, verdicts(gone), strict=True)
        if found.status is not LinkStatus.SOFT_404
    ]
    print(f"false alarms: {len(false_alarms)} of {articles} live articles")
    print(f"found: {missing - len(missed)} of {missing} missing pages")
    for case, found in [*false_alarms[:12], *missed[:12]]:
        start = case.fetched.body.find(b"<title>")
        title = case.fetched.body[start + 7 : start + 120].decode("utf-8", "replace")
        print(f"  {case.language} {found.reason}: {title.partition('</title>')[0]} | {found.why}")
    print("by language missed:", dict(Counter(case.language for case, _ in missed)))
    return int(bool(false_alarms) or len(missed) > missing * 0.03)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
