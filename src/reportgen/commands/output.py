"""What commands tell: findings, closing lines, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Final

from reportgen.commands import terminal
from reportgen.commands.terminal import say
from reportgen.findings.model import Diagnostic
from reportgen.findings.text import summary
from reportgen.pipeline import Built

OK, FOUND, USAGE = 0, 1, 2
FORMS: Final = ("pdf", "html", "docx")
NO_LEDGER: Final = "no build/ledger.json of this version; run: reportgen build"


def report(findings: Sequence[Diagnostic], form: str = "text", unread: str = "") -> None:
    """Print findings and, for other programs, what was not looked at."""
    if findings or form != "text":
        terminal.report(findings, form, unread)


def print_line(text: str, form: str = "text") -> None:
    """Print a closing line, unless another program reads the output."""
    if form == "text":
        say(text)


def print_text(text: str) -> None:
    """Print a text of several lines, in each of which nothing but text is left."""
    say(*text.split("\n"))


def print_error(text: str) -> None:
    """Print a line to standard error."""
    say(text, stream=sys.stderr)


def counted(findings: Sequence[Diagnostic]) -> str:
    """Count findings: "2 errors, 1 warning", or "no findings"."""
    return summary(findings) if findings else "no findings"


def number(count: int, what: str) -> str:
    """Say how many there are of something: "1 table", "2 tables"."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def passages(counts: Mapping[str, int]) -> str:
    """Say how many passages are verified and how: "769 passages exact", "760 passages exact, 9 unverified"."""
    told = [f"{count} {how}" for how, count in sorted(counts.items()) if count]
    return "passages: " + (", ".join(told) or "none")


def brief(built: Built, findings: Sequence[Diagnostic]) -> str:
    """Say what was built."""
    state = "nothing changed, " if built.current else ""
    counts = (
        (sum(built.pages.values()), "page"),
        (built.tables, "table"),
        (built.charts, "chart"),
        (built.citations, "citation"),
    )
    told = ", ".join(number(*each) for each in counts)
    made = [f"build/{volume}.{form}" for volume in built.pages for form in FORMS]
    files = ", ".join(path for path in made if path in built.outputs)
    return f"{files}: {state}{told}; {passages(built.passages)}; {counted(findings)}"
