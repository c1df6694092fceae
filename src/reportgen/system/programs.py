"""Where a program lies: the one way to look for it."""

from __future__ import annotations

import os
import shutil

from reportgen.system import isolation


def which(program: str) -> str | None:
    """Return the full path of a program on the PATH, or ``None``; entries that are no full paths do not count."""
    return shutil.which(program, path=isolation.programs(os.environ.get("PATH", "")))
