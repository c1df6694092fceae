"""What the preview shows: pages of PDFs, the state of the build, its findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportgen.findings.model import Diagnostic

State: TypeAlias = Literal["building", "built", "failed"]


@dataclass(frozen=True)
class PageRef:
    """One page of a PDF: ``pdf`` is the SHA-256 of the PDF's bytes in hex, ``index`` counts from 0."""

    pdf: str
    index: int


@dataclass(frozen=True)
class View:
    """What is shown at one moment.

    ``number`` is the build's number, ``seconds`` how long it took, ``message`` words beside the state.
    ``provisional`` holds those positions in ``pages`` (from 0) that show a quick preview of a
    changed part, while the full build still runs. A view that is building or failed and has no
    pages of its own shows those of the view before.
    """

    number: int
    state: State
    pages: tuple[PageRef, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    message: str = ""
    seconds: float = 0.0
    provisional: frozenset[int] = frozenset()


def title(view: View) -> str:
    """Say a view's state in words: "built in 0.6 s, 82 pages"."""
    count = f"{len(view.pages)} page{'' if len(view.pages) == 1 else 's'}"
    if view.state == "building":
        return "building…"
    if view.state == "built":
        return f"built in {view.seconds:.1f} s, {count}"
    return "failed: the last good brief is shown" if view.pages else "failed: there is no brief yet"
