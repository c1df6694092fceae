"""Words that the tool itself prints, and that are in English in a brief of another language."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.evidence import verified
from reportgen.draft.model import DerivedUse, Draft, PartUse, used_evidence
from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.project.model import SETTINGS, Project
from reportgen.text.translations import own_word
from reportgen.values.derivations import POINTS


def check_untranslated_words(project: Project, inputs: Inputs, draft: Draft) -> Iterator[Diagnostic]:
    """Report words that a brief in another language prints in English."""
    language = project.settings.language
    if language.lower().partition("-")[0] == "en":
        return
    settings = project.settings
    drafted = ("Draft",) if settings.status == "draft" else ()
    printed = (
        *_printed(inputs, draft),
        *drafted,
        *(("Data",) if any(e.data for e in settings.exhibits.values()) else ()),
    )
    own = (word for word in printed if not own_word(word, language))
    missing = [word for word in own if word not in project.settings.words]
    if missing:
        listed = ", ".join(f'"{word}"' for word in missing)
        message = f'the tool has no words in "{language}" for {listed}, and prints them in English'
        hint = f'give them under [words], such as "{missing[0]}" = "…"'
        yield finding("CIT007", SETTINGS, message, hint)


def _printed(inputs: Inputs, draft: Draft) -> Iterator[str]:
    """Yield the tool's own words that this brief prints."""
    used = [inputs.evidence[name] for name in used_evidence(draft, inputs)]
    sure = verified(inputs)
    unverified = any(sure.get(row.id) == "unverified" for row in used)
    yield "Cited on p."
    if draft.exhibits:
        yield from ("Note", "Source")
    yield from (
        word
        for word, present in (
            ("sec.", any(row.section for row in used)),
            ("n.", any(row.footnote for row in used)),
            ("p.", any(row.page for row in used)),
            ("citing", any(row.via for row in used)),
            ("as cited in", any(row.via for row in used)),
            ("not verified", unverified),
            ("Passages that no text verified", unverified),
            ("not known", any(isinstance(u.use, PartUse) and u.use.part == "error-rate" for u in draft.usages)),
            ("None.", not (inputs.texts or inputs.lock.texts)),
        )
        if present
    )
    if any(isinstance(usage.use, DerivedUse) and usage.use.unit == POINTS for usage in draft.usages):
        yield POINTS
    dates = [date for date in _dates(inputs) if date]
    yield from (
        word
        for word, present in (
            ("0s", any("X" in date for date in dates)),
            ("circa", any("~" in date or "%" in date for date in dates)),
            ("since", any(date.endswith(("/", "/..")) for date in dates)),
            ("to", any("-" in date and "/" in date and not date.endswith(("/", "/..")) for date in dates)),
        )
        if present
    )


def _dates(inputs: Inputs) -> Iterator[str]:
    for table in inputs.tables.values():
        places = [place for place, column in enumerate(table.columns) if column.type == "date"]
        yield from (str(cells[place] or "") for cells in table.cells for place in places)
