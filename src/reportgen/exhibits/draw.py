"""An order → a chart; runs in processes of its own, see ``workers``."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from reportgen.exhibits.charts.render import ChartError, DrawFunction, LimitError, render
from reportgen.exhibits.model import DrawError, DrawJob, DrawnChart
from reportgen.system.serve import TimeLimitExceeded

_LONGEST = 300


class _KindError(Exception):
    """A program of the project's own failed at a line of its own."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def draw(order: DrawJob) -> DrawnChart | DrawError:
    """Draw a chart. The same order always gives the same bytes, whatever was drawn before."""
    fonts = {face: Path(path) for face, path in order.fonts.items()}
    try:
        return render(order.sketch, fonts, _load(order) if order.program else None, svg=order.svg)
    except ChartError as error:
        more = tuple(DrawError(str(one), one.line, one.column) for one in error.more)
        return DrawError(str(error), error.line, error.column, more)
    except LimitError as error:
        return DrawError(str(error), fault="limit")
    except _KindError as error:
        return DrawError(str(error), error.line, fault="program")
    except (MemoryError, TimeLimitExceeded):
        raise
    except BaseException as error:  # what a project's own program leaves in the figure may fail in any way
        if order.program:
            return DrawError(_described(error), _line(error, order.program), fault="program")
        return DrawError(f"it cannot be drawn: {_described(error)}")


def _load(order: DrawJob) -> DrawFunction:
    """Load the function ``draw`` from the Python program of the project. Raises ``_KindError``."""
    name = Path(order.program).name
    module = ModuleType(f"reportgen_kind_{Path(order.program).stem}")
    module.__file__ = order.program
    try:
        exec(compile(order.source, order.program, "exec"), module.__dict__)
    except BaseException as error:  # the project's own program may raise anything
        _fail(error, order.program)
    function = getattr(module, "draw", None)
    if not callable(function):
        raise _KindError(f"{name} has no function draw(figure, chart)", 1)

    def drawing(*given: Any) -> None:
        try:
            function(*given)
        except ChartError:
            raise
        except BaseException as error:
            _fail(error, order.program)

    return drawing


def _fail(error: BaseException, program: str) -> NoReturn:
    """Say how a program failed, and where in its text."""
    if isinstance(error, MemoryError):
        raise error
    raise _KindError(_described(error), _line(error, program)) from error


def _described(error: BaseException) -> str:
    if isinstance(error, TimeLimitExceeded):
        return "it did not end in time"
    try:
        said = " ".join(str(error).split())[:_LONGEST]
    except Exception:  # an error of the project's own may not be able to say anything
        said = ""
    return f"{type(error).__name__}: {said}".removesuffix(": ")


def _line(error: BaseException, program: str) -> int:
    """Return the last line of a program that an error came through."""
    if isinstance(error, SyntaxError) and error.filename == program:
        return error.lineno or 1
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == program]
    return lines[-1] if lines else 1
