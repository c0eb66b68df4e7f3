"""The reference pages say what the reports really hold."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from citations.model import Audit
from reports import REPORTS, Options
from reports.rules import RULES

_ROOT = Path(__file__).parents[2]
_JSON = (_ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
_REPORTS = (_ROOT / "docs" / "reference" / "reports.md").read_text(encoding="utf-8")
_SCHEMA = json.loads((_ROOT / "reports" / "schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", _SCHEMA["$defs"])
def test_every_key_of_the_schema_is_documented(name: str) -> None:
    """Each object has its section, with its keys in the schema's order and its words."""
    (section,) = re.findall(rf"^## {name}$(.*?)(?=^## |\Z)", _JSON, re.MULTILINE | re.DOTALL)
    keys = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    properties = _SCHEMA["$defs"][name]["properties"]

    assert keys == list(properties)
    assert all(made.get("description", "") in section for made in properties.values())


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_is_documented(name: str) -> None:
    """A report that is registered has a row that says whom it is for."""
    assert f"| `{name}` |" in _REPORTS


def test_every_rule_is_documented() -> None:
    """Sign, status, meaning and next step are those of the code, in order of urgency."""
    rows = [
        f"| {rule.sign} | {rule.subject} | `{rule.status}` | {rule.meaning} | {rule.next} |"
        for rule in RULES
    ]

    assert [line for line in _REPORTS.splitlines() if line in rows] == rows


def test_the_documented_way_to_the_data_works(audit: Audit, large: Callable[[int], Audit]) -> None:
    """The snippet of the page reads the JSON out of a short report and a long one."""
    (pattern,) = re.findall(r"re\.search\(r'(.*?)', page", _REPORTS)
    for one in (audit, large(400)):
        found = re.search(pattern, REPORTS["html"]([one], Options()), re.DOTALL)
        assert found is not None
        kind, data = found.groups()
        packed = kind.endswith("gzip")
        report = json.loads(gzip.decompress(base64.b64decode(data)) if packed else data)
        assert len(report["claims"]) == len(one.reading.claims)
