"""BibTeX in, entries and findings out: one case per finding, names, dates, inheritance, and no input that breaks it."""

from __future__ import annotations

import json
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.findings.model import Outcome, collect
from reportgen.inputs.bibliography.model import Bibliography, Entry
from reportgen.inputs.bibliography.names import read_names
from reportgen.inputs.bibliography.read import doubts_about, read_bibliography

BOOK = "@book{k, title = {Rivers}, author = {Hale, Ann}, date = {1997}%s}"


def read(*texts: str | bytes) -> Outcome[Bibliography]:
    names = ["a.bib", "b.bib", "c.bib"]
    files = [(n, t.encode() if isinstance(t, str) else t) for n, t in zip(names, texts, strict=False)]
    outcome = collect(read_bibliography(files))
    about_entries = doubts_about(outcome.value, outcome.value.doubts.keys())
    return Outcome(outcome.value, (*outcome.findings, *about_entries))


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
    ("BIB012", 1, "@book{k, title={A}, author={B}, year = 1999, month = {Foo}}", "only 1999 of it is printed"),
    ("BIB012", 3, BOOK % ",\n\nurldate = {1999-13-01}", "urldate"),
    (
        "BIB010",
        1,
        "@book{k, title={A}, author={Anna Hale und Otto Moss}, date={1999}}",
        "parted by «and» alone",
    ),
    ("BIB010", 1, "@book{k, title={A}, author={Hale, Ana y Moss, Juan}, date={1999}}", "parted by «and» alone"),
    ("BIB010", 1, "@book{k, title={A}, author={Jean Hale et Marie Moss}, date={1999}}", "parted by «and» alone"),
    ("BIB010", 1, "@book{k, title={A}, author={Иванов, А. и Петров, Б.}, date={1999}}", "parted by «and» alone"),
    ("BIB014", 1, "@book{k, title={A}, author={Hale, A.}, date={1999}, url={javascript:x}}", "does not begin"),
    ("BIB014", 1, "@book{k, title={A}, author={Hale, A.}, date={1999}, url={file:///etc/passwd}}", "does not begin"),
    ("BIB014", 1, "@book{k, title={A}, author={Hale, A.}, date={1999}, url={data:text/html,x}}", "does not begin"),
    ("BIB010", 1, "@book{k, title={A}, author={Hale, A.; Moss, B.}, date={1999}}", "parted by «and» alone"),
    ("BIB010", 1, "@book{k, title={A}, author={Hale, A. & Moss, B.}, date={1999}}", "parted by «and» alone"),
    ("BIB010", 1, "@book{k, title={A}, author={{Hale, A.; Moss, B.}}, date={1999}}", "several names between"),
    ("BIB010", 1, "@book{k, title={A}, author={Hale, Ann et al.}, date={1999}}", "«et al.» is not a name"),
    ("BIB010", 1, "@book{k, title={A}, author={Hale, Ann and et al.}, date={1999}}", "«et al.» is not a name"),
    ("BIB010", 1, "@book{k, title={A}, author={Hale, Ann and  and Moss, B.}, date={1999}}", "no name between"),
    ("BIB010", 1, "@book{k, title={A}, author={{{}}}, date={1999}}", "it is empty"),
    ("BIB010", 1, "@book{k, title={A}, author={Ann Hale Jr.}, date={1999}}", "taken for the family name"),
    ("BIB011", 1, "@book{k, title={A}, author={Rivers Organization, World}, date={1999}}", "reads like a body"),
    ("BIB010", 1, "@book{k, title={A}, author={{Hale, Ann; Moss}, Bo}, date={1999}}", "makes one name of several"),
    ("BIB010", 1, "@book{k, title={A}, author={{Hale, Ann and Moss}, Bo}, date={1999}}", "makes one name of several"),
    ("BIB011", 1, "@book{k, title={A}, author={Minist{\\`e}re Fluss}, date={1999}}", "reads like a body"),
    ("BIB011", 1, "@book{k, title={A}, author={Minist\\`ere Fluss}, date={1999}}", "reads like a body"),
    ("BIB005", 1, "@book{k, title={A}, author={B}, date = {0 BC}}", '"0 BC" is not an EDTF date'),
    ("BIB005", 1, "@book{k, title={A}, author={B}, date = {-0030/-0044}}", "is not an EDTF date"),
    ("BIB011", 1, "@book{k, title={A}, author={River Bank}, date={1999}}", "reads like a body"),
    ("BIB010", 1, "@book{k, title={A}, author={Hale J, Moss K}, date={1999}}", "several names parted by commas"),
    (
        "BIB010",
        1,
        "@book{k, title={A}, author={van der Hale JA, O'Moss K, Ford-Moss T}, date={1999}}",
        "several names parted by commas",
    ),
    ("BIB010", 1, "@book{k, title={A}, author={J. Hale, K. Moss}, date={1999}}", "several names parted by commas"),
    ("BIB015", 1, "@book{k, title={A}, author={Hale J}, date={1999}}", "taken for the family name"),
    ("BIB015", 1, "@book{k, title={A}, author={Hale JA}, date={1999}}", "taken for the family name"),
    ("BIB019", 1, "@book{k, title={A}, author={MÃ¼ller, J.}, date={1999}}", "read in another encoding"),
    ("BIB019", 1, "@book{k, title={A}, author={M?ller, J.}, date={1999}}", "were lost"),
    ("BIB019", 1, "@book{k, title={A}, author={Ã–zdemir, J.}, date={1999}}", "read in another encoding"),
    ("BIB019", 1, "@book{k, title={A}, author={M√ºller, J.}, date={1999}}", "read in another encoding"),
    ("BIB019", 1, "@book{k, title={A}, author={РњСЋР»Р»РµСЂ, Р.}, date={1999}}", "read in another encoding"),
    ("BIB016", 1, "@book{k, title={A}, author={Hale, A.}, date={1999}, year={2003}}", " is of 1999 by its field date"),
    ("BIB016", 1, "@book{k, title={A}, author={Hale, A.}, date={1999-05}, month=jun}", "its field month is"),
    ("BIB017", 1, "@book{k, title={A}, author={Hale, A.}, date={2001/02/03}}", "read as 2001-02-03"),
    ("BIB017", 1, "@book{k, title={A}, author={Hale, A.}, date={1999/5/3}}", "read as 1999-05-03"),
    ("BIB017", 1, "@book{k, title={A}, author={Hale, A.}, date={2001/02}}", "read as 2001/2002"),
    ("BIB017", 1, "@book{k, title={A}, author={Hale, A.}, year={2001.02.03}}", "read as 2001-02-03"),
    (
        "BIB019",
        1,
        "@book{k, title={A}, author={Hale, A.}, subtitle={The Townâ€™s}, date={1999}}",
        "read in another encoding",
    ),
    (
        "BIB018",
        1,
        "@book{k, title={A}, author={Hale, A.}, subtitle={<mml:math><mml:mi>x</mml:mi></mml:math>}, date={1999}}",
        "holds <mml:math>",
    ),
    (
        "BIB018",
        1,
        "@book{k, title={A}, author={Hale, A.}, subtitle={<jats:p>x</jats:p>}, date={1999}}",
        "holds <jats:p>",
    ),
    ("BIB013", 1, BOOK % ", langid = {klingonish}", "not the name of a language"),
    ("BIB014", 1, BOOK % ", doi = {nonsense}", "is not a DOI"),
    ("BIB014", 1, BOOK % ", url = {x.org/a}", "does not begin with https://"),
    ("BIB014", 1, BOOK % ", url = {https://x.org/a https://y.org}", "holds a blank"),
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
    joined = read("@book{k, title={A}, author={Anna Hale und Otto Moss}, date={1999}}").findings[0].hint
    assert joined.startswith("write Anna Hale and Otto Moss")
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


@pytest.mark.parametrize(
    ("fields", "date", "season"),
    [
        ('year = 1999, month = jul # "~4,"', "1999-07-04", 0),
        ('year = 1999, month = jul # " 22--27"', "1999-07-22/1999-07-27", 0),
        ('year = 1999, month = 10 # "~" # jan', "1999-01-10", 0),
        ('year = 1999, month = "15~" # feb', "1999-02-15", 0),
        ('year = 1999, month = jul # "--" # aug', "1999-07/1999-08", 0),
        ('year = 1999, month = mar # "/" # apr', "1999-03/1999-04", 0),
        ("year = 1999, month = {Sep--Oct}", "1999-09/1999-10", 0),
        ("year = 1999, month = {May-June}", "1999-05/1999-06", 0),
        ("year = 1999, month = {Sept.}", "1999-09", 0),
        ("year = 1999, month = sept", "1999-09", 0),
        ("year = 1999, month = {juin}", "1999-06", 0),
        ("year = 1999, month = {12 May}", "1999-05-12", 0),
        ("year = 1999, month = {Q3}", "1999-07/1999-09", 0),
        ("year = 1999, month = {Spring}", "1999-21", 1),
        ("year = {Winter 1999}", "1999-24", 4),
        ("date = {1999-23}", "1999-23", 3),
        ("year = {1999-12-02/1999-12-07}", "1999-12-02/1999-12-07", 0),
        (r"year = {June 18\textendash{}23, 1999}", "1999-06-18/1999-06-23", 0),
        ("year = {June 18 - July 2, 1999}", "1999-06-18/1999-07-02", 0),
        ("year = {1999-2000}", "1999/2000", 0),
        ("year = {1998/99}", "1998/1999", 0),
        ("year = {[1999]}", "1999", 0),
        ("year = {c1999}", "1999", 0),
        ("year = {ca. 1999}", "1999~", 0),
        ("date = {1999-05-15T10:00:00Z}", "1999-05-15", 0),
        ("date = {-0044}", "-0044", 0),
        ("year = {44 BC}", "-0043", 0),
        ("year = {ca. 1 B.C.E.}", "0000~", 0),
        ("year = {44–30 v. Chr.}", "-0043/-0029", 0),
        ("year = {14 AD}", "0014", 0),
        ("year = {44 BC}, month = mar, day = 15", "-0043-03-15", 0),
    ],
)
def test_dates_as_exports_write_them(fields: str, date: str, season: int) -> None:
    entry = one(f"@book{{k, title = {{A}}, author = {{B}}, {fields}}}")
    assert entry.fields["date"] == date
    issued = entry.csl["issued"]
    assert isinstance(issued, dict)
    assert issued.get("season", 0) == season


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("-0044", [[-45]]),
        ("0000", [[-1]]),
        ("44 BC", [[-44]]),
        ("-0003/0014", [[-4], [14]]),
        ("-0004-02-29", [[-5, 2, 29]]),
    ],
)
def test_years_before_our_era_are_those_of_csl(date: str, parts: list[list[int]]) -> None:
    """EDTF has a year 0, which is 1 BC; CSL has none."""
    issued = one(f"@book{{k, title = {{A}}, author = {{B}}, date = {{{date}}}}}").csl["issued"]
    assert isinstance(issued, dict)
    assert issued["date-parts"] == parts


@pytest.mark.parametrize(("year", "status"), [("forthcoming", "forthcoming"), ("in press", "in press")])
def test_a_work_that_is_not_out_has_a_status_for_a_year(year: str, status: str) -> None:
    entry = one(f"@book{{k, title = {{A}}, author = {{B}}, year = {{{year}}}}}")
    assert entry.csl["status"] == status
    assert "issued" not in entry.csl


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("family=Hale, given=Ann G.", [{"family": "Hale", "given": "Ann G."}]),
        (
            "family=Hale, given=Ann, prefix=van, useprefix=true and Moss, Bo",
            [{"family": "Hale", "given": "Ann", "non-dropping-particle": "van"}, {"family": "Moss", "given": "Bo"}],
        ),
        (
            "family=Hale, given=Ann G., prefix=van useprefix=false",
            [{"family": "Hale", "given": "Ann G.", "dropping-particle": "van"}],
        ),
        ('"family={Hale and Daughters, Inc.}"', [{"literal": "Hale and Daughters, Inc."}]),
        (
            "{Lakes} and {Rivers} and Hale, A.",
            [{"literal": "Lakes"}, {"literal": "Rivers"}, {"family": "Hale", "given": "A."}],
        ),
        ("{Della Moss}, Ann", [{"family": "Della Moss", "given": "Ann"}]),
        ("d'Hale, Jean le Moss", [{"family": "d'Hale", "given": "Jean le Moss"}]),
    ],
)
def test_extended_names(source: str, names: list[dict[str, str]]) -> None:
    assert one(f"@book{{k, title = {{A}}, date = {{1999}}, author = {{{source}}}}}").csl["author"] == names


@pytest.mark.parametrize(
    "fields",
    [
        "author={Ångström, Åsa}, subtitle={“Manhã”, L’été, NAÇÃO, „HYVÄ“, CAFÉ” É–Ü}",
        "author={Őry, Ödön and Ðorđe, Ñandú and Müller-Lüdenscheidt, K.}",
        "author={Hale, J. A. and Moss, K and {Bridge Works AG} and John Hale}",
        "author={Hale, A.}, subtitle={A<b and c>d, x < y, <i>z</i>, H<sub>2</sub>O}",
        "author={Hale, A.}, year={1999}, month={5}",
        "author={Мюллер, Р.}, subtitle={Работа С. и Р.}",
    ],
)
def test_what_is_right_is_no_slip(fields: str) -> None:
    assert read(f"@book{{k, title={{A}}, date={{1999}}, {fields}}}").findings == ()


def test_what_garbled_letters_and_names_were_is_told() -> None:
    text = "@book{k, title={A}, author={%s}, date={1999}}"
    assert read(text % "Hale J, Moss K").findings[0].hint == "write Hale, J and Moss, K"
    assert read(text % "Ã–zdemir, J.").findings[0].hint == "it most likely says: Özdemir, J."
    assert read(text % "РњСЋР»Р»РµСЂ, Р.").findings[0].hint == "it most likely says: Мюллер, Р."


def test_the_number_of_a_homonym_is_no_name() -> None:
    entry = one("@book{k, title={A}, date={1999}, author={Anna Hale 0001 and Bo Moss}}")
    assert entry.csl["author"] == [{"family": "Hale", "given": "Anna"}, {"family": "Moss", "given": "Bo"}]


def test_the_mend_of_a_name_is_told() -> None:
    text = "@book{k, title={A}, author={%s}, date={1999}}"
    assert "write Hale, A. and Moss, B." in read(text % "Hale, A.; Moss, B.").findings[0].hint
    assert read(text % "Hale, Ann et al.").findings[0].hint == "write Hale, Ann and others"
    assert "write Hale, Ann and Moss, Bo;" in read(text % "{Hale, Ann; Moss}, Bo").findings[0].hint
    assert r"{Bank f{\"u}r Fl\"usse}" in read(text % r"Bank f{\"u}r Fl\"usse").findings[0].hint
    assert r"Hale, {\"U} and Moss" in read(text % r"{Hale, {\"U}; Moss, B.}").findings[0].hint
    assert "{World Rivers Organization}" in read(text % "Rivers Organization, World").findings[0].hint


def test_comments_are_no_entries_and_no_text() -> None:
    outcome = read(
        """
        % @book{no, title = {A}}
        @comment{ @book{a, author={A}, title={B}, date={2000}}
          {nested} }
        @Comment LATER
        @book{k, author={Hale, Ann}, title={T}, % the subtitle
          subtitle={100% {S}}, date={2000}, url={https://x.org/a%20b}, % {unbalanced
          abstract={Said
        @somebody (in 2014) to
        @me{dear}}
        }
        @book(l, author={Hale, Ann}, title="U", % more
          date={2000})
        """
    )
    assert outcome.findings == ()
    assert list(outcome.value.entries) == ["k", "l"]
    fields = outcome.value["k"].fields
    assert (fields["subtitle"], fields["url"]) == ("100% S", "https://x.org/a%20b")
    assert "@me" in fields["abstract"]


def test_a_part_of_a_book_takes_its_author_and_title() -> None:
    outcome = read(
        "@inbook{part, title={Part}, crossref={whole}}\n@book{whole, author={Hale, Ann}, title={Whole}, date={1999}}"
    )
    assert outcome.findings == ()
    csl = outcome.value["part"].csl
    assert (csl["author"], csl["container-author"]) == ([{"family": "Hale", "given": "Ann"}],) * 2
    assert (csl["title"], csl["container-title"]) == ("Part", "Whole")


def test_flaws_of_works_that_are_not_used_are_one_line() -> None:
    bibliography = collect(
        read_bibliography([("a.bib", b"@book{k, title={A}}\n@misc{l}\n@report{m, author={B}}")])
    ).value
    assert {f.code for f in doubts_about(bibliography, {"k", "l", "m"})} == {"BIB003"}
    found = list(doubts_about(bibliography, {"k"}))
    assert [(f.code, f.severity.value) for f in found if f.code == "BIB009"] == [("BIB009", "info")]
    assert {f.location.line for f in found if f.code == "BIB003"} == {1}


@pytest.mark.parametrize(
    ("doi", "bare"),
    [
        ("https://doi.org/10.1000/a", "10.1000/a"),
        ("http://dx.doi.org/10.1000/a", "10.1000/a"),
        ("www.doi.org/10.1000/a", "10.1000/a"),
        ("doi: 10.1000/a", "10.1000/a"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
    ],
)
def test_a_doi_stands_without_its_resolver(doi: str, bare: str) -> None:
    entry = one(BOOK % f", doi = {{{doi}}}")
    assert (entry.fields["doi"], entry.csl["DOI"]) == (bare, bare)


def test_an_address_in_howpublished_is_one() -> None:
    entry = one(r"@misc{k, title={A}, author={B}, date={1999}, howpublished={\url{https://x.org/a_b}}}")
    assert entry.csl["URL"] == "https://x.org/a_b"


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


@pytest.mark.parametrize(
    "name",
    [
        "José Ortega y Gasset",
        "Ortega y Gasset, José",
        "Antoni Rovira i Virgili",
        "{Hale und Moss}",
        "Silva e Costa, A.",
    ],
)
def test_a_family_name_of_several_words_is_one_person(name: str) -> None:
    assert len(read_names(name)[0]) == 1
    assert read_names(name)[1] == []
