"""The calls of templates for what is filled in when the whole brief is known."""

from __future__ import annotations

from functools import partialmethod

from reportgen.draft.model import BIBLIOGRAPHY, EVIDENCE_ANNEX, INDEX, NOTES, TALLIES, TALLY, PartUse
from reportgen.draft.printable import CallError, Printable
from reportgen.findings.rules import did_you_mean
from reportgen.inputs.data.model import Table
from reportgen.inputs.model import Inputs


class Parts:
    """Answers the calls that place lists, dates and counts."""

    _inputs: Inputs

    def _part(self, name: str) -> Printable:
        """A list or date that is filled in when the whole brief is known."""
        return Printable(PartUse("", (), name))

    evidence_annex = partialmethod(_part, EVIDENCE_ANNEX)
    notes = partialmethod(_part, NOTES)
    bibliography = partialmethod(_part, BIBLIOGRAPHY)
    source_texts = partialmethod(_part, "source-texts")
    lock_date = partialmethod(_part, "lock-date")
    error_rate = partialmethod(_part, "error-rate")

    def tally(self, what: str) -> Printable:
        """How often the brief uses something: filled in when the whole brief is known."""
        if what not in TALLIES:
            raise CallError("TPL006", f'nothing counts "{what}"', did_you_mean(what, TALLIES) or ", ".join(TALLIES))
        return Printable(PartUse("", (), TALLY, what))

    def index(self, table: str, *columns: str) -> Printable:
        """The rows of a table by their labels, with the pages on which these or the names in ``columns`` stand."""
        found = self._table(table)
        for column in columns:
            if found.column(column) is None:
                raise self._no_column(found, column)
        return Printable(PartUse("", (), INDEX, " ".join((table, *columns))))

    def _table(self, name: str) -> Table:
        if name not in self._inputs.tables:
            hint = did_you_mean(name, self._inputs.tables) or f"tables: {', '.join(self._inputs.tables)}"
            raise CallError("TPL006", f'no table "{name}"', hint)
        return self._inputs.tables[name]

    def _no_column(self, table: Table, column: str) -> CallError:
        known = [c.name for c in table.columns]
        hint = did_you_mean(column, known) or f"columns: {', '.join(known)}"
        return CallError("TPL006", f'table "{table.name}" has no column "{column}"', hint)
