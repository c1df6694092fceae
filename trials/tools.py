"""Programs that are missing, fail, hang, or do half of their work."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from trials.disks import Ground
from trials.project import Tally

_REAL: Final = "REAL"
STUBS: Final = {
    "fails": "exit 1",
    "is killed": "kill -9 $$",
    "says nothing and does nothing": "exit 0",
    "cannot be run": None,
    "leaves half a PDF": 'REAL "$@"; s=$?; for f in *.pdf; do [ -f "$f" ] && truncate -s 3000 "$f"; done; exit $s',
    "leaves garbage": 'REAL "$@"; s=$?; for f in *.pdf *.aux; do [ -f "$f" ] && echo garbage > "$f"; done; exit $s',
    "fails after its work": 'REAL "$@"; exit 3',
}
PANDOC: Final = {
    "fails": "exit 1",
    "is killed": "kill -9 $$",
    "says nothing": "cat > /dev/null; exit 0",
    "says garbage": "cat > /dev/null; echo '{\"blocks\": [1, null'; exit 0",
    "answers with too little": "cat > /dev/null; echo '{\"blocks\": []}'; exit 0",
}
HANGS: Final = "exec sleep 1000"
_LIMIT: Final = 150.0
"""By then a program that hangs must have been ended, in seconds."""


def hurt(ground: Ground, tally: Tally, quick: bool) -> None:
    """Each program in each way; a build with it must fail with a finding, or be right all the same."""
    _missing(ground, tally, ("pdflatex",) if quick else ("pdflatex", "kpsewhich"))
    stubs = dict(list(STUBS.items())[4:5]) if quick else STUBS
    for way, script in stubs.items():
        _with(ground, tally, "pdflatex", way, script)
    if quick:
        return
    for way in ("fails", "is killed", "says nothing and does nothing", "cannot be run"):
        _with(ground, tally, "kpsewhich", way, STUBS[way])
    for way, script in PANDOC.items():
        _pandoc(ground, tally, way, script)
    _with(ground, tally, "pdflatex", "hangs", HANGS)
    _pandoc(ground, tally, "hangs", HANGS)


def _missing(ground: Ground, tally: Tally, programs: tuple[str, ...]) -> None:
    for missing in programs:
        folder = _folder(ground, "without")
        for program in ("pdflatex", "lualatex", "kpsewhich", "pdftex", "luatex", "sh"):
            found = shutil.which(program)
            if found and program != missing:
                (folder / program).symlink_to(found)
        ground.other()
        ended = ground.copy.run(env={"PATH": str(folder)})
        problem = ground.hurt(ended) or ("" if "TEX006" in ended.said else f"not told: {ended.said[-300:]!r}")
        tally.add(f"{missing} is missing", ground.mended(problem))


def _with(ground: Ground, tally: Tally, program: str, way: str, script: str | None) -> None:
    real = shutil.which(program) or program
    folder = _folder(ground, "stub")
    _write(folder / program, script.replace(_REAL, real) if script is not None else None)
    _try(ground, tally, f"{program} {way}", {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"})


def _pandoc(ground: Ground, tally: Tally, way: str, script: str) -> None:
    """Pandoc comes with a Python package: another one of that name stands before it."""
    folder = _folder(ground, "package")
    (folder / "pypandoc" / "files").mkdir(parents=True)
    (folder / "pypandoc" / "__init__.py").write_text("")
    _write(folder / "pypandoc" / "files" / "pandoc", script)
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH", ""))))
    _try(ground, tally, f"pandoc {way}", {"PYTHONPATH": path})


def _try(ground: Ground, tally: Tally, kind: str, env: dict[str, str]) -> None:
    ground.other()
    ended = ground.copy.run(env=env, seconds=_LIMIT * 2)
    problem = ground.hurt(ended)
    if ended.status != 0 and ": error " not in ended.said:
        problem = problem or f"no finding says why: {ended.said[-300:]!r}"
    if ended.seconds > _LIMIT:
        problem = problem or f"it took {ended.seconds:.0f} s"
    problem = problem or ("" if ground.copy.quiet(2) else "processes live on")
    tally.add(kind, ground.mended(problem))


def _folder(ground: Ground, name: str) -> Path:
    folder = ground.copy.base / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _write(path: Path, script: str | None) -> None:
    path.write_bytes(f"#!/bin/sh\n{script}\n".encode() if script is not None else b"\x7fELF\x00 not for this machine")
    path.chmod(0o755)
