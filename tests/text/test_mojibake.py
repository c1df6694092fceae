"""Letters read in another encoding than they were written in, and letters that merely look odd."""

from __future__ import annotations

import pytest

from reportgen.text.mojibake import likely_reading


def misread(text: str) -> str:
    """Return UTF-8 as programs read it that take it for Windows-1252: what that lacks is taken for Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("text", ["Müller", "It’s a “test” – so", "Łódź", "Žižkov", "50 €", "naïve"])
def test_utf_8_taken_for_windows_1252_is_read_back(text: str) -> None:
    assert likely_reading(misread(text)) == text


@pytest.mark.parametrize(
    ("garbled", "text"),
    [
        ("MÃ¼ller", "Müller"),
        ("theyâ€™re", "they’re"),
        ("M√ºller", "Müller"),
        ("РњРѕСЃС‚", "Мост"),
        ("caf\u00c3\u00a9", "café"),
        ("Ã\u009flack", "ßlack"),
        ("lost \N{REPLACEMENT CHARACTER} letter", "lost \N{REPLACEMENT CHARACTER} letter"),
    ],
)
def test_what_it_is_likely_to_say(garbled: str, text: str) -> None:
    assert likely_reading(garbled) == text


@pytest.mark.parametrize(
    "text",
    ["", "plain", "Müller", "Łódź", "CAFÉ”", "CAFÉ” and", "’été", "Мост через реку", "«Œuvre»", "ÀÉ", "漢字", "№ 5"],
)
def test_what_is_well_is_left_alone(text: str) -> None:
    assert likely_reading(text) == ""
