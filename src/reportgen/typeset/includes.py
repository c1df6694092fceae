"""Which files a file for TeX reads, as far as it says so in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from reportgen.typeset.model import Manuscript
from reportgen.typeset.preamble import MAIN

_CALL: Final = re.compile(rb"\\briefpart\{([^{}]+)\}")
_INPUT: Final = re.compile(rb"\\(?:input|briefpart|includegraphics(?:\[[^\]]*\])?)\{([^{}]+)\}")


def part_names(manuscript: Manuscript) -> list[str]:
    """Return the names of the parts, in the order in which the main file calls them."""
    return [name.decode() for name in _CALL.findall(manuscript.files[MAIN].content)]


def included_files(path: str, contents: Mapping[str, bytes]) -> set[str]:
    """Return a file and all those that it reads, of ``contents`` by path."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        name = waiting.pop()
        if name in contents and name not in found:
            found.add(name)
            if name.endswith(".tex"):
                read = map(bytes.decode, _INPUT.findall(contents[name]))
                waiting += [file if "." in file else f"{file}.tex" for file in read]
    return found


def files_of_parts(manuscript: Manuscript) -> Mapping[str, set[str]]:
    """Return the files of each part, by its name, in the order of the parts."""
    contents = {path: file.content for path, file in manuscript.files.items()}
    return {part: included_files(f"{part}.tex", contents) for part in part_names(manuscript)}
