from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.english.sentences import spans


def parted(text: str) -> list[str]:
    return [text[begin:end] for begin, end in spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The river is wide.| It is long.",
        "Is it wide?| Yes!| It is.",
        "The U.S. Navy left.| So did the U.S.| The rest stayed.",
        "Bridges, e.g. arches, i.e. stone ones, cf. Dr. Stone vs. Mr. Wood.| Others fell.",
        "See sec. 3, n. 12, p. 4, vol. 2 and No. 5.| No.| Then none.",
        "It opened ca. 1851 at approx. 3.5 m.| It closed in 1990.| 1991 it burnt.",
        "V. V. Stone and A.B. Wood built it.| J. R. Brook paid.",
        "Ropes, chains etc. held it.| Ropes, chains etc.| They broke.",
        "It stood… and fell.| It stood ...| Then it fell.",
        "“It fell.”| They said: “It fell.” and left.| (It had rusted.)| So it did.",
        "One bridge (see sec. 3. It is short.) fell.| Another [Old. And grey.] stood.",
        "Three things: stone, wood (old.) and iron.| So (see n. 4.) it is.",
        "An open bracket ( is none.| So this is another.",
        "Stone et al. found it.| It costs $28.3 bn. in all.",
        "A head\n|Its text.",
        "Él cruzó.| ¿Por qué?| Nadie sabe.| Über die Elbe.| Œuvre.",
        "Реки широки.| Мосты стары.",
        "So said I.| He nodded.",
    ],
)
def test_sentences_end_where_readers_end_them(text: str) -> None:
    found = [sentence.strip() for sentence in parted(text.replace("|", ""))]
    assert found == [sentence.strip() for sentence in text.split("|")]


def test_no_text_has_no_sentence() -> None:
    assert spans("") == ()


@given(st.text(alphabet="aB.!?… \n()[]“”\"'5,:;é-", max_size=200))
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(parted(text)) == text
    assert all(parted(text)) or not text


@given(st.text(max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    assert "".join(parted(text)) == text
