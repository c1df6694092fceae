"""Citations before and after they are formatted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportgen.text.latex import Latex


@dataclass(frozen=True)
class CitationItem:
    """One work cited, with the place in it.

    ``section``, ``note`` (footnote number), ``page`` and ``locator`` (any other place, with its kind: "ch. 3") make up
    the locator; empty ones are left out. ``via`` is the key of the work that the source itself cites ("as cited in").
    ``target`` has the names of the anchors of the passages cited, joined by commas; empty: none.
    """

    key: str
    section: str = ""
    footnote: str = ""
    page: str = ""
    via: str = ""
    target: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Citation:
    """One citation in the text, of one or several works. ``number`` is unique in the brief.

    ``form``: ``text`` is a normal citation; ``source`` is one for the source line of an
    exhibit (no outer brackets).
    """

    number: int
    items: tuple[CitationItem, ...]
    form: Literal["text", "source"] = "text"


@dataclass(frozen=True)
class Style:
    """A citation style: its name as report.toml has it, and its XML.

    ``files`` has what was read for it, by path: files of the project and, by full paths, of packages beside reportgen.
    What comes with reportgen itself is not among them.
    """

    name: str
    content: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Formatted:
    """Citations and bibliography as LaTeX.

    ``citations`` maps ``Citation.number`` to its LaTeX on one line; each item stands in
    ``\\cited{KEY}{TARGET}{…}``, which links it and notes its page. ``bibliography`` gives,
    in the style's order, each cited work's key and its LaTeX, one line each.
    """

    citations: Mapping[int, Latex]
    bibliography: tuple[tuple[str, Latex], ...]
