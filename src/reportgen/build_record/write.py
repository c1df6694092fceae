"""build-record.json."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import to_json

from reportgen import __version__
from reportgen.findings.model import Diagnostic
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project
from reportgen.system.files import PROJECT_FILE
from reportgen.typeset.model import TexSystem

if TYPE_CHECKING:
    from reportgen.store.page_digests import Seals

NO_TEX: Final = TexSystem()

VERSION: Final = 1
"""Of the form of build-record.json; ``verify`` reads it with a schema of its own."""

CARRIED_VERSION: Final = 2
"""Of the record that a PDF carries, and of what its digests are over: they count other things than those of 1."""


def build_record(
    project: Project,
    inputs: Inputs,
    templates: Mapping[str, str],
    outputs: Mapping[str, str],
    tools: Mapping[str, str],
    findings: Sequence[Diagnostic],
    *,
    packages: Mapping[str, str] | None = None,
    tex: TexSystem = NO_TEX,
    protection: Mapping[str, str] | None = None,
    epoch: int | None = None,
) -> str:
    """Return the build record as JSON: inputs and outputs with SHA-256, what to install, findings, rule settings.

    ``templates`` (with all other files of the project's own that were run) and ``outputs`` map paths to
    digests, ``tools`` programs and ``packages`` Python packages to versions; ``tex`` is what TeX read from
    the system, ``protection`` what confined it, ``epoch`` the time that the PDF has, in seconds since 1970.
    """
    files = {PROJECT_FILE: project.digest, **inputs.files, **templates}
    return _json(
        {
            "version": VERSION,
            "reportgen": __version__,
            "date": project.settings.date,
            "epoch": epoch,
            "inputs": dict(sorted(files.items())),
            "outputs": dict(sorted(outputs.items())),
            "tools": dict(tools),
            "packages": dict(packages or {}),
            "tex": dataclasses.asdict(tex),
            "protection": dict(protection or {}),
            **_judged(project, findings),
        }
    )


def _judged(project: Project, findings: Sequence[Diagnostic]) -> Mapping[str, Any]:
    """Return what was found, and what of it report.toml weighs otherwise."""
    told = [
        {
            "place": str(f.location),
            "severity": str(f.severity),
            "code": f.code,
            "name": f.name,
            "message": f.message,
            "hint": f.hint,
        }
        for f in findings
    ]
    return {"findings": told, "rules": [dataclasses.asdict(setting) for setting in project.settings.rules]}


def _json(value: Any) -> str:
    return to_json({name: value[name] for name in sorted(value)}, indent=1).decode() + "\n"


def carried_record(
    project: Project,
    inputs: Inputs,
    templates: Mapping[str, str],
    attached: Mapping[str, str],
    findings: Sequence[Diagnostic],
    volume: str,
    seals: Seals,
    epoch: int,
) -> str:
    """Return the record that the PDF of a volume carries: what it shows, and what it was made from, with SHA-256.

    ``attached`` are the files that it carries beside the record. What was installed stands only in the record beside
    the PDF, which would differ from one machine to the next where the pages do not.
    """
    return _json(
        {
            "version": CARRIED_VERSION,
            "reportgen": __version__,
            "date": project.settings.date,
            "epoch": epoch,
            "volume": volume,
            "pages": list(seals.pages),
            "around": seals.around,
            "metadata": seals.metadata,
            "attached": dict(sorted(attached.items())),
            "inputs": dict(sorted({PROJECT_FILE: project.digest, **inputs.files, **templates}.items())),
            **_judged(project, findings),
        }
    )
