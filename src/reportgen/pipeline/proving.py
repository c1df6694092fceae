"""Verifying a PDF that was handed on, from what it carries, and where they are at hand from texts and project."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from reportgen.findings.model import Findings, Location, Outcome, collect
from reportgen.findings.rules import finding
from reportgen.inputs.bibliography.read import read_bibliography
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.texts.read import read_texts
from reportgen.pipeline.model import BUILD, Built
from reportgen.proof.model import CarriedRecord, Opened, Proven
from reportgen.proof.read import LARGEST, UnreadableError, read
from reportgen.proof.verify import verify
from reportgen.system import files

FOUND = frozenset({"exact", "spaced", "fuzzy"})
Build = Callable[[Path], Outcome[Built | None]]


def prove(path: Path, texts: Sequence[Path], project: Path | None, build: Build) -> Findings[Proven]:
    """Verify a PDF; with ``texts`` every quotation in them, with a ``project`` that ``build`` makes the same bytes."""
    place = Location(path.name)
    try:
        content = files.read(path, largest=LARGEST)
        opened = read(content)
    except (OSError, UnreadableError) as error:
        yield finding("VER001", place, f"{error}", "ask for another copy")
        return Proven()
    proven = yield from verify(opened, path.name)
    if texts and proven.carried is not None:
        yield from in_texts(opened, proven.evidence, texts, place)
    if project is not None and proven.carried is not None:
        yield from _same_bytes(content, proven.carried, project, build, place)
    return proven


def in_texts(
    opened: Opened, evidence: Mapping[str, Evidence], folders: Sequence[Path], place: Location
) -> Findings[None]:
    """Look for every quotation that the PDF carries in the texts of the folders."""
    works = [(path, content) for path, content in opened.files.items() if path.endswith(".bib")]
    bibliography = collect(read_bibliography(works)).value
    wanted: dict[str, list[str]] = {}
    for row in evidence.values():
        wanted.setdefault(row.source, []).append(row.section)
    found = yield from read_texts(bibliography, folders, wanted)
    passages = locate(evidence.values(), found)
    for name, row in evidence.items():
        if row.source not in found:
            continue
        if name not in passages or passages[name].match not in FOUND:
            message = f'the quotation of "{name}" does not stand in the text of "{row.source}"'
            yield finding("VER005", place, message, "read it there; do not rely on what rests on it")
    for source in sorted({row.source for row in evidence.values()} - found.keys()):
        yield finding(
            "VER005", place, f'there is no text of "{source}" in the folder', "name its file as the bibliography does"
        )


def _same_bytes(content: bytes, record: CarriedRecord, project: Path, build: Build, place: Location) -> Findings[None]:
    """Build a copy of the project anew, at the time that the record has, and compare the PDF of the same volume."""
    with tempfile.TemporaryDirectory(prefix=f"reportgen-{os.getpid()}-") as folder:
        copy = Path(folder) / "project"
        try:
            shutil.copytree(project, copy, symlinks=True, ignore=shutil.ignore_patterns(BUILD, ".git", ".venv"))
        except (OSError, shutil.Error) as error:
            message = f"the project cannot be copied: {str(error)[:200]}"
            yield finding("VER006", place, message, "give the folder that holds report.toml")
            return
        with at_time(record.epoch):
            outcome = build(copy)
        made = copy / BUILD / f"{record.volume}.pdf"
        if outcome.failed or not made.is_file():
            yield from outcome.findings
            yield finding("VER006", place, "the project does not build here", "mend what its build says")
        elif files.read(made) != content:
            message = "the project gives another PDF here"
            hint = "compare the inputs that its record names, and the programs that its build record names"
            yield finding("VER006", place, message, hint)


@contextmanager
def at_time(epoch: int) -> Iterator[None]:
    """Let builds have this time, in seconds since 1970."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
