"""Have LibreOffice open Word files, and look whether every word of theirs stands on the pages that it makes of them.

    python trials/wordcheck.py [DOCX ...]

Without files those in ``build/`` are looked at. The status is 1 where words are missing, and 2 where there is no
``soffice`` (Debian: libreoffice-writer, libreoffice-math): nothing is known then. The PDFs stay in ``build/log/word/``,
to be looked at.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pypdfium2

from reportgen.system.programs import which

OUT: Final = Path("build/log/word")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SECONDS: Final = 300


def squashed(text: str) -> str:
    """Return a text without what lines, hyphens and ligatures make of it."""
    return re.sub(r"[\s\-\u00ad\u2010\u2011\ufffe\u0002]", "", unicodedata.normalize("NFKC", text))


def words(path: Path) -> set[str]:
    """Return the words of a Word file, of text and notes."""
    found: set[str] = set()
    with zipfile.ZipFile(path) as archive:
        for part in ("document", "footnotes", "endnotes"):
            for paragraph in ElementTree.fromstring(archive.read(f"word/{part}.xml")).iter(f"{_W}p"):
                found |= {word for run in paragraph.iter(f"{_W}t") for word in (run.text or "").split()}
    return found


def missing(path: Path, soffice: str) -> list[str]:
    """Return the words of a Word file that LibreOffice shows on no page."""
    command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(OUT), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    with pypdfium2.PdfDocument(OUT / f"{path.stem}.pdf") as document:
        shown = squashed("".join(page.get_textpage().get_text_bounded() for page in document))
    return sorted(word for word in words(path) if squashed(word) not in shown)


def main(given: list[str]) -> int:
    """Look at Word files; the exit status is 1 where a word is missing, and 2 where nothing could be looked at."""
    soffice = which("soffice")
    files = [Path(name) for name in given] or sorted(Path("build").glob("*.docx"))
    if not soffice or not files:
        print("there is no soffice" if not soffice else 'there are no Word files in build/: outputs needs "docx"')
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    lost = {path: missing(path, soffice) for path in files}
    for path, gone in lost.items():
        print(f"{path}: {f'missing: {gone}' if gone else 'every word is shown'} ({OUT / path.stem}.pdf)")
    return int(any(lost.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
