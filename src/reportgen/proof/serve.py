"""What the process does that ``read`` starts: the libraries here are large, and what they read comes from strangers."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import pypdfium2

from reportgen.proof.model import DATA, RESTS, ROLES, kind
from reportgen.proof.signed import without_signatures
from reportgen.store.page_digests import seals

MOST_PAGES: Final = 5000
MOST_FILES: Final = 2000
MOST_BYTES: Final = 150_000_000
"""Bytes that all attached files may have, unpacked."""

MOST_LETTERS: Final = 20_000_000
_RECORD: Final = re.compile(rb"<reportgen:record>([0-9a-f]{64})</reportgen:record>")
_STREAM: Final = re.compile(r"^stream <[^>]*>:? ?")
# What a brief's catalogue has; anything else may show, hide or run what its pages do not say.
_KNOWN: Final = frozenset(
    [
        "/Type",
        "/Pages",
        "/Names",
        "/Outlines",
        "/PageMode",
        "/PageLabels",
        "/OpenAction",
        "/Lang",
        "/Metadata",
        "/AF",
        "/MarkInfo",
        "/StructTreeRoot",
        "/ViewerPreferences",
        "/OutputIntents",
        "/Version",
    ]
)
_NAMED: Final = frozenset({"/Dests", "/EmbeddedFiles"})
_SPEC: Final = frozenset({"/Type", "/F", "/UF", "/Desc", "/AFRelationship", "/EF"})
_PACKED: Final = frozenset({"/Type", "/Subtype", "/Params", "/Length", "/Filter", "/DecodeParms"})
_LEADS: Final = ("/GoTo", "/GoToR", "/URI")


class _RefusedError(Exception):
    """The PDF is beyond a limit; the message says which."""


def serve() -> None:
    """Read a PDF from standard input and write what it holds, or ``{"reason": …}``, as JSON."""
    try:
        answer = _read(sys.stdin.buffer.read())
    except _RefusedError as error:
        answer = {"reason": str(error)}
    except pikepdf.PasswordError:
        answer = {"reason": "a password is needed to open it"}
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        answer = {"reason": f"it is not a sound PDF: {_STREAM.sub('', str(error))[:200]}"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _read(content: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as document:
        if len(document.pages) > MOST_PAGES:
            raise _RefusedError(f"it has more than {MOST_PAGES} pages")
        files = [(path, base64.b64encode(data).decode("ascii")) for path, data in _files(document)]
        signed = without_signatures(document)
        stream = document.Root.get("/Metadata")
        packet = stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""
        found = _RECORD.search(packet)
        sealed = seals(document, packet)
        links = [tuple(_links(page.obj)) for page in document.pages]
        labels = [page.label for page in document.pages]
        active = (*sorted({*_active(document)}), *_oddly_carried(document))
        texts = _texts(document)
    return {
        "pages": list(zip(sealed.pages, texts, links, labels, strict=True)),
        "files": files,
        "record": found[1].decode() if found else "",
        "active": active,
        "around": sealed.around,
        "metadata": sealed.metadata,
        "signed": signed,
    }


def _files(document: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    """Yield the files that it carries: those that its names list, flat, as a build writes them."""
    names = document.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles", pikepdf.Dictionary())
    listed = list(names.get("/Names", pikepdf.Array()))
    if len(listed) > 2 * MOST_FILES:
        raise _RefusedError(f"it carries more than {MOST_FILES} files")
    total = 0
    for spec in listed[1::2]:
        content = bytes(spec.EF.F.read_bytes())
        total += len(content)
        if total > MOST_BYTES:
            raise _RefusedError(f"it carries more than {MOST_BYTES // 10**6} MB")
        yield str(spec.UF), content


def _links(page: pikepdf.Object) -> Iterator[str]:
    for annotation in page.get("/Annots", pikepdf.Array()):
        goal = annotation.get("/A", pikepdf.Dictionary()).get("/D")
        if isinstance(goal, pikepdf.String):
            yield str(goal)


def _active(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield what no build writes and viewers may run, or show beside the pages."""
    root = document.Root
    for key in (root.keys() - _KNOWN) | (root.get("/Names", pikepdf.Dictionary()).keys() - _NAMED):
        yield f"{key} in its catalogue"
    if not _leads(root.get("/OpenAction")):
        yield "/OpenAction that does not lead to a page in its catalogue"
    for number, page in enumerate(document.pages, start=1):
        annotations = list(page.obj.get("/Annots", pikepdf.Array()))
        for key in ("/AA", "/AF"):
            if any(key in item for item in (page.obj, *annotations)):
                yield f"{key} on page {number}"
        if not all(_leads(item.get("/A")) for item in annotations):
            yield f"an action that does not lead to a page or address on page {number}"


def _leads(action: object) -> bool:
    """Whether an action, if it is one, only leads to a place or an address."""
    return not isinstance(action, pikepdf.Dictionary) or (str(action.get("/S")) in _LEADS and "/Next" not in action)


def _oddly_carried(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield in what way viewers may find other files attached than those that ``_files`` yields."""
    tree = document.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles", pikepdf.Dictionary())
    if tree.keys() - {"/Names"}:
        yield "attached files in branches"
    listed = list(tree.get("/Names", pikepdf.Array()))
    names, specs = [bytes(name) for name in listed[::2]], listed[1::2]
    if names != sorted({*names}):
        yield "attached files of one name, or out of order"
    if [spec.objgen for spec in specs] != [spec.objgen for spec in document.Root.get("/AF", pikepdf.Array())]:
        yield "other associated files than attached ones"
    for name, spec in zip(names, specs, strict=True):
        path = str(spec.UF)
        if spec.keys() - _SPEC or {bytes(spec.UF), bytes(spec.get("/F", spec.UF))} != {name}:
            yield f'other names of "{path}"'
        if spec.EF.keys() - {"/F", "/UF"} or spec.EF.F.objgen != spec.EF.get("/UF", spec.EF.F).objgen:
            yield f'a second file as "{path}"'
        said = (str(spec.get("/AFRelationship"))[1:], str(spec.get("/Desc")))
        if said not in ({ROLES[path]} if path in ROLES else {RESTS, DATA}):
            yield f'another description of "{path}"'
        yield from _oddly_packed(spec.EF.F, path, _date(document))


def _date(document: pikepdf.Pdf) -> bytes:
    """Return the date of the brief as its information dictionary has it, which is sealed."""
    info = document.trailer.get("/Info")
    return bytes(info.get("/ModDate", pikepdf.String(""))) if isinstance(info, pikepdf.Dictionary) else b""


def _oddly_packed(stream: pikepdf.Object, path: str, date: bytes) -> Iterator[str]:
    """Yield what is said of an attached file that it is not: its kind, size or date, or where else it lies."""
    said = stream.stream_dict
    if str(said.get("/Subtype"))[1:] != kind(path):
        yield f'another kind of "{path}"'
    content = stream.read_bytes()
    built = {
        "/Size": len(content),
        "/ModDate": date,
        "/CheckSum": hashlib.md5(content, usedforsecurity=False).digest(),
    }
    given = said.get("/Params", pikepdf.Dictionary())
    told = {key: bytes(value) if isinstance(value, pikepdf.String) else value for key, value in given.items()}
    if told != built or said.keys() - _PACKED:
        yield f'another size, date or place of "{path}"'


def _texts(document: pikepdf.Pdf) -> list[str]:
    """Return the words of each page. Pictures are taken out: ticks of axes stand in no data."""
    for page in document.pages:
        if "/XObject" in page.obj.get("/Resources", pikepdf.Dictionary()):
            page.obj.Resources = pikepdf.Dictionary(
                {key: value for key, value in page.obj.Resources.items() if key != "/XObject"}
            )
    plain = io.BytesIO()
    document.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    texts: list[str] = []
    total = 0
    for page in pypdfium2.PdfDocument(plain.getvalue()):
        texts.append(page.get_textpage().get_text_range())
        total += len(texts[-1])
        if total > MOST_LETTERS:
            raise _RefusedError(f"it has more than {MOST_LETTERS // 10**6} million letters")
    return texts
