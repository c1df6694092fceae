"""Copies of the brief to be measured, and true changes to them: each leads to a state that was never built before."""

from __future__ import annotations

import csv
import io
import itertools
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_PARTS: Final = ("report.toml", "data", "bib", "templates")

WORD_IN: Final = "templates/chapters/medvedev.tex.j2"
SENTENCE: Final = "The accounts see the {} differently."
WORD: Final = "CSTO"
_WORDS: Final = (
    *("outcome", "upshot", "effect", "sequel", "yield", "balance", "fruit", "gain", "harvest", "meaning", "matter"),
    *("change", "turn", "course", "event", "episode", "affair", "lesson", "legacy", "weight", "worth", "value"),
)

CELLS_IN: Final = "data/instruments.csv"
CELL_TABLE: Final = "means"
_PERIOD: Final = "putin-1"

_WAIVED: Final = """
[[rules]]
code = "NUM008"
severity = "warning"
reason = "The benchmark changes a word of a sourced sentence, and the texts of the sources are not at hand."
"""


@dataclass(frozen=True)
class Change:
    """New contents of files, written beside them and put into their places in one step each."""

    files: tuple[tuple[Path, Path], ...]

    def save(self) -> None:
        """Put the new contents into place."""
        for fresh, path in self.files:
            fresh.replace(path)


def change(contents: dict[Path, str]) -> Change:
    """Prepare a change, so that saving it takes no time of its own."""
    pairs = []
    for path, content in contents.items():
        fresh = path.with_name(f".{path.name}.fresh")
        fresh.write_text(content, "utf-8", newline="")
        pairs.append((fresh, path))
    return Change(tuple(pairs))


def one_volume(settings: str) -> str:
    """Return the brief's ``report.toml`` with the annex as its only volume: the long document that is measured."""
    before, _, rest = settings.partition("[[volumes]]")
    annex = rest[rest.index("# --- The annex") :]
    return f'template = "templates/annex.tex.j2"\n{before}{annex}'


def placed_exhibits(settings: str, templates: Iterable[Path]) -> str:
    """Return ``report.toml`` without the exhibits that none of the templates places."""
    text = "".join(path.read_text("utf-8") for path in templates)
    blocks = re.split(r"^(?=\[exhibits\.)", settings, flags=re.MULTILINE)
    names = (re.match(r"\[exhibits\.([^\]]+)\]", block) for block in blocks)
    return "".join(b for b, name in zip(blocks, names, strict=True) if not name or f'"{name[1]}"' in text)


def copy(folder: Path, *, waive: bool, source: Path = ROOT) -> Path:
    """Copy a project; ``waive`` turns NUM008 into a warning, as is needed where texts are not at hand.

    Of the brief itself it takes the annex alone.
    """
    folder.mkdir(parents=True)
    for name in _PARTS:
        if (source / name).is_dir():
            shutil.copytree(source / name, folder / name)
        else:
            shutil.copy2(source / name, folder / name)
    path = folder / "report.toml"
    if "[[volumes]]" in (settings := path.read_text("utf-8")):
        placed = placed_exhibits(one_volume(settings), sorted((folder / "templates/chapters").iterdir()))
        path.write_text(placed, "utf-8")
        annex = folder / "templates/annex.tex.j2"
        annex.write_text(re.sub(r"(?m)^\\chapternote\{.*\n", "", annex.read_text("utf-8")), "utf-8")
    if waive:
        with (folder / "report.toml").open("a", encoding="utf-8") as file:
            file.write(_WAIVED)
    return folder


def words() -> Iterator[str]:
    """Yield words for the sentence that is changed, each once; none holds a digit or a name."""
    yield from _WORDS
    yield from (f"{a}-{b}" for a, b in itertools.permutations(_WORDS, 2))


@dataclass(frozen=True)
class Cell:
    """A changed cell: the row's description, and what its column ``means`` says now."""

    description: str
    means: str


def cells(table: str) -> Iterator[tuple[Cell, str]]:
    """Change one cell after the other in the text of ``data/instruments.csv``; give each with the whole new text.

    The cells are of the column ``means``, which the chart ``means-counted`` counts and the table ``means`` prints. It
    claims nothing (``claim: false``), so that no passage speaks against the change. No counts come up twice.
    """
    rows = list(csv.reader(io.StringIO(table, newline="")))
    means, direction, period, text = (rows[0].index(n) for n in ("means", "direction", "period", "description"))
    choices = sorted({row[means] for row in rows[1:]})
    shown = [row for row in rows[1:] if row[period] == _PERIOD]

    def state() -> frozenset[tuple[tuple[str, str], int]]:
        return frozenset(Counter((row[means], row[direction]) for row in shown).items())

    seen = {state()}
    last = -1
    while True:
        step = _fresh(shown, means, choices, state, seen, last)
        if step is None:
            return
        last, row = step, shown[step]
        seen.add(state())
        yield Cell(row[text], row[means]), _csv(rows)


def _fresh(
    rows: list[list[str]],
    column: int,
    choices: list[str],
    state: Callable[[], object],
    seen: set[frozenset[tuple[tuple[str, str], int]]],
    last: int,
) -> int | None:
    """Change a cell of a row, not the last one changed, so that the chart shows what it never showed."""
    for offset in range(1, len(rows)):
        index = (last + offset) % len(rows)
        before = rows[index][column]
        for choice in choices:
            rows[index][column] = choice
            if state() not in seen:
                return index
        rows[index][column] = before
    return None


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


class Edits:
    """The changes of one copy of the brief, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._word = WORD
        self._words = words()
        self._cells = cells((folder / CELLS_IN).read_text("utf-8"))

    def word(self) -> Change:
        """Prepare another word in one sentence of one chapter."""
        path = self._folder / WORD_IN
        old, self._word = self._word, next(self._words)
        return change({path: replaced(path.read_text("utf-8"), SENTENCE.format(old), SENTENCE.format(self._word))})

    def cell(self) -> Change:
        """Prepare another cell in one table, which one table and one chart of the brief show."""
        _, content = next(self._cells)
        return change({self._folder / CELLS_IN: content})


def replaced(text: str, old: str, new: str) -> str:
    """Replace what stands in a text exactly once. Raises ``ValueError`` otherwise."""
    if text.count(old) != 1:
        raise ValueError(f'"{old}" stands {text.count(old)} times in the text, not once')
    return text.replace(old, new)
