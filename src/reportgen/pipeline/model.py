"""What the pipeline hands on: a project that is read, checked, built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportgen.project.model import BRIEF

if TYPE_CHECKING:
    from reportgen.checks.model import Inventory, Verified
    from reportgen.draft.model import Draft
    from reportgen.exhibits.model import Prepared
    from reportgen.findings.model import Diagnostic
    from reportgen.inputs.evidence.model import Lock
    from reportgen.inputs.model import Inputs
    from reportgen.project.model import Project
    from reportgen.review.model import Reviewed
    from reportgen.typeset.doctor import ToolState
    from reportgen.typeset.model import Manuscript, TexFile, Typeset

BUILD: Final = "build"
"""Folder of a project for all that is generated."""

INPUTS: Final = "data and bibliography"
"""The unit of the store that all inputs are."""

CACHE: Final = ".cache"
"""Folder in it for what may be reused."""

PROGRAMS: Final = ("pdflatex", "lualatex", "kpsewhich")
"""Programs that a build may start, and whose versions its record names."""


def named(unit: str, volume: str) -> str:
    """Return the name of what is kept of a volume."""
    return unit if volume == BRIEF else f"{unit} of {volume}"


def tex_folder(volume: str) -> str:
    """Return the folder of the build for what TeX reads of a volume."""
    return "tex" if volume == BRIEF else f"tex-{volume}"


@dataclass(frozen=True)
class PreviousBuild:
    """What the last build leaves for the next to begin with.

    ``inputs`` are the digests of what the author may change; ``drew`` has those for which charts were drawn when they
    changed.
    """

    inputs: Mapping[str, str]
    drew: tuple[str, ...]


@dataclass(frozen=True)
class Drafted:
    """A project that has been read and drafted; ``keys`` are those of its parts in the cache."""

    project: Project
    inputs: Inputs
    draft: Draft
    prepared: Mapping[str, Prepared]
    keys: Mapping[str, str]

    @property
    def placed(self) -> Counter[str]:
        """How many tables and charts the brief shows."""
        shown = self.draft.exhibits & self.prepared.keys()
        return Counter("table" if self.prepared[name].kind == "table" else "chart" for name in shown)


@dataclass(frozen=True)
class Checked(Drafted):
    """A project that has been read, drafted and checked."""

    verified: Verified


@dataclass(frozen=True)
class Locked:
    """A lock that was written, and how many passages have no place in it: no text bears them out.

    ``told`` are lines that say what changed since ``last``, the lock before it, and is settled by this one.
    """

    lock: Lock
    unverified: int
    told: tuple[str, ...]
    last: Lock


@dataclass(frozen=True)
class Approved:
    """What was approved: how many things, by whom, and on which day.

    ``known`` are the names that may be approved; nothing is where one was asked for that is not among them.
    """

    known: tuple[str, ...] = ()
    count: int = 0
    reader: str = ""
    day: str = ""


@dataclass(frozen=True)
class ReviewMaterial:
    """A brief as a second reader may read it: all that is asked about, and with which findings it was checked."""

    checked: Checked
    reviewed: Reviewed
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Built:
    """What a build made: digests of files by path relative to the project, and counts for the summary.

    ``pages`` counts those of each volume. ``current`` says that nothing had changed since the last build, so that
    nothing was done.
    """

    outputs: Mapping[str, str]
    pages: Mapping[str, int]
    passes: int
    tables: int
    charts: int
    citations: int
    passages: Mapping[str, int]
    current: bool = False


@dataclass(frozen=True)
class SetVolume:
    """A volume: what TeX was given, and what it made."""

    set_from: Manuscript
    typeset: Typeset


@dataclass(frozen=True)
class Finished:
    """The volumes that were set, by their ids; ``drawn`` says whether a chart had to be drawn.

    ``renditions`` are the volumes in other forms, and what goes with them, by their names in the build folder.
    """

    volumes: Mapping[str, SetVolume]
    charts: Mapping[str, TexFile]
    renditions: Mapping[str, bytes]
    stated: Inventory
    reviewed: Reviewed
    drawn: bool
    epoch: int

    @property
    def main(self) -> SetVolume:
        """The volume that every project has."""
        return self.volumes[BRIEF]


@dataclass(frozen=True)
class Machine:
    """What a machine has: each tool, what confines programs, by name, and the engines of TeX that may start."""

    states: tuple[ToolState, ...]
    protection: Mapping[str, str]
    starts: frozenset[str]


@dataclass(frozen=True)
class TraceReport:
    """What was found in a ledger, in two forms; where nothing was, ``nearest`` says what may have been meant."""

    found: bool = False
    as_text: str = ""
    as_json: str = ""
    nearest: str = ""


@dataclass(frozen=True)
class ImpactReport:
    """What hangs on something, in two forms; where nothing is called so, ``nearest`` says what may have been meant.

    ``refused`` says why another value cannot be tried.
    """

    found: bool = False
    as_text: str = ""
    as_json: str = ""
    nearest: str = ""
    refused: str = ""
