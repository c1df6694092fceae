from __future__ import annotations

import pytest

from peertext import by_hand, for_pandoc, macro

CITED = r"\unskip\space\used{7}(\cited{smith}{e1,e2}{Smith 2004, sect. 3, n.~4})."
VIA = (
    r"\unskip\space\used{8}(\cited{law}{}{‘A law (old)’, n.d.}, as cited in \cited{smith}{e1}{Smith 2004}; "
    r"\cited{roe}{e3}{Roe 2001, p. 9})"
)


@pytest.mark.parametrize(
    ("typeset", "typed"),
    [
        (CITED, r" \autocite[sect. 3, n.~4]{smith}."),
        (VIA, r" \autocites[]{law}[as cited in][]{smith}[p. 9]{roe}"),
        (r"of \traced{e1}{\used{2}70} of \sourcename{smith}{On \emph{it}}", r"of 70 of \emph{On \emph{it}}"),
        (
            r"{\cited{roe}{}{Roe}; \cited{smith}{}{S., sects. 1, 2}}\noted{e}",
            r"{\cite{roe}; \cite[sects. 1, 2]{smith}}",
        ),
    ],
)
def test_what_is_typeset_becomes_what_is_typed(typeset: str, typed: str) -> None:
    assert by_hand(typeset) == typed


def test_pandoc_gets_tables_without_the_macros_of_the_style() -> None:
    table = (
        "\\begin{exhibittable}\n\\begin{tabular}{@{}P{71mm}R{14.2mm}@{}}%\n\\toprule%\n"
        "\\exhibitcolumn{Name}&\\exhibitcolumn{Value}\\\\%\n\\addlinespace%\nx&1\\\\%\n\\end{tabular}\n\\end{exhibittable}"
    )
    assert for_pandoc(table).strip() == (
        "\\begin{longtable}{p{0.500\\textwidth}p{0.100\\textwidth}}%\n\\toprule%\n"
        "\\textbf{Name}&\\textbf{Value}\\\\%\nx&1\\\\%\n\\end{longtable}"
    )


def test_a_macro_that_nothing_closes_is_told() -> None:
    with pytest.raises(ValueError, match="nothing closes"):
        macro(r"\used{7", "used", 1, lambda number: number)
