"""Check and build the small projects of ``tests/cases``, and say which come out as is right. ``make cases``.

Each is made after a fault that somebody has reported of some tool. What is right for each stands in
``tests/cases/expected.toml``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import pypdfium2

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportgen import pipeline
from reportgen.findings.model import Diagnostic
from trials.needs import refused
from trials.project import ROOT

CASES: Final = ROOT / "tests" / "cases"
# PDFium writes U+FFFE or U+0002 for a hyphen at the end of a line.
_SKIPPED: Final = re.compile(r"[\s\u00ad\x02\ufffe]+")


@dataclass(frozen=True)
class Expected:
    """What is right for a project; ``expected.toml`` tells what each field means."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    built: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def page(self) -> bool:
        """Return whether the page matters, so that the project is to be built."""
        return bool(self.built or self.contains or self.lacks)


def read_expected() -> Mapping[str, Expected]:
    """Return what is right, by the names of the projects."""
    table = tomllib.loads((CASES / "expected.toml").read_text("utf-8"))
    return {name: Expected(**{key: tuple(given) for key, given in entry.items()}) for name, entry in table.items()}


def wrong_in_check(name: str, expected: Expected, folder: Path) -> list[str]:
    """Return what a check of a copy of a project, made in a folder, does otherwise than is right."""
    findings = pipeline.check(_copied(name, folder), lambda _: None).findings
    lines = [f"{each.location}: {each.message}" for each in findings]
    unsaid = [f"no finding says {words}" for words in expected.says if not any(words in line for line in lines)]
    return [*_other_codes(findings, expected.errors, expected.warnings), *unsaid]


def wrong_on_page(name: str, expected: Expected, folder: Path) -> list[str]:
    """Return what a build of a copy of a project, made in a folder, does otherwise than is right."""
    copy = _copied(name, folder)
    outcome = pipeline.build(copy, lambda _: None)
    # Which languages TeX has a definition of depends on the machine.
    findings = [found for found in outcome.findings if found.code != "CIT011"]
    wrong = _other_codes(findings, expected.errors, (*expected.warnings, *expected.built))
    if outcome.value is None:
        return wrong or ["it is not built"]
    with pypdfium2.PdfDocument((copy / "build" / "brief.pdf").read_bytes()) as document:
        text = " ".join(word for page in document for word in page.get_textpage().get_text_bounded().split())
    lost = [f"the PDF lacks {words}" for words in expected.contains if _squeezed(words) not in _squeezed(text)]
    stray = [f"the PDF has {words}" for words in expected.lacks if words in text]
    return [*wrong, *lost, *stray]


def _copied(name: str, folder: Path) -> Path:
    return Path(shutil.copytree(CASES / name, folder / "project", ignore=shutil.ignore_patterns("build")))


def _other_codes(findings: Sequence[Diagnostic], errors: Sequence[str], warnings: Sequence[str]) -> list[str]:
    wrong = []
    for severity, codes in (("error", errors), ("warning", warnings)):
        found = {each.code for each in findings if each.severity == severity}
        if found != set(codes):
            wrong.append(f"{severity}s: right {_listed(codes)}, found {_listed(found)}")
    return wrong


def _squeezed(text: str) -> str:
    return _SKIPPED.sub("", unicodedata.normalize("NFC", text))


def _listed(codes: Sequence[str] | set[str]) -> str:
    return " ".join(sorted(codes)) or "none"


def _tried(names: Sequence[str], table: Mapping[str, Expected], quick: bool) -> Iterator[tuple[str, str]]:
    for name in names:
        expected = table[name]
        with tempfile.TemporaryDirectory(prefix="case-") as folder:
            wrong = wrong_in_check(name, expected, Path(folder))
        if expected.page and not quick:
            with tempfile.TemporaryDirectory(prefix="case-") as folder:
                wrong += [each for each in wrong_on_page(name, expected, Path(folder)) if each not in wrong]
        yield from ((name, each) for each in wrong)


def main() -> int:
    """Print a verdict per folder; 1 when one is wrong, 2 when programs are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only check the projects, and build none")
    parser.add_argument("--only", metavar="WORD", default="", help="only those with this word in their names")
    options = parser.parse_args()
    if not options.quick and refused("make cases", ("kpsewhich", "lualatex", "pdflatex"), "or say --quick"):
        return 2
    table = read_expected()
    right, failed = 0, 0
    for folder, group in groupby((n for n in sorted(table) if options.only in n), key=lambda n: n.partition("/")[0]):
        names = list(group)
        wrong = list(_tried(names, table, options.quick))
        bad = len({name for name, _ in wrong})
        right, failed = right + len(names) - bad, failed + bad
        print(f"{folder:<40} {'WRONG' if bad else 'right'}  {len(names) - bad} of {len(names)}", flush=True)
        for name, each in wrong:
            print(f"    {name.partition('/')[2]}: {each}", flush=True)
    print(f"right {right}, wrong {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
