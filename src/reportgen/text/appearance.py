"""Colours and papers of a brief: the one source of what charts are drawn with and the page is set with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PALETTE: Final = {
    "ink": "#1d2b36",
    "muted": "#56626d",
    "rule": "#c9d0d6",
    "paper": "#ffffff",
    "accent": "#17446e",
    "warm": "#b4531d",
    "cool": "#74b0da",
    "gold": "#e8c15f",
    "pale": "#e9eef2",
}
"""Colours by name. Text is ink or muted; data go from accent (darkest) over warm, cool and gold
to pale, in an order whose grey values differ, so that they stay apart in black and white, and
whose hues stay apart for colour-blind readers."""


DARK: Final = {
    "ink": "#e6ebef",
    "muted": "#a5b1bb",
    "rule": "#3c4852",
    "paper": "#12191f",
    "accent": "#8fbfea",
    "warm": "#ec9460",
    "cool": "#356c96",
    "gold": "#80641a",
    "pale": "#1e2830",
}
"""What takes the places of these colours on a dark screen."""


@dataclass(frozen=True)
class Paper:
    """A paper by its name in LaTeX, and the block of text on it in millimetres."""

    name: str
    text_width: float
    text_height: float


PAPERS: Final[Mapping[str, Paper]] = {
    "a4": Paper("a4paper", 142.0, 237.0),
    "letter": Paper("letterpaper", 146.0, 224.0),
}
"""Papers by their names in report.toml."""
