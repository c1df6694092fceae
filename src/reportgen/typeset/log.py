"""TeX's log → findings at the project's own files and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.project.model import SETTINGS
from reportgen.text.translations import tex_package
from reportgen.typeset.model import Manuscript

OVERFULL: Final = 5.0
"""Points by which a line may stick out before it is reported."""

_ERROR: Final = re.compile(r"^(?P<file>(?:\./)?[^:\n]+?):(?P<line>\d+): (?P<message>.*)$")
_BANG: Final = re.compile(r"^! (?P<message>.*)$")
_OVERFULL: Final = re.compile(
    r"^Overfull \\(?P<box>[hv])box \((?P<by>[\d.]+)pt too (?:wide|high)\) (?P<where>.*?)(?:at lines? (?P<line>\d+).*)?$"
)
_UNDEFINED: Final = re.compile(
    r"LaTeX Warning: (?:Reference|Citation) [`'](?P<name>[^']*)'.*?on input line (?P<line>\d+)"
)
_TARGET: Final = re.compile(r"name\{(?P<name>[^}]*)\} has been referenced but does not exist")
_GLYPH: Final = re.compile(
    r"^Missing character: There is no (?P<glyph>.+?) (?:\(U\+[0-9A-F]+\) )?in font (?P<font>[^!]+)!"
)
_NO_FILE: Final = re.compile(r"File [`'](?P<name>[^']+)' not found")
_OPEN_GROUP: Final = re.compile(r"^### .*?entered at line (?P<line>\d+) \((?P<what>[^)]*)\)")
_OPEN_CONDITION: Final = re.compile(r"^\(\\end occurred when (?P<what>\\\w+).*? on line (?P<line>\d+) was incomplete\)")
_TOO_HIGH: Final = re.compile(
    r"LaTeX Warning: Float too large for page by (?P<by>[\d.]+)pt on input line (?P<line>\d+)"
)
_NO_LANGUAGE: Final = re.compile(r"^reportgen: no language (?P<name>.*)")
_OF_PACKAGES: Final = (".cls", ".cfg", ".clo", ".def", ".fd", ".ldf", ".sty")
_BEGINS_GROUP: Final = {"{": re.compile(rb"[{]|\\bgroup"), "\\begingroup": re.compile(rb"\\begingroup")}
_LUA_NAME: Final = re.compile(r"^l\.(?P<line>\d+)")
_OPENED: Final = re.compile(
    r"\((?P<file>(?:\./)?[^\s()<>\[\]{}\"]+\.(?:tex|sty|cls|aux|toc|loe|out|cfg|def|fd|ltx|clo|dfu|mkii|lua))|\((?!\s)|\)"
)

_HINTS: Final = {
    "Undefined control sequence": "correct the command, or define it in the brief's template",
    "Missing $ inserted": "a formula sign such as _ or ^ stands in text: escape it with a backslash",
    "Misplaced alignment tab": "write \\& for an ampersand",
    "Runaway argument": "a closing brace } is missing",
    "Emergency stop": "TeX could not go on after the error above",
}


@dataclass(frozen=True)
class _Place:
    """Where the log says that something happened: a file of the manuscript and a line of it."""

    file: str
    line: int


def read_log(log: str, manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Find errors, overfull boxes, undefined references and missing characters or files in a log."""
    files = ["brief.tex"]
    lines = log.split("\n")
    for number, line in enumerate(lines):
        here = next((f for f in reversed(files) if f in manuscript.files), "brief.tex")
        if error := _ERROR.match(line):
            yield _error(_Place(error["file"].removeprefix("./"), int(error["line"])), error["message"], manuscript)
        elif bang := _BANG.match(line):
            below = next((m for text in lines[number : number + 12] if (m := _LUA_NAME.match(text))), None)
            yield _error(_Place(here, int(below["line"]) if below else 0), bang["message"], manuscript)
        elif box := _OVERFULL.match(line):
            if float(box["by"]) > OVERFULL:
                yield _overfull(box, here, manuscript)
        elif undefined := _UNDEFINED.search(line):
            place = _origin(_Place(here, int(undefined["line"])), manuscript)
            yield finding("TEX003", place, f'nothing is called "{undefined["name"]}"', "correct the reference")
        elif target := _TARGET.search(line):
            hint = "correct the name, or print what it points to"
            place = _linked(target["name"], manuscript)
            yield finding("TEX003", place, f'a link leads to "{target["name"]}", which is nowhere', hint)
        elif unfinished := _unfinished(line, here, manuscript):
            yield unfinished
        elif glyph := _GLYPH.match(line):
            message = f'font {glyph["font"].strip()} has no "{glyph["glyph"]}"'
            yield finding("TEX004", _origin(_Place(here, 0), manuscript), message, "use another character")
        else:
            _follow(line, files)


def _follow(line: str, files: list[str]) -> None:
    """Keep track of the file that TeX is reading, by the brackets that it prints around files."""
    for piece in _OPENED.finditer(line):
        if piece[0] == ")":
            if len(files) > 1:
                files.pop()
        else:
            files.append((piece["file"] or "").removeprefix("./"))


def _origin(place: _Place, manuscript: Manuscript) -> Location:
    file = manuscript.files.get(place.file)
    if file is None:
        return Location(place.file, place.line)
    return file.origin(place.line) if place.line else Location(file.origin(1).path)


def _unfinished(line: str, here: str, manuscript: Manuscript) -> Diagnostic | None:
    """Report what TeX tells in passing: a language that it lacks, what stays open, floats that no page holds."""
    if group := _OPEN_GROUP.match(line) or _OPEN_CONDITION.match(line):
        place = _opened(group["what"], int(group["line"]), manuscript)
        hint = "close it; what it changes holds to the end of the brief"
        return finding("TPL009", place, f'"{group["what"]}" is never closed', hint)
    if language := _NO_LANGUAGE.match(line):
        name = language["name"]
        other = f"tlmgr search --global --file {name}.ldf"
        hint = f"install babel's definition: in Debian {tex_package(name)}, else the package that `{other}` names"
        message = f'TeX has no language "{name}": hyphenation and names such as "Figure" and "Contents" are English'
        return finding("CIT011", SETTINGS, message, hint)
    if high := _TOO_HIGH.search(line):
        place = _origin(_Place(here, int(high["line"])), manuscript)
        hint = "shorten it; a table may break over pages with options = { long = true }"
        return finding("TEX012", place, f"it is {high['by']} pt higher than a page, and what is below is cut off", hint)
    return None


def _linked(name: str, manuscript: Manuscript) -> Location:
    """Find the line of a template that has a link to a name."""
    wanted = f"{{{name}}}".encode()
    for file in manuscript.files.values():
        if file.path.endswith(".tex") and wanted in file.content:
            return file.origin(file.content[: file.content.index(wanted)].count(b"\n") + 1)
    return Location("brief.tex")


def _opened(what: str, number: int, manuscript: Manuscript) -> Location:
    """Find where something was opened, of which TeX tells the line but not the file; the templates come first."""
    begins = _BEGINS_GROUP.get(what) or re.compile(re.escape(what.encode()))
    parts = sorted(manuscript.files.values(), key=lambda file: (not file.path.startswith("chapters/"), file.path))
    for file in parts:
        lines = file.content.split(b"\n") if file.path.endswith(".tex") else []
        # Behind what closes more than it opens, the brief would not have been set to its end.
        if number <= len(lines) and len(begins.findall(lines[number - 1])) > _closed(lines[number - 1], what):
            return file.origin(number)
    return Location("brief.tex", number)


def _closed(line: bytes, what: str) -> int:
    return line.count(b"}") if what == "{" else line.count(b"\\endgroup" if what == "\\begingroup" else b"\\fi")


def _error(place: _Place, message: str, manuscript: Manuscript) -> Diagnostic:
    missing = _NO_FILE.search(message)
    message = message.removeprefix("LaTeX Error: ").removeprefix("Package ").rstrip(".")
    where = _origin(place, manuscript)
    if missing:
        name = missing["name"]
        package = (
            f"reportgen doctor --install gets it, or the package that `tlmgr search --global --file /{name}` names"
        )
        hint = package if name.endswith(_OF_PACKAGES) else "of the project TeX reads templates and exhibits only"
        return finding("TEX005", where, f'TeX does not find "{name}"', hint)
    hint = next((h for start, h in _HINTS.items() if message.startswith(start)), "build/log/brief.log has the details")
    return finding("TEX001", where, message, hint)


def _overfull(box: re.Match[str], here: str, manuscript: Manuscript) -> Diagnostic:
    what = "line is {} pt too wide" if box["box"] == "h" else "page or box is {} pt too high"
    place = _origin(_Place(here, int(box["line"] or 0)), manuscript)
    hint = "reword, or make the column or exhibit narrower" if box["box"] == "h" else "shorten it"
    return finding("TEX002", place, what.format(box["by"]), hint)
