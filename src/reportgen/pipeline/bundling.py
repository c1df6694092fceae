"""A brief as one file to hand on: built in all its forms, packed, and verified before it stands under its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import __version__
from reportgen.bundle.crate import crate
from reportgen.bundle.model import (
    CITATION,
    CRATE,
    FOLDER,
    README,
    RECORD,
    SUMS,
    WORKS,
    Bundled,
    BundleRecord,
    Description,
    bundle_name,
    place,
)
from reportgen.bundle.pack import pack, time_of
from reportgen.bundle.readme import readme
from reportgen.bundle.verify import citation, record_of, sums
from reportgen.findings.model import Findings, Location, Say, collect
from reportgen.findings.rules import finding
from reportgen.pipeline.model import BUILD, Built
from reportgen.pipeline.proving_bundles import examined
from reportgen.pipeline.session import Session
from reportgen.project.model import BRIEF, OUTPUTS
from reportgen.proof.model import WORKS as CARRIED_WORKS
from reportgen.proof.read import UnreadableError, read
from reportgen.store.fingerprint import of_bytes
from reportgen.system import files

if TYPE_CHECKING:
    from reportgen.project.model import Project, Settings

_AGAIN = "run reportgen bundle again"


def bundle(folder: Path, say: Say, texts: Sequence[Path], *, trust: bool, draft: bool) -> Findings[Bundled | None]:
    """Build a brief in all its forms, and put it into ``dist/`` with what it was made from, as one zip.

    The last one of its name stays until this one is whole and verified. ``draft``: it may be called one.
    """
    with Session(folder, say, texts, trust=trust, outputs=OUTPUTS) as session:
        project = session.read()
        if project.value is None:
            yield from project.findings
            return None
        settings = project.value.settings
        if settings.status == "draft" and not draft:
            message = 'the brief is called a draft (status = "draft")'
            hint = 'say --draft, which its name will say too, or set status = "final" once it is finished'
            yield finding("CRT001", project.value.place("status"), message, hint)
            return None
        outcome = session.build()
        yield from outcome.findings
        if outcome.value is None:
            return None
    say("packing it")
    held = yield from _held(project.value, outcome.value)
    if held is None:
        return None
    packed, record, told = held
    say("verifying what is packed")
    looked = collect(examined(packed, Location(f"{told.name}.zip"), ()))
    if looked.failed:
        yield from looked.findings
        return None
    return (yield from _put(project.value.folder, told.name, pack(packed, time_of(record.epoch)), len(packed)))


def _put(folder: Path, name: str, content: bytes, count: int) -> Findings[Bundled | None]:
    path = f"{FOLDER}/{name}.zip"
    try:
        if (folder / FOLDER).is_symlink():
            raise files.RefusedError("is a symbolic link")
        (folder / FOLDER).mkdir(exist_ok=True)
        files.put(folder / path, content)
    except OSError as error:
        message = f'"{FOLDER}" cannot be written: {error.strerror}'
        yield finding("CRT003", Location(path), message, "see to it that a file can be written there")
        return None
    return Bundled(path, len(content), count, of_bytes(content))


def _held(project: Project, built: Built) -> Findings[tuple[dict[str, bytes], BundleRecord, Description] | None]:
    """Read what a bundle holds: the record, what it names, and what is said of all that."""
    held: dict[str, bytes] = {}
    own = f"{BUILD}/{RECORD}"
    if not (yield from _read(project.folder, {own: built.outputs[own]}, held)):
        return None
    record = yield from record_of(held, Location(BUILD))
    if record is None or not (yield from _read(project.folder, {**record.inputs, **record.outputs}, held)):
        return None
    try:
        held[WORKS] = read(held[f"{BRIEF}.pdf"]).files[CARRIED_WORKS]
    except (UnreadableError, KeyError) as error:
        yield finding("CRT002", Location(f"{BUILD}/{BRIEF}.pdf"), f"it cannot be read again: {error}", _AGAIN)
        return None
    told = _described(project.settings, citation(held[CITATION]), record)
    held[README] = readme(told, held).encode()
    held[CRATE] = crate(told, held)
    held[SUMS] = sums(held)
    return held, record, told


def _read(folder: Path, digests: Mapping[str, str], held: dict[str, bytes]) -> Findings[bool]:
    """Read files by path, which must be those that were built, or built from; tells whether they are."""
    sound = True
    for path, digest in sorted(digests.items()):
        try:
            content = files.read(folder / path, within=folder)
            why = "" if of_bytes(content) == digest else "changed since it was built, or built from"
        except OSError as error:
            content, why = b"", f"cannot be read: {error.strerror}"
        if why:
            sound = False
            yield finding("CRT002", Location(path), f"the file {why}", _AGAIN)
        held[place(path)] = content
    return sound


def _described(settings: Settings, cited: Mapping[str, str], record: BundleRecord) -> Description:
    return Description(
        bundle_name(settings.id, cited["title"], settings.edition, settings.date, settings.status),
        cited["title"],
        tuple(settings.authors),
        settings.date,
        settings.edition,
        settings.language,
        cited["abstract"],
        tuple(settings.keywords),
        settings.licence,
        settings.identifier,
        settings.url,
        settings.status,
        {volume.id: cited["title"] if len(settings.bound) == 1 else volume.title for volume in settings.bound},
        record.tools.get("engine", "pdflatex"),
        __version__,
        record.epoch,
    )
