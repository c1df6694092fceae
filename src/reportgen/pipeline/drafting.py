"""From the files of a project to a draft."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from reportgen.findings.model import Findings, Outcome, Say, collect
from reportgen.pipeline.model import INPUTS, Drafted
from reportgen.pipeline.severities import Severities
from reportgen.pipeline.store import Store
from reportgen.store.cache import Parts, TracedResult
from reportgen.store.fingerprint import of_bytes, of_object
from reportgen.system import files
from reportgen.system.files import PROJECT_FILE

if TYPE_CHECKING:
    from reportgen.draft.model import Draft
    from reportgen.exhibits.model import Prepared
    from reportgen.inputs.model import Inputs
    from reportgen.project.model import Output, Project

T = TypeVar("T")


class Drafting:
    """Reads and drafts a project, and remembers the exhibits that it prepared.

    ``outputs`` are the forms in which it is built, whatever report.toml says of them.
    """

    def __init__(self, store: Store, say: Say, outputs: Sequence[Output] = ()) -> None:
        self._store = store
        self._say = say
        self._outputs = outputs
        self._exhibits: tuple[str, Outcome[Mapping[str, Prepared]]] | None = None

    def read(self) -> Findings[Project | None]:
        """Read report.toml, and look whether what it names is there."""
        from reportgen.project.model import LARGEST
        from reportgen.project.preflight import check_date, check_files, check_outputs, unreadable

        self._say(f"reading {PROJECT_FILE}")
        folder = self._store.folder
        try:
            content = files.read(folder / PROJECT_FILE, within=folder, largest=LARGEST)
        except OSError as error:
            yield unreadable(folder, error)
            return None
        parts = {PROJECT_FILE: of_bytes(content)}
        self._store.note(parts)
        read = self._store.memoize(PROJECT_FILE, parts, lambda: _parsed(content), pure=True)
        yield from read.findings
        if read.value is None:
            return None
        project = replace(read.value, folder=folder)
        if self._outputs:
            project = replace(project, settings=replace(project.settings, outputs=list(self._outputs)))

        def look() -> Findings[None]:
            yield from check_files(project)
            yield from check_outputs(project)
            yield from check_date(os.environ.get("SOURCE_DATE_EPOCH", ""))

        looked = collect(look())
        yield from looked.findings
        return None if read.failed or looked.failed else project

    def draft(self, project: Project, severities: Severities) -> Findings[Drafted | None]:
        """Read what a project names, and draft; ``None`` where its inputs cannot be gone on with."""
        settings = project.settings
        self._say("reading data and bibliography")
        named = of_object(
            [settings.data, settings.bibliography, settings.evidence, settings.sections, self._store.texts]
        )
        loaded, inputs_key = self._store.trace(INPUTS, {PROJECT_FILE: named}, lambda: self._load(project))
        yield from loaded.findings
        if severities.failed(loaded.findings):
            return None
        self._say("rendering templates")
        keys = {INPUTS: inputs_key, PROJECT_FILE: project.digest}
        drafted, key = self._store.trace("templates", keys, lambda: self._compose(project, loaded.value, keys))
        yield from drafted.findings
        prepared = self._prepare(project, loaded.value, drafted.value, keys)
        yield from prepared.findings
        return Drafted(project, loaded.value, drafted.value, prepared.value, {**keys, "templates": key})

    def _load(self, project: Project) -> TracedResult[Outcome[Inputs]]:
        from reportgen.inputs.load import load

        def keep(unit: str, parts: Parts, make: Callable[[], T], /) -> T:
            return self._store.memoize(unit, parts, make, pure=True)

        loaded = collect(load(project, self._store.texts, keep))
        return TracedResult(loaded, loaded.value.looked_for)

    def _compose(self, project: Project, inputs: Inputs, keys: Parts) -> TracedResult[Outcome[Draft]]:
        from reportgen.draft.compose import compose

        def trace(unit: str, make: Callable[[], TracedResult[T]], /) -> T:
            return self._store.trace(unit, keys, make)[0]

        drafted = collect(compose(project, inputs, trace))
        return TracedResult(drafted, drafted.value.templates)

    def _prepare(self, project: Project, inputs: Inputs, draft: Draft, keys: Parts) -> Outcome[Mapping[str, Prepared]]:
        """Prepare exhibits, or take those of the last build of this process."""
        from reportgen.exhibits.prepare import prepare

        key = of_object([keys, draft.titles])
        if self._exhibits is None or self._exhibits[0] != key:
            self._exhibits = key, collect(prepare(project, inputs, draft.titles))
        return self._exhibits[1]


def _parsed(content: bytes) -> Outcome[Project | None]:
    from reportgen.project.parse import parse

    return collect(parse(content))
