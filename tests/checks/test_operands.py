"""Figures behind derived numbers and comparisons, and which of them sentences put first."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from reportgen import pipeline

RIVERS = Path(__file__).parent.parent / "projects" / "rivers"
ROWS = (
    *("exports,2019,310", "imports,2019,95", "deaths,2010,1240", "deaths,2018,868"),
    *("ships,2019,120", "tankers,2019,30", "trawlers,2019,90", "budget,2019,500", "defence spending,2019,125"),
)
NAMES = {
    name: f'"f{number}"'
    for number, name in enumerate(("x", "m", "early", "late", "fleet", "tank", "trawl", "bud", "def"))
}
SENTENCES = [
    ("", "Imports made up <share(m, x)> of exports of timber"),
    ("NUM018", "Exports made up <share(m, x)> of imports of timber"),
    ("", "Exports were <ratio(x, m)> times as large as imports"),
    ("NUM018", "Imports were <ratio(x, m)> times as large as exports"),
    ("", "There were <ratio(x, m)> times as many exports as imports"),
    ("NUM018", "There were <ratio(x, m)> times as many imports as exports"),
    ("", "Exports exceeded imports by <difference(x, m)>"),
    ("NUM018", "Imports exceeded exports by <difference(x, m)>"),
    ("", "Imports were <difference(x, m)> lower than exports"),
    ("NUM018", "Imports were <difference(x, m)> higher than exports"),
    ("", "Imports were not <difference(x, m)> higher than exports"),
    ("", "Exports and imports came to <total(x, m)>"),
    ("", "Timber worth <total(x, m)> was traded"),
    ("NUM019", "Exports of timber came to <total(x, m)>"),
    ("", "Exports were <growth(m, x)> higher than imports"),
    ("NUM018", "Imports grew by <growth(m, x)>"),
    ("", 'Exports were <"well above imports" | when(ratio(x, m) > 3)>'),
    ("NUM018", 'Imports were <"well above exports" | when(ratio(x, m) > 3)>'),
    ("NUM018", 'Exports were <"much smaller" | when(ratio(x, m) > 3)> than imports'),
    ("", "In <year(late)> there were <ratio(late, early)> times as many deaths as in <year(early)>"),
    ("NUM018", "In <year(early)> there were <ratio(late, early)> times as many deaths as in <year(late)>"),
    ("", "In <year(late)> deaths were <share(late, early)> of those of <year(early)>"),
    ("", 'Deaths fell by <growth(early, late) | abs> within <"eight years" | when(ratio(early, late) > 1)>'),
    ("NUM003", 'Deaths fell by <growth(early, late) | abs> within <"five years" | when(ratio(early, late) > 1)>'),
    ("", "Of the ships of the port, <share(tank, fleet)> were tankers"),
    ("NUM018", "Of the tankers of the port, <share(tank, fleet)> were ships"),
    ("", "In <year(tank)>, of all ships <share(trawl, fleet)> were trawlers"),
    ("NUM018", "Of all trawlers, <share(trawl, fleet)> were ships"),
    ("", "Among the ships of the port, <share(tank, fleet)> were tankers"),
    ("NUM018", "Among the tankers of the port, <share(tank, fleet)> were ships"),
    ("", "Out of the ships, <share(tank, fleet)> were tankers"),
    ("NUM018", "Out of the tankers, <share(tank, fleet)> were ships"),
    ("", "Of the budget, <share(def, bud)> went to defence"),
    ("NUM018", "Of defence spending, <share(def, bud)> went to the budget"),
    ("", "The budget gave <share(def, bud)> of its spending to defence"),
    ("", "The share of the budget that went to defence was <share(def, bud)>"),
    ("", "<share(tank, fleet)> of the ships were tankers"),
    ("NUM018", "<share(tank, fleet)> of the tankers were ships"),
    ("", "The port had many ships, of which <share(tank, fleet)> were tankers"),
    ("NUM018", "The port had many tankers, of which <share(tank, fleet)> were ships"),
    ("", "The port had many ships, <share(tank, fleet)> of them tankers"),
    ("", "The share of tankers in the ships was <share(tank, fleet)>"),
    ("NUM018", "The share of ships in the tankers was <share(tank, fleet)>"),
    ("", "As a share of exports, imports came to <share(m, x)>"),
    ("NUM018", "As a share of imports, exports came to <share(m, x)>"),
    ("", "For every tanker there were <ratio(trawl, tank)> trawlers"),
    ("NUM018", "For every trawler there were <ratio(trawl, tank)> tankers"),
    ("", "For each tanker the port had <ratio(trawl, tank)> trawlers"),
    ("NUM018", "For each trawler the port had <ratio(trawl, tank)> tankers"),
    ("", "There were <ratio(trawl, tank)> trawlers for each tanker"),
    ("NUM018", "There were <ratio(trawl, tank)> tankers for each trawler"),
    ("", "There were <ratio(trawl, tank)> trawlers to a tanker"),
    ("NUM018", "There were <ratio(trawl, tank)> tankers to a trawler"),
    ("", "The port had <ratio(trawl, tank)> trawlers per tanker"),
    ("NUM018", "The port had <ratio(trawl, tank)> tankers per trawler"),
    ("", "Of trawlers there were <ratio(trawl, tank)> times as many as tankers"),
    ("NUM018", "Of tankers there were <ratio(trawl, tank)> times as many as trawlers"),
    ("", "Of the two, exports were <ratio(x, m)> times as large as imports"),
    ("", "The ratio of trawlers to tankers was <ratio(trawl, tank)>"),
    ("NUM018", "The ratio of tankers to trawlers was <ratio(trawl, tank)>"),
    ("", "Trawlers outnumbered tankers <ratio(trawl, tank)> times"),
    ("NUM018", "Tankers outnumbered trawlers <ratio(trawl, tank)> times"),
    ("", "Tankers were outnumbered by trawlers <ratio(trawl, tank)> times"),
    ("NUM018", "Trawlers were outnumbered by tankers <ratio(trawl, tank)> times"),
]


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> dict[int, set[str]]:
    folder = tmp_path_factory.mktemp("operands") / "brief"
    shutil.copytree(RIVERS, folder, ignore=shutil.ignore_patterns("build"))
    settings = (folder / "report.toml").read_text("utf-8").partition("\n[exhibits")[0]
    (folder / "report.toml").write_text(settings, "utf-8")
    text = "Exports were worth 310 dollars and imports 95 in 2019. Deaths numbered 1,240 in 2010 and 868 in 2018."
    (folder / "bib/texts/guide.txt").write_text(f"A Guide\n\nPart\n\n{text}\n", "utf-8")
    quote = "id,source,section,footnote,quote,via,note\ne,guide,Part,,and imports 95 in 2019,,\n"
    (folder / "bib/evidence.csv").write_text(quote, "utf-8")
    rows = [f"f{n},{m},{day},{value},,1,,e" for n, (m, day, value) in enumerate(row.split(",") for row in ROWS)]
    head = "id,measure,date,value,unit,scale,qualifier,evidence"
    (folder / "data/figures.csv").write_text("\n".join((head, *rows)) + "\n", "utf-8")
    package = json.loads((folder / "data/datapackage.json").read_text("utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] == "figures"]
    fields = package["resources"][0]["schema"]["fields"]
    package["resources"][0]["schema"]["fields"] = [each for each in fields if each["name"] in head.split(",")]
    (folder / "data/datapackage.json").write_text(json.dumps(package), "utf-8")
    lines = []
    for _, sentence in SENTENCES:
        named = re.sub(
            r"\b(?:x|m|early|late|fleet|tank|trawl|bud|def)\b(?=[,)])", lambda match: NAMES[match[0]], sentence
        )
        called = re.sub(r"<((?:[^<>]|> ?\d)*)>", r"\\VAR{ \1 }", named)
        lines += [f"{called}\\VAR{{ cite('e') }}.", ""]
    (folder / "templates/chapters/bridges.tex.j2").write_text("\n".join(lines), "utf-8")
    found: dict[int, set[str]] = {}
    for each in pipeline.check(folder, lambda _: None).findings:
        assert each.code[:3] not in {"DAT", "TPL", "PRJ"}, each
        if each.location.path.endswith("bridges.tex.j2") and not each.code.startswith("WRD"):
            found.setdefault(each.location.line, set()).add(each.code)
    return found


@pytest.mark.parametrize("number", range(len(SENTENCES)))
def test_a_sentence_puts_figures_in_the_order_in_which_they_were_derived(
    codes: dict[int, set[str]], number: int
) -> None:
    code, sentence = SENTENCES[number]
    assert codes.get(2 * number + 1, set()) == ({code} if code else set()), sentence
