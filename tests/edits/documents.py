"""Documents of Word with tracked changes, as small as can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

WHO = 'w:author="Ada" w:date="2020-03-01T10:00:00Z"'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def inserted(text: str) -> str:
    return f'<w:ins w:id="1" {WHO}>{run(text)}</w:ins>' if text else ""


def deleted(text: str) -> str:
    said = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" {WHO}>{said}</w:del>' if text else ""


def end(kind: str) -> str:
    """Return the mark of a paragraph's end that was inserted (``ins``) or deleted (``del``)."""
    return f'<w:pPr><w:rPr><w:{kind} w:id="3" {WHO}/></w:rPr></w:pPr>'


def changed(text: str, old: str, new: str) -> str:
    """Return a paragraph in which words were changed, with tracking."""
    before, _, behind = text.partition(old)
    return run(before) + deleted(old) + inserted(new) + run(behind)


def docx(paragraphs: Iterable[str], comments: Mapping[str, str] | None = None, **parts: bytes) -> bytes:
    """Return a document of paragraphs, each the XML in it; ``comments`` are by their ids."""
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    written = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode()}
    if comments:
        told = "".join(
            f'<w:comment w:id="{i}" {WHO}><w:p>{run(text)}</w:p></w:comment>' for i, text in comments.items()
        )
        written["word/comments.xml"] = f"<w:comments {_W}>{told}</w:comments>".encode()
    written |= {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    return file.getvalue()
