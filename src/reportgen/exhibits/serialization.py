"""Charts on their way from the process that draws them: written as JSON and bytes, and looked at when they come in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final, TypeGuard

from reportgen.exhibits.model import DrawError, DrawJob, DrawnChart
from reportgen.system.serve import Answer
from reportgen.system.workers import WorkerError

_FAULTS: Final = ("rows", "limit", "program")
_LONGEST: Final = 2000
"""Characters of a reason that are told."""


def dump_result(result: DrawnChart | DrawError) -> Answer:
    """Return what a worker answers."""
    if isinstance(result, DrawnChart):
        return Answer({"drawn": len(result.pdf)}, result.pdf + result.svg)
    return Answer(asdict(result))


def load_result(answer: Answer, order: DrawJob) -> DrawnChart | DrawError:
    """Return what a worker has answered to an order.

    A project's own program may have written anything in its place. Raises ``WorkerError`` if it is no answer.
    """
    sketch = order.sketch
    head = answer.head
    if not (isinstance(head, dict) and head.keys() == {"drawn"} and type(head["drawn"]) is int):
        return _reason(head, order)
    pdf, svg = answer.body[: max(0, head["drawn"])], answer.body[max(0, head["drawn"]) :]
    return DrawnChart(sketch.name, pdf, sketch.page.text_width, sketch.height, svg)


def _reason(head: Any, order: DrawJob) -> DrawError:
    if not _is_reason(head) or not all(_is_reason(one) for one in head["more"]):
        raise WorkerError("what its process answered is no chart")
    first, *rest = (_read(one, order) for one in (head, *head["more"]))
    return DrawError(first.message, first.line, first.column, tuple(rest), first.fault)


def _is_reason(value: Any) -> TypeGuard[dict[str, Any]]:
    kinds = {"message": str, "line": int, "column": str, "more": list, "fault": str}
    return (
        isinstance(value, dict)
        and value.keys() == kinds.keys()
        and all(type(value[name]) is kind for name, kind in kinds.items())
        and value["fault"] in _FAULTS
    )


def _read(value: dict[str, Any], order: DrawJob) -> DrawError:
    program = value["fault"] == "program"
    lines = range(1, order.source.count(b"\n") + 2) if program else order.sketch.rows.lines
    line = value["line"] if value["line"] in lines else int(program)
    return DrawError(value["message"][:_LONGEST], line, value["column"], fault=value["fault"])
