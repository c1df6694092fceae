"""The charts of a brief while they are being drawn."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

from reportgen.exhibits.draw_jobs import failed, stand_in, unfinished
from reportgen.exhibits.model import ChartSpec, DrawError
from reportgen.exhibits.picture import picture_flaw
from reportgen.exhibits.serialization import load_result
from reportgen.findings.model import Diagnostic, Say
from reportgen.pipeline.jobs import Deferred
from reportgen.pipeline.model import Drafted
from reportgen.system.workers import WorkerError
from reportgen.typeset.assemble import picture

if TYPE_CHECKING:
    from reportgen.exhibits.model import DrawError, DrawJob, DrawnChart
    from reportgen.system.serve import Answer
    from reportgen.system.workers import Workers
    from reportgen.typeset.model import TexFile


def draw(workers: Workers, order: DrawJob) -> Future[DrawnChart | DrawError]:
    """Have a chart drawn; where its process ends in the midst of it, that is a flaw of the chart."""

    told: Future[DrawnChart | DrawError] = Future()

    def tell(asked: Future[Answer]) -> None:
        try:
            chart = load_result(asked.result(), order)
            wrong = _wrong(chart, order) if order.program else ""
            told.set_result(unfinished(order, wrong, limit=False) if wrong else chart)
        except WorkerError as error:
            told.set_result(unfinished(order, str(error), error.limit))
        except BaseException as error:  # nobody else would hear of it, and who asked would wait for ever
            told.set_exception(error)

    # A program of the project's own may leave anything behind in its process.
    workers.submit(order, alone=bool(order.program)).add_done_callback(tell)
    return told


def _wrong(chart: DrawnChart | DrawError, order: DrawJob) -> str:
    return "" if isinstance(chart, DrawError) else picture_flaw(chart.pdf, order.sketch)


class Charts:
    """The charts of a brief, those that are drawn and those that are being drawn."""

    def __init__(self, drafted: Drafted, deferred: Mapping[str, Deferred[DrawnChart | DrawError]], say: Say) -> None:
        self._say = say
        self._drafted = drafted
        self._deferred = deferred
        self._drawn: dict[str, DrawnChart] = {}
        self.flaws: list[Diagnostic] = []

    def drawn(self) -> Mapping[str, TexFile]:
        """Return the charts that are there, by path, without waiting."""

        for name, deferred in self._deferred.items():
            if name not in self._drawn and not deferred.waiting and not isinstance(chart := deferred.get(), DrawError):
                self._drawn[name] = chart
        return self._files()

    @property
    def pictures(self) -> Mapping[str, DrawnChart]:
        """The charts that are there, by name; ``drawn`` and ``get`` look for more."""
        return self._drawn

    def stand_ins(self) -> Mapping[str, DrawnChart]:
        """Return an empty picture of its size for each chart."""

        contents = {name: self._drafted.prepared[name].content for name in self._deferred}
        return {name: stand_in(content) for name, content in contents.items() if isinstance(content, ChartSpec)}

    def get(self) -> Mapping[str, TexFile] | None:
        """Wait for all charts; ``None`` when there are flaws."""

        if len(self._drawn) < len(self._deferred) and not self.flaws:
            for number, (name, deferred) in enumerate(self._deferred.items(), start=1):
                if name in self._drawn:
                    continue
                self._say(f"chart {number} of {len(self._deferred)}: {name}")
                chart = deferred.get()
                if isinstance(chart, DrawError):
                    self.flaws.extend(failed(self._drafted.prepared[name], chart, self._drafted.project))
                else:
                    self._drawn[name] = chart
        return None if self.flaws else self._files()

    def _files(self) -> Mapping[str, TexFile]:

        files = [picture(chart) for chart in self._drawn.values()]
        return {file.path: file for file in files}
