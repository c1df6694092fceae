"""``reportgen verify``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, USAGE, counted, number, print_error, print_line, report

if TYPE_CHECKING:
    from reportgen.bundle.model import VerifiedBundle
    from reportgen.proof.model import Proven, Signature

_UNSIGNED: Final = "not known: who made it, since it has no signature. Compare {} with one that the publisher gives"


def run(options: argparse.Namespace) -> int:
    """Look whether a build, or a PDF that was handed on, is as its record says, and what changed since."""
    kind = options.build.suffix.lower()
    if options.rebuild is True and kind != ".zip":
        print_error("say --rebuild DIR: only a bundle holds a project of its own")
        return USAGE
    if kind == ".zip":
        return _bundle(options)
    return _pdf(options) if kind == ".pdf" else _folder(options)


def _folder(options: argparse.Namespace) -> int:
    if (options.build / "SHA256SUMS").is_file():
        print_error("this is an unpacked bundle: verify the zip, or look with sha256sum -c SHA256SUMS what was changed")
        return USAGE
    outcome = pipeline.verify(options.build)
    report(outcome.findings, options.format)
    seen = outcome.value
    told = f"{number(seen.outputs, 'output')}, {number(seen.inputs, 'input')}, {number(seen.tools, 'tool')}"
    print_line(f"{told} looked at; {counted(outcome.findings)}", options.format)
    return FOUND if outcome.failed else OK


def _bundle(options: argparse.Namespace) -> int:
    project = None if options.rebuild is True else options.rebuild
    outcome = pipeline.verify_bundle(options.build, options.texts, project, options.rebuild is not None)
    report(outcome.findings, options.format)
    seen = outcome.value
    parts = (number(seen.files, "file"), number(seen.volumes, "volume"), *_read(seen))
    print_line(f"{', '.join(parts)} looked at; {counted(outcome.findings)}", options.format)
    if seen.digest:
        print_line(f"SHA-256 of the bundle: {seen.digest}", options.format)
        print_line(_UNSIGNED.format("that"), options.format)
    return FOUND if outcome.failed else OK


def _pdf(options: argparse.Namespace) -> int:
    outcome = pipeline.verify_pdf(options.build, options.texts, options.rebuild, options.trust)
    report(outcome.findings, options.format)
    seen = outcome.value
    parts = (number(seen.pages, "page"), number(seen.files, "attached file"), *_read(seen))
    print_line(f"{', '.join(parts)} looked at; {counted(outcome.findings)}", options.format)
    if seen.record:
        print_line(f"SHA-256 of the record in it: {seen.record}", options.format)
        if not seen.signed:
            print_line(_UNSIGNED.format("the record's SHA-256"), options.format)
    for signature in seen.signatures:
        print_line(_told(signature), options.format)
    return FOUND if outcome.failed else OK


def _read(seen: VerifiedBundle | Proven) -> Iterator[str]:
    """Yield how many numbers, citations and quotations were looked at."""
    yield number(seen.numbers, "number")
    yield number(seen.citations, "citation")
    yield number(seen.quotations, "quotation")


def _told(signed: Signature) -> str:
    """Say of a signature who made it, when and by whose certificate, and whether it holds and is trusted."""
    if not signed.signer:
        return "a signature that cannot be read"
    by_server = f' ("{signed.stamper}", {"trusted" if signed.stamp_trusted else "not known to be trusted"})'
    when = (
        f"timestamp {signed.stamp}{by_server}" if signed.stamp else f"at {signed.time or 'no time'} by their own clock"
    )
    trust = "trusted" if signed.trusted else f"not trusted: {signed.distrust or 'no certificate to trust was given'}"
    return (
        f'{"broken signature" if signed.flaw else "signed"} by "{signed.signer}", {when}; certificate of '
        f'"{signed.issuer}", SHA-256 {signed.certificate}; {trust}'
    )
