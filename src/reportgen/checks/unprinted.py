r"""What calls print where TeX prints no text: in lengths, names and colours, and in arguments that a command drops.

An argument of a command that the draft defines itself is printed where the definition puts it on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final, TypeAlias

from reportgen.checks.hidden import without_comments
from reportgen.checks.prose import Lines
from reportgen.draft.model import Draft
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding

Unread: TypeAlias = Mapping[str, Set[int]]
"""By the name of a command, the numbers, from 1, of its arguments that it does not print."""

Argument: TypeAlias = tuple[str, int]
"""A command's name and the number of its argument; 0: no argument in braces, but what stands behind the name."""

_FIRST: Final = (
    *("hspace", "vspace", "phantom", "hphantom", "vphantom", "enlargethispage", "label", "typeout", "message"),
    *("color", "textcolor", "colorbox", "pagecolor", "parbox", "raisebox", "scalebox", "pagestyle", "thispagestyle"),
)
_BOTH: Final = ("setlength", "addtolength", "setcounter", "addtocounter", "rule", "resizebox")
_OF_TEX: Final[Unread] = {**dict.fromkeys(_FIRST, frozenset({1})), **dict.fromkeys(_BOTH, frozenset({1, 2}))}
_DEFINED: Final = re.compile(
    r"\\(?:(?:re|provide)?newcommand|DeclareRobustCommand)\*?\s*\{?\\(?P<name>[A-Za-z@]+)\}?\s*\[(?P<count>\d)\](?P<optional>\s*\[[^\[\]]*\])?"
    r"|\\[egx]?def\s*\\(?P<plain>[A-Za-z@]+)\s*(?P<parameters>(?:#\d)+)"
)
_SIGN: Final = re.compile(
    r"\\(?P<command>[A-Za-z@]+)\*?|(?P<open>\{)|(?P<close>\})|(?P<between>\s+|\[[^\[\]{}]*\])|\\.|.", re.DOTALL
)
_PARAMETER: Final = re.compile(r"#(\d)")


def check_unprinted(draft: Draft) -> Findings[None]:
    """Report calls whose text stands where TeX does not print it."""
    texts = [without_comments(file.text) for file in draft.files]
    counts = {_name(match): _braced(match) for text in texts for match in _DEFINED.finditer(text)}
    unread = {**_OF_TEX, **{name: dropped for text in texts for name, dropped in _own(text, counts)}}
    for file, text in zip(draft.files, texts, strict=True):
        lines, ends = Lines(text), {begin: end for _, begin, end in file.spans if end > begin}
        for begin, (command, number) in _unprinted(text, sorted(ends), unread, counts):
            said = file.text[begin : ends[begin]]
            if number:
                message = f'"{said}" is argument {number} of \\{command}, which prints no text there'
                hint = 'take it from the row, row["…"], which notes no use, or write it where it is printed'
            else:
                message = f'of "{said}" \\{command} takes the first letter alone'
                hint = rf"write braces: \{command}{{\VAR{{ … }}}}"
            yield finding("TPL023", file.origin(lines.at(begin)), message, hint)


def _own(text: str, counts: Mapping[str, int]) -> Iterator[tuple[str, Set[int]]]:
    """Yield the commands that a text defines, with the arguments that stand in no place that is printed."""
    for match in _DEFINED.finditer(text):
        body, before = _group(text, match.end()), int(bool(match["optional"]))
        places = {found.start(): int(found[1]) - before for found in _PARAMETER.finditer(body)}
        hidden = {place for place, argument in _unprinted(body, sorted(places), _OF_TEX, {}) if argument[1]}
        printed = {number for place, number in places.items() if place not in hidden}
        yield _name(match), set(range(1, counts[_name(match)] + 1)) - printed


def _name(definition: re.Match[str]) -> str:
    return str(definition["name"] or definition["plain"])


def _braced(definition: re.Match[str]) -> int:
    """Return how many arguments in braces a command takes; one in brackets stands before them."""
    if definition["parameters"]:
        return len(definition["parameters"]) // 2
    return int(definition["count"]) - bool(definition["optional"])


def _group(text: str, position: int) -> str:
    """Return the first group in braces behind a place, without them."""
    depth, begin = 0, position
    for sign in _SIGN.finditer(text, position):
        if sign["open"]:
            begin = sign.end() if not depth else begin
            depth += 1
        elif sign["close"]:
            depth -= 1
            if depth <= 0:
                return text[begin : sign.start()]
    return ""


def _unprinted(
    text: str, places: Sequence[int], unread: Unread, counts: Mapping[str, int]
) -> Iterator[tuple[int, Argument]]:
    """Yield which of the places, in order, stand in an argument that is not printed, or are one without braces."""
    waiting = iter(places)
    place = next(waiting, None)
    open_: list[tuple[Argument, Argument | None]] = []  # each with what around it is not printed
    last: Argument | None = None
    for sign in _SIGN.finditer(text):
        while place is not None and place <= sign.start():
            if open_ and (dropped := open_[-1][1]):
                yield place, dropped
            elif last and last[1] < counts.get(last[0], 0):
                yield place, (last[0], 0)
            place = next(waiting, None)
        if place is None:
            return
        if sign["command"]:
            last = (sign["command"], 0)
        elif sign["open"]:
            argument = (last[0], last[1] + 1) if last else ("", 0)
            around = open_[-1][1] if open_ else None
            open_.append((argument, around or (argument if argument[1] in unread.get(argument[0], ()) else None)))
            last = None
        elif sign["close"]:
            last = open_.pop()[0] if open_ else None
        elif not sign["between"]:
            last = None
