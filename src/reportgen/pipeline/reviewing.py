"""What a second reader does: read beside the passages, hand in answers, see how far it is; what authors answer."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from errno import EEXIST
from pathlib import Path

from reportgen.findings.model import Diagnostic, Findings, Location, Outcome, Say, collect
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.reviews.model import ANSWER, AUTHOR, Review, cleaned
from reportgen.inputs.reviews.table import appended
from reportgen.pipeline.model import BUILD, ReviewMaterial
from reportgen.pipeline.reviewed import review
from reportgen.pipeline.session import Session
from reportgen.review.answers import LARGEST, read_answers
from reportgen.review.export import as_csv
from reportgen.review.findings import own_verdicts
from reportgen.review.items import cells_of
from reportgen.review.judge import is_author, tallies
from reportgen.review.model import Item, JudgedItem, Reviewed, Tally
from reportgen.review.page import contents, page
from reportgen.review.paragraphs import Paragraphs, Surroundings, works
from reportgen.review.sampling import sample
from reportgen.system import files

PAGE = "review.html"


def read(folder: Path, say: Say, texts: Sequence[Path] = ()) -> Outcome[ReviewMaterial | None]:
    """Read, draft and check a project for a second reader; that it has errors hinders nobody from reading it."""
    with Session(folder, say, texts) as session:
        looked = session.look()
    if looked.value is None or not looked.value.draft.complete:
        return Outcome(None, looked.findings)
    return Outcome(ReviewMaterial(looked.value, review(looked.value, looked.value.verified), looked.findings))


def write_page(reading: ReviewMaterial, reader: str) -> Outcome[Path | None]:
    """Write the page for a reader into the build folder, where it replaces the last one."""
    checked = reading.checked
    target = checked.project.folder / BUILD
    text = page(
        checked.project,
        checked.inputs,
        checked.draft,
        reading.reviewed,
        checked.verified,
        reading.findings,
        cleaned(reader),
    )
    try:
        files.own_folder(target)
        files.put(target / PAGE, text.encode("utf-8", "replace"))
    except OSError as error:
        return Outcome(None, (unwritable(f"{BUILD}/{PAGE}", error),))
    return Outcome(target / PAGE)


def write_export(reading: ReviewMaterial, path: Path) -> Outcome[Path | None]:
    """Write all that may be read, with passages and verdicts, as JSON, or as CSV where the name does not end so.

    A file that is there already is written over only where it begins as an export does.
    """
    checked = reading.checked
    told = contents(
        checked.project, checked.inputs, checked.draft, reading.reviewed, checked.verified, reading.findings
    )
    as_json = path.suffix.casefold() == ".json"
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n" if as_json else as_csv(told)
    begins = text[: 12 if as_json else text.index("\n")].encode()
    try:
        if path.parent == checked.project.folder / BUILD:
            files.own_folder(path.parent)
        if path.exists() and not files.read(path).startswith(begins):
            raise FileExistsError(EEXIST, "a file that is no export is there already")
        files.put(path, text.encode("utf-8", "replace"))
    except OSError as error:
        return Outcome(None, (unwritable(path.name, error),))
    return Outcome(path)


def take(folder: Path, say: Say, path: Path, texts: Sequence[Path] = ()) -> Outcome[int | None]:
    """Append what a reader has saved in a file to the table of reviews, and return how many lines came."""
    reading = read(folder, say, texts)
    if reading.value is None:
        return Outcome(None, reading.findings)
    read_of = reading.value
    known = {judged.item.id: judged.item for judged in read_of.reviewed.judged}

    def work() -> Findings[int | None]:
        try:
            content = files.read(path, largest=LARGEST)
        except OSError as error:
            why = error.strerror if isinstance(error, files.RefusedError) else f"cannot be read: {error.strerror}"
            yield finding("REV006", Location(path.name), f"the file {why}", "name the file that the page saved")
            return None
        found = yield from read_answers(path.name, content, known, now())
        if found is None:
            return None
        yield from own_verdicts(found[0].reader if found else "", read_of.checked.project.settings, Location(path.name))
        return (yield from append(folder, read_of, found))

    return collect(work())


def record(
    reading: ReviewMaterial, item: Item, verdict: str, comment: str, reader: str, role: str = "reader"
) -> Outcome[int | None]:
    """Append one verdict, or with the role of an author an answer, to the table of reviews."""
    made = Review(item.id, cleaned(item.text), item.digests, cleaned(reader), role, now(), verdict, cleaned(comment))
    return collect(append(reading.checked.project.folder, reading, [made]))


def answer(folder: Path, say: Say, name: str, comment: str, author: str, texts: Sequence[Path] = ()) -> Outcome[str]:
    """Record what an author answers to who disputes a statement; gives what is wrong with the call, or nothing."""
    reading = read(folder, say, texts)
    if reading.value is None:
        return Outcome("", reading.findings)
    known = {judged.item.id: judged for judged in reading.value.reviewed.judged}
    if name not in known:
        return Outcome(f'nothing in the brief has the id "{name}"; {did_you_mean(name, known)}'.rstrip("; "))
    if not known[name].disputes:
        return Outcome(f'no reader disputes "{name}" as it stands')
    settings = reading.value.checked.project.settings
    author = author or settings.authors[0]
    if not is_author(author, settings):
        named = ", ".join(settings.authors)
        return Outcome(f'"{author}" is no author of the brief, and only authors answer: {named} (report.toml)')
    written = record(reading.value, known[name].item, ANSWER, comment, author, AUTHOR)
    return Outcome("", written.findings)


def now() -> str:
    """Return the time in UTC as reviews have it: of SOURCE_DATE_EPOCH where it is set, else of the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def append(folder: Path, reading: ReviewMaterial, found: Sequence[Review]) -> Findings[int | None]:
    """Append lines to the table as it stands now, those left out that stand in it; say how many came."""
    added = yield from addition(folder, reading, found)
    if added is None:
        return None
    name = reading.checked.project.settings.reviews
    table, count = added
    try:
        if count:
            files.put(folder / name, table)
    except OSError as error:
        yield unwritable(name, error)
        return None
    return count


def addition(folder: Path, reading: ReviewMaterial, found: Sequence[Review]) -> Findings[tuple[bytes, int] | None]:
    """Return the table as it becomes with lines, those left out that stand in it, and how many come."""
    name = reading.checked.project.settings.reviews
    path = folder / name
    inputs = reading.checked.inputs
    broken = [f for f in reading.findings if f.code == "REV005"]
    if broken:
        yield from broken
        return None
    try:
        old = files.read(path, within=folder) if inputs.reviews or path.exists() else None
        known = {replace(review, line=0) for review in inputs.reviews}
        new = [review for review in found if review not in known]
    except OSError as error:
        yield unwritable(name, error)
        return None
    return appended(old, new), len(new)


def unwritable(name: str, error: OSError) -> Diagnostic:
    """Return that a file of the project cannot be written."""
    return finding(
        "BUN007", Location(name), f"cannot write it: {error.strerror}", "see to it that a file can be written"
    )


def warned(reading: ReviewMaterial, reader: str) -> Sequence[Diagnostic]:
    """Return what an author of the brief who is about to read it must know."""
    settings = reading.checked.project.settings
    return tuple(own_verdicts(reader, settings, Location(settings.reviews)))


def chosen(
    reviewed: Reviewed, chapter: str, volume: str, everything: bool, size: int, seed: int
) -> Sequence[JudgedItem]:
    """Return what a reader in a terminal is shown: of a chapter or volume, or drawn at random; else what is unread."""
    own = [judged for judged in reviewed.judged if volume in ("", judged.item.volume)]
    drawn = sample((j.item.id for j in own if j.item.kind == "statement"), size, seed) if size > 0 else ()
    return [
        judged
        for judged in own
        if (everything or judged.state != "read")
        and chapter in ("", judged.item.chapter)
        and (size <= 0 or judged.item.id in drawn)
    ]


def passages_of(reading: ReviewMaterial, item: Item) -> Iterator[tuple[Evidence, str, Surroundings | None]]:
    """Yield the passages that an item rests on: row, title of the work, and what stands around the quotation."""
    inputs = reading.checked.inputs
    paragraphs, titles = Paragraphs(inputs), works(inputs)
    for row in (inputs.evidence[name] for name in item.evidence if name in inputs.evidence):
        yield row, titles.get(row.source, row.source), paragraphs.around(row)


def rows_of(reading: ReviewMaterial, item: Item) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """Yield the data rows that an item rests on, with what they say."""
    inputs = reading.checked.inputs
    for name in item.rows:
        table, _, key = name.partition("/")
        for row in inputs.find(table, key):
            yield name, tuple(cells_of(row, inputs))


def counted(reviewed: Reviewed) -> Mapping[str, Tally]:
    """Count states and verdicts by chapter, and under ``""`` for the whole."""
    return tallies(reviewed)
