"""Prepared exhibits → LaTeX and PDF."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path

from reportgen.diagnostics import Findings
from reportgen.exhibits.charts.render import ChartError, DrawFunction, render
from reportgen.exhibits.model import Chart, Drawn, DrawnChart, Grid, Prepared
from reportgen.exhibits.tables import set_table
from reportgen.latex import Latex
from reportgen.project.model import Project
from reportgen.rules import finding


def draw(
    prepared: Mapping[str, Prepared],
    project: Project,
    fonts: Mapping[str, Path],
    say: Callable[[str, int, int], None],
) -> Findings[Drawn]:
    """Draw all exhibits; ``say`` hears each one's name, its number and how many there are."""
    tables: dict[str, Latex] = {}
    charts: dict[str, DrawnChart] = {}
    for number, (name, exhibit) in enumerate(prepared.items(), start=1):
        say(name, number, len(prepared))
        if isinstance(exhibit.content, Grid):
            tables[name] = set_table(exhibit.content)
            continue
        chart = yield from _chart(exhibit, exhibit.content, project, fonts)
        if chart is not None:
            charts[name] = chart
    return Drawn(tables, charts)


def _chart(exhibit: Prepared, chart: Chart, project: Project, fonts: Mapping[str, Path]) -> Findings[DrawnChart | None]:
    file = project.settings.kinds.get(exhibit.kind)
    hint = f"correct {file}, or the exhibit's rows" if file else "correct its rows, columns or height"
    try:
        return render(chart, fonts, _load(project.folder / file) if file else None)
    except ChartError as error:
        place = exhibit.table.place(error.line, error.column) if error.line else exhibit.location
        yield finding("EXH006", place, f'chart "{exhibit.name}": {error}', hint)
    return None


def _load(path: Path) -> DrawFunction:
    """Load the function ``draw`` from a Python file that report.toml names. Raises ``ChartError``."""
    spec = importlib.util.spec_from_file_location(f"reportgen_kind_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ChartError(f"{path.name} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # the project's own program may raise anything
        raise ChartError(f"{path.name} cannot be loaded: {type(error).__name__}: {error}") from error
    function: DrawFunction | None = getattr(module, "draw", None)
    if not callable(function):
        raise ChartError(f"{path.name} has no function draw(figure, chart)")
    return function
