"""The view that is shown now, and the wait for the next one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from reportgen.findings.model import Diagnostic, Severity, ordered
from reportgen.preview.model import PageRef, View, title
from reportgen.preview.raster import Rasters, Size

_WEIGHTS: Final = tuple(Severity)


class ViewState:
    """Holds one view and its PDFs; any thread may put a view up or read it."""

    def __init__(self) -> None:
        self._view = View(0, "building")
        # Counts what was put up, so that two views of one build are told apart.
        self._version = 0
        self._closed = False
        self._changed = threading.Condition()
        self._rasters = Rasters()

    def put(self, view: View, pdfs: Mapping[str, bytes]) -> None:
        """Put a view up; only the PDFs that it refers to are kept.

        Raises ``ValueError`` when a PDF is neither in ``pdfs`` nor held since an earlier view.
        """
        with self._changed:
            if view.state != "built" and not view.pages:
                view = replace(view, pages=self._view.pages, provisional=self._view.provisional)
            held = {**self._rasters.kept, **pdfs}
            needed = {page.pdf for page in view.pages}
            if missing := needed - held.keys():
                raise ValueError(f"the view has pages of PDFs that were not given: {', '.join(sorted(missing))}")
            self._rasters.keep({name: held[name] for name in needed})
            self._view = view
            self._version += 1
            self._changed.notify_all()

    def next(self, seen: int, seconds: float) -> int | None:
        """Wait for another version than the one seen, but not longer than this.

        Gives the version that is up, which may be the same, or ``None`` once the board is closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._version != seen, seconds)
            return None if self._closed else self._version

    def as_json(self) -> bytes:
        """Return the view as JSON: errors first, sizes of pages in points, or 0 where a page is not to be had."""
        while True:
            with self._changed:
                view, version = self._view, self._version
            told = json.dumps({"version": version, **self._told(view)}).encode("ascii")
            # A view that came meanwhile has taken the PDFs of this one along, and with them the sizes.
            if version == self._version:
                return told

    def _told(self, view: View) -> dict[str, Any]:
        sizes = {pdf: self._rasters.sizes(pdf) for pdf in {page.pdf for page in view.pages}}
        return {
            "number": view.number,
            "state": view.state,
            "title": title(view),
            "message": view.message,
            "findings": [_finding(found) for found in _errors_first(view.findings)],
            "pages": [
                _page(page, sizes[page.pdf], position in view.provisional) for position, page in enumerate(view.pages)
            ],
        }

    def png(self, page: PageRef, width: int) -> bytes | None:
        """Draw a page of a PDF that the view refers to, or ``None`` where there is none."""
        return self._rasters.png(page, width)

    def close(self) -> None:
        """End every wait, now and later."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def clear(self) -> None:
        """Let go of the PDFs."""
        self._rasters.close()


def _errors_first(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(ordered(findings), key=lambda found: _WEIGHTS.index(found.severity))


def _finding(found: Diagnostic) -> dict[str, Any]:
    return asdict(found) | {"location": str(found.location), "related": [str(place) for place in found.related]}


def _page(page: PageRef, sizes: tuple[Size, ...], provisional: bool) -> dict[str, Any]:
    width, height = sizes[page.index] if 0 <= page.index < len(sizes) else (0.0, 0.0)
    return {
        "pdf": page.pdf,
        "index": page.index,
        "width": round(width, 2),
        "height": round(height, 2),
        "provisional": provisional,
    }
