"""Documents written out in a format, with the damage that formats and copying do."""

# ruff: noqa: E501 (the parts of a Word file are one line each)
from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from bench.parse.documents import GoldDocument

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = {"en": "Notes", "de": "Anmerkungen", "fr": "Notes", "es": "Notas", "it": "Note",
            "tr": "Dipnotlar", "ru": "Примечания", "zh": "注释", "ja": "注"}  # fmt: skip
_LIST_HEADING = {"en": "References", "de": "Literatur", "fr": "Bibliographie", "es": "Bibliografía",
                 "it": "Bibliografia", "tr": "Kaynakça", "ru": "Литература"}  # fmt: skip


def _stop(made: GoldDocument) -> str:
    return "。" if made.language in {"zh", "ja"} else "."


def _prose(
    made: GoldDocument, marker: Callable[[str], str], *, before_stop: bool = False
) -> list[str]:
    """The paragraphs with their markers, behind the full stop or before it."""
    stop = _stop(made)
    space = "" if stop == "。" else " "
    written = []
    for paragraph in made.paragraphs:
        sentences = []
        for text, cited in paragraph:
            marks = "".join(marker(made.notes[at].label) for at in cited)
            sentences.append(f"{text}{marks}{stop}" if before_stop else f"{text}{stop}{marks}")
        written.append(space.join(sentences))
    return written


def glued(made: GoldDocument) -> bytes:
    """Plain text: superscripts became digits, the notes lost their numbers and their heading."""
    paragraphs = _prose(made, str)
    notes = [note.text for note in made.notes]
    return ("\n\n".join(paragraphs) + "\n\n\n\n" + "\n\n\n".join(notes) + "\n").encode()


def superscript(made: GoldDocument) -> bytes:
    """Plain text: superscript markers, numbered notes under a heading."""
    paragraphs = _prose(made, lambda label: label.translate(_SUPERSCRIPT))
    notes = "\n".join(f"{note.label}. {note.text}" for note in made.notes)
    return ("\n\n".join(paragraphs) + f"\n\n{_HEADING[made.language]}\n\n{notes}\n").encode()


def foot(made: GoldDocument) -> bytes:
    """Plain text from pages: short lines, glued digits, each page's notes at its foot."""
    parts: list[str] = []
    for at, paragraph in enumerate(_prose(made, str)):
        parts.append(_wrapped(paragraph))
        labels = [index for _, cited in made.paragraphs[at] for index in cited]
        parts += [
            _wrapped(f"{made.notes[index].label} {made.notes[index].text}") for index in labels
        ]
    return ("\n\n".join(parts) + "\n").encode()


def brackets(made: GoldDocument) -> bytes:
    """Plain text: [1] before the full stop, a numbered list of references."""
    paragraphs = _prose(made, lambda label: f" [{label}]", before_stop=True)
    notes = "\n".join(f"[{note.label}] {note.text}" for note in made.notes)
    heading = _LIST_HEADING.get(made.language, "References")
    return ("\n\n".join(paragraphs) + f"\n\n{heading}\n\n{notes}\n").encode()


def broken(made: GoldDocument) -> bytes:
    """As with brackets, but every line is short: addresses are broken over lines."""
    paragraphs = [
        _wrapped(one) for one in _prose(made, lambda label: f" [{label}]", before_stop=True)
    ]
    notes = "\n".join(_wrapped(f"[{note.label}] {note.text}") for note in made.notes)
    heading = _LIST_HEADING.get(made.language, "References")
    return ("\n\n".join(paragraphs) + f"\n\n{heading}\n\n{notes}\n").encode()


def _wrapped(text: str, width: int = 78) -> str:
    """Lines of a width; what is longer, an address, is broken behind a slash or a hyphen."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        rest = word
        while len(line) + 1 + len(rest) > width and "://" in word:
            room = width - len(line) - 1
            cut = max(rest.rfind(sign, 12, room) for sign in "/-") + 1
            if cut < 12 or rest[:cut].endswith("://"):
                break
            lines.append(f"{line} {rest[:cut]}".strip())
            line, rest = "", rest[cut:]
        if len(line) + 1 + len(rest) > width and line:
            lines.append(line)
            line = ""
        line = f"{line} {rest}" if line else rest
    return "\n".join([*lines, line])


def markdown(made: GoldDocument) -> bytes:
    """Markdown footnotes."""
    paragraphs = _prose(made, lambda label: f"[^{label}]")
    notes = "\n".join(f"[^{note.label}]: {_md(note.text)}" for note in made.notes)
    return ("# A title\n\n" + "\n\n".join(paragraphs) + f"\n\n{notes}\n").encode()


def _md(text: str) -> str:
    return re.sub(r"([*_`\[\]])", r"\\\1", text) if "<http" not in text else text


def html_page(made: GoldDocument) -> bytes:
    """HTML with linked superscripts and a list of notes."""
    paragraphs = _prose(
        made, lambda label: f'<sup id="r{label}"><a href="#n{label}">{label}</a></sup>'
    )
    body = "".join(f"<p>{one}</p>\n" for one in paragraphs)
    items = "".join(
        f'<li id="n{note.label}">{html.escape(note.text)} <a href="#r{note.label}">↩</a></li>\n'
        for note in made.notes
    )
    return (
        f'<!doctype html><html lang="{made.language}"><head><meta charset="utf-8"><title>T</title>'
        f"</head><body><article><h1>A title</h1>\n{body}<section><h2>{_HEADING[made.language]}</h2>"
        f"<ol>\n{items}</ol></section></article></body></html>"
    ).encode()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(made: GoldDocument) -> bytes:
    """A Word file with real footnotes."""
    body = []
    for paragraph in made.paragraphs:
        runs = ""
        for text, cited in paragraph:
            runs += f'<w:r><w:t xml:space="preserve">{escape(text + _stop(made))}</w:t></w:r>'
            for at in cited:
                runs += f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{at + 2}"/></w:r>'
            runs += '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        body.append(f"<w:p>{runs}</w:p>")
    notes = "".join(
        f'<w:footnote w:id="{at + 2}"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
        f'<w:t xml:space="preserve"> {escape(note.text)}</w:t></w:r></w:p></w:footnote>'
        for at, note in enumerate(made.notes)
    )
    return _zip(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {_W}>{notes}</w:footnotes>",
        }
    )  # fmt: skip


def _zip(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def latex(made: GoldDocument) -> bytes:
    r"""LaTeX with \footnote."""

    def mark(label: str) -> str:
        return "\\footnote{" + _tex(made.notes[int(label) - 1].text) + "}"

    body = "\n\n".join(_prose(made, mark))
    return ("\\documentclass{article}\n\\begin{document}\n" + body + "\n\\end{document}\n").encode()


def _tex(text: str) -> str:
    escaped = re.sub(r"([&%#_{}])", r"\\\1", text)
    return re.sub(
        r"https?://[^\s,>)]+[^\s,>).;]",
        lambda match: "\\url{" + match[0].replace("\\", "") + "}",
        escaped,
    )


def wikitext(made: GoldDocument) -> bytes:
    """Wikitext with <ref> in place."""
    paragraphs = _prose(made, lambda label: f"<ref>{_wiki(made.notes[int(label) - 1].text)}</ref>")
    return ("\n\n".join(paragraphs) + "\n\n== References ==\n{{reflist}}\n").encode()


def _wiki(text: str) -> str:
    return re.sub(r"<(https?://[^>]+)>", r"\1", text)


def rst(made: GoldDocument) -> bytes:
    """reStructuredText footnotes."""
    paragraphs = _prose(made, lambda label: f" [{label}]_")
    notes = "\n\n".join(f".. [{note.label}] {_rst(note.text)}" for note in made.notes)
    return ("A title\n=======\n\n" + "\n\n".join(paragraphs) + f"\n\n{notes}\n").encode()


def _rst(text: str) -> str:
    # "J. Quill" at the beginning would be the tenth item of a list.
    listed = re.sub(r"^([A-Za-z])(?=\.\s)", r"\\\1", text)
    return re.sub(r"([*`|_])(?=\s|$)", r"\\\1", listed)


#: Layouts by name: file extension and writer; which families of documents each takes.
LAYOUTS: dict[str, tuple[str, Callable[[GoldDocument], bytes], tuple[str, ...]]] = {
    "text, glued digits": (".txt", glued, ("notes",)),
    "text, superscripts": (".txt", superscript, ("notes", "numbers")),
    "text, page foot": (".txt", foot, ("notes",)),
    "text, brackets": (".txt", brackets, ("numbers", "notes")),
    "text, broken lines": (".txt", broken, ("numbers", "notes")),
    "markdown": (".md", markdown, ("notes", "numbers")),
    "html": (".html", html_page, ("notes", "numbers")),
    "docx": (".docx", docx, ("notes",)),
    "latex": (".tex", latex, ("notes", "numbers")),
    "wikitext": (".wiki", wikitext, ("notes", "numbers")),
    "rst": (".rst", rst, ("notes", "numbers")),
}
