"""The order of the stages; the only room that knows them all.

Stages are imported where they are used, so that a check never loads what only drawing needs, and that
what is reused loads nothing. The cache stands around the stages; they know nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from reportgen.findings.model import Findings, Outcome, Say, collect
from reportgen.pipeline.locking import approve, lock
from reportgen.pipeline.model import BUILD, Built, Checked, ImpactReport, Machine, TraceReport
from reportgen.pipeline.session import Session
from reportgen.store.cache import Step
from reportgen.system import files

if TYPE_CHECKING:
    from reportgen.build_record.verify import Verified as Reread
    from reportgen.bundle.model import Bundled, VerifiedBundle
    from reportgen.ledger.model import Ledger
    from reportgen.pipeline.signing import SigningOrder
    from reportgen.proof.model import Proven
    from reportgen.typeset.model import Purpose

__all__ = [
    "BUILD",
    "Built",
    "Checked",
    "Say",
    "Session",
    "Step",
    "approve",
    "build",
    "bundle",
    "check",
    "clean",
    "examine",
    "export",
    "impact",
    "lock",
    "obtain",
    "sign",
    "trace",
    "verify",
    "verify_bundle",
    "verify_pdf",
]


def check(folder: Path, say: Say, texts: Sequence[Path] = (), strict: bool = False) -> Outcome[Checked | None]:
    """Read, draft and check a project without drawing or setting anything.

    ``texts`` are folders with the texts of sources, looked into before ``bib/texts`` of the project. ``strict``:
    what is not verified is an error.
    """
    looked = look(folder, say, texts, strict)
    return replace(looked, value=None) if looked.failed else looked


def obtain(purpose: Purpose, say: Say | None = None) -> Outcome[None]:
    """Look for the programs and TeX packages that are needed; with ``say``, who hears of it, install missing ones."""
    from reportgen.typeset import toolchain

    def work() -> Findings[None]:
        missing = toolchain.probe(toolchain.needed(purpose))
        if missing and say is not None:
            yield from toolchain.install(missing, say)
        else:
            yield from toolchain.lacking(missing)

    return collect(work())


def examine(purpose: Purpose) -> Machine:
    """Look at every tool that is needed, and at what confines programs here."""
    from reportgen.system.process import protection
    from reportgen.typeset import doctor
    from reportgen.typeset.environment import may_start
    from reportgen.typeset.model import Engine

    starts = frozenset(engine for engine in get_args(Engine) if may_start(engine))
    return Machine(doctor.examine(purpose), protection(), starts)


def trace(folder: Path, what: str) -> TraceReport | None:
    """Follow what a reader may ask about through the ledger of the last build; ``None`` where there is none."""
    from reportgen.ledger import trace as chains
    from reportgen.ledger import tree

    ledger = _read_ledger(folder)
    if ledger is None:
        return None
    found = chains.trace(what, ledger)
    if not found:
        return TraceReport(nearest=chains.nearest(what, ledger))
    return TraceReport(found=True, as_text=tree.as_text(found), as_json=tree.as_json(found))


def impact(
    folder: Path, say: Say, texts: Sequence[Path] = (), what: str = "", value: str | None = None, column: str = "value"
) -> Outcome[ImpactReport | None]:
    """Say what in a brief would fall or change with a source, passage or data row, from a fresh draft.

    With ``value`` say as well which words and conclusions another value in a ``column`` of that row would flip. Nothing
    is written. ``None`` where the project cannot be drafted whole.
    """
    from reportgen.ledger.impact import impacts, nearest, rows_named
    from reportgen.ledger.impact_report import as_json, as_text
    from reportgen.pipeline.what_if import RefusedError, what_if

    looked = look(folder, say, texts)
    checked = looked.value
    if checked is None or not checked.draft.complete:
        return Outcome(None, looked.findings)
    inputs, what = checked.inputs, what.strip()
    found = impacts(what, checked.project, inputs, checked.draft, checked.verified.statements)
    if not found:
        return Outcome(ImpactReport(nearest=nearest(what, inputs)))
    if value is not None:
        rows = rows_named(what, inputs)
        if len(rows) != 1:
            names = " or ".join(str(row.ref) for row in rows)
            told = f"name one data row: {names}" if rows else "only a data row has values that can be tried"
            return Outcome(ImpactReport(found=True, refused=told))
        say("drafting with the other value")
        try:
            trial = what_if(checked, rows[0], column, value)
        except RefusedError as why:
            return Outcome(ImpactReport(found=True, refused=str(why)))
        found = tuple(replace(each, trial=trial) for each in found if each.kind == "row")
    return Outcome(ImpactReport(True, as_text(found), as_json(found)))


def export(folder: Path, form: Literal["web-annotation", "prov-json"]) -> str | None:
    """Return the ledger of the last build in a form for other programs; ``None`` where there is none."""
    from reportgen.ledger.annotations import web_annotations
    from reportgen.ledger.provenance import provenance

    ledger = _read_ledger(folder)
    if ledger is None:
        return None
    return provenance(ledger) if form == "prov-json" else web_annotations(ledger)


def _read_ledger(folder: Path) -> Ledger | None:
    from reportgen.ledger.write import parse

    try:
        return parse(files.read(folder / BUILD / "ledger.json", within=folder / BUILD, links=False))
    except OSError:
        return None


def build(folder: Path, say: Say, texts: Sequence[Path] = (), trust: bool = False) -> Outcome[Built | None]:
    """Build the brief of a project into ``build/``. After an error the last good output stays.

    ``trust``: programs that the project brings for kinds of chart are trusted.
    """
    with Session(folder, say, texts, trust=trust) as session:
        return session.build()


def look(folder: Path, say: Say, texts: Sequence[Path], strict: bool = False) -> Outcome[Checked | None]:
    """Read, draft and check a project; what was read is given even where there are errors."""
    with Session(folder, say, texts, strict=strict) as session:
        return session.look()


def clean(folder: Path, say: Say = lambda _: None) -> Outcome[bool]:
    """Remove ``build/``, when no build is at work in it; say whether there was one."""
    from reportgen.publish.build_lock import build_lock

    target = folder / BUILD
    if not target.is_dir():
        return Outcome(False)
    with build_lock(target, say) as refused:
        if refused is not None:
            return Outcome(False, (refused,))
        files.remove(target)
    return Outcome(True)


def verify(build_folder: Path) -> Outcome[Reread]:
    """Compare a build folder with its record, and with what is installed here."""
    from reportgen.build_record.verify import InstalledTools
    from reportgen.build_record.verify import verify as verified
    from reportgen.typeset.python_packages import packages
    from reportgen.typeset.system_files import found, installed
    from reportgen.typeset.toolchain import versions

    return collect(verified(build_folder, InstalledTools(versions().told, packages(), installed, found)))


def verify_pdf(
    path: Path, texts: Sequence[Path] = (), project: Path | None = None, trust: Sequence[Path] = ()
) -> Outcome[Proven]:
    """Verify a PDF from what it carries; with ``texts`` its quotations, with a ``project`` whether it gives that.

    ``trust`` are files of certificates: by whom they vouch for it must be signed.
    """
    from reportgen.pipeline.proving import Beside, prove

    beside = Beside(texts, project, trust)
    return collect(prove(path, beside, lambda folder: build(folder, lambda _: None, texts)))


def sign(pdfs: Sequence[Path], order: SigningOrder) -> Outcome[tuple[Path, ...]]:
    """Verify PDFs and write each with a signature behind it; all of them or, after an error, none."""
    from reportgen.pipeline.signing import sign_pdfs

    return collect(sign_pdfs(pdfs, order))


def bundle(
    folder: Path, say: Say, texts: Sequence[Path] = (), trust: bool = False, draft: bool = False
) -> Outcome[Bundled | None]:
    """Build a brief in all its forms into ``build/``, and pack it into ``dist/`` with what it was made from."""
    from reportgen.pipeline.bundling import bundle as bundled

    return collect(bundled(folder, say, texts, trust=trust, draft=draft))


def verify_bundle(
    path: Path, texts: Sequence[Path] = (), project: Path | None = None, rebuild: bool = False
) -> Outcome[VerifiedBundle]:
    """Verify a bundle from what it holds; with ``rebuild`` whether a ``project``, or the one in it, gives it again."""
    from reportgen.bundle.model import LARGEST
    from reportgen.pipeline.proving_bundles import prove_bundle

    def again(folder: Path) -> Outcome[bytes | None]:
        made = bundle(folder, lambda _: None, texts, draft=True)
        path = folder / made.value.path if made.value else None
        return Outcome(files.read(path, largest=LARGEST) if path else None, made.findings)

    return collect(prove_bundle(path, texts, project, again if rebuild else None))
