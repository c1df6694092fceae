from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from reading import read as read_project
from reportgen.checks.model import Statement, Verification
from reportgen.draft.compose import compose
from reportgen.draft.model import Draft
from reportgen.findings.model import Location, collect
from reportgen.inputs.load import load
from reportgen.inputs.model import Inputs
from reportgen.ledger import write
from reportgen.typeset.model import Pages
from reportgen.typeset.pages import pages

AUX = rb"""\newlabel{chapter:bridges}{{1}{1}{Bridges}{chapter.1}{}}
\rgpage{ev.guide-old}{1}
\rgpage{bib.guide}{1}
\rgpage{use.0}{1}
\rgpage{ev.guide-old}{2}
\rgpage{ev.guide-old}{1}
\rgpage{use.0}{2}
\newlabel{exhibit:bridges}{{1}{3}{Bridges {and} ferries}{rgtable.1}{}}
\newlabel{exhibit:costs}{{1}{iv}{Bridges}{rgfigure.1}{}}
"""


class Made(NamedTuple):
    """A project as far as a ledger needs it."""

    draft: Draft
    inputs: Inputs


@pytest.fixture
def checked(rivers: Path) -> Made:
    project = collect(read_project(rivers)).value
    assert project is not None
    inputs = collect(load(project)).value
    return Made(collect(compose(project, inputs)).value, inputs)


def read(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    return value


def said(text: str) -> Statement:
    return Statement(text, "sourced", ("guide-old",), (0, 1), Location("templates/x.tex.j2", 1), "chapters/x.tex")


def test_a_ledger_is_what_the_published_schema_describes(checked: Made) -> None:
    schema = read(write.schema())
    Draft202012Validator.check_schema(schema)
    text = write.ledger(
        checked.draft, checked.inputs, [said("One. " * 20)], {"guide-old": "exact"}, pages({"brief.aux": AUX})
    )
    Draft202012Validator(schema).validate(read(text))
    assert list(Draft202012Validator(schema).iter_errors(read(text) | {"version": 1}))


def test_the_published_schema_is_the_models() -> None:
    path = Path(write.__file__).with_name("ledger.schema.json")
    hint = "run: python -c \"from reportgen.ledger.write import schema; print(schema(), end='')\""
    assert path.read_text("utf-8") == write.schema(), f"{hint} > {path}"


def test_what_is_written_can_be_read_again_and_is_the_same_each_time(checked: Made) -> None:
    text = write.ledger(checked.draft, checked.inputs)
    parsed = write.parse(text)
    assert parsed is not None
    assert len(parsed.usages) == len(checked.draft.usages)
    assert text == write.ledger(checked.draft, checked.inputs)


@pytest.mark.parametrize("number", [-1, 10**6])
def test_a_ledger_whose_sentences_name_other_usages_is_none(checked: Made, number: int) -> None:
    ledger = read(write.ledger(checked.draft, checked.inputs, [said("One. " * 20)]))
    assert write.parse(json.dumps(ledger)) is not None
    ledger["statements"][0]["usages"] = [number]
    assert write.parse(json.dumps(ledger)) is None


def test_usages_know_their_rows(checked: Made) -> None:
    ledger = read(write.ledger(checked.draft, checked.inputs))
    by_kind = {usage["kind"]: usage["rows"] for usage in ledger["usages"]}
    assert by_kind["figure"] == ["figures/cost-old"]
    assert by_kind["derived"] == ["figures/cost-new", "figures/cost-old"]
    assert by_kind["citation"] == []
    assert ledger["exhibits"]["bridges"]["rows"] == ["bridges/old", "bridges/new", "bridges/toll"]
    assert ledger["exhibits"]["costs"]["rows"] == ["figures/cost-old", "figures/cost-new"]
    assert ledger["rows"]["figures/cost-old"]["cells"]["value"] == "2.5"
    assert ledger["rows"]["figures/cost-old"]["place"] == "data/figures.csv:2"


def test_rows_are_those_of_the_table_that_was_asked_where_tables_share_ids(rivers: Path) -> None:
    ferries = rivers / "data" / "figures.csv"
    ferries.write_text(ferries.read_text("utf-8").replace("cost-new,", "old,").replace("cost-old,", "new,"), "utf-8")
    toml = rivers / "report.toml"
    toml.write_text(toml.read_text("utf-8").replace("cost-new", "old").replace("cost-old", "new"), "utf-8")
    chapter = rivers / "templates" / "chapters" / "bridges.tex.j2"
    chapter.write_text(
        'It cost \\VAR{ figure("old") }; \\VAR{ count(rows("bridges", id=["old", "new"])) } bridges, '
        '\\VAR{ ratio("old", "new") }, \\VAR{ value("bridges/new", "name") }, '
        '\\VAR{ names(rows("figures", id="new"), "measure") }',
        "utf-8",
    )
    project = collect(read_project(rivers)).value
    assert project is not None
    inputs = collect(load(project)).value
    draft = collect(compose(project, inputs)).value
    usages = [u for u in read(write.ledger(draft, inputs))["usages"] if u["file"].startswith("chapters/")]
    assert [u["rows"] for u in usages][:5] == [
        ["figures/old"],
        ["bridges/old", "bridges/new"],
        ["figures/old", "figures/new"],
        ["bridges/new"],
        ["figures/new"],
    ]


def test_sources_are_the_works_behind_evidence(checked: Made) -> None:
    sources = read(write.ledger(checked.draft, checked.inputs))["sources"]
    assert set(sources) == {"guide", "survey"}
    assert (sources["guide"]["title"], sources["guide"]["short"]) == ("A Guide to Bridges", "Guide")


def test_statements_are_told_by_digest_and_first_words_only(checked: Made) -> None:
    text = "one two three four five six seven eight nine ten"
    ledger = read(write.ledger(checked.draft, checked.inputs, [said(text)]))
    (statement,) = ledger["statements"]
    assert statement["begins"] == "one two three four five six seven eight"
    assert statement["digest"] == hashlib.sha256(text.encode()).hexdigest()
    assert "nine ten" not in json.dumps(ledger)
    assert ledger["counts"]["statements"] == {"sourced": 1, "analysis": 0, "unsourced": 0}


def test_passages_are_counted_by_how_they_were_verified(checked: Made) -> None:
    verified: dict[str, Verification] = {"guide-old": "exact", "guide-toll": "locked"}
    ledger = read(write.ledger(checked.draft, checked.inputs, (), verified))
    assert ledger["counts"]["passages"] == {"exact": 1, "fuzzy": 0, "locked": 1, "unverified": 1}
    assert ledger["evidence"]["guide-new"]["verified"] == "unverified"
    assert ledger["counts"]["numbers"] == sum(
        usage["kind"] in {"figure", "derived", "count", "date"} for usage in ledger["usages"]
    )


def test_pages_are_those_that_tex_noted(checked: Made) -> None:
    ledger = read(write.ledger(checked.draft, checked.inputs, pages=pages({"brief.aux": AUX})))
    assert ledger["evidence"]["guide-old"]["used_on"] == ["1", "2"]
    assert ledger["usages"][0]["pages"] == ["1", "2"]
    bridges, costs = ledger["exhibits"]["bridges"], ledger["exhibits"]["costs"]
    assert (bridges["form"], bridges["number"], bridges["pages"]) == ("table", "1", ["3"])
    assert (costs["form"], costs["number"], costs["pages"]) == ("figure", "1", ["iv"])
    assert pages({}) == Pages()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"version": 1}', b"\xff"])
def test_what_is_no_ledger_is_not_read(content: bytes) -> None:
    assert write.parse(content) is None


def test_a_ledger_that_names_what_it_does_not_have_is_not_read(checked: Made) -> None:
    ledger = read(write.ledger(checked.draft, checked.inputs, [said("Short.")]))
    assert write.parse(json.dumps(ledger)) is not None
    ledger["sources"].pop("guide")
    assert write.parse(json.dumps(ledger)) is None
