"""The XMP packet of a PDF (ISO 16684-1): what it is, who made it, under which licence, and by which standards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

CREATOR: Final = "reportgen"
NAMESPACE: Final = "urn:reportgen:xmp:1"
"""Of the one property that is our own: the SHA-256 of the record that the PDF carries."""

_SPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "reportgen": NAMESPACE,
}
_LICENCES: Final = "https://spdx.org/licenses/"
# PDF/A has properties that are not of its own list described in the packet (ISO 19005-3, 6.6.2.3).
_DESCRIBED: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    ("PDF/UA", "pdfuaid", "part", "Integer", "Part of ISO 14289 that the file keeps to"),
    ("reportgen", "reportgen", "record", "Text", "SHA-256 of the build record that is attached"),
)


@dataclass(frozen=True)
class Metadata:
    """What a PDF says about itself; ``language`` is a BCP 47 tag, ``epoch`` its date in seconds since 1970.

    ``licence`` is an SPDX identifier.
    """

    title: str
    authors: Sequence[str]
    subject: str
    keywords: Sequence[str]
    language: str
    epoch: int
    licence: str = ""
    identifier: str = ""


def packet(metadata: Metadata, producer: str, date: str, record: str = "", *, tagged: bool = False) -> bytes:
    """Return the packet; ``date`` is in ISO 8601, ``record`` the SHA-256 of the attached record.

    Where the PDF is ``tagged``, it says that it keeps to PDF/UA-1 and PDF/A-3b.
    """
    spaces = "".join(f'\n    xmlns:{name}="{uri}"' for name, uri in _SPACES.items() if name != "rdf")
    body = "\n".join(
        f"   {line}" for line in (*_properties(metadata, producer, date), *_standards(record, tagged=tagged))
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f' <rdf:RDF xmlns:rdf="{_SPACES["rdf"]}">\n  <rdf:Description rdf:about=""{spaces}>\n{body}\n'
        '  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _properties(metadata: Metadata, producer: str, date: str) -> Iterator[str]:
    yield _plain("dc:format", "application/pdf")
    yield from _listed("dc:title", "Alt", (metadata.title,))
    yield from _listed("dc:creator", "Seq", metadata.authors)
    yield from _listed("dc:description", "Alt", (metadata.subject,))
    yield from _listed("dc:subject", "Bag", sorted(set(metadata.keywords)))
    yield from _listed("dc:language", "Bag", (metadata.language,))
    yield from _listed("dc:rights", "Alt", (metadata.licence,))
    if metadata.licence:
        yield _plain("xmpRights:WebStatement", f"{_LICENCES}{metadata.licence}.html")
    for name, value in (
        ("dc:identifier", metadata.identifier),
        ("pdf:Keywords", ", ".join(metadata.keywords)),
        ("pdf:Producer", producer),
        ("xmp:CreatorTool", CREATOR),
        ("xmp:CreateDate", date),
        ("xmp:ModifyDate", date),
        ("xmp:MetadataDate", date),
    ):
        if value:
            yield _plain(name, value)


def _standards(record: str, *, tagged: bool) -> Iterator[str]:
    if record:
        yield _plain("reportgen:record", record)
    if tagged:
        yield from (_plain("pdfuaid:part", "1"), _plain("pdfaid:part", "3"), _plain("pdfaid:conformance", "B"))
    said = [row for row in _DESCRIBED if (row[1] == "pdfuaid" and tagged) or (row[1] == "reportgen" and record)]
    if said:
        schemas = "".join(_schema(*row) for row in said)
        yield f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>"


def _schema(title: str, prefix: str, name: str, kind: str, about: str) -> str:
    described = "".join(
        _plain(f"pdfaProperty:{key}", value)
        for key, value in (("name", name), ("valueType", kind), ("category", "internal"), ("description", about))
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        + "".join(
            _plain(f"pdfaSchema:{key}", value)
            for key, value in (("schema", title), ("namespaceURI", _SPACES[prefix]), ("prefix", prefix))
        )
        + f'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">{described}</rdf:li></rdf:Seq>'
        "</pdfaSchema:property></rdf:li>"
    )


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _listed(name: str, form: str, values: Sequence[str]) -> Iterator[str]:
    items = [value for value in values if value]
    language = ' xml:lang="x-default"' if form == "Alt" else ""
    if items:
        inner = "".join(f"<rdf:li{language}>{escape(item)}</rdf:li>" for item in items)
        yield f"<{name}><rdf:{form}>{inner}</rdf:{form}></{name}>"
