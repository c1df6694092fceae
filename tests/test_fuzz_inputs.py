"""The trial that mutates input files: its targets take what they begin with, and what its mutator makes of that."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trials import fuzzinputs


@pytest.mark.parametrize("target", fuzzinputs.SEEDS)
def test_every_target_takes_its_seeds_and_anything_else(target: str) -> None:
    give = fuzzinputs.targets()[target]
    for path in fuzzinputs.SEEDS[target]:
        if (fuzzinputs.RIVERS / path).is_file():
            give((fuzzinputs.RIVERS / path).read_bytes())
    for content in (b"", b"\0", b"\xff\xfe", b"{}", b"[]", b"\n" * 1000, b"(" * 5000, b"a" * 5000):
        give(content)


def _unchanged(content: bytes, _most: int) -> bytes:
    return content + b"?"


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_a_mutated_data_package_is_read_or_reported(seed: int) -> None:
    content = (fuzzinputs.RIVERS / fuzzinputs.PACKAGE).read_bytes()
    made = fuzzinputs._mutated_json(_unchanged, content, 100_000, seed)
    assert made == content + b"?" or isinstance(json.loads(made), dict | list | str | int | float | None)
    fuzzinputs.targets()["package"](made)
