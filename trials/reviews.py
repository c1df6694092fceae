"""Changes of the brief, drawn anew in each run: every review that rests on what changed goes stale, and no other.

    python trials/reviews.py [--changes 100] [--seed N] [--texts DIR]

All of the brief is read and imported first. What must go stale is told by what the items themselves name (rows,
passages, works) and by the words of the draft, not by digests.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from reportgen.pipeline import reviewing
from reportgen.pipeline.model import ReviewMaterial
from reportgen.review.model import Item

BRIEF: Final = Path(__file__).parents[1]
PARTS: Final = ("bib", "data", "templates", "report.toml")


def read(folder: Path, texts: list[Path]) -> ReviewMaterial:
    """Read a project as a second reader does."""
    outcome = reviewing.read(folder, lambda _: None, texts)
    if outcome.value is None:
        raise SystemExit("\n".join(map(str, outcome.findings)))
    return outcome.value


def import_all(folder: Path, texts: list[Path]) -> ReviewMaterial:
    """Have a reader support all that the brief holds, by a file of answers."""
    reading = read(folder, texts)
    answers = [
        {"statement": i.id, "verdict": "supported", "date": "2020-01-01T00:00:00Z", **vars(i.digests)}
        for i in (judged.item for judged in reading.reviewed.judged)
    ]
    path = folder / "answers.json"
    path.write_text(json.dumps({"reportgen-answers": 1, "reader": "Ada Reader", "answers": answers}), "utf-8")
    taken = reviewing.take(folder, lambda _: None, path, texts)
    assert taken.value == len(answers), taken.findings
    return read(folder, texts)


def word(folder: Path, chance: random.Random) -> str:
    """Put a word into a line of prose of a chapter."""
    path = chance.choice(sorted((folder / "templates").rglob("*.tex.j2")))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    found = [n for n, line in enumerate(lines) if re.match(r"[A-Z][a-z]+ [a-z]+ ", line)]
    if not found:
        return ""
    number = chance.choice(found)
    first, second, rest = lines[number].split(" ", 2)
    lines[number] = f"{first} {second} indeed {rest}"
    path.write_text("".join(lines), "utf-8")
    return f"{path.relative_to(folder)}:{number + 1}"


def cell(folder: Path, chance: random.Random, path: str, columns: Collection[str]) -> tuple[str, str]:
    """Change a cell of a table; give the id of its row, and what was changed."""
    with (folder / path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        heads, rows = list(reader.fieldnames or ()), list(reader)
    column = chance.choice([name for name in heads if name in columns])
    filled = [row for row in rows if row[column]]
    row = chance.choice(filled)
    numeric = re.fullmatch(r"-?\d+(\.\d+)?", row[column])
    row[column] = f"{row[column]}1" if numeric else f"{row[column]} indeed"
    with (folder / path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return row["id"], f"{path}: {column} of {row['id']}"


def quote(folder: Path, chance: random.Random) -> tuple[str, str]:
    """Change a quotation or its place."""
    return cell(folder, chance, "bib/evidence.csv", {"quote", "section", "footnote"})


def value(folder: Path, chance: random.Random) -> tuple[str, str]:
    """Change a value, or words beside it."""
    return cell(folder, chance, "data/figures.csv", {"value", "caveat"})


def source(folder: Path, chance: random.Random) -> tuple[str, str]:
    """Change the title of a work."""
    path = chance.choice(sorted((folder / "bib").glob("*.bib")))
    text = path.read_text("utf-8")
    found = chance.choice(
        list(re.finditer(r"^@\w+\{([^,\s]+),(?:(?!^\}).)*?^\s*title\s*=\s*\{", text, re.MULTILINE | re.DOTALL))
    )
    path.write_text(f"{text[: found.end()]}Indeed {text[found.end() :]}", "utf-8")
    return found[1], f"title of {found[1]}"


def named(before: ReviewMaterial, kind: str, name: str) -> set[str]:
    """Return the items that say themselves that they rest on a row, a passage or a work."""
    evidence = before.checked.inputs.evidence
    own = {
        e for e, row in evidence.items() if (kind == "quote" and e == name) or (kind == "source" and row.source == name)
    }
    row = f"figures/{name}" if kind == "value" else ""
    items = [judged.item for judged in before.reviewed.judged]
    return {i.id for i in items if row in i.rows or not own.isdisjoint(i.evidence) or i.id == f"row:{row}"}


def words_of(item: Item) -> tuple[object, ...]:
    """Return all words that an item shows."""
    return item.text, item.further


def tried(before: ReviewMaterial, after: ReviewMaterial, kind: str, name: str) -> tuple[set[str], set[str]]:
    """Return the items that ought to have gone stale and did not, and those that did and ought not."""
    was = {judged.item.id: words_of(judged.item) for judged in before.reviewed.judged}
    now: Mapping[str, tuple[str, tuple[object, ...]]] = {
        judged.item.id: (judged.state, words_of(judged.item)) for judged in after.reviewed.judged
    }
    wanted = {i for i, (_, words) in now.items() if was.get(i) != words}
    wanted |= named(before, kind, name) & now.keys() if kind != "word" else set()
    stale = {i for i, (state, _) in now.items() if state != "read"}
    return wanted - stale, stale - wanted


def main() -> int:
    """Try so many changes, and tell which reviews went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--changes", type=int, default=100)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--texts", type=Path, action="append", default=[])
    given = options.parse_args()
    print(f"--seed {given.seed}", flush=True)
    kinds: Mapping[str, Callable[[Path, random.Random], tuple[str, str]]] = {
        "word": lambda folder, chance: ("", word(folder, chance)),
        "quote": quote,
        "value": value,
        "source": source,
    }
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        brief, changed = Path(scratch, "brief"), Path(scratch, "changed")
        brief.mkdir()
        for part in PARTS:
            (shutil.copytree if (BRIEF / part).is_dir() else shutil.copy)(BRIEF / part, brief / part)
        before = import_all(brief, given.texts)
        assert {judged.state for judged in before.reviewed.judged} == {"read"}
        for number in range(given.changes):
            kind = list(kinds)[number % len(kinds)]
            shutil.copytree(brief, changed)
            name, told = kinds[kind](changed, random.Random(f"{given.seed}/{number}"))
            if told:
                missed, wrong = tried(before, read(changed, given.texts), kind, name)
                counts[kind] += 1
                print(f"{number + 1} of {given.changes}", end="\r", file=sys.stderr, flush=True)
                counts["silent"] += len(missed)
                counts["wrong"] += len(wrong)
                for what, found in (("not stale", missed), ("stale without reason", wrong)):
                    if found:
                        print(f"{kind}, {told}: {what}: {sorted(found)[:4]} of {len(found)}", flush=True)
            shutil.rmtree(changed)
    print(dict(counts))
    return 1 if counts["silent"] or counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
