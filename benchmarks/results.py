"""What was measured, what was aimed at, and the page that tells both."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from pydantic import TypeAdapter
from rich.table import Table

from growth import Grown, Loaded
from measure import Spread

PEERS: Final = ("latexmk", "pandoc")
KINDS: Final = ("clean", "nothing", "word", "cell")


@dataclass(frozen=True)
class Target:
    """A case and the most it may take: so many P, U and B."""

    case: str
    p: float = 0.0
    u: float = 0.0
    b: float = 0.0

    def __str__(self) -> str:
        parts = [(f"{n:g} " if n != 1 else "") + name for n, name in ((self.p, "P"), (self.u, "U"), (self.b, "B")) if n]
        return " + ".join(parts)

    def limit(self, units: Mapping[str, Spread], of: Literal["median", "low"] = "median") -> float | None:
        """Return the limit in seconds, by the medians or the fastest runs; ``None`` where a unit was not measured."""
        wanted = {"P": self.p, "U": self.u, "B": self.b}
        if any(n and name not in units for name, n in wanted.items()):
            return None
        return sum(n * float(getattr(units[name], of)) for name, n in wanted.items() if n)


TARGETS: Final = (
    Target("nothing", u=0.25),
    Target("word", p=1, u=0.6),
    Target("word, watch", p=1, u=0.25),
    Target("word, preview", b=0.35),
    Target("cell", p=1, u=1.5),
    Target("cell, watch", p=1, u=0.6),
    Target("cell, preview", b=0.5),
    Target("clean", p=3, u=4),
)


@dataclass
class Results:
    """All that one run measured: seconds by case, P, U and B among them; what could not be measured, and why."""

    machine: dict[str, str] = field(default_factory=dict)
    cases: dict[str, Spread] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    growth: list[Grown] = field(default_factory=list)
    loaded: Loaded | None = None
    left_out: dict[str, str] = field(default_factory=dict)
    texts: bool = False


JSON: Final = TypeAdapter(Results)


def machine() -> dict[str, str]:
    """Describe the machine in general words: processors, Python, TeX."""
    try:
        done = subprocess.run(["pdflatex", "--version"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        tex = done.stdout.decode("utf-8", "replace").splitlines()[0]
    except (OSError, IndexError):
        tex = "no TeX"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"processors": str(cores), "system": platform.system(), "Python": platform.python_version(), "TeX": tex}


def verdicts(results: Results) -> Iterator[tuple[Target, Spread, float, bool]]:
    """Yield each target that was measured, with its limit in seconds and whether it is met."""
    for target in TARGETS:
        limit = target.limit(results.cases)
        if target.case in results.cases and limit is not None:
            measured = results.cases[target.case]
            yield target, measured, limit, measured.median <= limit


def beside_peers(results: Results) -> Iterator[tuple[str, str, Spread, Spread]]:
    """Yield each case that a peer was measured in too: the case, the peer, our time, its time."""
    for kind in KINDS:
        for peer in PEERS:
            if kind in results.cases and f"{peer}: {kind}" in results.cases:
                yield kind, peer, results.cases[kind], results.cases[f"{peer}: {kind}"]


def seconds(measured: Spread | None) -> str:
    """Write a time with its spread: "1.23 s (1.20–1.31)"."""
    return "–" if measured is None else f"{measured.median:.2f} s ({measured.low:.2f}–{measured.high:.2f})"


def tables(results: Results) -> Iterator[Table]:
    """Yield the tables for the terminal."""
    for title, head, rows in contents(results):
        table = Table(*head, title=title, title_justify="left")
        for row in rows:
            table.add_row(*row)
        yield table


def contents(results: Results) -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
    """Yield title, head and rows of each table that there is something to say in."""
    for title, head, rows in (
        ("Units", ("unit", "seconds"), _units(results)),
        ("Targets", ("case", "target", "limit", "measured", "of the limit", "fastest runs", "met"), _targets(results)),
        ("Beside others", ("case", "peer", "reportgen", "the other", "reportgen takes", "ahead"), _peers(results)),
        ("Other cases", ("case", "seconds"), _others(results)),
        (
            "Growth",
            ("size", "rows", "pages", "clean", "nothing", "word", "check", "MB build", "MB check"),
            _grown(results),
        ),
        ("Growth by page and row", ("size", *_EACH), _each(results)),
        ("Large inputs", ("rows", "entries", "cited", "check", "MB"), _loaded(results)),
        (
            "Not measured",
            ("what", "why"),
            [(what, why.replace("\n", " ")[:300]) for what, why in results.left_out.items()],
        ),
    ):
        if rows:
            yield title, head, rows


_UNITS: Final = {
    "P": "P: one plain pass of TeX",
    "U": "U: importing pandas and matplotlib",
    "B": "B: one plain pass of the hand-made brief with biblatex",
}
_EACH: Final = ("clean, ms a page", "word, ms a page", "nothing, ms a page", "check, ms a row", "check, kB a row")


def _units(results: Results) -> list[tuple[str, ...]]:
    return [(words, seconds(results.cases[name])) for name, words in _UNITS.items() if name in results.cases]


def _targets(results: Results) -> list[tuple[str, ...]]:
    return [
        (
            t.case,
            f"≤ {t}",
            f"{limit:.2f} s",
            seconds(s),
            f"{s.median / limit:.2f}",
            f"{s.low / (t.limit(results.cases, 'low') or limit):.2f}",
            "yes" if met else "no",
        )
        for t, s, limit, met in verdicts(results)
    ]


def _peers(results: Results) -> list[tuple[str, ...]]:
    return [
        (kind, peer, seconds(own), seconds(its), f"{own.median / its.median:.2f} of it", _ahead(own, its))
        for kind, peer, own, its in beside_peers(results)
    ]


def _ahead(own: Spread, its: Spread) -> str:
    return "yes" if own.median < its.median else "no"


def _others(results: Results) -> list[tuple[str, ...]]:
    told = {*_UNITS, *(t.case for t, *_ in verdicts(results))}
    told |= {f"{peer}: {kind}" for kind, peer, *_ in beside_peers(results)}
    return [(name, seconds(each)) for name, each in results.cases.items() if name not in told]


def _grown(results: Results) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for g in results.growth:
        if g.failed:
            rows.append((f"{g.factor}×", f"{g.rows:,}", "not built: " + g.failed.splitlines()[-1][:120], *[""] * 6))
            continue
        times = (seconds(s) for s in (g.clean, g.nothing, g.word, g.check))
        memory = (f"{g.build_megabytes:.0f}", f"{g.check_megabytes:.0f}")
        rows.append((f"{g.factor}×", f"{g.rows:,}", f"{g.pages:,}", *times, *memory))
    return rows


def _each(results: Results) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for g in results.growth:
        if g.clean and g.word and g.nothing and g.check:
            paged = [f"{1000 * s.median / g.pages:.1f}" for s in (g.clean, g.word, g.nothing)]
            row = f"{1000 * g.check.median / g.rows:.2f}", f"{1024 * g.check_megabytes / g.rows:.0f}"
            rows.append((f"{g.factor}×", *paged, *row))
    return rows


def _loaded(results: Results) -> list[tuple[str, ...]]:
    found = results.loaded
    if found is None:
        return []
    rows, entries, cited = (f"{n:,}" for n in (found.rows, found.entries, found.cited))
    return [(rows, entries, cited, seconds(found.check), f"{found.megabytes:.0f}")]
