"""What TeX would print or leave out by itself: counters, dates, characters by code, names put together, conditions.

A chapter may use what is known to print no number: references, lists, notes, lengths, and the numbering of parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.checks.body import is_chapter
from reportgen.checks.prose import Lines
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import finding

_CALL: Final = r'\VAR{ figure("…") }, \VAR{ year("…") } or \VAR{ tally("…") }'
_NAMED: Final = r"refer to it with \ref, \pageref or \exhibitref"

_MADE: Final[tuple[tuple[str, str, str, str], ...]] = (
    (
        "date",
        r"today|year|month|day|time|currenttime|DTM\w*|currentdate|pdfcreationdate|formatdate|displaydate|shortdate"
        r"|currenthour|currentminute|(?:year|month|day)name|advancedate",
        "the day on which TeX runs",
        r"write \VAR{ brief.date } or \VAR{ date(…) }",
    ),
    (
        "number",
        r"the|number|(?:arabic|roman|Roman|alph|Alph|fnsymbol|ordinal\w*|numberstring\w*|Numberstring\w*)(?!\*)"
        r"|romannumeral|inteval|fpeval|dimeval|skipeval|fp_\w+|pgfmath\w+|calc\w*|jobname|meaning|fontname|lastpage"
        r"|the(?!orem|endnotes|bibliography|index|title|author|date)[a-z]{3,}|newlabel|pageof|totalpages|pdfuniformdeviate"
        r"|random\w*",
        "a number that TeX counts",
        f"print it by {_CALL}; {_NAMED}",
    ),
    (
        "character",
        r"char|Uchar|symbol|mathchar\w*|chardef|unichar|ding|uccode|lccode|catcode|mathcode|textascii|UnicodeCharacter"
        r"|Ucharcat",
        "a character by its code",
        "write the character itself, or a call that prints it",
    ),
    (
        "text",
        r"csname|scantokens|directlua|latelua|luaexec|luadirect|detokenize|write18|read|readline|lipsum|blindtext|kant"
        r"|Blindtext|blinddocument|ztext|afterassignment|aftergroup|everypar|everymath|obeylines|futurelet|@gobble\w*"
        r"|lowercase",
        "text that only TeX knows",
        "write the text itself, or what makes it in Jinja: \\BLOCK{ set … }, \\BLOCK{ macro … }",
    ),
)
"""Kinds of what TeX makes: a word for it, its commands, what they print, and what to do."""

_DECIDES: Final = (
    r"if(?!f(?![A-Za-z@]))[A-Za-z@]*"
    r"|(?:kernel)?@if[A-Za-z@]+|loop|whiledo|forloop|endinput|enddocument|stop|bye|@@end"
)
_COMMAND: Final = re.compile(
    "|".join(rf"(?P<{kind}>\\(?:{names})(?![A-Za-z@])|(?!))" for kind, names, _, _ in _MADE)
    + rf"|(?P<decides>\\(?:{_DECIDES})(?![A-Za-z@])|\\end\s*\{{document\}})|(?P<code>\^\^)"
)
_TOLD: Final = {kind: (what, hint) for kind, _, what, hint in _MADE} | {
    "code": ("a character by its code", "write the character itself, or a call that prints it")
}

_ARGUMENT: Final = r"\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_UNREAD: Final = re.compile(
    r"\\(?:url|href|nolinkurl|path)\s*\{[^{}\n]*\}"
    r"|(?<!\\)(?:\\\\)*%[^\n]*"
    r"|\\begin\s*\{(?P<raw>verbatim\*?|Verbatim\*?|lstlisting|comment)\}(?:(?!\\begin\s*\{(?P=raw)\}).)*?\\end\s*\{(?P=raw)\}"
    r"|\\(?:verb|lstinline)\*?(?P<bar>[^\w\s*{\[])[^\n]*?(?P=bar)",
    re.DOTALL,
)
# Where TeX counts parts of the brief, or measures them, it prints what no sentence says.
_COUNTED: Final = re.compile(
    rf"\\(?:re)?newcommand\*?\s*(?:\{{\\(?:the|label|p@)\w+\}}|\\(?:the|label)\w+)(?:\[\d\])?{_ARGUMENT}"
    rf"|\\(?:fancy(?:head|foot|hf)|[lcr](?:head|foot)|markboth|markright|pagestyle|setlist|newlist)(?:\s*\[[^\]]*\])?"
    rf"(?:{_ARGUMENT})?"
    rf"|\\(?:[hv]space\*?|rule|raisebox|parbox|makebox|resizebox|scalebox|enlargethispage|url|href|label)"
    rf"(?:\s*\[[^\]]*\])*{_ARGUMENT}"
    rf"|\\(?:setlength|addtolength|setcounter|addtocounter){_ARGUMENT}{_ARGUMENT}"
    r"|\\(?:begin\s*\{(?:enumerate|itemize|description|minipage|tabular[x*]?|longtable)\}|includegraphics)\s*\[[^\]]*\]",
    re.DOTALL,
)


def check_generated_text(draft: Draft) -> Iterator[Diagnostic]:
    """Report text that TeX makes or chooses where no check can read it, and pages that tell when TeX ran."""
    for file in draft.files:
        text = _UNREAD.sub(_blank, file.text)
        told = _COUNTED.sub(_blank, text)
        chapter = is_chapter(file)
        body = -1 if chapter else text.find(r"\begin{document}")
        lines = Lines(text)
        seen: set[tuple[str, int]] = set()
        for match in _COMMAND.finditer(text):
            kind, found = str(match.lastgroup), match[0]
            line = lines.at(match.start())
            ends = not chapter and found.startswith(r"\end")
            uncounted = (chapter or match.start() > body > 0) and told[match.start()] != " "
            if not (kind == "date" or uncounted) or ends or (found, line) in seen:
                continue
            seen.add((found, line))
            place = file.origin(line)
            if kind == "decides":
                message = f'"{found}" lets TeX decide what is printed, and the checks read all that stands there'
                hint = r"decide it in Jinja: \BLOCK{ if … }…\BLOCK{ endif }, or | when(…)"
                yield finding("TPL016", place, message, hint)
            else:
                what, hint = _TOLD[kind]
                yield finding("TPL015", place, f'"{found}" prints {what}, which nothing traces', hint)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
