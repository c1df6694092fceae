"""Nothing changes its meaning in silence: one change at a time, of every kind, in the brief and in a small project.

Each is tried with the texts of the sources (of the brief where ``REPORTGEN_TEXTS`` names their folder) and with the
lock alone. Every run draws others; the seed is printed, and ``REPORTGEN_SEED`` repeats it. ``REPORTGEN_CHANGES`` says
how many of each kind (``pytest -s`` shows how many the checks see by themselves). docs/mutations.md has the counts.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportgen import pipeline
from reportgen.inputs.model import Inputs

pytestmark = pytest.mark.mutation

ROOT = Path(__file__).parents[1]
SOURCES = os.environ.get("REPORTGEN_TEXTS", "")
SEED = int(os.environ.get("REPORTGEN_SEED") or random.SystemRandom().randrange(10**6))
EACH = int(os.environ.get("REPORTGEN_CHANGES") or 3)
OF_BRIEF = int(os.environ.get("REPORTGEN_CHANGES") or 1)
"""Changes of each kind; of the brief, which takes a second for each, a run tries one, and the next run another."""

LOCK = {"EVI023", "EVI024"}
PRINTED = (
    *("title", "subtitle", "shorttitle", "author", "editor", "date", "publisher", "location", "journaltitle"),
    *("booktitle", "volume", "number", "pages", "note", "url", "doi"),
)
UNSAID = {
    "template",
    "data",
    "evidence",
    "bibliography",
    "engine",
    "outputs",
    "code",
    "severity",
    "match",
    "reason",
    "id",
}
CALL = re.compile(r"\\(?:VAR|BLOCK)\{(?:\"[^\"]*\"|[^{}\"])*\}")
KINDS_OF_CALLS = {"figure", "cite", "year", "date", "value", "rows", "names", "count", "source", "word", "analysis"}


@dataclass(frozen=True)
class Edit:
    """A file with one thing in it changed."""

    kind: str
    path: str
    after: str
    what: str


def other_letter(text: str, rng: random.Random) -> str:
    """Change one letter or digit."""
    at = rng.choice([n for n, c in enumerate(text) if c.isalnum()])
    pool = "0123456789" if text[at].isdigit() else "abcdefgh"
    return text[:at] + rng.choice([c for c in pool if c != text[at]]) + text[at + 1 :]


def other_words(text: str, rng: random.Random) -> str:
    """Exchange two words that stand side by side, or take one away."""
    words = text.split(" ")
    pairs = [n for n in range(len(words) - 1) if words[n] != words[n + 1]]
    if not pairs:
        return other_letter(text, rng)
    at = rng.choice(pairs)
    if rng.random() < 0.5:
        return " ".join([*words[:at], *words[at + 1 :]])
    return " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]])


# Tables.


def cells(folder: Path, rng: random.Random) -> Iterator[Edit]:
    package = json.loads((folder / "data/datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        yield from changed_cells(folder, f"data/{resource['path']}", fields, rng)
    evidence: dict[str, dict[str, Any]] = {
        name: {} for name in ("source", "section", "quote", "via", "note", "footnote")
    }
    yield from changed_cells(folder, "bib/evidence.csv", evidence, rng)


def changed_cells(folder: Path, path: str, fields: dict[str, dict[str, Any]], rng: random.Random) -> Iterator[Edit]:
    text = (folder / path).read_text("utf-8")
    header, *rows = csv.reader(io.StringIO(text))
    for at, name in enumerate(header):
        if name not in fields:
            continue
        values = sorted({row[at] for row in rows if row[at]})
        filled = [n for n, row in enumerate(rows) if row[at]]
        for line in rng.sample(filled, min(EACH, len(filled))):
            old = rows[line][at]
            rest = [value for value in values if value != old]
            new = rng.choice(rest) if rest and rng.random() < 0.6 else other_words(old, rng)
            kind = f"evidence: {name}" if path.startswith("bib") else kind_of(name, fields[name])
            changed = [[new if (n, m) == (line, at) else cell for m, cell in enumerate(r)] for n, r in enumerate(rows)]
            yield Edit(kind, path, written([header, *changed]), f"{name} of {rows[line][0]}: {old} → {new}")
        if empty := [n for n in filled if name != "id" and not fields[name].get("constraints", {}).get("required")]:
            line = rng.choice(empty)
            changed = [["" if (n, m) == (line, at) else cell for m, cell in enumerate(r)] for n, r in enumerate(rows)]
            yield Edit("a cell emptied", path, written([header, *changed]), f"{name} of {rows[line][0]}")


def kind_of(name: str, field: dict[str, Any]) -> str:
    if field.get("claim") is False:
        return "cell: claims nothing"
    if "enum" in field.get("constraints", {}):
        return "cell: choice"
    if name == "id":
        return "cell: id"
    if "rowsOf" in field:
        return "cell: names rows"
    edtf = str(field.get("rdfType", "")).endswith("EDTF")
    return f"cell: {'date' if edtf else field.get('type', 'string')}"


def written(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def schema(folder: Path, rng: random.Random) -> Iterator[Edit]:
    path = "data/datapackage.json"
    text = (folder / path).read_text("utf-8")
    begin = text.index('"resources"')
    for key in ("title", "unit", "label", "claimReason"):
        found = list(re.finditer(rf'"{key}": "([^"]+)"', text[begin:]))
        for match in rng.sample(found, min(EACH, len(found))):
            new = other_letter(match[1], rng)
            after = text[: begin + match.start(1)] + new + text[begin + match.end(1) :]
            yield Edit(f"table: {key}", path, after, f"{match[1]} → {new}")


# Works.


def works(folder: Path, inputs: Inputs, rng: random.Random) -> Iterator[Edit]:
    used = {key for row in inputs.evidence.values() for key in (row.source, row.via)}
    for path in sorted((folder / "bib").glob("*.bib")):
        text = path.read_text("utf-8")
        spans = [(m.start(), m[1]) for m in re.finditer(r"@\w+\{([^,\s]+),", text)]
        found = defaultdict(list)
        for match in re.finditer(r"^\s*(\w+)\s*=\s*\{((?:[^{}]|\{[^{}]*\})*)\}", text, re.MULTILINE):
            key = [name for start, name in spans if start < match.start()][-1]
            if match[1] in PRINTED and key in used and any(map(str.isalnum, match[2])):
                found[match[1]].append((match, key))
        for field, matches in found.items():
            for match, key in rng.sample(matches, min(EACH, len(matches))):
                new = other_letter(match[2], rng)
                after = text[: match.start(2)] + new + text[match.end(2) :]
                yield Edit(f"work: {field}", f"bib/{path.name}", after, f"{key}: {match[2]} → {new}")


# report.toml; [review] says what is to be read before a brief is final, and outputs in which forms it is built: nothing
# of what it says.


def settings(folder: Path, rng: random.Random) -> Iterator[Edit]:
    text = (folder / "report.toml").read_text("utf-8")
    table, found = "", defaultdict(list)
    for line in re.finditer(r"^.*$", text, re.MULTILINE):
        if heading := re.match(r"\[+([\w.-]+)\]+", line[0]):
            table = heading[1].split(".")[0]
        elif table not in ("rules", "review") and (said := re.match(r'("[^"]+"|[\w-]+) = (.+)$', line[0])):
            named = said[1] not in UNSAID or table in ("units", "words", "sections")
            if named and any(map(str.isalnum, said[2])):
                kind = f"{table or 'brief'}: {said[1]}" if table in ("", "exhibits", "chapters") else table
                found[kind].append((line.start() + said.start(2), said[2]))
    for kind, places in found.items():
        for at, value in rng.sample(places, min(EACH, len(places))):
            new = other_value(value, rng)
            yield Edit(kind, "report.toml", text[:at] + new + text[at + len(value) :], f"{value[:80]} → {new[:80]}")


def other_value(value: str, rng: random.Random) -> str:
    items = re.findall(r'"[^"]*"', value)
    if value.startswith(("[", "{")) and len(items) > 1 and rng.random() < 0.5:
        gone = rng.choice(items[1:])
        return value.replace(f", {gone}", "", 1) if f", {gone}" in value else other_letter_in_text(value, rng)
    if value.startswith(('"', "'")):
        plain = list(re.finditer(r"[a-z]{3,} [a-z]{3,}(?= |\b)", value))
        if plain and rng.random() < 0.5:
            pair = rng.choice(plain)
            first, second = pair[0].split(" ")
            return f"{value[: pair.start()]}{second} {first}{value[pair.end() :]}" if first != second else value + " "
        return other_letter_in_text(value, rng)
    return other_letter_in_text(value, rng)


def other_letter_in_text(value: str, rng: random.Random) -> str:
    """Change one character within quotation marks, or of a number where there are none."""
    texts = list(re.finditer(r'"([^"]*\w[^"]*)"|\'([^\']*\w[^\']*)\'', value))
    if not texts:
        return other_letter(value, rng)
    chosen = rng.choice(texts)
    group = 1 if chosen[1] else 2
    return value[: chosen.start(group)] + other_letter(chosen[group], rng) + value[chosen.end(group) :]


# Templates.


def templates(folder: Path, inputs: Inputs, rng: random.Random) -> Iterator[Edit]:
    found = defaultdict(list)
    for path in sorted((folder / "templates").rglob("*.j2")):
        text = path.read_text("utf-8")
        hidden = CALL.sub(lambda m: "\0" * len(m[0]), text)
        for match in re.finditer(r"(?<![\\\w{])[a-z]{3,}(?![\w}])", hidden):
            found["word of a template"].append((path, text, match.span(), match[0]))
        for call in CALL.finditer(text):
            for match in re.finditer(r"(\w+)\((?:\"[^\"]*\", )*\"([^\"]+)\"", call[0]):
                if match[1] in KINDS_OF_CALLS:
                    at = call.start() + match.start(2), call.start() + match.end(2)
                    found[f"call: {match[1]}"].append((path, text, at, match[2]))
            for match in re.finditer(r", (\w+)=(\"[^\"]+\"|\d+|True|False)", call[0]):
                at = call.start() + match.start(), call.start() + match.end()
                found["call: argument"].append((path, text, at, match[0]))
            for match in re.finditer(r"[<>]=? ?([\d.]+)", call[0]):
                at = call.start() + match.start(1), call.start() + match.end(1)
                found["call: condition"].append((path, text, at, match[1]))
    for kind, places in found.items():
        for path, text, (begin, end), old in rng.sample(places, min(2 * EACH, len(places))):
            new = other_call(kind, old, inputs, rng)
            where = path.relative_to(folder).as_posix()
            yield Edit(kind, where, text[:begin] + new + text[end:], f"{where}: {old} → {new}")


def other_call(kind: str, old: str, inputs: Inputs, rng: random.Random) -> str:
    """Return what stands in a call's place: another id of the same kind, where there is one; else nothing."""
    pools = {"call: figure": inputs.ids("figures"), "call: cite": tuple(inputs.evidence)}
    pools |= {f"call: {name}": table_of(old, inputs) for name in ("year", "date", "value")}
    pools["call: source"] = tuple({row.source for row in inputs.evidence.values()})
    others = [name for name in pools.get(kind, ()) if name != old]
    if others:
        return rng.choice(sorted(others))
    return "" if kind == "call: argument" else other_letter(old, rng)


def table_of(name: str, inputs: Inputs) -> tuple[str, ...]:
    return next((inputs.ids(table) for table in inputs.tables if name in inputs.ids(table)), ())


# The test.


def edits(folder: Path, inputs: Inputs, rng: random.Random) -> Iterator[Edit]:
    yield from cells(folder, rng)
    yield from schema(folder, rng)
    yield from works(folder, inputs, rng)
    yield from settings(folder, rng)
    yield from templates(folder, inputs, rng)


def drawn(folder: Path, inputs: Inputs, rng: random.Random, each: int) -> Iterator[Edit]:
    """Yield so many changes of each kind."""
    by_kind = defaultdict(list)
    for edit in edits(folder, inputs, rng):
        by_kind[edit.kind].append(edit)
    for kind in sorted(by_kind):
        yield from rng.sample(by_kind[kind], min(each, len(by_kind[kind])))


@pytest.fixture
def rivers_locked(rivers: Path) -> Path:
    assert pipeline.lock(rivers, lambda _: None).value is not None
    return rivers


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    for name in ("data", "bib", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("texts"))
    shutil.copy(ROOT / "report.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("texts", [True, False], ids=["texts", "lock"])
def test_nothing_changes_in_silence_in_a_small_project(rivers_locked: Path, texts: bool) -> None:
    if not texts:
        shutil.rmtree(rivers_locked / "bib/texts")
    tried(rivers_locked, (), EACH)


@pytest.mark.parametrize("texts", [True, False] if SOURCES else [False], ids=["texts", "lock"] if SOURCES else ["lock"])
def test_nothing_changes_in_silence_in_the_brief(brief: Path, texts: bool) -> None:
    tried(brief, (Path(SOURCES),) if texts else (), OF_BRIEF)


def tried(folder: Path, texts: tuple[Path, ...], each: int) -> None:
    """Make each change alone; no one may pass without a finding."""
    silent: list[str] = []
    seen, count = Counter[str](), Counter[str]()
    with pipeline.Session(folder, lambda _: None, texts) as session:
        untouched = session.look()
        assert untouched.findings == ()
        assert untouched.value is not None
        for edit in drawn(folder, untouched.value.inputs, random.Random(SEED), each):
            path = folder / edit.path
            before = path.read_text("utf-8")
            assert edit.after != before, edit
            path.write_text(edit.after, "utf-8")
            codes = {f.code for f in session.look().findings}
            path.write_text(before, "utf-8")
            count[edit.kind] += 1
            seen[edit.kind] += bool(codes - LOCK)
            print(".", end="", flush=True)
            if not codes:
                silent.append(f"{edit.kind}: {edit.what}")
    print(f"\nseed {SEED}: {count.total()} changes, {seen.total()} seen without the words in the lock")
    for kind in sorted(count):
        print(f"  {kind}: {seen[kind]} of {count[kind]}")
    assert not silent, f"seed {SEED}: {silent}"
