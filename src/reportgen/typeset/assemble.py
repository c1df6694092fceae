"""Draft, citations and exhibits → the files that TeX reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from reportgen.checks.model import Stated
from reportgen.citations.model import Formatted
from reportgen.draft.model import (
    TALLY,
    TOKEN_CLOSE,
    TOKEN_OPEN,
    CitationUse,
    DateUse,
    Draft,
    DraftFile,
    ExhibitUse,
    FigureUse,
    NumberUse,
    PartUse,
    used_evidence,
)
from reportgen.exhibits.model import ChartSpec, Drawn, DrawnChart, Grid, Prepared
from reportgen.findings.model import Location
from reportgen.inputs.data.model import SOURCES
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project
from reportgen.system.files import PROJECT_FILE
from reportgen.text.appearance import PALETTE, PAPERS, Paper
from reportgen.text.latex import EMPTY, Latex, anchor, command, counted, digits, escape, identifier, joined
from reportgen.text.translations import quotes, tex_name
from reportgen.text.wording import Wording
from reportgen.typeset.model import TexFile
from reportgen.values.locators import labelled

STYLE: Final = Path(__file__).with_name("reportgen.sty")
MARGINS: Final = "hmarginratio=1:1,top=27mm,headsep=9mm,headheight=14pt,footskip=12mm"
_PLACES: Final = {"section": ("sec.", "secs."), "note": ("n.", "nn."), "page": ("p.", "pp."), "": ("", "")}
_PALETTE: Final = "".join(f"\\definecolor{{rg{n}}}{{HTML}}{{{c[1:].upper()}}}%\n" for n, c in PALETTE.items())
_TOKEN: Final = re.compile(f"{TOKEN_OPEN}([0-9]+){TOKEN_CLOSE}")


@dataclass(frozen=True)
class Ingredients:
    """Everything that goes into the files for TeX."""

    project: Project
    inputs: Inputs
    draft: Draft
    formatted: Formatted
    prepared: Mapping[str, Prepared]
    drawn: Drawn
    stated: Stated

    @cached_property
    def unverified(self) -> frozenset[str]:
        """Evidence whose passage neither a text nor the lock bears out."""
        return frozenset(name for name, how in self.stated.passages.items() if how == "unverified")

    @cached_property
    def marks(self) -> Mapping[int, Latex]:
        """Marks behind citations of unverified passages and of reworded sentences, by number of the usage."""
        found = {
            usage.number: e
            for usage in self.draft.usages
            for e in usage.use.evidence
            if isinstance(usage.use, CitationUse) and e in self.unverified
        }
        for number in self.stated.reworded:
            statement = self.stated.statements[number]
            behind = (n for s in self.stated.statements[number:] if s.file == statement.file for n in s.usages)
            cited = next((n for n in behind if isinstance(self.draft.usages[n].use, CitationUse)), None)
            if cited is not None and statement.evidence:
                found.setdefault(cited, statement.evidence[0])
        return {number: command("unverifiedmark", anchor(name)) for number, name in found.items()}

    @cached_property
    def tallies(self) -> Mapping[str, int]:
        """What the brief uses, counted; see the function of this name."""
        return tallies(self)


def assemble(made: Ingredients) -> Mapping[str, TexFile]:
    """Return the files for TeX by path: the draft's files, exhibits, annex, bibliography, set-up and style."""
    settings = made.project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    files = [_filled(file, made, wording) for file in made.draft.files]
    files += [_exhibit(made, exhibit, wording) for exhibit in made.prepared.values()]
    files += [picture(chart) for chart in made.drawn.charts.values()]
    files.append(_annex(made, wording))
    files.append(_bibliography(made))
    files.append(_texts(made, wording))
    files.append(_names(made, wording))
    return {file.path: file for file in (*files, *_front(made.project, made.draft, wording))}


def front(project: Project, draft: Draft) -> Mapping[str, TexFile]:
    """Return the files that the preamble is made of; they are known before citations and exhibits are."""
    settings = project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    main = (TexFile(file.path, file.text.encode(), file.lines) for file in draft.files if file.path == "brief.tex")
    return {file.path: file for file in (*main, *_front(project, draft, wording))}


def _front(project: Project, draft: Draft, wording: Wording) -> Sequence[TexFile]:
    setup = TexFile("setup.tex", _setup(project, draft, wording).encode(), (Location(PROJECT_FILE, 1),))
    return setup, TexFile("palette.tex", _PALETTE.encode()), TexFile("reportgen.sty", STYLE.read_bytes())


def _filled(file: DraftFile, made: Ingredients, wording: Wording) -> TexFile:
    """Put citations, exhibits and parts in the place of their tokens."""

    def fill(match: re.Match[str]) -> str:
        usage = made.draft.usages[int(match[1])]
        use = usage.use
        if isinstance(use, CitationUse):
            text = made.formatted.citations.get(usage.number, EMPTY)
            # A note mark follows its word at once; a citation in brackets stands apart from it.
            note = text.startswith((r"\footnote", r"\textsuperscript"))
            mark = made.marks.get(usage.number, EMPTY)
            used = joined((Latex(r"\unskip\space"), command("used", counted(usage.number)), text, mark))
            return joined((text, mark)) if note else used
        if isinstance(use, ExhibitUse):
            return command("input", joined((Latex("exhibits/"), anchor(use.name))))
        if isinstance(use, PartUse):
            return _part(use, made, wording)
        return Latex("")

    return TexFile(file.path, _TOKEN.sub(fill, file.text).encode(), file.lines)


def _part(use: PartUse, made: Ingredients, wording: Wording) -> Latex:
    if use.part == TALLY:
        return escape(wording.spelled(made.tallies[use.argument]))
    if use.part == "lock-date":
        date = made.inputs.lock.date
        return escape(wording.date(date) if date else wording.word("no day yet"))
    return command("briefpart", identifier(use.part))


def tallies(made: Ingredients) -> Mapping[str, int]:
    """Count what the brief uses, by the names that ``tally`` knows."""
    uses = [usage.use for usage in made.draft.usages]
    used = used_evidence(made.draft, made.inputs)
    placed = {use.name for use in uses if isinstance(use, ExhibitUse)}
    return {
        "sources": len({made.inputs.evidence[e].source for e in used}),
        "works": len(made.formatted.bibliography),
        "evidence": len(used),
        "rows": sum(len(table.lines) for table in made.inputs.tables.values()),
        "data": len(made.inputs.tables),
        "citations": sum(isinstance(use, CitationUse) for use in uses),
        "numbers": sum(isinstance(use, NumberUse | DateUse) for use in uses),
        "derived": sum(isinstance(use, NumberUse) and not isinstance(use, FigureUse) for use in uses),
        "statements": len(made.stated.statements),
        "sourced": sum(s.kind == "sourced" for s in made.stated.statements),
        "analysis": sum(s.kind == "analysis" for s in made.stated.statements),
        "exact": sum(how in {"exact", "locked"} for how in made.stated.passages.values()),
        "fuzzy": sum(how == "fuzzy" for how in made.stated.passages.values()),
        "unverified": sum(how == "unverified" for how in made.stated.passages.values()),
        "tables": len(placed & made.drawn.tables.keys()),
        "charts": len(placed & made.drawn.charts.keys()),
    }


def _exhibit(made: Ingredients, exhibit: Prepared, wording: Wording) -> TexFile:
    """Set an exhibit: head, table or picture, note and source line."""
    name = anchor(exhibit.name)
    kind = "table" if exhibit.kind == "table" else "figure"
    head = rf"\exhibithead{{{kind}}}{{{name}}}{{{escape(exhibit.title)}}}"
    placed = made.draft.placed(exhibit.name)
    source = made.formatted.citations.get(placed.number, EMPTY) if placed else EMPTY
    doubtful = [e for e in exhibit.evidence if e in made.unverified]
    mark = "".join(rf"\unverifiedmark{{{anchor(e)}}}" for e in doubtful[:1])
    foot = rf"\exhibitfoot{{{escape(exhibit.note)}}}{{{source}{mark}}}"
    foot += "".join(rf"\noted{{{anchor(e)}}}" for e in exhibit.evidence)
    if kind == "figure":
        picture = rf"\includegraphics[alt={{{_plain(exhibit.alt)}}}]{{exhibits/{name}.pdf}}"
        lines = [r"\begin{figure}[!htbp]", head, picture, foot, r"\end{figure}"]
    else:
        lines = _table(made.drawn.tables.get(exhibit.name, Latex("")), exhibit.content, head, foot)
    text = "\n".join(lines) + "\n"
    return TexFile(f"exhibits/{name}.tex", text.encode(), (exhibit.location,) * text.count("\n"))


def _table(body: Latex, content: ChartSpec | Grid, head: str, foot: str) -> list[str]:
    """Return a table with its head and foot: as a float, or as text where it may break over pages."""
    assert isinstance(content, Grid)
    layout = content.layout
    table = [r"\begin{exhibittable}", body, r"\end{exhibittable}"]
    if layout.long:
        begin = rf"\renewcommand\exhibitlonghead{{{head}}}\renewcommand\exhibitlongfoot{{{foot}}}"
        if layout.turned:
            return [r"\begin{landscape}", begin, *table, r"\exhibittallfoot", r"\end{landscape}"]
        gap = r"\par\vspace{\intextsep}"
        return [gap + begin, *table, r"\exhibittallfoot" + gap]
    if layout.turned:
        side = [r"\begin{exhibitsideways}", head, *table, foot, r"\end{exhibitsideways}"]
        return [r"\begin{table}[p]", *side, r"\end{table}"]
    return [r"\begin{table}[!htbp]", head, *table, foot, r"\end{table}"]


def _plain(text: str) -> str:
    """Text for the description of a picture: no characters that TeX would act on."""
    return re.sub(r"[\\{}%#$&_^~,=\x00-\x1f]", " ", text)


def picture(chart: DrawnChart) -> TexFile:
    """Return the file of a chart."""
    return TexFile(picture_path(chart.name), chart.pdf)


def picture_path(name: str) -> str:
    """Return the path of a chart by its name."""
    return f"exhibits/{anchor(name)}.pdf"


def _annex(made: Ingredients, wording: Wording) -> TexFile:
    """List all evidence used, by source, with the pages that use it."""
    used = [made.inputs.evidence[e] for e in used_evidence(made.draft, made.inputs)]
    lines = [Latex(r"\begin{evidencelist}%")]
    origins = [Location(made.project.settings.evidence)]
    for key in dict.fromkeys(e.source for e in used):
        lines.append(command("evidencesource", escape(made.inputs.label((SOURCES,), key))))
        origins.append(made.inputs.bibliography[key].location)
        for item in (e for e in used if e.source == key):
            lines.append(_evidence(item, made, wording))
            origins.append(item.location)
    lines.append(Latex(r"\end{evidencelist}"))
    origins.append(origins[0])
    return _file("evidence-annex.tex", lines, origins)


def _evidence(item: Evidence, made: Ingredients, wording: Wording) -> Latex:
    given = (("section", item.section), ("note", item.footnote), ("page", item.page), ("", item.locator))
    place = [_place(kind, text, wording) for kind, text in given if text]
    extra = EMPTY
    if item.id in made.unverified:
        extra = joined((Latex(" "), command("unverifiednote", escape(wording.word("not verified")))))
    if item.via:
        work = command("cited", anchor(item.via), EMPTY, escape(made.inputs.label((SOURCES,), item.via)))
        extra = joined((extra, escape(f" {wording.word('citing')} "), work, Latex(".")))
    if item.note:
        extra = joined((extra, escape(f" {item.note}")))
    # The style puts a full stop behind the place.
    told = map(escape, (item.id, ", ".join(place).removesuffix("."), item.quote))
    return command("evidenceitem", anchor(item.id), *told, extra)


def _place(kind: str, text: str, wording: Wording) -> str:
    """Write a place with the word for its kind, if it does not say itself what it is."""
    one, more = _PLACES[kind]
    # A language may have no word of its own for several.
    several = more in wording.words or wording.locale.language == "en"
    return labelled(kind, text, wording.word(one), wording.word(more if several else one))


def _texts(made: Ingredients, wording: Wording) -> TexFile:
    """List the texts that evidence was found in, with their SHA-256, from the texts at hand or the lock."""
    texts = {key: digest for key, (digest, _) in made.inputs.lock.texts.items()}
    texts |= {key: text.digest for key, text in made.inputs.texts.items()}
    lines = [
        command("textdigest", anchor(key), escape(made.inputs.label((SOURCES,), key)), digits(digest))
        for key, digest in sorted(texts.items())
    ] or [escape(wording.word("None."))]
    place = Location(made.project.settings.evidence)
    return _file("source-texts.tex", lines, (place,) * len(lines))


def _bibliography(made: Ingredients) -> TexFile:
    sources = {evidence.source for evidence in made.inputs.evidence.values()}
    lines = [Latex(r"\begin{bibliographylist}%")]
    origins = [Location(made.project.settings.bibliography[0])]
    for key, text in made.formatted.bibliography:
        # Styles leave notes out; a reader must know what of a source's metadata was supplied, and from what.
        note = made.inputs.bibliography[key].fields.get("note", "") if key in sources else ""
        lines.append(command("bibitemof", anchor(key), text, escape(f"{note.rstrip('.')}. ") if note else EMPTY))
        origins.append(made.inputs.bibliography[key].location)
    lines.append(Latex(r"\end{bibliographylist}"))
    origins.append(origins[0])
    return _file("bibliography.tex", lines, origins)


def _names(made: Ingredients, wording: Wording) -> TexFile:
    """Say which exhibits are tables, which works no style lists, what is unverified; read when the document begins."""
    listed = {key for key, _ in made.formatted.bibliography}
    absent = (key for key in made.inputs.bibliography.entries if key not in listed)
    lines = [
        command("exhibitkind", anchor(called), command("tablename" if e.kind == "table" else "figurename"))
        for called, e in made.prepared.items()
    ]
    lines += [command("unlistedwork", anchor(key)) for key in absent]
    lines += _summary(made, wording)
    return _file("names.tex", lines, (Location(PROJECT_FILE, 1),))


def _summary(made: Ingredients, wording: Wording) -> Iterator[Latex]:
    """Count on the last page what is marked as unverified."""
    used = made.unverified.intersection(used_evidence(made.draft, made.inputs))
    counts = (
        ("Passages that no text verified", len(used)),
        ("Sentences changed since they were verified", len(made.stated.reworded)),
    )
    if any(count for _, count in counts):
        told = ". ".join(f"{wording.word(what)}: {count}" for what, count in counts if count)
        yield command("AtEndDocument", command("unverifiedsummary", escape(told)))


def _file(path: str, lines: Sequence[Latex], origins: Sequence[Location]) -> TexFile:
    """Return a file of these lines; nothing but LaTeX can be one."""
    return TexFile(path, "".join(f"{line}\n" for line in lines).encode(), tuple(origins))


def _geometry(paper: Paper) -> str:
    return f"{paper.name},textwidth={paper.text_width:g}mm,textheight={paper.text_height:g}mm"


def _setup(project: Project, draft: Draft, wording: Wording) -> str:
    """Return what report.toml says about paper, language and metadata, for the preamble."""
    settings = project.settings
    title, subtitle = (draft.titles[(key,)].text for key in ("title", "subtitle"))
    language = tex_name(str(wording.locale.english_name))
    metadata = {
        "pdftitle": title,
        "pdfauthor": wording.join(settings.authors),
        "pdfsubject": settings.subject or subtitle,
        "pdfkeywords": ", ".join(settings.keywords),
        "pdflang": settings.language,
    }
    hyper = joined((Latex(f"  {key}={{{escape(value)}}}") for key, value in metadata.items()), Latex(",\n"))
    signs = zip(("quoteopening", "quoteclosing"), quotes(settings.language), strict=True)
    words = (("citedonname", "Cited on p."), ("notename", "Note"), ("sourcelinename", "Source"))
    lines = (
        Latex(rf"\usepackage[{_geometry(PAPERS[settings.paper])},{MARGINS}]{{geometry}}"),
        Latex(rf"\IfFileExists{{{language}.ldf}}{{\usepackage[{language}]{{babel}}}}{{\rgnolanguage{{{language}}}}}"),
        command("hypersetup", hyper),
        command("brieftitle", escape(title)),
        *(command("renewcommand*", command(own), escape(wording.word(word))) for own, word in words),
        *(command("renewcommand*", command(own), escape(sign)) for own, sign in signs),
        Latex(r"\AtBeginDocument{\input{names}}"),
    )
    return "".join(f"{line}\n" for line in lines)
