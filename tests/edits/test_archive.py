"""Documents from strangers: what harms who reads them is refused."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from edits.documents import docx, run
from reportgen.edits.archive import LARGEST, unpacked
from reportgen.findings.model import collect


def archived(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def twice() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("word/document.xml", "word/documenu.xml"):
            archive.writestr(name, b"<document/>")
    return file.getvalue().replace(b"documenu", b"document")


def lying() -> bytes:
    """Return an archive that says of a large part that it is small."""
    content = archived(document=b"<a>" + b" " * (LARGEST + 9) + b"</a>")
    size = struct.pack("<I", LARGEST + 16)
    assert size in content
    return content.replace(size, struct.pack("<I", 100))


HOSTILE = {
    "no archive": (b"PK but none", "no document of Word"),
    "an archive of something else": (archived(other=b"<a/>"), "no document of Word"),
    "a bomb": (archived(document=b"<a>" + b" " * (LARGEST + 9) + b"</a>"), "larger than 50 MB"),
    "a bomb that says it is small": (lying(), "word"),
    "entities": (archived(document=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares a document type"),
    "entities in comments": (archived(document=b"<a/>", comments=b"<!DOCTYPE a><a/>"), "comments.xml declares"),
    "depth": (archived(document=b"<a>" * 300 + b"</a>" * 300), "more than 256 deep"),
    "no XML": (archived(document=b"<a>"), "is no XML"),
    "one part twice": (twice(), "more than once"),
    "nothing": (b"", "no document of Word"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_harms_is_refused_with_its_reason(name: str) -> None:
    content, why = HOSTILE[name]
    outcome = collect(unpacked("sent.docx", content))
    assert outcome.value is None
    assert [f.code for f in outcome.findings] == ["DOC020"]
    assert why.casefold() in outcome.findings[0].message.casefold()


def test_a_document_is_unpacked() -> None:
    outcome = collect(unpacked("sent.docx", docx([run("Text.")])))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert list(outcome.value) == ["word/document.xml"]
