"""Zip archives from strangers: bounded before anything is unpacked, XML without entities."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from citations.errors import UnreadableSource

__all__ = ["Archive", "open_archive", "parse_xml"]

_MAX_ENTRIES = 2_000
_MAX_TOTAL = 100_000_000
#: Text deflates to a fiftieth at best; a thousandth is a bomb.
_MAX_RATIO = 400
_SMALL = 1_000_000
_ENCRYPTED = 0x1
#: An OLE container: an old Word file, or a new one behind a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: One that only names a DTD, as OpenOffice's manifests do; nothing is ever loaded for it.
_NAMES_DTD = re.compile(rb"<!DOCTYPE\s[^\[\]<>]{1,300}>")


class Archive:
    """The entries of a zip archive that was found harmless."""

    def __init__(self, archive: zipfile.ZipFile, source: str) -> None:
        self._archive = archive
        self.source = source
        self.names = frozenset(archive.namelist())

    def read(self, name: str) -> bytes | None:
        """The entry's bytes; None if there is none of that name."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as entry:
                size = self._archive.getinfo(name).file_size
                data = entry.read(size + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise UnreadableSource(f"{self.source}: {name} is damaged ({error})") from None
        if len(data) > size:
            raise UnreadableSource(f"{self.source}: {name} is larger than it says")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML entry; None if there is none of that name."""
        data = self.read(name)
        return None if data is None else parse_xml(data, f"{self.source}: {name}")


def open_archive(data: bytes, source: str, kind: str) -> Archive:
    """The archive; raises ``UnreadableSource`` for what is none, is locked, or is a bomb."""
    if data.startswith(_OLE):
        raise UnreadableSource(
            f"{source}: an old or password-protected Office file; save it as {kind} without one"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise UnreadableSource(f"{source}: not {kind}: the zip archive is damaged") from None
    if len(entries) > _MAX_ENTRIES:
        raise UnreadableSource(f"{source}: {len(entries):,} entries; at most {_MAX_ENTRIES:,}")
    total = sum(entry.file_size for entry in entries)
    if total > _MAX_TOTAL:
        raise UnreadableSource(
            f"{source}: unpacks to {total / 1e6:,.0f} MB; at most {_MAX_TOTAL / 1e6:.0f} are read"
        )
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableSource(f"{source}: password-protected; save it without a password")
        if entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(1, entry.compress_size):
            raise UnreadableSource(f"{source}: {entry.filename} is a zip bomb")
    return Archive(archive, source)


def parse_xml(data: bytes, source: str) -> etree._Element:
    """The root of a document that defines no entities; raises ``UnreadableSource``."""
    data = _NAMES_DTD.sub(b"", data[:4096], count=1) + data[4096:]
    if _DOCTYPE.search(data[:4096]):
        raise UnreadableSource(f"{source}: has a DOCTYPE, which is not read")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(f"{source}: damaged XML ({error})") from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableSource(f"{source}: has a DOCTYPE, which is not read")
    return root
