"""Numbers that sentences give one name of their passages, and the passages another."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checks.test_attachments import found, project
from reportgen.findings.model import Diagnostic

PASSAGES = {
    "mines": "By then Akra, Borun and Cetia had two, three and seven mines.",
    "trade": "Exports of Akra rose from 310 million euros in 2015 to 400 million euros in 2019; Borun's did not.",
}
ROWS = (
    "a15,exports,Akra,2015,310,EUR,1e6,,e-trade",
    "a19,exports,Akra,2019,400,EUR,1e6,,e-trade",
)
SENTENCES = [
    ("yes", "mines", "Akra had two mines and Borun three"),
    ("no", "mines", "Akra had three mines and Borun two"),
    ("no", "mines", "Cetia had two mines"),
    ("no", "mines", "Akra, Borun and Cetia had three, two and seven mines"),
    ("yes", "mines", "There were seven mines in Cetia"),
    ("yes", "mines", "Of the mines of Akra two are known"),
    ("yes", "trade", 'Exports of Akra grew by <growth("a15", "a19")>'),
    ("no", "trade", 'Exports of Borun grew by <growth("a15", "a19")>'),
    ("no", "trade", 'Borun increased its exports by <growth("a15", "a19")>'),
    ("yes", "trade", 'While those of Borun did not, exports of Akra grew by <growth("a15", "a19")>'),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, list[Diagnostic]]:
    folder = tmp_path_factory.mktemp("names") / "brief"
    chapter = "".join(
        f"{text.replace('<', chr(92) + 'VAR{ ').replace('>', ' }')}\\VAR{{ cite('e-{cited}') }}.\n\n"
        for _, cited, text in SENTENCES
    )
    project(folder, ROWS, PASSAGES, chapter)
    return found(folder, "templates/chapters/bridges.tex.j2")


@pytest.mark.parametrize("number", range(len(SENTENCES)))
def test_a_sentence_gives_a_number_to_the_name_that_its_passage_gives_it_to(
    told: Mapping[int, list[Diagnostic]], number: int
) -> None:
    held, _, text = SENTENCES[number]
    codes = {each.code for each in told.get(2 * number + 1, [])}
    assert ("NUM022" in codes) is (held == "no"), f"{text}: {codes}"
