"""A project in whose every text stands what would act in a page or a Word file."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tomllib
from pathlib import Path

POISON = (
    "\"><script>alert(1)</script><img src=x onerror='alert(1)'> ' onmouseover='alert(1) javascript:alert(1) </style>"
    " DDEAUTO calc"
)


def poisoned(folder: Path) -> Path:
    """Return a copy of the small project in a folder, poisoned."""
    copied = Path(shutil.copytree(Path(__file__).parents[1] / "projects/rivers", folder / "rivers"))
    poison(copied)
    return copied


def poison(folder: Path) -> None:
    """Put what would act in a page into every text of report.toml, the data, the evidence and the bibliography."""
    text = (folder / "report.toml").read_text("utf-8")
    said = json.dumps(POISON)[1:-1]
    for name in ("Bridges over two rivers", "A test", "The bridge office", "Test edition", "Bridges by river"):
        assert name in text
        text = text.replace(name, f"{name} {said}")
    text = text.replace(
        'title = "What bridges cost', f'note = "{said}"\nalt = "{said}"\ntitle = "{said} What bridges cost'
    )
    head = f'subject = "{said}"\nkeywords = ["{said}"]\n[words]\nTable = "{said}"\nContents = "{said}"\n'
    head = head.replace("[words]", 'outputs = ["pdf", "html"]\n[words]')
    words, rest = head.split("[words]")
    (folder / "report.toml").write_text(f"{words}{text}\n[words]{rest}", "utf-8")
    tomllib.loads((folder / "report.toml").read_text("utf-8"))
    for path, column in (("data/bridges.csv", "name"), ("data/rivers.csv", "name"), ("bib/evidence.csv", "note")):
        with (folder / path).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row[column] = f"{row[column]} {POISON}"
        with (folder / path).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    works = (folder / "bib/sources.bib").read_text("utf-8")
    said = POISON.replace('"', "''").replace("{", "").replace("}", "")
    works = re.sub(r"(title\s*=\s*\{)", lambda m: f"{m[1]}{said} ", works)
    works = re.sub(r"\n\}", ",\n  url = {javascript:alert(1)//https://x.example}\n}", works.replace(",\n}", "\n}"))
    (folder / "bib/sources.bib").write_text(works, "utf-8")
