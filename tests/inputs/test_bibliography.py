"""BibTeX in, entries and findings out: one case per finding, names, dates, inheritance, and no input that breaks it."""

from __future__ import annotations

import json
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Outcome, collect
from reportgen.inputs.bibliography import read_bibliography
from reportgen.inputs.model import Bibliography, Entry

BOOK = "@book{k, title = {Rivers}, author = {Hale, Ann}, date = {1997}%s}"


def read(*texts: str | bytes) -> Outcome[Bibliography]:
    names = ["a.bib", "b.bib", "c.bib"]
    files = [(n, t.encode() if isinstance(t, str) else t) for n, t in zip(names, texts, strict=False)]
    return collect(read_bibliography(files))


def one(text: str) -> Entry:
    outcome = read(text)
    assert outcome.findings == ()
    return next(iter(outcome.value.entries.values()))


CASES = [
    (
        "BIB001",
        3,
        "\n\n@book{k, title = {Rivers\n@book{l, author={A}, title={B}, date={1999}}",
        "Unexpected block start",
    ),
    ("BIB001", 1, "@book{k, title}", "Expected a `=`"),
    ("BIB001", 1, "@book{, title = {A}, author = {B}, date = {1999}}", "has no key"),
    ("BIB001", 3, "text\n\n  @book = {1}", "begins like a block"),
    ("BIB001", 1, BOOK % ", publisher = oslo", '"oslo" is neither text between braces'),
    ("BIB001", 1, BOOK % ", note = {A} location = {B}", "neither text between braces"),
    ("BIB001", 1, "@string{oslo = norway}" + BOOK % "", '"norway" is neither'),
    ("BIB001", 3, BOOK % ",\n\n Title = {Lakes}", 'field "title" of "k" is given a second time'),
    ("BIB001", 1, "@book{k, title={A}, author={Hale, Ann, Jr, X}, date={1999}}", "is no name: too many commas"),
    ("BIB002", 2, BOOK % "" + "\n" + BOOK % "", 'the key "k" is already that of another entry'),
    ("BIB002", 2, '@string{a = "x"}\n@string{A = "y"}' + BOOK % "", 'the abbreviation "a"'),
    ("BIB003", 1, "@book{k, author = {Hale, Ann}, date = {1997}}", '"k", a @book, has no title'),
    ("BIB003", 1, "@book{k, title = {Rivers}, date = {1997}}", '"k", a @book, has no author or editor'),
    ("BIB003", 1, "@online{k, author = {A}, title = {B}, date = {1999}}", "has no doi or eprint or url"),
    ("BIB004", 2, "\n@bok{k, title = {Rivers}}", '"k" has the type @bok'),
    ("BIB005", 1, "@book{k, title={A}, author={B}, date = {12 May}}", 'date of "k": "12 May" is not an EDTF date'),
    ("BIB005", 1, "@book{k, title={A}, author={B}, year = 1999, month = {Foo}}", '"1999-Foo"'),
    ("BIB005", 3, BOOK % ",\n\nurldate = {1999-13-01}", "urldate"),
    ("BIB006", 3, b"% \r\n% ok\r\n\xff", "byte 0xFF is not UTF-8 text"),
    ("BIB007", 2, BOOK % ",\nnote = {a \\bogus{b}}", 'field "note" of "k": \\bogus has no Unicode equivalent'),
    ("BIB008", 2, BOOK % ",\ncrossref = {kk}", '"k" inherits from "kk", which is not in the bibliography'),
    ("BIB008", 1, BOOK % ", crossref = {k}", "in a circle"),
]


@pytest.mark.parametrize(("code", "line", "text", "message"), CASES)
def test_finding(code: str, line: int, text: str | bytes, message: str) -> None:
    findings = read(text).findings
    assert [(f.code, f.location.path, f.location.line) for f in findings] == [(code, "a.bib", line)]
    assert message in findings[0].message
    assert findings[0].hint or code == "BIB008"


def test_hints_lead_on() -> None:
    assert read("@artcle{k}").findings[0].hint == 'did you mean "article"?'
    assert "authortype = {unknown}" in read("@book{k, title={A}, date={1999}}").findings[0].hint
    second = read(BOOK % "", "\n" + BOOK % "").findings[0]
    assert (second.code, str(second.location)) == ("BIB002", "b.bib:2")
    assert "a.bib:1" in second.hint


def test_what_can_be_read_is_kept() -> None:
    outcome = read("@book{broken, title = {A\n" + BOOK % "", b"\xff", BOOK.replace("{k", "{other") % "")
    assert list(outcome.value.entries) == ["k", "other"]
    assert [f.code for f in outcome.findings] == ["BIB001", "BIB006"]


def test_nothing_is_logged(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL + 1):
        read("@book{k, title = {A\n@book{l, title={\\begin{x} \\frac}}")
    assert capfd.readouterr() == ("", "")


def test_lines_are_counted_behind_a_backslash() -> None:
    text = "@book{a, title={x\\\ny}, author={A}, date={1999}}\r\n\r@book{b, title={A}}"
    assert {f.location.line for f in read(text).findings} == {4}


def test_fields_are_decoded_and_kept() -> None:
    entry = one(
        r"""
        @Article{city,
          Author = "H{\"u}ber, {\'E}lan", journal = {Journal of {\"O}sterreich}, title = {Bridges \& Rivers -- 50%},
          shorttitle = {Bridges}, year = 1999, month = may, file = {texts/a_b.txt}, url = {https://x.org/a\_b%20c},
          urldate = {2015-05-03}, doi = {https://doi.org/10.1/ab_c}, note = {N}, langid = {ngerman},
          titleaddon = {Addon}, origtitle = {Br{\"u}cken},
        }"""
    )
    assert entry.type == "article"
    assert entry.location.line == 2
    assert entry.short == "Bridges"
    expected = {
        "journaltitle": "Journal of Österreich",
        "title": "Bridges & Rivers – 50%",
        "date": "1999-05",
        "file": "texts/a_b.txt",
        "url": "https://x.org/a_b%20c",
        "titleaddon": "Addon",
        "origtitle": "Brücken",
        "langid": "ngerman",
    }
    assert expected.items() <= entry.fields.items()
    assert entry.csl["author"] == [{"family": "Hüber", "given": "Élan"}]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Hale, Ann", {"family": "Hale", "given": "Ann"}),
        ("Ann B. Hale", {"family": "Hale", "given": "Ann B."}),
        ("Jan van der Berg", {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}),
        (
            "van der Berg, Jr, Jan",
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr"},
        ),
        ("{City and Council of Oslo}", {"literal": "City and Council of Oslo"}),
        ("{\\'E}lan~B. {Mac Hale}", {"family": "Mac Hale", "given": "Élan B."}),
        ("UNESCO", {"family": "UNESCO"}),
    ],
)
def test_names_are_split_as_in_bibtex(source: str, name: dict[str, str]) -> None:
    entry = one(f"@book{{k, title = {{A}}, date = {{1999}}, author = {{{source} and others}}}}")
    assert entry.csl["author"] == [name, {"literal": "others"}]


def test_abbreviations_and_joined_values() -> None:
    text = '@string{rp = "River" # { Press}}\n@preamble{"x" # rp}\n@comment{anything}\n'
    outcome = read(text, BOOK % ', publisher = RP # ", " # 12')
    assert outcome.findings == ()
    assert outcome.value["k"].fields["publisher"] == "River Press, 12"


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2005~}", "2005~"),
        ("date = {1991/..}", "1991/.."),
        ("year = 1999", "1999"),
        ("year = 1999, month = 5, day = 3", "1999-05-03"),
        ("year = {1999}, month = {September}", "1999-09"),
        ("year = {n.d.}", None),
    ],
)
def test_dates(fields: str, date: str | None) -> None:
    entry = one(f"@book{{k, title = {{A}}, author = {{B}}, {fields}}}")
    assert entry.fields.get("date") == date
    assert ("issued" in entry.csl) == (date is not None)


def test_an_author_may_be_declared_unknown() -> None:
    entry = one("@unpublished{k, title = {[Supplied title]}, authortype = {unknown}, date = {2005~}}")
    assert "author" not in entry.csl
    assert entry.csl["title"] == "[Supplied title]"


def test_crossref_and_xdata_hand_fields_down() -> None:
    outcome = read(
        """
        @xdata{press, publisher = {River Press}, location = {Oslo}}
        @incollection{part, author = {A}, title = {Part}, crossref = {whole}}
        @collection{whole, editor = {Hale, Ann}, title = {Whole}, subtitle = {All}, shorttitle = {W}, date = {1999},
          xdata = {press}}
        """
    )
    assert outcome.findings == ()
    part = outcome.value["part"]
    assert list(outcome.value.entries) == ["part", "whole"]
    assert part.fields["booktitle"] == "Whole"
    assert "shorttitle" not in part.fields
    assert part.csl["container-title"] == "Whole: All"
    assert (part.csl["publisher"], part.csl["publisher-place"]) == ("River Press", "Oslo")
    assert part.csl["editor"] == [{"family": "Hale", "given": "Ann"}]


def test_inheritance_cannot_explode() -> None:
    chain = "".join(f"@misc{{k{i}, xdata = {{k{i + 1},k{i + 1}}}, crossref = {{k{i + 1}}}}}\n" for i in range(300))
    assert "BIB008" in {f.code for f in read(chain).findings}


WORDS = r"""@book{ @article( @string{ @comment{ @{ @ a key , = { } ( ) " # \ title author date year month crossref xdata
    1999 n.d. jan % $ ~ & -- \emph \begin{x} \end{x} \' \verb \href [ ] \( \[ \frac \sqrt \footnote \c \item ` \\ \input
    é ² 99999999999999999999999999999999"""
TOKENS = st.sampled_from([*WORDS.split(), "\n", "\r", "\\\n", " and ", " ", "\x00", "\ufeff"])
ENTRIES = st.builds(
    "@{}{{{},\n{}}}\n".format,
    st.sampled_from(["book", "article", "xdata", "nothing", "online"]),
    st.sampled_from("abcd"),
    st.lists(
        st.builds(
            "{} = {{{}}},\n".format,
            st.sampled_from(["title", "author", "date", "year", "month", "crossref", "xdata", "pages", "urldate"]),
            st.sampled_from("abcd") | st.lists(TOKENS, max_size=10).map("".join),
        ),
        max_size=5,
    ).map("".join),
)


@settings(max_examples=250, deadline=None)
@given(st.binary() | st.lists(TOKENS | ENTRIES, max_size=20).map(lambda parts: "".join(parts).encode()))
def test_any_bytes_give_findings_in_the_file_and_valid_json(content: bytes) -> None:
    outcome = read(content, content)
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert all(1 <= f.location.line <= lines for f in outcome.findings)
    assert all(json.loads(json.dumps(entry.csl))["id"] == key for key, entry in outcome.value.entries.items())
