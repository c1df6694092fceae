"""Change bundles as somebody might who has no right to, verify each, and count by kind what is caught.

    python trials/tamper_bundles.py [--tries 120] [--seed 1] [ZIP]

Three sorts: zips that no program should unpack, files changed as they lie in the zip, and forgeries, which make all
lists and the build record anew. Without a zip a small project is bundled. What no one can tell from the bundle alone
stands in ``NAMED``, as docs/distribution.md says it; the publisher's digest, or ``--rebuild``, does.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportgen import pipeline
from reportgen.bundle.model import BUILD, CRATE, PROJECT, RECORD, SUMS, WORKS
from reportgen.bundle.pack import pack
from reportgen.bundle.verify import sums
from reportgen.store.fingerprint import of_bytes

ROOT: Final = Path(__file__).parents[1]
PROJECT_TRIED: Final = ROOT / "tests" / "projects" / "rivers"
TIME: Final = (2020, 2, 29, 0, 0, 0)

Files = dict[str, bytes]
ZipTampering = Callable[[bytes, random.Random], bytes]
"""Changes a zip."""
Tampering = Callable[[Files, random.Random], bool]
"""Changes the files of a bundle, and tells whether there was anything of the kind to change."""


# --- Zips ----------------------------------------------------------------------------------------


def something_before(content: bytes, chance: random.Random) -> bytes:
    """Put a program before the zip."""
    return b"#!/bin/sh\nexit 0\n" + content


def something_behind(content: bytes, chance: random.Random) -> bytes:
    """Put bytes behind its end."""
    return content + bytes(chance.randrange(1, 90))


def comment_added(content: bytes, chance: random.Random) -> bytes:
    """Give it a comment."""
    return content[:-2] + b"\5\0hello"


def cut_off(content: bytes, chance: random.Random) -> bytes:
    """Cut off its end."""
    return content[: chance.randrange(len(content))]


def bit_turned(content: bytes, chance: random.Random) -> bytes:
    """Turn a bit anywhere."""
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def packed_by(change: Callable[[zipfile.ZipFile, Mapping[str, bytes]], None]) -> ZipTampering:
    """Return a tampering that has another program pack the files."""

    def tampered(content: bytes, chance: random.Random) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as made:
            change(made, held(content))
        return written.getvalue()

    tampered.__name__ = change.__name__
    return tampered


def _entry(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, TIME)
    entry.create_system, entry.external_attr = 3, mode << 16
    return entry


def _all(made: zipfile.ZipFile, files: Mapping[str, bytes]) -> None:
    for path, content in sorted(files.items()):
        made.writestr(_entry(path), content)


def compressed(made: zipfile.ZipFile, files: Mapping[str, bytes]) -> None:
    """Compress it, as other programs do."""
    for path, content in sorted(files.items()):
        made.writestr(_entry(path), content, zipfile.ZIP_DEFLATED)


def bomb(made: zipfile.ZipFile, files: Mapping[str, bytes]) -> None:
    """Add a file that grows a thousandfold."""
    _all(made, files)
    made.writestr(_entry("zeros"), bytes(50_000_000), zipfile.ZIP_DEFLATED)


def named(name: str, called: str, mode: int = 0o100644) -> ZipTampering:
    """Return a tampering that adds an entry of a name."""

    def change(made: zipfile.ZipFile, files: Mapping[str, bytes]) -> None:
        _all(made, files)
        made.writestr(_entry(name, mode), b"x")

    change.__name__ = called
    return packed_by(change)


def twice(content: bytes, chance: random.Random) -> bytes:
    """Name a file twice, the second time with other bytes."""
    files = held(content)
    path = chance.choice(sorted(files))
    other = path[:-1] + chr(ord(path[-1]) ^ 3)
    return pack({**files, other: b"other"}, TIME).replace(other.encode(), path.encode())


def encrypted(content: bytes, chance: random.Random) -> bytes:
    """Say of the files that they are encrypted."""
    return content.replace(b"PK\1\2\x14\x03\x14\0\0", b"PK\1\2\x14\x03\x14\0\1")


def overlapping(content: bytes, chance: random.Random) -> bytes:
    """Have all entries lead to the bytes of the first."""
    changed = bytearray(content)
    for found in re.finditer(re.escape(b"PK\1\2"), content):
        changed[found.start() + 42 : found.start() + 46] = bytes(4)
    return bytes(changed)


def many_said(content: bytes, chance: random.Random) -> bytes:
    """Say that it has more entries than it has."""
    return content[:-14] + b"\xff\xff\xff\xff" + content[-10:]


def zip64_said(content: bytes, chance: random.Random) -> bytes:
    """Put the locator of a large zip before its end."""
    return content[:-22] + b"PK\6\7" + bytes(16) + content[-22:]


# --- Files ---------------------------------------------------------------------------------------


def byte_changed(files: Files, chance: random.Random) -> bool:
    """Change a byte of any file."""
    path = chance.choice([path for path in sorted(files) if files[path]])
    at = chance.randrange(len(files[path]))
    files[path] = files[path][:at] + bytes([files[path][at] ^ 1]) + files[path][at + 1 :]
    return True


def file_removed(files: Files, chance: random.Random) -> bool:
    """Take out any file."""
    del files[chance.choice(sorted(files))]
    return True


def file_added(files: Files, chance: random.Random) -> bool:
    """Put in a file."""
    files[f"{chance.choice(['', 'project/', 'tex/'])}added.txt"] = b"added"
    return True


def line_of_sums_removed(files: Files, chance: random.Random) -> bool:
    """Take a line out of SHA256SUMS."""
    lines = files[SUMS].splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    files[SUMS] = b"".join(lines)
    return True


def files_exchanged(files: Files, chance: random.Random) -> bool:
    """Give two files each other's name."""
    one, other = chance.sample(sorted(files), 2)
    files[one], files[other] = files[other], files[one]
    return files[one] != files[other]


# --- Forgeries -----------------------------------------------------------------------------------


def replaced(path: str, pattern: str, new: str, called: str) -> Tampering:
    """Return a tampering that puts something else in one place of the files whose paths end so."""

    def change(files: Files, chance: random.Random) -> bool:
        places = [
            (name, found)
            for name in sorted(files)
            if name.endswith(path)
            for found in re.finditer(pattern, files[name].decode("utf-8", "replace"))
        ]
        if not places:
            return False
        name, found = chance.choice(places)
        text = files[name].decode()
        before = text[: found.start()] + found.expand(new) + text[found.end() :]
        changed = before != text
        files[name] = before.encode()
        return changed

    change.__name__ = called
    return change


def without(path: str, called: str) -> Tampering:
    """Return a tampering that takes out the first file whose path ends so."""

    def change(files: Files, chance: random.Random) -> bool:
        found = [name for name in sorted(files) if name.endswith(path)]
        if found:
            del files[found[0]]
        return bool(found)

    change.__name__ = called
    return change


def record_names_other_texts(files: Files, chance: random.Random) -> bool:
    """Take an input out of the build record, and out of the bundle."""
    record = json.loads(files[RECORD])
    path = chance.choice(sorted(record["inputs"]))
    del record["inputs"][path], files[f"{PROJECT}{path}"]
    files[RECORD] = json.dumps(record).encode()
    return True


def findings_emptied(files: Files, chance: random.Random) -> bool:
    """Say in the build record that something else was found."""
    record = json.loads(files[RECORD])
    record["findings"] = [] if record["findings"] else [{"code": "X"}]
    files[RECORD] = json.dumps(record).encode()
    return True


def forge(files: Files) -> None:
    """Make the build record, the RO-Crate and SHA256SUMS anew."""
    record = json.loads(files[RECORD])
    for kind, prefix in (("outputs", BUILD), ("inputs", PROJECT)):
        places = {path: path.removeprefix(BUILD) if kind == "outputs" else f"{prefix}{path}" for path in record[kind]}
        record[kind] = {path: of_bytes(files[place]) for path, place in places.items() if place in files}
    files[RECORD] = json.dumps(record).encode()
    graph = json.loads(files[CRATE])
    root = next(entity for entity in graph["@graph"] if entity["@id"] == "./")
    root["hasPart"] = [part for part in root["hasPart"] if part["@id"] in files]
    for entity in graph["@graph"]:
        if entity["@id"] in files and "sha256" in entity:
            entity["sha256"] = of_bytes(files[entity["@id"]])
    files[CRATE] = json.dumps(graph).encode()
    files[SUMS] = sums({path: content for path, content in files.items() if path != SUMS})


ZIPS: Final[tuple[ZipTampering, ...]] = (
    *(something_before, something_behind, comment_added, cut_off, bit_turned, twice, encrypted, overlapping),
    *(many_said, zip64_said, packed_by(compressed), packed_by(bomb)),
    *(named("../out.txt", "name_that_leads_out"), named("/etc/out.txt", "absolute_name")),
    *(named("C:/out.txt", "name_with_drive"), named("a\\b.txt", "name_with_backslash"), named("ledger.JSON", "case")),
    *(named("a\x1b[2J.txt", "name_with_control"), named("ledger.json/x", "file_in_a_file"), named("d/", "folder")),
    *(named("link", "link", 0o120777), named("device", "device", 0o020666), named("run", "program", 0o100755)),
)
PLAIN: Final[tuple[Tampering, ...]] = (byte_changed, file_removed, file_added, line_of_sums_removed, files_exchanged)
FORGED: Final[tuple[Tampering, ...]] = (
    replaced(".html", r'(class="traced"[^>]*>[^<]*?)[1-8](?=[^<]*</a>)', r"\g<1>9", "number_on_a_page"),
    replaced(".html", r"<p>[^<]*<a href=.*?</p>", "", "sentence_taken_from_a_page"),
    replaced(".html", r"</main>", "<p>It cost 73,415 more.</p></main>", "number_put_on_a_page"),
    replaced(".html", r"</body>", "<script>1</script></body>", "script_on_a_page"),
    replaced(".html", r"</main>", "<p>All of this is so.</p></main>", "words_put_on_a_page"),
    replaced("CITATION.cff", r'(?m)^title: "', 'title: "Really: ', "title_to_cite"),
    replaced("README.txt", r"\A", "Really: ", "title_in_readme"),
    replaced(CRATE, r'"name": "Bridges over two', '"name": "Bridges over three', "title_in_crate"),
    replaced("CITATION.cff", r"(?m)^  - name: .*$", '  - name: "Somebody else"', "author_to_cite"),
    replaced("ledger.json", r'("text":\s*"[^"]*?)[1-8]', r"\g<1>9", "number_in_ledger"),
    replaced("figures.csv", r"[1-8](?=\d)", "9", "value_in_data"),
    replaced("evidence.csv", r"opened", "closed", "quotation_in_evidence"),
    replaced("report.toml", r'title = "', 'title = "Really: ', "settings"),
    replaced(".tex.j2", r"\Z", "More.", "template"),
    replaced(WORKS, r'"title": "', '"title": "Really: ', "work"),
    replaced("brief.tex", r"\\end\{document\}", "", "latex"),
    replaced(RECORD, r'("reportgen":\s*")[^"]*', r"\g<1>9.9", "version_in_record"),
    replaced(RECORD, r'("date":\s*")\d{4}', r"\g<1>1999", "date_in_record"),
    replaced(RECORD, r'("pdflatex":\s*")[^"]*', r"\g<1>another", "tool_in_record"),
    *(findings_emptied, record_names_other_texts, byte_changed),
    *(without(".pdf", "pdf_removed"), without("brief.html", "page_removed"), without("README.txt", "readme_removed")),
    without("evidence.csv", "evidence_removed"),
)
NAMED: Final = {
    "script_on_a_page": "what a page does beside its words is sealed by the build record alone",
    "words_put_on_a_page": "words of a page that are no number, quotation or sentence of the ledger",
    "author_to_cite": "authors stand on no page in a form that programs know",
    "latex": "the LaTeX is sealed by the build record alone",
    "tool_in_record": "what was installed stands in no PDF",
    "byte_changed": "in LaTeX, pages, Word files and pictures, and in words of README.txt",
    "sentence_taken_from_a_page": "a sentence that no number or citation of a volume stands in",
}
"""Forgeries that the bundle alone cannot always show, and why."""


def held(content: bytes) -> Files:
    """Return the files of a sound zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {entry.filename: opened.read(entry) for entry in opened.infolist()}


def kinds() -> list[tuple[str, Callable[[bytes, random.Random], bytes | None]]]:
    """Return all kinds by what they are called; each gives a zip, or ``None`` where there is nothing to change."""

    def of_files(change: Tampering, *, forged: bool) -> Callable[[bytes, random.Random], bytes | None]:
        def tampered(content: bytes, chance: random.Random) -> bytes | None:
            files = held(content)
            if not change(files, chance):
                return None
            if forged and RECORD in files:
                forge(files)
            return pack(files, TIME)

        return tampered

    found: list[tuple[str, Callable[[bytes, random.Random], bytes | None]]] = []
    found += [(f"zip {change.__name__}", change) for change in ZIPS]
    found += [(f"plain {change.__name__}", of_files(change, forged=False)) for change in PLAIN]
    found += [(f"forged {change.__name__}", of_files(change, forged=True)) for change in FORGED]
    return found


def codes(content: bytes, folder: Path) -> list[str]:
    """Return the codes that verifying a bundle gives."""
    path = folder / "bundle.zip"
    path.write_bytes(content)
    return [finding.code for finding in pipeline.verify_bundle(path).findings]


def main() -> int:
    """Tamper, verify and count; the exit status is 1 where something is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zip", nargs="?", type=Path)
    parser.add_argument("--tries", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = (options.zip or bundled(folder)).read_bytes()
        if found := codes(content, folder):
            print(f"as it is it has {found}")
            return 1
        every = kinds()
        for number in range(options.tries):
            kind, change = every[number % len(every)]
            made = change(content, chance)
            if made is None or made == content:
                continue
            tried[kind] += 1
            caught[kind] += bool(codes(made, folder))
    missed = 0
    for kind, count in tried.items():
        named = kind.startswith("forged ") and kind.removeprefix("forged ") in NAMED
        missed += 0 if named else count - caught[kind]
        print(f"{kind:40} {caught[kind]:3} of {count:3}{'  (named)' * named}")
    print(f"{sum(caught.values())} of {sum(tried.values())} caught; {missed} missed that should not be")
    return 1 if missed else 0


def bundled(folder: Path) -> Path:
    """Bundle the small project, and return the zip."""
    copy = Path(shutil.copytree(PROJECT_TRIED, folder / "project", ignore=shutil.ignore_patterns("build", "dist")))
    outcome = pipeline.bundle(copy, lambda _: None)
    assert outcome.value is not None, outcome.findings
    return copy / outcome.value.path


if __name__ == "__main__":
    sys.exit(main())
