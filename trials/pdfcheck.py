"""Have veraPDF validate PDFs against PDF/UA-1 and PDF/A-3b, and print each rule that fails.

    VERAPDF="verapdf" python trials/pdfcheck.py [PDF ...]

``VERAPDF`` is veraPDF's own command, or a program called as ``PROGRAM PROFILE FILE...`` (``ua1``, ``3b``), which
ends with another status than 0 where a file is not compliant. Without PDFs those
in ``build/`` are looked at. The status is 2 where there is no validator: nothing is known then.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

PROFILES: Final = ("ua1", "3b")


def command(validator: str, profile: str, pdfs: list[str]) -> list[str]:
    """Return the command that validates PDFs against a profile."""
    words = shlex.split(validator)
    if Path(words[0]).name == "verapdf":
        return [*words, "--flavour", profile, "--format", "text", *pdfs]
    return [*words, profile, *pdfs]


def main(pdfs: list[str]) -> int:
    """Validate PDFs; the exit status is 1 where a rule fails, and 2 where nothing could be validated."""
    validator = os.environ.get("VERAPDF", "verapdf")
    found = pdfs or sorted(map(str, Path("build").glob("*.pdf")))
    if not shutil.which(shlex.split(validator)[0]):
        print(f"there is no {validator}: set VERAPDF to the command of veraPDF", file=sys.stderr)
        return 2
    if not found:
        print("there are no PDFs in build/", file=sys.stderr)
        return 2
    ends = [subprocess.run(command(validator, profile, found), check=False).returncode for profile in PROFILES]
    return int(any(ends))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
