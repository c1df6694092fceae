"""What pandoc wrote → the file that Word opens: its text, with our styles, notes, pictures, head and foot around it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportgen.blocks.model import Edition
from reportgen.system import files
from reportgen.text.appearance import PALETTE
from reportgen.word.markup import escaped, field, paragraph, run, section, sheet
from reportgen.word.model import Picture

_PARTS: Final = Path(__file__).with_name("parts")
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES: Final = {
    "w": _W,
    "r": _R,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD: Final = ("styles", "settings", "fontTable", "numbering", "footnotes", "endnotes", "header", "footer")
"""Parts of the file beside its text."""
_LINES: Final = (
    '<w:{note} w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:separator/></w:r></w:p>'
    '</w:{note}><w:{note} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:{note}>"
)
_EARLIEST: Final = 315_532_800
"""1980-01-01, before which no date of a file in an archive can lie."""


def package(made: bytes, edition: Edition, pictures: Mapping[str, Picture], epoch: int) -> bytes:
    """Return the Word file of what pandoc wrote; ``pictures`` are those that it names."""
    with ZipFile(BytesIO(made)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{{{_W}}}body")
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
        links = _hyperlinks(archive.read("word/_rels/document.xml.rels"))
        numbering = archive.read("word/numbering.xml").decode()
    if body is None:
        raise ValueError("pandoc wrote no body")
    parts = {f"word/{name}": text for name, text in _texts(body, notes, edition).items()}
    parts["word/numbering.xml"] = numbering
    parts["docProps/core.xml"] = _core(edition, epoch)
    drawn = {f"chart-{name}": f"media/{name}.png" for name in pictures}
    own = {f"own-{name}": (name, f"{name}.xml") for name in _WORD}
    told = {**own, **{name: ("image", path) for name, path in drawn.items()}}
    parts["word/_rels/document.xml.rels"] = _relationships(told, links)
    parts |= {f"word/_rels/{name}.xml.rels": _relationships({}, links) for name in ("footnotes", "endnotes")}
    contents = {path: text.encode() for path, text in parts.items()}
    contents |= {f"word/{drawn[f'chart-{name}']}": picture.png for name, picture in pictures.items()}
    return _zipped({"[Content_Types].xml": _types().encode(), "_rels/.rels": _roots().encode(), **contents}, epoch)


def _texts(body: Element, notes: Element, edition: Edition) -> Mapping[str, str]:
    """Return the parts that text stands in, and those that say how it looks, by their names."""
    ends = body.findall(f"{{{_W}}}endnote")
    for element in (*ends, *body.findall(f"{{{_W}}}sectPr")):
        body.remove(element)
    feet = [note for note in notes if note.get(f"{{{_W}}}type") is None]
    colours = {f"@{name}@": colour.removeprefix("#") for name, colour in PALETTE.items()}
    filled = {**colours, "@language@": escaped(edition.language)}
    last = section(sheet(edition.paper))
    return {
        "document.xml": _root("document", f"<w:body>{_inner(body)}{last}</w:body>"),
        "footnotes.xml": _root("footnotes", _LINES.format(note="footnote") + "".join(map(_written, feet))),
        "endnotes.xml": _root("endnotes", _LINES.format(note="endnote") + "".join(map(_written, ends))),
        "header.xml": _root("hdr", paragraph("Header", run(edition.title))),
        "footer.xml": _root("ftr", paragraph("Footer", run(f"{edition.shown_date}\t") + field("PAGE", "1"))),
        **{name: _filled(_part(name), filled) for name in ("styles.xml", "settings.xml", "fontTable.xml")},
    }


def _inner(body: Element) -> str:
    return "".join(map(_written, body))


def _written(element: Element) -> str:
    for prefix, name in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, name)
    element.tail = None
    return ElementTree.tostring(element, "unicode")


def _root(name: str, inner: str) -> str:
    return f"{_XML}<w:{name} {_DECLARED}>{inner}</w:{name}>"


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _hyperlinks(relationships: bytes) -> Mapping[str, str]:
    """Return the addresses that pandoc links to, by the names of the relationships."""
    found = ElementTree.fromstring(relationships)
    return {r.get("Id", ""): r.get("Target", "") for r in found if r.get("Type", "").endswith("/hyperlink")}


def _relationships(parts: Mapping[str, tuple[str, str]], links: Mapping[str, str]) -> str:
    """Return what a part refers to: parts of the file by kind and path, and addresses."""
    told = [f'<Relationship Id="{n}" Type="{_R}/{kind}" Target="{path}"/>' for n, (kind, path) in parts.items()]
    told += [
        f'<Relationship Id="{name}" Type="{_R}/hyperlink" Target="{escaped(target)}" TargetMode="External"/>'
        for name, target in links.items()
    ]
    return f'{_XML}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(told)}</Relationships>'


def _roots() -> str:
    kinds = {"document": ("officeDocument", "word/document.xml")}
    told = _relationships(kinds, {}).removesuffix("</Relationships>")
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return f'{told}<Relationship Id="core" Type="{core}" Target="docProps/core.xml"/></Relationships>'


def _types() -> str:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults["png"] = "image/png"
    told = [f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items()]
    kinds = {"document": f"{_TYPE}.document.main+xml", **{name: f"{_TYPE}.{name}+xml" for name in _WORD}}
    told += [f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items()]
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    told.append(f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>')
    return f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{"".join(told)}</Types>'


def _core(edition: Edition, epoch: int) -> str:
    """Return the properties of the file (ECMA-376, part 2, Dublin Core)."""
    day = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {
        "dc:title": edition.title,
        "dc:subject": edition.subject,
        "dc:creator": "; ".join(edition.authors),
        "cp:keywords": ", ".join(edition.keywords),
        "cp:lastModifiedBy": "; ".join(edition.authors),
        "dc:language": edition.language,
        "cp:version": edition.edition,
        "cp:contentStatus": edition.status,
    }
    said = "".join(f"<{name}>{escaped(value)}</{name}>" for name, value in told.items() if value)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f"{_XML}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{said}{dates}</cp:coreProperties>'
    )


def _zipped(contents: Mapping[str, bytes], epoch: int) -> bytes:
    """Return an archive in this order, whose dates are that of the brief."""
    day = datetime.fromtimestamp(max(epoch, _EARLIEST), UTC).timetuple()[:6]
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for path, content in contents.items():
            entry = ZipInfo(path, day)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


@cache
def _part(name: str) -> str:
    return files.read(_PARTS / name).decode()
