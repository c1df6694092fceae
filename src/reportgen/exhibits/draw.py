"""An order → a chart; runs in processes of its own, see ``workers``."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from reportgen.exhibits.charts.render import ChartError, DrawFunction, render
from reportgen.exhibits.model import DrawnChart, Flaw, Order


def draw(order: Order) -> DrawnChart | Flaw:
    """Draw a chart. The same order always gives the same bytes, whatever was drawn before."""
    fonts = {face: Path(path) for face, path in order.fonts.items()}
    try:
        return render(order.sketch, fonts, _load(order) if order.program else None)
    except ChartError as error:
        more = tuple(Flaw(str(one), one.line, one.column) for one in error.more)
        return Flaw(str(error), error.line, error.column, more)


def _load(order: Order) -> DrawFunction:
    """Load the function ``draw`` from the Python program of the project. Raises ``ChartError``."""
    name = Path(order.program).name
    module = ModuleType(f"reportgen_kind_{Path(order.program).stem}")
    module.__file__ = order.program
    try:
        exec(compile(order.source, order.program, "exec"), module.__dict__)
    except Exception as error:  # the project's own program may raise anything
        raise ChartError(f"{name} cannot be loaded: {type(error).__name__}: {error}") from error
    function: DrawFunction | None = getattr(module, "draw", None)
    if not callable(function):
        raise ChartError(f"{name} has no function draw(figure, chart)")
    return function
