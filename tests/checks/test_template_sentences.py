from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.template_sentences import template_sentences


def texts(template: str) -> list[str]:
    return [sentence.text for sentence in template_sentences(template)]


def test_sentences_keep_their_calls_and_lines() -> None:
    template = (
        "\\section{Tolls}\n"
        'One bridge\nhad \\VAR{ figure("cost-old", unit=False) }\\VAR{ cite("a. B", "c") }. '
        'In \\VAR{ year("old", column="opened") }. The rest had none.\n'
    )
    assert [(s.text, s.first, s.last) for s in template_sentences(template)] == [
        ("\\section{Tolls}", 1, 1),
        ('One bridge had \\VAR{ figure("cost-old", unit=False) }\\VAR{ cite("a. B", "c") }.', 2, 3),
        ('In \\VAR{ year("old", column="opened") }.', 3, 3),
        ("The rest had none.", 3, 3),
    ]


def test_blocks_and_environments_stand_alone() -> None:
    loop = '\\BLOCK{ for r in rows("a",\n  kind="b. C") }\n\\item One.\n\\item Two. Three.\n\\BLOCK{ endfor }\n'
    template = f"\\begin{{answer}}\n{loop}"
    assert texts(template) == [
        "\\begin{answer}",
        '\\BLOCK{ for r in rows("a", kind="b. C") }',
        "\\item One.",
        "\\item Two.",
        "Three.",
        "\\BLOCK{ endfor }",
    ]


def test_breaks_of_lines_and_comments_do_not_count() -> None:
    assert texts("One\n  two.\n% three\n\\#{ four }Five.") == texts("One two. Five.\n")
    assert texts('% \\VAR{ figure("a") }\n') == ['% \\VAR{ figure("a") }'], "a call counts behind a per cent sign too"
    assert texts("half, or 50 \\% of it % as told\n") == ["half, or 50 \\% of it % as told"]


@pytest.mark.parametrize(
    "template", ['\\VAR{ "a }', "\\VAR{ {", "\\BLOCK{", "\\VAR{" * 2000, "\\VAR{ '" * 2000, "{" * 5000]
)
def test_what_is_not_closed_is_text(template: str) -> None:
    assert "".join(texts(template)).replace(" ", "") == template.replace(" ", "")


@given(st.text(alphabet="ab. \n{}\"'\\%VARBLOCK#", max_size=60))
def test_no_word_is_lost(template: str) -> None:
    if "%" not in template and "\\#{" not in template:
        assert "".join("".join(texts(template)).split()) == "".join(template.split())


@given(st.text(alphabet="ab.\n ", max_size=40))
def test_lines_are_those_of_the_template(template: str) -> None:
    lines = template.split("\n")
    for sentence in template_sentences(template):
        part = " ".join(" ".join(lines[sentence.first - 1 : sentence.last]).split())
        assert sentence.text in part
