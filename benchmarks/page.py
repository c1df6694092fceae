"""Writes docs/performance.md from what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from projects import CELLS_IN, SENTENCE, WORD, WORD_IN
from results import Results, contents

_HEAD: Final = """\
# Performance

Written by `make bench OPTIONS=--write-docs`, which measures reportgen from the outside, by its command line.
The machine: {machine}.
Times are medians of {rounds} rounds with the fastest and the slowest; a round measures every unit and every case once,
each round beginning with another one, so that a busy machine is unfair to all alike. Ratios are to units of the same
run, since machines differ. *Fastest runs* compares the fastest run of a case with those of its units, which tells more
than medians where other programs share the machine.
"""
_CASES: Final = f"""
## What is measured

- **P** is one plain pass of TeX over the brief's own `build/tex`: the same engine, the whole preamble, auxiliary files
  in place. **U** is `python -c "import pandas, matplotlib.pyplot"`. **B** is one plain pass of pdfLaTeX over the
  hand-made brief with biblatex (below), after biber.
- **nothing**: `reportgen build` once more. *By bootstrap.py*: as `make build` starts it.
- **word**: in `{WORD_IN}` the word "{WORD}" of "{SENTENCE.format(WORD)}" becomes another one, in each round
  one that was never there. The sentence is sourced, so it differs from the one that `bib/evidence.lock` vouches for;
  {{texts}}
- **cell**: in `{CELLS_IN}` the column `means` of one row of the first Putin years changes, in each round to
  counts that were never there. The chart `means-counted` counts it and the table `means` prints it. The column claims
  nothing (`claim: false`), so all checks run and none speaks against the change.
- **clean**: no `build/`, an empty cache; what is installed stays.
- **watch**: from just before the changed file is put into its place until `reportgen watch` says that it is built.
  **preview**: until a page that changed has been fetched from the preview.
"""
_PEERS: Final = """
## The others

Both have the brief's text, tables, data and bibliography, made from `build/tex` ({pages}). **latexmk** is LaTeX as
written by hand: `\\autocite` and biblatex's authoryear by biber, the same style file, built by `make` with
`latexmk -pdf`. **pandoc** is the whole as one LaTeX document, with `--citeproc` and pdfLaTeX. One script with pandas
and matplotlib draws all charts, in make's eyes when the data changed. What reportgen does beside that they do not do:
check every row and sentence, link each to its evidence, list the pages of use. In the case *nothing*, latexmk sees that
nothing is to be done.
"""
_WAIVED: Final = "the copies that are measured turn that finding (NUM008) into a warning. All checks run."
_TEXTS: Final = "the texts of the sources are at hand, so it is checked against them."
_GROWTH: Final = """
`benchmarks/growth.py` generates projects in the proportions of the brief, with texts in which every quotation is
found. 1× is the median of 5 runs, 4× of 3; the others ran once. Memory is that of the largest process. Nothing is
kept from an earlier run for *clean* and *check*. Large inputs: {entries} entries stand in the bibliography, of which
{cited} are cited. No two authors of the works share a family name: where they do, styles that tell authors apart by
their given names everywhere (Chicago, APA) take pandoc 20 s for 930 works and 3,600 citations, and more than four
times as long for twice as many.
"""


def page(results: Results) -> str:
    """Write the whole page."""
    told = results.machine
    machine = f"{told['processors']} processors, {told['system']}, Python {told['Python']}, {told['TeX']}"
    rounds = results.cases["U"].runs if "U" in results.cases else 0
    parts = [
        _HEAD.format(machine=machine, rounds=rounds),
        _CASES.replace("{texts}", _TEXTS if results.texts else _WAIVED),
    ]
    pages = ", ".join(f"{name}: {count} pages" for name, count in results.pages.items())
    for title, head, rows in contents(results):
        if title == "Beside others":
            parts.append(_PEERS.format(pages=pages))
        elif title == "Growth by page and row":
            parts.append("")
        elif title != "Large inputs" or not results.growth:
            parts.append(f"\n## {title}\n")
        else:
            parts.append("")
        if title == "Growth" and results.loaded:
            parts.append(_GROWTH.format(entries=f"{results.loaded.entries:,}", cited=results.loaded.cited).lstrip("\n"))
        parts.append(_table(head, rows))
    return "\n".join(parts).replace("\n\n\n", "\n\n")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
