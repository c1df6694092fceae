"""Languages whose words for reserve, denial and reported views are not known."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.checks.model import Statement
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.language.registry import words_of
from reportgen.project.model import Project
from reportgen.text.languages import language_tag


def check_languages(project: Project, inputs: Inputs, found: Sequence[Statement]) -> Findings[None]:
    """Tell once of a brief, or else of each language of sources, that wording is not compared."""
    sourced = [statement for statement in found if statement.kind == "sourced"]
    language = project.settings.language
    if sourced and words_of(language) is not None:
        message = f'the brief is in "{language}": whether its sentences keep reserve, denials and views is not read'
        yield finding("WRD010", project.place("language"), message, "have somebody read them beside their passages")
        return
    entries = inputs.bibliography.entries
    unread: dict[str, list[str]] = {}
    for source in inputs.sources([e for statement in sourced for e in statement.evidence]):
        language = entries[source].language if source in entries else ""
        words = inputs.texts[source].words if source in inputs.texts else ()
        # the name of no language is a finding of its own (BIB013)
        named = language_tag(language) or not language.strip()
        if named and words_of(language, words) is not None:
            unread.setdefault(language.strip(), []).append(source)
    for language, sources in unread.items():
        named = f'"{language}"' if language else "another language than English"
        told = ", ".join(f'"{source}"' for source in sources)
        message = f"{told}: in {named}, whose words for reserve, denial and views are not known"
        hint = "read by eye that sentences which cite it say no more than it does"
        yield finding("WRD010", entries[sources[0]].location, message, hint)
