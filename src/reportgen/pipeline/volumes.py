"""The volumes of a brief, each set from its own files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reportgen.draft.model import Draft, ExhibitUse
from reportgen.findings.model import Diagnostic, Findings, Outcome, collect
from reportgen.pipeline.charts import Charts
from reportgen.pipeline.model import SetVolume
from reportgen.pipeline.typesetting import Typesetting
from reportgen.project.model import BRIEF
from reportgen.text.latex import anchor
from reportgen.typeset.assemble import assemble, names
from reportgen.typeset.engine import choose
from reportgen.typeset.model import Fonts, Pages
from reportgen.typeset.pages import pages
from reportgen.typeset.volume_content import VolumeContent

if TYPE_CHECKING:
    from reportgen.typeset.model import Manuscript

ROUNDS: Final = 3
"""How often volumes are set at most: what they print of each other is a page number, which seldom moves pages."""


@dataclass(frozen=True)
class VolumeSetter:
    """Sets the volumes whose ``ingredients`` are given, by their ids, in order; ``fonts`` decide on the engine.

    ``failed`` says whether findings are such that TeX is not to be begun.
    """

    ingredients: Mapping[str, VolumeContent]
    typesetting: Mapping[str, Typesetting]
    fonts: Fonts
    failed: Callable[[tuple[Diagnostic, ...]], bool]

    def set(
        self, charts: Charts, wanted: Callable[[], bool], chosen: Callable[[str, Manuscript], None]
    ) -> Findings[Mapping[str, SetVolume] | None]:
        """Set all volumes, the last first; ``chosen`` hears of each before TeX begins with it.

        ``wanted`` is asked while TeX works; where it says no, TeX is stopped.
        """
        several = len(self.ingredients) > 1
        known = {name: pages(self.typesetting[name].last()) for name in self.ingredients} if several else {}
        told: dict[str, tuple[Diagnostic, ...]] = {}
        named: dict[str, bytes] = {}
        made: dict[str, SetVolume] = {}
        for _ in range(ROUNDS if several else 1):
            for name in reversed(list(self.ingredients)):
                there = {other: found for other, found in known.items() if other != name}
                volume = replace(self.ingredients[name], elsewhere=there)
                if named.get(name) == (words := names(volume).content):
                    continue
                named[name] = words
                outcome = collect(self._volume(volume, charts, wanted, chosen))
                told[name] = outcome.findings
                if outcome.value is None:
                    yield from (found for findings in told.values() for found in findings)
                    return None
                made[name] = outcome.value
                if several:
                    known[name] = pages(outcome.value.typeset.auxiliary)
        yield from (found for findings in told.values() for found in findings)
        return {name: made[name] for name in self.ingredients}

    def _volume(
        self,
        volume: VolumeContent,
        charts: Charts,
        wanted: Callable[[], bool],
        chosen: Callable[[str, Manuscript], None],
    ) -> Findings[SetVolume | None]:
        picked: Outcome[Manuscript] = collect(choose(assemble(volume), volume.project, volume.inputs, self.fonts))
        yield from picked.findings
        if self.failed(picked.findings):
            return None
        chosen(volume.volume.id, picked.value)
        typeset = yield from self.typesetting[volume.volume.id].set(picked.value, charts, wanted)
        return None if typeset is None else SetVolume(picked.value, typeset)


def pages_of(noted: Mapping[str, Mapping[str, bytes]], draft: Draft) -> Pages:
    """Return on which pages of which volume things stand, by what TeX noted of each volume.

    Pages of another volume than the brief stand behind its name: ``annex/12``.
    """
    evidence: dict[str, tuple[str, ...]] = {}
    usages: dict[int, tuple[str, ...]] = {}
    exhibits = dict(Pages().exhibits)
    for volume, auxiliary in noted.items():
        found = pages(auxiliary)
        for name, where in found.evidence.items():
            evidence[name] = (*evidence.get(name, ()), *(_page(volume, page) for page in where))
        usages |= {number: tuple(_page(volume, page) for page in where) for number, where in found.usages.items()}
        placed = {name: (form, number, _page(volume, page)) for name, (form, number, page) in found.exhibits.items()}
        exhibits = placed | exhibits
        for usage in draft.of(volume).usages:
            if isinstance(usage.use, ExhibitUse) and (there := placed.get(anchor(usage.use.name))):
                usages[usage.number] = (there[2],)
    return Pages(evidence, usages, exhibits)


def _page(volume: str, page: str) -> str:
    return page if volume == BRIEF else f"{volume}/{page}"
