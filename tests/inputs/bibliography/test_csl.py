"""Entries as CSL-JSON."""

from __future__ import annotations

import pytest

from reportgen.findings.model import collect
from reportgen.inputs.bibliography.csl import csl_date
from reportgen.inputs.bibliography.read import read_bibliography
from reportgen.values import dates


def item(text: str) -> dict[str, object]:
    outcome = collect(read_bibliography([("a.bib", text.encode())]))
    assert outcome.findings == ()
    return dict(next(iter(outcome.value.entries.values())).csl)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1997", {"date-parts": [[1997]]}),
        ("1997-05-03", {"date-parts": [[1997, 5, 3]]}),
        ("2005~", {"date-parts": [[2005]], "circa": True}),
        ("1991-02/1994?", {"date-parts": [[1991, 2], [1994]], "circa": True}),
        ("1991/..", {"date-parts": [[1991], [0]]}),
        ("199X", {"date-parts": [[1990], [1999]]}),
        ("197X/199X", {"date-parts": [[1970], [1999]]}),
    ],
)
def test_date(edtf: str, expected: dict[str, object]) -> None:
    assert csl_date(dates.parse(edtf)) == expected


def test_article() -> None:
    assert item(
        "@article{a, author={Hale, Ann}, title={On {NATO}}, subtitle={A Study}, journal={J}, journalsubtitle={S},"
        "date={1999}, volume=3, number=2, pages={1--5}, issn={1}, doi={doi:10.1/x}, langid={ngerman}}"
    ) == {
        "id": "a",
        "type": "article-journal",
        "author": [{"family": "Hale", "given": "Ann"}],
        "issued": {"date-parts": [[1999]]},
        "title": 'On <span class="nocase">NATO</span>: A Study',
        "title-short": 'On <span class="nocase">NATO</span>',
        "container-title": "J: S",
        "volume": "3",
        "issue": "2",
        "page": "1-5",
        "ISSN": "1",
        "DOI": "10.1/x",
        "language": "de",
    }


def test_report_with_a_supplied_title() -> None:
    assert item(
        "@report{r, authortype={unknown}, title={[Strategy]}, shorttitle={Strategy}, type={Working paper}, number=5,"
        "institution={Body}, location={Oslo}, date={2005~}, url={https://x.org}, urldate={2015-05-03}, note={N}}"
    ) == {
        "id": "r",
        "type": "report",
        "issued": {"date-parts": [[2005]], "circa": True},
        "accessed": {"date-parts": [[2015, 5, 3]]},
        "title": "[Strategy]",
        "title-short": "Strategy",
        "genre": "Working paper",
        "number": "5",
        "publisher": "Body",
        "publisher-place": "Oslo",
        "URL": "https://x.org",
        "note": "N",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "@phdthesis{k, author={A}, title={T}, school={U}, year=1999}",
            {"type": "thesis", "genre": "PhD dissertation"},
        ),
        ("@inbook{k, author={A}, title={T}, booktitle={B}, date=1999, chapter=2}", {"type": "chapter"}),
        ("@inproceedings{k, author={A}, title={T}, booktitle={B}, date=1999}", {"type": "paper-conference"}),
        ("@book{k, editor={A}, title={T?}, subtitle={S}, date=1999, series={R}, number=4}", {"title": "T? S"}),
        ("@book{k, editor={A}, title={T}, date=1999, series={R}, number=4}", {"collection-number": "4"}),
        (
            "@article{k, author={A}, title={T}, journal={J}, date=1999, entrysubtype={newspaper}}",
            {"type": "article-newspaper"},
        ),
        ("@book{k, author={A}, title={T}, date=1999, pubstate={inpress}, isbn=1, edition=2}", {"status": "in press"}),
        ("@dataset{k, author={A}, title={T}, date=1999, version=2}", {"type": "dataset", "version": "2"}),
    ],
)
def test_variables(text: str, expected: dict[str, str]) -> None:
    assert expected.items() <= item(text).items()
