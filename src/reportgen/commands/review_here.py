"""Reading statements beside their passages in a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from reportgen.commands.output import FOUND, OK, USAGE, number, print_error, print_line, report
from reportgen.commands.terminal import plain
from reportgen.findings.rules import did_you_mean
from reportgen.findings.text import shown
from reportgen.pipeline import reviewing
from reportgen.pipeline.model import ReviewMaterial
from reportgen.review.model import Item, JudgedItem, asked

KEYS: Final[Mapping[str, str]] = {"1": "supported", "2": "partly", "3": "not-supported", "4": "cannot-tell"}
_TONES: Final = {
    "supported": "green",
    "partly": "yellow",
    "not-supported": "red",
    "cannot-tell": "blue",
    "answer": "cyan",
}
_ASKED: Final = "1 supported  2 partly  3 not supported  4 cannot tell   n next  p back  q end: "


def read_here(reading: ReviewMaterial, options: argparse.Namespace) -> int:
    """Show one item after the other and record each verdict at once."""
    known = sorted({judged.item.chapter for judged in reading.reviewed.judged} - {""})
    if options.chapter and options.chapter not in known:
        nearest = did_you_mean(options.chapter, known) or f"chapters: {', '.join(known)}"
        print_error(f'no chapter "{options.chapter}"; {nearest}')
        return USAGE
    bound = {volume.id: volume.title for volume in reading.checked.project.settings.bound}
    if options.volume and options.volume not in bound:
        print_error(f'no volume "{options.volume}"; {did_you_mean(options.volume, bound) or ", ".join(bound)}')
        return USAGE
    report(reviewing.warned(reading, options.reader), options.format)
    items = reviewing.chosen(
        reading.reviewed, options.chapter, options.volume, options.all, options.sample, options.seed
    )
    bare = plain() or not sys.stdout.isatty()
    console = Console(highlight=False, emoji=False, markup=False, force_terminal=False if bare else None)
    place = given = 0
    while place < len(items):
        _show(console, reading, items[place], f"{place + 1} of {len(items)}")
        key = _asked(_ASKED)
        if key is not None and key in KEYS:
            comment = _asked("comment (or nothing): ")
            written = reviewing.record(
                reading, items[place].item, KEYS[key], comment or "", options.reader, options.role
            )
            report(written.findings, options.format)
            if written.failed:
                return FOUND
            given += 1
        elif key in {"q", None}:
            break
        elif key not in {"n", "p", ""}:
            print_error(f'"{key}" is none of these keys')
            continue
        place = max(place - 1, 0) if key == "p" else place + 1
    print_line(f"recorded: {number(given, 'verdict')}", options.format)
    return OK


def _asked(what: str) -> str | None:
    """Return what is typed, or ``None`` where there is nothing more to come."""
    try:
        return input(what).strip()
    except (EOFError, UnicodeDecodeError):
        print_line("")
        return None


def _show(console: Console, reading: ReviewMaterial, judged: JudgedItem, place: str) -> None:
    item = judged.item
    console.rule(Text(shown(f"{item.kind}  {item.location}  {place}"), "dim"))
    if item.above:
        console.print(Text(shown(item.above), "dim"))
    console.print(Text(shown(item.text), "bold"))
    console.print(Text(shown(asked(item)), "italic"))
    for text in item.below:
        console.print(Text(shown(f"- {text}"), "dim"))
    for name, text in item.further:
        console.print(Text(shown(f"{name}: {text}"), "dim"))
    for title, quoted in _passages(reading, item):
        console.print(Panel(quoted, title=Text(shown(title)), title_align="left", border_style="dim"))
    for name, cells in reviewing.rows_of(reading, item):
        console.print(Text(shown(f"{name}  {'; '.join(f'{label}: {cell}' for label, cell in cells)}"), "dim"))
    for review in (*judged.earlier, *judged.current, *judged.answers):
        changed = "" if review.digests == item.digests else " (before it changed)"
        told = f"{review.reader}, {review.date[:10]}: {review.verdict}{changed} {review.comment}"
        console.print(Text(shown(told), _TONES.get(review.verdict, "dim")))


def _passages(reading: ReviewMaterial, item: Item) -> Iterator[tuple[str, Text]]:
    for row, work, around in reviewing.passages_of(reading, item):
        place = ", ".join(
            filter(None, (row.section, row.footnote and f"note {row.footnote}", row.page and f"p. {row.page}"))
        )
        before, quote, behind = around or ("", row.quote, "")
        text = Text(shown(f"{before} ") if before else "")
        # Where nothing is coloured the quotation is to be seen too.
        text.append(f"[{shown(quote)}]", "reverse")
        yield f"{work}, {place or row.locator}", text.append(shown(f" {behind}") if behind else "")
