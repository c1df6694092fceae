"""What a brief is made of → what a page says of one of its volumes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportgen.blocks.model import Edition, Elsewhere, Form, Shown, Use, Work
from reportgen.blocks.spreadsheet import table
from reportgen.checks.model import Inventory
from reportgen.citations.model import Formatted
from reportgen.draft.model import Draft, ExhibitUse
from reportgen.exhibits.model import ChartSpec, Grid, Prepared, Rows
from reportgen.inputs.model import Inputs
from reportgen.project.model import BRIEF, Project, Volume
from reportgen.review.model import Reviewed
from reportgen.text.latex import EMPTY, Latex, anchor
from reportgen.text.wording import Wording

WORDS: Final = (
    *("Table", "Figure", "Note", "Source", "Contents", "Search", "Evidence", "Further evidence", "Works", "Used"),
    *("Data (CSV)", "Draft", "Skip to the text", "Dark", "Light", "Close", "Copy citation", "Copied", "Sort"),
    *("Where this comes from", "Second reader", "not read yet", "sources", "cited in", "PDF", "Print", "No result"),
    *("supported", "partly", "not-supported", "cannot-tell", "Back to the text", "results", "Passage", "Other volumes"),
    *("exact", "fuzzy", "locked", "unverified"),
)
"""The page's own words; ``[words]`` of report.toml has others in their places."""

_CHECKED: Final = {
    "exact": "word for word in the source",
    "fuzzy": "nearly word for word in the source",
    "locked": "verified in the source",
    "unverified": "not verified",
}
_ENGLISH: Final = {
    **_CHECKED,
    "not-supported": "not supported",
    "cannot-tell": "the reader cannot tell",
    "partly": "supported in part",
}


def gather(
    project: Project,
    inputs: Inputs,
    draft: Draft,
    formatted: Formatted,
    prepared: Mapping[str, Prepared],
    stated: Inventory,
    reviewed: Reviewed,
    volume: Volume,
) -> Edition:
    """Return what the page of a volume says beside its text."""
    settings = project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    own = draft.of(volume.id)
    title = draft.titles[("title",)].text
    others = {other.id: other.title for other in settings.bound if other.id != volume.id}
    listed = [key for key, _ in formatted.bibliography]
    return Edition(
        volume.id,
        title if volume.id == BRIEF else f"{title}: {volume.title}",
        draft.titles[("subtitle",)].text,
        tuple(settings.authors),
        settings.date,
        wording.today(settings.date),
        wording.edition(settings.edition, settings.status),
        settings.language,
        settings.subject,
        tuple(settings.keywords),
        settings.status,
        settings.url,
        tuple(settings.outputs),
        settings.paper,
        tuple(_exhibits(own, formatted, prepared)),
        {name: found for other in others for name, found in _numbers(draft.of(other), prepared, other).items()},
        others,
        tuple(_uses(own, stated, reviewed)),
        {anchor(name): how for name, how in stated.passages.items()},
        {anchor(name): anchor(item.source) for name, item in inputs.evidence.items()},
        tuple(_works(inputs, listed)),
        {word: settings.words.get(word) or _ENGLISH.get(word) or wording.word(word) for word in WORDS},
    )


def _numbers(draft: Draft, prepared: Mapping[str, Prepared], volume: str) -> dict[Latex, Elsewhere]:
    """Number the exhibits of a volume in the order in which they stand, tables and figures each for themselves."""
    found: dict[Latex, Elsewhere] = {}
    counts: dict[Form, int] = {"table": 0, "figure": 0}
    for usage in draft.usages:
        if isinstance(usage.use, ExhibitUse) and usage.use.name in prepared and anchor(usage.use.name) not in found:
            form: Form = "table" if prepared[usage.use.name].kind == "table" else "figure"
            counts[form] += 1
            found[anchor(usage.use.name)] = Elsewhere(volume, form, counts[form])
    return found


def _exhibits(own: Draft, formatted: Formatted, prepared: Mapping[str, Prepared]) -> Iterator[Shown]:
    numbers = _numbers(own, prepared, "")
    by_anchor: dict[str, Prepared] = {anchor(name): exhibit for name, exhibit in prepared.items()}
    for name, there in numbers.items():
        exhibit = by_anchor[name]
        placed = own.placed(exhibit.name)
        yield Shown(
            name,
            there.form,
            there.number,
            exhibit.title,
            exhibit.note,
            exhibit.alt,
            formatted.citations.get(placed.number, EMPTY) if placed else EMPTY,
            tuple(anchor(e) for e in exhibit.evidence),
            _csv(exhibit.content),
            exhibit.location,
            exhibit.content if isinstance(exhibit.content, Grid) else None,
        )


def _csv(content: ChartSpec | Grid) -> str:
    if isinstance(content, Grid):
        groups = [row.cells[0] for row in content.rows if row.heading]
        heads = [*([""] * bool(groups)), *(column.title for column in content.columns)]
        return table([heads, *_grouped(content, bool(groups))])
    return table(_rows(content.rows, content.columns))


def _grouped(grid: Grid, groups: bool) -> Iterator[Sequence[str]]:
    """Yield the rows of a table, each behind the heading that it stands under, with what a machine reads of cells."""
    head = ""
    for row in grid.rows:
        if row.heading:
            head = row.cells[0]
        else:
            yield [*([head] * groups), *(row.raw or row.cells)]


def _rows(rows: Rows, columns: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """Yield the rows of a chart: the columns that it shows, and labels for ids."""
    shown = list(dict.fromkeys(columns.values()))
    shown = [name for column in shown for name in (column, f"{column}.label") if name in rows.names]
    places = [rows.names.index(name) for name in shown]
    yield shown
    for cells in rows.cells:
        picked = [cells[place] for place in places]
        yield ["" if c is None else "; ".join(map(str, c)) if isinstance(c, tuple) else str(c) for c in picked]


def _uses(own: Draft, stated: Inventory, reviewed: Reviewed) -> Iterator[Use]:
    judged = {j.item.number: j for j in reviewed.judged if j.item.kind == "statement"}
    said = {usage: judged[n] for n, s in enumerate(stated.statements) if n in judged for usage in s.usages}
    for usage in own.usages:
        if usage.use.evidence:
            judgement = said.get(usage.number)
            verdict, readers = (judgement.verdict, len(judgement.current)) if judgement else ("", 0)
            yield Use(usage.number, tuple(map(anchor, usage.use.evidence)), verdict, readers)


def _works(inputs: Inputs, keys: Sequence[str]) -> Iterator[Work]:
    for key in keys:
        entry = inputs.bibliography[key]
        names = entry.csl.get("author") or entry.csl.get("editor") or ()
        authors = tuple(_name(name) for name in names)
        url = entry.fields.get("url") or (f"https://doi.org/{entry.fields['doi']}" if entry.fields.get("doi") else "")
        date = entry.fields.get("date") or entry.fields.get("year") or ""
        yield Work(anchor(key), entry.fields.get("title") or key, authors, date, url)


def _name(name: Mapping[str, str]) -> str:
    return name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))
