"""What report.toml says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

from reportgen.findings.model import Location
from reportgen.project.constraints import Constraints
from reportgen.system.files import PROJECT_FILE

SETTINGS: Final = Location(PROJECT_FILE)
"""Where what is wrong with a whole project is told."""

BUILD: Final = "build"
"""The folder that a build writes to."""
LARGEST: Final = 5_000_000
"""Bytes that it may have."""

BRIEF: Final = "brief"
"""The volume that every project has."""

Confidence: TypeAlias = Literal["high", "moderate", "low"]
"""How sure authors say that they are of an inference."""

Output: TypeAlias = Literal["pdf", "html", "docx"]
"""A form in which volumes are built."""

OUTPUTS: Final[tuple[Output, ...]] = get_args(Output)

Cell = str | int | float | bool
_STRICT: Final = {"extra": "forbid", "strict": True}


@dataclass(frozen=True)
class Chapter:
    """One chapter: its name in links, its title, and the template that it is made from."""

    __pydantic_config__ = _STRICT
    id: Annotated[str, Constraints("Name of the chapter in links and files.", pattern=r"^[a-z0-9-]+$")]
    title: Annotated[str, Constraints("Title as printed.")]
    template: Annotated[str, Constraints("Path of the template, relative to the project.")]
    short: Annotated[str, Constraints("Short title for running heads.")] = ""


@dataclass(frozen=True)
class Volume:
    """One PDF of several that are made of the same data; what it may hold at most is 0 where nothing limits it.

    ``max_blank`` is the share of a page, its first and last page aside, that may be left empty.
    """

    __pydantic_config__ = _STRICT
    id: Annotated[str, Constraints("Name of the volume and of its PDF; one is called brief.", pattern=r"^[a-z0-9-]+$")]
    title: Annotated[str, Constraints("What other volumes call it, such as Annex.", min_length=1)]
    chapters: Annotated[list[str], Constraints("Ids of its chapters, in order.", min_length=1)]
    template: Annotated[str, Constraints("Template of the whole volume.")] = "templates/brief.tex.j2"
    citations: Annotated[
        Literal["style", "notes"],
        Constraints("How citations stand in the text: as the style has them, or as numbers of the notes at the end."),
    ] = "style"
    max_pages: Annotated[int, Constraints("Most pages.", ge=0)] = 0
    max_words: Annotated[int, Constraints("Most words of sentences.", ge=0)] = 0
    max_chapter_words: Annotated[int, Constraints("Most words of sentences in a chapter.", ge=0)] = 0
    max_sentence_words: Annotated[int, Constraints("Most words of a sentence.", ge=0)] = 0
    max_citations: Annotated[float, Constraints("Most citations per 100 words.", ge=0)] = 0.0
    max_blank: Annotated[float, Constraints("Most of a page that may be left blank, as a share.", ge=0, le=1)] = 0.0


@dataclass(frozen=True)
class Column:
    """One column of a table exhibit. ``width`` is a share of the text width; 0 fits the content."""

    __pydantic_config__ = _STRICT
    name: Annotated[str, Constraints("Column of the data table.")]
    title: Annotated[str, Constraints("Heading; default: the title in the data package.")] = ""
    align: Annotated[Literal["auto", "left", "right", "center"], Constraints("Alignment of the cells.")] = "auto"
    width: Annotated[float, Constraints("Share of the text width; 0: as wide as its content.", ge=0, le=1)] = 0.0


@dataclass(frozen=True)
class Exhibit:
    """A table or chart as declared: its kind, the rows it shows, and its words.

    ``columns`` is a list for tables (names or ``Column``), and for charts a mapping from the
    roles of the kind (``label``, ``value``, ``start`` …) to columns of the table.
    """

    __pydantic_config__ = _STRICT
    kind: Annotated[str, Constraints("table, or a kind of chart.")]
    title: Annotated[str, Constraints("What the reader learns from it.")]
    table: Annotated[str, Constraints("Name of the data table.")]
    columns: Annotated[
        list[str | Column] | dict[str, str],
        Constraints("Columns shown (tables), or column of each role (charts)."),
    ]
    where: Annotated[dict[str, Cell | list[Cell]], Constraints("Rows shown: column = value, or one of several.")] = (
        field(default_factory=dict)
    )
    sort: Annotated[list[str], Constraints("Columns to sort by; a leading - turns the order.")] = field(
        default_factory=list
    )
    note: Annotated[str, Constraints("Note below the exhibit.")] = ""
    alt: Annotated[str, Constraints("Description for readers who do not see the chart.")] = ""
    height: Annotated[float, Constraints("Height of a chart in millimetres.", gt=0, le=240)] = 70.0
    options: Annotated[dict[str, Any], Constraints("Options of the kind.")] = field(default_factory=dict)
    data: Annotated[str, Constraints("Table among the exhibits that has the rows of a chart; it leads there.")] = ""


@dataclass(frozen=True)
class Unit:
    """How a unit of the data is written around a number."""

    __pydantic_config__ = _STRICT
    prefix: Annotated[str, Constraints("Before the number.")] = ""
    suffix: Annotated[str, Constraints("After the number and its scale.")] = ""
    one: Annotated[str, Constraints("After the number one, where it differs.")] = ""
    ordinal: Annotated[bool, Constraints("Whether the number is a rank: 24th.")] = False


@dataclass(frozen=True)
class RuleSetting:
    """A changed severity, for a whole rule or for the findings in which ``match`` occurs."""

    __pydantic_config__ = _STRICT
    code: Annotated[str, Constraints("Code of the rule.")]
    severity: Annotated[Literal["error", "warning", "info", "ignore"], Constraints("New severity.")]
    reason: Annotated[str, Constraints("Why; printed in the build record.", min_length=1)]
    match: Annotated[str, Constraints("Only findings whose place or message holds this text.")] = ""


@dataclass(frozen=True)
class Reviewing:
    """What a second reader must have read before the brief is called final."""

    __pydantic_config__ = _STRICT
    read: Annotated[
        Literal["none", "exhibits", "all"],
        Constraints("What must have been read: nothing, all exhibits, or everything."),
    ] = "none"
    sample: Annotated[int, Constraints("So many statements besides, drawn at random.", ge=0, le=100_000)] = 0
    samples: Annotated[dict[str, int], Constraints("So many statements of each volume besides, by its id.")] = field(
        default_factory=dict
    )
    seed: Annotated[int, Constraints("Draws others: any whole number.", ge=0, le=2**31)] = 0


@dataclass(frozen=True)
class Settings:
    """report.toml, validated. Paths are relative to the project folder."""

    __pydantic_config__ = _STRICT
    title: Annotated[str, Constraints("Title of the brief.", min_length=1)]
    authors: Annotated[list[str], Constraints("Authors or publishing body.", min_length=1)]
    date: Annotated[str, Constraints("Date of the brief, YYYY-MM-DD.", pattern=r"^\d{4}-\d\d-\d\d$")]
    chapters: Annotated[list[Chapter], Constraints("Chapters in order.", min_length=1)]
    subtitle: Annotated[str, Constraints("Second line of the title.")] = ""
    edition: Annotated[str, Constraints("Edition, as printed on the title page.")] = ""
    language: Annotated[str, Constraints("Language as BCP 47 tag, such as en-GB.")] = "en-GB"
    subject: Annotated[str, Constraints("Subject in the PDF's metadata.")] = ""
    keywords: Annotated[list[str], Constraints("Keywords in the PDF's metadata.")] = field(default_factory=list)
    licence: Annotated[
        str, Constraints("Licence of the brief in the PDF's metadata, as SPDX names it.", pattern=r"^[A-Za-z0-9.+-]*$")
    ] = ""
    identifier: Annotated[
        str, Constraints("Identifier of the brief in the PDF's metadata, such as a DOI.", pattern=r"^[!-~]*$")
    ] = ""
    paper: Annotated[Literal["a4", "letter"], Constraints("Size of the page.")] = "a4"
    engine: Annotated[Literal["auto", "pdflatex", "lualatex"], Constraints("TeX engine.")] = "auto"
    style: Annotated[
        str, Constraints("CSL style: its name, such as chicago-author-date, or a .csl file of the project.")
    ] = "chicago-author-date"
    template: Annotated[str, Constraints("Template of the whole brief, where it is one volume.")] = (
        "templates/brief.tex.j2"
    )
    volumes: Annotated[list[Volume], Constraints("Volumes in order; default: one with all chapters.")] = field(
        default_factory=list
    )
    data: Annotated[str, Constraints("Data package.")] = "data/datapackage.json"
    evidence: Annotated[str, Constraints("Evidence table.")] = "bib/evidence.csv"
    bibliography: Annotated[list[str], Constraints("BibTeX files.", min_length=1)] = field(
        default_factory=lambda: ["bib/sources.bib"]
    )
    exhibits: Annotated[dict[str, Exhibit], Constraints("Tables and charts by name.")] = field(default_factory=dict)
    units: Annotated[dict[str, Unit], Constraints("How units are written.")] = field(default_factory=dict)
    kinds: Annotated[dict[str, str], Constraints("Kinds of chart of the project's own: name = Python file.")] = field(
        default_factory=dict
    )
    confidence: Annotated[
        dict[Confidence, Annotated[int, Constraints("Independent sources.", ge=0)]],
        Constraints("Independent sources that an analysis needs, by the confidence with which it is given."),
    ] = field(default_factory=dict)
    words: Annotated[dict[str, str], Constraints("Words that templates use by name.")] = field(default_factory=dict)
    sections: Annotated[dict[str, str], Constraints("Short forms of section headings, for citations.")] = field(
        default_factory=dict
    )
    rules: Annotated[list[RuleSetting], Constraints("Changed severities, each with its reason.")] = field(
        default_factory=list
    )
    outputs: Annotated[
        list[Output],
        Constraints("Forms in which each volume is built: pdf always, html for browsers, docx for Word.", min_length=1),
    ] = field(default_factory=lambda: ["pdf"])
    id: Annotated[
        str,
        Constraints(
            "Name of the brief in names of files that are handed on; default: its title.", pattern=r"^[a-z0-9-]*$"
        ),
    ] = ""
    url: Annotated[
        str,
        Constraints(
            "Address of the folder in which the brief is published, with a slash at its end; for catalogues.",
            pattern=r"^(https://[^\s\"'<>]+/)?$",
        ),
    ] = ""
    status: Annotated[
        Literal["", "draft", "final"],
        Constraints("draft: each page says so; final: nothing may be unverified, unread or waived without a reason."),
    ] = ""
    review: Annotated[Reviewing, Constraints("What a second reader must have read before the brief is final.")] = (
        Reviewing()
    )

    @property
    def bound(self) -> Sequence[Volume]:
        """The volumes that are made: those declared, or one with all chapters."""
        return self.volumes or (Volume(BRIEF, self.title, [c.id for c in self.chapters], self.template),)

    @property
    def lock(self) -> str:
        """Path of the lock, beside the evidence table."""
        return str(PurePosixPath(self.evidence).with_suffix(".lock"))

    @property
    def reviews(self) -> str:
        """Path of the table of reviews, beside the evidence table."""
        return str(PurePosixPath(self.evidence).with_name("reviews.csv"))


@dataclass(frozen=True)
class Project:
    """A project: its folder, its settings, and where in report.toml each key stands.

    ``lines`` maps a key's path, such as ``("exhibits", "trade", "title")``, to its line.
    ``digest`` is the SHA-256 of report.toml.
    """

    folder: Path
    settings: Settings
    lines: Mapping[tuple[str | int, ...], int]
    digest: str

    def place(self, *path: str | int) -> Location:
        """Return the place in report.toml of a key, or of the nearest key above it."""
        return Location(PROJECT_FILE, self.line(*path))

    def line(self, *path: str | int) -> int:
        """Return the line in report.toml of a key, or of the nearest key above it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1
