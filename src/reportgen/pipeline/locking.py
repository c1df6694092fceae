"""What the lock records: what texts bear out, and what somebody has read and approved."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.findings.model import Diagnostic, Location, Outcome, Say, collect, ordered
from reportgen.findings.rule import WARNING
from reportgen.findings.rules import RULES, finding
from reportgen.pipeline.model import Approved, Checked, Locked
from reportgen.pipeline.session import Session
from reportgen.pipeline.severities import Severities
from reportgen.system import files
from reportgen.system.files import PROJECT_FILE

if TYPE_CHECKING:
    from reportgen.inputs.evidence.model import Lock
    from reportgen.inputs.model import Inputs


def lock(folder: Path, say: Say, texts: Sequence[Path] = ()) -> Outcome[Locked | None]:
    """Write ``bib/evidence.lock``: what the texts at hand bear out now. Errors leave the last lock as it was.

    What rests on texts that are not at hand keeps its place in the lock, and what of it changed is told as a warning;
    approvals stay. What changed and somebody has to read goes on being told.
    """
    from reportgen.checks.accepted_changes import changed, confirmed_by_texts, with_accepted
    from reportgen.checks.changes import as_lines, report_changes
    from reportgen.checks.locking import lock_of

    looked = _look(folder, say, texts)
    told = [(f, RULES[f.code]) for f in looked.findings]
    kept = (replace(f, severity=WARNING) if rule.away else f for f, rule in told if not rule.relocked)
    outcome = Outcome(looked.value, tuple(kept))
    if outcome.value is None or outcome.failed:
        return Outcome(None, outcome.findings)
    inputs, draft, verified = outcome.value.inputs, outcome.value.draft, outcome.value.verified
    found = changed(outcome.value.project, inputs, draft)
    settled = confirmed_by_texts(inputs, verified, found)
    made = lock_of(inputs, draft, verified, with_accepted(inputs.lock.held, settled), _today())
    unwritten = _write_lock(outcome.value, made)
    names = {change.name for change in settled}
    left = collect(report_changes(c for c in found if c.name not in names)).findings
    weighed = Severities(outcome.value.project).weigh(left)
    findings = ordered((*outcome.findings, *weighed, *unwritten, *_kept(inputs)))
    lines = tuple(as_lines(settled, inputs.lock.old))
    count = len(inputs.evidence.keys() - made.passages.keys())
    return Outcome(None if unwritten else Locked(made, count, lines, inputs.lock), findings)


def _kept(inputs: Inputs) -> Iterator[Diagnostic]:
    """Tell which texts are away, so that what the lock has of them is as it was."""
    for key in sorted(inputs.lock.texts.keys() - inputs.texts.keys()):
        entry = inputs.bibliography.entries.get(key)
        place = entry.location if entry else Location(PROJECT_FILE)
        message = (
            f'the text of "{key}" is not at hand: what the lock has of it is kept as it was, and not looked at again'
        )
        yield finding("EVI012", place, message, "run `reportgen lock` where the text is")


def approve(
    folder: Path,
    say: Say,
    texts: Sequence[Path] = (),
    names: Collection[str] = (),
    reader: str = "",
    agree: Callable[[Sequence[str]], bool] = lambda _: True,
) -> Outcome[Approved]:
    """Record analyses and changes (all that are not approved, if none is named) as approved as they stand.

    A name that ends in a colon, such as ``exhibit:``, names all changes of the kind. ``agree`` is shown what is
    approved and what that rests on before anything is recorded, and says whether ``reader`` has read it.
    """
    from reportgen.checks.accepted_changes import analysis_read, changed, of_analyses, read_beside
    from reportgen.checks.analysis import approved_value
    from reportgen.checks.locking import approve as approved

    looked = _look(folder, say, texts)
    outcome = Outcome(looked.value, tuple(f for f in looked.findings if not _of_the_lock(f)))
    if outcome.value is None or outcome.failed:
        return Outcome(Approved(), outcome.findings)
    draft, inputs, verified = outcome.value.draft, outcome.value.inputs, outcome.value.verified
    found = changed(outcome.value.project, inputs, draft)
    ids = tuple(use.name for _, use in draft.analyses)
    known = (*ids, *(change.name for change in found), *{f"{change.name.partition(':')[0]}:" for change in found})
    if not set(names) <= set(known):
        return Outcome(Approved(known), outcome.findings)
    now = {use.name: approved_value(usage, use, draft, inputs) for usage, use in draft.analyses}
    wanted = {
        use.name: use
        for _, use in draft.analyses
        if use.name in names or (not names and inputs.lock.approved.get(use.name) != now[use.name])
    }
    named = tuple(c for c in found if not names or c.name in names or f"{c.name.partition(':')[0]}:" in names)
    unheld = tuple(c for c in found if c.before is None) if inputs.lock.old else ()
    chosen = {change.name for change in (*named, *of_analyses(draft, found, wanted), *unheld)}
    settled = tuple(change for change in found if change.name in chosen)
    told = [line for use in wanted.values() for line in analysis_read(use, draft, inputs, verified)]
    told += read_beside(settled, draft, inputs, verified, inputs.lock.old)
    count = len(wanted) + len(settled)
    day = _today()
    if not count or not agree(told):
        return Outcome(Approved(known, 0, reader, day), outcome.findings)
    unwritten = _write_lock(outcome.value, approved(inputs, draft, wanted, settled, (reader, day)))
    return Outcome(Approved(known, count, reader, day), (*outcome.findings, *unwritten))


def _of_the_lock(found: Diagnostic) -> bool:
    """Whether a finding is about what ``lock`` records, not about what an approval does."""
    rule = RULES[found.code]
    return rule.relocked or rule.away


def _look(folder: Path, say: Say, texts: Sequence[Path]) -> Outcome[Checked | None]:
    with Session(folder, say, texts) as session:
        return session.look()


def _write_lock(checked: Checked, made: Lock) -> tuple[Diagnostic, ...]:
    """Put the lock under its name; a link in its place is replaced, not followed. Says why, where that cannot be."""
    from reportgen.inputs.evidence.lock import lock_text

    name = checked.project.settings.lock
    try:
        files.put(checked.project.folder / name, lock_text(made).encode())
    except OSError as error:
        hint = "see to it that a file can be written there"
        return (finding("BUN007", Location(str(name)), f"cannot write the lock: {error.strerror}", hint),)
    return ()


def _today() -> str:
    """The day for the lock: of SOURCE_DATE_EPOCH where it is set, else of the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return now.date().isoformat()
