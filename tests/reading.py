"""Reads report.toml as every command does."""

from __future__ import annotations

from pathlib import Path

from reportgen.findings.model import Findings
from reportgen.pipeline.drafting import Drafting
from reportgen.pipeline.store import Store
from reportgen.project.model import Project


def read(folder: Path) -> Findings[Project | None]:
    """Read and validate ``report.toml`` of a project folder."""
    return (yield from Drafting(Store(folder), lambda _: None).read())
