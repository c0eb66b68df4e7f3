"""What is given on the command line, read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citations
from citations.errors import CitationsError
from verifier.inputs import Input
from verifier.service.opening import read_list

LINES = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "# mine",
                "https://ex.org/a",
                "https://ex.org/a#b",
                "  - <https://ex.org/b> good",
            ),
            *("EXAMPLE.org/c", "12. http://ex.org/d", "mailto:a@ex.org", "10.1000/182", "htp:/x"),
            *("just a few words", "a line of words that is a remark", "\thttps://exämple.org/ü"),
        ]
    ),
    st.text(max_size=40),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(LINES, min_size=1, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_list_given_as_such_is_read_like_any_list(lines: list[str], end: str) -> None:
    """The short way and the one through the formats find the same links in the same places."""
    data = end.join(lines).encode("utf-8", "replace")
    try:
        wanted = citations.read_links(data, "list.txt", "urls")
    except CitationsError:
        with pytest.raises(CitationsError):
            read_list(Input(source="list.txt", data=data, format=None))
        return

    found = read_list(Input(source="list.txt", data=data, format=None))

    assert [link.url for link in found.links] == [link.url for link in wanted.links]
    assert found.document.text == wanted.document.text
    assert [(r.raw, r.start, r.end, r.line, r.csl["URL"], r.link) for r in found.references] == [
        (r.raw, r.start, r.end, r.line, r.csl["URL"], r.link) for r in wanted.references
    ]
