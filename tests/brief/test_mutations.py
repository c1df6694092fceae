"""The checks against the brief itself: change one thing at a time, and see that it is reported.

Runs twice, with the texts of the sources (where ``REPORTGEN_TEXTS`` names their folder) and by the lock. What
survives is printed (``pytest -s``); docs/mutations.md explains it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from reading import read
from reportgen.checks.claims import check_rows, variants_of
from reportgen.checks.conflicts import check_conflicts
from reportgen.checks.derived import check_derived
from reportgen.checks.evidence import check_passages
from reportgen.findings.model import Diagnostic, Findings, Severity, collect
from reportgen.inputs.data.model import Column, Table, Value
from reportgen.inputs.evidence.model import Evidence, Lock, LockedPassage
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.evidence.read import check_links
from reportgen.inputs.load import load
from reportgen.inputs.model import Inputs
from reportgen.language.names import Variants
from reportgen.values import dates

pytestmark = pytest.mark.mutation

ROOT = Path(__file__).parents[2]
SOURCES = os.environ.get("REPORTGEN_TEXTS", "")
SEED = 19911208
OTHER_WORDS = ("meadow", "forty", "seldom", "of")


@dataclass(frozen=True)
class Brief:
    """The brief's inputs, and what its checks need of the tables that a mutation leaves alone."""

    inputs: Inputs
    variants: Variants
    beside: Mapping[str, Table]


def loaded(*folders: Path) -> Inputs:
    project = collect(read(ROOT)).value
    assert project is not None
    return collect(load(project, folders)).value


def locked(inputs: Inputs) -> Lock:
    """Make the lock that belongs to texts."""
    texts = {key: (text.digest, text.extractor) for key, text in inputs.texts.items()}
    passages = {
        name: LockedPassage(name, texts[row.source][0], row.digest, found.match, found.section, found.position)
        for name, row in inputs.evidence.items()
        for found in [inputs.passages[name]]
    }
    return Lock(texts, passages, collect(check_rows(inputs, variants_of(inputs))).value)


@pytest.fixture(scope="module", params=["texts", "lock"] if SOURCES else ["lock"])
def brief(request: pytest.FixtureRequest) -> Brief:
    inputs = loaded(Path(SOURCES)) if SOURCES else loaded()
    if request.param == "texts":
        assert {e.source for e in inputs.evidence.values()} == set(inputs.texts)
        inputs = replace(inputs, lock=Lock())
    else:
        lock = inputs.lock if inputs.lock.texts else locked(inputs) if inputs.texts else Lock()
        assert lock.texts
        inputs = replace(inputs, texts={}, passages={}, lock=lock)
    beside = {name: without_evidence(table) for name, table in inputs.tables.items()}
    return Brief(inputs, variants_of(inputs), beside)


def without_evidence(table: Table) -> Table:
    columns = tuple(c for c in table.columns if c.name != "evidence")
    places = [n for n, c in enumerate(table.columns) if c.name != "evidence"]
    return replace(table, columns=columns, cells=tuple(tuple(row[n] for n in places) for row in table.cells))


def errors(findings: Findings[object]) -> list[Diagnostic]:
    return [f for f in collect(findings).findings if f.severity is Severity.ERROR]


def check_evidence(inputs: Inputs) -> list[Diagnostic]:
    links = check_links(inputs.evidence, inputs.bibliography, (), "bib/evidence.csv")
    return errors(check_passages(inputs)) + errors(links)


def test_the_untouched_brief_gives_no_error(brief: Brief) -> None:
    inputs = brief.inputs
    assert errors(check_rows(inputs, brief.variants)) == []
    assert errors(check_derived(inputs)) == []
    assert errors(check_conflicts(inputs)) == []
    assert check_evidence(inputs) == []


# Evidence: quotes, sections, sources.


def changed_word(row: Evidence, rng: random.Random) -> Evidence:
    words = row.quote.split()
    at = rng.randrange(len(words))
    words[at] = rng.choice([word for word in OTHER_WORDS if word != words[at]])
    return replace(row, quote=" ".join(words))


def changed_section(row: Evidence, rng: random.Random, brief: Brief) -> Evidence:
    sections = {e.section for e in brief.inputs.evidence.values() if e.source == row.source} - {row.section}
    return replace(row, section=rng.choice(sorted(sections)))


def changed_source(row: Evidence, rng: random.Random, brief: Brief) -> Evidence:
    keys = {e.source for e in brief.inputs.evidence.values()} - {row.source}
    at = rng.randrange(len(row.source))
    slip = row.source[:at] + row.source[at + 1 :]
    return replace(row, source=rng.choice([*sorted(keys), slip]))


@pytest.mark.parametrize("what", ["quote", "section", "source"])
def test_changed_evidence_is_always_reported(brief: Brief, what: str) -> None:
    inputs = brief.inputs
    survivors = []
    for row in inputs.evidence.values():
        rng = random.Random(f"{SEED} {row.id} {what}")
        if what == "quote":
            changed = changed_word(row, rng)
        else:
            changed = (changed_section if what == "section" else changed_source)(row, rng, brief)
        found = locate([changed], inputs.texts)
        if not check_evidence(replace(inputs, evidence={row.id: changed}, passages=found)):
            survivors.append(f"{row.id}: {getattr(row, what)} → {getattr(changed, what)}")
    tell(what, len(inputs.evidence), survivors)
    assert not survivors


# Data rows: digits of numbers and of years.


@dataclass(frozen=True)
class Digit:
    """One digit in a cell that claims something."""

    table: str
    row: str
    line: int
    column: Column
    cell: Value
    at: int

    @property
    def kind(self) -> str:
        return "years" if self.column.type == "date" else "numbers"


def digits(inputs: Inputs) -> Iterator[Digit]:
    """Go through all digits of claims: numbers, dates, and texts."""
    for table in inputs.tables.values():
        if table.column("evidence") is None:
            continue
        for column in table.columns:
            if not column.claim or column.foreign or column.choices or column.name in {"id", "evidence", "note"}:
                continue
            for row in table.rows():
                written = "" if row[column.name] is None else str(row[column.name])
                for at in (n for n, letter in enumerate(written) if letter.isdigit()):
                    yield Digit(table.name, f"{table.name}/{row.id}", row.location.line, column, row[column.name], at)


def changed_digit(digit: Digit, rng: random.Random) -> str:
    written = str(digit.cell)
    other = rng.choice([d for d in "0123456789" if d != written[digit.at]])
    return written[: digit.at] + other + written[digit.at + 1 :]


def reported(brief: Brief, digit: Digit, written: str) -> bool:
    """Whether an error is found when a cell holds something else."""
    if digit.column.type == "date":
        try:
            dates.parse(written)
        except ValueError:
            return True  # DAT011, before anything else is looked at
    inputs = brief.inputs
    table = inputs.tables[digit.table]
    value = Decimal(written) if isinstance(digit.cell, Decimal) else written
    at, column = table.lines.index(digit.line), table.columns.index(digit.column)
    row = (*table.cells[at][:column], value, *table.cells[at][column + 1 :])
    # the row on its own, with its evidence, is all that most mutations need
    alone = replace(table, lines=(digit.line,), cells=(row,))
    evidence = {name: inputs.evidence[name] for row in alone.rows() for name in row.evidence}
    tables = {**brief.beside, digit.table: alone}
    if errors(check_rows(replace(inputs, tables=tables, evidence=evidence), brief.variants)):
        return True
    cells = (*table.cells[:at], row, *table.cells[at + 1 :])
    whole = replace(inputs, tables={**inputs.tables, digit.table: replace(table, cells=cells)})
    return bool(errors(check_derived(whole)) or errors(check_conflicts(whole)))


@pytest.mark.parametrize("kind", ["numbers", "years"])
def test_changed_digits_in_data_rows_are_reported(brief: Brief, kind: str) -> None:
    """Every digit is changed once, into one that depends on its place only, so that rows do not sway each other."""
    every = [digit for digit in digits(brief.inputs) if digit.kind == kind]
    survivors = []
    for digit in every:
        written = changed_digit(digit, random.Random(f"{SEED} {digit.row} {digit.column.name} {digit.at}"))
        if not reported(brief, digit, written):
            survivors.append(f"{digit.row} {digit.column.name}: {digit.cell} → {written}")
    tell(kind, len(every), survivors)
    assert len(every) >= 200
    assert len(survivors) <= 0.02 * len(every)


def tell(what: str, count: int, survivors: list[str]) -> None:
    print(f"\n{what}: {count - len(survivors)} of {count} reported")
    for survivor in survivors:
        print(f"  survived: {survivor}")
