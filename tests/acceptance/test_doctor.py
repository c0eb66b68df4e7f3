"""``verifier doctor``: what is here, what answers, what is wrong."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.conftest import Command, Origin


def test_doctor_says_what_is_here(verifier: Command, config: Path, origin: Origin) -> None:
    """The extras, the canaries and the store, each on a line, and code 0 if all is well."""
    ran = verifier("doctor", "--config", config)

    assert ran.code == 0, ran.err
    assert "extra pdf: ok" in ran.out
    assert f"network: {origin.url}/ answers (" in ran.out
    assert "store: ok (verifier.sqlite)" in ran.out


def test_doctor_names_a_network_that_is_down_and_a_store_that_is_none(
    verifier: Command, tmp_path: Path
) -> None:
    """The one is said, the other is an error."""
    (tmp_path / "c.toml").write_text(
        '[schedule]\ncanaries = ["http://10.0.0.1/"]\n[store]\nurl = "sqlite:///no/such/x"\n'
    )

    ran = verifier("doctor", "--config", "c.toml")

    assert ran.code == 2
    assert "network: http://10.0.0.1/: 10.0.0.1 leads into a private network" in ran.err
    assert "the folder no/such does not exist" in ran.err
