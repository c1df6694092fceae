"""README.txt of a bundle: what is what in it, and how it can be verified."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from reportgen.bundle.model import CITATION, CRATE, LEDGER, PROJECT, RECORD, SUMS, WORKS, Description

_FORMS: Final = {"pdf": "to read and print", "html": "the same for a browser", "docx": "the same for Word"}
_PARTS: Final = (
    (CITATION, "how to cite it"),
    (LEDGER, "what stands where, and what it rests on"),
    (WORKS, "the works cited, as CSL-JSON"),
    (RECORD, "what it was made from and by, with digests"),
    (PROJECT, "the data package, bibliography, evidence, lock, reviews and templates"),
    ("tex", "the LaTeX that was set, one folder for each volume"),
    (CRATE, "all of this for programs (RO-Crate 1.2, Process Run Crate 0.5)"),
    (SUMS, "the SHA-256 of every file"),
)
_DRAFT: Final = "THIS IS A DRAFT. Do not cite it and do not hand it on as finished."
_VERIFY: Final = """VERIFYING
Without reportgen, in the folder into which you have unpacked it:

    sha256sum -c SHA256SUMS

(macOS: shasum -a 256 -c SHA256SUMS.) That says whether the files are those that were packed.

With reportgen, the zip as you got it:

    reportgen verify {name}.zip

That also says whether the numbers, citations and quotations of the PDFs and pages stand in the ledger, the
evidence and the data; with --texts FOLDER whether the quotations stand in the texts of the sources, which are
not in here; with --rebuild at its end whether the project in here gives the same bytes again.

Nothing in here says who made it. Compare the SHA-256 of the zip with one that the publisher gives elsewhere.

MAKING IT AGAIN
The brief: reportgen build --project project
Where the texts of sources were at hand when it was made, they must be for the same bytes: --texts FOLDER.
The pages alone: in each folder of LaTeX run "{engine} brief.tex" three times.
"""


def readme(told: Description, paths: Collection[str]) -> str:
    """Return README.txt for a bundle that holds these files."""
    head = [told.title, ", ".join(told.authors), ", ".join(filter(None, (told.edition, told.date)))]
    head += [f"Licence: {told.licence}"] if told.licence else ["No licence is stated."]
    head += [told.identifier] if told.identifier else []
    head += [_DRAFT] if told.status == "draft" else []
    parts = [
        (f"{volume}.{form}", f"{title}: {what}")
        for volume, title in told.volumes.items()
        for form, what in _FORMS.items()
        if f"{volume}.{form}" in paths
    ]
    parts += [(path, what) for path, what in _PARTS if any(each.startswith(path) for each in (*paths, CRATE, SUMS))]
    width = max(len(path) for path, _ in parts)
    lines = [*head, "", "WHAT IS IN HERE", *(f"{path:<{width}}  {what}" for path, what in parts), ""]
    return "\n".join(lines) + "\n" + _VERIFY.format(name=told.name, engine=told.engine)
