"""Delimiters of other template languages."""

from __future__ import annotations

import pytest

from reportgen.draft.foreign_delimiters import foreign_delimiters


@pytest.mark.parametrize(
    ("text", "found", "own"),
    [
        ('a {{ figure("x") }} b', '{{ figure("x") }}', r'\VAR{ figure("x") }'),
        ("{{brief.title}}", "{{brief.title}}", r"\VAR{ brief.title }"),
        ("{{ name }}", "{{ name }}", r"\VAR{ name }"),
        ('{{cite("g")}}', '{{cite("g")}}', r'\VAR{ cite("g") }'),
        ("{{ a | upper }}", "{{ a | upper }}", r"\VAR{ a | upper }"),
        ("{{{ name }}}", "{{{ name }}}", r"\VAR{ name }"),
        ("x {% if a %} y", "{% if a %}", r"\BLOCK{ if a }"),
        ("{%- for a in b -%}", "{%- for a in b -%}", r"\BLOCK{ for a in b }"),
        ("{# a note #}", "{# a note #}", r"\#{ a note }"),
    ],
)
def test_calls_of_other_languages_are_found(text: str, found: str, own: str) -> None:
    assert [(what, said) for _, _, what, said in foreign_delimiters(text)] == [(found, own)]


@pytest.mark.parametrize(
    "text",
    [
        r"{{\bfseries words}}",
        r"\title{{EU} and others}",
        r"\title{{GUAM}}",
        "\\newcommand\\x{%\n  words}%",
        r"5\,\% {a} \%}",
        "a % see {{ name }}",
        r"\VAR{ name } \BLOCK{ if a } \#{ note }",
        r"\setcounter{page}{{1}}",
        r"\def\x#1{#1}",
    ],
)
def test_latex_is_left_alone(text: str) -> None:
    assert list(foreign_delimiters(text)) == []


def test_the_place_is_told() -> None:
    assert [(line, column) for line, column, _, _ in foreign_delimiters("a\nbc {{ name }}")] == [(2, 4)]
