"""What TeX would print, or decide, by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
CITED = r'\VAR{ cite("guide-old") }'


def found(folder: Path, text: str, name: str = CHAPTER, code: str = "TPL") -> list[tuple[str, int]]:
    path = folder / name
    begin = path.read_text("utf-8").count("\n") + 1
    path.write_text(path.read_text("utf-8") + text + "\n", "utf-8")
    findings = pipeline.check(folder, lambda _: None).findings
    return [(f.code, f.location.line - begin) for f in findings if f.code.startswith(code)]


@pytest.mark.parametrize(
    "text",
    [
        r"\today", r"\number\year", r"\number\time", r"\DTMnow", r"\thepage", r"\thesection", r"\arabic{section}",
        r"\romannumeral\value{page}", r"\the\count0", r"\jobname", r"\inteval{\value{page}}", r'\char"41',
        r"\symbol{65}",
        r"^^41", r"\csname today\endcsname", r"\lipsum", r"\directlua{tex.print(7)}", r"\pgfmathresult",
        r"\url{https://x.org/a%7Eb} \today",
        r"\newcommand{\now}{\today}", r"\section{On \today}", r"\footnote{\today}",
    ],
)  # fmt: skip
def test_what_tex_makes(rivers: Path, text: str) -> None:
    assert set(found(rivers, text, code="TPL015")) == {("TPL015", 0)}


@pytest.mark.parametrize(
    "text",
    [
        r"\ifnum\value{page}=1 a\fi",
        r"\ifodd\value{page}a\fi",
        r"\ifthenelse{\boolean{x}}{a}{b}",
        r"\endinput",
        r"\@ifnextchar(ab",
    ],
)
def test_what_tex_decides(rivers: Path, text: str) -> None:
    assert found(rivers, text, code="TPL016") == [("TPL016", 0)]


@pytest.mark.parametrize(
    "text",
    [
        r"\ref{chapter:bridges} \pageref{chapter:bridges} \autoref{chapter:bridges}",
        r"\vspace{2mm}\hspace*{\dimexpr\linewidth-2cm\relax}\setlength{\parskip}{\the\baselineskip}",
        r"\begin{enumerate}[label=(\roman*)]\item\end{enumerate}\footnotemark[1]",
        r"\renewcommand{\thesection}{\Alph{section}}\renewcommand\labelenumi{\arabic{enumi})}\setcounter{page}{1}",
        "% \\today\n\\verb|\\today|\n\\begin{verbatim}\n\\today\n\\end{verbatim}",
        r"$a \iff b$", r"\theoremstyle{plain}", r"\MakeUppercase{}\noindent\pagestyle{plain}\fancyfoot[C]{\thepage}",
    ],
)  # fmt: skip
def test_ordinary_latex(rivers: Path, text: str) -> None:
    assert found(rivers, text) == []


def test_the_page_of_a_brief_may_count_but_not_tell_the_day(rivers: Path) -> None:
    path = rivers / "templates/brief.tex.j2"
    text = path.read_text("utf-8").replace(
        "\\begin{document}", "\\fancyfoot[C]{\\thepage}\\ifx a b\\fi\n\\begin{document}"
    )
    path.write_text(text, "utf-8")
    assert not [f for f in pipeline.check(rivers, lambda _: None).findings if f.code.startswith("TPL")]
    path.write_text(text.replace("\\thepage", "\\today"), "utf-8")
    assert [f.code for f in pipeline.check(rivers, lambda _: None).findings] == ["TPL015"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (rf"\newcommand{{\n}}{{three}}It had \n{{}} arches{CITED}.", "NUM003"),
        (rf"\newcommand{{\m}}{{three}}\newcommand{{\n}}{{\m}}It had \n{{}} arches{CITED}.", "NUM003"),
        (rf"\def\n{{three}}It had \n{{}} arches{CITED}.", "NUM003"),
        (rf"\newenvironment{{arches}}{{It had three }}{{}}\begin{{arches}}arches{CITED}.\end{{arches}}", "NUM003"),
        (r"\newcommand{\n}{seventy}", "NUM005"),
        (r"\section{Seventy paid}", "NUM005"),
        (r"\section{Twice as many paid}", "NUM005"),
        (r"\section{Five per cent paid}", "NUM005"),
        (r"\section{A fifth of them paid}", "NUM005"),
        (r"\section[All 9 paid]{All paid}", "NUM005"),
        (r"\begin{tikzpicture}\node {seventy};\end{tikzpicture}", "NUM005"),
        (r"\includegraphics[width=2cm,alt={9 men}]{exhibits/costs}", "NUM005"),
        ("\\begin{Verbatim}\n% 9\n\\end{Verbatim}", "NUM005"),
        (r"\verb|% 9|", "NUM005"),
    ],
)
def test_numbers_in_words_where_no_sentence_stands(rivers: Path, text: str, code: str) -> None:
    assert [c for c, _ in found(rivers, text, code="NUM")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        r"\section{Two sources, not three}", r"\section{A third way}", r"\section{The second half}",
        r'\section{\VAR{ "more than twice" | when(ratio("cost-new", "cost-old") > 1) } as much}',
        rf"\newcommand{{\bridge}}{{the Old Bridge}}It is \bridge{CITED}.",
        r"\newcommand{\two}{the two sides}",
    ],
)  # fmt: skip
def test_words_that_claim_nothing(rivers: Path, text: str) -> None:
    assert found(rivers, text, code="NUM") == []


@pytest.mark.parametrize("word", ["seventy-two", "72", "72 people", "$5 million", "five per cent", "three quarters"])
def test_a_word_that_is_a_number(rivers: Path, word: str) -> None:
    assert words_found(rivers, word) == ["NUM012"]


@pytest.mark.parametrize(
    "word", ["SHA-256", "1990s", "Putin 1.0", "G20", "9/11", "Agenda 2030", "2030 Agenda", "since", "first", "one", ""]
)
def test_a_name_that_holds_digits(rivers: Path, word: str) -> None:
    assert words_found(rivers, word) == []


def words_found(folder: Path, word: str) -> list[str]:
    path = folder / "report.toml"
    path.write_text(f'{path.read_text("utf-8")}\n[words]\nx = "{word}"\n', "utf-8")
    return [f.code for f in pipeline.check(folder, lambda _: None).findings]
