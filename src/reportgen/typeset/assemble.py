"""Draft, citations and exhibits → the files that TeX reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from reportgen.draft.model import (
    BIBLIOGRAPHY,
    INDEX,
    TALLY,
    TOKEN_CLOSE,
    TOKEN_OPEN,
    CitationUse,
    Draft,
    DraftFile,
    ExhibitUse,
    PartUse,
    Usage,
)
from reportgen.exhibits.model import ChartSpec, DrawnChart, Grid, Prepared
from reportgen.findings.model import Location
from reportgen.project.model import Project, Volume
from reportgen.review.model import Reviewed
from reportgen.system.files import PROJECT_FILE
from reportgen.text.appearance import PALETTE, PAPERS, Paper
from reportgen.text.latex import EMPTY, Latex, anchor, command, counted, escape, identifier, joined
from reportgen.text.translations import quotes, tex_name
from reportgen.text.wording import Wording
from reportgen.typeset.index import Marker, index_path, indices, marker
from reportgen.typeset.listings import bibliography, evidence_annex, listed, notes, source_texts
from reportgen.typeset.model import TexFile
from reportgen.typeset.preamble import MAIN
from reportgen.typeset.volume_content import VolumeContent

STYLES: Final = tuple(Path(__file__).with_name(name) for name in ("reportgen.sty", "reportgentags.sty"))
MARGINS: Final = "hmarginratio=1:1,top=27mm,headsep=9mm,headheight=14pt,footskip=12mm"
_PALETTE: Final = "".join(f"\\definecolor{{rg{n}}}{{HTML}}{{{c[1:].upper()}}}%\n" for n, c in PALETTE.items())
_TOKEN: Final = re.compile(rf"{TOKEN_OPEN}([0-9]+){TOKEN_CLOSE}(?P<stop>(?:[.,;:!?](?![.,\d]))?)")
_MARKS_BEHIND: Final = frozenset({"en", "de", "nl"})
"""Languages that put the mark of a note behind the punctuation; the others put it before."""

_NOTE_MARKS: Final = (r"\footnote", r"\textsuperscript", r"\notemarks")
_AND: Final = Latex(r"\notesep{}")
_TO: Final = Latex(r"\noteto{}")
_PAIR: Final = 2
_EXHIBIT: Final = re.compile(r"\\exhibitref\s*\{([^{}]*)\}")
_VOLUME_LABEL: Final = re.compile(r"\\volumeref\s*\[(?P<label>[A-Za-z0-9.:-]+)\]\s*\{(?P<volume>[^{}]*)\}")


def assemble(made: VolumeContent) -> Mapping[str, TexFile]:
    """Return the files of a volume for TeX by path: the draft's, exhibits, lists, set-up and style."""
    settings = made.project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    wanted = made.own.exhibits if len(settings.bound) > 1 else made.prepared.keys()
    mark = marker(made)
    files = [_filled(file, made, wording, mark) for file in made.own.files]
    files += [_exhibit(made, exhibit, mark) for name, exhibit in made.prepared.items() if name in wanted]
    files += [picture(chart) for name, chart in made.drawn.charts.items() if name in wanted]
    files += [evidence_annex(made, wording), notes(made, wording), bibliography(made), source_texts(made, wording)]
    files += [names(made), *indices(made)]
    return {file.path: file for file in (*files, *_front(made.project, made.draft, wording))}


def front(project: Project, draft: Draft, volume: Volume) -> Mapping[str, TexFile]:
    """Return the files that the preamble of a volume is made of; they are known before citations and exhibits are."""
    settings = project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    main = (TexFile(MAIN, f.text.encode(), f.lines) for f in draft.files if f.path == f"{volume.id}.tex")
    return {file.path: file for file in (*main, *_front(project, draft, wording))}


def _front(project: Project, draft: Draft, wording: Wording) -> Sequence[TexFile]:
    setup = TexFile("setup.tex", _setup(project, draft, wording).encode(), (Location(PROJECT_FILE, 1),))
    styles = (TexFile(path.name, path.read_bytes()) for path in STYLES)
    return setup, TexFile("palette.tex", _PALETTE.encode()), *styles


def _filled(file: DraftFile, made: VolumeContent, wording: Wording, mark_names: Marker) -> TexFile:
    """Put citations, exhibits and parts in the place of their tokens, and mark the names that an index lists."""

    def fill(match: re.Match[str]) -> str:
        usage, behind = made.draft.usages[int(match[1])], match["stop"]
        use = usage.use
        if isinstance(use, CitationUse):
            text = _notes(usage, made) if made.volume.citations == "notes" else EMPTY
            text = text or made.formatted.citations.get(usage.number, EMPTY)
            mark = made.marks.get(usage.number, EMPTY)
            if text.startswith(_NOTE_MARKS):
                # A note mark follows its word at once, or what ends the sentence.
                marked = joined((text, mark))
                last = behind and wording.locale.language in _MARKS_BEHIND
                return command("notebehind", escape(behind), marked) if last else marked + behind
            # A citation in brackets stands apart from its word.
            return joined((Latex(r"\unskip\space"), command("used", counted(usage.number)), text, mark)) + behind
        if isinstance(use, ExhibitUse):
            return command("input", joined((Latex("exhibits/"), anchor(use.name)))) + behind
        return (_part(use, made, wording) if isinstance(use, PartUse) else EMPTY) + behind

    if file.path == f"{made.volume.id}.tex":
        return TexFile(MAIN, _TOKEN.sub(fill, file.text).encode(), file.lines)
    return TexFile(file.path, _TOKEN.sub(fill, mark_names(file.text, False)).encode(), file.lines)


def _notes(usage: Usage, made: VolumeContent) -> Latex:
    """Return the numbers of the notes that a citation names, each a link to its own; of a run the first and last."""
    cited = sorted((made.notes[name], made.inputs.evidence[name]) for name in usage.use.evidence)
    marks = {n: command("cited", anchor(e.source), anchor(e.id), counted(n)) for n, e in cited}
    runs: list[list[int]] = []
    for number in marks:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [
        joined([marks[n] for n in (run[0], run[-1])], _TO)
        if len(run) > _PAIR
        else joined([marks[n] for n in run], _AND)
        for run in runs
    ]
    return command("notemarks", joined((command("used", counted(usage.number)), joined(told, _AND))))


def _part(use: PartUse, made: VolumeContent, wording: Wording) -> Latex:
    if use.part == TALLY:
        return escape(wording.spelled(made.tallies[use.argument]))
    if use.part == "lock-date":
        date = made.inputs.lock.date
        return escape(wording.date(date) if date else wording.word("no day yet"))
    if use.part == "error-rate":
        return escape(_error_rate(made.reviewed, wording))
    return command("briefpart", identifier(index_path(use.argument) if use.part == INDEX else use.part))


def _error_rate(reviewed: Reviewed, wording: Wording) -> str:
    """Return the share of statements that are not wholly supported with its interval, in per cent: 5.0 (1.7–13.7)."""
    if reviewed.error_rate is None:
        return wording.word("not known")
    share, low, high = (wording.number(Decimal(value) * 100, 1) for value in reviewed.error_rate)
    return f"{share} ({low}–{high})"


def _exhibit(made: VolumeContent, exhibit: Prepared, mark_names: Marker) -> TexFile:
    """Set an exhibit: head, table or picture, note and source line."""
    name = anchor(exhibit.name)
    kind = "table" if exhibit.kind == "table" else "figure"
    head = rf"\exhibithead{{{kind}}}{{{name}}}{{{escape(exhibit.title)}}}"
    placed = made.own.placed(exhibit.name)
    source = made.formatted.citations.get(placed.number, EMPTY) if placed else EMPTY
    doubtful = [e for e in exhibit.evidence if e in made.unverified]
    mark = "".join(rf"\unverifiedmark{{{anchor(e)}}}" for e in doubtful[:1])
    data = command("exhibitdata", anchor(exhibit.data)) if exhibit.data else EMPTY
    foot = rf"\exhibitfoot{{{escape(exhibit.note)}}}{{{source}{mark}{data}}}"
    foot += "".join(rf"\noted{{{anchor(e)}}}" for e in exhibit.evidence)
    if kind == "figure":
        picture = rf"{{\rgfigure{{{name}}}\includegraphics[alt={{{_plain(exhibit.alt)}}}]{{exhibits/{name}.pdf}}}}"
        lines = [r"\begin{figure}[!htbp]", head, picture, foot, r"\end{figure}"]
    else:
        body = mark_names(made.drawn.tables.get(exhibit.name, EMPTY), True)
        lines = _table(body, exhibit.content, head, foot)
    text = "\n".join(lines) + "\n"
    return TexFile(f"exhibits/{name}.tex", text.encode(), (exhibit.location,) * text.count("\n"))


def _table(body: str, content: ChartSpec | Grid, head: str, foot: str) -> list[str]:
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


def names(made: VolumeContent) -> TexFile:
    """Say which exhibits are tables, which works no style lists, what is unverified; read when the document begins."""
    settings = made.project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    parts = {usage.use.part for usage in made.own.usages if isinstance(usage.use, PartUse)}
    works = {key for key, _ in made.formatted.bibliography} if BIBLIOGRAPHY in parts else set()
    absent = (key for key in made.inputs.bibliography.entries if key not in works)
    lines = [
        command("exhibitkind", anchor(called), command("tablename" if e.kind == "table" else "figurename"))
        for called, e in made.prepared.items()
    ]
    lines += [command("unlistedwork", anchor(key)) for key in absent]
    lines += [*_elsewhere(made), *_summary(made, wording)]
    return listed("names.tex", lines, (Location(PROJECT_FILE, 1),))


def _elsewhere(made: VolumeContent) -> Iterator[Latex]:
    """Say what other volumes are called, and where in them the exhibits stand that this one names."""
    for volume in made.project.settings.bound:
        if volume.id != made.volume.id:
            yield command("volumecalled", identifier(volume.id), escape(volume.title))
    for label, other in sorted({pair for file in made.own.files for pair in _VOLUME_LABEL.findall(file.text)}):
        if other in made.elsewhere and label in made.elsewhere[other].labels:
            target, page = made.elsewhere[other].labels[label]
            yield command("labelelsewhere", identifier(other), escape(label), escape(target), escape(page))
    named = {name for file in made.own.files for name in _EXHIBIT.findall(file.text)}
    named |= {anchor(made.prepared[name].data) for name in made.own.exhibits if name in made.prepared}
    own = {anchor(name) for name in made.own.exhibits}
    for name in sorted(named - own):
        for other, pages in made.elsewhere.items():
            if name in pages.exhibits:
                form, number, page = pages.exhibits[name]
                kind = command(f"{form}name")
                told = (identifier(other), kind, identifier(f"rg{form}.{number}"), escape(number), escape(page))
                yield command("exhibitelsewhere", anchor(name), *told)
                break


def _summary(made: VolumeContent, wording: Wording) -> Iterator[Latex]:
    """Count on the last page what is marked as unverified."""
    used = made.unverified.intersection(item.id for item in made.used)
    counts = (
        ("Passages that no text verified", len(used)),
        ("Sentences changed since they were verified", len(made.reworded)),
    )
    if any(count for _, count in counts):
        told = ". ".join(f"{wording.word(what)}: {count}" for what, count in counts if count)
        yield command("AtEndDocument", command("unverifiedsummary", escape(told)))


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
    words = (("citedonname", "Cited on p."), ("onpagename", "p."), ("notename", "Note"), ("sourcelinename", "Source"))
    linked = (("datalinename", "Data"),) if any(e.data for e in settings.exhibits.values()) else ()
    lines = (
        Latex(rf"\usepackage[{_geometry(PAPERS[settings.paper])},{MARGINS}]{{geometry}}"),
        Latex(rf"\IfFileExists{{{language}.ldf}}{{\usepackage[{language}]{{babel}}}}{{\rgnolanguage{{{language}}}}}"),
        command("hypersetup", hyper),
        command("brieftitle", escape(title)),
        *(command("renewcommand*", command(own), escape(wording.word(word))) for own, word in (*words, *linked)),
        *(command("renewcommand*", command(own), escape(sign)) for own, sign in signs),
        *((command("briefstatus", escape(wording.word("Draft"))),) if settings.status == "draft" else ()),
        Latex(r"\AtBeginDocument{\input{names}}"),
    )
    return "".join(f"{line}\n" for line in lines)
