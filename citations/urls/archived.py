"""Addresses of archived copies, unwrapped to the original and the time of the capture."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from citations.patterns import lazy
from citations.urls.identity import host_of, is_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """What an archive's address says of the copy."""

    archive: str
    #: None where the address does not show it (perma.cc, short links).
    original: str | None
    captured_at: datetime | None = None


# Archives that run the Wayback software: .../14 digits[flags]/address.
_STAMPED_HOSTS = {
    "web.archive.org": "wayback",
    "www.web.archive.org": "wayback",
    "archive.org": "wayback",
    "www.archive.org": "wayback",
    "wayback.archive.org": "wayback",
    "web-beta.archive.org": "wayback",
    "classic-web.archive.org": "wayback",
    "liveweb.archive.org": "wayback",
    "replay.waybackmachine.org": "wayback",
    "eot.us.archive.org": "end-of-term",
    "wayback.archive-it.org": "archive-it",
    "arquivo.pt": "arquivo.pt",
    "webarchive.nationalarchives.gov.uk": "uk-national-archives",
    "webarchive.parliament.uk": "uk-parliament",
    "www.webarchive.org.uk": "uk-web-archive",
    "webarchive.org.uk": "uk-web-archive",
    "webarchive.proni.gov.uk": "proni",
    "webarchive.nrscotland.gov.uk": "scotland",
    "webarchive.loc.gov": "loc",
    "webharvest.gov": "webharvest",
    "www.webharvest.gov": "webharvest",
    "swap.stanford.edu": "stanford",
    "webarchive.library.unt.edu": "unt",
    "wayback.vefsafn.is": "vefsafn",
    "vefsafn.is": "vefsafn",
    "web.archive.bibalex.org": "bibalex",
    "veebiarhiiv.digar.ee": "estonia",
    "nukrobi2.nuk.uni-lj.si": "slovenia",
    "wayback.webarchiv.cz": "webarchiv.cz",
    "webarchiv.onb.ac.at": "austria",
    "langzeitarchivierung.bib-bvb.de": "bavaria",
    "www.collectionscanada.gc.ca": "canada",
    "webarchive.bac-lac.gc.ca": "canada",
    "webarchive.nla.gov.au": "australia",
    "web.archive.org.au": "australia",
    "timetravel.mementoweb.org": "mementoweb",
    "collection.europarchive.org": "europarchive",
    "collections.internetmemory.org": "europarchive",
    "archive.wikiwix.com": "wikiwix",
    "ghostarchive.org": "ghostarchive",
    "archive.today": "archive.today",
    "archive.is": "archive.today",
    "archive.ph": "archive.today",
    "archive.fo": "archive.today",
    "archive.li": "archive.today",
    "archive.vn": "archive.today",
    "archive.md": "archive.today",
}
# "save", "*" and "2020*" ask for a copy and name none, but they do name the page.
_STAMPED = lazy(
    r"/(?:(?P<stamp>\d{4,14})(?:[a-z]{2}_)?|(?P<dotted>\d{4}\.\d\d\.\d\d-\d{6})|save|\d{0,14}\*)"
    r"/(?P<original>(?:https?:|ftp:|https?%3A|[\w-]+\.[\w.-]+).*)\Z",
    re.DOTALL | re.IGNORECASE,
)
# A short address that hides the page it is of.
_SHORT_HOSTS = {
    "perma.cc": "perma.cc",
    "archive.st": "archive.st",
    "peeep.us": "peeep.us",
    "www.peeep.us": "peeep.us",
    "conifer.rhizome.org": "conifer",
    "haw.nsk.hr": "haw",
}
_SHORT_ARCHIVES = frozenset({"archive.today", "ghostarchive"})


def unwrap(url: str) -> Unwrapped | None:
    """The original behind an archive's address, or None where it is no archive's address."""
    host = host_of(url)
    if reader := _SPECIAL.get(host):
        return reader(url)
    if host in _SHORT_HOSTS:
        path = urlsplit(url).path.strip("/")
        return Unwrapped(archive=_SHORT_HOSTS[host], original=None) if path else None
    archive = _STAMPED_HOSTS.get(host)
    if archive is None:
        return None
    if match := _STAMPED.search(url):
        stamp = match["stamp"] or re.sub(r"\D", "", match["dotted"] or "")
        original = _restored(match["original"])
        return Unwrapped(archive=archive, original=original, captured_at=_time(stamp))
    short = archive in _SHORT_ARCHIVES and urlsplit(url).path.strip("/")
    return Unwrapped(archive=archive, original=None) if short else None


def _restored(text: str) -> str:
    """An address as it was: unescaped, with the slash and the scheme that were dropped."""
    plain = unquote(text) if re.match(r"(?i)https?%3A", text) else text
    plain = re.sub(r"^(https?|ftp):/(?!/)", r"\1://", plain)
    return plain if is_url(plain) else f"http://{plain}"


def _time(digits: str) -> datetime | None:
    """A capture's time; a shorter stamp means its first moment; None before 1996."""
    if not 4 <= len(digits) <= 14:
        return None
    full = digits + "00000101000000"[len(digits) :]
    try:
        found = datetime.strptime(full, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return found if found.year >= 1996 else None


def _webcitation(url: str) -> Unwrapped:
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    original = asked.get("url", [None])[0]
    date = re.sub(r"\D", "", asked.get("date", [""])[0])[:14]
    code = parts.path.strip("/")
    captured = _time(date) if date else _webcitation_time(code)
    kept = _restored(original) if original else None
    return Unwrapped(archive="webcitation", original=kept, captured_at=captured)


_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _webcitation_time(code: str) -> datetime | None:
    """WebCite's short codes are the microseconds since 1970, to the base 62."""
    if len(code) != 9 or not all(sign in _BASE62 for sign in code):
        return None
    number = 0
    for sign in code:
        number = number * 62 + _BASE62.index(sign)
    seconds = number / 1_000_000
    # WebCite was open from 1997 to 2021; another number is no time.
    return datetime.fromtimestamp(seconds, UTC) if 852e6 < seconds < 1641e6 else None


def _google_cache(url: str) -> Unwrapped | None:
    asked = parse_qs(urlsplit(url).query).get("q", [""])[0]
    match = re.match(r"cache:(?:[\w-]{6,20}:)?(?P<original>\S+)", asked)
    return (
        Unwrapped(archive="google-cache", original=_restored(match["original"])) if match else None
    )


def _freezepage(url: str) -> Unwrapped | None:
    match = re.match(r"/(\d{10})\w*", urlsplit(url).path)
    captured = datetime.fromtimestamp(int(match[1]), UTC) if match else None
    return Unwrapped(archive="freezepage", original=None, captured_at=captured) if match else None


def _megalodon(url: str) -> Unwrapped | None:
    match = re.search(r"/(\d{4}-\d{4}-\d{4}-\d\d)/(.+)\Z", url)
    if match is None:
        return None
    captured = _time(match[1].replace("-", ""))
    return Unwrapped(archive="megalodon", original=_restored(match[2]), captured_at=captured)


def _warp(url: str) -> Unwrapped | None:
    match = re.search(r"/info:ndljp/pid/\d+/(.+)\Z", url)
    return Unwrapped(archive="warp", original=_restored(match[1])) if match else None


def _perma_playback(url: str) -> Unwrapped | None:
    match = re.search(r"/warc/[\w-]+/(?:mp_/|id_/)?(.+)\Z", url)
    return Unwrapped(archive="perma.cc", original=_restored(match[1])) if match else None


def _wikiwix(url: str) -> Unwrapped | None:
    original = parse_qs(urlsplit(url).query).get("url", [None])[0]
    if original is None and (match := _STAMPED.search(url)):
        restored = _restored(match["original"])
        return Unwrapped(
            archive="wikiwix", original=restored, captured_at=_time(match["stamp"] or "")
        )
    return Unwrapped(archive="wikiwix", original=_restored(original)) if original else None


_SPECIAL: dict[str, Callable[[str], Unwrapped | None]] = {
    "webcitation.org": _webcitation,
    "www.webcitation.org": _webcitation,
    "webcache.googleusercontent.com": _google_cache,
    "www.freezepage.com": _freezepage,
    "freezepage.com": _freezepage,
    "megalodon.jp": _megalodon,
    "warp.da.ndl.go.jp": _warp,
    "perma-archives.org": _perma_playback,
    "archive.wikiwix.com": _wikiwix,
}
