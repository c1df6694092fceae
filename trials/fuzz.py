"""Send hostile strings on every way to the page, and count: tried, unchanged, reported, lost."""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import Destination

from fuzzproject import WAYS, Case, Written, write
from reportgen import pipeline
from reportgen.diagnostics import Diagnostic

ROUNDS = 12
_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬆĳĲŀĿ"} | {ord("ﬅ"): "ſt", 0x2015: "\u2014"}
# PDFium writes U+FFFE or U+0002 for a hyphen at the end of a line.
_SKIPPED = re.compile(r"[\s\u00ad\x02\ufffe]+")


def squeezed(text: str) -> str:
    """Give a text as it is compared.

    Blanks go, since TeX breaks lines at them and sets several as one; so do soft hyphens, which tell TeX where
    a word may be broken; ligatures count as their letters, a horizontal bar as a dash, accents with their letters as one character (NFC).
    """
    return _SKIPPED.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))


def try_out(cases: Sequence[Case], engine: str = "auto") -> tuple[Mapping[Case, str], list[str]]:
    """Give what became of each case ("unchanged", "reported", or what was read instead), and other findings."""
    became: dict[Case, str] = {}
    stray: list[str] = []
    for _ in range(ROUNDS):
        left = [c for c in cases if c not in became]
        if not left:
            break
        with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
            written = write(Path(name), left, engine)
            outcome = pipeline.build(Path(name), lambda _: None)
            if outcome.value is not None:
                found = _found(Path(name) / "build/brief.pdf")
                became |= {c: outcome_of(c, found, outcome.findings, written) for c in left}
                stray += [str(f) for f in outcome.findings if not any(written.named(c, [f]) for c in left)]
                break
            named = {c for c in left if written.named(c, outcome.findings)}
            blamed = [f for f in outcome.findings if not any(written.named(c, [f]) for c in named)]
            if not named:
                stray += [str(f) for f in blamed]
                became |= dict.fromkeys(left, "lost: no PDF")
                break
            became |= dict.fromkeys(named, "reported")
    return became, stray


def outcome_of(
    case: Case, found: Mapping[tuple[str, int], set[str]], findings: Sequence[Diagnostic], written: Written
) -> str:
    """Say what became of a case in a brief that was built."""
    read = found.get((case.way, case.number), set())
    wanted = squeezed(case.text)
    if any(wanted == text for text in read):
        return "unchanged"
    if any(wanted.replace("-", "") == text.replace("-", "") for text in read):
        return "unchanged"
    # Citation styles set apostrophes in names.
    if case.way == "U" and any(wanted.replace("'", "’") == text.replace("'", "’") for text in read):
        return "unchanged"
    return "reported" if written.named(case, findings) else f"lost: {sorted(map(ascii, read))}"


def _found(pdf: Path) -> Mapping[tuple[str, int], set[str]]:
    """Read every marked string out of a brief: its pages, outline, metadata and descriptions of pictures."""
    document = pypdfium2.PdfDocument(pdf)
    parts = [page.get_textpage().get_text_bounded() for page in document]
    reader = PdfReader(pdf)
    parts += [str(item.title) for item in _outline(reader.outline)]
    parts += [str(value) for value in (reader.metadata or {}).values()]
    parts += _descriptions(reader)
    found: dict[tuple[str, int], set[str]] = {}
    text = "\n\n".join(parts)
    text = squeezed(text)
    for match in re.finditer(r"Q([A-Z])(\d+)Z(.*?)Q\2\1Z", text, re.DOTALL):
        found.setdefault((match[1], int(match[2])), set()).add(unicodedata.normalize("NFC", match[3]))
    return found


def _outline(items: Sequence[object]) -> list[Destination]:
    flat: list[Destination] = []
    for item in items:
        flat += _outline(item) if isinstance(item, list) else [item]
    return flat


def _descriptions(reader: PdfReader) -> list[str]:
    said = []
    for number, _ in enumerate(reader.xref[0] if 0 in reader.xref else {}):
        del number
    for page in reader.pages:
        content = page.get_contents()
        if content is None:
            continue
        for operands, operator in content.operations:
            if operator == b"BDC" and isinstance(operands[1], dict) and "/Alt" in operands[1]:
                said.append(str(operands[1]["/Alt"]))
    return said


def main() -> int:
    """Run the trial and print its counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("strings", nargs="+", type=Path, help="JSON files with lists of strings")
    parser.add_argument("--ways", default="".join(WAYS))
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--size", type=int, default=500, help="strings in one brief")
    parser.add_argument("--show", type=int, default=20)
    args = parser.parse_args()
    strings = list(dict.fromkeys(s for path in args.strings for s in json.loads(path.read_text("utf-8"))))
    strings = strings[: args.most or None]
    lost = 0
    for way in args.ways:
        # Charts have room for short labels, and say so when they have not.
        cases = [Case(way, n, s) for n, s in enumerate(strings) if way != "L" or len(s) <= 24]
        became: dict[Case, str] = {}
        stray: list[str] = []
        for start in range(0, len(cases), args.size):
            part, others = try_out(cases[start : start + args.size], args.engine)
            became |= part
            stray += others
        counts = Counter(what.partition(":")[0] for what in became.values())
        print(f"{WAYS[way]:36} " + "  ".join(f"{k} {counts[k]}" for k in ("unchanged", "reported", "lost")), flush=True)
        shown = 0
        for case, what in became.items():
            if what.startswith("lost") and shown < args.show:
                shown += 1
                print("  ", case.number, ascii(case.text), what)
        for text in stray[:3]:
            print("   stray", text[:300])
        lost += counts["lost"]
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
