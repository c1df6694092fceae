"""ledger.json and build-record.json."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any

from reportgen import __version__
from reportgen.diagnostics import Diagnostic
from reportgen.draft.model import Draft
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project


def ledger(draft: Draft, inputs: Inputs) -> str:
    """Give the ledger as JSON: every usage with its template line, evidence, passage, source and text."""
    usages = [
        {
            "number": usage.number,
            "kind": usage.kind,
            "template": str(usage.location),
            "file": usage.file,
            "ids": list(usage.ids),
            "evidence": list(usage.evidence),
            "sources": list(inputs.sources(usage.evidence)),
            "text": usage.text,
            "detail": dict(usage.detail),
        }
        for usage in draft.usages
    ]
    passages = {
        e.id: {
            "source": e.source,
            "section": e.section,
            "footnote": e.footnote,
            "page": e.page,
            "quote": e.quote,
            "via": e.via,
            "row": str(e.location),
        }
        for e in inputs.evidence.values()
    }
    return _json({"usages": usages, "evidence": passages})


def build_record(
    project: Project,
    inputs: Inputs,
    templates: Mapping[str, str],
    outputs: Mapping[str, str],
    tools: Mapping[str, str],
    findings: Sequence[Diagnostic],
) -> str:
    """Give the build record as JSON: inputs and outputs with SHA-256, versions, findings, rule settings.

    ``templates`` and ``outputs`` map paths to digests, ``tools`` programs and libraries to versions.
    """
    files = {"report.toml": project.digest, **inputs.files, **templates}
    return _json(
        {
            "reportgen": __version__,
            "date": project.settings.date,
            "inputs": dict(sorted(files.items())),
            "outputs": dict(sorted(outputs.items())),
            "tools": dict(tools),
            "findings": [
                {
                    "place": str(f.location),
                    "severity": str(f.severity),
                    "code": f.code,
                    "name": f.name,
                    "message": f.message,
                    "hint": f.hint,
                }
                for f in findings
            ],
            "rules": [dataclasses.asdict(setting) for setting in project.settings.rules],
        }
    )


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
