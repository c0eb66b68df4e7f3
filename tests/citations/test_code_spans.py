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
_TYPED = r"""\begin{document}Take \texttt{rows[1]} and \lstinline[language=C]{cols[2]} [3].

\begin{lstlisting}[language=C]
x = rows[5];
\end{lstlisting}

\section{References}

[3] Kay, Mills, 2019.
\end{document}"""
_WIKI = """Take <code>rows[1]</code> and <tt>cols[2]</tt> [3].

<syntaxhighlight lang="c">x = rows[5];</syntaxhighlight>
So <nowiki>[6]</nowiki> is written.

== References ==
[3] Kay, Mills, 2019.
"""
WRITTEN = [
    ("a.md", "Take `rows[1]` and ``cols[2]`` [3].\n\n## References\n\n[3] Kay, Mills, 2019.\n"),
    ("a.html", _PAGE),
    ("a.rst", "Take ``rows[1]`` and ``cols[2]`` [3]_.\n\n.. [3] Kay, Mills, 2019.\n"),
    ("a.tex", _PAPER),
    ("b.tex", _TYPED),
    ("c.tex", _TYPED.replace(r"\lstinline[language=C]{cols[2]}", r"\mintinline{c}|cols[2]|")),
    ("d.tex", _TYPED.replace("lstlisting", "verbatim")),
    ("a.wiki", _WIKI),
]


@pytest.mark.parametrize(("source", "text"), WRITTEN)
def test_an_index_in_code_is_no_marker(source: str, text: str) -> None:
    """In a line of prose as in a block; what stands beside it is one."""
    reading = read(text.encode(), source)
    assert [one.marker for one in reading.citations] == ["3"]
    assert "rows[1] and cols[2]" in reading.claims[0].text
