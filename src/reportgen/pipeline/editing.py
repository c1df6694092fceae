"""What comes back from reviewers in Word: into templates as far as it is words of theirs, and told beyond that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from unicodedata import normalize

from reportgen.edits.align import alike
from reportgen.edits.archive import LARGEST, unpacked
from reportgen.edits.compare import against
from reportgen.edits.document import document
from reportgen.edits.model import Comment, Edit, Paper, Remark, Templates
from reportgen.edits.place import Placer
from reportgen.edits.remarks import reviews_of, subject
from reportgen.edits.rewrite import misprinted, patch, rewritten
from reportgen.edits.tell import tell
from reportgen.findings.model import Findings, Location, Outcome, Say, collect
from reportgen.findings.rules import finding
from reportgen.pipeline.model import BUILD, ReviewMaterial
from reportgen.pipeline.printing import Printing
from reportgen.pipeline.reviewing import addition, now, read, unwritable
from reportgen.project.model import BRIEF
from reportgen.system import files

SUFFIX: Final = ".docx"
_SAME: Final = 0.9
"""Share of paragraphs that a document has in common with the built one that it was made of."""


@dataclass(frozen=True)
class Imported:
    """What came back, and what became of it: edits by outcome, comments kept and not, the patch of templates.

    ``written`` says that templates and reviews have been written; ``kept`` counts the lines of the latter.
    """

    edits: tuple[Edit, ...]
    remarks: tuple[Remark, ...]
    patch: str
    written: bool = False
    kept: int = 0

    @property
    def complete(self) -> bool:
        """Whether each edit has a line, and each comment something that it is about."""
        return all(e.outcome != "lost" for e in self.edits) and all(r.item for r in self.remarks)

    def count(self, *outcomes: str) -> int:
        """Count the edits of which one of these became."""
        return sum(edit.outcome in outcomes for edit in self.edits)


def take_document(
    folder: Path, say: Say, path: Path, texts: Sequence[Path] = (), *, apply: bool = False
) -> Outcome[Imported | None]:
    """Place the edits and comments of a document of Word; ``apply`` writes them, else nothing is written."""

    def work() -> Findings[Imported | None]:
        paper = yield from _opened(path)
        if paper is None:
            return None
        looked = read(folder, say, texts)
        if looked.value is None:
            yield from looked.findings
            return None
        reading = looked.value
        say("printing the templates")
        paper = yield from _beside_built(paper, path, reading.checked.project.folder)
        found = yield from _placed(paper, reading)
        if found is None:
            return None
        edits, remarks, old, new = found
        yield from tell(path.name, paper, edits, remarks)
        made = Imported(edits, remarks, patch(old.texts, new))
        return (yield from _written(made, reading, old.texts, new)) if apply else made

    return collect(work())


def _opened(path: Path) -> Findings[Paper | None]:
    try:
        content = files.read(path, largest=LARGEST)
    except OSError as error:
        why = error.strerror if isinstance(error, files.RefusedError) else f"cannot be read: {error.strerror}"
        yield finding("DOC020", Location(path.name), f"the file {why}", "name a document of Word (.docx)")
        return None
    parts = yield from unpacked(path.name, content)
    return None if parts is None else document(parts)


def _beside_built(paper: Paper, path: Path, folder: Path) -> Findings[Paper]:
    """Return the document with what was changed in it without tracking, as the built one shows."""
    names = {f"{paper.volume or BRIEF}{SUFFIX}": None, **dict.fromkeys(p.name for p in _documents(folder))}
    for name in names:
        built = _read_built(folder / BUILD / name, folder)
        if built is not None and _same(paper, built):
            return against(paper, built)
    message = "it was not made by the last build here: what was changed without tracking cannot be told apart"
    hint = "tracked changes and comments are placed as far as the templates still say what it says"
    yield finding("DOC024", Location(path.name), message, hint)
    return paper


def _documents(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(p for p in files.names(folder / BUILD, "") if p.suffix == SUFFIX))


def _read_built(path: Path, folder: Path) -> Paper | None:
    try:
        content = files.read(path, within=folder, largest=LARGEST)
    except OSError:
        return None
    parts = collect(unpacked(path.name, content)).value
    return None if parts is None else document(parts)


def _same(paper: Paper, built: Paper) -> bool:
    """Whether a document was made with the ledger of a built one or, where it does not say so, says mostly the same."""
    if paper.digest and built.digest:
        return paper.digest == built.digest and paper.volume == built.volume
    return alike(paper.paragraphs, built.paragraphs) >= _SAME


def _placed(
    paper: Paper, reading: ReviewMaterial
) -> Findings[tuple[tuple[Edit, ...], tuple[Remark, ...], Templates, Mapping[str, str]] | None]:
    checked = reading.checked
    printing = Printing(checked, checked.verified, reading.reviewed)
    old = yield from printing.templates({})
    if old is None:
        return None
    placer = Placer(paper, old, checked.draft, checked.inputs, checked.project.settings)
    edits = tuple(placer.edits())
    items = [judged.item for judged in reading.reviewed.judged]

    def remark(comment: Comment) -> Remark:
        said = paper.paragraphs[comment.paragraph] if comment.paragraph < len(paper.paragraphs) else ""
        item = subject(said, comment.begin, items)
        return Remark(comment, placer.location(comment), item.id if item else "")

    new = rewritten(old.texts, edits)
    if new:
        # What the templates print once they are rewritten is looked at before anything is written.
        printed = collect(printing.templates(new))
        wrong = {
            n
            for n, edit in enumerate(edits)
            if edit.outcome == "applied" and (printed.value is None or edit.change is None)
        }
        wrong = wrong if printed.value is None else set(misprinted(old, printed.value.printed, edits))
        if wrong:
            edits = tuple(_misprinted(edit) if n in wrong else edit for n, edit in enumerate(edits))
            new = rewritten(old.texts, edits)
    return edits, tuple(map(remark, paper.comments)), old, new


def _misprinted(edit: Edit) -> Edit:
    why = "the template would not print it as it was typed"
    return replace(edit, outcome="told", why=why, hint="change the template by hand", splices=(), change=None)


def _written(
    made: Imported, reading: ReviewMaterial, old: Mapping[str, str], new: Mapping[str, str]
) -> Findings[Imported | None]:
    """Write templates and reviews, all or none."""
    folder = reading.checked.project.folder
    ready: dict[Path, bytes] = {}
    for path, text in new.items():
        content = files.read(folder / path, within=folder)
        changed = _encoded(content, old[path], text)
        if changed is None:
            message = "its characters are not in their usual form (Unicode NFC), or it changed meanwhile"
            yield finding("DOC021", Location(path), message, "change it by hand as the patch shows")
            return None
        ready[folder / path] = changed
    items = {judged.item.id: judged.item for judged in reading.reviewed.judged}
    added = yield from addition(folder, reading, tuple(reviews_of(made.remarks, items, now())))
    if added is None:
        return None
    table, kept = added
    if kept:
        ready[folder / reading.checked.project.settings.reviews] = table
    try:
        files.put_all(ready)
    except OSError as error:
        yield unwritable(Path(error.filename).relative_to(folder).as_posix(), error)
        return None
    return replace(made, written=True, kept=kept)


def _encoded(content: bytes, old: str, new: str) -> bytes | None:
    """Return a template's bytes with another text, with its own line ends and mark of UTF-8; nothing if it differs."""
    text = content.decode("utf-8-sig")
    if normalize("NFC", text.replace("\r\n", "\n")) != old or normalize("NFC", text) != text:
        return None
    ends = "\r\n" if "\r\n" in text else "\n"
    if text.replace("\r\n", "\n").replace("\n", ends) != text:
        return None
    return content[: 3 * content.startswith(b"\xef\xbb\xbf")] + new.replace("\n", ends).encode()


def lines(made: Imported) -> Iterator[str]:
    """Yield what became of a document, in words."""
    yield f"edits: {made.count('applied')} in the patch, {made.count('told')} told, {made.count('lost')} not placed"
    if done := made.count("made"):
        yield f"made already: {done}"
    about = sum(bool(remark.item) for remark in made.remarks)
    yield f"comments: {about} about something that is reviewed, {len(made.remarks) - about} not placed"
    yield f"written; reviews: {made.kept} added" if made.written else "nothing is written; to write it: --apply"
