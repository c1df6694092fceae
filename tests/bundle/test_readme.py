from __future__ import annotations

from dataclasses import replace

from reportgen.bundle.model import Description, bundle_name
from reportgen.bundle.readme import readme

TOLD = Description(
    name="rivers-2020-02-29",
    title="Bridges",
    authors=("Ada", "Ben"),
    date="2020-02-29",
    edition="First edition",
    language="en-GB",
    about="Bridges of two rivers",
    keywords=(),
    licence="CC-BY-4.0",
    identifier="doi:10.5555/1",
    url="",
    status="",
    volumes={"brief": "Brief", "annex": "Annex"},
    engine="lualatex",
    reportgen="0.1.0",
    epoch=0,
)
PATHS = {"brief.pdf", "brief.html", "annex.pdf", "tex/brief.tex", "project/report.toml", "ledger.json"}


def test_it_says_what_is_what_and_how_to_verify_it() -> None:
    text = readme(TOLD, PATHS)
    assert text.startswith("Bridges\nAda, Ben\nFirst edition, 2020-02-29\nLicence: CC-BY-4.0\ndoi:10.5555/1\n")
    lines = [line.split("  ")[0] for line in text.partition("WHAT IS IN HERE\n")[2].partition("\n\n")[0].splitlines()]
    assert lines == ["brief.pdf", "brief.html", "annex.pdf", "ledger.json", "project/", "tex", *lines[-2:]]
    assert "sha256sum -c SHA256SUMS" in text
    assert "reportgen verify rivers-2020-02-29.zip" in text
    assert "lualatex brief.tex" in text
    assert "DRAFT" not in text


def test_a_draft_and_a_brief_without_a_licence_say_so() -> None:
    text = readme(replace(TOLD, status="draft", licence=""), PATHS)
    assert "THIS IS A DRAFT" in text
    assert "No licence is stated." in text


def test_a_name_is_of_id_or_title_edition_and_date() -> None:
    assert (
        bundle_name("", "Über Brücken: 2!", "First edition", "2020-02-29", "")
        == "uber-brucken-2-first-edition-2020-02-29"
    )
    assert bundle_name("rivers", "x", "", "2020-02-29", "draft") == "rivers-2020-02-29-draft"
    assert bundle_name("", "Мосты", "", "2020-02-29", "final") == "brief-2020-02-29"
    assert bundle_name("", "word " * 40, "", "2020-02-29", "") == "-".join(["word"] * 12) + "-2020-02-29"
