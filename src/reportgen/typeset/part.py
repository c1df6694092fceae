"""Setting only those parts of a brief that changed, for a preview while the whole is being set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from reportgen.typeset.includes import files_of_parts, part_names
from reportgen.typeset.model import InitialState, Manuscript, TexFile
from reportgen.typeset.preamble import NAME
from reportgen.typeset.run_pass import prepare, run_pass

_BEGIN: Final = re.compile(rb"^\\rgpart\{([^{}]+)\}\{(\d+)\}\{(\d+)\}", re.MULTILINE)
_END: Final = re.compile(rb"^\\rgpartend\{([^{}]+)\}\{(.*)\}\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """Where a part of the brief begins: the number printed on its page, and its place, counted from 0."""

    name: str
    number: int
    place: int


@dataclass(frozen=True)
class Excerpt:
    """Some parts of a brief, set alone: a PDF, and which of its pages take the place of which in the whole.

    ``pages`` has, for each part, the first page and the one behind the last in the whole, and the same here.
    """

    pdf: bytes
    pages: tuple[tuple[int, int, int, int], ...]


def changed_parts(manuscript: Manuscript, before: Mapping[str, bytes]) -> Set[str]:
    """Return the parts whose files are not as ``before`` (contents by path); none if more than parts has changed."""
    changed = {path for path, file in manuscript.files.items() if before.get(path) != file.content}
    parts = files_of_parts(manuscript)
    found = {part for part, files in parts.items() if files & changed}
    return found if changed <= set().union(*parts.values()) else set()


def set_parts(
    manuscript: Manuscript, wanted: Set[str], start: InitialState, folder: Path, epoch: int, count: int
) -> Excerpt | None:
    """Set the parts ``wanted`` in ``folder``, with page numbers as in the last run; that one had ``count`` pages.

    ``None`` where that is not possible: the whole will tell why.
    """
    whole = _places(part_names(manuscript), start.auxiliary.get(f"{NAME}.aux", b""))
    if not wanted <= {part.name for part in whole}:
        return None
    alone = _alone(manuscript, wanted, whole, start.auxiliary[f"{NAME}.aux"])
    prepare(alone, start, folder, whole=False)
    (folder / f"{NAME}.known").write_bytes(start.auxiliary.get(f"{NAME}.uses", b""))
    if run_pass(alone.engine, folder, epoch, bool(start.format)).status != 0:
        return None
    here = _places(part_names(manuscript), (folder / f"{NAME}.aux").read_bytes())
    spans = {part: (*_span(part, whole, count), *_span(part, here, -1)) for part in wanted}
    pages = tuple(spans[part.name] for part in whole if part.name in wanted)
    return Excerpt((folder / f"{NAME}.pdf").read_bytes(), pages)


def _places(calls: list[str], auxiliary: bytes) -> list[Part]:
    """Return the parts that the main file calls, in their order, as far as TeX has noted their pages."""
    noted = {
        name.decode(): Part(name.decode(), int(number), int(place) - 1)
        for name, number, place in _BEGIN.findall(auxiliary)
    }
    return [noted[name] for name in calls if name in noted]


def _span(name: str, parts: list[Part], count: int) -> tuple[int, int]:
    for part, following in pairwise(parts):
        if part.name == name:
            return part.place, following.place
    return parts[-1].place, count


def _alone(manuscript: Manuscript, wanted: Set[str], whole: list[Part], auxiliary: bytes) -> Manuscript:
    """Return the manuscript with an empty page, and the counters as they were behind it, for each other part."""
    counters = dict(_END.findall(auxiliary))
    files = dict(manuscript.files)
    for part, following in pairwise(whole):
        path = f"{part.name}.tex"
        if part.name not in wanted and path in files:
            after = counters.get(part.name.encode(), b"") + b"\\setcounter{page}{%d}" % following.number
            files[path] = TexFile(path, b"\\clearpage" + after + b"%\n")
    last = f"{whole[-1].name}.tex"
    if whole[-1].name not in wanted and last in files:
        files[last] = TexFile(last, b"%\n")
    return replace(manuscript, files=files)
