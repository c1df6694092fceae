"""Colours that stay apart for everybody, and papers that hold their block of text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from reportgen.text.appearance import PALETTE, PAPERS

SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Millimetres (ISO 216; ANSI/ASME Y14.1)."""


def luminance(name: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [int(PALETTE[name][at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_is_six_digits() -> None:
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in PALETTE.values())
    assert len(set(PALETTE.values())) == len(PALETTE)


@pytest.mark.parametrize("text", ["ink", "muted"])
@pytest.mark.parametrize("ground", ["paper", "pale"])
def test_text_can_be_read_on_every_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_colours_of_data_grow_lighter() -> None:
    data = ("accent", "warm", "cool", "gold", "pale")
    assert all(luminance(dark) < luminance(light) for dark, light in pairwise(data))


def test_text_stands_on_its_paper_with_room_around_it() -> None:
    assert PAPERS.keys() == SIZES.keys()
    for name, (width, height) in SIZES.items():
        assert 20 < width - PAPERS[name].text_width < 80
        assert 20 < height - PAPERS[name].text_height < 80
