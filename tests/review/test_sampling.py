from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.review.sampling import rank, sample, wilson

IDS = [f"statement:bridges/{number:012x}" for number in range(500)]


def test_a_sample_is_drawn_by_its_seed_and_evenly() -> None:
    assert sample(IDS, 60, 1) == sample(reversed(IDS), 60, 1)
    assert len(sample(IDS, 60, 1)) == 60
    assert sample(IDS, 60, 1) != sample(IDS, 60, 2)
    assert sample(IDS[:5], 60, 1) == frozenset(IDS[:5])
    drawn = [sum(name in sample(IDS, 50, seed) for seed in range(200)) for name in IDS[:40]]
    assert all(5 <= count <= 40 for count in drawn)


@given(st.integers(0, 1000), st.sampled_from(IDS))
def test_what_comes_or_goes_moves_one_place_at_most(seed: int, gone: str) -> None:
    assert len(sample(IDS, 60, seed) - sample([name for name in IDS if name != gone], 60, seed)) <= 1


def test_the_number_of_an_id_is_that_of_the_published_function() -> None:
    """FNV-1a of "1:a" (http://www.isthe.com/chongo/tech/comp/fnv/), through the end of MurmurHash3."""
    number = 0x811C9DC5
    for byte in b"1:a":
        number = (number ^ byte) * 0x01000193 % 2**32
    number ^= number >> 16
    number = number * 0x85EBCA6B % 2**32
    number ^= number >> 13
    number = number * 0xC2B2AE35 % 2**32
    assert rank("a", 1) == number ^ number >> 16


@pytest.mark.parametrize(
    ("found", "read", "low", "high"),
    [(19, 60, 0.2130, 0.4423), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 2, 0.0945, 0.9055), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilsons(found: int, read: int, low: float, high: float) -> None:
    """Values by R's binom.confint(…, methods = "wilson")."""
    assert wilson(found, read) == pytest.approx((low, high), abs=5e-4)


@given(st.integers(1, 10_000).flatmap(lambda read: st.tuples(st.integers(0, read), st.just(read))))
def test_the_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] <= high <= 1
