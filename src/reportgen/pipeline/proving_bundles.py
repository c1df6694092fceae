"""Verifying a bundle that was handed on: as a zip, by its lists, by its PDFs and pages, and by making it again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from reportgen.bundle.model import CRATE, FOLDER, LARGEST, LEDGER, PROJECT, RECORD, SUMS, BundleRecord, VerifiedBundle
from reportgen.bundle.page import agreement
from reportgen.bundle.unpack import unpack
from reportgen.bundle.verify import carried, texts_in, titles
from reportgen.bundle.verify import verify as by_lists
from reportgen.findings.model import Findings, Location, Outcome
from reportgen.findings.rules import finding
from reportgen.ledger.model import Ledger
from reportgen.ledger.write import parse
from reportgen.pipeline.model import BUILD
from reportgen.pipeline.proving import FOUND, at_time, in_texts
from reportgen.project.model import BRIEF, OUTPUTS
from reportgen.proof.carried import Carried
from reportgen.proof.carried import carried as read_carried
from reportgen.proof.model import Opened, Sheet
from reportgen.proof.printed import printed
from reportgen.proof.read import UnreadableError, read
from reportgen.proof.verify import verify as by_pdf
from reportgen.store.fingerprint import of_bytes
from reportgen.system import files

Bundle = Callable[[Path], Outcome[bytes | None]]
_INSTALLED: Final = frozenset({RECORD, CRATE, SUMS})
"""What a bundle says of the machine that it was made on, and what lists that."""
_HINT: Final = "do not rely on it; ask whoever published it for another copy"


def prove_bundle(
    path: Path, texts: Sequence[Path], project: Path | None, bundle: Bundle | None
) -> Findings[VerifiedBundle]:
    """Verify a bundle; with ``texts`` its quotations, with ``bundle``, which makes one of a project, its making.

    The project is the one at hand, or else the one that is in the bundle.
    """
    at = Location(path.name)
    try:
        content = files.read(path, largest=LARGEST)
    except OSError as error:
        yield finding("CRT005", at, f"{error.strerror}", "ask for another copy")
        return VerifiedBundle()
    held = yield from unpack(content, at)
    if held is None:
        return VerifiedBundle()
    seen = yield from examined(held, at, texts)
    if bundle is not None and seen.record is not None:
        yield from _again(held, seen.record, texts, project, bundle, at)
    return replace(seen, digest=of_bytes(content))


def examined(held: Mapping[str, bytes], at: Location, texts: Sequence[Path]) -> Findings[VerifiedBundle]:
    """Verify the files of a bundle by its lists, its PDFs and its pages."""
    record = yield from by_lists(held, at)
    try:
        ledger = parse(held.get(LEDGER, b""))
    except (ValueError, RecursionError):
        ledger = None
    if record is None or ledger is None:
        if record is not None:
            yield finding("CRT008", Location(f"{at.path}/{LEDGER}"), "it is no ledger of this version", _HINT)
        return VerifiedBundle(len(held))
    yield from texts_in(held, {key: source.digest for key, source in ledger.sources.items()}, at)
    yield from titles(held, at)
    seen = VerifiedBundle(len(held), record=record)
    for volume in _volumes(record, ledger):
        for form in OUTPUTS:
            if f"{volume}.{form}" not in held:
                yield finding("CRT006", at, f"it lacks {volume}.{form}, though a bundle holds all forms", _HINT)
        if f"{volume}.pdf" in held:
            seen = yield from _volume(held, record, ledger, volume, texts, at, seen)
    return seen


def _volumes(record: BundleRecord, ledger: Ledger) -> Sequence[str]:
    """Return the volumes that there must be: those of which there is a PDF, and those in which the ledger has a use."""
    built = {path.removeprefix(f"{BUILD}/").removesuffix(".pdf") for path in record.outputs if path.endswith(".pdf")}
    used = {page.rpartition("/")[0] or BRIEF for usage in ledger.usages for page in usage.pages}
    return sorted({name for name in built if "/" not in name} | used | {BRIEF})


def _volume(
    held: Mapping[str, bytes],
    record: BundleRecord,
    ledger: Ledger,
    volume: str,
    texts: Sequence[Path],
    at: Location,
    seen: VerifiedBundle,
) -> Findings[VerifiedBundle]:
    """Verify a PDF alone and beside the rest, and its page."""
    place = Location(f"{at.path}/{volume}.pdf")
    try:
        opened = read(held[f"{volume}.pdf"])
    except UnreadableError as error:
        yield finding("VER001", place, f"{error}", "ask for another copy")
        return seen
    proven = yield from by_pdf(opened, place.path)
    yield from carried(held, record, opened.files, place)
    if proven.carried is not None and proven.carried.volume != volume:
        yield finding("CRT008", place, f'it is the volume "{proven.carried.volume}"', _HINT)
    if texts and volume == BRIEF and proven.carried is not None:
        yield from in_texts(opened, proven.evidence, texts, place)
    page = Location(f"{at.path}/{volume}.html")
    if f"{volume}.html" in held and proven.carried is not None:
        words = yield from agreement(held[f"{volume}.html"], volume, ledger, page)
        yield from _said(words, opened, page)
    return replace(
        seen,
        volumes=seen.volumes + 1,
        numbers=seen.numbers + proven.numbers,
        citations=seen.citations + proven.citations,
        quotations=seen.quotations + proven.quotations,
    )


def _said(words: str, opened: Opened, at: Location) -> Findings[None]:
    """Look for the numbers and quotations of a page in what the PDF of the same volume carries."""
    known: Carried | None = None
    known = yield from read_carried(opened, at)
    if known is not None:
        # A page has no pages on which the ledger could have a number: of no volume, none is looked for.
        unpaged = replace(known, record=replace(known.record, volume="\0"))
        yield from printed(replace(opened, pages=(Sheet("", words, ()),)), unpaged, at)


def _again(
    held: Mapping[str, bytes],
    record: BundleRecord,
    texts: Sequence[Path],
    project: Path | None,
    bundle: Bundle,
    at: Location,
) -> Findings[None]:
    """Make the bundle again from a project, or from what is in it, and compare all but what is said of the machine."""
    ledger = parse(held[LEDGER])
    found = sum(item.verified in FOUND for item in ledger.evidence.values()) if ledger is not None else 0
    if found and not texts and project is None:
        message = f"it was made with texts of sources, in which {found} passages were found, and holds none of them"
        yield finding("CRT010", at, message, "give the folder of the texts: --texts FOLDER")
        return
    with tempfile.TemporaryDirectory(prefix=f"reportgen-{os.getpid()}-") as name:
        copy = Path(name) / "project"
        try:
            if project is None:
                _unpacked(held, copy)
            else:
                left_out = shutil.ignore_patterns(BUILD, FOLDER, ".git", ".venv")
                shutil.copytree(project, copy, symlinks=True, ignore=left_out)
        except (OSError, shutil.Error) as error:
            yield finding("CRT010", at, f"the project cannot be copied: {str(error)[:200]}", "name its folder")
            return
        with at_time(record.epoch):
            outcome = bundle(copy)
    if outcome.value is None:
        yield from outcome.findings
        whose = "in it" if project is None else "at hand"
        yield finding("CRT010", at, f"the project {whose} gives no bundle here", "mend what its build says")
        return
    made = yield from unpack(outcome.value, at)
    now = made or {}
    other = sorted(p for p in (held.keys() | now.keys()) - _INSTALLED if held.get(p) != now.get(p))
    if other:
        more = f" and {len(other) - 5} more" if len(other) > 5 else ""
        message = f"the project gives another bundle here; other files: {', '.join(other[:5])}{more}"
        hint = "compare the inputs and the programs that its build-record.json names"
        yield finding("CRT009", at, message, hint)


def _unpacked(held: Mapping[str, bytes], folder: Path) -> None:
    """Write the project that a bundle holds; its paths were looked at when it was read."""
    for path, content in held.items():
        if path.startswith(PROJECT):
            target = folder / path.removeprefix(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            files.put(target, content)
