"""A process that draws charts: orders come in, charts go out (``python -m reportgen.exhibits.worker``)."""

from __future__ import annotations

from reportgen.exhibits.draw import draw
from reportgen.workers import serve

if __name__ == "__main__":
    serve(draw)
