"""The last step on the PDF: what TeX leaves to chance or to the machine is taken out, metadata are set anew."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

import pikepdf

from reportgen.exhibits.model import STAND_IN
from reportgen.store.page_digests import NO_RECORD, Seals, seals
from reportgen.typeset.attachments import Attachment, attach
from reportgen.typeset.pages import Sheets
from reportgen.typeset.structure import has_marks, tag
from reportgen.typeset.xmp import CREATOR, Metadata, packet
from reportgen.values.dates import LAST_SECOND

_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PTEX: Final = ("/PTEX.FileName", "/PTEX.PageNumber", "/PTEX.InfoDict", "/PTEX.Fullbanner")
_DRAWN: Final = ("/BBox", "/Group", "/Matrix", "/Resources")
NO_PICTURES: Final[Mapping[str, bytes]] = MappingProxyType({})
_UNPRINTABLE: Final = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029\ufffe\uffff]+")
_STREAM: Final = re.compile(r"^stream <[^>]*>:? ?")
# Half characters, and the sign that stands for them, which qpdf writes as a byte that means nothing.
_BROKEN: Final = re.compile("[\ud800-\udfff\ufffd]")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class Proof:
    """What a PDF carries to be verified by: files, and the SHA-256 of the record among them."""

    attachments: Sequence[Attachment] = ()
    record: str = ""


def no_proof(_: Seals) -> Proof:
    """Attach nothing."""
    return Proof()


def finish(
    pdf: bytes,
    metadata: Metadata,
    sheets: Sheets | None = None,
    pictures: Mapping[str, bytes] = NO_PICTURES,
    proof: Callable[[Seals], Proof] = no_proof,
    alternatives: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return the PDF with these metadata, pages in order, and nothing that depends on where or when TeX ran.

    ``pictures`` (PDFs of one page, by name) take the places of their stand-ins. ``proof`` gives what the PDF carries
    to be verified by, from the digests of what it shows; ``alternatives`` say by name what pictures show.

    Links, named destinations and bookmarks stay as they are. Identifiers follow from the content,
    dates from ``metadata.epoch``; paths of included files and of the build are dropped. Finishing what is
    finished changes nothing. Raises ``ValueError`` when the bytes are no PDF, or not all of one.
    """
    try:
        # Mending what is damaged would hide that TeX was stopped in the middle of a page.
        document = pikepdf.open(io.BytesIO(pdf), attempt_recovery=False)
    except pikepdf.PdfError as error:
        raise ValueError(f"not a PDF: {_STREAM.sub('', str(error))}") from error
    with document:
        producer = _producer(document)
        _draw(document, pictures)
        _forget_paths(document)
        if has_marks(document):
            tag(document, alternatives)
        if sheets is not None:
            _order(document, sheets)
        cleaned = _cleaned(metadata)
        _describe(document, cleaned, producer)
        proven = proof(seals(document, _packet(document, cleaned, producer, NO_RECORD)))
        attach(document, proven.attachments, _date(cleaned.epoch))
        stream = document.make_stream(_packet(document, cleaned, producer, proven.record))
        stream["/Type"], stream["/Subtype"] = pikepdf.Name("/Metadata"), pikepdf.Name("/XML")
        document.Root["/Metadata"] = stream
        # Kept, the first half of the old identifier, which TeX makes of folder and time, would stand in the new one.
        if "/ID" in document.trailer:
            del document.trailer["/ID"]
        once = _linearized(document)
    # qpdf numbers objects by where it found them; found in its own order they stay as they are.
    with pikepdf.open(io.BytesIO(once)) as again:
        return _linearized(again)


def _linearized(document: pikepdf.Pdf) -> bytes:
    """Return a PDF whose first page can be shown before the rest is there (ISO 32000-1, annex F)."""
    written = io.BytesIO()
    document.save(
        written,
        linearize=True,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return written.getvalue()


def _draw(document: pikepdf.Pdf, pictures: Mapping[str, bytes]) -> None:
    """Put pictures into the places of their stand-ins. Raises ``ValueError`` where one has none, or one would stay."""
    seen: set[tuple[int, int]] = set()
    places = {name: form for page in document.pages for form in _forms(page.obj, seen) if (name := _stands_for(form))}
    if places.keys() != pictures.keys():
        raise ValueError(f"TeX set other pictures than it was given: {sorted(places.keys() ^ pictures.keys())}")
    for name, form in places.items():
        with pikepdf.open(io.BytesIO(pictures[name])) as source:
            drawn = document.copy_foreign(source.pages[0].as_form_xobject())
            packed: Any = drawn.get("/Filter")
            how: Any = drawn.get("/DecodeParms")
            form.write(drawn.read_raw_bytes(), filter=packed, decode_parms=how)
            for key in _DRAWN:
                if key in drawn:
                    form[key] = drawn[key]


def _stands_for(form: pikepdf.Object) -> str:
    """Return the name of the picture that a form is the stand-in of, see ``exhibits.orders.stand_in``; else nothing."""
    marks = form.get("/Resources", pikepdf.Dictionary()).get("/Properties")
    mark = marks.get(f"/{STAND_IN}") if isinstance(marks, pikepdf.Dictionary) else None
    return bytes(mark.Name).decode() if isinstance(mark, pikepdf.Dictionary) else ""


def _order(document: pikepdf.Pdf, sheets: Sheets) -> None:
    """Put the pages into their order, and number them outside of the pages as they are numbered on them."""
    count, numbers = len(document.pages), list(sheets.numbers)
    if len(numbers) != count or not 0 <= sheets.at <= count - sheets.count:
        raise ValueError("TeX noted other pages than the PDF has")
    behind = count - sheets.count
    order = [*range(sheets.at), *range(behind, count), *range(sheets.at, behind)]
    if sheets.count:
        # The objects stay the same, since links and bookmarks point at them.
        objects = [document.pages[index].obj for index in order]
        root = document.Root.Pages
        for page in objects:
            page.Parent = root
        root.Kids = pikepdf.Array(objects)
    labels: list[int | pikepdf.Dictionary] = []
    last = ""
    for index, place in enumerate(order):
        number = numbers[place]
        if not (number.isdecimal() and last.isdecimal() and int(number) == int(last) + 1):
            style = {"/S": pikepdf.Name.D, "/St": int(number)} if _counts(number) else {"/P": pikepdf.String(number)}
            labels += [index, pikepdf.Dictionary(style)]
        last = number
    document.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))


def _counts(number: str) -> bool:
    return number.isdecimal() and number.isascii() and int(number) > 0


def _cleaned(metadata: Metadata) -> Metadata:
    """Take out what neither XML nor a line of text may hold."""
    return Metadata(
        _line(metadata.title),
        tuple(filter(None, map(_line, metadata.authors))),
        _line(metadata.subject),
        tuple(filter(None, map(_line, metadata.keywords))),
        metadata.language if _LANGUAGE.fullmatch(metadata.language) else "",
        min(max(metadata.epoch, 0), LAST_SECOND),
        _line(metadata.licence),
        _line(metadata.identifier),
    )


def _line(text: str) -> str:
    return _BROKEN.sub("?", _UNPRINTABLE.sub(" ", text)).strip()


def _producer(document: pikepdf.Pdf) -> str:
    """Return the engine that made the PDF, such as "pdfTeX-1.40.24"."""
    info = document.trailer.get("/Info")
    return _line(str(info.get("/Producer", ""))) if isinstance(info, pikepdf.Dictionary) else ""


def _forget_paths(document: pikepdf.Pdf) -> None:
    """Drop what pdfTeX notes of each included file: its path, and its own metadata with their dates."""
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for form in _forms(page.obj, seen):
            for key in _PTEX:
                if key in form:
                    del form[key]


def _forms(owner: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Yield the forms and pictures that a page, or a form, draws, each once in the whole document."""
    drawn = owner.get("/Resources", pikepdf.Dictionary()).get("/XObject")
    if not isinstance(drawn, pikepdf.Dictionary):
        return
    for form in drawn.values():
        if form.objgen in seen:
            continue
        seen.add(form.objgen)
        yield form
        yield from _forms(form, seen)


def _date(epoch: int) -> str:
    return f"D:{_FIRST + timedelta(seconds=epoch):%Y%m%d%H%M%S}Z"


def _packet(document: pikepdf.Pdf, metadata: Metadata, producer: str, record: str) -> bytes:
    told = f"{_FIRST + timedelta(seconds=metadata.epoch):%Y-%m-%dT%H:%M:%SZ}"
    return packet(metadata, producer, told, record, tagged="/StructTreeRoot" in document.Root)


def _describe(document: pikepdf.Pdf, metadata: Metadata, producer: str) -> None:
    """Set the information dictionary and the language."""
    date = _date(metadata.epoch)
    entries = {
        "/Title": metadata.title,
        "/Author": "; ".join(metadata.authors),
        "/Subject": metadata.subject,
        "/Keywords": ", ".join(metadata.keywords),
        "/Creator": CREATOR,
        "/Producer": producer,
        "/CreationDate": date,
        "/ModDate": date,
    }
    filled = {key: pikepdf.String(value) for key, value in entries.items() if value}
    document.trailer["/Info"] = document.make_indirect(pikepdf.Dictionary(filled))
    if metadata.language:
        document.Root["/Lang"] = pikepdf.String(metadata.language)
    if "/Metadata" in document.Root:
        del document.Root["/Metadata"]
