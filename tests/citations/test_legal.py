"""Legal citations in the forms that courts and gazettes prescribe; the cases are made up."""

from __future__ import annotations

import importlib.util
import time
from typing import Any

import pytest

from citations.model import Mapped
from citations.references import parse_note


def only(text: str) -> dict[str, Any]:
    (reference,) = parse_note(Mapped.plain(text)).references
    return dict(reference.csl)


CASES = [
    (
        "Harrow v. Board of Pilots, 512 U.S. 218, 224 (1994).",
        {"title": "Harrow v. Board of Pilots", "volume": "512", "container-title": "U.S.",
         "page": "218", "issued": {"date-parts": [[1994]]}},
    ),
    (
        "Quill v. Tidewater Ferry Co., 123 F.3d 456, 460 (2d Cir. 1999).",
        {"title": "Quill v. Tidewater Ferry Co", "volume": "123", "container-title": "F.3d",
         "page": "456", "authority": "2d Cir", "issued": {"date-parts": [[1999]]}},
    ),
    (
        "R (Quill) v Harbour Commissioners [2017] UKSC 95.",
        {"title": "R (Quill) v Harbour Commissioners", "authority": "UKSC",
         "number": "[2017] UKSC 95", "issued": {"date-parts": [[2017]]}},
    ),
    (
        "Reyes v Port Authority [2012] EWCA Civ 1432",
        {"title": "Reyes v Port Authority", "authority": "EWCA Civ",
         "number": "[2012] EWCA Civ 1432", "issued": {"date-parts": [[2012]]}},
    ),
    (
        "Voss v Halifax (City), 2015 SCC 81.",
        {"title": "Voss v Halifax (City)", "authority": "SCC", "number": "2015 SCC 81",
         "issued": {"date-parts": [[2015]]}},
    ),
    (
        "Quill v Hafenamt, ECLI:EU:C:2014:9317.",
        {"title": "Quill v Hafenamt", "number": "ECLI:EU:C:2014:9317",
         "issued": {"date-parts": [[2014]]}},
    ),
    ("Case C-931/12 Quill v Hafenamt.", {"title": "Quill v Hafenamt", "number": "C-931/12"}),
    (
        "Reyes v. Turkey, no. 98139/09, ECHR 2012.",
        {"title": "Reyes v. Turkey", "number": "98139/09", "issued": {"date-parts": [[2012]]}},
    ),
    (
        "BGH, Urteil vom 3. Mai 2019 – VI ZR 912/18.",
        {"authority": "BGH", "number": "VI ZR 912/18", "issued": {"date-parts": [[2019, 5, 3]]}},
    ),
    (
        "BVerfG, Beschl. v. 24.3.2021, 1 BvR 9656/18.",
        {"authority": "BVerfG", "number": "1 BvR 9656/18",
         "issued": {"date-parts": [[2021, 3, 24]]}},
    ),
    ("BVerfGE 97, 198.", {"container-title": "BVerfGE", "volume": "97", "page": "198"}),
    (
        "Cass. 1re civ., 3 mai 2019, n° 18-92.345.",
        {"authority": "Cass. 1re civ", "number": "18-92.345",
         "issued": {"date-parts": [[2019, 5, 3]]}},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), CASES)
def test_a_case_is_known_by_its_number_or_its_reporter(text: str, fields: dict[str, Any]) -> None:
    """Every part that the form has is read, and nothing else."""
    assert only(text) == {"type": "legal_case", **fields}


STATUTES = [
    ("42 U.S.C. § 1983.", {"volume": "42", "container-title": "U.S.C.", "section": "1983"}),
    (
        "Clean Harbours Act, 33 U.S.C. § 1251(a) (2018).",
        {"title": "Clean Harbours Act", "volume": "33", "container-title": "U.S.C.",
         "section": "1251(a)", "issued": {"date-parts": [[2018]]}},
    ),
    (
        "17 C.F.R. § 240.10b-5 (2019).",
        {"volume": "17", "container-title": "C.F.R.", "section": "240.10b-5",
         "issued": {"date-parts": [[2019]]}},
    ),
    (
        "Pub. L. No. 111-948, 124 Stat. 119 (2010).",
        {"number": "Pub. L. No. 111-948", "volume": "124", "container-title": "Stat.",
         "page": "119", "issued": {"date-parts": [[2010]]}},
    ),
    (
        (
            "Regulation (EU) 2016/979 of the Parliament and of the Council of 27 April 2016, "
            "OJ L 119, 4.5.2016, p. 1."
        ),
        {"title": "Regulation (EU) 2016/979", "number": "2016/979", "container-title": "OJ L",
         "volume": "119", "page": "1", "issued": {"date-parts": [[2016, 5, 4]]}},
    ),
    ("CELEX 32016R0979.", {"number": "32016R0979", "issued": {"date-parts": [[2016]]}}),
    (
        "Harbour Safety Act 1996, s 45.",
        {"title": "Harbour Safety Act", "section": "45", "issued": {"date-parts": [[1996]]}},
    ),
    ("§ 823 Abs. 1 BGB.", {"section": "823", "title": "BGB"}),
    ("Art. 5 Abs. 1 GG.", {"section": "5", "title": "GG"}),
    ("Art. 1240 C. civ.", {"section": "1240", "title": "C. civ"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), STATUTES)
def test_a_statute_is_known_by_its_section_or_number(text: str, fields: dict[str, Any]) -> None:
    """Codes, gazettes and acts of several countries give the same fields."""
    assert only(text) == {"type": "legislation", **fields}


@pytest.mark.parametrize(
    "text",
    [
        "Quill, A. (2019). The Clean Harbours Act 1956 in practice. Coast Review, 12(1), 3–9.",
        "Ada Quill, ‘Case closed v. open’, The Post, 3 May 2021.",
        "Code Red, Bristol: Heron Press, 2004.",
    ],
)
def test_works_about_law_are_no_law(text: str) -> None:
    """A title that names a statute or a case is a title."""
    assert only(text)["type"] not in {"legal_case", "legislation"}


@pytest.mark.skipif(importlib.util.find_spec("eyecite") is None, reason="extra legal")
def test_a_case_without_a_name_is_known_by_its_reporter() -> None:
    """With the extra, a reporter's abbreviation alone says that it is a case."""
    csl = only("347 U.S. 483 (1954).")
    assert csl["type"] == "legal_case"
    assert (csl["volume"], csl["container-title"], csl["page"]) == ("347", "U.S.", "483")
    assert csl["issued"] == {"date-parts": [[1954]]}


@pytest.mark.parametrize("piece", ["A v ", "§ 1 ", "Art. 5 ", "The Act of ", "(A v B, "])
def test_hostile_law_takes_bounded_time(piece: str) -> None:
    """100 kB of beginnings of citations are read in a few seconds at most."""
    begin = time.process_time()
    parse_note(Mapped.plain(piece * (100_000 // len(piece))))
    assert time.process_time() - begin < 5
