"""Numbers in code are indexes, not markers."""

from __future__ import annotations

import pytest

from citations import read

_PAGE = """<p>Take <code>rows[1]</code> and <kbd>cols[2]</kbd> [3].</p>
<h2>References</h2><p>[3] Kay, Mills, 2019.</p>"""
_PAPER = r"""\begin{document}Take \verb|rows[1]| and \verb+cols[2]+ [3].

\section{References}

[3] Kay, Mills, 2019.
\end{document}"""
WRITTEN = [
    ("a.md", "Take `rows[1]` and ``cols[2]`` [3].\n\n## References\n\n[3] Kay, Mills, 2019.\n"),
    ("a.html", _PAGE),
    ("a.rst", "Take ``rows[1]`` and ``cols[2]`` [3]_.\n\n.. [3] Kay, Mills, 2019.\n"),
    ("a.tex", _PAPER),
]


@pytest.mark.parametrize(("source", "text"), WRITTEN)
def test_an_index_in_code_is_no_marker(source: str, text: str) -> None:
    """In a line of prose as in a block; what stands beside it is one."""
    reading = read(text.encode(), source)
    assert [one.marker for one in reading.citations] == ["3"]
    assert "rows[1] and cols[2]" in reading.claims[0].text
