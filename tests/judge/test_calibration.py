"""The small model: fitted from decisions, kept as JSON, refused when it is broken."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from verifier.config import load as settings
from verifier.errors import JudgeError
from verifier.judges import JUDGES
from verifier.judges.calibrate import fit, from_pairs, main
from verifier.judges.calibration import load, shipped

TOWNS = ("Tamsel", "Odrin", "Poldrin", "Karst", "Asser", "Lumme", "Varnes", "Hallsund")


def decisions(count: int) -> list[tuple[str, str, bool]]:
    """Claims over short sources: every second one has a name and a number that are not there."""
    chance = random.Random(3)
    made = []
    for number in range(count):
        town, ships = chance.choice(TOWNS), chance.randrange(20, 900)
        source = f"The port of {town} handled {ships} ships. The mayor was pleased with that."
        right = number % 2 == 0
        claim = f"The port of {town if right else 'Elsewhere'} handled {ships + (not right)} ships."
        made.append((claim, source, right))
    return made


@pytest.mark.parametrize("name", ["page", "passage"])
def test_what_is_shipped_leans_the_right_way(name: str) -> None:
    """Missing numbers and names speak against support, words held speak for it."""
    model = shipped(name)

    assert model.probability((0, 0, 1, 1)) > 0.75
    assert model.probability((1, 2, 0, 0.1)) < 0.1
    assert model.weights[0] < 0
    assert model.weights[1] < 0
    assert "ODC-BY" in model.data or "Apache" in model.data


def test_a_fit_is_found_again_after_writing(tmp_path: Path) -> None:
    """JSON holds the whole model."""
    rows = [(0.0, 0.0, 1.0, 0.9), (1.0, 2.0, 0.2, 0.3)] * 30
    made = fit(rows, [True, False] * 30, name="own/1", data="made up")
    path = tmp_path / "page.json"

    path.write_text(made.as_json())

    assert load(path) == made
    assert made.probability(rows[0]) > 0.9
    assert made.probability(rows[1]) < 0.1


def test_even_odds_whatever_the_base_rate() -> None:
    """The even point does not move when one kind is four times as frequent."""
    few, many = (0.0, 0.0, 0.8, 0.8), (0.0, 0.0, 0.2, 0.2)
    made = fit([few] * 30 + [many] * 120, [True] * 30 + [False] * 120, name="x", data="")

    assert made.probability((0.0, 0.0, 0.5, 0.5)) == pytest.approx(0.5, abs=0.02)


def test_a_newsroom_fits_its_own(tmp_path: Path, pair: Any) -> None:
    """Decisions become a folder of calibrations, whose name the verdicts then carry."""
    file = tmp_path / "decisions.jsonl"
    rows = [dict(zip(("claim", "source", "supported"), d, strict=True)) for d in decisions(60)]
    file.write_text("\n".join(map(json.dumps, rows)))

    assert main([str(file), str(tmp_path / "own")]) == 0

    chosen = replace(settings().judge, calibrations=str(tmp_path / "own"))
    made = JUDGES["lexical"](chosen).judge(*pair("The harbour of Tamsel reopened."))
    assert "own-passage/" in made.judge
    assert load(tmp_path / "own" / "page.json").id == shipped("page").id


def test_too_few_decisions_are_refused(tmp_path: Path) -> None:
    """With less than twenty of a kind nothing is written, and the line says what is needed."""
    with pytest.raises(JudgeError, match="at least 20"):
        from_pairs(decisions(30), tmp_path / "own")

    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not a calibration"),
        ("[]", "not a calibration"),
        ('{"id": "x"}', "not a calibration"),
        (shipped("page").as_json().replace('"bias": -', '"bias": "much'), "not a calibration"),
        (shipped("page").as_json().replace('"number_missing",', ""), "do not fit together"),
    ],
)
def test_a_broken_calibration_is_refused(tmp_path: Path, content: str, says: str) -> None:
    """One line names the file and the way out."""
    (tmp_path / "page.json").write_text(content)

    with pytest.raises(JudgeError, match=says):
        load(tmp_path / "page.json")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "usage"),
        (["nowhere.jsonl", "out"], "cannot be read"),
        (["{file}", "out"], "line 2"),
    ],
)
def test_bad_input_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """A missing file or a broken line is named, and the exit code is 2."""
    file = tmp_path / "decisions.jsonl"
    file.write_text('{"claim": "a", "source": "b", "supported": true}\n{"claim": 1}')

    assert main([argument.format(file=file) for argument in arguments]) == 2

    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
