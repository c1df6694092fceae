"""A resource of a data package with its file, before its cells are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.inputs.data.csv_rows import RawTable
from reportgen.inputs.data.model import Column


@dataclass(frozen=True)
class Resource:
    """A resource of the package with its file, before its cells are read."""

    package: str
    descriptor: Mapping[str, Any]
    columns: tuple[Column, ...]
    raw: RawTable

    @property
    def name(self) -> str:
        """Its name in the package."""
        return str(self.descriptor["name"])

    def ordered(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the rows with their cells in the order of the schema."""
        order = [self.raw.header.index(c.name) for c in self.columns]
        return [(line, tuple(row[i] for i in order)) for line, row in self.raw.rows]
