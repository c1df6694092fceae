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
    own: DrawFunction | None = None
    try:
        if exhibit.kind in project.settings.kinds:
            own = _load(project.folder / project.settings.kinds[exhibit.kind])
        return render(chart, fonts, own)
    except ChartError as error:
        yield finding("EXH006", exhibit.location, f'chart "{exhibit.name}": {error}', "correct its rows or columns")
    except Exception as error:  # a kind of the project's own may raise anything
        if exhibit.kind not in project.settings.kinds:
            raise
        message = f'chart "{exhibit.name}" failed in {project.settings.kinds[exhibit.kind]}: '
        hint = "correct the project's own kind of chart"
        yield finding("EXH006", exhibit.location, f"{message}{type(error).__name__}: {error}", hint)
    return None


def _load(path: Path) -> DrawFunction:
    """Load the function ``draw`` from a Python file that report.toml names."""
    spec = importlib.util.spec_from_file_location(f"reportgen_kind_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ChartError(f"{path.name} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function = getattr(module, "draw", None)
    if not callable(function):
        raise ChartError(f"{path.name} has no function draw(figure, chart)")
    return function  # type: ignore[no-any-return]  # only calling it can tell what it is
