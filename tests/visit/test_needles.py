"""Words are found in pages wherever they stand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.availability.needle import Needles

_WORDS = (b"aywall", b"captcha", b"h-captcha", b"a")


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.binary(max_size=80)), max_size=20),
)
def test_words_are_found_as_in_finds_them(words: list[bytes], pieces: list[bytes]) -> None:
    """What stands before, behind or around a word makes no difference."""
    body = b"".join(pieces)

    assert Needles(*words).any_in(body) == any(word in body for word in words)


def test_a_page_made_of_the_word_is_searched() -> None:
    """A page may be as large as pages are read, and consist of nothing else."""
    assert Needles(b"aywall").any_in(b"aywall" * 2_000_000)
    assert not Needles(b"aywall").any_in(b"aywal" * 2_000_000)
