from __future__ import annotations

from reportgen.typeset.includes import files_of_parts, included_files, part_names
from reportgen.typeset.model import Manuscript, TexFile

CONTENTS = {
    "brief.tex": rb"\input{setup}\begin{document}\input{glance}\briefpart{one}\briefpart{sub/two}\end{document}",
    "setup.tex": b"",
    "glance.tex": rb"\input{tables/shared}",
    "one.tex": rb"\input{tables/first} \includegraphics[width=1cm]{charts/a.pdf}",
    "sub/two.tex": rb"\input{tables/shared}\input{tables/second}",
    "tables/first.tex": b"1",
    "tables/second.tex": rb"\includegraphics{charts/b.pdf}",
    "tables/shared.tex": b"3",
    "charts/a.pdf": b"%PDF",
    "charts/b.pdf": b"%PDF",
    "names.tex": b"",
}
BRIEF = Manuscript({path: TexFile(path, content) for path, content in CONTENTS.items()}, "pdflatex")


def test_parts_are_given_in_their_order_with_all_that_they_read() -> None:
    assert part_names(BRIEF) == ["one", "sub/two"]
    assert included_files("glance.tex", CONTENTS) == {"glance.tex", "tables/shared.tex"}
    assert files_of_parts(BRIEF) == {
        "one": {"one.tex", "tables/first.tex", "charts/a.pdf"},
        "sub/two": {"sub/two.tex", "tables/shared.tex", "tables/second.tex", "charts/b.pdf"},
    }


def test_a_file_that_reads_itself_is_reached_once() -> None:
    assert included_files("a.tex", {"a.tex": rb"\input{b}", "b.tex": rb"\input{a}"}) == {"a.tex", "b.tex"}
