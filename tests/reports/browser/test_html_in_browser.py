"""The HTML report in a real browser: nothing runs, nothing is fetched, everything can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citations.model import Audit
from reports import REPORTS, Options

WIDTHS = "[document.documentElement.scrollWidth, innerWidth]"


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Audit], Path]:
    """Writes the report of an audit to a file."""

    def write(audit: Audit) -> Path:
        path = tmp_path / "report.html"
        path.write_text(REPORTS["html"]([audit], Options()), encoding="utf-8", newline="")
        return path

    return write


@pytest.mark.parametrize("script_off", [False, True], ids=["script", "no script"])
def test_a_hostile_document_does_nothing(
    browser: Any, save: Callable[[Audit], Path], hostile: Audit, script_off: bool
) -> None:
    """No dialog, no request, no violation of the policy, nothing logged."""
    visit = browser.visit(save(hostile), script_off=script_off)

    assert (visit.dialogs, visit.requests, visit.complaints) == ([], [], [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits_every_screen(
    browser: Any, save: Callable[[Audit], Path], hostile: Audit, width: int, dark: bool
) -> None:
    """Even unbroken hostile strings make no page wider than the screen."""
    visit = browser.visit(save(hostile), WIDTHS, width=width, dark=dark)

    assert visit.values[0] == [width, width]


def test_the_filter_needs_no_script(
    browser: Any, save: Callable[[Audit], Path], audit: Audit
) -> None:
    """Choosing a status leaves only its claims and cards on the page."""
    seen = "[...document.querySelectorAll('.card')].filter(c => c.offsetParent).map(c => c.id)"
    choose = "document.getElementById('f-{}').checked = true"
    visit = browser.visit(
        save(audit), seen, choose.format("disputed"), seen, choose.format("attention"), seen
    )
    everything, _, disputed, _, attention = visit.values

    assert len(everything) == 12
    assert disputed == ["v-c5"]
    assert attention == ["v-c2", "v-c3", "v-c4", "v-c5", "v-c6", "v-c14"]


def test_the_keyboard_is_seen(browser: Any, save: Callable[[Audit], Path], audit: Audit) -> None:
    """Whatever takes the focus shows an outline of its own or of its label."""
    script = """
    [...document.querySelectorAll('a[href], summary, input, button')].filter((node) => {
      if (!node.checkVisibility()) return false;
      node.focus({focusVisible: true});
      const shown = node.matches('input') ? node.closest('label') : node;
      return getComputedStyle(shown).outlineStyle === 'none';
    }).map((node) => node.outerHTML)
    """
    assert browser.visit(save(audit), script).values == [[]]


def test_targets_are_large_enough(
    browser: Any, save: Callable[[Audit], Path], audit: Audit
) -> None:
    """Controls are at least 24 by 24 pixels; links in sentences are exempt (WCAG 2.5.8)."""
    script = """
    [...document.querySelectorAll('label, summary, button')].map((node) => {
      const box = node.getBoundingClientRect();
      return [node.textContent, Math.min(box.width, box.height)];
    }).filter(([, size]) => size && size < 24)
    """
    assert browser.visit(save(audit), script, width=360).values == [[]]


def test_a_link_to_a_closed_card_opens_it(
    browser: Any, save: Callable[[Audit], Path], audit: Audit
) -> None:
    """Following a flag leads to the open card, and printing opens every card."""
    visit = browser.visit(
        save(audit),
        "document.getElementById('v-c1').open",
        "location.hash = '#v-c1'; new Promise((done) => setTimeout(done, 100))",
        "document.getElementById('v-c1').open",
        pictures=True,
    )

    assert visit.values[0] is False
    assert visit.values[2] is True
    assert visit.pdf.startswith(b"%PDF")
