"""Verifying a PDF that was handed on, from what it carries, and where they are at hand from texts and project."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from reportgen.findings.model import Findings, Location, Outcome, collect
from reportgen.findings.rules import finding
from reportgen.inputs.bibliography.read import read_bibliography
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.texts.read import read_texts
from reportgen.pipeline.model import BUILD, Built
from reportgen.proof.model import CarriedRecord, Opened, Proven, Signature
from reportgen.proof.read import LARGEST, UnreadableError, can_examine, read, signatures
from reportgen.proof.verify import verify
from reportgen.system import files

_LARGEST_CERTIFICATES: Final = 1_000_000
FOUND = frozenset({"exact", "spaced", "fuzzy"})
Build = Callable[[Path], Outcome[Built | None]]
EXTRA: Final = "install pyhanko beside reportgen (in reportgen's repository: python3 bootstrap.py --dev)"
_HEAD: Final = 2048
_LENGTH: Final = re.compile(rb"/Linearized\b[^>]*?/L (\d{1,12})\b")
_END: Final = b"%%EOF"
_ASK: Final = "do not rely on it; ask whoever published it for another copy"


@dataclass(frozen=True)
class Beside:
    """What a PDF is held against: texts of sources, the project that gives it, certificates of who may sign it."""

    texts: Sequence[Path] = ()
    project: Path | None = None
    trust: Sequence[Path] = ()


def prove(path: Path, beside: Beside, build: Build) -> Findings[Proven]:
    """Verify a PDF; beside texts every quotation in them, beside a project that ``build`` makes the same bytes."""
    place = Location(path.name)
    try:
        content = files.read(path, largest=LARGEST)
        opened = read(content)
    except (OSError, UnreadableError) as error:
        yield finding("VER001", place, f"{error}", "ask for another copy")
        return Proven()
    proven = yield from verify(opened, path.name)
    if proven.carried is not None:
        yield from _behind(content, opened.signed > 0, place)
    if beside.texts and proven.carried is not None:
        yield from in_texts(opened, proven.evidence, beside.texts, place)
    if beside.project is not None and proven.carried is not None:
        made = yield from _built(proven.carried, beside.project, build, place)
        # A signature stands behind what was built.
        if made and not (content == made or (opened.signed and content.startswith(made))):
            hint = "compare the inputs that its record names, and the programs that its build record names"
            yield finding("VER006", place, "the project gives another PDF here", hint)
    signed = yield from _signatures(content, opened.signed, beside.trust, place)
    return replace(proven, signatures=signed)


def _behind(content: bytes, signed: bool, place: Location) -> Findings[None]:
    """Report bytes behind the end of a PDF, where a linearized one says how long it is, and a signature stands."""
    told = _LENGTH.search(content[:_HEAD])
    behind = content[content.rfind(_END) + len(_END) :].strip(b"\r\n")
    if behind or (told and not signed and int(told[1]) != len(content)):
        yield finding("VER002", place, "something stands behind its end, which no build writes", _ASK)


def _signatures(content: bytes, count: int, trust: Sequence[Path], place: Location) -> Findings[tuple[Signature, ...]]:
    """Look at each signature; where certificates to ``trust`` are given, one of them must be by whom they vouch for."""
    if not count:
        if trust:
            yield finding("VER009", place, "it has no signature", _ASK)
        return ()
    if not can_examine():
        message = "it is signed, and nothing is here that examines signatures"
        yield finding("VER009" if trust else "VER010", place, message, f"{EXTRA}, and verify it again")
        return ()
    try:
        found = signatures(content, [files.read(path, largest=_LARGEST_CERTIFICATES) for path in trust])
    except (OSError, UnreadableError) as error:
        yield finding("VER008", place, f"{error}", _ASK)
        return ()
    for number, signature in enumerate(found, start=1):
        if signature.flaw:
            yield finding("VER008", place, f"signature {number} does not hold: {signature.flaw}", _ASK)
    if len(found) != count:
        yield finding("VER008", place, f"of its {count} fields for signatures {len(found)} have one", _ASK)
    if trust and not any(signature.trusted and not signature.flaw for signature in found):
        why = "; ".join(f'"{each.signer}": {each.distrust}' for each in found if each.distrust)
        message = f"no signature that holds is by whom the given certificates vouch for{f' ({why})' * bool(why)}"
        yield finding("VER009", place, message, "compare the certificate's SHA-256 with one that the publisher gives")
    return found


def in_texts(
    opened: Opened, evidence: Mapping[str, Evidence], folders: Sequence[Path], place: Location
) -> Findings[None]:
    """Look for every quotation that the PDF carries in the texts of the folders."""
    works = [(path, content) for path, content in opened.files.items() if path.endswith(".bib")]
    bibliography = collect(read_bibliography(works)).value
    wanted: dict[str, list[str]] = {}
    for row in evidence.values():
        wanted.setdefault(row.source, []).append(row.section)
    found = yield from read_texts(bibliography, folders, wanted)
    passages = locate(evidence.values(), found)
    for name, row in evidence.items():
        if row.source not in found:
            continue
        if name not in passages or passages[name].match not in FOUND:
            message = f'the quotation of "{name}" does not stand in the text of "{row.source}"'
            yield finding("VER005", place, message, "read it there; do not rely on what rests on it")
    for source in sorted({row.source for row in evidence.values()} - found.keys()):
        yield finding(
            "VER005", place, f'there is no text of "{source}" in the folder', "name its file as the bibliography does"
        )


def _built(record: CarriedRecord, project: Path, build: Build, place: Location) -> Findings[bytes]:
    """Build a copy of the project anew, at the time that the record has, and return the PDF of the same volume."""
    with tempfile.TemporaryDirectory(prefix=f"reportgen-{os.getpid()}-") as folder:
        copy = Path(folder) / "project"
        try:
            shutil.copytree(project, copy, symlinks=True, ignore=shutil.ignore_patterns(BUILD, ".git", ".venv"))
        except (OSError, shutil.Error) as error:
            message = f"the project cannot be copied: {str(error)[:200]}"
            yield finding("VER006", place, message, "give the folder that holds report.toml")
            return b""
        with at_time(record.epoch):
            outcome = build(copy)
        made = copy / BUILD / f"{record.volume}.pdf"
        if outcome.failed or not made.is_file():
            yield from outcome.findings
            yield finding("VER006", place, "the project does not build here", "mend what its build says")
            return b""
        return files.read(made)


@contextmanager
def at_time(epoch: int) -> Iterator[None]:
    """Let builds have this time, in seconds since 1970."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
