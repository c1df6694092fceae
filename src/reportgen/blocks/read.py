"""The LaTeX of a volume → its text as pandoc's blocks."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from reportgen.blocks.model import Document, Edition
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.project.model import SETTINGS
from reportgen.system import files as plain
from reportgen.system import pandoc
from reportgen.text.latex import Latex, command
from reportgen.typeset.model import TexFile

_MACROS: Final = Path(__file__).with_name("macros.tex")
_MAIN: Final = "brief.tex"
_SETUP: Final = "setup.tex"
_BEGIN: Final = r"\begin{document}"
_END: Final = r"\end{document}"
_FILE: Final = re.compile(r"\\briefpart\{([^{}]+)\}|\\input\{exhibits/([^{}]+)\}")
_LOADS: Final = re.compile(r"^\s*\\(usepackage|input|RequirePackage)\b.*$")
_SIGNS: Final = re.compile(r"^\\renewcommand\*\{\\quote(?:opening|closing)\}.*$", re.MULTILINE)
_LISTED: Final = re.compile(r"^\\(?:evidenceitem|noteitem)\{([^{}]*)\}")
_SOURCE: Final = re.compile(r"^\\evidencesource\{")
_SILENT: Final = re.compile(
    r"\\(begin|end|bgroup|egroup|[a-z]*skip|[vh]space|[a-z]*page|[a-z]*break|columnbreak|relax|label|enlargethispage"
    r"|small|footnotesize|normalsize|large|sffamily|raggedright|centering|setlength|noindent|protect|/)(?![A-Za-z])"
)
"""What pandoc leaves out, and no reader misses: it prints nothing, or is the beginning of a division that is kept."""
_UNSAID: Final = re.compile(
    r"\\(?:cline|quotesinglbase|appendix|caption|includegraphics)(?![A-Za-z])|\\footnote\s*\[|\\renewcommand\*?\{?\\labelenum[iv]+"
)
"""What pandoc reads otherwise than TeX does, without a word."""
_REFERENCE: Final = re.compile(r"\\[A-Za-z]*ref\*?\{([^{}]*)\}")
_LIGATURES: Final = {",,": "„", "<<": "«", ">>": "»"}
_LIGATURE: Final = re.compile(r"(\$[^$]*\$|\\(?:url|href|verb)\W[^{}]*\}?)|,,|<<|>>")
"""What TeX's fonts make signs of, but for formulas and addresses; what is escaped holds none of them."""
_LISTS: Final = re.compile(r"\\(begin|end)\{(itemize|enumerate|description)\}|\\item\s*\[[^\]]*\]?")


def read(tex: Mapping[str, TexFile], edition: Edition, work: Path | None = None) -> Findings[Document | None]:
    """Have pandoc read the files of a volume; what it cannot read is told at the line of the template.

    It works in a folder in ``work`` (default: among the system's temporary files).
    """
    lines = list(_whole(tex, edition))
    text = "".join(f"{line}\n" for line, _ in lines)
    prefix = ".work-" if work else f"reportgen-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=work) as folder:
        done = pandoc.convert(text.encode(), ("--from=latex", "--to=json"), Path(folder))
    if done.wrong:
        found = re.search(r"line (\d+)", done.wrong)
        place = lines[min(int(found[1]), len(lines)) - 1][1] if found else SETTINGS
        yield finding("WEB002", place, f"the text cannot be read for a page: {done.wrong}", "write it more simply")
        return None
    told: dict[tuple[Location, str], None] = {}
    for said in done.told:
        what = str(said.get("contents", ""))
        if said.get("type") == "SkippedContent" and not _SILENT.match(what):
            place = lines[min(int(said.get("line", 1)), len(lines)) - 1][1]
            told[place, " ".join(what.split())[:60]] = None
    told |= dict.fromkeys(_unsaid(lines))
    blocks = json.loads(done.content)["blocks"]
    told |= dict.fromkeys(_unresolved(blocks, lines))
    form = "Word file" if edition.outputs == ("pdf", "docx") else "page"
    for place, what in told:
        hint = "say it otherwise, or define it by \\newcommand from what LaTeX itself has"
        yield finding("WEB001", place, f'the {form} leaves out "{what}", which it does not know', hint)
    return Document(json.dumps(blocks, ensure_ascii=False).encode())


def _unresolved(blocks: Any, lines: Iterable[tuple[str, Location]]) -> Iterator[tuple[Location, str]]:
    """Yield references whose number pandoc does not know, such as those to formulas, with their places."""
    found = set(
        re.findall(r'\["reference", "((?:[^"\\]|\\.)*)"\]\]\], \[\{"t": "Str", "c": "\[\1\]"', json.dumps(blocks))
    )
    for line, place in lines if found else ():
        for match in _REFERENCE.finditer(line):
            if match[1] in found:
                yield place, match[0]


def _unsaid(lines: Iterable[tuple[str, Location]]) -> Iterator[tuple[Location, str]]:
    """Yield what the page has otherwise than the PDF though pandoc skips nothing, with its place."""
    lists: list[str] = []
    for line, place in lines:
        for found in _UNSAID.finditer(line):
            yield place, found[0].rstrip("[{ ")
        for found in _LISTS.finditer(line):
            if found[1] == "begin":
                lists.append(found[2])
            elif found[1]:
                lists = lists[:-1]
            elif lists and lists[-1] != "description":
                yield place, found[0]


def _whole(tex: Mapping[str, TexFile], edition: Edition) -> Iterator[tuple[str, Location]]:
    """Yield the lines of the volume with their places: the macros, its preamble, its text, what no list of it has."""
    main = list(_lines(tex[_MAIN]))
    macros = plain.read(_MACROS).decode()
    signs = _SIGNS.findall(tex[_SETUP].content.decode())
    yield r"\documentclass{report}", SETTINGS
    for line in (*macros.splitlines(), *signs):
        yield line, SETTINGS
    text = False
    printed: list[str] = []
    for line, place in main:
        if line.strip() == _END:
            break
        if not text:
            text = line.strip() == _BEGIN
            if text or not (_LOADS.match(line) or r"\documentclass" in line):
                yield line, place
            continue
        for one, origin in _filled(line, place, tex, edition):
            printed.append(one)
            yield _LIGATURE.sub(lambda found: found[1] or _LIGATURES[found[0]], one), origin
    yield from _unlisted(tex, printed, edition)
    yield _END, SETTINGS


def _lines(file: TexFile) -> Iterator[tuple[str, Location]]:
    for number, line in enumerate(file.content.decode().split("\n")):
        yield line, file.lines[min(number, len(file.lines) - 1)] if file.lines else SETTINGS


def _filled(line: str, place: Location, tex: Mapping[str, TexFile], edition: Edition) -> Iterator[tuple[str, Location]]:
    """Yield a line with the files that it names in their places."""
    at = 0
    for match in _FILE.finditer(line):
        if before := line[at : match.start()]:
            yield before, place
        at = match.end()
        if match[1]:
            for one, origin in _lines(tex[f"{match[1]}.tex"]):
                yield from _filled(one, origin, tex, edition)
        else:
            shown = next(e for e in edition.exhibits if e.name == match[2])
            for one in ("", command("exhibithere", shown.name, shown.source), ""):
                yield one, place
    yield line[at:], place


def _unlisted(tex: Mapping[str, TexFile], printed: list[str], edition: Edition) -> Iterator[tuple[str, Location]]:
    """Yield a chapter of the passages and works behind the volume that none of its own lists has."""
    there = {match[1] for line in printed if (match := _LISTED.match(line))}
    rest: list[tuple[str, Location]] = []
    for line, place in _lines(tex["evidence-annex.tex"]):
        match = _LISTED.match(line)
        if match and match[1] not in there:
            rest.append((line, place))
        elif _SOURCE.match(line):
            if rest and _SOURCE.match(rest[-1][0]):
                rest.pop()
            rest.append((line, place))
    if rest and _SOURCE.match(rest[-1][0]):
        rest.pop()
    if rest:
        yield command("chapter*", Latex("rg:further")), SETTINGS
        yield from rest
    if not any(line.startswith(r"\bibitemof") for line in printed):
        works = [(line, place) for line, place in _lines(tex["bibliography.tex"]) if line.startswith(r"\bibitemof")]
        if works:
            yield command("chapter*", Latex("rg:works")), SETTINGS
            yield from works
