"""A volume → one page that needs nothing but itself, and is read without its script too.

What stands in it comes from others. Pandoc escapes its text, what is written here is escaped where it is put in, and
its policy lets nothing run or load but its own style and script.
"""

from __future__ import annotations

import os
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from reportgen.blocks.model import Document, Edition, Marked
from reportgen.blocks.nodes import document as written
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.project.model import SETTINGS
from reportgen.system import files, pandoc
from reportgen.text.appearance import DARK, PALETTE
from reportgen.webpage.marks import marked
from reportgen.webpage.metadata import head, summary
from reportgen.webpage.svg import SvgError, inline

FOLDER: Final = Path(__file__).with_name("page")
HEAVIEST: Final = 20_000_000
"""Bytes that a page may have."""
_CHAPTER: Final = 2


def page(
    document: Document, edition: Edition, charts: Mapping[str, bytes], work: Path | None = None
) -> Findings[bytes | None]:
    """Return the page as HTML; the same text, edition and charts (SVG, by anchor) give the same bytes."""
    pictures: dict[str, str] = {}
    for shown in edition.exhibits:
        if shown.name in charts:
            try:
                pictures[shown.name] = inline(charts[shown.name], f"chart-{shown.name}", shown.title, shown.alt)
            except SvgError as error:
                message = f'chart "{shown.name}" cannot stand in a page: {error}'
                yield finding("WEB003", shown.location, message, "draw it of shapes and texts alone")
    made = marked(document, edition, pictures)
    prefix = ".work-" if work else f"reportgen-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=work) as folder:
        options = ("--from=json", "--to=html5", "--mathml", "--wrap=none", "--section-divs")
        done = pandoc.convert(written(made.blocks, lang=edition.language), options, Path(folder))
    if done.wrong:
        yield finding("WEB002", SETTINGS, f"the page cannot be written: {done.wrong}", pandoc.INSTALL)
        return None
    return _filled(edition, made, done.content.decode()).encode()


def _filled(edition: Edition, made: Marked, body: str) -> str:
    style, script = _colours() + _part("brief.css"), _part("brief.js")
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    parts = {
        "{policy}": policy,
        "{style}": style,
        "{script}": script,
        "{language}": escape(edition.language),
        "{title}": escape(edition.title),
        "{head}": head(edition, summary(edition)),
        "{contents}": _contents(made),
        "{others}": _others(edition),
        "{body}": body,
        "{reference}": escape(_reference(edition)),
    }
    parts |= {f"{{word {word}}}": escape(said) for word, said in edition.words.items()}
    before, *rest = _part("brief.html").split("@@")
    return before + "".join(parts.get(piece, piece) for piece in rest)


def _contents(made: Marked) -> str:
    return "".join(
        f'<li><a href="#{escape(name)}">{escape(words)}</a></li>'
        for level, name, words in made.headings
        if level == _CHAPTER
    )


def _others(edition: Edition) -> str:
    """Return links to the other forms and volumes."""
    links = [(f"{edition.volume}.pdf", edition.words["PDF"])] if "pdf" in edition.outputs else []
    links += [(f"{name}.html", title) for name, title in edition.volumes.items()]
    return "".join(f'<a href="{escape(target)}">{escape(words)}</a>' for target, words in links)


def _reference(edition: Edition) -> str:
    """Return how to name the volume."""
    return ". ".join(filter(None, (", ".join(edition.authors), edition.title, edition.edition, edition.shown_date)))


def _colours() -> str:
    """Return the colours of a brief as variables, and those that take their places in the dark.

    Charts are drawn in the first: a rule for each puts the second in its place.
    """
    light = "".join(f"--{name}:{value};" for name, value in PALETTE.items())
    dark = "".join(f"--{name}:{value};" for name, value in DARK.items())
    drawn = "".join(
        f'.chart [fill="{value}"]{{fill:var(--{name})}}.chart [stroke="{value}"]{{stroke:var(--{name})}}'
        for name, value in PALETTE.items()
    )
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}{drawn}\n"
    )


@cache
def _part(name: str) -> str:
    return files.read(FOLDER / name).decode()


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
