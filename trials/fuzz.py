"""Send hostile strings on every way to the page, and count: tried, unchanged, reported, lost."""

from __future__ import annotations

import argparse
import bz2
import json
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import Destination

from reportgen import pipeline
from reportgen.findings.model import Diagnostic
from reportgen.typeset.characters import declared, shared
from reportgen.typeset.engine import fallback_fonts
from reportgen.typeset.files import locate

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from trials import fuzzinputs
from trials.fuzzproject import WAYS, Case, Written, write
from trials.needs import refused

ROUNDS = 12
_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬆĳĲŀĿ"} | {ord("ﬅ"): "ſt", 0x2015: "\u2014"}
# PDFium writes U+FFFE or U+0002 for a hyphen at the end of a line.
_SKIPPED = re.compile(r"[\s\u00ad\x02\ufffe]+")


def squeezed(text: str) -> str:
    """Return a text as it is compared.

    Blanks go, since TeX breaks lines at them and sets several as one; so do soft hyphens, which tell TeX where
    a word may be broken; ligatures count as their letters, a horizontal bar as a dash, accents with their
    letters as one character (NFC).
    """
    return _SKIPPED.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))


def try_out(cases: Sequence[Case], engine: str = "auto") -> tuple[Mapping[Case, str], list[str]]:
    """Return what became of each case ("unchanged", "reported", or what was read instead), and other findings."""
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
        if isinstance(item, Destination):
            flat.append(item)
        elif isinstance(item, list):
            flat += _outline(item)
    return flat


def _descriptions(reader: PdfReader) -> list[str]:
    said = []
    for page in reader.pages:
        content = page.get_contents()
        if content is None:
            continue
        for operands, operator in content.operations:
            if operator == b"BDC" and isinstance(operands[1], dict) and "/Alt" in operands[1]:
                said.append(str(operands[1]["/Alt"]))
    return said


def fonts_repertoire() -> list[str]:
    """Return every character that the fonts of a brief are said to have, each between two letters."""
    fonts = locate().engine
    known = declared(fonts.encodings) | shared(fonts.text, fallback_fonts())
    return [f"x{character}x" for character in sorted(known) if not character.isspace()]


def random_strings(number: int, seed: int) -> list[str]:
    """Return strings of characters that matter to TeX, to Jinja2 and to Unicode, in no order."""
    chance = random.Random(seed)
    pieces = [*"\\{}$&#%_^~`'\"-<>?!,;|@ /\n\t", "^^5c", "\\input", "\\VAR{", "\\BLOCK{", "--", "``", "''", "fi"]
    pieces += [*"abcXYZ019éÅßЖқΩήÄ½²ĀĪ→€―\u0301\u00a0\u00ad", "中", "ش", "\u200b", "\u202e", "\x00", "\x1b", "😀"]
    # An accent at the beginning would join the mark before it.
    return ["".join(chance.choices(pieces, k=chance.randint(1, 24))).lstrip("\u0301") for _ in range(number)]


def unicode_strings(folder: Path) -> list[str]:
    """Return the strings of Unicode's own tests (of Debian's package unicode-data), where they are installed."""
    found: list[str] = []
    normalization = folder / "NormalizationTest.txt.bz2"
    if normalization.is_file():
        found += _coded(bz2.decompress(normalization.read_bytes()).decode())
    emoji = folder / "emoji/emoji-test.txt"
    if emoji.is_file():
        found += _coded(emoji.read_text("utf-8"))
    return found


def _coded(text: str) -> list[str]:
    """Read the first field of each line of a file of Unicode's: code points, written in hexadecimal."""
    fields = [line.split(";", 1)[0].split() for line in text.splitlines() if re.match("[0-9A-F]", line)]
    return ["".join(chr(int(code, 16)) for code in codes) for codes in fields]


def sets(seed: int) -> Mapping[str, tuple[str, list[str]]]:
    """Return the sets of strings by name, each with the ways that it takes."""
    every = "".join(WAYS).replace("A", "")
    strings = Path(__file__).with_name("strings")
    return {
        "names and controls": (every, json.loads((strings / "names.json").read_text("utf-8"))),
        "naughty strings": (every, [s for s in json.loads((strings / "blns.json").read_text("utf-8")) if s.strip()]),
        "random strings": ("CPTQM", [s for s in random_strings(500, seed) if s.strip()]),
        "repertoire of the fonts": ("CTQ", fonts_repertoire()),
        "Unicode's tests": ("C", unicode_strings(Path("/usr/share/unicode"))),
    }


def fits(way: str, text: str) -> bool:
    """Tell whether a string belongs on a way.

    Calls in titles and notes are carried out; charts have room for short labels, and say so when they have not.
    """
    calls = "\\VAR{" in text or "\\BLOCK{" in text
    # An accent at the beginning would join the mark before it.
    accent = unicodedata.category(unicodedata.normalize("NFC", text)[0])[0] == "M"
    return not accent and not (way in "TNK" and calls) and (way != "L" or len(text) <= 24)


def main() -> int:
    """Run the trial and print its counts; 1 when a string was lost, 2 when programs are missing."""
    if "--inputs" in sys.argv[1:]:
        sys.argv.remove("--inputs")
        return fuzzinputs.main()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ways", default="", help=f"letters: {', '.join(f'{k} {v}' for k, v in WAYS.items())}")
    parser.add_argument("--engine", default="auto", choices=("auto", "pdflatex", "lualatex"))
    parser.add_argument("--sets", default="", help="only the sets whose name holds this")
    parser.add_argument("--most", type=int, default=0, help="strings of each set")
    parser.add_argument("--size", type=int, default=500, help="strings in one brief")
    parser.add_argument("--show", type=int, default=10, help="lost strings shown of each way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", action="store_true", help="mutate input files instead (--inputs --help tells more)")
    args = parser.parse_args()
    if refused("make fuzz", ("kpsewhich", "lualatex", "pdflatex"), "or say --inputs"):
        return 2
    total: Counter[str] = Counter()
    for name, (ways, strings) in sets(args.seed).items():
        if args.sets not in name:
            continue
        print(f"{name}: {len(strings)} strings")
        for way in args.ways or ways:
            chosen = [s for s in strings if fits(way, s)][: args.most or None]
            counts = _try_way([Case(way, n, s) for n, s in enumerate(chosen)], args)
            total += counts
    print(_told("all", total))
    return 1 if total["lost"] else 0


FEWER: Final = {"M": 100}
"""Strings in one brief on ways that take longer: hyperref works through metadata again and again."""


def _try_way(cases: Sequence[Case], args: argparse.Namespace) -> Counter[str]:
    became: dict[Case, str] = {}
    stray: list[str] = []
    size = min(args.size, FEWER.get(cases[0].way, args.size)) if cases else 1
    for start in range(0, len(cases), size):
        part, others = try_out(cases[start : start + size], args.engine)
        became |= part
        stray += others
    counts = Counter(what.partition(":")[0] for what in became.values())
    print(_told(WAYS[cases[0].way] if cases else "", counts), flush=True)
    lost = [(case, what) for case, what in became.items() if what.startswith("lost")]
    for case, what in lost[: args.show]:
        print("   ", case.number, ascii(case.text)[:120], what[:160])
    for text in stray[: args.show] if lost else ():
        print("    besides:", text[:200])
    return counts


def _told(name: str, counts: Counter[str]) -> str:
    parts = (f"{what} {counts[what]}" for what in ("unchanged", "reported", "lost"))
    return f"  {name:36} tried {counts.total()}  " + "  ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
