"""Everything that a brief is made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.inputs.bibliography.model import Bibliography
from reportgen.inputs.data.model import FIGURES, SOURCES, Figure, Row, Table
from reportgen.inputs.evidence.model import Evidence, Lock, Passage
from reportgen.inputs.reviews.model import Review
from reportgen.inputs.texts.model import SourceText
from reportgen.store.memo import PickledByFields


@dataclass(frozen=True)
class Inputs(PickledByFields):
    """Everything that a brief is made from.

    ``files`` maps each file read (relative path) to the SHA-256 of its bytes; ``looked_for`` the same and, by full
    paths, the texts of sources, with ``fingerprint.ABSENT`` for what is not there, ``unread`` for what cannot be read.
    ``texts`` has the texts of sources at hand, ``unreadable`` what is no text; ``passages`` where quotations were
    found, ``sought`` where looked for; ``reviews`` what second readers said.
    """

    tables: Mapping[str, Table]
    bibliography: Bibliography
    evidence: Mapping[str, Evidence]
    files: Mapping[str, str]
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    looked_for: Mapping[str, str] = field(default_factory=dict)
    sought: Mapping[str, str] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    reviews: tuple[Review, ...] = ()

    def find(self, table: str, name: str) -> tuple[Row, ...]:
        """Return the rows of a table with an id: none or one in a sound table."""
        found = self._index.get(table, {}).get(name)
        return () if found is None else (found,)

    def figure(self, name: str) -> Figure | None:
        """Return the figure with an id."""
        return self._figures.get(name)

    @cached_property
    def _figures(self) -> Mapping[str, Figure]:
        rows = self._index.get(FIGURES, {})
        return {name: figure for name, row in rows.items() if (figure := row.figure) is not None}

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of a table's rows."""
        return tuple(self._index.get(table, {}))

    def label(self, tables: Sequence[str], name: str) -> str:
        """Return the text that stands elsewhere for a row of one of the tables, such as a name for a code."""
        for table in tables:
            if table == SOURCES and name in self.bibliography.entries:
                return self.bibliography[name].short
            found = self._index.get(table, {}).get(name)
            if found is not None:
                return str(found.cells.get(self.tables[table].label) or name)
        return name

    @cached_property
    def _index(self) -> Mapping[str, Mapping[str, Row]]:
        return {
            name: {row.id: row for row in table.rows()} for name, table in self.tables.items() if table.column("id")
        }

    @property
    def exempt(self) -> Mapping[str, tuple[str, ...]]:
        """The columns that claim nothing, as "Table: Column", by the reason that the data package gives."""
        found: dict[str, list[str]] = {}
        for table in self.tables.values():
            for column in table.columns:
                if not column.claim:
                    found.setdefault(column.reason, []).append(f"{table.title}: {column.title}")
        return {reason: tuple(columns) for reason, columns in found.items()}

    def chain(self, evidence: str, among: Collection[str] = ()) -> tuple[str, ...]:
        """Return the works that a passage goes back to: its source, the one that this cites there, and so on.

        It goes on where all passages ``among`` those beside it that stand in a work say that it cites another there.
        """
        row = self.evidence[evidence]
        found = dict.fromkeys(filter(None, (row.source, row.via)))
        beside = [self.evidence[e] for e in among if e in self.evidence]
        while row.via:
            further = {e.via for e in beside if e.source == next(reversed(found))}
            if len(further) != 1 or not (further - {""} - found.keys()):
                break
            found[further.pop()] = None
        return tuple(found)

    def roots(self, evidence: Collection[str]) -> frozenset[str]:
        """Return the works that evidence goes back to in the end: as many as there are independent sources."""
        return frozenset(self.chain(e, evidence)[-1] for e in evidence if e in self.evidence)

    def retracted(self, evidence: Collection[str], statuses: Collection[str]) -> Mapping[str, str]:
        """Return, of evidence that goes back to a work of some status, the key of that work by the id."""
        works = self.bibliography.entries
        found: dict[str, str] = {}
        for name in evidence:
            chain = self.chain(name, evidence) if name in self.evidence else ()
            for key in chain:
                if key in works and works[key].status in statuses:
                    found[name] = key
        return found

    def sources(self, evidence: Sequence[str]) -> tuple[str, ...]:
        """Return the keys of the sources that evidence ids rest on, each once, in their order."""
        return tuple(dict.fromkeys(self.evidence[e].source for e in evidence if e in self.evidence))
