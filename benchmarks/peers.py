"""The same brief by the tools that people use: LaTeX with biblatex by latexmk, and pandoc.

Both are made from what reportgen typeset: text, tables and bibliography are the same, citations are those of the other
tool. Charts are drawn by one script that reads the same data. What reportgen adds (links to evidence, pages of use, the
checks) they do not have, which is to their advantage here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cases import Brief, Command, plain_pass
from measure import Failed, take
from peertext import by_hand, for_pandoc
from projects import CELL_TABLE, CELLS_IN, SENTENCE, WORD, Change, cells, change, replaced, words

_DEFAULT_HEIGHT: Final = 70.0
_OWN_LISTS: Final = re.compile(r"^\\renewcommand\*\\addtocontents.*?\\fi\\endgroup\}\n", re.DOTALL | re.MULTILINE)
_INPUT: Final = re.compile(r"\\(?:input|briefpart)\{([^}]*)\}")
_NEEDS: Final = {
    "latexmk": (("latexmk", "latexmk"), ("biber", "biber"), ("make", "make"), ("pdflatex", "texlive-latex-base")),
    "pandoc": (("make", "make"), ("pdflatex", "texlive-latex-base")),
}
_LATEXMK: Final = """\
brief.pdf: .drawn FORCE
\tlatexmk -pdf -silent -interaction=nonstopmode brief.tex
"""
_PANDOC: Final = """\
brief.pdf: .drawn FORCE
\t"{pandoc}" brief.tex --from latex --citeproc {bibliography} --toc --pdf-engine=pdflatex -V documentclass=report \\
\t  -V fontsize=11pt -V geometry:a4paper,textwidth=142mm,textheight=237mm -V linestretch=1.09 \\
\t  -V fontfamily=tgpagella -o brief.pdf
"""
_DRAWN: Final = """
.drawn: charts.py charts.json $(wildcard data/*.csv)
\t"{python}" charts.py
\ttouch .drawn
.PHONY: FORCE
FORCE:
"""
_PRINTED: Final = "\\printbibliography[heading=none]\n"


def missing(peer: str) -> str:
    """Say what is not installed that a peer needs; "" when all is there."""
    absent = [package for program, package in _NEEDS[peer] if shutil.which(program) is None]
    if peer == "latexmk" and not absent and not _kpse("biblatex.sty"):
        absent.append("texlive-bibtex-extra")
    return f"not installed: {', '.join(absent)}" if absent else ""


def _kpse(name: str) -> bool:
    done = subprocess.run(["kpsewhich", name], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0


@dataclass(frozen=True)
class Peer:
    """A peer's project; ``fresh`` is the folder as somebody would have it in version control."""

    name: str
    fresh: Path
    typed: Callable[[Path, str], Path]

    def cases(self, folder: Path) -> list[Command]:
        """Return the four cases of this peer, each in a copy of its own."""
        cold = folder / f"{self.name}-cold"

        def anew() -> None:
            shutil.rmtree(cold, ignore_errors=True)
            shutil.copytree(self.fresh, cold)

        made = [Command(f"{self.name}: clean", _make(cold), anew, environment=_environment())]
        for name, changes in (("nothing", None), ("word", self._word_changes), ("cell", self._cell_changes)):
            place = folder / f"{self.name}-{name}"
            shutil.copytree(self.fresh, place)
            take(_make(place), environment=_environment())
            changed = changes and changes(place)
            made.append(Command(f"{self.name}: {name}", _make(place), change=changed, environment=_environment()))
        return made

    def _word_changes(self, folder: Path) -> Callable[[], Change]:
        path = self.typed(folder, WORD)
        now, coming = [WORD], words()

        def next_one() -> Change:
            old, now[0] = now[0], next(coming)
            return change({path: replaced(path.read_text("utf-8"), SENTENCE.format(old), SENTENCE.format(now[0]))})

        return next_one

    def _cell_changes(self, folder: Path) -> Callable[[], Change]:
        """The data for the chart, and the table as it is typed: by hand both are changed."""
        coming = cells((folder / CELLS_IN).read_text("utf-8"))
        path = self.typed(folder, CELL_TABLE)

        def next_one() -> Change:
            cell, data = next(coming)
            begin = re.escape(re.split(r"['\"’&%]", cell.description)[0])
            row = re.compile(rf"^[^&\n]*(&[^\n]*&{begin}[^\n]*)$", re.MULTILINE)
            text, count = row.subn(lambda found: cell.means + found[1], path.read_text("utf-8"))
            if count != 1:
                raise Failed(f"{path.name}: {count} rows begin with {begin!r}")
            return change({path: text, folder / CELLS_IN: data})

        return next_one


def prepare(peer: str, brief: Brief, project: Path, pandoc: str, python: str) -> Peer:
    """Make a peer's project from a built copy of the brief."""
    fresh = brief.folder / f"{peer}-fresh"
    _common(project, fresh, python)
    bibliography = tomllib.loads((project / "report.toml").read_text("utf-8"))["bibliography"]
    if peer == "latexmk":
        (fresh / "Makefile").write_text(_LATEXMK + _DRAWN.format(python=python), "utf-8")
        _hand_made(project / "build/tex", fresh, bibliography)
        return Peer(peer, fresh, _by_hand_file)
    options = " ".join(f"--bibliography={path}" for path in bibliography)
    made = _PANDOC.format(pandoc=pandoc, bibliography=options) + _DRAWN.format(python=python)
    (fresh / "Makefile").write_text(made, "utf-8")
    _one_document(project / "build/tex", fresh)
    return Peer(peer, fresh, lambda folder, _: folder / "brief.tex")


def biblatex_pass(peer: Peer, folder: Path) -> Command:
    """B: one plain pass over the hand-made brief, after biber."""
    ready = folder / "B-ready"
    shutil.copytree(peer.fresh, ready)
    take(_make(ready), environment=_environment())
    return plain_pass(ready, folder / "B", "pdflatex", "B")


def _by_hand_file(folder: Path, what: str) -> Path:
    return folder / ("chapters/medvedev.tex" if what == WORD else f"exhibits/{what}.tex")


def _make(folder: Path) -> Sequence[str]:
    return ["make", "-s", "-C", str(folder)]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}


def _common(project: Path, fresh: Path, python: str) -> None:
    (fresh / "exhibits").mkdir(parents=True)
    for name in ("data", "bib"):
        shutil.copytree(project / name, fresh / name)
    shutil.copy2(Path(__file__).with_name("peercharts.py"), fresh / "charts.py")
    exhibits = tomllib.loads((project / "report.toml").read_text("utf-8"))["exhibits"]
    charts = {
        name: {
            **{key: exhibit[key] for key in ("kind", "table", "columns")},
            "where": exhibit.get("where", {}),
            "height": exhibit.get("height", _DEFAULT_HEIGHT),
        }
        for name, exhibit in exhibits.items()
        if exhibit["kind"] != "table"
    }
    (fresh / "charts.json").write_text(json.dumps(charts, indent=1), "utf-8")


def _hand_made(tex: Path, fresh: Path, bibliography: Sequence[str]) -> None:
    for path in tex.rglob("*"):
        target = fresh / path.relative_to(tex)
        if path.suffix == ".tex":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(by_hand(path.read_text("utf-8")), "utf-8")
        elif path.suffix == ".sty":
            # Contents as LaTeX makes them, which latexmk knows of.
            target.write_text(_OWN_LISTS.sub("", path.read_text("utf-8")), "utf-8")
    (fresh / "bibliography.tex").write_text(_PRINTED, "utf-8")
    used = "".join(f"\\addbibresource{{{path}}}\n" for path in bibliography)
    head = "\\usepackage{reportgen}\n"
    main = fresh / "brief.tex"
    loaded = f"{head}\\usepackage{{csquotes}}\n\\usepackage[style=authoryear,backend=biber]{{biblatex}}\n{used}"
    if not _kpse("csquotes.sty"):
        loaded = loaded.replace("\\usepackage{csquotes}\n", "")
    main.write_text(replaced(main.read_text("utf-8"), head, loaded), "utf-8")


def _one_document(tex: Path, fresh: Path) -> None:
    def read(name: str) -> str:
        if name == "bibliography":
            return ""
        text = (tex / f"{name}.tex").read_text("utf-8")
        return _INPUT.sub(lambda found: read(found[1]), text)

    main = (tex / "brief.tex").read_text("utf-8")
    body = _INPUT.sub(lambda found: read(found[1]), main.split("\\begin{document}", 1)[1])
    body = re.sub(r"\\briefcover.*\n", "", body)
    body = re.sub(r"\\(twocolumn|onecolumn)\n", "", body)
    body = re.sub(r"\\briefcontents\{.*?\\listofexhibits\}\n", "", body, flags=re.DOTALL)
    title = "\\documentclass{report}\n\\begin{document}\n"
    (fresh / "brief.tex").write_text(title + for_pandoc(by_hand(body)), "utf-8")
