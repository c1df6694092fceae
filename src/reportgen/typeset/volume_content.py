"""What the files of a volume are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.checks.model import Inventory
from reportgen.citations.model import Formatted
from reportgen.draft.model import (
    CitationUse,
    DateUse,
    Draft,
    ExhibitUse,
    FigureUse,
    NumberUse,
    listed_evidence,
    used_evidence,
)
from reportgen.exhibits.model import Drawn, Prepared
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project, Volume
from reportgen.review.model import Reviewed
from reportgen.system.files import PROJECT_FILE
from reportgen.text.latex import Latex, anchor, command
from reportgen.typeset.model import Pages


@dataclass(frozen=True)
class VolumeContent:
    """Everything that goes into the files of a volume for TeX.

    ``draft`` is that of the whole brief, ``formatted`` has the citations of the volume; ``elsewhere`` tells by the
    ids of the other volumes where things stand in them, as far as that is known.
    """

    project: Project
    inputs: Inputs
    draft: Draft
    formatted: Formatted
    prepared: Mapping[str, Prepared]
    drawn: Drawn
    stated: Inventory
    reviewed: Reviewed
    volume: Volume
    elsewhere: Mapping[str, Pages] = field(default_factory=dict)

    @cached_property
    def own(self) -> Draft:
        """What of the draft stands in the volume."""
        return self.draft.of(self.volume.id)

    @cached_property
    def used(self) -> Sequence[Evidence]:
        """The evidence that the volume lists, in the order of its file."""
        return [self.inputs.evidence[e] for e in listed_evidence(self.draft, self.inputs, self.volume.id)]

    @cached_property
    def notes(self) -> Mapping[str, int]:
        """The numbers of the notes, from 1, by evidence: as the text cites it, then what else its numbers rest on."""
        text = [u for u in self.own.usages if u.file != PROJECT_FILE and not isinstance(u.use, ExhibitUse)]
        text.sort(key=lambda usage: not isinstance(usage.use, CitationUse))
        return {name: number for number, name in enumerate(dict.fromkeys(e for u in text for e in u.use.evidence), 1)}

    @cached_property
    def reworded(self) -> Sequence[int]:
        """The numbers of sentences of the volume that are not those of the lock."""
        own = {file.path for file in self.own.files}
        return [number for number in self.stated.reworded if self.stated.statements[number].file in own]

    @cached_property
    def unverified(self) -> frozenset[str]:
        """Evidence whose passage neither a text nor the lock bears out."""
        return frozenset(name for name, how in self.stated.passages.items() if how == "unverified")

    @cached_property
    def marks(self) -> Mapping[int, Latex]:
        """Marks behind citations of unverified passages and of reworded sentences, by number of the usage."""
        found = {
            usage.number: e
            for usage in self.draft.usages
            for e in usage.use.evidence
            if isinstance(usage.use, CitationUse) and e in self.unverified
        }
        for number in self.reworded:
            statement = self.stated.statements[number]
            behind = (n for s in self.stated.statements[number:] if s.file == statement.file for n in s.usages)
            cited = next((n for n in behind if isinstance(self.draft.usages[n].use, CitationUse)), None)
            if cited is not None and statement.evidence:
                found.setdefault(cited, statement.evidence[0])
        return {number: command("unverifiedmark", anchor(name)) for number, name in found.items()}

    @cached_property
    def tallies(self) -> Mapping[str, int]:
        """What the brief uses, counted; see the function of this name."""
        return tallies(self)


def tallies(made: VolumeContent) -> Mapping[str, int]:
    """Count what the brief uses, by the names that ``tally`` knows."""
    uses = [usage.use for usage in made.draft.usages]
    used = used_evidence(made.draft, made.inputs)
    placed = {use.name for use in uses if isinstance(use, ExhibitUse)}
    return {
        "sources": len({made.inputs.evidence[e].source for e in used}),
        "works": len(made.formatted.bibliography),
        "evidence": len(used),
        "rows": sum(len(table.lines) for table in made.inputs.tables.values()),
        "data": len(made.inputs.tables),
        "citations": sum(isinstance(use, CitationUse) for use in uses),
        "numbers": sum(isinstance(use, NumberUse | DateUse) for use in uses),
        "derived": sum(isinstance(use, NumberUse) and not isinstance(use, FigureUse) for use in uses),
        "statements": len(made.stated.statements),
        "sourced": sum(s.kind == "sourced" for s in made.stated.statements),
        "analysis": sum(s.kind == "analysis" for s in made.stated.statements),
        "exact": sum(how in {"exact", "locked"} for how in made.stated.passages.values()),
        "fuzzy": sum(how == "fuzzy" for how in made.stated.passages.values()),
        "unverified": sum(how == "unverified" for how in made.stated.passages.values()),
        "read": made.reviewed.statements.total(),
        "supported": made.reviewed.statements["supported"],
        "partly": made.reviewed.statements["partly"],
        "not-supported": made.reviewed.statements["not-supported"],
        "cannot-tell": made.reviewed.statements["cannot-tell"],
        "sampled": made.reviewed.sample[0],
        "tables": len(placed & made.drawn.tables.keys()),
        "charts": len(placed & made.drawn.charts.keys()),
    }
