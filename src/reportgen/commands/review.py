"""``reportgen review``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from reportgen.commands.output import FOUND, OK, USAGE, number, print_error, print_line, print_text, report
from reportgen.commands.review_here import read_here
from reportgen.commands.runner import run_stage
from reportgen.pipeline import editing, reviewing
from reportgen.pipeline.model import BUILD, ReviewMaterial
from reportgen.review.model import Reviewed, Tally

STATES: Final = ("read", "changed", "disputed", "unread")
_HEADINGS: Final = ("read", "changed since", "disputed", "unread")


def run(options: argparse.Namespace) -> int:
    """Show statements beside their passages to a second reader, and keep what is said of them."""
    if wrong := _misused(options):
        print_error(wrong)
        return USAGE
    does: Mapping[str, Callable[[argparse.Namespace], int]] = {
        "import": _take,
        "answer": _answer,
        "status": _status,
        "export": _export,
    }
    return does.get(options.action, _page)(options)


def _misused(options: argparse.Namespace) -> str:
    if options.here and options.action != "page":
        return f'"--here" does not go with "{options.action}"'
    chosen = [name for name in ("chapter", "volume", "all", "sample", "seed") if getattr(options, name)]
    if chosen and not options.here:
        return f'"--{chosen[0]}" goes with "--here" alone; the page has filters of its own'
    if options.action == "import" and not options.what:
        return "name the file of answers: reportgen review import answers.json"
    document = options.action == "import" and Path(options.what).suffix.casefold() == editing.SUFFIX
    if (options.apply or options.dry_run) and not document:
        return '"--apply" and "--dry-run" go with a document of Word: reportgen review import brief.docx --apply'
    if options.apply and options.dry_run:
        return '"--apply" does not go with "--dry-run"'
    if options.action == "answer" and not (options.what and options.comment.strip()):
        return 'name the statement, and what you answer: reportgen review answer ID --comment "…"'
    if options.action in {"page", "status"} and options.what:
        return f'"{options.what}" means nothing here'
    if options.here and not options.reader.strip():
        return 'say who reads: reportgen review --here --reader "NAME"'
    return f'"{options.role}" is not the role of a second reader' if options.role.casefold() == "author" else ""


def _page(options: argparse.Namespace) -> int:
    reading = _read(options)
    if reading is None:
        return FOUND
    if options.here:
        return read_here(reading, options)
    written = reviewing.write_page(reading, options.reader)
    report(written.findings, options.format)
    if written.value is None:
        return FOUND
    print_line(
        f"{_shown(written.value, options.project)}: {number(len(reading.reviewed.judged), 'item')} to read",
        options.format,
    )
    print_line("it quotes the sources at length: never commit or publish it", options.format)
    return OK


def _export(options: argparse.Namespace) -> int:
    reading = _read(options)
    if reading is None:
        return FOUND
    path = Path(options.what) if options.what else options.project.resolve() / BUILD / "review.csv"
    written = reviewing.write_export(reading, path)
    report(written.findings, options.format)
    if written.value is None:
        return FOUND
    told = options.what or _shown(path, options.project)
    print_line(f"{told}: {number(len(reading.reviewed.judged), 'item')}", options.format)
    print_line("it quotes the sources at length: never commit or publish it", options.format)
    return OK


def _take(options: argparse.Namespace) -> int:
    if Path(options.what).suffix.casefold() == editing.SUFFIX:
        return _take_document(options)
    taken = run_stage(partial(reviewing.take, path=Path(options.what)), options)
    report(taken.findings, options.format)
    if taken.value is None:
        print_error("nothing was imported")
        return FOUND
    print_line(f"imported: {number(taken.value, 'verdict')}", options.format)
    return OK


def _take_document(options: argparse.Namespace) -> int:
    """Show what came back in a document of Word as a patch, or write it; the exit status says whether all is placed."""
    taken = run_stage(partial(editing.take_document, path=Path(options.what), apply=options.apply), options)
    report(taken.findings, options.format)
    made = taken.value
    if made is None:
        print_error("nothing was imported")
        return FOUND
    for line in made.patch.splitlines():
        print_line(line, options.format)
    # The patch alone stands on standard output, for `git apply` or a file.
    for line in editing.lines(made):
        print_error(line)
    return OK if made.complete else FOUND


def _answer(options: argparse.Namespace) -> int:
    given = {"name": options.what, "comment": options.comment, "author": options.reader}
    answered = run_stage(partial(reviewing.answer, **given), options)
    report(answered.findings, options.format)
    if answered.value:
        print_error(answered.value)
        return USAGE
    if answered.failed:
        return FOUND
    print_line("answered: the reader has to read it again and agree", options.format)
    return OK


def _status(options: argparse.Namespace) -> int:
    reading = _read(options)
    if reading is None:
        return FOUND
    counts = reviewing.counted(reading.reviewed)
    if options.json:
        print_text(json.dumps(_as_json(reading.reviewed, counts), indent=1))
        return OK
    width = max(len(chapter) for chapter in (*counts, "chapter"))
    print_text(f"{'chapter':<{width}}  " + "  ".join(f"{heading:>13}" for heading in _HEADINGS))
    for chapter, tally in [*list(counts.items())[1:], ("all", counts[""])]:
        print_text(f"{chapter:<{width}}  " + "  ".join(f"{tally.states.get(state, 0):>13}" for state in STATES))
    verdicts = counts[""].verdicts
    print_text(
        "verdicts: " + (", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items())) or "none")
    )
    if counts[""].answered:
        print_text(f"answered, and not yet agreed to: {counts[''].answered}")
    if counts[""].remarks:
        print_text(f"remarks on what still stands: {counts[''].remarks}")
    for line in _demanded(reading.reviewed):
        print_text(line)
    return OK


def _demanded(reviewed: Reviewed) -> list[str]:
    left = [j.item.id for j in reviewed.judged if j.item.id in reviewed.demanded and not j.current]
    told = [f"to be read before it is final: {len(left)} of {len(reviewed.demanded)}"] if reviewed.demanded else []
    rate = reviewed.error_rate
    if rate is not None:
        share, low, high = (f"{value:.1%}" for value in rate)
        told.append(f"not wholly supported, of those drawn and read: {share} (95 % interval {low} to {high})")
    for volume, of_volume in reviewed.error_rates.items():
        if of_volume is not None:
            share, low, high = (f"{value:.1%}" for value in of_volume)
            told.append(f"the same of those drawn of {volume}: {share} (95 % interval {low} to {high})")
    return [*told, *([f"reviews of what is no more: {len(reviewed.gone)}"] if reviewed.gone else [])]


def _as_json(reviewed: Reviewed, counts: Mapping[str, Tally]) -> Mapping[str, object]:
    told = {
        chapter: {
            **{state: tally.states.get(state, 0) for state in STATES},
            "answered": tally.answered,
            "remarks": tally.remarks,
            "verdicts": dict(sorted(tally.verdicts.items())),
        }
        for chapter, tally in counts.items()
    }
    rate = reviewed.error_rate
    return {
        "all": told.pop(""),
        "chapters": told,
        "gone": len(reviewed.gone),
        "demanded": len(reviewed.demanded),
        "demanded_unread": sum(j.item.id in reviewed.demanded and not j.current for j in reviewed.judged),
        "error_rate": None if rate is None else dict(zip(("share", "low", "high"), rate, strict=True)),
        "error_rates": {
            volume: None if each is None else dict(zip(("share", "low", "high"), each, strict=True))
            for volume, each in reviewed.error_rates.items()
        },
        "items": [
            {"id": j.item.id, "state": j.state, "verdict": j.verdict} for j in reviewed.judged if j.state != "unread"
        ],
    }


def _read(options: argparse.Namespace) -> ReviewMaterial | None:
    read = run_stage(reviewing.read, options)
    if read.value is None:
        report(read.findings, options.format)
    return read.value


def _shown(path: Path, project: Path) -> str:
    return path.relative_to(project.resolve()).as_posix()
