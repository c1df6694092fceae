"""Holding a draft against what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.findings.model import Outcome, Say, collect
from reportgen.inputs.evidence.quotations import look_up
from reportgen.pipeline.model import INPUTS, Drafted
from reportgen.pipeline.store import Store
from reportgen.review.findings import check_reviews
from reportgen.review.model import Reviewed
from reportgen.store.fingerprint import of_object

if TYPE_CHECKING:
    from reportgen.checks.model import Inventory, Verified


class Checking:
    """Checks one draft, once."""

    def __init__(self, store: Store, say: Say, drafted: Drafted) -> None:
        from reportgen.checks.inventory import inventory_of

        self._store = store
        self._say = say
        self._drafted = drafted
        self._verified: Outcome[Verified] | None = None
        self.stated: Inventory = inventory_of(drafted.inputs, drafted.draft)
        """What the draft states: as much as TeX must know of what ``verify`` will look at."""

    @cached_property
    def reviewed(self) -> Reviewed:
        """Return what second readers said of all that the draft states; empty where none has, and none must have."""
        drafted = self._drafted
        settings = drafted.project.settings
        demanded = settings.status != "draft" and (settings.review.read != "none" or settings.review.sample > 0)
        if not drafted.inputs.reviews and not demanded:
            return Reviewed()

        def make() -> Reviewed:
            from reportgen.pipeline.reviewed import review

            return review(drafted, self.stated)

        return self._store.memoize("reviews", drafted.keys, make, pure=True)

    def verify(self) -> Outcome[Verified]:
        """Check passages, data and statements."""
        if self._verified is None:
            self._say("checking passages and data")
            language = of_object(self._drafted.project.settings.language)
            key = {INPUTS: self._drafted.keys[INPUTS], "language": language}
            rows = self._store.memoize("checks of data", key, self._check_inputs, pure=True)
            self._say("checking statements")
            keys = self._drafted.keys
            text = self._store.memoize("checks of text", keys, lambda: self._check_draft(rows.value), pure=True)
            settings = self._drafted.project.settings
            read = collect(check_reviews(self.reviewed, settings, settings.reviews))
            self._verified = replace(text, findings=(*rows.findings, *text.findings, *read.findings))
        return self._verified

    def _check_inputs(self) -> Outcome[Mapping[str, str]]:
        from reportgen.checks.run import run_inputs

        settings = self._drafted.project.settings
        return collect(run_inputs(self._drafted.inputs, settings.language, settings.lock, look_up))

    def _check_draft(self, rows: Mapping[str, str]) -> Outcome[Verified]:
        from reportgen.checks.run import run_draft

        drafted = self._drafted
        return collect(run_draft(drafted.project, drafted.inputs, drafted.draft, rows, self.stated, look_up))
