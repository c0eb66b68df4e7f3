"""An origin of many different articles on every loopback address, for measuring visits.

nginx serves them where it is installed (Debian: ``apt-get install nginx``), else a small
server of our own on two processes does.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.pages import WORDS

__all__ = ["PAGES", "articles", "serve"]

#: Different pages; the last digits of an address choose one.
PAGES = 1_000
_HEAD = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} | {site}</title>
<meta name="viewport" content="width=device-width"><meta property="og:title" content="{title}">
<meta name="description" content="{lead}"><link rel="canonical" href="https://example.org/{slug}">
<link rel="stylesheet" href="/main.css"><script src="/main.js" async></script>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}"}}</script>
</head><body><header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><p class="lead">{lead}</p>
"""
_FOOT = """</article></main><aside><h2>{more}</h2><ul>{menu}</ul></aside>
<footer><form action="/search"><input name="q"></form><p>© 2024 {site}</p></footer></body></html>
"""


def articles(count: int = PAGES, seed: int = 3) -> Iterator[bytes]:
    """Articles of 39 kB more or less in ten languages, each with its own words and mark-up."""
    chance = random.Random(seed)
    for number in range(count):
        yield _article(chance, list(WORDS)[number % len(WORDS)]).encode()


def _article(chance: random.Random, language: str) -> str:
    # Words that a notice could be made of are for the bench of soft 404s.
    words = [word for word in WORDS[language] if word not in _NO_WORDS]

    def phrase(least: int, most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(least, most))).capitalize()

    menu = "".join(f'<li><a href="/{n}">{phrase(1, 3)}</a></li>' for n in range(40))
    names = {"language": language, "site": phrase(1, 2), "menu": menu, "more": phrase(1, 2)}
    title, lead, slug = phrase(4, 9), phrase(12, 30), f"{chance.randrange(10**9)}"
    parts = [_HEAD.format(title=title, lead=lead, slug=slug, **names)]
    size, wanted = 0, chance.randint(25_000, 42_000)
    while size < wanted:
        sentences = " ".join(f"{phrase(6, 18)}." for _ in range(chance.randint(2, 6)))
        link = f'<a href="https://example.org/{chance.randrange(10**6)}">{phrase(2, 4)}</a>'
        heading = f"<h2>{phrase(2, 6)}</h2>\n" if chance.random() < 0.2 else ""
        parts.append(f"{heading}<p>{sentences} {link} <em>{phrase(1, 3)}</em>.</p>\n")
        size += len(parts[-1].encode())
    parts.append(_FOOT.format(**names))
    return "".join(parts)


_NO_WORDS = frozenset(
    """not found error page fehler nicht gefunden seite erreur pas page trouvé error página no
    encontrado errore pagina non trovato erro não encontrado fout niet pagina gevonden błąd nie
    strona ошибка не найдено страница fel inte sida""".split()  # noqa: SIM905
)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[int]:
    """The articles under /p/NUMBER.html on every loopback address, anything else 404; the port."""
    port = _free_port()
    pages = list(articles())
    with _nginx(folder, pages, port) if shutil.which("nginx") else _own(pages, port):
        _wait_for(port)
        yield port


@contextlib.contextmanager
def _nginx(folder: Path, pages: list[bytes], port: int) -> Iterator[None]:
    (folder / "www").mkdir()
    for number, page in enumerate(pages):
        (folder / "www" / f"{number:03}.html").write_bytes(page)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log;"
        "events { worker_connections 4096; }"
        f"http {{ access_log off; {temporary} keepalive_requests 1000000;"
        " types { text/html html; } sendfile on; open_file_cache max=2000;"
        f"server {{ listen 0.0.0.0:{port} backlog=4096; root {folder}/www;"
        r" location ~ ^/p/[0-9]*([0-9][0-9][0-9])\.html$ { try_files /$1.html =404; } } }"
    )
    folder.chmod(0o755)
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


@contextlib.contextmanager
def _own(pages: list[bytes], port: int) -> Iterator[None]:
    workers = [
        multiprocessing.Process(target=_serve, args=(pages, port), daemon=True) for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit("the origin did not start")


_GONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class _Site(asyncio.Protocol):
    """A page for every request under /p/, on a connection that stays open."""

    def __init__(self, answers: list[bytes]) -> None:
        self._answers = answers

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert isinstance(self._transport, asyncio.Transport)
        for head in data.split(b"\r\n\r\n")[:-1]:
            name = head.partition(b".html ")[0].rpartition(b"/")[2]
            found = head.startswith(b"GET /p/") and name.isdigit()
            self._transport.write(self._answers[int(name[-3:])] if found else _GONE)


def _serve(pages: list[bytes], port: int) -> None:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n"
    answers = [head.format(len(page)).encode() + page for page in pages]

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(
            lambda: _Site(answers), "0.0.0.0", port, reuse_port=True, backlog=4096
        )
        await server.serve_forever()

    asyncio.run(run())
