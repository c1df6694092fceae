"""References, labels and files that templates name to LaTeX, as far as they can be told without TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from reportgen.checks.body import is_chapter
from reportgen.draft.model import Draft, DraftFile
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import did_you_mean, finding
from reportgen.system.process import ask
from reportgen.system.programs import which
from reportgen.text.latex import anchor

# What prints nothing, or what it says: each keeps its line ends.
_HIDDEN: Final = re.compile(
    r"\\(?:url|href|nolinkurl|path)\s*\{[^{}\n]*\}|(?<!\\)(?:\\\\)*%[^\n]*|\\verb\*?([^\w\s*])[^\n]*?\1"
    r"|\\begin\s*\{(verbatim\*?|lstlisting|comment)\}(?:(?!\\begin\s*\{\2\}).)*?\\end\s*\{\2\}",
    re.DOTALL,
)
_LABEL: Final = re.compile(r"\\label\s*\{([^{}]*)\}")
_REFERENCE: Final = re.compile(
    r"\\(?P<kind>exhibitref|volumeref(?=\s*\{)|(?:page|auto|name|eq|v|c|C)?ref)\*?\s*\{(?P<name>[^{}]*)\}|\\hyperref\s*\[(?P<of>[^\[\]]*)\]"
)
_IN_VOLUME: Final = re.compile(r"\\volumeref\s*\[(?P<label>[^\[\]]*)\]\s*\{(?P<name>[^{}]*)\}")
_FILE: Final = re.compile(
    r"\\(?:input|include|subfile|(?:includegraphics|includepdf|lstinputlisting|verbatiminput|VerbatimInput)\*?"
    r"\s*(?:\[[^\[\]]*\])?)\s*\{(?P<name>[^{}]*)\}|\\input[ \t]+(?P<bare>[^\s{}\\%]+)"
)
_CODE: Final = re.compile(r"\.(?:sty|cls|def|cfg|clo|ldf|fd|code\.tex)$")
"""Files of TeX that define what they may print; any other one prints words that nobody has checked."""

_MADE: Final = re.compile(r"[\\#\x00-\x1f]")
_GUARDED: Final = re.compile(r"\\IfFileExists|\\InputIfFileExists")
_OWN_FILES: Final = frozenset({"setup", "palette", "names", "evidence-annex", "notes", "source-texts", "bibliography"})
_SHOWN: Final = 8
_ENDINGS: Final = ("", ".tex", ".pdf", ".png", ".jpg")


_ADDRESS: Final = re.compile(r"\\(?:href|url|nolinkurl)\s*(?:\[[^\[\]]*\]\s*)?\{\s*(?P<address>[^{}]*)\}")
_RUNS: Final = re.compile(r"(?!(?:https?|ftp|mailto|urn|doi|tel):)[a-z][a-z0-9+-]*:", re.IGNORECASE)
"""Schemes by which a click would run or open something else than a page of the web."""


def check_links(draft: Draft) -> Iterator[Diagnostic]:
    """Every label stands once in its volume, every reference has one there, and TeX gets every file that is named."""
    elsewhere = {f"exhibit:{anchor(name)}" for name in draft.exhibits}
    volumes = dict.fromkeys(file.volume for file in draft.files)
    labels = {v: {name for f in draft.of(v).files for name in _LABEL.findall(_shown(f.text))} for v in volumes}
    for volume in volumes:
        yield from _unlabelled_there(draft.of(volume), {v: found for v, found in labels.items() if v != volume})
        yield from _volume(draft.of(volume), elsewhere | {f"volume:{other}" for other in volumes if other != volume})


def _volume(draft: Draft, elsewhere: Set[str]) -> Iterator[Diagnostic]:
    texts = [(file, _shown(file.text)) for file in draft.files]
    exhibits = {f"exhibit:{anchor(name)}" for name in draft.exhibits}
    labels: dict[str, Location] = {}
    made = False
    for file, text in texts:
        for name, place in _found(_LABEL, file, text):
            if _MADE.search(name):
                # A command of the template's makes labels, whose names TeX alone knows.
                made = True
            elif name in labels or name in exhibits:
                first = labels.get(name)
                hint = "rename one of them" if first else "an exhibit has it; rename one of them"
                yield finding("TPL014", place, f'a second place is labelled "{name}"', hint, [first] if first else [])
            else:
                labels[name] = place
    if not made:
        yield from _unlabelled(texts, labels.keys() | exhibits, elsewhere)
    yield from _unread(draft, texts, exhibits)
    for file, text in texts:
        for address, place in _found(_ADDRESS, file, text):
            if _RUNS.match(address):
                message = f'"{address}" is no address of the web: a click on it would run or open something else'
                yield finding("TPL017", place, message, "write an address that begins with https://, or no link")


def _places(far: str, known: Sequence[str]) -> str:
    """Say where a reference may lead that is like none; of exhibits and volumes, what there is."""
    if far and known:
        return f"name one of {', '.join(known[:_SHOWN])}" + (", …" if len(known) > _SHOWN else "")
    return r"write \label{…} where it shall lead, or place the exhibit"


def _shown(text: str) -> str:
    # a percent sign in an address begins no comment
    addressed = ("\\url", "\\href", "\\nolinkurl", "\\path")
    return _HIDDEN.sub(lambda match: match[0] if match[0].startswith(addressed) else "\n" * match[0].count("\n"), text)


def _found(pattern: re.Pattern[str], file: DraftFile, text: str) -> Iterator[tuple[str, Location]]:
    for match in pattern.finditer(text):
        place = file.origin(text.count("\n", 0, match.start()) + 1)
        yield next(group for group in match.groups() if group is not None), place


def _unlabelled(texts: Sequence[tuple[DraftFile, str]], known: Set[str], elsewhere: Set[str]) -> Iterator[Diagnostic]:
    loaded = any(re.search(r"\\usepackage[^\n]*\{[^}]*lastpage", text) for _, text in texts)
    for file, text in texts:
        for match in _REFERENCE.finditer(text):
            place = file.origin(text.count("\n", 0, match.start()) + 1)
            given = match["of"] if match["name"] is None else match["name"]
            for name in given.split(",") if match["kind"] in {"cref", "Cref"} else [given]:
                far = {"exhibitref": "exhibit:", "volumeref": "volume:"}.get(match["kind"] or "", "")
                wanted = f"{far}{name}" if far else name.strip()
                if far and wanted in elsewhere:
                    continue
                if wanted in known or _MADE.search(wanted) or (loaded and wanted == "LastPage"):
                    continue
                # What the command puts before a name is no likeness of two names.
                near = [each.removeprefix(far) for each in sorted({*known, *elsewhere}) if each.startswith(far)]
                hint = did_you_mean(name, near) or _places(far, near)
                yield finding("TPL013", place, f'nothing in the brief is labelled "{wanted}"', hint)


def _unlabelled_there(draft: Draft, labels: Mapping[str, Set[str]]) -> Iterator[Diagnostic]:
    """Report references to places of other volumes that are not there; ``labels`` are those of each other volume."""
    for file in draft.files:
        text = _shown(file.text)
        for match in _IN_VOLUME.finditer(text):
            label, volume = match["label"], match["name"]
            place = file.origin(text.count("\n", 0, match.start()) + 1)
            if volume not in labels:
                hint = did_you_mean(volume, labels) or _places("volume:", sorted(labels))
                yield finding("TPL013", place, f'no other volume is "{volume}"', hint)
            elif label not in labels[volume]:
                hint = did_you_mean(label, labels[volume]) or r"write \label{…} there"
                yield finding("TPL013", place, f'nothing in the volume "{volume}" is labelled "{label}"', hint)
            elif not re.fullmatch(r"[A-Za-z0-9.:-]+", label):
                message = f'a label that other volumes name has letters, digits, ".", ":" and "-" only, not "{label}"'
                yield finding("TPL013", place, message, "name it so in both places")


def _unread(draft: Draft, texts: Sequence[tuple[DraftFile, str]], exhibits: Set[str]) -> Iterator[Diagnostic]:
    """Report files that TeX would not find: it gets those of the brief, and has those of its own trees."""
    given = {file.path for file in draft.files} | {f"{name}.tex" for name in _OWN_FILES}
    given |= {name.replace("exhibit:", "exhibits/", 1) + ending for name in exhibits for ending in (".tex", ".pdf")}
    named = [
        (name.strip(), place)
        for file, text in texts
        if not _GUARDED.search(text)
        for name, place in _found(_FILE, file, text)
        if not _MADE.search(name)
    ]
    unknown = [(name, place) for name, place in named if not any(name + ending in given for ending in _ENDINGS)]
    there = _in_trees({name for name, _ in unknown if "/" not in name})
    chapters = {line.path for file in draft.files if is_chapter(file) for line in file.lines}
    for name, place in unknown:
        printed = place.path in chapters and not _CODE.search(name)
        if name not in there or printed:
            message = f'"{name}" is no file that TeX is given: it reads templates, exhibits and files of its own'
            if name in there:
                message = f'"{name}" comes with TeX, and nothing that it prints is traced'
            hint = r"print text with \BLOCK{ include … }; declare what is drawn as a chart in report.toml"
            yield finding("TPL012", place, message, hint)


def _in_trees(names: Set[str]) -> Set[str]:
    """Return those of the names that TeX finds in its own trees; all of them where there is no TeX to ask."""
    if not names or which("kpsewhich") is None:
        return names
    tried = {name + ending: name for name in names for ending in _ENDINGS}
    found = (line.rpartition("/")[2] for line in ask(["kpsewhich", *sorted(tried)]).text.splitlines())
    return {tried[file] for file in found if file in tried}
