"""Wikitext: ``archive-url``, ``archive-date`` and ``url-status`` in a citation template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from citations.model import Reading
from verifier.repair.edits import Edit
from verifier.repair.plan import Fix, fix_for

__all__ = ["repair_wikitext"]

_URL = re.compile(r"https?://[^\s|{}<>\[\]\"']+")
_BRACES = re.compile(r"\{\{|\}\}|\[\[|\]\]|\||<!--|<nowiki>", re.IGNORECASE)
_ENDS = {"<!--": re.compile("-->"), "<nowiki>": re.compile("</nowiki>", re.IGNORECASE)}
#: A copy is named behind this link already.
_ARCHIVED = re.compile(
    r"[\s.,;]{0,4}\{\{\s{0,3}(?:web ?archive|wayback|cbignore|dead link)", re.IGNORECASE
)
_NAMES = {
    "archive-url": ("archive-url", "archiveurl"),
    "archive-date": ("archive-date", "archivedate"),
    "url-status": ("url-status", "dead-url", "deadurl"),
}


@dataclass(slots=True)
class _Template:
    """Where one template begins and ends, and its parameters: name, value's start and end."""

    start: int
    end: int
    parameters: dict[str, tuple[int, int]]
    #: What stands before each parameter: a bar, with a blank or a line break.
    separator: str


def repair_wikitext(reading: Reading, fixes: Mapping[str, Fix], _style: str) -> list[Edit]:
    """Every address to be repaired, in templates, in brackets and bare."""
    text = reading.document.text
    templates = list(_templates(text))
    edits: list[Edit] = []
    for found in _URL.finditer(text):
        written = found[0].rstrip(".,;:!?")
        fix = fix_for(written, fixes)
        if fix is None or text[max(0, found.start() - 1) : found.start()] in ("/", "&", "?"):
            continue
        start, end = found.start(), found.start() + len(written)
        template = _around(templates, start)
        if fix.copy is None:
            new = _safe(fix.target_of(written))
            edits.append(
                Edit(url=fix.url, kind=fix.kind, old=written, new=new, start=start, why=fix.why)
            )
        elif template is None:
            edits += _behind(text, fix, end)
        elif template.parameters.get("url", (-1, -1))[0] <= start < template.parameters["url"][1]:
            edits += _archived(text, template, fix)
    return edits


def _archived(text: str, template: _Template, fix: Fix) -> Iterator[Edit]:
    """The three parameters: filled in where they stand empty, put behind ``url`` where not."""
    copy = fix.copy
    if copy is None or _value(text, template, "archive-url"):
        return
    wanted = {
        "archive-url": _safe(copy.url),
        "archive-date": f"{copy.captured_at:%Y-%m-%d}",
        "url-status": "dead",
    }
    missing = ""
    for name, new in wanted.items():
        place = _place(template, name)
        if place is None:
            missing += f"{template.separator}{name}={new}"
        elif name != "url-status" or _value(text, template, name) in ("", "live"):
            old = text[place[0] : place[1]].strip()
            start = text.index(old, place[0]) if old else place[0]
            yield Edit(url=fix.url, kind=fix.kind, old=old, new=new, start=start, why=fix.why)
    if missing:
        start, end = template.parameters["url"]
        end = start + len(text[start:end].rstrip())
        yield Edit(url=fix.url, kind=fix.kind, old="", new=missing, start=end, why=fix.why)


def _behind(text: str, fix: Fix, end: int) -> Iterator[Edit]:
    """``{{webarchive}}`` behind ``[url words]`` or a bare address."""
    close = text.find("]", end, end + 1_000)
    line = text.find("\n", end)
    opened = text.rfind("[", max(0, end - 3_000), end)
    bracket = close >= 0 and (line < 0 or close < line) and "]" not in text[opened:end]
    if opened >= 0 and bracket and text.startswith(("http", "https"), opened + 1):
        end = close + 1
    if fix.copy is None or _ARCHIVED.match(text, end):
        return
    new = f" {{{{webarchive |url={_safe(fix.copy.url)} |date={fix.copy.captured_at:%Y-%m-%d}}}}}"
    yield Edit(url=fix.url, kind=fix.kind, old="", new=new, start=end, why=fix.why)


def _place(template: _Template, name: str) -> tuple[int, int] | None:
    names = (name for name in _NAMES[name] if name in template.parameters)
    return next((template.parameters[name] for name in names), None)


def _value(text: str, template: _Template, name: str) -> str:
    place = _place(template, name)
    return text[place[0] : place[1]].strip() if place else ""


def _around(templates: list[_Template], at: int) -> _Template | None:
    """The innermost template around a place."""
    around = [template for template in templates if template.start <= at < template.end]
    return max(around, key=lambda template: template.start, default=None)


def _templates(text: str) -> Iterator[_Template]:
    """Every ``{{...}}`` that is closed, with its own parameters; nested ones each for itself."""
    open_: list[tuple[str, int, list[int]]] = []
    at = 0
    while found := _BRACES.search(text, at):
        sign, at = found[0].lower(), found.end()
        if sign in _ENDS:
            end = _ENDS[sign].search(text, at)
            at = end.end() if end else len(text)
        elif sign in ("{{", "[["):
            open_.append((sign, found.start(), []))
        elif sign == "|":
            if open_:
                open_[-1][2].append(found.start())
        elif open_ and open_[-1][0] == ("{{" if sign == "}}" else "[["):
            opening, start, bars = open_.pop()
            if opening == "{{":
                yield _template(text, start, found.start(), bars)


def _template(text: str, start: int, end: int, bars: list[int]) -> _Template:
    parameters: dict[str, tuple[int, int]] = {}
    for bar, stop in pairwise([*bars, end]):
        name, equals, _ = text[bar + 1 : stop].partition("=")
        if equals:
            parameters.setdefault(name.strip().lower(), (bar + 2 + len(name), stop))
    return _Template(start, end, parameters, _separator(text, bars))


def _separator(text: str, bars: list[int]) -> str:
    """As the template parts its parameters: with a blank, without, or a line for each."""
    bar = bars[-1] if bars else 0
    before = re.search(r"(?:\r?\n| )?\Z", text[max(0, bar - 2) : bar])
    blank = " " if text[bar + 1 : bar + 2] == " " else ""
    return (before[0] if before else "") + "|" + blank


def _safe(url: str) -> str:
    for character, code in (("|", "%7C"), ("[", "%5B"), ("]", "%5D"), ("{", "%7B"), ("}", "%7D")):
        url = url.replace(character, code)
    return "".join(url.split())
