"""The documentation is true: pages that follow from the code do, and links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def _generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["reference/cli.md", "reference/settings.md"])
def test_generated_pages_are_up_to_date(name: str) -> None:
    """`python docs/generate.py` would change nothing."""
    assert (ROOT / "docs" / name).read_text() == _generate().PAGES[name]()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that is there."""
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())

    missing = [target for target in targets if not (page.parent / target).exists()]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_the_documentation_exist(page: Path) -> None:
    """Every `verifier NAME` and every --option of such a line is one that the program has."""
    help_text = _generate().cli()
    lines = [
        line
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(), re.DOTALL)
        for line in block.splitlines()
        if re.search(r"(^|\| )verifier ", line)
    ]
    for line in lines:
        command = re.search(r"(?:^|\| )verifier (.*)", line.split("#")[0])
        assert command is not None
        name, options = command[1].split()[0], re.findall(r"(?<=\s)--[a-z-]+", command[1])
        assert f"## verifier {name}\n" in help_text, line
        assert [option for option in options if option not in help_text] == [], line


def test_the_version_is_printed_without_reading_anything_else() -> None:
    """`verifier --version` imports neither the readers nor the store."""
    code = (
        "import sys; from verifier.cli import run; run(['--version']);"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        "('citations', 'reports', 'httpx', 'aiohttp', 'sqlmodel', 'sqlalchemy')))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert done.stdout.splitlines()[-1] == "[]"
