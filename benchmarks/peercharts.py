"""Draws the charts of the hand-made brief, all by one script, as people do it: pandas, matplotlib, a file for each."""

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("pdf")
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

WIDTH = 142 / 25.4


def year(text: str, other: int) -> int:
    """Return the year of a date, or another number."""
    return int(text[:4]) if text[:4].isdigit() else other


def rows(chart: dict[str, Any]) -> pd.DataFrame:
    """Read the rows of a chart."""
    frame = pd.read_csv(f"data/{chart['table']}.csv", dtype=str, keep_default_na=False)
    works = pd.read_csv("bib/evidence.csv", dtype=str, keep_default_na=False).set_index("id")["source"]
    frame["source"] = frame["evidence"].str.split(";").str[0].map(works)
    for column, wanted in chart["where"].items():
        frame = frame[frame[column].isin(wanted if isinstance(wanted, list) else [wanted])]
    return frame


def spans(axes: Axes, frame: pd.DataFrame, chart: dict[str, Any]) -> None:
    """Draw lines from beginnings to ends."""
    roles = chart["columns"]
    kept = frame[frame[roles["start"]] != ""]
    names = kept[roles.get("label") or roles.get("row") or roles["place"]]
    places = {name: index for index, name in enumerate(dict.fromkeys(names))}
    begins = kept[roles["start"]].map(lambda text: year(text, 1991))
    ends = kept[roles["end"]].map(lambda text: year(text, 2016))
    axes.hlines([places[name] for name in names], begins, ends, linewidth=3)
    axes.set_yticks(range(len(places)), list(places))


def steps(axes: Axes, frame: pd.DataFrame, chart: dict[str, Any]) -> None:
    """Draw how many there were in each year."""
    roles = chart["columns"]
    years = range(1991, 2017)
    for name, group in frame.groupby(roles["group"]):
        begins = group[roles["start"]].map(lambda text: year(text, 9999))
        ends = group[roles["end"]].map(lambda text: year(text, 9999))
        axes.step(years, [int(((begins <= y) & (ends > y)).sum()) for y in years], label=name, where="post")
    axes.legend(fontsize=6)


def values(axes: Axes, frame: pd.DataFrame, chart: dict[str, Any]) -> None:
    """Draw values as bars, dots or lines."""
    roles = chart["columns"]
    labels, numbers = frame[roles["label"]], pd.to_numeric(frame[roles["value"]])
    if chart["kind"] == "dots":
        axes.scatter(numbers, labels)
    elif chart["kind"] == "slope":
        for name, group in frame.groupby(roles["label"]):
            axes.plot(
                group[roles["x"]].map(lambda text: year(text, 0)), pd.to_numeric(group[roles["value"]]), label=name
            )
        axes.legend(fontsize=6)
    else:
        axes.barh(labels, numbers)


def counts(axes: Axes, frame: pd.DataFrame, chart: dict[str, Any]) -> None:
    """Draw how many rows there are of each."""
    roles = chart["columns"]
    x = frame[roles["x"]].str[:4] if "end" in roles else frame[roles["x"]]
    by = [x, frame[roles["group"]]] if "group" in roles else [x]
    table = frame.groupby(by).size()
    (table.unstack(fill_value=0) if "group" in roles else table).plot.bar(ax=axes, fontsize=6)


KINDS = {"timeline": spans, "matrix": spans, "tiles": spans, "step": steps, "columns": counts}

for name, chart in json.loads(Path("charts.json").read_text("utf-8")).items():
    figure, axes = plt.subplots(figsize=(WIDTH, chart["height"] / 25.4), layout="constrained")
    KINDS.get(chart["kind"], values)(axes, rows(chart), chart)
    figure.savefig(f"exhibits/{name}.pdf")
    plt.close(figure)
