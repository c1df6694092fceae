"""A process that draws charts: orders come in, charts go out (``python -m reportgen.exhibits.worker``)."""

from __future__ import annotations

import sys
from typing import Any

from reportgen.exhibits.draw import draw
from reportgen.exhibits.model import DrawJob
from reportgen.exhibits.serialization import dump_result
from reportgen.system.serve import Answer, serve


def _alone(event: str, _given: tuple[Any, ...]) -> None:
    """Refuse copies of this process, which would go on where a project's own program leaves them."""
    if event in {"os.fork", "os.forkpty"}:
        raise PermissionError("a kind of chart may not fork; start another program instead")


def _draw(order: DrawJob) -> Answer:
    return dump_result(draw(order))


if __name__ == "__main__":
    sys.addaudithook(_alone)
    serve(_draw)
