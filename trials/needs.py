"""Which programs the trials call, and which package of Debian brings each: the one place that says so."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import Final

PACKAGES: Final[Mapping[str, str]] = {
    "apt-config": "apt",
    "apt-get": "apt",
    "debootstrap": "debootstrap",
    "diffoscope": "diffoscope-minimal",
    "disorderfs": "disorderfs",
    "faketime": "faketime",
    "git": "git",
    "hostname": "hostname",
    "kpsewhich": "texlive-binaries",
    "lualatex": "texlive-luatex",
    "mount": "mount",
    "pdflatex": "texlive-latex-base",
    "pivot_root": "util-linux",
    "setpriv": "util-linux",
    "taskset": "util-linux",
    "umount": "mount",
    "unshare": "util-linux",
}


def lacking(programs: Iterable[str]) -> str:
    """Name the programs that are not there and the line that installs them; nothing if all are there."""
    missing = sorted({program for program in programs if not shutil.which(program)})
    packages = " ".join(sorted({PACKAGES[program] for program in missing}))
    return f"{', '.join(missing)} (sudo apt-get install {packages})" if missing else ""


def refused(trial: str, programs: Iterable[str], otherwise: str = "") -> bool:
    """Say what a trial lacks, and what can be tried without it; tells whether it lacks anything."""
    if missing := lacking(programs):
        print(f"{trial} needs {missing}{f'; {otherwise}' if otherwise else ''}", file=sys.stderr)
    return bool(missing)
