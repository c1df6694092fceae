"""The order of the stages; the only module that knows them all.

Stages are imported where they are used, so that a check never loads what only drawing needs.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from reportgen.diagnostics import Diagnostic, Findings, Outcome, Severity, collect, ordered
from reportgen.fingerprint import of_bytes

if TYPE_CHECKING:
    from reportgen.bundle.model import Ledger
    from reportgen.checks.model import Verified
    from reportgen.draft.model import Draft
    from reportgen.exhibits.model import Prepared
    from reportgen.inputs.model import Inputs, Lock
    from reportgen.project.model import Project
    from reportgen.typeset.assemble import Ingredients
    from reportgen.typeset.model import Manuscript, Typeset

BUILD: Final = "build"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Checked:
    """A project that has been read, drafted and checked."""

    project: Project
    inputs: Inputs
    draft: Draft
    prepared: Mapping[str, Prepared]
    verified: Verified


@dataclass(frozen=True)
class Built:
    """What a build made: files by path relative to the project, and counts for the summary."""

    outputs: Mapping[str, str]
    pages: int
    passes: int
    tables: int
    charts: int
    citations: int
    passages: Mapping[str, int]


RELOCKED: Final = frozenset({"EVI010", "EVI011", "EVI012", "NUM008", "STM002", "STM003"})
"""Findings that only say that something differs from the lock, or is not in it."""


def check(folder: Path, say: Say, texts: Sequence[Path] = ()) -> Outcome[Checked | None]:
    """Read, draft and check a project without drawing or setting anything.

    ``texts`` are folders with the texts of sources, looked into before ``bib/texts`` of the project.
    """
    looked = _look(folder, say, texts)
    return Outcome(None, looked.findings) if looked.failed else looked


def lock(folder: Path, say: Say, texts: Sequence[Path] = ()) -> Outcome[Lock | None]:
    """Write ``bib/evidence.lock``: what the texts at hand bear out now. Errors leave the last lock as it was.

    What rests on texts that are not at hand keeps its place in the lock; approvals stay.
    """
    from reportgen.checks.locking import lock_of

    looked = _look(folder, say, texts)
    outcome = Outcome(looked.value, tuple(f for f in looked.findings if f.code not in RELOCKED))
    if outcome.value is None or outcome.failed:
        return Outcome(None, outcome.findings)
    made = lock_of(outcome.value.inputs, outcome.value.draft, outcome.value.verified, _today())
    _write_lock(outcome.value, made)
    return Outcome(made, outcome.findings)


def approve(
    folder: Path, say: Say, texts: Sequence[Path] = (), names: Collection[str] = ()
) -> Outcome[tuple[str, ...]]:
    """Record analyses (all, if none is named) as approved as they stand; give the names that are known."""
    from reportgen.checks.locking import approve as approved

    looked = _look(folder, say, texts)
    outcome = Outcome(looked.value, tuple(f for f in looked.findings if f.code not in RELOCKED))
    if outcome.value is None or outcome.failed:
        return Outcome((), outcome.findings)
    draft, inputs = outcome.value.draft, outcome.value.inputs
    known = tuple(usage.ids[0] for usage in draft.usages if usage.kind == "analysis")
    if set(names) <= set(known):
        _write_lock(outcome.value, approved(inputs.lock, draft, inputs, names or known))
    return Outcome(known, outcome.findings)


def read_ledger(folder: Path) -> Ledger | None:
    """Read the ledger of the last build; ``None`` if there is none that this version understands."""
    from reportgen.bundle.record import parse

    path = folder / BUILD / "ledger.json"
    return parse(path.read_bytes()) if path.is_file() else None


def build(folder: Path, say: Say, texts: Sequence[Path] = ()) -> Outcome[Built | None]:
    """Build the brief of a project into ``build/``. After an error the last good output stays."""
    checked = check(folder, say, texts)
    if checked.value is None:
        return Outcome(None, checked.findings)
    project = checked.value.project
    made = collect(_made(checked.value, say))
    findings = ordered((*checked.findings, *_settle(project, made.findings)))
    failed = any(f.severity is Severity.ERROR for f in findings)
    if made.value is None or failed:
        return Outcome(None, findings)
    say("writing build/")
    return Outcome(_write(checked.value, made.value, findings), findings)


def _look(folder: Path, say: Say, texts: Sequence[Path]) -> Outcome[Checked | None]:
    """Read, draft and check a project; what was read is given even where there are errors."""
    from reportgen.project.read import read

    say("reading report.toml")
    project = collect(read(folder))
    if project.value is None or project.failed:
        return Outcome(None, ordered(project.findings))
    checked = collect(_checked(project.value, say, texts))
    return Outcome(checked.value, _settle(project.value, (*project.findings, *checked.findings)))


def clean(folder: Path) -> bool:
    """Remove ``build/``; say whether there was one."""
    target = folder / BUILD
    if not target.is_dir():
        return False
    shutil.rmtree(target)
    return True


@dataclass(frozen=True)
class _Made:
    """What the later stages made of a checked project."""

    ingredients: Ingredients
    manuscript: Manuscript
    typeset: Typeset


def _checked(project: Project, say: Say, texts: Sequence[Path]) -> Findings[Checked | None]:
    from reportgen.checks.run import run
    from reportgen.draft.compose import compose
    from reportgen.exhibits.prepare import prepare
    from reportgen.inputs.load import load

    say("reading data and bibliography")
    loaded = collect(load(project, texts))
    yield from loaded.findings
    if loaded.failed:
        return None
    say("rendering templates")
    draft = yield from compose(project, loaded.value)
    prepared = yield from prepare(project, loaded.value, draft.titles)
    say("checking passages, claims and statements")
    verified = yield from run(project, loaded.value, draft)
    return Checked(project, loaded.value, draft, prepared, verified)


def _made(checked: Checked, say: Say) -> Findings[_Made | None]:
    from reportgen.citations.format import format_citations
    from reportgen.citations.gather import gather
    from reportgen.exhibits.draw import draw
    from reportgen.typeset.assemble import Ingredients, assemble
    from reportgen.typeset.engine import choose
    from reportgen.typeset.files import locate

    project, inputs = checked.project, checked.inputs
    say("formatting citations")
    shown = {name: exhibit.evidence for name, exhibit in checked.prepared.items()}
    citations = gather(checked.draft, shown, inputs, project.settings.sections)
    formatted = collect(
        format_citations(citations, inputs.bibliography, project.settings.style, project.settings.language)
    )
    yield from formatted.findings
    fonts = locate()
    drawn = collect(draw(checked.prepared, project, fonts.faces, lambda n, i, of: say(f"exhibit {i} of {of}: {n}")))
    yield from drawn.findings
    made = Ingredients(project, inputs, checked.draft, formatted.value, checked.prepared, drawn.value, checked.verified)
    chosen = collect(choose(assemble(made), project, inputs, fonts.engine))
    yield from chosen.findings
    if formatted.failed or drawn.failed or chosen.failed:
        return None
    typeset = yield from _set(project.folder / BUILD, chosen.value, _epoch(project), say)
    return None if typeset is None else _Made(made, chosen.value, typeset)


def _set(build_folder: Path, manuscript: Manuscript, epoch: int, say: Say) -> Findings[Typeset | None]:
    """Let TeX work in a folder of its own beside the last good output."""
    from reportgen.typeset.run import typeset

    build_folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".work-", dir=build_folder) as name:
        work = Path(name)
        _lay_out(manuscript, work)
        result = yield from typeset(manuscript, work, epoch, say)
        log = work / "brief.log"
        if log.is_file():
            (build_folder / "log").mkdir(exist_ok=True)
            log.replace(build_folder / "log" / "brief.log")
    return result


def _lay_out(manuscript: Manuscript, folder: Path) -> None:
    for path, file in manuscript.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


def _write_lock(checked: Checked, made: Lock) -> None:
    from reportgen.inputs.lock import lock_text

    path = checked.project.folder / PurePosixPath(checked.project.settings.evidence).with_suffix(".lock")
    _replace_file(path, lock_text(made).encode())


def _today() -> str:
    """The day for the lock: of SOURCE_DATE_EPOCH where it is set, else of the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return now.date().isoformat()


def _write(checked: Checked, made: _Made, findings: tuple[Diagnostic, ...]) -> Built:
    """Put the outputs under their names, each in one step; the PDF and its record come last."""
    from reportgen.bundle.pages import pages
    from reportgen.bundle.record import build_record, ledger
    from reportgen.typeset.toolchain import versions

    project = checked.project
    target = project.folder / BUILD
    outputs = {f"tex/{path}": file.content for path, file in made.manuscript.files.items()}
    found = checked.verified
    noted = pages(made.typeset.auxiliary)
    record = ledger(checked.draft, checked.inputs, found.statements, found.passages, noted)
    outputs["ledger.json"] = record.encode()
    outputs["brief.pdf"] = made.typeset.pdf
    digests = {f"{BUILD}/{path}": of_bytes(content) for path, content in outputs.items()}
    templates = {path: of_bytes((project.folder / path).read_bytes()) for path in checked.draft.templates}
    tools = {"engine": made.typeset.engine, **versions()}
    built = build_record(project, checked.inputs, templates, digests, tools, findings)
    _replace_folder(made.manuscript, target)
    for name in ("ledger.json", "brief.pdf"):
        _replace_file(target / name, outputs[name])
    _replace_file(target / "build-record.json", built.encode())
    settled = made.ingredients
    return Built(
        digests,
        made.typeset.pages,
        made.typeset.passes,
        len(settled.drawn.tables),
        len(settled.drawn.charts),
        sum(usage.kind == "citation" for usage in checked.draft.usages),
        Counter(found.passages.values()),
    )


def _replace_folder(manuscript: Manuscript, target: Path) -> None:
    """Exchange ``build/tex`` for the new files in as few steps as the file system allows."""
    fresh = Path(tempfile.mkdtemp(prefix=".tex-", dir=target))
    fresh.chmod(0o755)
    _lay_out(manuscript, fresh)
    old = target / "tex"
    with tempfile.TemporaryDirectory(prefix=".old-", dir=target) as aside:
        if old.exists():
            old.replace(Path(aside) / "tex")
        fresh.replace(old)


def _replace_file(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(prefix=f".{path.name}-", dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _epoch(project: Project) -> int:
    """The time of the brief: SOURCE_DATE_EPOCH where it is set, else midnight UTC of its date."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    return int(datetime.fromisoformat(project.settings.date).replace(tzinfo=UTC).timestamp())


def _settle(project: Project, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give findings the severities that report.toml sets; ignored ones drop out."""
    settled = []
    for finding in ordered(findings):
        severity: str = finding.severity
        for setting in project.settings.rules:
            if setting.code == finding.code and setting.match in str(finding):
                severity = setting.severity
        if severity != "ignore":
            settled.append(replace(finding, severity=Severity(severity)))
    return tuple(settled)
