"""Soft 404: something answers 200, but it is not the cited thing.

Signs are weighed in layers, the surest and cheapest first: where we ended up, what the
page calls itself, what its few words say, and at last whether the site shows the same
page for an address that cannot exist. A page of prose is what it looks like: an article
about missing pages is an article.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from citations.patterns import lazy
from verifier.availability.fetched import Fetched
from verifier.availability.page import ARTICLE, Page, clean
from verifier.availability.phrases import (
    ASIDE,
    EXPIRED_DOMAIN,
    GONE,
    IF,
    MAINTENANCE,
    NOT_FOUND,
    PAGE_WORDS,
    POINTING,
    SERVER_FAULT,
    SMALL_WORDS,
    TELLTALE,
    THINGS,
    TO_READER,
    plain,
)
from verifier.availability.words import shingles

__all__ = [
    "Sign",
    "lost",
    "lost_at_host",
    "same_as_missing",
    "sent_home",
    "unavailable",
    "wrong_type",
]

Sign = tuple[str, str]
"""A reason code and its detail."""

#: A page with less prose than this may be nothing but a notice.
_NOTICE = 1_200

# Languages (ISO 639-1) and countries under whose codes sites have front pages.
_CODES = (
    "af|am|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fr|fy|ga|gd|gl|gu|he|hi|hr|hu|"
    "hy|id|is|it|iw|ja|ka|kk|km|kn|ko|ku|ky|la|lb|lo|lt|lv|mk|ml|mn|mr|ms|mt|my|nb|ne|nl|nn|no|pa|"
    "pl|ps|pt|rm|ro|ru|rw|si|sk|sl|so|sq|sr|sv|sw|ta|te|tg|th|tk|tl|tr|tt|uk|ur|uz|vi|xh|yi|yo|zh|"
    "zu|ae|at|au|br|ch|cl|cn|co|cz|dk|gb|gr|hk|ie|in|jp|kr|lu|mx|nz|pe|se|sg|tw|ua|us|za"
)
_HOME = lazy(
    r"/(?:(?:index|home|default|start|startseite|accueil|inicio|main|welcome)(?:\.\w{2,5})?/?)?"
    rf"|/(?:{_CODES})(?:[-_][a-z]{{2}})?/?(?:(?:index|home)(?:\.\w{{2,5}})?/?)?",
    re.IGNORECASE,
)
# Queries that only tell the home page how the reader got there.
_HOME_QUERY = lazy(
    r"(?:[^&=]{0,40}(?:404|error|not.?found|redirect|from|ref|referr?er|utm_\w+|source|origin|"
    r"lang|locale|msg|status)[^&]{0,300}&?){1,10}",
    re.IGNORECASE,
)
_ERROR_PATH = lazy(
    r"(?:^|[/_.-])(?:404|40[34]\.\w{2,5}|not[-_]?found|page[-_]?not[-_]?found|notfound|error[-_]?404|"
    r"404[-_]?error|errors?|error[-_]?page|missing|gone|seite[-_]nicht[-_]gefunden|erreur|fehler)"
    r"(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
# An address that names the error is of a page about it: a manual, a question, an essay.
_ABOUT_ERRORS = lazy(r"[/_.-](?:404|410|not[-_]?found)(?:[/_.-]|$)", re.IGNORECASE)
_FAULT_PATH = lazy(
    r"/(?:5\d\d\.\w{2,5}|errors?[/_-]?5\d\d(?:\.\w{2,5})?|5\d\d[/_-]?error|internal[_-]?server[_-]?error)/?$",
    re.IGNORECASE,
)
# What a system for pages calls the number of an article; its front page has none.
_NUMBERED = lazy(
    r"(?:^|&)(?:p|(?:page|post|article|attachment|news|item|doc)_?id|id|nid|aid|story|article)=\d+",
    re.IGNORECASE,
)
_SHORTENERS = frozenset(
    """
    bit.ly t.co goo.gl tinyurl.com ow.ly is.gd buff.ly lnkd.in fb.me youtu.be doi.org dx.doi.org
    hdl.handle.net purl.org w3id.org n2t.net nbn-resolving.org nyti.ms wapo.st bbc.in amzn.to
    cutt.ly
    rb.gy t.ly shorturl.at s.id v.gd tiny.cc trib.al dlvr.it ift.tt reut.rs econ.st ht.ly
    """.split()  # noqa: SIM905
)


def sent_home(page: Page) -> Sign | None:
    """The site sent us from the cited page to its front page or its error page."""
    fetched = page.fetched
    if not fetched.hops:
        return None
    asked, final = urlsplit(fetched.asked), urlsplit(fetched.final_url)
    if _HOME.fullmatch(asked.path or "/") and not asked.query:
        return None
    if _ERROR_PATH.search(final.path) and not _ERROR_PATH.search(asked.path):
        return "not_found_page", f"so: it leads to its error page, {fetched.final_url}"
    if _FAULT_PATH.search(final.path) and not _FAULT_PATH.search(asked.path):
        return "server_error", f"it leads to its error page, {fetched.final_url}"
    if (asked.hostname or "") in _SHORTENERS or _is_short(
        asked.hostname or "", final.hostname or ""
    ):
        return None
    if not _HOME.fullmatch(final.path or "/"):
        return None
    if unquote(asked.path) == unquote(final.path) and not _NUMBERED.search(asked.query):
        return None
    if final.query and not _HOME_QUERY.fullmatch(final.query):
        return None
    return "redirect_to_home", ""


def _is_short(asked: str, final: str) -> bool:
    """A shortener: a known one, or a short host ("ex.pl") that sends us to a longer one."""
    own = len(asked) <= 8 and len(asked) < len(final) and not final.endswith(asked)
    return own or asked in _SHORTENERS


def lost(page: Page) -> Sign | None:
    """What the page calls itself: a missing page, or a domain without its owner."""
    if not page.is_suspect:
        return None
    titled = next((part for part in page.title_parts if _says_missing(part)), None)
    words = page.words
    if sign := _parked(page):
        return sign
    if words.prose < _NOTICE and (mark := _marked(page)):
        return "not_found_page", f"so in its mark-up ({mark})"
    headed = next((text for text in words.headings if _says_missing(text)), None)
    if words.prose > ARTICLE or (words.prose and _ABOUT_ERRORS.search(page.fetched.asked)):
        return None
    if titled and (headed or words.prose < _NOTICE or not words.headings):
        return "not_found_page", _quoted(titled)
    if headed and words.prose < _NOTICE:
        return "not_found_page", _quoted(headed)
    if page.sure_of_itself or _has_headline(page):
        return None
    if words.prose < _NOTICE and (sentence := _notice(words.text)):
        return "not_found_page", _quoted(sentence)
    if len(words.text) < 3 and not words.media and not words.scripted:
        return "empty_page", ""
    return None


# What programs that make pages leave in those of theirs that are missing.
_MARKS = (
    re.compile(rb"""<meta[^<>]{0,200}\bprerender-status-code["'][^<>]{0,100}\b(?:404|410)\b"""),
    re.compile(rb"""<body[^<>]{0,300}\bclass=["'][^"'<>]{0,600}\berror-?404\b"""),
    re.compile(rb'"page":"/(?:404|_error)"'),
)


def _marked(page: Page) -> str | None:
    """The words in a page's mark-up by which it is the one of its site that is missing."""
    start = page.body[:_START]
    for mark in _MARKS:
        if match := mark.search(start):
            return clean(match[0].decode("latin-1"), 60).lstrip("<")
    return None


#: Marks stand near the start.
_START = 131_072


def _has_headline(page: Page) -> bool:
    """The title repeats a heading that is more than a name: the page has a subject."""
    title = plain(page.title)
    parts = {plain(part) for part in page.title_parts}
    for heading in page.words.headings:
        own = plain(heading)
        words = [word for word in own.split() if word.isalnum()]
        telling = [word for word in words if word not in SMALL_WORDS and word not in TELLTALE]
        # "Emma | The Library" has a subject, "Information | The Forum" has none.
        beside = own in parts and len(parts) > 2 and own not in _NO_SUBJECT
        unspaced = _UNSPACED.search(own) is not None and len("".join(words)) >= _FIVE
        if own in title and (
            unspaced
            or len(words) >= _FIVE
            or (len(words) >= 3 and (own != title or len(telling) >= 2))
            or (beside and telling)
        ):
            return True
    return False


#: So many words of a heading, or characters where words are not parted, are more than a name.
_FIVE = 5
# What the programs of sites put over their notices.
_NO_SUBJECT = frozenset(
    """
    information informationen info notice hinweis note message system message meldung aviso
    información informacja informacje informazione informação informatie warning warnung attention
    achtung atención attenzione problem home
    """.split()  # noqa: SIM905
)


# Hosts whose pages say in their data, not in their words, that the thing is gone.
_GONE_AT = {
    "youtube.com": ((b'"playabilityStatus":{"status":"ERROR"', "that the video is not there"),),
}


def lost_at_host(page: Page) -> Sign | None:
    """What a few large hosts say in a manner of their own."""
    if not any(host in page.fetched.final_url for host in _GONE_AT):
        return None
    host = urlsplit(page.fetched.final_url).hostname or ""
    for mark, said in _GONE_AT.get(".".join(host.rsplit(".", 2)[-2:]), ()):
        if mark in page.body:
            return "not_found_page", said
    return None


def _quoted(text: str) -> str:
    return f'"{clean(text, 120)}"'


# Scripts whose words cannot be counted by blanks, or whose small words we do not list.
_UNSPACED = lazy("[\u0590-\u08ff\u0900-\u0eff\u3040-\u9fff\uac00-\ud7af]")
_NUMBERS = frozenset(
    ("404", "410", "error 404", "404 error", "http 404", "fehler 404", "erreur 404", "errore 404")
)


def _says_missing(text: str) -> bool:
    """Whether a title or heading says that the page is missing, and hardly anything else."""
    heading = plain(text)
    if len(heading) > 160:
        return False
    named = PAGE_WORDS.search(heading) is not None
    thing = THINGS.search(heading) is not None
    match = NOT_FOUND.search(heading)
    if match is None and (thing or named) and not (IF.search(heading) or ASIDE.search(heading)):
        match = GONE.search(heading)
    if match is None:
        return heading in _NUMBERS
    if _UNSPACED.search(heading) and len(heading) - len(match[0]) <= 14:
        return True
    rest = f"{heading[: match.start()]} {heading[match.end() :]}"
    words = THINGS.sub(" ", PAGE_WORDS.sub(" ", rest)).split()
    others = [word for word in words if word not in SMALL_WORDS]
    # "Page not found at Brekke" is still one; "Offer expired: lamp" is an offer of lamps.
    return (named or thing or not rest.strip()) and len(others) <= (1 if named else 0)


_SENTENCE = re.compile(r"[^.!?。！？\n]{8,240}[.!?。！？]?")
#: In so short a text, a sentence of this kind is about the page itself.
_FEW = 300


def _notice(text: str) -> str | None:
    """The sentence in which a page that says little else tells its reader that it is gone."""
    if len(text) > 6_000:
        return None
    for match in _SENTENCE.finditer(text[:3_000]):
        sentence = plain(match[0])
        if match[0][-1] in "?？" or ASIDE.search(sentence):
            continue
        about_us = len(text) < _FEW or TO_READER.search(sentence)
        if about_us and _tells(sentence):
            return match[0].strip()
    return None


def _tells(sentence: str) -> bool:
    """Whether it says that the page, or the thing that the page was about, is not there."""
    match = NOT_FOUND.search(sentence)
    if match is not None and PAGE_WORDS.search(sentence):
        return IF.search(sentence, 0, match.start()) is None
    return _is_gone(sentence)


def _is_gone(sentence: str) -> bool:
    """Whether it says of the thing that was asked for that it is gone: it points at it, or says
    nothing else ("The file has been deleted")."""
    gone = GONE.search(sentence)
    thing = THINGS.search(sentence) or PAGE_WORDS.search(sentence)
    if gone is None or thing is None or IF.search(sentence):
        return False
    if POINTING.search(sentence) or _UNSPACED.search(gone[0]):
        return True
    between = sentence[thing.end() : gone.start()].split()
    return len(sentence[thing.start() :].split()) <= _BARE and SMALL_WORDS.issuperset(between)


#: Words of a sentence, from its thing on, that say nothing else.
_BARE = 4


def _parked(page: Page) -> Sign | None:
    words = page.words
    if words.prose > _NOTICE:
        return None
    for text in (page.title, *words.headings, words.text[:2_000]):
        match = EXPIRED_DOMAIN.search(plain(text))
        if match and len(words.text) < 5_000:
            return "parked_domain", f'"{match[0][:80]}"'
    return None


def unavailable(page: Page) -> Sign | None:
    """The site says it is closed for a while, or broken, though it answers 200."""
    if not page.is_suspect:
        return None
    words = page.words
    if words.prose > _NOTICE:
        return None
    for text in (*page.title_parts, *words.headings, words.text if len(words.text) < 600 else ""):
        spoken = plain(text)
        if SERVER_FAULT.search(spoken):
            return "server_error", _quoted(text)
        if MAINTENANCE.search(spoken):
            return "maintenance", _quoted(text)
    return None


_FILES = {
    "pdf": "a PDF file",
    "doc": "a Word file",
    "docx": "a Word file",
    "xls": "a spreadsheet",
    "xlsx": "a spreadsheet",
    "ppt": "a presentation",
    "pptx": "a presentation",
    "odt": "a text document",
    "ods": "a spreadsheet",
    "epub": "a book",
    "zip": "an archive",
    "gz": "an archive",
    "tgz": "an archive",
    "csv": "a table",
    "mp3": "a sound recording",
    "mp4": "a film",
    "jpg": "a picture",
    "jpeg": "a picture",
    "png": "a picture",
    "gif": "a picture",
}
_NAMES_FILE = re.compile(rf"\.(?:{'|'.join(_FILES)})(?:[?#]|$)", re.IGNORECASE)
# Places where a file's name leads to a page about the file, as it should.
_VIEWERS = lazy(
    r"/(?:blob|wiki|tree|src|raw|file|files|view|viewer|preview|download|browse|commit)/|file:",
    re.IGNORECASE,
)


def wrong_type(page: Page) -> Sign | None:
    """The address names a file, and a web page answers that neither shows nor names it."""
    if not _NAMES_FILE.search(page.fetched.asked):
        return None
    asked, final = urlsplit(page.fetched.asked), urlsplit(page.fetched.final_url)
    name = unquote(asked.path.rpartition("/")[2])
    kind = _FILES.get(name.rpartition(".")[2].lower()) if "." in name else None
    if kind is None:
        return None
    starts = page.body[:1024].lstrip(b"\xef\xbb\xbf\t\r\n ").lower()
    looks_html = page.is_html or starts.startswith((b"<!doctype html", b"<html"))
    if not looks_html or _VIEWERS.search(asked.path) or _VIEWERS.search(final.path):
        return None
    stem = name.rpartition(".")[0].encode()
    shown = b"application/pdf" in page.body or b"<embed" in page.body or b"<video" in page.body
    if shown or b"<object" in page.body or (len(stem) > 3 and stem in page.body):
        return None
    return "wrong_type", f"{kind}, but a web page answers"


def same_as_missing(page: Page, sibling: Fetched) -> Sign | None:
    """The site shows this page for an address that cannot exist, too."""
    if sibling.status is None or not 200 <= sibling.status < 300:
        return None
    if _HOME.fullmatch(urlsplit(page.fetched.asked).path or "/"):
        return None
    where = f"{sibling.asked}"
    if page.fetched.hops and page.fetched.final_url == sibling.final_url:
        return "same_as_missing", where
    if page.body == sibling.body:
        return _unless_scripted(page, where)
    other = Page(sibling)
    if not page.is_html or not other.is_html:
        return None
    for mine, its in ((page.title, other.title), (_heading(page), _heading(other))):
        if mine and its and not _alike(mine, its, f"{page.fetched.asked} {sibling.asked}"):
            return None
    ours = shingles(page.words.text, page.fetched.asked)
    theirs = shingles(other.words.text, sibling.asked)
    if not ours or not theirs:
        return None
    novel = len(ours - theirs)
    if novel <= max(3, len(ours) // 30) and len(ours & theirs) * 10 >= len(theirs) * 8:
        return _unless_scripted(page, where)
    return None


def _heading(page: Page) -> str:
    return page.words.headings[0] if page.words.headings else ""


def _alike(mine: str, its: str, addresses: str) -> bool:
    """Whether two titles say the same, but for words of the addresses that they repeat."""
    different = set(plain(mine).split()) ^ set(plain(its).split())
    return different <= set(plain(addresses).split())


def _unless_scripted(page: Page, where: str) -> Sign | None:
    """A shell that scripts fill is the same for every address, and says nothing of any."""
    if page.is_html and page.words.scripted:
        return None
    return "same_as_missing", where
