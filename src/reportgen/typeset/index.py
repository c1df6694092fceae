"""Names of a table's rows → marks where a volume says them, and the list of the pages on which it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from reportgen.draft.model import INDEX, PartUse
from reportgen.findings.model import Location
from reportgen.text.latex import EMPTY, Latex, anchor, command, escape
from reportgen.text.spellings import spelled
from reportgen.typeset.listings import listed
from reportgen.typeset.model import TexFile
from reportgen.typeset.volume_content import VolumeContent

_COMMAND: Final = r"\\(?:[a-zA-Z@]+|.)|[{}]"

Marker: TypeAlias = Callable[[str, bool], str]
"""Marks the names in LaTeX; ``True`` says that it is a table, where names in groups count too."""


@dataclass(frozen=True)
class _Entry:
    """A row of the table: its anchor, its label, its other names and where it stands."""

    anchor: Latex
    label: str
    others: tuple[str, ...]
    location: Location


def index_path(argument: str) -> str:
    """Return the name, without ending, of the file of the index with the table and columns of its argument."""
    return f"index-{anchor(argument.split()[0])}"


def indices(made: VolumeContent) -> list[TexFile]:
    """Return the file of each index that the volume prints, by the order of the labels."""
    files = []
    for argument in _arguments(made):
        entries = sorted(_entries(made, argument), key=lambda entry: (entry.label.casefold(), entry.anchor))
        lines = [Latex(r"\begin{nameindex}%")]
        lines += [
            command("indexitem", e.anchor, escape(e.label), escape("; ".join(e.others)) if e.others else EMPTY)
            for e in entries
        ]
        places = [entry.location for entry in entries]
        place = places[0] if places else Location(made.project.settings.evidence)
        files.append(
            listed(f"{index_path(argument)}.tex", [*lines, Latex(r"\end{nameindex}")], (place, *places, place))
        )
    return files


def marker(made: VolumeContent) -> Marker:
    """Return what marks the names that the volume's indices list.

    The longest name counts where several begin. A name that is a part of another row's is not looked for, nor is one
    that two rows have: it would be guessed whose it is. A row's label is looked for unless another row has it as well.
    """
    found: dict[str, set[str]] = {}
    labels: set[str] = set()
    for argument in _arguments(made):
        for entry in _entries(made, argument):
            labels.add(entry.label)
            for name in (entry.label, *entry.others):
                found.setdefault(name, set()).add(entry.anchor)
    sure = {
        name: next(iter(own))
        for name, own in found.items()
        if len(own) == 1 and (name in labels or not any(name in other for other in found if found[other] != own))
    }
    if not sure:
        return lambda text, cells: text
    ordered = sorted(sure, key=lambda name: (-len(name), name))
    ways = {name: spelled(name) for name in ordered}
    # An accent may be a command, so that a name is looked for first.
    pattern = re.compile(rf"(?<!\w)(?P<name>{'|'.join(ways.values())})(?!\w)|{_COMMAND}")
    exact = {str(escape(name)): own for name, own in sure.items()}

    def anchor_of(found: str) -> str:
        if found not in exact:
            exact[found] = next(sure[name] for name, way in ways.items() if re.fullmatch(way, found))
        return exact[found]

    return lambda text, cells: _marked(text, pattern, anchor_of, cells)


def _marked(text: str, pattern: re.Pattern[str], anchor_of: Callable[[str], str], cells: bool) -> str:
    depth = 0

    def put(match: re.Match[str]) -> str:
        nonlocal depth
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        # In prose, a group is most often an argument: a heading, a key, a file.
        if match["name"] is None or (depth and not cells):
            return match[0]
        return rf"\named{{{anchor_of(match[0])}}}{match[0]}"

    return pattern.sub(put, text)


def _arguments(made: VolumeContent) -> list[str]:
    uses = [usage.use for usage in made.own.usages]
    return list(dict.fromkeys(use.argument for use in uses if isinstance(use, PartUse) and use.part == INDEX))


def _entries(made: VolumeContent, argument: str) -> list[_Entry]:
    name, *columns = argument.split()
    table = made.inputs.tables[name]
    entries = []
    for row, line in zip(table.rows(), table.lines, strict=True):
        label = made.inputs.label((name,), row.id)
        others = dict.fromkeys(t for c in columns if (t := str(row.cells.get(c) or "")) not in {"", label})
        entries.append(_Entry(anchor(row.id), label, tuple(others), Location(table.path, line)))
    return entries
