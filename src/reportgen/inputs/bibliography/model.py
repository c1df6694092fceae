"""Works that may be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.findings.model import Diagnostic, Location

SEEMINGLY: Final = "seemingly "
"""Stands before the status of a work that no author of the brief has said, but an export."""


@dataclass(frozen=True)
class Entry:
    """A work in the bibliography.

    ``fields`` are the BibTeX fields, LaTeX decoded to Unicode; ``csl`` is the same work as CSL-JSON
    (https://docs.citationstyles.org, CSL 1.0.2 data schema), ready for a citation processor. ``status`` says why the
    work no longer stands (*withdrawn*, *retracted*, *corrected*, *superseded*, or one of these with
    ``SEEMINGLY`` before it); empty: it does.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    location: Location
    csl: Mapping[str, Any]
    status: str = ""

    @property
    def short(self) -> str:
        """Short title, or title, or key."""
        return self.fields.get("shorttitle") or self.fields.get("title") or self.key

    @property
    def language(self) -> str:
        """The language of its text as the entry names it, or nothing."""
        return self.fields.get("langid") or self.fields.get("language") or ""


@dataclass(frozen=True)
class Bibliography:
    """All works that may be cited, by key, in the order of the files, and ``doubts`` about some of them."""

    entries: Mapping[str, Entry]
    doubts: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Entry:
        return self.entries[key]
