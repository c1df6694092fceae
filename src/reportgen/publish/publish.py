"""Outputs under their final names: all written first, then exchanged, so that what is there always belongs together."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.publish.build_lock import alive, unwritable
from reportgen.store.fingerprint import of_bytes
from reportgen.system import files as plain
from reportgen.system.interrupts import signals_blocked

KEYSTONE: Final = "brief.pdf"
RECORD: Final = "build-record.json"
_FORMS: Final = re.compile(r"[a-z0-9-]+\.(?:pdf|html|png|docx)|tex-[a-z0-9-]+|CITATION\.cff")
_TEMPORARY: Final = re.compile(r"reportgen-([0-9]{1,9})-")
_WORKERS: Final = re.compile(r"\.workers-([0-9]{1,9})-")
_LEFT: Final = (".work-", ".next-", ".old-", ".tex-", f".{KEYSTONE}-", f".{RECORD}-", ".ledger.json-")


def publish(build: Path, files: Mapping[str, bytes]) -> Findings[bool]:
    """Put outputs, by path relative to ``build``, under their names; tells whether they are there.

    Everything is written, to the disk, beside the last output before that is touched. Then what goes with
    the last PDF is withdrawn, its record first; the PDF is replaced in one step; what goes with the new
    one follows, its record last. So at every moment the PDF is whole, and nothing lies beside it that
    belongs to another one. A name is a file or a whole folder such as ``tex``: it is exchanged as one.
    """
    former = _former(build)
    for name in (name for name in (*files, *former) if "." in name and "/" not in name):
        if (build / name).is_dir() and not (build / name).is_symlink():
            message = "a folder stands where the build puts a file; nothing was changed"
            yield finding(
                "BUN007", Location(f"{build.name}/{name}"), message, "move it to another place, then build again"
            )
            return False
    try:
        fresh = Path(tempfile.mkdtemp(prefix=".next-", dir=build))
        try:
            _write(fresh, files)
            with signals_blocked():
                _exchange(build, fresh, tuple(dict.fromkeys(path.split("/")[0] for path in files)), former)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        yield unwritable(build, error)
        return False
    return True


def unchanged(folder: Path, digests: Mapping[str, str]) -> Findings[bool]:
    """Look whether the inputs, by path relative to the project, still have the digests with which they were read.

    A file that was being saved while it was read, or one of several that were saved one after the other,
    would make a brief of which nobody ever saw the data.
    """
    same = True
    for path, digest in digests.items():
        try:
            unchanged_file = of_bytes(plain.read(folder / path, within=folder)) == digest
        except OSError:
            unchanged_file = False
        if not unchanged_file:
            same = False
            yield finding("BUN008", Location(path), "the file changed while the brief was built", "build again")
    return same


def sweep(build: Path) -> None:
    """Remove what builds that were killed left behind, here and among the system's temporary files.

    Only for one who has claimed the folder. Temporary files have the process in their names: reportgen-PID-…
    """
    for name in left(build):
        _remove(build / name)
    sweep_temporary()


def left(build: Path) -> list[str]:
    """Return the names of what a build that was killed, or is at work, has beside the outputs."""
    names = [path.name for path in _entries(build)]
    return [name for name in names if name.startswith(_LEFT) or _orphan(_WORKERS, name)]


def sweep_temporary() -> None:
    """Remove what processes of reportgen that are gone left among the system's temporary files."""
    for path in _entries(Path(tempfile.gettempdir())):
        if _orphan(_TEMPORARY, path.name):
            _remove(path)


def _orphan(pattern: re.Pattern[str], name: str) -> bool:
    made = pattern.match(name)
    return made is not None and not alive(int(made[1]))


def _entries(folder: Path) -> Sequence[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return ()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        plain.remove(path)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            file.write(content)
            file.flush()
            # What carries the others must survive a power cut; TeX's inputs can be made again.
            if "/" not in path:
                os.fsync(file.fileno())
        target.chmod(0o644)
    for inner in folder.rglob("*"):
        if inner.is_dir():
            inner.chmod(0o755)


def _former(build: Path) -> Sequence[str]:
    """Return the volumes in all forms, and the folders of their TeX, that the last record says were made here."""
    try:
        recorded = json.loads(plain.read(build / RECORD, within=build, links=False))["outputs"]
        named = {str(path).removeprefix(f"{build.name}/").split("/")[0] for path in recorded}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    return tuple(sorted(name for name in named if _FORMS.fullmatch(name)))


def _exchange(build: Path, fresh: Path, names: Sequence[str], former: Sequence[str]) -> None:
    """Withdraw the old, replace the PDF, place the new; until the PDF is replaced, all can be undone.

    What is ``former`` and not among ``names`` is withdrawn alone.
    """
    rest = sorted((name for name in names if name != KEYSTONE), key=lambda name: (name == RECORD, name))
    gone = [name for name in former if name not in names and name != KEYSTONE]
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=build))
    moved: list[str] = []
    try:
        try:
            for name in reversed([*gone, *rest]):
                if os.path.lexists(build / name):
                    (build / name).replace(old / name)
                    moved.append(name)
            if KEYSTONE in names:
                (fresh / KEYSTONE).replace(build / KEYSTONE)
        except OSError:
            for name in reversed(moved):
                (old / name).replace(build / name)
            raise
        for name in rest:
            (fresh / name).replace(build / name)
    finally:
        shutil.rmtree(old, ignore_errors=True)
