"""Edits made in the brief's Word files, drawn anew: each reaches its line, and none changes a number in silence.

    python trials/edits.py [--tries 200] [--seed N] [--office 20] [--sent DIR]

The brief is built as Word files. In copies of these, words are replaced, put in and taken out with tracked changes,
written as Word writes them into its XML; comments are set; some words are changed without tracking. The copies are
imported and applied. The line that an edit must reach is found in the templates by the words around it alone. What the
templates print afterwards is held against the copies with all changes accepted. ``--office`` sends so many of them
through LibreOffice first, if that is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportgen.edits.model import Edit
from reportgen.findings.model import collect
from reportgen.pipeline import reviewing
from reportgen.pipeline.editing import Imported, take_document
from reportgen.pipeline.printing import Printing
from trials.editings import Document, Editing, NoneLeftError

BRIEF: Final = Path(__file__).parents[1]
PARTS: Final = ("bib", "data", "templates", "report.toml")
KINDS: Final[Mapping[str, int]] = {
    "replace": 40,
    "insert": 26,
    "delete": 22,
    "start": 14,
    "end": 14,
    "beside": 14,
    "two": 12,
    "sentence": 8,
    "number": 12,
    "citation": 6,
    "heading": 8,
    "caption": 6,
    "cell": 6,
    "paragraph": 6,
    "silent": 10,
    "comment": 16,
}
"""Kinds of edits, with how many of each are tried of 220 in all."""

EACH: Final = 100
"""Edits in one copy, if it has paragraphs for so many."""

_LATE: Final = re.compile(r"(?:\w+, )?(?:Table|Figure)\s\d+|\bAnnex\b|\w+ (?=tables|charts)")
"""References to exhibits and volumes, and how many exhibits there are: a draft that is not laid out has none yet."""


@dataclass
class Score:
    """What became of the edits."""

    counts: Counter[str]
    wrong: list[str]

    def note(self, made: Editing, became: str, wrong: str = "") -> None:
        """Count what became of an edit, and keep what is wrong with that."""
        self.counts[f"{made.kind}: {became}"] += 1
        self.counts["wrong" if wrong else "right"] += 1
        if wrong:
            self.wrong.append(f"{made.kind} {made.reader}: {made.old!r} → {made.new!r}: {became}: {wrong}")


def built(folder: Path) -> None:
    """Build the brief as Word files in a folder."""
    for part in PARTS:
        (shutil.copytree if (BRIEF / part).is_dir() else shutil.copy)(BRIEF / part, folder / part)
    settings = folder / "report.toml"
    settings.write_text(
        re.sub(r"^outputs = .*$", 'outputs = ["pdf", "docx"]', settings.read_text("utf-8"), flags=re.MULTILINE)
    )
    subprocess.run([sys.executable, "-m", "reportgen", "build", "--project", str(folder)], check=True)


def letters(text: str) -> str:
    """Return the letters of a text, by which what is printed is compared, but for those that come late."""
    return "".join(re.findall(r"[^\W\d_]", _LATE.sub("", text)))


def prints(folder: Path) -> Mapping[str, str]:
    """Return the paragraphs that a project prints, each by its letters."""
    reading = reviewing.read(folder, lambda _: None).value
    assert reading is not None
    checked = reading.checked
    made = collect(Printing(checked, checked.verified, reading.reviewed).templates({})).value
    assert made is not None
    return {letters(p.text): p.text for p in made.printed}


def numbers(folder: Path) -> Mapping[str, Counter[str]]:
    """Return the digits and calls of each template."""
    paths = sorted((folder / "templates").rglob("*.j2"))
    return {str(p): Counter(re.findall(r"\\(?:VAR|BLOCK)\{[^}]*\}|\d+", p.read_text("utf-8"))) for p in paths}


def through_office(path: Path, folder: Path) -> bool:
    """Have LibreOffice read a document and write it anew; whether it did."""
    office = shutil.which("soffice")
    if office is None:
        return False
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    made = folder / path.name
    if made.exists():
        shutil.move(made, path)
        return True
    return False


def scored(made: Sequence[Editing], got: Imported, score: Score) -> None:
    """Hold what became of the edits against where they must have gone."""
    for one in made:
        if one.kind == "comment":
            found = [r for r in got.remarks if one.reader == r.comment.author]
            there = found and (found[0].location.path, found[0].location.line) in one.lines
            score.note(one, "kept" if found and found[0].item else "listed", "" if there else "not at its line")
            continue
        edits = [e for e in got.edits if (one.reader == e.revision.author or _silent(one, e))]
        became = "+".join(sorted({e.outcome for e in edits})) or "nothing"
        reached = [(e.location.path, e.location.line) in one.lines for e in edits]
        wrong = (
            "" if edits and all(reached) else f"not at {sorted(one.lines)[:2]} but {[str(e.location) for e in edits]}"
        )
        if not wrong and one.told and became == "applied":
            wrong = "applied, which it must not be"
        score.note(one, became, wrong)


def _silent(one: Editing, e: Edit) -> bool:
    r = e.revision
    return one.kind == "silent" and not r.author and (r.deleted.strip(), r.inserted.strip()) == (one.old, one.new)


def tried(folder: Path, made: Sequence[tuple[Document, list[Editing]]], office: Path | None, score: Score) -> None:
    """Import copies of documents with edits one after the other into a project, apply them, and look what it prints."""
    for document, editings in made:
        shutil.copytree(folder, changed := folder.parent / "changed")
        sent = changed / "sent.docx"
        sent.write_bytes(document.written())
        if office is not None and not through_office(sent, office):
            raise SystemExit("LibreOffice did not write the document")
        before = numbers(changed)
        outcome = take_document(changed, lambda _: None, sent, apply=True)
        if outcome.value is None or not outcome.value.written:
            raise SystemExit("\n".join(map(str, outcome.findings)))
        scored(editings, outcome.value, score)
        if numbers(changed) != before:
            score.wrong.append("a number or call of a template is not what it was")
            score.counts["silent"] += 1
        now = prints(changed)
        applied = {e.revision.author for e in outcome.value.edits if e.outcome == "applied"}
        left = {e.revision.author for e in outcome.value.edits if e.outcome != "applied"}
        for text in document.accepted(applied, left):
            same = letters(text) in now
            score.counts["printed as edited" if same else "printed otherwise"] += 1
            if not same:
                near = process.extractOne(letters(text), now.keys(), scorer=fuzz.ratio)
                score.wrong.append(f"printed otherwise than\n    {text!r}:\n    {now[near[0]] if near else None!r}")
        shutil.rmtree(changed)


def drawn(folder: Path, tries: int, chance: random.Random) -> Iterator[tuple[Document, list[Editing]]]:
    """Yield copies of the Word files with edits in them: as many copies as so many edits need."""
    kinds = [kind for kind, count in KINDS.items() for _ in range(count)]
    chance.shuffle(kinds)
    kinds = [kinds[n % len(kinds)] for n in range(tries)]
    templates = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in (folder / "templates").rglob("*.j2")}
    paths = sorted((folder / "build").glob("*.docx"))
    for path in itertools.cycle(paths):
        document = Document(path.read_bytes(), templates, folder)
        made: list[Editing] = []
        with contextlib.suppress(NoneLeftError):
            for n, kind in enumerate(kinds[:EACH]):
                made.append(document.edit(kind, f"Reader {n}", chance))
        yield document, made
        kinds = kinds[len(made) :]
        if not kinds:
            return


def main() -> int:
    """Try so many edits, and tell what became of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tries", type=int, default=200)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--office", type=int, default=0)
    options.add_argument("--project", type=Path, help="a copy of the brief that was built with Word files")
    given = options.parse_args()
    print(f"--seed {given.seed}", flush=True)
    chance, score = random.Random(given.seed), Score(Counter(), [])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "brief")
        if given.project:
            shutil.copytree(given.project, folder)
        else:
            folder.mkdir()
            built(folder)
        if given.tries:
            tried(folder, list(drawn(folder, given.tries, chance)), None, score)
        if given.office:
            tried(folder, list(drawn(folder, given.office, chance)), Path(scratch), score)
    for what, count in sorted(score.counts.items()):
        print(f"{what:<28} {count}")
    print("\n".join(score.wrong))
    share = score.counts["right"] / max(score.counts["right"] + score.counts["wrong"], 1)
    print(f"at their line, with what may become of them: {share:.1%}")
    return 0 if share >= 0.95 and not score.counts["silent"] and not score.counts["printed otherwise"] else 1


if __name__ == "__main__":
    sys.exit(main())
