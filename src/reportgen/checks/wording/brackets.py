"""What square brackets put into a quotation that its source does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.checks.model import Statement
from reportgen.checks.quotation_marks import quotations
from reportgen.checks.wording.model import Objection, QuotedPassage, other_forms
from reportgen.findings.rules import finding
from reportgen.language.english.wording.model import ParsedText
from reportgen.language.names import Variants

_PUT_IN: Final = re.compile(r"(?<!\w)\[(?P<words>[^\[\]]{2,})\](?!\w)")
_NOTE: Final = re.compile(r"\W*(?:sic|emphas\w+|italics|translat\w+|our|my|original|in)\b|[\W\d_]*$", re.IGNORECASE)
"""What is said of a quotation in brackets, and no word of it."""

_NOT: Final = re.compile(r"\b(?:not|no|never|without|none|\w+n['’]t)\b", re.IGNORECASE)


def check_brackets(statement: Statement, passages: Sequence[QuotedPassage], variants: Variants) -> Iterator[Objection]:
    """Yield words in brackets within quotation marks that stand in no passage or beside it, and denials put in."""
    if "[" not in statement.text or not passages:
        return
    known = frozenset[str]().union(*(q.beside.stems | other_forms(q.beside.text, variants) for q in passages))
    for quotation in quotations([statement.text]):
        for match in _PUT_IN.finditer(quotation.words):
            words = match["words"]
            strange = not ParsedText(words).stems <= known
            if not _NOTE.match(words) and (strange or _NOT.search(words)):
                near = passages[0]
                message = (
                    f'"[{words}]" puts into a quotation what its passage does not say: '
                    f'"{near.evidence}": "{near.around((0, 0))}"'
                )
                hint = (
                    "quote the source's own words, or say it outside of the quotation marks; "
                    'if the brackets are right, say why: cite(…, replaced_words="…")'
                )
                yield Objection(statement, finding("WRD017", statement.location, message, hint))
                return
