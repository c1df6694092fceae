"""The texts of sources: found by the ``file`` field of their entries, read, and divided up."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.bibliography.model import Bibliography
from reportgen.inputs.texts.layout import lay_out, pages_of
from reportgen.inputs.texts.model import SourceText
from reportgen.inputs.texts.pdf_lines import Sheet
from reportgen.inputs.texts.pdf_text import MOST_PAGES, PdfText, UnreadablePdfError, read_pdf
from reportgen.inputs.texts.segmentation import divide
from reportgen.inputs.texts.words import shown
from reportgen.store.fingerprint import ABSENT, Digest, of_bytes, unread
from reportgen.system import files

LARGEST: Final = 50_000_000
"""Bytes that a text may have."""

_KINDS: Final = frozenset({".txt", ".pdf"})


def read_texts(
    bibliography: Bibliography,
    folders: Sequence[Path],
    sections_wanted: Mapping[str, Sequence[str]] | None = None,
    looked_for: dict[str, str] | None = None,
    unreadable: set[str] | None = None,
    build: Path | None = None,
) -> Findings[Mapping[str, SourceText]]:
    """Read the texts that are at hand, by key of their source.

    The ``file`` field is that of Zotero and JabRef; only the names of the files count, which are looked
    up in the folders. ``sections_wanted`` are the headings, or their numbers, by which evidence names
    the sections of a source. ``looked_for`` gets what a store knows each file that was looked for by,
    ``unreadable`` the sources whose text cannot be read, which is EVI012. A text that is not there is no finding.
    PDFs are read in ``build``.
    """
    texts: dict[str, SourceText] = {}
    noted = {} if looked_for is None else looked_for
    for entry in bibliography.entries.values():
        found = _locate(text_names(entry.fields.get("file", "")), folders, noted)
        if found is None:
            continue
        named, path = found
        try:
            texts[entry.key] = read = _read(entry.key, path, (sections_wanted or {}).get(entry.key, ()), build)
            noted[str(named)] = noted[str(path)] = read.digest
        except (OSError, UnreadableTextError) as error:
            reason = str(error.strerror) if isinstance(error, OSError) else str(error)
            # What has a digest is read again each time: a PDF may only have taken too long.
            noted[str(named)] = noted[str(path)] = unread(reason)
            reason = f"it {reason}" if isinstance(error, files.RefusedError) else reason
            message = f'the text of "{entry.key}", {path.name}, cannot be read: {reason}'
            if unreadable is not None:
                unreadable.add(entry.key)
            yield finding("EVI012", entry.location, message, "give it as UTF-8 text or as a PDF that has text")
    return texts


class UnreadableTextError(Exception):
    """A text cannot be read; the message says why."""


def file_names(field: str) -> Iterator[str]:
    """Yield the names of the files in a ``file`` field: ``name``, or ``description:path:type``, parted by ``;``."""
    for item in re.split(r"(?<!\\);", field):
        parts = re.split(r"(?<!\\):", item)
        path = parts[-2] if len(parts) > 2 else parts[-1]
        name = re.sub(r"\\([:;_{}&%#$ ])", r"\1", path).replace("\\", "/").rpartition("/")[2].strip()
        if name not in ("", ".", "..") and "\0" not in name:
            yield name


def text_names(field: str) -> list[str]:
    """Return the names of those files in a ``file`` field that can be read as texts."""
    return [name for name in file_names(field) if Path(name).suffix.lower() in _KINDS]


def _locate(names: Sequence[str], folders: Sequence[Path], looked_for: dict[str, str]) -> tuple[Path, Path] | None:
    """Find a text: by its name in a folder, and where that leads if it is a link, which may come to lead elsewhere."""
    for name in names:
        for folder in folders:
            # A link may stand for a text only if it stays in the folder.
            path = Path(os.path.realpath(folder / name))
            looked_for[str(folder / name)] = looked_for[str(path)] = ABSENT
            if path.is_relative_to(os.path.realpath(folder)) and os.path.lexists(path) and not path.is_dir():
                return folder / name, path
    return None


def _read(key: str, path: Path, wanted: Sequence[str], build: Path | None) -> SourceText:
    content = files.read(path, largest=LARGEST)
    if path.suffix.lower() == ".pdf":
        try:
            pdf = read_pdf(content, build)
        except UnreadablePdfError as error:
            raise UnreadableTextError(str(error)) from error
        return source_text(key, of_bytes(content), pdf, wanted)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError(f"byte 0x{content[error.start]:02x} in line {line} is not UTF-8") from error
    if (pages := text.count("\f") + 1) > MOST_PAGES:
        raise UnreadableTextError(f"it has {pages:,} pages, more than {MOST_PAGES:,}")
    return source_text(key, of_bytes(content), text, wanted)


def source_text(key: str, digest: str, content: str | PdfText, wanted: Sequence[str] = ()) -> SourceText:
    """Divide up the text of a source, given as plain text or as the pages of a PDF."""
    pages: Sequence[str | Sheet] = pages_of(content) if isinstance(content, str) else content.pages
    layout = lay_out(pages, frozenset(map(shown, wanted)))
    names = () if isinstance(content, str) else _page_names(content, layout.labels)
    made = divide(layout, wanted, names)
    extractor = "plain text" if isinstance(content, str) else content.extractor
    return SourceText(key, Digest(digest), extractor, **vars(made))


def _page_names(pdf: PdfText, printed: Mapping[int, str]) -> Sequence[str]:
    """Name pages by the labels of the PDF, or the numbers printed on them, or else by counting."""
    if pdf.labels:
        return pdf.labels
    steps = Counter(int(label) - page for page, label in printed.items())
    step, often = steps.most_common(1)[0] if steps else (1, 0)
    first = step if often * 2 > len(pdf.pages) else 1
    return [str(page + first) for page in range(len(pdf.pages))]
