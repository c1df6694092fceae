"""Change PDFs as somebody might who has no right to, verify each, and count by kind what is caught.

    python trials/tamper.py [--tries 300] [--seed 1] [PDF ...]

Half of the kinds change one thing. The others are forgeries: they make the digests within the PDF anew, as who knows
how it is made can, so that only what the files in it say of each other and of the pages tells. Without PDFs a small
project is built for it. What no one can tell from the PDF alone stands in ``NAMED``, as docs/distribution.md says it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

import pikepdf

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportgen import pipeline
from reportgen.proof.model import RECORD
from reportgen.store.page_digests import seals
from trials.forgeries import FORGED, NAMED, PLAIN
from trials.tamperings import Tampering, attached

ROOT: Final = Path(__file__).parents[1]
PROJECT: Final = ROOT / "tests" / "projects" / "features"
_SEALED: Final = re.compile(rb"(?<=<reportgen:record>)[0-9a-f]{64}")


def forge(document: pikepdf.Pdf) -> None:
    """Make all digests anew."""
    record = json.loads(attached(document)[RECORD].read_bytes())
    sealed = seals(document, document.Root.Metadata.read_bytes())
    record["pages"], record["around"], record["metadata"] = list(sealed.pages), sealed.around, sealed.metadata
    files = {path: stream.read_bytes() for path, stream in attached(document).items() if path != RECORD}
    record["attached"] = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}
    record["inputs"] |= {path: digest for path, digest in record["attached"].items() if path in record["inputs"]}
    written = json.dumps(record, indent=1).encode()
    attached(document)[RECORD].write(written)
    packet = document.Root.Metadata.read_bytes()
    document.Root.Metadata.write(_SEALED.sub(hashlib.sha256(written).hexdigest().encode(), packet))
    for stream in attached(document).values():
        content = stream.read_bytes()
        told = pikepdf.String(hashlib.md5(content, usedforsecurity=False).digest())
        if "/Params" in stream:
            stream.Params.Size, stream.Params.CheckSum = len(content), told


def tampered(content: bytes, change: Tampering, chance: random.Random, *, forged: bool) -> bytes | None:
    """Return a PDF that was changed; ``None`` where it has nothing of the kind."""
    with pikepdf.open(io.BytesIO(content)) as document:
        if not change(document, chance):
            return None
        if forged:
            # Pages of a document that is open are as they were when first asked for.
            document = pikepdf.open(io.BytesIO(saved(document)))
            forge(document)
        return saved(document)


def saved(document: pikepdf.Pdf) -> bytes:
    """Return the PDF as a program packs it that changes nothing."""
    written = io.BytesIO()
    document.save(written, fix_metadata_version=False, deterministic_id=True)
    return written.getvalue()


def codes(content: bytes, folder: Path) -> list[str]:
    """Return the codes that verifying a PDF gives."""
    path = folder / "brief.pdf"
    path.write_bytes(content)
    return [finding.code for finding in pipeline.verify_pdf(path).findings]


def main() -> int:
    """Tamper, verify and count; the exit status is 1 where something is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path)
    parser.add_argument("--tries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdfs = options.pdfs or built(folder)
        contents = [path.read_bytes() for path in pdfs]
        for path, content in zip(pdfs, contents, strict=True):
            with pikepdf.open(io.BytesIO(content)) as document:
                packed = saved(document)
            if found := codes(packed, folder):
                print(f"{path}: packed anew it has {found}")
                return 1
        kinds = [(change, forged) for forged, changes in ((False, PLAIN), (True, FORGED)) for change in changes]
        for number in range(options.tries):
            change, forged = kinds[number % len(kinds)]
            content = chance.choice(contents)
            made = tampered(content, change, chance, forged=forged)
            if made is None:
                continue
            kind = f"{'forged' if forged else 'plain'} {change.__name__}"
            tried[kind] += 1
            caught[kind] += bool(codes(made, folder))
    missed = 0
    for kind, count in tried.items():
        named = kind.startswith("forged ") and kind.removeprefix("forged ") in NAMED
        missed += 0 if named else count - caught[kind]
        print(f"{kind:40} {caught[kind]:3} of {count:3}{'  (named)' * named}")
    print(f"{sum(caught.values())} of {sum(tried.values())} caught; {missed} missed that should not be")
    return 1 if missed else 0


def built(folder: Path) -> list[Path]:
    """Build the small project, and return its PDFs."""
    copy = shutil.copytree(PROJECT, folder / "project", ignore=shutil.ignore_patterns("build"))
    outcome = pipeline.build(Path(copy), lambda _: None)
    assert outcome.value is not None, outcome.findings
    return sorted((Path(copy) / "build").glob("*.pdf"))


if __name__ == "__main__":
    sys.exit(main())
