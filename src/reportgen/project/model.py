"""What report.toml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field

FILE: Final = "report.toml"
Cell = str | int | float | bool
_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True)
class Chapter:
    """One chapter: its name in links, its title, and the template that it is made from."""

    __pydantic_config__ = _STRICT
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", description="Name of the chapter in links and files.")]
    title: Annotated[str, Field(description="Title as printed.")]
    template: Annotated[str, Field(description="Path of the template, relative to the project.")]
    short: Annotated[str, Field(description="Short title for running heads.")] = ""


@dataclass(frozen=True)
class Column:
    """One column of a table exhibit. ``width`` is a share of the text width; 0 fits the content."""

    __pydantic_config__ = _STRICT
    name: Annotated[str, Field(description="Column of the data table.")]
    title: Annotated[str, Field(description="Heading; default: the title in the data package.")] = ""
    align: Annotated[Literal["auto", "left", "right", "center"], Field(description="Alignment of the cells.")] = "auto"
    width: Annotated[float, Field(ge=0, le=1, description="Share of the text width; 0: as wide as its content.")] = 0.0


@dataclass(frozen=True)
class Exhibit:
    """A table or chart as declared: its kind, the rows it shows, and its words.

    ``columns`` is a list for tables (names or ``Column``), and for charts a mapping from the
    roles of the kind (``label``, ``value``, ``start`` …) to columns of the table.
    """

    __pydantic_config__ = _STRICT
    kind: Annotated[str, Field(description="table, or a kind of chart.")]
    title: Annotated[str, Field(description="What the reader learns from it.")]
    table: Annotated[str, Field(description="Name of the data table.")]
    columns: Annotated[
        list[str | Column] | dict[str, str],
        Field(description="Columns shown (tables), or column of each role (charts)."),
    ]
    where: Annotated[
        dict[str, Cell | list[Cell]], Field(description="Rows shown: column = value, or one of several.")
    ] = field(default_factory=dict)
    sort: Annotated[list[str], Field(description="Columns to sort by; a leading - turns the order.")] = field(
        default_factory=list
    )
    note: Annotated[str, Field(description="Note below the exhibit.")] = ""
    alt: Annotated[str, Field(description="Description for readers who do not see the chart.")] = ""
    height: Annotated[float, Field(gt=0, le=240, description="Height of a chart in millimetres.")] = 70.0
    options: Annotated[dict[str, Any], Field(description="Options of the kind.")] = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """How a unit of the data is written around a number."""

    __pydantic_config__ = _STRICT
    prefix: Annotated[str, Field(description="Before the number.")] = ""
    suffix: Annotated[str, Field(description="After the number and its scale.")] = ""
    one: Annotated[str, Field(description="After the number one, where it differs.")] = ""
    ordinal: Annotated[bool, Field(description="Whether the number is a rank: 24th.")] = False


@dataclass(frozen=True)
class RuleSetting:
    """A changed severity, for a whole rule or for the findings in which ``match`` occurs."""

    __pydantic_config__ = _STRICT
    code: Annotated[str, Field(description="Code of the rule.")]
    severity: Annotated[Literal["error", "warning", "info", "ignore"], Field(description="New severity.")]
    reason: Annotated[str, Field(min_length=1, description="Why; printed in the build record.")]
    match: Annotated[str, Field(description="Only findings whose place or message holds this text.")] = ""


@dataclass(frozen=True)
class Settings:
    """report.toml, validated. Paths are relative to the project folder."""

    __pydantic_config__ = _STRICT
    title: Annotated[str, Field(min_length=1, description="Title of the brief.")]
    authors: Annotated[list[str], Field(min_length=1, description="Authors or publishing body.")]
    date: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", description="Date of the brief, YYYY-MM-DD.")]
    chapters: Annotated[list[Chapter], Field(min_length=1, description="Chapters in order.")]
    subtitle: Annotated[str, Field(description="Second line of the title.")] = ""
    edition: Annotated[str, Field(description="Edition, as printed on the title page.")] = ""
    language: Annotated[str, Field(description="Language as BCP 47 tag, such as en-GB.")] = "en-GB"
    subject: Annotated[str, Field(description="Subject in the PDF's metadata.")] = ""
    keywords: Annotated[list[str], Field(description="Keywords in the PDF's metadata.")] = field(default_factory=list)
    paper: Annotated[Literal["a4", "letter"], Field(description="Size of the page.")] = "a4"
    engine: Annotated[Literal["auto", "pdflatex", "lualatex"], Field(description="TeX engine.")] = "auto"
    style: Annotated[str, Field(description="CSL style by name, such as chicago-author-date.")] = "chicago-author-date"
    template: Annotated[str, Field(description="Template of the whole brief.")] = "templates/brief.tex.j2"
    data: Annotated[str, Field(description="Data package.")] = "data/datapackage.json"
    evidence: Annotated[str, Field(description="Evidence table.")] = "bib/evidence.csv"
    bibliography: Annotated[list[str], Field(min_length=1, description="BibTeX files.")] = field(
        default_factory=lambda: ["bib/sources.bib"]
    )
    exhibits: Annotated[dict[str, Exhibit], Field(description="Tables and charts by name.")] = field(
        default_factory=dict
    )
    units: Annotated[dict[str, Unit], Field(description="How units are written.")] = field(default_factory=dict)
    kinds: Annotated[dict[str, str], Field(description="Kinds of chart of the project's own: name = Python file.")] = (
        field(default_factory=dict)
    )
    words: Annotated[dict[str, str], Field(description="Words that templates use by name.")] = field(
        default_factory=dict
    )
    sections: Annotated[dict[str, str], Field(description="Short forms of section headings, for citations.")] = field(
        default_factory=dict
    )
    rules: Annotated[list[RuleSetting], Field(description="Changed severities, each with its reason.")] = field(
        default_factory=list
    )


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

    def line(self, *path: str | int) -> int:
        """Give the line in report.toml of a key, or of the nearest key above it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1
