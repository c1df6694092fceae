"""Parse and validate what report.toml says."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import FIRM, RULES, did_you_mean, finding
from reportgen.project.lines import key_lines
from reportgen.project.model import (
    BRIEF,
    LARGEST,
    SETTINGS,
    Chapter,
    Column,
    Exhibit,
    Project,
    Reviewing,
    RuleSetting,
    Settings,
    Unit,
    Volume,
)
from reportgen.store.fingerprint import of_bytes
from reportgen.system.files import PROJECT_FILE, shown
from reportgen.text.languages import known_language

_ADAPTER: Final = TypeAdapter(Settings)
_DEEPEST: Final = 100
"""Tables and lists within each other; how many Python itself can follow differs from one to the next."""
_TOO_DEEP: Final = "its values are nested too deeply, or a number in it is too long"
_REASON: Final = 8
"""Letters that a reason has at least, where it is in Latin letters."""

_UNION: Final = re.compile(r"^(list|dict|str|int|float|bool|Column)(\[|$)")


def schema() -> str:
    """Return the JSON Schema of report.toml, as the text of ``report.schema.json``."""
    described = _ADAPTER.json_schema() | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "report.toml",
        "description": "A brief built by reportgen.",
    }
    return json.dumps(described, indent=2, sort_keys=True) + "\n"


def parse(content: bytes) -> Findings[Project | None]:
    """Read the bytes of a ``report.toml``; the project that they describe has no folder yet."""
    parsed = yield from _parse(content)
    if parsed is None:
        return None
    values, lines = parsed
    if _too_deep(values):
        yield finding("PRJ002", Location(PROJECT_FILE, 1), _TOO_DEEP, "correct it")
        return None
    try:
        # By way of JSON, since pydantic's strict mode takes mappings for dataclasses only there.
        settings = _ADAPTER.validate_json(json.dumps(values, default=str))
    except ValidationError as error:
        yield from _explain(error, lines)
        return None
    except RecursionError:
        yield finding("PRJ002", Location(PROJECT_FILE, 1), _TOO_DEEP, "correct it")
        return None
    project = Project(Path(), settings, lines, of_bytes(content))
    yield from _check_rules(project)
    yield from _check_values(project)
    yield from _check_volumes(project)
    yield from _check_samples(project)
    yield from _check_outputs(project)
    return project


def _parse(content: bytes) -> Findings[tuple[dict[str, Any], Mapping[tuple[str | int, ...], int]] | None]:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield finding("PRJ002", Location(PROJECT_FILE, line), "the file is not UTF-8 text", "save it as UTF-8")
        return None
    if len(content) > LARGEST:
        yield finding("PRJ002", SETTINGS, f"the file is larger than {LARGEST // 1_000_000} MB", "shorten it")
        return None
    try:
        return tomllib.loads(text), key_lines(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = (
            Location(PROJECT_FILE, int(match[1]), int(match[2]))
            if match
            else Location(PROJECT_FILE, text.count("\n") + 1)
        )
        message = re.sub(r" \(at .*\)$", "", str(error))
        yield finding("PRJ002", place, message[:1].lower() + message[1:], "see https://toml.io for the notation")
        return None
    except (RecursionError, ValueError):
        yield finding("PRJ002", Location(PROJECT_FILE, 1), _TOO_DEEP, "correct it")
        return None


def _too_deep(values: dict[str, Any]) -> bool:
    """Tell whether values stand in each other more than ``_DEEPEST`` times, without following them by recursion."""
    level: list[Any] = [values]
    for _ in range(_DEEPEST):
        inner = [v.values() if isinstance(v, dict) else v for v in level if isinstance(v, dict | list)]
        if not inner:
            return False
        level = [value for values in inner for value in values]
    return True


_EXAMPLES: Final[Mapping[str, str]] = {
    "title": 'title = "Bridges of the Elbe"',
    "authors": 'authors = ["Ida Arch"]',
    "date": 'date = "2020-02-29"',
    "chapters": '[[chapters]] with id = "bridges", title = "Bridges", template = "templates/chapters/bridges.tex.j2"',
    "id": 'id = "bridges"',
    "template": 'template = "templates/chapters/bridges.tex.j2"',
    "kind": 'kind = "table"',
    "table": 'table = "bridges", the name of a table of the data package',
    "columns": 'columns = ["name", "opened"], or { label = "name", value = "cost" } for a chart',
    "name": 'name = "opened", a column of the table',
    "code": 'code = "EVI002"',
    "severity": 'severity = "warning"',
    "reason": 'reason = "why the finding may stand"',
}

_KNOWN: Final[Mapping[str, type]] = {
    "chapters": Chapter,
    "volumes": Volume,
    "exhibits": Exhibit,
    "units": Unit,
    "rules": RuleSetting,
    "review": Reviewing,
    "columns": Column,
}


def _keys_at(path: tuple[str | int, ...]) -> Iterable[str]:
    """Names of the keys that may stand beside the key at ``path``."""
    owner: type = Settings
    for part in path[:-1]:
        owner = _KNOWN.get(str(part), owner)
    return [f.name for f in dataclasses.fields(owner)]


def _explain(error: ValidationError, lines: Mapping[tuple[str | int, ...], int]) -> Iterable[Diagnostic]:
    """Turn pydantic's errors into findings; of a union only the reading that got furthest is told."""
    problems = [(tuple(p for p in e["loc"] if not _UNION.match(str(p))), e) for e in error.errors()]
    for path, problem in problems:
        deeper = any(len(other) > len(path) and other[: len(path)] == path for other, _ in problems)
        if deeper and path:
            continue
        line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 1)
        name = ".".join(str(p) for p in path)
        place = Location(PROJECT_FILE, line)
        if problem["type"] == "unexpected_keyword_argument":
            hint = did_you_mean(str(path[-1]), _keys_at(path)) or "remove it"
            yield finding("PRJ003", place, f'unknown key "{name}"', hint)
        elif problem["type"] == "missing":
            yield finding("PRJ005", place, f'missing key "{name}"', _example(str(path[-1])))
        else:
            given = problem["input"]
            shown = f" (it is {given!r})" if isinstance(given, str | int | float) else ""
            message = problem["msg"].removeprefix("Input ").removeprefix("String ")
            yield finding("PRJ004", place, f'"{name}": {message}{shown}', "correct the value")


def _example(key: str) -> str:
    return f"add it, such as {_EXAMPLES[key]}" if key in _EXAMPLES else "add it"


def _check_values(project: Project) -> Iterable[Diagnostic]:
    """Report a day that no calendar has, and a language that CLDR does not know."""
    settings = project.settings
    try:
        # The digits of other scripts are no digits in ISO 8601.
        date.fromisoformat(settings.date if settings.date.isascii() else "")
    except ValueError:
        message = f'"date" is "{settings.date}", which is not a day of the calendar'
        yield finding("PRJ004", project.place("date"), message, "write a day as YYYY-MM-DD")
    if not known_language(settings.language):
        message = f'no language "{shown(settings.language)}"'
        yield finding("PRJ004", project.place("language"), message, 'write a tag such as "en-GB"')


def _check_volumes(project: Project) -> Iterable[Diagnostic]:
    """Report volumes whose names clash, and chapters that stand in no volume, in two, or nowhere."""
    settings = project.settings
    known = [chapter.id for chapter in settings.chapters]
    if settings.volumes and BRIEF not in [volume.id for volume in settings.volumes]:
        message = f'no volume is called "{BRIEF}"'
        yield finding("PRJ004", project.place("volumes", 0, "id"), message, f'write id = "{BRIEF}" for the main one')
    named: set[str] = set()
    placed: dict[str, str] = {}
    for number, volume in enumerate(settings.volumes):
        if volume.id in named:
            message = f'two volumes are called "{volume.id}"'
            yield finding("PRJ004", project.place("volumes", number, "id"), message, "give one of them another name")
        named.add(volume.id)
        for chapter in volume.chapters:
            place = project.place("volumes", number, "chapters")
            if chapter not in known:
                hint = did_you_mean(chapter, known) or f"chapters: {', '.join(known)}"
                yield finding("PRJ004", place, f'volume "{volume.id}" has an unknown chapter "{chapter}"', hint)
            elif chapter in placed:
                message = f'chapter "{chapter}" stands in volume "{placed[chapter]}" already'
                yield finding("PRJ004", place, message, "take it out of one of them")
            placed.setdefault(chapter, volume.id)
    for number, chapter in enumerate(known if settings.volumes else ()):
        if chapter not in placed:
            message = f'chapter "{chapter}" stands in no volume'
            yield finding("PRJ004", project.place("chapters", number, "id"), message, "name it in one of [[volumes]]")


def _check_samples(project: Project) -> Iterable[Diagnostic]:
    """Report samples of volumes that are none, and of fewer statements than none."""
    settings = project.settings
    bound = [volume.id for volume in settings.bound]
    for name, size in settings.review.samples.items():
        place = project.place("review", "samples", name)
        if name not in bound:
            hint = did_you_mean(name, bound) or f"volumes: {', '.join(bound)}"
            yield finding("PRJ004", place, f'a sample is wanted of an unknown volume "{name}"', hint)
        elif size < 0:
            yield finding("PRJ004", place, f"{size} statements cannot be drawn", "write a number from 0")


def _check_outputs(project: Project) -> Iterable[Diagnostic]:
    """Report outputs without the PDF, and a volume whose page would be that for second readers."""
    settings = project.settings
    if "pdf" not in settings.outputs:
        yield finding("PRJ004", project.place("outputs"), "outputs lack the PDF, which is always made", 'add "pdf"')
    for number, volume in enumerate(settings.volumes):
        if volume.id == "review" and "html" in settings.outputs:
            message = "a volume called review would stand in the place of the second reader's page, review.html"
            yield finding("PRJ004", project.place("volumes", number, "id"), message, "give it another name")


def _check_rules(project: Project) -> Findings[None]:
    for index, setting in enumerate(project.settings.rules):
        if setting.code not in RULES:
            place = project.place("rules", index, "code")
            hint = did_you_mean(setting.code, RULES) or "reportgen explain lists the codes"
            yield finding("PRJ006", place, f'no rule has the code "{setting.code}"', hint)
        elif setting.code in FIRM and setting.severity != RULES[setting.code].severity:
            place = project.place("rules", index, "severity")
            message = f'{setting.code} cannot be set to "{setting.severity}": {FIRM[setting.code]}'
            yield finding("PRJ007", place, message, "remove the setting, and mend what is found")
        elif project.settings.status == "final" and not _explained(setting.reason):
            place = project.place("rules", index, "reason")
            message = f'"{setting.reason}" does not say why {setting.code} is set to "{setting.severity}"'
            yield finding("PRJ021", place, message, "say in a sentence why the finding may stand")


def _explained(reason: str) -> bool:
    """Tell whether a reason may be one: no word that keeps its place, and long enough to say something."""
    letters = [c for c in reason if c.isalpha()]
    kept = re.match(r"\W*(todo|tbd|fixme|xxx|n/?a|none|later|reason)\b", reason, re.IGNORECASE)
    return not kept and (len(letters) >= _REASON or any(not c.isascii() for c in letters))
