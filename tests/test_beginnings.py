"""Whatever a text begins with, all of it is printed: no command of TeX takes it for an argument or a length."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from reportgen import pipeline
from webpage.reading import parsed

pytestmark = [pytest.mark.tex, pytest.mark.usefixtures("shared_cache")]

BEGINNINGS = (
    *("[5cm]", "[", "]", "*", "*[2cm]", "(", "<", "=", "!", "-", "+", "@", ",", "|"),
    *("7", "7pt", "pt", "plus 7fil", "minus 7pt", "by 7", "to 7pt", "width 7pt", "depth 7pt", "true", "fil", "l"),
)
CHAPTER = r"""
\begin{answer}
\VAR{ value("old", "kind") }\VAR{ cite("guide-old") }.
\end{answer}
\begin{keyfindings}
\keyfinding{\VAR{ value("new", "kind") }}{\VAR{ value("toll", "kind") }\VAR{ cite("guide-old") }.}
\end{keyfindings}
\section{\VAR{ value("rail", "kind") }}
\runningtitle{\VAR{ value("rail", "kind") }}
\begin{itemize}
\item \VAR{ word("first") }\VAR{ cite("guide-old") }.
\item \VAR{ value("road", "kind") }\VAR{ cite("guide-old") }.
\end{itemize}
\begin{tabular}{l}
\hline
\VAR{ value("foot", "kind") }\VAR{ cite("guide-old") }.\\
\VAR{ value("swing", "kind") }\VAR{ cite("guide-old") }.\\ \hline
\end{tabular}

\VAR{ source("guide") } says so\footnote{\VAR{ value("draw", "kind") }\VAR{ cite("guide-new") }.}
in all\VAR{ cite("guide-old") }.

\VAR{ table("bridges") }
\VAR{ table("long") }
\VAR{ table("pivot") }
\VAR{ chart("bars") }

See \volumeref{annex}.
"""
ANNEX = r"""The \VAR{ value("old", "kind") }\VAR{ cite("guide-old") } is there. See \volumeref{brief}.
"""
ROWS = ("old", "new", "toll", "rail", "road", "foot", "swing", "draw")


class _Fields:
    """Words that stand nowhere else, each with the beginning before it."""

    def __init__(self, beginning: str) -> None:
        self._beginning = beginning
        self.given: list[str] = []

    def __call__(self) -> str:
        number = len(self.given)
        self.given.append(f"{self._beginning} q{chr(97 + number // 26)}{chr(97 + number % 26)}z")
        return self.given[-1]


def _project(folder: Path, field: _Fields) -> None:
    rules = "".join(
        f'[[rules]]\ncode = "{code}"\nseverity = "ignore"\nreason = "no matter here"\n' for code in ("NUM005", "NUM012")
    )
    report = f"""title = "{field()}"
subtitle = "{field()}"
authors = ["{field()}"]
date = "2020-02-29"
edition = "{field()}"
subject = "{field()}"
keywords = ["{field()}", "{field()}"]
outputs = ["pdf", "html"]
{rules}[[volumes]]
id = "brief"
title = "{field()}"
template = "templates/brief.tex.j2"
chapters = ["bridges"]
[[volumes]]
id = "annex"
title = "{field()}"
template = "templates/brief.tex.j2"
chapters = ["annex"]
[[chapters]]
id = "bridges"
title = "{field()}"
template = "templates/chapters/bridges.tex.j2"
[[chapters]]
id = "annex"
title = "{field()}"
template = "templates/chapters/annex.tex.j2"
[words]
first = "{field()}"
"""
    declared = (
        ("bridges", f'columns = ["name", {{name = "kind", title = "{field()}"}}]\noptions = {{group = "river"}}'),
        ("long", 'columns = ["name", "kind"]\noptions = {group = "river", long = true}'),
        ("pivot", 'columns = []\noptions = {pivot = {row = "name", column = "river", cell = "kind"}}'),
    )
    for name, rest in declared:
        report += f'[exhibits.{name}]\nkind = "table"\ntable = "bridges"\n'
        report += f'title = "{field()}"\nnote = "{field()}"\n{rest}\n'
    report += (
        f'[exhibits.bars]\nkind = "bars"\ntable = "bridges"\nheight = 80\ntitle = "{field()}"\nnote = "{field()}"\n'
    )
    report += f'alt = "{field()}"\ncolumns = {{label = "name", value = "length", group = "river"}}\n'
    (folder / "report.toml").write_text(report, "utf-8")
    (folder / "templates/chapters/bridges.tex.j2").write_text(CHAPTER, "utf-8")
    (folder / "templates/chapters/annex.tex.j2").write_text(ANNEX, "utf-8")
    path = folder / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    del package["resources"][2]
    fields = package["resources"][1]["schema"]["fields"]
    fields[1]["title"], fields[3] = field(), {"name": "kind", "type": "string"}
    path.write_text(json.dumps(package), "utf-8")
    (folder / "data/rivers.csv").write_text(f'id,name\nelbe,"{field()}"\noder,"{field()}"\n', "utf-8")
    rivers = ("elbe", "oder") * 4
    lines = [f'{n},"{field()}",{river},"{field()}",1999,1,guide-old' for n, river in zip(ROWS, rivers, strict=True)]
    (folder / "data/bridges.csv").write_text("\n".join(["id,name,river,kind,opened,length,evidence", *lines]), "utf-8")
    evidence = ["id,source,section,quote,note"]
    evidence += [f'{name},guide,"{field()}","{field()}","{field()}"' for name in ("guide-old", "guide-new")]
    (folder / "bib/evidence.csv").write_text("\n".join(evidence), "utf-8")
    names = ("title", "shorttitle", "publisher", "note", "series")
    entry = "".join(f"  {name} = {{{field()}}},\n" for name in names)
    work = f"@book{{guide,\n author = {{Bridge, Anna}},\n{entry} date = {{2005}}\n}}\n"
    (folder / "bib/sources.bib").write_text(work, "utf-8")


def _printed(folder: Path) -> str:
    volumes = [pypdfium2.PdfDocument(folder / f"build/{name}.pdf") for name in ("brief", "annex")]
    return "".join(page.get_textpage().get_text_bounded() for volume in volumes for page in volume)


def _on_the_web(folder: Path) -> str:
    pages = [parsed((folder / f"build/{name}.html").read_text("utf-8")) for name in ("brief", "annex")]
    # Of a page's head browsers show the title alone; catalogues read the rest.
    return "".join(page.text + "".join(" ".join(e.attributes.values()) for e in page.all("meta")) for page in pages)


def _properties(folder: Path) -> str:
    with pikepdf.open(folder / "build/brief.pdf") as document:
        read_aloud = (
            str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        )
        return "".join([*(str(value) for value in document.docinfo.values()), *read_aloud])


def _plain(text: str) -> str:
    """Leave out what the page may set otherwise: blanks, the end of a line, capitals of titles, kinds of hyphens."""
    return re.sub(r"[\s\u00ad\ufffe\x02-]", "", text.replace("\u2010", "-")).lower()


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_every_field_is_printed_from_its_beginning(rivers: Path, beginning: str) -> None:
    field = _Fields(beginning)
    _project(rivers, field)
    outcome = pipeline.build(rivers, lambda _: None)
    assert outcome.value is not None, [str(f) for f in outcome.findings]
    for shown in (_printed(rivers) + _properties(rivers), _on_the_web(rivers)):
        plain = _plain(shown)
        assert [given for given in field.given if _plain(given) not in plain] == []
