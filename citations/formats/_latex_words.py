"""LaTeX's commands and signs: which are words, which have arguments that are none."""

from __future__ import annotations

import re

__all__ = [
    "ACCENTS", "CITE", "DROPPED", "MARKS", "MATHS", "NOTES", "QUOTES", "RAW", "SECTIONS", "SIGNS",
    "TABLES", "TEXTUAL",
]  # fmt: skip

CITE = re.compile(r"[A-Za-z]{0,12}[cC]ite[a-z]{0,12}\*?")
#: Of these a reader sees the author, or the title, in the sentence.
TEXTUAL = re.compile(
    r"(?:[cC]itet|[tT]extcite|[cC]iteauthor|[cC]itealt|citeasnoun|shortciteA|[cC]itetitle)s?\*?"
)
NOTES = frozenset([
    "footnote", "endnote", "sidenote", "thanks", "tablefootnote", "pagenote", "parnote",
    "marginnote", "marginpar", "Afootnote", "Bfootnote", "footnoteA", "footnoteB", "footnoteC",
    "footnotetext", "endnotetext", "sidenotetext",
])  # fmt: skip
MARKS = frozenset(["footnotemark", "endnotemark", "sidenotemark"])
#: Tables, by how many arguments in braces they begin with.
TABLES = {
    "tabular": 1, "tabular*": 2, "tabularx": 2, "tabulary": 2, "longtable": 1, "longtable*": 1,
    "supertabular": 1, "xltabular": 2, "tblr": 1, "longtblr": 1,
}  # fmt: skip
#: Commands that set their words in quotation marks.
QUOTES = frozenset(["enquote", "textquote", "textcquote", "blockquote", "blockcquote"])

#: Environments that are read as no text at all.
RAW = {
    "verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "comment", "filecontents",
    "filecontents*", "tikzpicture", "forest", "pgfpicture",
}  # fmt: skip
#: Formulas, and what is set like them.
MATHS = {
    "equation", "align", "gather", "multline", "eqnarray", "displaymath", "math", "flalign",
    "alignat", "array", "tabbing",
}  # fmt: skip
_ONE = {
    "Cref", "DeclareMathOperator", "PassOptionsToPackage", "RequirePackage", "addtolength",
    "autoref", "bibliographystyle", "bibpunct", "bookmark", "citestyle", "cmidrule", "color",
    "colorbox", "counterwithin", "cref", "date", "documentclass", "eqref", "fontsize",
    "cline", "foreignlanguage", "geometry", "glossary", "graphicspath", "hbox", "hspace",
    "hypersetup", "hyphenation", "include", "includegraphics", "includeonly", "index", "input",
    "keywords", "label",
    "linespread", "nameref", "newtheorem", "nocite", "pagecolor", "pagenumbering", "pageref",
    "pagestyle", "parbox", "phantomsection", "printbibliography", "ref", "rule",
    "selectlanguage", "setlist", "subfile", "tag", "textcolor", "theoremstyle", "thispagestyle",
    "urlstyle", "usepackage", "vref", "vskip", "vspace",
}  # fmt: skip
_TWO = {
    "DeclareRobustCommand", "addcontentsline", "addtocounter", "captionsetup", "definecolor",
    "fancyhead", "newcommand", "newenvironment", "providecommand", "renewcommand",
    "multicolumn", "multirow", "renewenvironment", "rule", "setcounter", "setlength",
    "defcitealias",
}  # fmt: skip
#: Commands whose arguments are no words: how many in braces.
DROPPED = dict.fromkeys(_ONE, 1) | dict.fromkeys(_TWO, 2)
SECTIONS = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
    "subparagraph": 6, "addchap": 1, "addsec": 2,
}  # fmt: skip
SIGNS = {
    "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "i", "j": "j", "ldots": "…", "dots": "…", "textellipsis":
    "…", "textendash": "–", "textemdash": "—", "quad": " ", "qquad": " ", "euro": "€", "texteuro":
    "€", "pounds": "£", "textsterling": "£", "S": "§", "P": "¶", "copyright": "©", "dag": "†",
    "ddag": "‡", "LaTeX": "LaTeX", "TeX": "TeX", "textquotedblleft": "“", "textquotedblright": "”",
    "textquoteleft": "‘", "textquoteright": "’", "textbackslash": "\\", "glqq": "„", "grqq": "“",
    "textdegree": "°", "degree": "°", "guillemotleft": "«", "guillemotright": "»", "og": "«",
    "fg": "»", "slash": "/", "textasciitilde": "~", "newline": " ", "linebreak": " ",
    "percent": "%", "kilo": "k", "centi": "c", "milli": "m", "mega": "M", "giga": "G", "metre": "m",
    "meter": "m", "gram": "g", "second": "s", "hour": "h", "celsius": "°C", "degreeCelsius": "°C",
    "watt": "W", "litre": "l", "liter": "l", "hectare": "ha", "tonne": "t",
}  # fmt: skip
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
    "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
