"""How the wording of a text differs from a quotation, for messages."""

from __future__ import annotations

import difflib

from reportgen.inputs.evidence.model import CONTEXT
from reportgen.inputs.texts.typography import core, folded
from reportgen.inputs.texts.words import as_printed


def word_diff(quote: str, text: str) -> str:
    """Show how a text's wording differs from a quotation: [-what the quotation has-] {+what the text has+}.

    What is the same stands as in the text. Of the text's own words at most ``CONTEXT`` are shown that the quotation
    does not have, and of a long stretch that is the same as many, beside what differs.
    """
    ours, theirs = quote.split(), text.split()
    shown: list[str] = []
    left = CONTEXT
    for kind, a, b, c, d in difflib.SequenceMatcher(None, _marks(quote), _marks(text), autojunk=False).get_opcodes():
        if kind == "equal":
            alike = theirs[c:d]
            if len(alike) > CONTEXT:
                begin, end = alike[: CONTEXT // 2] if a else [], alike[-CONTEXT // 2 :] if b < len(ours) else []
                alike = [*begin, "…", *end]
            shown += alike
            continue
        if a < b:
            shown.append(f"[-{' '.join(ours[a:b])}-]")
        if c < d and left:
            more = "" if d - c <= left else " …"
            shown.append(f"{{+{' '.join(theirs[c : min(d, c + left)])}{more}+}}")
            left -= min(d - c, left)
    return " ".join(shown)


def _marks(wording: str) -> list[str]:
    """Return what is compared of each word: all that a reader would read otherwise."""
    words = [folded(as_printed(word)) for word in wording.split()]
    if words:
        words[0] = core(words[0])
        words[0] = words[0][:1].lower() + words[0][1:]
        words[-1] = core(words[-1])
    return words
