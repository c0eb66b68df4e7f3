"""Documents as web pages, in the shapes that generators of pages give notes, and as books."""

from __future__ import annotations

import html
import io
import random
import zipfile
from dataclasses import dataclass

from bench.parse.documents import GoldDocument
from bench.parse.prose import bracketed, each, heading, paragraphs


@dataclass(frozen=True, slots=True)
class Shape:
    """How a generator writes a marker, a note, and what stands around all notes.

    ``{n}`` is the label, ``{t}`` the note; ``around`` has ``{notes}`` and ``{h}``, the heading.
    """

    marker: str
    note: str
    around: str = "<section><h2>{h}</h2><ol>{notes}</ol></section>"


SHAPES = {
    "raised": Shape(
        '<sup id="r{n}"><a href="#n{n}">{n}</a></sup>',
        '<li id="n{n}">{t} <a href="#r{n}">↩</a></li>',
    ),
    "pandoc": Shape(
        '<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>',
        '<li id="fn{n}"><p>{t}<a href="#fnref{n}" class="footnote-back" role="doc-backlink">↩︎</a>'
        "</p></li>",
        '<section id="footnotes" class="footnotes" role="doc-endnotes"><hr /><ol>{notes}</ol>'
        "</section>",
    ),
    "hugo": Shape(
        '<sup id="fnref:{n}"><a href="#fn:{n}" class="footnote-ref" role="doc-noteref">{n}</a>'
        "</sup>",
        '<li id="fn:{n}"><p>{t}&#160;<a href="#fnref:{n}" class="footnote-backref" '
        'role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li>',
        '<div class="footnotes" role="doc-endnotes"><hr><ol>{notes}</ol></div>',
    ),
    "mediawiki": Shape(
        '<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span '
        'class="cite-bracket">&#91;</span>{n}<span class="cite-bracket">&#93;</span></a></sup>',
        '<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{n}" '
        'aria-label="Jump up">^</a></b></span> <span class="reference-text">{t}</span></li>',
        '<h2>{h}</h2><div class="mw-references-wrap"><ol class="references">{notes}</ol></div>',
    ),
    "substack": Shape(
        '<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" '
        'id="footnote-anchor-{n}" href="#footnote-{n}" target="_self">{n}</a>',
        '<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-{n}" '
        'href="#footnote-anchor-{n}" class="footnote-number" contenteditable="false">{n}</a>'
        '<div class="footnote-content"><p>{t}</p></div></div>',
        "{notes}",
    ),
    "sphinx": Shape(
        '<a class="footnote-reference brackets" href="#id{n}2" id="id{n}1" role="doc-noteref">'
        '<span class="fn-bracket">[</span>{n}<span class="fn-bracket">]</span></a>',
        '<aside class="footnote brackets" id="id{n}2" role="doc-footnote"><span class="label">'
        '<span class="fn-bracket">[</span><a role="doc-backlink" href="#id{n}1">{n}</a>'
        '<span class="fn-bracket">]</span></span><p>{t}</p></aside>',
        '<aside class="footnote-list brackets">{notes}</aside>',
    ),
    "sidenotes": Shape(
        '<label for="sn-{n}" class="margin-toggle sidenote-number"></label><input type="checkbox" '
        'id="sn-{n}" class="margin-toggle"/><span class="sidenote">{t}</span>',
        "",
        "",
    ),
    "word": Shape(
        '<a style="mso-footnote-id:ftn{n}" href="#_ftn{n}" name="_ftnref{n}"><span '
        'class="MsoFootnoteReference">[{n}]</span></a>',
        '<div style="mso-element:footnote" id="ftn{n}"><p class="MsoFootnoteText"><a '
        'style="mso-footnote-id:ftn{n}" href="#_ftnref{n}" name="_ftn{n}"><span '
        'class="MsoFootnoteReference">[{n}]</span></a> {t}</p></div>',
        '<div style="mso-element:footnote-list"><hr align="left" size="1">{notes}</div>',
    ),
}
#: In the held-out half only.
UNSEEN_SHAPES = {
    "wordpress": Shape(
        '<sup data-fn="a{n}-7c" class="fn"><a href="#a{n}-7c" id="a{n}-7c-link">{n}</a></sup>',
        '<li id="a{n}-7c">{t} <a href="#a{n}-7c-link" aria-label="Jump to footnote reference {n}">'
        "↩︎</a></li>",
        '<ol class="wp-block-footnotes">{notes}</ol>',
    ),
    "kramdown": Shape(
        '<sup id="fnref:k{n}" role="doc-noteref"><a href="#fn:k{n}" class="footnote" '
        'rel="footnote">{n}</a></sup>',
        '<li id="fn:k{n}" role="doc-endnote"><p>{t} <a href="#fnref:k{n}" '
        'class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>',
        '<div class="footnotes" role="doc-endnotes"><ol>{notes}</ol></div>',
    ),
    "libreoffice": Shape(
        '<a class="sdfootnoteanc" name="sdfootnote{n}anc" href="#sdfootnote{n}sym"><sup>{n}</sup>'
        "</a>",
        '<div id="sdfootnote{n}"><p class="sdfootnote"><a class="sdfootnotesym" '
        'name="sdfootnote{n}sym" href="#sdfootnote{n}anc">{n}</a>{t}</p></div>',
        "{notes}",
    ),
}
_MENU = (
    '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul>'
    "</nav></header>"
)
_COMMENTS = (
    '<section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list"><li '
    'class="comment"><p>The council never paid 12 million for it. [1]</p></li></ol></section>'
    "<footer><p>Subscribe to our newsletter.</p></footer>"
)


def page(made: GoldDocument, chance: random.Random) -> bytes:
    """An article with its notes among navigation and comments."""
    return _page(made, _body(made, chance))


def _body(made: GoldDocument, chance: random.Random) -> str:
    if made.family == "author_year":
        prose = paragraphs(made, each(lambda _: ""), write=html.escape)
        tag, item = chance.choice((("ul", "li"), ("div", "p")))
        entries = "".join(f"<{item}>{html.escape(note.text)}</{item}>" for note in made.notes)
        after = f"<h2>{heading(made)}</h2><{tag}>{entries}</{tag}>"
    else:
        shapes = SHAPES | (UNSEEN_SHAPES if made.held_out else {})
        shape = shapes[chance.choice(list(shapes))]
        marks = each(lambda note: shape.marker.format(n=note.label, t=html.escape(note.text)))
        prose = paragraphs(made, marks, write=html.escape)
        notes = "\n".join(
            shape.note.format(n=note.label, t=html.escape(note.text)) for note in made.notes
        )
        after = shape.around.format(notes=notes, h=heading(made))
    return "".join(f"<p>{one}</p>\n" for one in prose) + after


def unlinked(made: GoldDocument, chance: random.Random) -> bytes:
    """Markers that are numbers and nothing else; notes that are paragraphs or items."""
    raised = chance.random() < 0.5 and made.family == "notes"
    marks = each(lambda note: f"<sup>{note.label}</sup>") if raised else bracketed(chance)
    prose = paragraphs(made, marks, before_stop=not raised, write=html.escape)
    texts = [html.escape(note.text) for note in made.notes]
    if made.family == "author_year":
        notes = "".join(f"<p>{text}</p>" for text in texts)
    elif chance.random() < 0.5:
        notes = f"<ol>{''.join(f'<li>{text}</li>' for text in texts)}</ol>"
    else:
        pairs = zip(made.notes, texts, strict=True)
        notes = "".join(f"<p>{note.label}. {text}</p>" for note, text in pairs)
    body = "".join(f"<p>{one}</p>\n" for one in prose)
    return _page(made, f"{body}<h2>{heading(made)}</h2>{notes}")


def _page(made: GoldDocument, body: str) -> bytes:
    return (
        f'<!doctype html><html lang="{made.language}"><head><meta charset="utf-8"><title>T</title>'
        f"</head><body>{_MENU}<main><article><h1>A title</h1>\n{body}</article></main>{_COMMENTS}"
        "</body></html>"
    ).encode()


_XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title></head><body>{}</body></html>'
)


def epub(made: GoldDocument, chance: random.Random) -> bytes:
    """A book: notes that pop up in the chapter, or in a file of their own at the end."""
    apart = chance.random() < 0.5
    where = "notes.xhtml" if apart else ""
    if made.family == "author_year":
        chapters, last = [f"<section>{_body(made, chance)}</section>"], ""
    else:
        marks = each(
            lambda note: (
                f'<a epub:type="noteref" id="r{note.label}" '
                f'href="{where}#n{note.label}">{note.label}</a>'
            )
        )
        prose = paragraphs(made, marks, write=html.escape)
        half = len(prose) // 2 if apart else 0
        chapters = [
            "".join(f"<p>{one}</p>" for one in part) for part in (prose[:half], prose[half:])
        ]
        last = "".join(
            f'<aside epub:type="footnote" id="n{note.label}"><p>{html.escape(note.text)}</p>'
            "</aside>"
            for note in made.notes
        )
    if not apart:
        chapters, last = ["".join(chapters) + last], ""
    files = {f"c{at}.xhtml": one for at, one in enumerate(chapters) if one}
    if last:
        files["notes.xhtml"] = f'<section epub:type="footnotes">{last}</section>'
    return _book(made, {name: _XHTML.format(body) for name, body in files.items()})


def _book(made: GoldDocument, files: dict[str, str]) -> bytes:
    links = "".join(f'<li><a href="{name}">Part</a></li>' for name in files)
    files["nav.xhtml"] = _XHTML.format(f'<nav epub:type="toc"><ol>{links}</ol></nav>')
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for at, name in enumerate(files)
    )
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(files)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A title</dc:title>'
        f"<dc:language>{made.language}</dc:language></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("b.opf", package)
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()
