"""Marks in what has been rendered: where lines come from, and what templates print for values."""

from __future__ import annotations

from typing import Final

from reportgen.text.latex import Latex, escape, joined

MARK_OPEN: Final = "\x01"
MARK_CLOSE: Final = "\x02"
"""Around the name of a template and the number of a line of it, in what has been rendered."""

VALUE_OPEN: Final = Latex("\x05")
SETTING_OPEN: Final = Latex("\x05\x05")
VALUE_CLOSE: Final = Latex("\x06")
"""Around other text that a template prints for a value, in rendered text; ``SETTING_OPEN`` before ``SettingText``."""


class SettingText(str):
    """A text of report.toml that is checked where it stands there."""

    __slots__ = ()


def mark_up(text: str) -> Latex:
    """Return a text as LaTeX between marks that ``borders`` takes out again; ``Latex`` passes unchanged."""
    opening = SETTING_OPEN if isinstance(text, SettingText) else VALUE_OPEN
    return text if isinstance(text, Latex) else joined((opening, escape(text), VALUE_CLOSE))
