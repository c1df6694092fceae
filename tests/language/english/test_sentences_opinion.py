"""Sentences end where nupunkt, which has learned it from much text, ends them, but for a list of differences.

The library is no dependency of reportgen: it is a second opinion (see docs/decisions/0001-libraries.md).
"""

from __future__ import annotations

from typing import Final

import nupunkt
import pytest

from reportgen.language.english.sentences import spans

TRICKY: Final = (
    "The river is wide. It is long.",
    "Is it wide? Yes! It is.",
    "The U.S. Navy left. So did the U.S. The rest stayed.",
    "The U.N. Charter was signed in 1945. The U.N. has its seat in New York.",
    "Bridges, e.g. arches, i.e. stone ones, cf. Dr. Stone vs. Mr. Wood. Others fell.",
    "See sec. 3, n. 12, p. 4, vol. 2 and No. 5. No. Then none.",
    "V. V. Stone and A.B. Wood built it. J. R. Brook paid.",
    "Ropes, chains etc. held it. Ropes, chains etc. They broke.",
    "It stood… and fell. It stood ... Then it fell.",
    "“It fell.” They said: “It fell.” and left. (It had rusted.) So it did.",
    "Three things: stone, wood (old.) and iron. So (see n. 4.) it is.",
    "An open bracket ( is none. So this is another.",
    "Él cruzó. ¿Por qué? Nadie sabe. Über die Elbe. Œuvre.",
    "Реки широки. Мосты стары.",
    "It cost $3.5m. Then it rose to $4.2 bn. By 1999 nobody paid.",
    "Growth was 3.5 per cent in 1998. In 1999 it was 4 per cent.",
    "It opened on 3 Jan. 1999. It closed in Dec. 2001.",
    "He left at 5 p.m. on Monday. She came at 6 a.m. The gate was shut.",
    "Stone Ltd. built it. Wood & Co. paid for it. Iron Inc. did neither.",
    "John F. Kennedy spoke. Then Martin L. King did.",
    "Gen. Arch and Col. Pier met Prof. Beam. They agreed.",
    "Figures 1.1 and 1.2 show it. Table 3.4 does not.",
    "The site bridges.example.org has it. So does rivers.example.",
    "Who paid? “Nobody,” he said. “Not yet!” she cried.",
    "Is this the end?! It is. Or is it?",
    "St. Mary's bridge is old. Mt. Arch is higher.",
    "It is 12 km. from the town. The road is bad.",
    "They came from Kyiv (Ukraine). They stayed.",
    "Section 2. Bridges. The town has two.",
    "It opened ca. 1851 at approx. 3.5 m. It closed in 1990. 1991 it burnt.",
    "One bridge (see sec. 3. It is short.) fell. Another [Old. And grey.] stood.",
    "Stone et al. found it. It costs $28.3 bn. in all.",
    "So said I. He nodded.",
    "A head\nIts text.",
)

DIFFERENCES: Final = {
    "Gen. Arch": "nupunkt is right: ours takes two ranks for ends of sentences",
    "It is 12 km.": "a small letter begins no sentence",
    "It opened ca.": "a metre may end a sentence",
    "One bridge": "what stands in brackets belongs to the sentence around it, and to its citation",
    "Stone et al.": "a small letter begins no sentence",
    "So said I.": "I is a word, not an initial",
    "A head": "a heading ends with its line",
}
"""Begin of each text on which the two differ, with the reason."""


def _parted(text: str) -> list[str]:
    return [text[begin:end].strip() for begin, end in spans(text)]


@pytest.mark.parametrize("text", TRICKY)
def test_both_end_sentences_in_the_same_places_but_where_it_is_said(text: str) -> None:
    alike = _parted(text) == [str(sentence).strip() for sentence in nupunkt.sent_tokenize(text)]
    assert alike != any(text.startswith(begin) for begin in DIFFERENCES)


def test_the_two_agree_on_four_texts_of_five() -> None:
    assert 1 - len(DIFFERENCES) / len(TRICKY) >= 0.79
