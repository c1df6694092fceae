"""Codes of characters in the PDFs of charts: none may be 0, which means ``.notdef`` (ISO 32000-1, 9.7.6.3)."""

from __future__ import annotations

from typing import Any

from matplotlib.backends import _backend_pdf_ps as matplotlib_pdf

Plain: Any = matplotlib_pdf.CharacterTracker
"""Matplotlib's own."""


class CharacterTracker(Plain):  # type: ignore[misc]  # matplotlib types it as Any
    """Assign to glyphs that have no code of their own, such as ligatures, codes from 1 on.

    matplotlib counts them from 0, and readers of PDF take the first for a missing character.
    """

    def track_glyph(self, font: Any, chars: Any, glyph: Any) -> Any:
        """Note a glyph, and give the number of its part of the font and its code there."""
        subset, code = super().track_glyph(font, chars, glyph)
        if subset == 0 or code != 0:
            return subset, code
        maps = next(maps for maps in self.used.values() if len(maps) > subset and maps[subset] == {0: glyph})
        path = next(path for path, known in self.used.items() if known is maps)
        maps[subset] = {0: 0, 1: glyph}
        self.glyph_maps[path].add(chars if isinstance(chars, str) else chr(chars), glyph, subset, 1)
        return subset, 1


def number_from_one() -> None:
    """Have matplotlib's PDFs made with these codes, where its version is one that numbers glyphs."""
    if hasattr(Plain, "subset_to_unicode"):
        matplotlib_pdf.CharacterTracker = CharacterTracker  # type: ignore[misc]  # a class is put in the place of another
