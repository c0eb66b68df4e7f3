"""What the command line says where an optional library is not installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import ROOT, environment

#: Python imports a module of this name by itself when it starts: here one that hides others.
HIDING = """\
import os
import sys

hidden = set(os.environ["HIDDEN"].split())


class Hide:
    def __init__(self, finder):
        self.finder = finder

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            return None
        return self.finder.find_spec(name, path, target)


sys.meta_path[:] = [Hide(one) for one in sys.meta_path]
"""
FILES = {
    "a.pdf": "%PDF-1.7\n1 0 obj <<>> endobj\n",
    "a.md": "The bridge opened in 1931.[^1]\n\n[^1]: Miranda v. Arizona, 384 U.S. 436 (1966).\n",
    "b.md": "It rose by 4 percent.[^1]\n\n[^1]: Smith, J. (2019). Rivers. Oxford: Clarendon.\n",
    "mail.toml": "[fetch]\nmail = true\n",
    "two.toml": "[fetch]\nhttp2 = true\n",
    "onnx.toml": '[judge]\nenabled = ["onnx"]\n[judge.onnx]\npath = "model"\n',
    "links.txt": "Write to mailto:someone@example.org or see http://127.0.0.1:1/x today.\n",
}


def run(folder: Path, hidden: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder of the files above, with some modules hidden from it."""
    hook = folder / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HIDING)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    path = os.pathsep.join((str(hook), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "verifier", *words],
        cwd=folder,
        env={**environment(), "PYTHONPATH": path, "HIDDEN": hidden},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _workbook(folder: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "https://a.example/"
    book.save(folder / "a.xlsx")


@pytest.mark.parametrize(
    ("hidden", "words", "place", "extra"),
    [
        ("pypdfium2 pypdfium2_raw", "parse a.pdf", "a.pdf", "pdf"),
        ("openpyxl", "parse a.xlsx", "a.xlsx", "documents"),
        ("psycopg psycopg2", "db info --db postgresql://u@127.0.0.1:1/x", "127.0.0.1", "postgres"),
        ("h2", "links --config two.toml links.txt", "fetch.http2", "http2"),
        ("dns", "links --config mail.toml links.txt", "fetch.mail", "mail"),
        ("onnxruntime", "audit --config onnx.toml links.txt", "judge.onnx", "onnx"),
        ("tokenizers", "audit --config onnx.toml links.txt", "judge.onnx", "onnx"),
    ],
)
def test_one_line_says_what_to_install(
    hidden: str, words: str, place: str, extra: str, tmp_path: Path
) -> None:
    """The line names the file or the setting and the extra; no traceback, exit code 2."""
    _workbook(tmp_path)
    ran = run(tmp_path, hidden, *words.split())
    said = [line for line in ran.stderr.splitlines() if f"pip install 'verifier[{extra}]'" in line]
    assert ran.returncode == 2, ran.stderr
    assert len(said) == 1
    assert place in said[0]
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("hidden", "extra", "lost"),
    [("pypdfium2 pypdfium2_raw", "pdf", "a.pdf"), ("openpyxl", "documents", "a.xlsx")],
)
def test_the_rest_of_a_folder_is_read(hidden: str, extra: str, lost: str, tmp_path: Path) -> None:
    """A file that cannot be read for want of a library is told of; the others are read."""
    _workbook(tmp_path)
    for name in ("a.pdf", "a.xlsx"):
        if name != lost:
            (tmp_path / name).unlink(missing_ok=True)
    ran = run(tmp_path, hidden, "audit", "--offline", "--format", "json", ".")
    assert f"pip install 'verifier[{extra}]'" in ran.stderr
    assert "The bridge opened in 1931." in ran.stdout
    assert "It rose by 4 percent." in ran.stdout
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("hidden", "name", "text"),
    [("pycrfsuite", "b.md", "Clarendon"), ("eyecite", "a.md", "Miranda")],
)
def test_what_a_library_only_reads_better_is_read_without(
    hidden: str, name: str, text: str, tmp_path: Path
) -> None:
    """References are read by the rules alone; nothing is printed about it, doctor tells."""
    ran = run(tmp_path, hidden, "parse", "--format", "json", name)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert text in ran.stdout
