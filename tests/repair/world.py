"""Links that have moved, died or been archived, for the tests of repair."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from citations import read
from citations.model import Check, Hop, LinkState, LinkStatus, Memento, Reading
from verifier.repair import Patch, propose

AT = datetime(2026, 11, 21, tzinfo=UTC)
CAPTURED = datetime(2019, 1, 2, 3, 4, 5, tzinfo=UTC)


def copy_of(url: str) -> str:
    """Where the archive of these tests holds a page."""
    return f"https://web.archive.org/web/20190102030405/{url}"


def state(url: str) -> LinkState:
    """What is known of a link, by the name of its host: moved, dead, soft, failing, live."""
    fate = url.split("/")[2].split(".", maxsplit=1)[0].lower()
    status = {
        "moved": LinkStatus.MOVED,
        "dead": LinkStatus.DEAD,
        "soft": LinkStatus.SOFT_404,
        "failing": LinkStatus.FAILING,
        "blocked": LinkStatus.BLOCKED,
    }.get(fate, LinkStatus.LIVE)
    hops = (Hop(url=url, status=301),) if status is LinkStatus.MOVED else ()
    final = url.replace("moved.", "new.") if hops else url
    check = Check(
        url=url,
        status=status,
        reason="",
        why="",
        checked_at=AT,
        hops=hops,
        final_url=final,
    )
    return LinkState(url=url, status=status, reason="", why="", last_check=check)


def mementos(url: str) -> tuple[Memento, ...]:
    return (
        Memento(
            archive="wayback",
            url=copy_of(url),
            original=url,
            captured_at=CAPTURED,
            status=200,
            verified=True,
        ),
    )


def understood(data: bytes, name: str) -> Reading:
    return read(data, name)


def mended(data: bytes, name: str, kind: str | None = None) -> Patch:
    """The repair of a document whose links' fates are in their hosts' names."""
    reading = understood(data, name)
    urls = [link.url for link in reading.links if link.url.startswith("http")]
    return propose(
        data,
        kind or reading.document.format,
        reading,
        {url: state(url) for url in urls},
        {url: mementos(url) for url in urls},
    )


def docx(targets: Mapping[str, str]) -> bytes:
    """A document of one paragraph for each hyperlink: words and target."""
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/hyperlink" Target="{target.replace("&", "&amp;")}" TargetMode="External"/>'
        for n, target in enumerate(targets.values())
    )
    paragraphs = "".join(
        f"<w:p><w:r><w:t>The bridge was opened in {1900 + n} according to </w:t></w:r>"
        f'<w:hyperlink r:id="rId{n}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
        for n, words in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{space}/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.'
        'main+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{space}/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{space}/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{space}/wordprocessingml'
        f'/2006/main" xmlns:r="{space}/officeDocument/2006/relationships"><w:body>{paragraphs}'
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": '<?xml version="1.0"?><Relationships xmlns='
        f'"{space}/package/2006/relationships">{relations}</Relationships>',
        "word/media/image1.png": "\x89not really\x00",
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            kind = ZIP_STORED if name.endswith("png") else ZIP_DEFLATED
            file.writestr(name, content.encode("latin-1"), kind)
    return out.getvalue()
