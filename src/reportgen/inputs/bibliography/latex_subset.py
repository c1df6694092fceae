"""The LaTeX of most bibliography fields, decoded in one go: braces, accents on letters, escapes, dashes, quotes.

It means what the full parser makes of it, only sooner: large bibliographies hold hundreds of thousands of such fields.
A percent sign, which in a .bib file is no comment, is taken as the command for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_TOKEN: Final = re.compile(
    r"""[^\\{}$~%`'?!\n-]+ | [{}]
    | (?P<macro> % | \\[&%_\#] | \\["'`^~=.](?:\{[A-Za-z]\}|[A-Za-z]) | \\[vcHuk]\{[A-Za-z]\} )
    | (?P<special> ---? | `` | '' | [?!]` | ~ )
    | [`'?!-] | \n(?!\s*\n)""",
    re.VERBOSE,
)


def decode_subset(
    source: str, character: Callable[[str], str | None], nocase: tuple[str, str]
) -> tuple[str, str] | None:
    """Decode a field if nothing stands in it but what this module knows: as plain and as rich text, blanks as they are.

    ``character`` gives the text of one command or ligature, ``None`` where it has none; ``nocase`` are the tags for
    what outermost braces protect. ``None`` where the full parser is needed, as for braces that are not balanced.
    """
    plain: list[str] = []
    rich: list[str] = []
    depth = end = opened = 0
    protects: bool | None = None
    for match in _TOKEN.finditer(source):
        if match.start() != end:
            return None
        token, end = match[0], match.end()
        if token == "}":
            depth -= 1
            if depth < 0:
                return None
            if depth == 0 and protects and "".join(rich[opened:]).strip():
                rich[opened:] = ["".join(rich[opened:]).join(nocase)]
            continue
        # As in BibTeX: {\"O} is a letter, {Oslo} protects its case; only the outermost braces count.
        if depth == 1 and protects is None:
            protects = match.lastgroup != "macro"
        if token == "{":
            depth += 1
            if depth == 1:
                opened, protects = len(rich), None
            continue
        text = character(token) if match.lastgroup else token
        if text is None:
            return None
        plain.append(text)
        rich.append(text)
    return ("".join(plain), "".join(rich)) if depth == 0 and end == len(source) else None
