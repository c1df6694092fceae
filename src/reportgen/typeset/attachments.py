"""Files that a PDF carries (ISO 19005-3, 6.8): each with its kind, its relation to the brief, and the brief's date."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf

Relation = Literal["Data", "Source", "Supplement"]


@dataclass(frozen=True)
class Attachment:
    """A file that a PDF carries: its path, its MIME type, what it is to the brief, and in words."""

    path: str
    content: bytes
    mime: str
    relation: Relation
    about: str


def attach(document: pikepdf.Pdf, attachments: Sequence[Attachment], date: str) -> None:
    """Put files into a PDF, in place of those that it has, as associated files of the whole; ``date`` as in PDF."""
    if not attachments:
        return
    specs: list[pikepdf.Object] = []
    names: list[pikepdf.Object] = []
    for item in sorted(attachments, key=lambda a: a.path.encode()):
        stream = document.make_stream(item.content)
        stream["/Type"] = pikepdf.Name("/EmbeddedFile")
        stream["/Subtype"] = pikepdf.Name(f"/{item.mime}")
        stream["/Params"] = pikepdf.Dictionary(
            Size=len(item.content),
            ModDate=pikepdf.String(date),
            CheckSum=pikepdf.String(hashlib.md5(item.content, usedforsecurity=False).digest()),
        )
        path = pikepdf.String(item.path)
        spec = pikepdf.Dictionary(
            Type=pikepdf.Name("/Filespec"),
            F=path,
            UF=path,
            Desc=pikepdf.String(item.about),
            AFRelationship=pikepdf.Name(f"/{item.relation}"),
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
        specs.append(document.make_indirect(spec))
        names += [path, specs[-1]]
    root = document.Root
    if "/Names" not in root:
        root["/Names"] = document.make_indirect(pikepdf.Dictionary())
    root.Names["/EmbeddedFiles"] = document.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(names)))
    root["/AF"] = pikepdf.Array(specs)
