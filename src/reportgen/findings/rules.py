"""The catalogue of findings: every code, its name, how much it weighs, and what of it may be changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rule import Rule
from reportgen.findings.rules_of_briefs import OF_BRIEFS
from reportgen.findings.rules_of_inputs import OF_INPUTS

LONGEST_WORD: Final = 100
"""Characters beyond which nobody mistyped a word; comparing takes the square of the length."""

MOST_KNOWN: Final = 2000
"""Known words that a word is compared with: enough for ids, and a tenth of a millisecond, so that a
table of which every row is wrong is told within a minute."""

LONGEST_MESSAGE: Final = 1000
"""Characters that a message may have: what it quotes from a hostile file may be of any length."""


RULES: Final[dict[str, Rule]] = {rule.code: rule for rule in (*OF_INPUTS, *OF_BRIEFS)}
"""Every kind of finding by its code."""


ANSWERED: Final = tuple(
    rule.name
    for rule in RULES.values()
    if rule.code in {f"WRD{n:03}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 14, 16, 17, 18)}
)
"""Rules of wording that a citation or an analysis may answer."""

FIRM: Final[dict[str, str]] = {
    code: why
    for why, codes in (
        ("without it there is no project", "PRJ001 PRJ002 PRJ003 PRJ004 PRJ005 PRJ006 PRJ007 PRJ010"),
        ("what is called final says why", "PRJ021"),
        (
            "what cannot be read would be missing from the brief in silence",
            "DAT001 DAT002 DAT003 DAT004 DAT005 DAT006 DAT007 DAT009 DAT010 DAT011 DAT012 DAT013 DAT014 DAT015 DAT020"
            " BIB001 BIB002 BIB006 EVI001 EVI004 REV005",
        ),
        (
            "its chapter would end there",
            "CIT001 NUM001 NUM002 TPL001 TPL002 TPL003 TPL004 TPL005 TPL006 TPL007",
        ),
        ("a program would run that nobody here has trusted", "PRJ015"),
        ("a click on it would run what nobody here has trusted", "TPL017"),
        ("there would be no exhibit", "EXH002 EXH004 EXH005 EXH006 EXH011 EXH012"),
        ("there would be no PDF", "CIT002 CIT003 CIT020 TEX001 TEX005 TEX006 TEX007 TEX008 TEX009 TEX010 TEX017"),
        ("a build that goes on would spoil what is there", "PRJ020 BUN006 BUN007 BUN008"),
        ("only its reader can settle it, once it is changed or answered", "REV003"),
        (
            "`reportgen verify` reads no report.toml",
            "BUN001 BUN002 BUN003 BUN004 BUN005 BUN010 VER001 VER002 VER003 VER004 VER005 VER006 "
            "VER007 VER008 VER009 VER010 VER011 "
            "CRT005 CRT006 CRT007 CRT008 CRT009 CRT010",
        ),
        ("what is handed on would not be what it says", "CRT001 CRT002 CRT003 CRT004"),
    )
    for code in codes.split()
}
"""Findings that report.toml cannot make lighter, with the reason."""


def finding(
    code: str, location: Location, message: str, hint: str = "", related: Iterable[Location] = ()
) -> Diagnostic:
    """Make a finding of the rule ``code`` with its default severity."""
    rule = RULES[code]
    return Diagnostic(location, code, rule.name, rule.severity, _shortened(message), _shortened(hint), tuple(related))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to ``word``, or nothing if none is near."""
    if len(word) > LONGEST_WORD:
        return ""
    # Most runs have nothing to suggest, and it takes a while to load.
    from rapidfuzz import fuzz, process

    near = process.extractOne(word, list(islice(known, MOST_KNOWN)), scorer=fuzz.ratio, score_cutoff=60)
    return f'did you mean "{near[0]}"?' if near else ""
