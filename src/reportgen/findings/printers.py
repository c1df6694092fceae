"""Findings as text for a terminal or a pipe, and as JSON, SARIF and GitHub annotations for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from reportgen import __version__
from reportgen.findings.explain import explanation
from reportgen.findings.model import Diagnostic, Location, Severity
from reportgen.findings.rule import Rule
from reportgen.findings.rules import RULES
from reportgen.findings.text import lines, shown, summary
from reportgen.store.fingerprint import of_value

COLOURS: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

BASE: Final = "PROJECTROOT"
"""Name under which SARIF knows the project folder, to which all paths are relative."""

_SARIF_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_json(findings: Iterable[Diagnostic], unread: str = "") -> str:
    """Return findings as a JSON object: the findings in their order, and how many there are of each severity.

    ``notLookedAt`` says what was not looked at since something before it failed; it is empty where all was.

    ``related`` has other places that a finding speaks of. ``line`` and ``column`` count from 1 and are 0
    where they are not known; in a CSV file the column is the number of the cell.
    """
    told = list(findings)
    counts = Counter(finding.severity for finding in told)
    listed = [
        {
            **_place(f.location),
            "code": f.code,
            "name": f.name,
            "severity": str(f.severity),
            "message": f.message,
            "hint": f.hint,
            "related": [_place(place) for place in f.related],
        }
        for f in told
    ]
    by_severity = {str(severity): counts[severity] for severity in Severity}
    return _json({"findings": listed, "counts": by_severity, "notLookedAt": unread})


def as_sarif(findings: Iterable[Diagnostic], rules: Iterable[Rule], unread: str = "") -> str:
    """Return findings as a SARIF 2.1.0 log of one run; ``rules`` are those that it describes.

    What was not looked at (``unread``) is a notification of the run.

    Paths are relative to the project folder, by the name ``PROJECTROOT``. The number of a cell
    in a CSV file is no column of text: it stands in the location's properties.
    """
    known = list(rules)
    places = {rule.code: index for index, rule in enumerate(known)}
    driver = {"name": "reportgen", "semanticVersion": __version__, "rules": [_sarif_rule(rule) for rule in known]}
    told = {"level": "warning", "message": {"text": f"not looked at: {unread}"}}
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": [told] if unread else []}
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder of the project, with report.toml."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(f, places) for f in findings],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return _json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def as_github(findings: Iterable[Diagnostic], unread: str = "") -> Iterator[str]:
    """Yield findings as GitHub workflow commands, one line each, which show them beside the lines they concern.

    What was not looked at (``unread``) is a notice behind them.
    """
    for finding in findings:
        place = finding.location
        properties = {"file": place.path}
        if place.line:
            properties["line"] = str(place.line)
        if _has_text_column(place):
            properties["col"] = str(place.column)
        properties["title"] = f"{finding.code} {finding.name}"
        told = ",".join(f"{name}={_github_escaped(value, ':,')}" for name, value in properties.items())
        yield f"::{_GITHUB_COMMANDS[finding.severity]} {told}::{_github_escaped(_described(finding) + _see(finding))}"
    if unread:
        yield f"::notice::{_github_escaped(f'not looked at: {unread}')}"


def _text(findings: Sequence[Diagnostic], unread: str = "") -> str:
    return "\n".join([*lines(findings), summary(findings) + (f"; not looked at: {unread}" if unread else "")])


FORMATS: Final[Mapping[str, Callable[[Sequence[Diagnostic], str], str]]] = {
    "text": _text,
    "json": as_json,
    "sarif": lambda findings, unread: as_sarif(findings, RULES.values(), unread),
    "github": lambda findings, unread: "\n".join(as_github(findings, unread)),
}
"""What ``--format`` names: each gives all findings, and what was not looked at, as one text without a line end."""


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    page = explanation(rule.code)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
    }


def _place(place: Location) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _sarif_location(place: Location) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path), "uriBaseId": BASE}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.line:
        physical["region"] = {"startLine": place.line}
        if _has_text_column(place):
            physical["region"]["startColumn"] = place.column
        elif place.column:
            location["properties"] = {"cell": place.column}
    return location


def _sarif_result(finding: Diagnostic, places: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": _described(finding)},
        "locations": [_sarif_location(finding.location)],
        # Stays the same when lines above it come and go, so that a known finding is known again.
        "partialFingerprints": {"finding/v1": of_value([finding.code, finding.location.path, finding.message])},
    }
    if finding.related:
        result["relatedLocations"] = [_sarif_location(place) for place in finding.related]
    return result | ({"ruleIndex": places[finding.code]} if finding.code in places else {})


def _described(finding: Diagnostic) -> str:
    return f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message


def _has_text_column(place: Location) -> bool:
    """Whether the column counts characters; in a CSV file it counts cells."""
    return bool(place.line and place.column) and not place.path.endswith(".csv")


def _see(finding: Diagnostic) -> str:
    return f"\nsee: {', '.join(map(str, finding.related))}" if finding.related else ""


def _github_escaped(text: str, separators: str = "") -> str:
    # Line ends are GitHub's to show; whatever else commands a terminal, the log of a run shall not pass on.
    parts = (part if part in {"\r", "\n"} else shown(part) for part in re.split("([\r\n])", text))
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{separators}" else c for c in "".join(parts))


def _json(value: Any) -> str:
    # Escaped to ASCII: it goes to standard output, whose encoding is not ours to choose.
    return json.dumps(value, indent=1)
