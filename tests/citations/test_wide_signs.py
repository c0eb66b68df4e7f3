"""Chinese references in wide signs, as their authors type them."""

from __future__ import annotations

import pytest

from citations.model import Mapped
from citations.references import parse_note


@pytest.mark.parametrize(
    "text",
    [
        "李华．港口的变迁［M］．上海: 海岸出版社，2008．",
        "王伟, 李明．水位研究［J］．海岸研究, 2011, 12(3): 45-50．",
        "陈波．码头工人研究［D］．上海: 海岸大学，2013．",
    ],
)
def test_wide_stops_and_brackets_are_read_as_narrow_ones(text: str) -> None:
    """GB/T 7714 is written with either kind of full stop and bracket."""
    narrow = text.translate(str.maketrans("．［］", ".[]"))
    [wide] = parse_note(Mapped.plain(text), language="zh").references
    [plain] = parse_note(Mapped.plain(narrow), language="zh").references

    assert wide.csl == plain.csl
    assert "．" not in str(wide.csl)
