"""Settings: one file of defaults, overlaid by the user's; every mistake is one clear line."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path

import pytest

from verifier.config import load, parse_duration
from verifier.errors import BadConfig


def test_the_defaults_load() -> None:
    """The shipped config.toml gives every setting a value of its type."""
    settings = load()

    assert settings.fetch.deadline == timedelta(seconds=30)
    assert settings.fetch.max_bytes == 10_000_000
    assert settings.archives.enabled == ("wayback",)


def test_a_file_changes_only_what_it_names(tmp_path: Path) -> None:
    """Keys that the user's file leaves out keep their defaults, also within a table."""
    file = tmp_path / "mine.toml"
    file.write_text(
        '[fetch]\nhost_interval = "2s"\n[fetch.resolve]\n"a.example:80" = "127.0.0.1:1"'
    )

    fetch = load(file).fetch

    assert fetch.host_interval == timedelta(seconds=2)
    assert fetch.resolve == {"a.example:80": "127.0.0.1:1"}
    assert fetch.deadline == load().fetch.deadline


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[fetch]\ndedline = '1s'", "unknown key fetch.dedline; did you mean deadline?"),
        ("[fetsh]\ndeadline = '1s'", "unknown key fetsh; did you mean fetch?"),
        ("[archives.wayback]\nurll = ''", "unknown key archives.wayback.urll; did you mean url?"),
        ("fetch = 3", "fetch is a table; write [fetch]"),
        ("[fetch]\ndeadline = 30", "fetch.deadline = 30: must be a duration"),
        ("[fetch]\ndeadline = '9999999999999d'", "fetch.deadline"),
        ("[fetch]\nmax_bytes = 'much'", "must be a size like"),
        ("[fetch]\nconcurrency = -1", "must be a whole number, 0 or more"),
        ("[fetch]\nconcurrency = true", "must be a whole number"),
        ("[fetch]\nrobots = 'yes'", "must be true or false"),
        ("[fetch]\nallow_addresses = '127.0.0.0/8'", "must be a list"),
        ("[fetch]\nallow_addresses = [1]", "must be a text in quotation marks"),
        ("[fetch]\nuser_agent = 1", "must be a text in quotation marks"),
        ("[archives.wayback]\ncopies_per_second = 'x'", "must be a number, 0 or more"),
        ("[fetch", "not valid TOML"),
        (
            "[links.ages]\nfailing = '1d'",
            "links.ages.failing: an error, and errors are asked again",
        ),
        ("[links.ages]\nhttp_404 = '1d'", "links.ages.http_404: an error"),
        ("[links.ages]\nanchor_missing = '1d'", "links.ages.anchor_missing: an error"),
        ("[links.ages]\nblokked = '1d'", "links.ages.blokked: no such status or reason; did you"),
        ("[links.ages]\nblocked = 'long'", "must be a duration"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_way_out(
    tmp_path: Path, text: str, said: str
) -> None:
    """Every bad file raises BadConfig with the file, the key and what would do."""
    file = tmp_path / "mine.toml"
    file.write_text(text)

    with pytest.raises(BadConfig) as error:
        load(file)

    assert str(error.value).startswith(f"{file}: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    """A missing and an undecodable file raise BadConfig, not OSError or UnicodeDecodeError."""
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")

    for path in (tmp_path / "none.toml", binary, tmp_path):
        with pytest.raises(BadConfig, match=str(path)):
            load(path)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("500ms", 0.5), ("30s", 30), ("1.5m", 90), ("2h", 7200), ("7d", 604800), ("1w", 604800)],
)
def test_durations_are_read_with_their_units(text: str, seconds: float) -> None:
    """Each unit has its usual length."""
    assert parse_duration(text) == timedelta(seconds=seconds)


def test_every_setting_is_explained() -> None:
    """Each key in config.toml has a sentence right above it, as a comment."""
    lines = (Path(__file__).parent.parent / "config.toml").read_text().splitlines()
    described_by_table = {"url", "timemap", "searches_per_minute", "copies_per_second"}

    bare = [
        line
        for before, line in itertools.pairwise(lines)
        if "=" in line
        and not line.startswith("#")
        and not before.startswith("#")
        and line.split("=")[0].strip() not in described_by_table
    ]

    assert bare == []
