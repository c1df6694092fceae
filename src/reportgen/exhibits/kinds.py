"""What each kind of chart asks for, known without drawing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class KindSpec:
    """A kind of chart as declared in a project.

    ``roles`` maps the roles that columns can play to whether they are required. ``options``
    maps the options to the type, or types, of their values. ``tables`` names those options
    whose value is the name of a table that the chart looks things up in.
    """

    name: str
    summary: str
    roles: Mapping[str, bool]
    options: Mapping[str, type | tuple[type, ...]] = field(default_factory=dict)
    tables: tuple[str, ...] = ()


_NUMBER: Final = (int, float)

SPECS: Final[Mapping[str, KindSpec]] = {
    spec.name: spec
    for spec in (
        KindSpec(
            "timeline",
            "Life lines from start to end, with what turned into what.",
            {
                "label": True,
                "start": True,
                "end": False,
                "told": False,
                "group": False,
                "successor": False,
                "id": False,
            },
            {"from": _NUMBER, "to": _NUMBER, "bands": str, "chains": bool},
            ("bands",),
        ),
        KindSpec(
            "matrix",
            "Who belonged to what and when: one small bar of years for each row and column.",
            {"row": True, "column": True, "start": True, "end": False},
            {"from": _NUMBER, "to": _NUMBER},
        ),
        KindSpec(
            "step",
            "How many were in force at a time, as a line of steps for each group.",
            {"group": True, "start": True, "end": False},
            {"from": _NUMBER, "to": _NUMBER, "unit": str, "multiples": bool},
        ),
        KindSpec(
            "bars",
            "One horizontal bar for each label, or one for each group in it.",
            {"label": True, "value": True, "group": False},
            {"stacked": bool, "unit": str},
        ),
        KindSpec(
            "slope",
            "Change of each label from one date to another.",
            {"label": True, "x": True, "value": True},
            {"rates": bool, "log": bool, "unit": str},
        ),
        KindSpec(
            "dots",
            "Values on a common scale, one line for each label.",
            {"label": True, "value": True, "group": False},
            {"unit": str},
        ),
        KindSpec(
            "tiles",
            "Small maps of tiles, one for each group or year.",
            {"place": True, "group": False, "value": False, "start": False, "end": False, "series": False},
            {"map": str, "panels": list, "multiples": bool},
            ("map",),
        ),
        KindSpec(
            "columns",
            "Upright columns by date or period: values, or the number of rows.",
            {"x": True, "end": False, "value": False, "group": False},
            {"diverging": bool, "names": list, "unit": str},
        ),
    )
}
"""The kinds of chart that come with the tool, by name."""
