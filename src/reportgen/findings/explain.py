"""What findings mean: one page for each code, in ``explanations``."""

from __future__ import annotations

from importlib.resources import files

from reportgen.findings.rules import RULES


def explanation(code: str) -> str:
    """Return the page about a code as Markdown: what it does, why it matters, an example, how to mend it.

    Raises ``KeyError`` when no rule has the code.
    """
    page = files("reportgen.findings") / "explanations" / f"{code}-{RULES[code].name}.md"
    return page.read_text("utf-8")
