"""From the files of a project to a draft that is checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from reportgen import files
from reportgen.cache import Made, Parts
from reportgen.diagnostics import Findings, Outcome, collect, ordered
from reportgen.fingerprint import of_bytes, of_object
from reportgen.pipeline.later import FILE, failed, settle
from reportgen.pipeline.model import Drafted

if TYPE_CHECKING:
    from reportgen.checks.model import Stated, Verified
    from reportgen.draft.model import Draft
    from reportgen.exhibits.model import Prepared
    from reportgen.inputs.model import Inputs
    from reportgen.pipeline.session import Session
    from reportgen.project.model import Project

INPUTS: Final = "data and bibliography"


class Reading:
    """Reads, drafts and checks the project of a session, and remembers the exhibits that it prepared."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._exhibits: tuple[str, Outcome[Mapping[str, Prepared]]] | None = None

    def draft(self) -> Outcome[Drafted | None]:
        """Read and draft; without a project or inputs there is no value."""
        project = collect(self._project())
        if project.value is None:
            return Outcome(None, ordered(project.findings))
        drafted = collect(self._drafted(project.value))
        return Outcome(
            drafted.value, settle(project.value, (*project.findings, *drafted.findings), self._session.strict)
        )

    def _drafted(self, project: Project) -> Findings[Drafted | None]:
        settings = project.settings
        self._session.say("reading data and bibliography")
        named = of_object(
            [settings.data, settings.bibliography, settings.evidence, settings.sections, self._session.texts]
        )
        loaded, inputs_key = self._session.trace(INPUTS, {"report.toml": named}, lambda: self._load(project))
        yield from loaded.findings
        if failed(settle(project, loaded.findings, self._session.strict)):
            return None
        inputs = loaded.value
        self._session.say("rendering templates")
        keys = {INPUTS: inputs_key, "report.toml": project.digest}
        drafted, key = self._session.trace("templates", keys, lambda: self._compose(project, inputs, keys))
        yield from drafted.findings
        prepared = self._prepare(project, inputs, drafted.value, keys)
        yield from prepared.findings
        return Drafted(project, inputs, drafted.value, prepared.value, {**keys, "templates": key})

    def _prepare(self, project: Project, inputs: Inputs, draft: Draft, keys: Parts) -> Outcome[Mapping[str, Prepared]]:
        """Prepare exhibits, or take those of the last build of this process."""
        from reportgen.exhibits.prepare import prepare

        key = of_object([keys, draft.titles])
        if self._exhibits is None or self._exhibits[0] != key:
            self._exhibits = key, collect(prepare(project, inputs, draft.titles))
        return self._exhibits[1]

    def _project(self) -> Findings[Project | None]:
        self._session.say("reading report.toml")
        from reportgen.project.look import check_date, check_files, check_outputs, unreadable
        from reportgen.project.model import LARGEST

        def _looked_at(project: Project) -> Findings[None]:
            yield from check_files(project)
            yield from check_outputs(project)
            yield from check_date(os.environ.get("SOURCE_DATE_EPOCH", ""))

        try:
            content = files.read(self._session.folder / FILE, within=self._session.folder, largest=LARGEST)
        except OSError as error:
            yield unreadable(self._session.folder, error)
            return None
        parts = {FILE: of_bytes(content)}
        self._session.files |= parts
        self._session.watched.add(FILE)
        read = self._session.reach(FILE, parts, lambda: _parsed(content), pure=True)
        yield from read.findings
        if read.value is None:
            return None
        project: Project = replace(read.value, folder=self._session.folder)
        checked = collect(_looked_at(project))
        yield from checked.findings
        return None if read.failed or checked.failed else project

    def _load(self, project: Project) -> Made[Outcome[Inputs]]:
        from reportgen.inputs.load import load

        loaded = collect(load(project, self._session.texts, partial(self._session.reach, pure=True)))
        return Made(loaded, loaded.value.looked_for)

    def _compose(self, project: Project, inputs: Inputs, keys: Parts) -> Made[Outcome[Draft]]:
        from reportgen.draft.compose import compose

        def trace(unit: str, make: Callable[[], Made[Any]], /) -> Any:
            return self._session.trace(unit, keys, make)[0]

        drafted = collect(compose(project, inputs, trace))
        return Made(drafted, drafted.value.templates)

    def state(self, drafted: Drafted) -> Stated:
        """Give what was drafted states: as much as TeX must know of what ``verify`` will look at."""
        from reportgen.checks.state import state

        return state(drafted.inputs, drafted.draft)

    def verify(self, drafted: Drafted, stated: Stated) -> Outcome[Verified]:
        """Check what was drafted."""
        inputs = drafted.inputs

        def check_inputs() -> Outcome[Mapping[str, str]]:
            from reportgen.checks.run import run_inputs

            return collect(run_inputs(inputs))

        def check_draft() -> Outcome[Verified]:
            from reportgen.checks.run import run_draft

            return collect(run_draft(drafted.project, inputs, drafted.draft, rows.value, stated))

        self._session.say("checking passages and data")
        key = {name: drafted.keys[name] for name in (INPUTS,)}
        rows: Outcome[Mapping[str, str]] = self._session.reach("checks of data", key, check_inputs, pure=True)
        self._session.say("checking statements")
        verified: Outcome[Verified] = self._session.reach("checks of text", drafted.keys, check_draft, pure=True)
        return replace(verified, findings=(*rows.findings, *verified.findings))


def _parsed(content: bytes) -> Outcome[Project | None]:
    from reportgen.project.parse import parse

    return collect(parse(content))
