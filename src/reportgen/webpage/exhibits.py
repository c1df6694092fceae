"""Exhibits → blocks for pandoc: tables with their heads, and what stands around charts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from reportgen.blocks.exhibits import foot, label
from reportgen.blocks.model import Edition, Shown
from reportgen.blocks.nodes import Node, attributes, div, html, plain, text
from reportgen.exhibits.model import Grid, GridRow

_PADDING: Final = str.maketrans("", "", "\N{FIGURE SPACE}\N{PUNCTUATION SPACE}")


def on_page(shown: Shown, edition: Edition, picture: str, source: Sequence[Node]) -> Iterator[Node]:
    """Yield an exhibit for a browser; ``picture`` is the chart as HTML, ``source`` its source line."""
    name = f"exhibit:{shown.name}"
    heading = f'<b id="{name}-label">{escape(label(shown, edition))}</b> <span>{escape(shown.title)}</span>'
    yield html(f'<figure id="{name}" class="exhibit {shown.form}"><figcaption id="{name}-title">{heading}</figcaption>')
    if shown.grid is not None:
        region = attributes("", ["scroll"], tabindex="0", role="region", aria_labelledby=f"{name}-title")
        yield div([grid_table(shown.grid, aria_labelledby=f"{name}-title")], region)
    else:
        yield html(f'<div class="chart" tabindex="0" role="region" aria-labelledby="{name}-title">{picture}</div>')
    yield from foot(shown, edition, source)
    if shown.csv:
        data = b64encode(b"\xef\xbb\xbf" + shown.csv.encode()).decode()
        word, called = escape(edition.words["Data (CSV)"]), escape(label(shown, edition))
        href = f"data:text/csv;charset=utf-8;base64,{data}"
        yield html(
            f'<p class="data apparatus"><a download="{edition.volume}-{shown.name}.csv" href="{href}">{word}'
            f'<span class="unseen"> {called}</span></a></p>'
        )
    yield html("</figure>")


def grid_table(grid: Grid, caption: Sequence[Node] = (), **pairs: str) -> Node:
    """Return a table with a head; rows under a heading of their own are a body of their own."""
    heads = [_cell(c.title, "num" if c.align == "right" else "") for c in grid.columns]
    bodies: list[list[Any]] = []
    for row in grid.rows:
        if row.heading:
            told = [attributes(), [[*_cell(row.cells[0])[:3], len(grid.columns), _cell(row.cells[0])[4]]]]
            bodies.append([attributes(), 1, [told], []])
            continue
        if not bodies:
            bodies.append([attributes(), 1, [], []])
        bodies[-1][3].append([attributes(), list(_cells(grid, row))])
    specs = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in grid.columns]
    above = [None, [plain(caption)] if caption else []]
    head = [attributes(), [[attributes(), heads]]]
    return {"t": "Table", "c": [attributes(**pairs), above, specs, head, bodies, [attributes(), []]]}


def _cells(grid: Grid, row: GridRow) -> Iterator[list[Any]]:
    for number, (column, words) in enumerate(zip(grid.columns, row.cells, strict=True)):
        raw = row.raw[number] if row.raw else ""
        yield _cell(words, "num" if column.align == "right" else "", raw if raw != words else "")


def _cell(words: str, kind: str = "", raw: str = "") -> list[Any]:
    shown = words.translate(_PADDING)
    pairs: Mapping[str, str] = {"sort": raw}
    attrs = attributes("", [kind] if kind else [], **pairs)
    return [attrs, {"t": "AlignDefault"}, 1, 1, [plain([text(shown)])] if shown else []]
