"""Which characters no brief can print, and why."""

from __future__ import annotations

import pytest

from reportgen.text.characters import named, unsettable


@pytest.mark.parametrize("character", [*"aZ0 ~\\", "\n", "\t", "\u00ad", "é", "ß", "Ж", "漢", "€", "\u00a0", "−", "👍"])
def test_what_may_be_set(character: str) -> None:
    assert unsettable(character) == ""


@pytest.mark.parametrize(
    ("character", "why"),
    [
        ("\x00", "is a control character"),
        ("\x7f", "is a control character"),
        ("\r", "is a control character"),
        ("\ud800", "is half of a character (a lone surrogate)"),
        ("\ue000", "is a private character, which means nothing to others"),
        ("\uffff", "is no character"),
        ("\u200b", "has no width and no printed form"),
        ("\ufeff", "has no width and no printed form"),
        ("\u3164", "has no width and no printed form"),
        ("\u2800", "has no width and no printed form"),
        ("\u0301", "has to be joined with the character before it, which the brief cannot do"),
        ("א", "is written from right to left, which the brief cannot do"),
        ("ع", "is written from right to left, which the brief cannot do"),
        ("\u200f", "is written from right to left, which the brief cannot do"),
        ("\u202e", "is a control of the direction of writing, which would change the order of others unseen"),
        ("\u2066", "is a control of the direction of writing, which would change the order of others unseen"),
    ],
)
def test_what_cannot_be_set(character: str, why: str) -> None:
    assert unsettable(character) == why


@pytest.mark.parametrize(
    ("character", "name"),
    [("é", "U+00E9 LATIN SMALL LETTER E WITH ACUTE"), ("\x07", "U+0007"), ("👍", "U+1F44D THUMBS UP SIGN")],
)
def test_a_character_is_named(character: str, name: str) -> None:
    assert named(character) == name
