"""A CDXJ index: one line a record, sorted by page and moment, as pywb reads it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

__all__ = ["Line", "read_index", "sort_key", "write_index"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where one record lies, and what it is."""

    url: str
    at: datetime
    status: int
    mime: str
    digest: str
    filename: str
    offset: int
    length: int

    def written(self) -> str:
        fields = {
            "url": self.url,
            "mime": self.mime,
            "status": str(self.status),
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": self.filename,
        }
        when = self.at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        return f"{sort_key(self.url)} {when} {json.dumps(fields)}\n"

    def at_place(self, filename: str, offset: int) -> Line:
        """The same record in another file."""
        return replace(self, filename=filename, offset=offset)

    @classmethod
    def read(cls, line: str) -> Line:
        """Raises ``ValueError`` if it is no line of ours."""
        _, when, fields = line.split(" ", 2)
        found = json.loads(fields)
        try:
            return cls(
                url=found["url"],
                at=datetime.strptime(when, "%Y%m%d%H%M%S").replace(tzinfo=UTC),
                status=int(found["status"]),
                mime=found["mime"],
                digest=found["digest"],
                filename=found["filename"],
                offset=int(found["offset"]),
                length=int(found["length"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"no index line: {error}") from None


def write_index(path: Path, lines: Iterable[Line]) -> None:
    """The whole index, sorted; whoever reads it sees the old one or the new one."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(sorted(line.written() for line in lines))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_index(path: Path) -> list[Line]:
    """The lines of an index that make sense; none if there is no index."""
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            found.append(Line.read(line))
        except ValueError:
            continue
    return found


_SESSION = re.compile(
    r"(?:jsessionid=[0-9a-z]{32}|phpsessid=[0-9a-z]{32}|sid=[0-9a-z]{32}"
    r"|aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)(?:&|$)"
)
_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"


def sort_key(url: str) -> str:
    """The page as archives sort it: "org,example)/path?query", all in lower case (SURT)."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url.lower()
    host = re.sub(r"^www\d*\.", "", host.encode("idna").decode() if _idna(host) else host)
    named = ",".join(reversed(host.split(".")))
    default = {"http": 80, "https": 443}.get(parts.scheme.lower())
    where = named if port in (None, default) else f"{named}:{port}"
    path = _plain(parts.path).lower()
    path = re.sub(r"/{2,}", "/", path)
    path = path.rstrip("/") or "/"
    query = _SESSION.sub("", _plain(parts.query).lower())
    query = "&".join(sorted(query.split("&"))) if query else ""
    return f"{where}){path}" + (f"?{query}" if query else "")


def _plain(text: str) -> str:
    """Escaped once, and only what must be."""
    raw = text.encode("utf-8", "surrogatepass")
    for _ in range(8):
        plain = unquote_to_bytes(raw)
        if plain == raw:
            break
        raw = plain
    return quote_from_bytes(raw, safe=_SAFE)


def _idna(host: str) -> bool:
    if host.isascii():
        return False
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True
