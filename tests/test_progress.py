"""What a person sees while they wait."""

from __future__ import annotations

import pytest

from verifier.cli.progress import Bar, Lines


def test_a_bar_shows_every_step_and_grows_with_its_work() -> None:
    """Steps are counted whether they are drawn or not; more of the same is the same bar."""
    with Bar() as bar:
        bar.start("visiting links", 10)
        for _ in range(3):
            bar.step("https://a.example/")
        bar.count()
        bar.start("visiting links", 20)
        [task] = bar._bar.tasks

        assert (task.completed, task.total) == (3, 20)

        bar.start("looking up copies", 5)
        bar.step()
        bar.count()
        [task] = bar._bar.tasks

        assert (task.description, task.completed, task.total) == ("looking up copies", 1, 5)


def test_without_a_terminal_a_stretch_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Work that is found bit by bit does not fill the log; work without steps is not named."""
    lines = Lines()
    for total in (0, 64, 128, 6_400):
        lines.start("visiting links", total)
    lines.start("looking up copies", 3)

    assert capsys.readouterr().err.splitlines() == [
        "visiting links: 64",
        "visiting links: 6400",
        "looking up copies: 3",
    ]
