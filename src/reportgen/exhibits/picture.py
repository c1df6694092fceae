"""Whether what a project's own program has drawn is a picture that can stand on the page."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from reportgen.exhibits.model import ChartSpec
from reportgen.system import process

_POINT: Final = 0.5
"""Points by which a picture may be wider or higher than asked."""

_SECONDS: Final = 30
_LIMITS: Final = process.Limits(cpu=_SECONDS, memory=1_500_000_000, file=1_000_000, output=1_000_000)
_HOME: Final = Path(__file__).parents[2]
# Isolated: neither the environment nor the folder that it runs in says where modules come from.
_SERVE: Final = (
    "import sys; sys.path.append(sys.argv.pop()); from reportgen.exhibits.picture_reader import serve; serve()"
)


def picture_flaw(pdf: bytes, sketch: ChartSpec) -> str:
    """Say what is wrong with a chart's picture, which has to be a PDF of one page of its size; "" if nothing is.

    It is opened in a process of its own, since a small file may unpack to more than the machine holds.
    """
    with tempfile.TemporaryDirectory(prefix=f"reportgen-{os.getpid()}-") as folder:
        done = process.run(
            [sys.executable, "-I", "-c", _SERVE, str(_HOME)],
            folder=Path(folder),
            stdin=pdf,
            seconds=_SECONDS,
            limits=_LIMITS,
            writable=(Path(folder),),
            readable=[path for path in (Path(sys.prefix), Path(sys.base_prefix), _HOME) if str(path) != "/usr"],
        )
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {"flaw": f"takes more than {_SECONDS} seconds or {_LIMITS.memory / 1e9:.1f} GB to read"}
    if "flaw" in answer:
        return f"its picture of {len(pdf):,} bytes {answer['flaw']}"
    if answer["pages"] != 1:
        return f"its picture has {answer['pages']} pages; it has to be one"
    asked = (sketch.page.text_width, sketch.height)
    left, low, right, high = answer["box"]
    size = (right - left, high - low)
    if any(abs(have - want / 25.4 * 72) > _POINT for have, want in zip(size, asked, strict=True)):
        became = " wide and ".join(f"{length / 72 * 25.4:.0f} mm" for length in size)
        return f"its picture is {became} high; it has to be {asked[0]:.0f} mm wide and {asked[1]:.0f} mm high"
    return ""
