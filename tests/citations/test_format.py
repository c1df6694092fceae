r"""Citations in author-date, note and numeric styles, as they reach TeX; these run pandoc."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from reportgen.citations.find import find_style
from reportgen.citations.format import format_citations
from reportgen.citations.model import Citation, CitationItem, Formatted, Style
from reportgen.findings.model import Location, Outcome, collect
from reportgen.inputs.bibliography.model import Bibliography, Entry
from reportgen.inputs.bibliography.read import read_bibliography
from reportgen.system import process
from reportgen.text.latex import anchor


def work(key: str, **csl: object) -> Entry:
    return Entry(key, "misc", {}, Location("a.bib", 1), {"id": key, **csl})


WORKS = (
    work(
        "hale_1997",
        type="book",
        author=[{"family": "Hale", "given": "Ann"}, {"family": "Berg", "given": "Jan", "non-dropping-particle": "van"}],
        title='The <span class="nocase">eBRIDGE</span> & $5: 100% of rivers_{x}\\y ~ ^ #1',
        issued={"date-parts": [[1997]]},
        publisher="River Press",
    ),
    work(
        "strategy:2005/é{}%",
        type="report",
        title="[Strategy for rivers: a plan]",
        **{"title-short": "Strategy"},
        issued={"date-parts": [[2005]], "circa": True},
        publisher="Body & Co",
        URL="https://x.org/a_b?x=1&y=%20#ü",
    ),
    work(
        "city",
        type="article-journal",
        author=[{"literal": "City of Oslo"}],
        title="Bridging",
        **{"container-title": "Journal of Bridges"},
        volume="3",
        issued={"date-parts": [[1991], [1994]]},
        DOI="10.1/ab_c",
    ),
)
BIBLIOGRAPHY = Bibliography({entry.key: entry for entry in WORKS})
STRATEGY = anchor("strategy:2005/é{}%")


def named(name: str) -> Style:
    found = collect(find_style(name, Path())).value
    assert found is not None
    return found


def run(
    *citations: Citation,
    style: str = "chicago-author-date",
    language: str = "en-US",
    works: Bibliography = BIBLIOGRAPHY,
) -> Outcome[Formatted]:
    return collect(format_citations(citations, works, named(style), language))


def cited(*items: CitationItem, style: str = "chicago-author-date", language: str = "en-US") -> str:
    outcome = run(Citation(7, items), style=style, language=language)
    assert outcome.findings == ()
    return str(outcome.value.citations[7])


NAMES = {
    "ka": ("აბაშიძე", "ივანე", "საქართველო და რუსეთი"),
    "hy": ("Արամյան", "Արամ", "Հայաստան և Ռուսաստան"),
    "ru": ("Горбачёв", "Михаил", "Перестройка и новое мышление"),
    "tr": ("Yılmaz", "İsmail", "istanbul ırmakları"),
}


@pytest.mark.parametrize(
    "style", ["chicago-author-date", "apa", "modern-language-association", "iso690-author-date-en"]
)
@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("told", [True, False])
def test_names_and_titles_of_other_scripts_stay_as_they_are(style: str, language: str, told: bool) -> None:
    family, given, title = NAMES[language]
    text = f"@book{{k, author={{{family}, {given}}}, title={{{title}}}, date={{2000}}"
    text += f", langid={{{language}}}}}" if told or language == "tr" else "}"
    works = collect(read_bibliography([("a.bib", text.encode())])).value
    outcome = collect(format_citations([Citation(1, (CitationItem("k"),))], works, named(style), "en-GB"))
    ((_, listed),) = outcome.value.bibliography
    shown = listed if style != "iso690-author-date-en" or language == "ka" else listed.replace(family.upper(), family)
    assert title in shown
    assert f"{family}, {given[0]}" in shown
    assert not set("\u202c\u202d") & set(listed)


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ({"page": "3-5"}, "pp. 3–5"),
        ({"section": "ch. 3"}, "Chapter 3"),
        ({"locator": "ch. 3"}, "Chapter 3"),
        ({"locator": "art. 5"}, "1988, art. 5"),
        ({"locator": "n. 12"}, "Note 12"),
        ({"locator": "tbl. 2"}, "1988, tbl. 2"),
        ({"locator": "fig. 1"}, "Figure 1"),
        ({"locator": "at 12:30"}, "1988, 12:30"),
        ({"section": "§ 12"}, "Section 12"),
        ({"section": "Article 5"}, "1988, Article 5"),
        ({"page": "3", "locator": "fig. 1"}, "p. 3, fig. 1"),
        ({"locator": "map of rivers"}, "1988, map of rivers"),
    ],
)
def test_places_of_all_kinds(place: dict[str, str], printed: str) -> None:
    works = collect(read_bibliography([("a.bib", b"@book{k, author={Hale, Ann}, title={T}, date={1988}}")])).value
    citations = [Citation(1, (CitationItem("k", **place),)), Citation(2, (CitationItem("k"),))]
    outcome = collect(format_citations(citations, works, named("apa"), "en-GB"))
    assert outcome.findings == ()
    assert f"{printed}}})" in outcome.value.citations[1]
    assert "1988})" in outcome.value.citations[2]


def test_a_style_that_loses_places_or_the_bibliography_is_told() -> None:
    works = collect(read_bibliography([("a.bib", b"@book{k, author={Hale, Ann}, title={T}, date={1988}}")])).value
    citations = [Citation(n, (CitationItem("k", page=page),)) for n, page in ((1, "30"), (2, "41"), (3, "41"))]
    for style, codes in (("nature", ["CIT005"]), ("bluebook-law-review", ["CIT006"]), ("chicago-author-date", [])):
        assert [f.code for f in collect(format_citations(citations, works, named(style), "en-GB")).findings] == codes
    found = collect(format_citations(citations, works, named("nature"), "en-GB")).findings[0]
    assert 'the places of 2 citations, such as "page 30" of "k"' in found.message


@pytest.mark.parametrize(
    ("style", "alike"),
    [
        ("academy-of-management-review", True),
        ("acm-siggraph", True),
        ("apa", False),
        ("oscola", False),
        ("american-medical-association", False),
        ("chicago-notes-bibliography", False),
    ],
)
@pytest.mark.parametrize("works", [1, 2])
def test_a_style_that_prints_chapters_as_pages_is_told(style: str, alike: bool, works: int) -> None:
    """Whether it does is seen from what it prints, in notes and text, with one work ("ibid.") and with several."""
    entries = (
        b"@book{k, author={Hale, Ann}, title={T}, date={1988}}",
        b"@book{l, author={Moss, B}, title={U}, date={1989}}",
    )
    known = collect(read_bibliography([("a.bib", b"".join(entries))])).value
    items = (
        CitationItem("k", locator="ch. 3"),
        CitationItem("kl"[works - 1], page="5"),
        CitationItem("k", section="2.1"),
    )
    outcome = collect(format_citations([Citation(n, (i,)) for n, i in enumerate(items)], known, named(style), "en-GB"))
    told = [f.message for f in outcome.findings if f.code == "CIT010"]
    if alike:
        assert told[0].endswith('"chapter 3" of "k" comes out as "3", like a page, and so do places of 1 kind more')
    else:
        assert told == [] or (style, works) == ("oscola", 1)
    assert all("8071" not in text and "8073" not in text for text in outcome.value.citations.values())


@pytest.mark.parametrize(
    ("language", "codes"),
    [("ka", ["CIT012"]), ("hy", ["CIT012"]), ("de-DE", []), ("ru", []), ("fr", []), ("en-AU", [])],
)
def test_a_language_without_words_for_citations_is_told(language: str, codes: list[str]) -> None:
    for style in ("apa", "chicago-notes-bibliography", "ieee"):
        outcome = run(Citation(1, (CitationItem("city", page="5"),)), style=style, language=language)
        assert [f.code for f in outcome.findings] == codes


def test_chinese_names_stay_together() -> None:
    works = collect(
        read_bibliography([("a.bib", "@book{k, author={王, 小明}, title={书}, date={2000}}".encode())])
    ).value
    outcome = collect(
        format_citations([Citation(1, (CitationItem("k"),))], works, named("chicago-author-date"), "en-GB")
    )
    assert "王小明" in outcome.value.bibliography[0][1]


def test_places_in_a_work() -> None:
    items = (
        CitationItem("city", section="4", target="e-1"),
        CitationItem("city", section="Rivers, Banks (1990-1995): a {view}", target="e-2"),
        CitationItem("city", section="3", footnote="10"),
        CitationItem("city", section="Banks", page="5", footnote="2"),
        CitationItem("city", page="12-14"),
        CitationItem("city", footnote="10"),
        CitationItem("city"),
    )
    citations = [Citation(i, (item,)) for i, item in enumerate(items)]
    found = run(*citations).value.citations
    name = "City of Oslo 1991–1994"
    assert [str(found[i]) for i in range(len(items))] == [
        rf"(\cited{{city}}{{e-1}}{{{name}, sec. 4}})",
        rf"(\cited{{city}}{{e-2}}{{{name}, sec. Rivers, Banks (1990-1995): a \{{view\}}}})",
        rf"(\cited{{city}}{{}}{{{name}, sec. 3, n.~10}})",
        rf"(\cited{{city}}{{}}{{{name}, sec. Banks, p.~5, n.~2}})",
        rf"(\cited{{city}}{{}}{{{name}, 12–14}})",
        rf"(\cited{{city}}{{}}{{{name}, n. 10}})",
        rf"(\cited{{city}}{{}}{{{name}}})",
    ]


def test_places_are_named_in_the_language() -> None:
    item = CitationItem("city", section="3", footnote="10")
    assert ", Abschn. 3, Anm.~10}" in cited(item, language="de-DE")
    via = CitationItem("city", via="hale_1997")
    assert "}, zitiert nach \\cited{city}" in cited(via, language="de-DE")


def test_several_items_and_the_same_work_twice() -> None:
    items = (CitationItem("city", section="4", target="a"), CitationItem("city", section="5", target="b"))
    both = r"(\cited{city}{a}{City of Oslo 1991–1994, sec. 4}; \cited{city}{b}{City of Oslo 1991–1994, sec. 5})"
    assert cited(*items) == both


def test_a_work_without_author_in_brackets_and_about_a_year() -> None:
    outcome = run(Citation(1, (CitationItem("strategy:2005/é{}%", target="e"),)), style="apa")
    assert outcome.value.citations[1] == rf"(\cited{{{STRATEGY}}}{{e}}{{Strategy, ca. 2005}})"
    ((key, latex),) = outcome.value.bibliography
    assert key == "strategy:2005/é{}%"
    assert latex == (
        r"\emph{{}[Strategy for rivers: a plan]}. (ca. 2005). Body \& Co. "
        r"\url{https://x.org/a\_b?x=1\&y=\%20\#\%C3\%BC}"
    )


def test_as_cited_in() -> None:
    outcome = run(Citation(1, (CitationItem("strategy:2005/é{}%", section="5", via="hale_1997", target="e"),)))
    assert outcome.value.citations[1] == (
        r"(\cited{hale.5f.1997}{}{Hale and van Berg 1997}, as cited in "
        rf"\cited{{{STRATEGY}}}{{e}}{{\emph{{Strategy}}{{}} [2005?], sec. 5}})"
    )
    assert [key for key, _ in outcome.value.bibliography] == ["hale_1997", "strategy:2005/é{}%"]


def test_latex_specials_are_escaped() -> None:
    ((_, latex),) = run(Citation(1, (CitationItem("hale_1997"),))).value.bibliography
    title = r"The eBRIDGE \& \$5: 100\% of Rivers\_\{x\}\textbackslash{}y \textasciitilde{} \textasciicircum{} \#1"
    assert title in latex


def test_source_lines_have_no_brackets() -> None:
    items = (CitationItem("city", target="a"), CitationItem("hale_1997"))
    bare = r"\cited{city}{a}{City of Oslo 1991–1994}; \cited{hale.5f.1997}{}{Hale and van Berg 1997}"
    assert run(Citation(1, items, "source")).value.citations[1] == bare
    numbers = run(Citation(1, items, "source"), style="nature").value.citations[1]
    assert numbers == r"\cited{city}{a}{1},\cited{hale.5f.1997}{}{2}"
    note = run(Citation(1, items[:1], "source"), style="chicago-notes-bibliography").value.citations[1]
    assert note.startswith(r"\cited{city}{a}{City of Oslo, “Bridging,”")
    assert not note.endswith(".")


def test_note_style() -> None:
    first = Citation(1, (CitationItem("city", section="4", target="a"), CitationItem("hale_1997")))
    again = Citation(2, (CitationItem("city", page="5", target="b"),))
    found = run(first, again, style="chicago-fullnote-bibliography").value.citations
    assert found[1].startswith(r"\footnote{\cited{city}{a}{City of Oslo, “Bridging,” \emph{Journal of Bridges} 3 ")
    # Within the link to the evidence, an address is none of its own.
    assert (
        r"sec. 4, \nolinkurl{https://doi.org/10.1/ab\_c}}; \cited{hale.5f.1997}{}{Ann Hale and Jan van Berg, "
        in found[1]
    )
    assert found[1].endswith("}.}")
    assert found[2] == r"\footnote{\cited{city}{b}{City of Oslo, “Bridging,” 5}.}"


def test_numeric_styles_keep_every_item_apart() -> None:
    one, two, three = (CitationItem(key, target=f"t{i}") for i, key in enumerate(BIBLIOGRAPHY.entries))
    outcome = run(Citation(1, (one, two, three)), Citation(2, (three, one)), style="ieee")
    numbers = rf"\cited{{hale.5f.1997}}{{t0}}{{{{}}[1]}}, \cited{{{STRATEGY}}}{{t1}}{{{{}}[2]}}, "
    numbers += r"\cited{city}{t2}{{}[3]}"
    assert outcome.value.citations[1] == numbers
    assert outcome.value.citations[2] == r"\cited{hale.5f.1997}{t0}{{}[1]}, \cited{city}{t2}{{}[3]}"
    assert outcome.value.bibliography[0][1].startswith("{}[1]~A. Hale and J. van Berg, ")
    assert outcome.value.bibliography[2][1].endswith(r"doi: \href{https://doi.org/10.1/ab\_c}{10.1/ab\_c}.")
    vancouver = run(Citation(1, (one, two, three)), style="vancouver").value.citations[1]
    assert re.sub(r"\\cited\{[^}]*\}\{[^}]*\}", "", vancouver) == "({1},{2},{3})"


def test_a_sorting_style_keeps_a_work_before_the_one_that_cites_it() -> None:
    items = (CitationItem("strategy:2005/é{}%", via="hale_1997", target="a"), CitationItem("city", target="b"))
    assert cited(*items, style="apa") == (
        r"(\cited{city}{b}{City of Oslo, 1991–1994}; \cited{hale.5f.1997}{}{Hale \& van Berg, 1997}, as cited in "
        rf"\cited{{{STRATEGY}}}{{a}}{{Strategy, ca. 2005}})"
    )


def test_citations_follow_each_other_and_may_be_empty() -> None:
    found = run(Citation(3, ()), Citation(1, (CitationItem("city"),))).value.citations
    assert found == {3: "", 1: r"(\cited{city}{}{City of Oslo 1991–1994})"}
    assert run().value == Formatted({}, ())


def test_same_input_same_output() -> None:
    citation = Citation(1, tuple(CitationItem(key, section="A b") for key in BIBLIOGRAPHY.entries))
    assert run(citation) == run(citation)


def test_characters_of_the_private_plane_are_no_places() -> None:
    odd = work("odd", type="book", title="A \U00100000 b", issued={"date-parts": [[1999]]})
    item = CitationItem("odd", section="secret")
    outcome = run(Citation(1, (item,)), works=Bibliography({"odd": odd}))
    assert outcome.value.citations[1].count("secret") == 1
    assert "secret" not in outcome.value.bibliography[0][1]


def test_a_work_that_is_not_there() -> None:
    outcome = run(Citation(1, (CitationItem("none"), CitationItem("city", via="nobody"))))
    assert [(f.code, f.message.split()[0]) for f in outcome.findings] == [("CIT003", '"none"'), ("CIT003", '"nobody"')]
    assert outcome.value.citations[1] == r"(\cited{city}{}{City of Oslo 1991–1994})"


@pytest.mark.parametrize(
    ("done", "message"),
    [
        (process.Completed(None, b"", b""), "pandoc did not end within 60 seconds"),
        (process.Completed(83, b"", b"cannot format\n r0"), 'cannot format "city"'),
        (process.Completed(2, b"", b""), "pandoc ended with status 2"),
    ],
)
def test_a_failing_processor(done: process.Completed, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "run", lambda *_, **__: done)
    outcome = run(Citation(1, (CitationItem("city"),)))
    assert [(f.code, f.message) for f in outcome.findings] == [("CIT003", message)]
    assert outcome.value == Formatted({}, ())


PEOPLE = [
    {"family": f, "given": g} for f, g in (("Hale", "Ann"), ("van Berg", "Jan"), ("Ito", "K. M."), ("O’Neil", "B."))
]


@pytest.mark.parametrize("style", ["chicago-author-date", "apa"])
@pytest.mark.parametrize("seed", range(4))
def test_without_shared_family_names_a_style_need_not_look_at_given_names(
    style: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)

    def some(number: int) -> Entry:
        authors = chance.sample(PEOPLE, chance.randint(0, len(PEOPLE)))
        date = {"date-parts": [[chance.randint(1990, 1992)]]}
        return work(f"w{number}", type="book", author=authors, title=f"Rivers {number}", issued=date)

    works = Bibliography({f"w{number}": some(number) for number in range(14)})
    citations = [
        Citation(number, tuple(CitationItem(key, page=str(number)) for key in chance.choices(list(works.entries), k=2)))
        for number in range(20)
    ]
    quick = run(*citations, style=style, works=works)
    monkeypatch.setattr("reportgen.citations.format.share_family_names", lambda _: True)
    assert run(*citations, style=style, works=works) == quick
    assert len(quick.value.bibliography) > 10


def test_authors_who_share_a_family_name_are_told_apart() -> None:
    works = Bibliography(
        {
            given: work(given, type="book", title="T", author=[{"family": "Hale", "given": given}], issued=year)
            for given, year in (("Ann", {"date-parts": [[1990]]}), ("Ben", {"date-parts": [[1991]]}))
        }
    )
    told = run(Citation(1, (CitationItem("Ann"), CitationItem("Ben"))), works=works).value.citations[1]
    assert "A. Hale 1990" in told
    assert "B. Hale 1991" in told


def test_a_missing_processor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    (found,) = run(Citation(1, (CitationItem("city"),))).findings
    assert found.code == "CIT003"
    assert found.message.startswith("pandoc cannot be started")
    assert "pypandoc-binary" in found.hint


def test_a_complaint_of_the_processor_is_passed_on() -> None:
    outcome = run(Citation(1, (CitationItem("city"),)), language="")
    assert [f.code for f in outcome.findings] == ["CIT003"]
    assert "lang" in outcome.findings[0].message
    assert outcome.value.citations
