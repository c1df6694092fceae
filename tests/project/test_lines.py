"""Where in a TOML file each key stands."""

from __future__ import annotations

import tomllib

import pytest

from reportgen.project.lines import Path, key_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("a = 1\n\nb = 2", {("a",): 1, ("b",): 3}),
        ("# a = 1\na = 2 # b = 3", {("a",): 2}),
        ("a.b.c = 1", {("a",): 1, ("a", "b"): 1, ("a", "b", "c"): 1}),
        ("\"a.b\" = 1\n'c d' = 2", {("a.b",): 1, ("c d",): 2}),
        ("[a]\nb = 1\n[a.c]\nd = 2", {("a",): 1, ("a", "b"): 2, ("a", "c"): 3, ("a", "c", "d"): 4}),
        ("[ a . b ] # so\nc = 1", {("a", "b"): 1, ("a", "b", "c"): 2}),
        (
            "[[a]]\nb = 1\n[[a]]\nb = 2",
            {("a",): 1, ("a", 0): 1, ("a", 0, "b"): 2, ("a", 1): 3, ("a", 1, "b"): 4},
        ),
        (
            "[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2",
            {("a",): 1, ("a", 0): 1, ("a", 0, "b"): 2, ("a", 0, "b", "c"): 3}
            | {("a", 1): 4, ("a", 1, "b"): 5, ("a", 1, "b", "c"): 6},
        ),
        ('a = """\nb = 1\n[c]\n"""\nd = 2', {("a",): 1, ("d",): 5}),
        ("a = '''\n\"\"\" b = 1\n'''\nd = 2", {("a",): 1, ("d",): 4}),
        ("a = [\n  'x', # ]\n  ']',\n]\nb = 2", {("a",): 1, ("b",): 5}),
        ("a = { b = 1, c = [2] }\nd = 3", {("a",): 1, ("d",): 2}),
        ('a = "\\"[["\nb = 2', {("a",): 1, ("b",): 2}),
    ],
)
def test_each_key_has_its_line(text: str, expected: dict[Path, int]) -> None:
    tomllib.loads(text)
    assert key_lines(text) == expected
