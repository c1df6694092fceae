"""How the time of reading texts grows: shapes that made it quadratic once, at 0.25, 1 and 4 MB.

    python benchmarks/texts.py [--write-docs]

Each is read in a process of its own, with one evidence row for every 1000 letters whose quotation is nearly found,
and the passages of the first rows, and a stretch of the text as one passage, are searched for numbers and dates.
``--write-docs`` puts the table into docs/performance.md, under its own heading.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from reportgen.checks.passage_facts import parse_passage
from reportgen.findings.model import Location
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.texts.read import source_text

SIZES: Final = (250_000, 1_000_000, 4_000_000)
MOST: Final = 1.3
"""How many times as much as linear the time may grow, from one size to the next."""

_LEAST: Final = 0.3
"""Seconds under which a ratio tells of noise only."""

_STRETCH: Final = 32
"""The part of a text that is read as one passage too, as if it had no paragraphs, is one of so many."""

_DOCS: Final = Path(__file__).parents[1] / "docs/performance.md"
_HEADING: Final = "\n## Shapes of texts\n"
_QUOTE: Final = "toll was taken from everybody who crossed the bridge. "


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


def _prose(size: int) -> str:
    chance = random.Random(1)
    words = [f"w{chance.randrange(5000)}" for _ in range(size // 6)]
    return "\n".join(" ".join(words[at : at + 12]) + "." for at in range(0, len(words), 12))


def _pages(size: int) -> str:
    return "\f".join("\n".join(str(page * 40 + line) for line in range(40)) for page in range(size // 260))


SHAPES: Final[Mapping[str, Callable[[int], str]]] = {
    "prose": _prose,
    "one very long line": lambda size: _prose(size).replace("\n", " "),
    "one long word": _repeated("a"),
    "a quotation repeated": _repeated(_QUOTE),
    "lines of dots": _repeated("." * 70 + "\n"),
    "lines of commas": _repeated(",\n"),
    "piled accents": _repeated("\u0301\u0323"),
    "pages of numbers": _pages,
    "lines of numbers": _repeated("7\n"),
    "broken words": _repeated("inte-\n"),
    "marks of notes": _repeated("x¹² "),
    "numbers and dates": _repeated("May 1999 and 12 tons "),
    "signs, rates and labels": _repeated("x[1] – 2.5 km/h a day (12) Art. 7, 9 and 3-1 + 49 30 12345 "),
    "empty pages": _repeated("\f"),
    "numbers without blanks": _repeated("1,"),
    "one long number": _repeated("7"),
    "versions and codes": _repeated("1.2.3-4/5 "),
    "numbers that lines cut": _repeated("1,234,- "),
    "heads of tables": _repeated("(in millions of dollars) 40 "),
    "a head and its table": lambda size: "Tolls (in millions of dollars): " + "40 " * (size // 3),
    "number words": _repeated("twenty five "),
}


def read(shape: str, size: int) -> tuple[float, float]:
    """Read a text of a shape as a check does; gives seconds of processor time and MB of the process."""
    content = SHAPES[shape](size)
    words = content[:100_000].split()[:4000] or ["toll"]
    rows = []
    for number in range(size // 1000):
        at = number % max(1, len(words) - 9)
        quote = " ".join(word[:20] for word in words[at : at + 8]) + f" x{number}"
        rows.append(Evidence(f"e{number}", "s", "1", "", "", quote, "", "", Location("bib/evidence.csv", 2)))
    begun = time.process_time()
    text = source_text("s", "0", content, ["Tolls", "1"])
    for passage in list(locate(rows, {"s": text}).values())[:2000]:
        if passage.position >= 0:
            spans = text.paragraphs
            span = spans[bisect_right(spans, passage.position, key=lambda each: each.start) - 1]
            _ = parse_passage(" ".join(text.words[span.start : span.end])).facts
    _ = parse_passage(content[: size // _STRETCH]).facts
    return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(shape: str, size: int, rounds: int = 2) -> tuple[float, float]:
    """Return the fastest of some readings, each in a process of its own."""
    command = [sys.executable, __file__, shape, str(size)]
    taken = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(rounds)]
    seconds, megabytes = min(taken)
    return seconds, megabytes


def table() -> Iterator[Sequence[str]]:
    """Measure all shapes; gives the rows of the table."""
    yield ("shape", *(f"{size / 1e6:g} MB" for size in SIZES), "growth, of linear", "MB of memory")
    for shape in SHAPES:
        taken = [measured(shape, size) for size in SIZES]
        seconds = [each[0] for each in taken]
        ratios = [b / a / 4 for a, b in pairwise(seconds) if a >= _LEAST]
        told = f"{max(ratios):.2f}" if ratios else "–"
        if ratios and max(ratios) > MOST:
            told += " **too much**"
        yield (shape, *(f"{each:.2f} s" for each in seconds), told, f"{taken[-1][1]:.0f}")


def _section(rows: Sequence[Sequence[str]]) -> str:
    lines = [rows[0], ["---"] + ["---:"] * (len(rows[0]) - 1), *rows[1:]]
    made = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    return f"""{_HEADING}
`benchmarks/texts.py --write-docs` reads texts of shapes that took minutes once, each with an evidence row for every
1000 letters whose quotation is not quite there: seconds of processor time, the faster of two runs, and the memory of
the largest. Growth is the larger of the two steps, 1 being linear; where a text takes under {_LEAST} s it tells
nothing.

{made}
"""


def section() -> str:
    """Return the section of docs/performance.md as it stands, for who writes the rest of the page anew."""
    _, heading, body = _DOCS.read_text("utf-8").partition(_HEADING)
    return heading + body


def main(arguments: Sequence[str]) -> int:
    """Measure one shape in this process, or all; the exit status is 1 if one grows too much."""
    if len(arguments) == 2:
        print(json.dumps(read(arguments[0], int(arguments[1]))))
        return 0
    rows = []
    for row in table():
        print("  ".join(row), flush=True)
        rows.append(row)
    if "--write-docs" in arguments:
        before = _DOCS.read_text("utf-8").partition(_HEADING)[0]
        _DOCS.write_text(before + _section(rows), "utf-8")
    return 1 if any("too much" in row[-2] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
