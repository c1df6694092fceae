"""Read and validate report.toml."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from reportgen.findings.model import Findings
from reportgen.project.model import FILE, LARGEST, Project
from reportgen.project.parse import parse
from reportgen.project.preflight import check_files, check_outputs, unreadable
from reportgen.system import files


def read(folder: Path) -> Findings[Project | None]:
    """Read ``report.toml`` of a project folder; ``None`` when it cannot be used."""
    try:
        content = files.read(folder / FILE, within=folder, largest=LARGEST)
    except OSError as error:
        yield unreadable(folder, error)
        return None
    project = yield from parse(content)
    if project is None:
        return None
    project = dataclasses.replace(project, folder=folder.resolve())
    yield from check_files(project)
    yield from check_outputs(project)
    return project
