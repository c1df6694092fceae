from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.findings.model import Location, collect
from reportgen.ledger.model import ReviewRecord
from reportgen.proof.agreement import agreement
from reportgen.proof.carried import Carried, carried
from reportgen.proof.model import Opened

pytestmark = pytest.mark.tex
HERE = Location("brief.pdf")


@pytest.fixture
def read(opened: Opened) -> Carried:
    found = collect(carried(opened, HERE)).value
    assert found is not None
    return found


def told(opened: Opened, read: Carried) -> list[str]:
    return [finding.message for finding in agreement(opened, read, HERE)]


def test_files_of_one_build_agree(opened: Opened, read: Carried) -> None:
    assert told(opened, read) == []


def test_evidence_that_the_table_lacks_or_has_otherwise_is_told(opened: Opened, read: Carried) -> None:
    others = {name: row for name, row in read.evidence.items() if name != "guide-old"}
    assert told(opened, replace(read, evidence=others)) == [
        'the ledger names evidence "guide-old", which the evidence table lacks'
    ]
    other = replace(read.evidence["guide-old"], quote="opened in June")
    assert told(opened, replace(read, evidence={**others, "guide-old": other})) == [
        'evidence "guide-old" is other in the ledger than in its table'
    ]


def test_a_work_that_the_bibliography_lacks_is_told(opened: Opened, read: Carried) -> None:
    assert told(opened, replace(read, works={})) == [
        f'the ledger names the work "{name}", which the bibliography lacks' for name in ("guide", "survey")
    ]


def test_a_text_that_the_lock_has_otherwise_is_told(opened: Opened, read: Carried) -> None:
    lock = {("source", "guide"): {"source": "guide", "text": "0" * 64}}
    assert told(opened, replace(read, lock=lock)) == ['the text of "guide" is another in the lock than in the ledger']


@pytest.mark.parametrize(
    ("text", "value", "message"),
    [
        ("$2.5 million", "2.5", ""),
        ("$3 million", "2.5", ""),
        ("two and a half", "2.5", ""),
        ("$7.5 million", "2.5", 'the ledger has "$7.5 million" printed of "cost-old", which is 2.5'),
        ("$7.5 million", "7.5", 'the ledger has 7.5 of "cost-old", and data/figures.csv 2.5'),
    ],
)
def test_a_figure_that_is_not_its_row_s_is_told(
    opened: Opened, read: Carried, text: str, value: str, message: str
) -> None:
    usage = next(usage for usage in read.ledger.usages if usage.ids == ("cost-old",) and usage.kind == "figure")
    other = replace(usage, text=text, detail={**usage.detail, "value": value})
    ledger = replace(read.ledger, usages=(other,))
    assert told(opened, replace(read, ledger=ledger)) == [message] * bool(message)


def test_a_verdict_on_words_that_changed_has_another_id_in_its_table(opened: Opened, read: Carried) -> None:
    said = ("supported", "Ada", "2020-02-01T10:00:00Z")
    review = ReviewRecord(
        "statement", "1", "statement:bridges/new", said[0], False, True, said[1], "reader", said[2], ""
    )
    row = dict(zip(("statement", "verdict", "reader", "date"), ("statement:bridges/old", *said), strict=True))
    ledger = replace(read.ledger, reviews=(review,))
    assert told(opened, replace(read, ledger=ledger, reviews=(row,))) == []
    assert len(told(opened, replace(read, ledger=ledger, reviews=()))) == 1
    holding = replace(read.ledger, reviews=(replace(review, holds=True),))
    assert len(told(opened, replace(read, ledger=holding, reviews=(row,)))) == 1
