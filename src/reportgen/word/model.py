"""What a Word file is made of beside its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.blocks.nodes import Node


@dataclass(frozen=True)
class Picture:
    """A chart as PNG, with its size on paper in millimetres."""

    png: bytes
    width: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """A paper and the block of text on it, in twentieths of a point: sizes, and margins at the left and the top."""

    width: int
    height: int
    text_width: int
    text_height: int
    left: int
    top: int


@dataclass(frozen=True)
class Manuscript:
    """Blocks for pandoc to write; ``pictures`` has those that they name, by their names in the file."""

    blocks: list[Node]
    pictures: Mapping[str, Picture]
