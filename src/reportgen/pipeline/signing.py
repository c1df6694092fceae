"""Signing PDFs of a build: what does not verify is not signed, and what was signed is verified again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.findings.model import Diagnostic, Findings, Location, Outcome, collect
from reportgen.findings.rules import finding
from reportgen.pipeline.proving import EXTRA, Beside, prove
from reportgen.proof.model import Proven
from reportgen.proof.read import LARGEST, can_examine, read
from reportgen.proof.verify import verify
from reportgen.system import files

_LARGEST_KEY: Final = 1_000_000


@dataclass(frozen=True)
class SigningOrder:
    """With what to sign and where to: a PKCS#12 file, or a key and its certificate; perhaps a server for timestamps.

    ``passphrase`` is asked for where the key does not open without one.
    """

    target: Path
    passphrase: Callable[[], str]
    pkcs12: Path | None = None
    key: Path | None = None
    certificate: Path | None = None
    timestamp: str = ""
    replace: bool = False


def sign_pdfs(pdfs: Sequence[Path], order: SigningOrder) -> Findings[tuple[Path, ...]]:
    """Write PDFs with a signature behind each, and return where they are: all of them or, after an error, none."""
    flaws = tuple(_flaws(pdfs, order))
    if flaws:
        yield from flaws
        return ()
    proven: list[Proven] = []
    for path in pdfs:
        looked = collect(prove(path, Beside(), lambda _: Outcome(None)))
        yield from looked.findings
        proven.append(looked.value)
        if looked.failed or looked.value.carried is None:
            yield finding(
                "VER007", Location(path.name), "what does not verify is not signed", "mend it, or build it anew"
            )
            return ()
    signed = yield from _signed(pdfs, proven, order)
    targets = tuple(order.target / path.name for path in pdfs)
    try:
        if signed:
            order.target.mkdir(parents=True, exist_ok=True)
        for target, content in zip(targets, signed, strict=False):
            files.put(target, content)
    except OSError as error:
        yield finding(
            "VER007", Location(str(order.target)), f"cannot write there: {error.strerror}", "name another folder"
        )
        return ()
    return targets if signed else ()


def _flaws(pdfs: Sequence[Path], order: SigningOrder) -> Iterator[Diagnostic]:
    """Yield what keeps PDFs from being signed before any is read."""
    if not can_examine():
        yield finding("VER007", Location("pyhanko"), "nothing is here that signs", EXTRA)
    names = [path.name for path in pdfs]
    for path in pdfs:
        target, place = order.target / path.name, Location(path.name)
        if names.count(path.name) > 1:
            yield finding("VER007", place, "two PDFs have this name, and would become one", "sign them one at a time")
        elif target.resolve() == path.resolve():
            yield finding("VER007", place, "it would be replaced by the signed one", "name another folder: --to DIR")
        elif (target.exists() or target.is_symlink()) and not order.replace:
            yield finding("VER007", Location(str(target)), "it is there already", "name another folder, or --replace")


def _signed(pdfs: Sequence[Path], proven: Sequence[Proven], order: SigningOrder) -> Findings[Sequence[bytes]]:
    """Return the PDFs signed, and verified again; none where one cannot be."""
    from reportgen.proof.sign import Identity, LockedError, UnsignableError, sign, signer

    given = (order.pkcs12, order.key, order.certificate)
    try:
        identity = Identity(*(files.read(path, largest=_LARGEST_KEY) if path else b"" for path in given))
        contents = [files.read(path, largest=LARGEST) for path in pdfs]
        try:
            who = signer(identity, "")
        except LockedError:
            who = signer(identity, order.passphrase())
        made = [
            sign(content, who, earlier=each.signed, timestamp=order.timestamp)
            for content, each in zip(contents, proven, strict=True)
        ]
    except (OSError, UnsignableError) as error:
        name = Path(str(getattr(error, "filename", None) or "")).name
        told = f'cannot read "{name}": {error.strerror}' if name and isinstance(error, OSError) else f"{error}"
        yield finding("VER007", Location("sign"), told, "see `reportgen explain VER007`")
        return ()
    for path, content, before, each in zip(pdfs, made, contents, proven, strict=True):
        again = collect(verify(read(content), path.name))
        if not content.startswith(before) or again.findings or again.value.signed != each.signed + 1:
            yield from again.findings
            message = "it does not verify when it is signed"
            yield finding("VER007", Location(path.name), message, "update pyhanko, and tell whoever makes reportgen")
            return ()
    return made
