"""Run all checks: of the inputs by themselves, and of a draft against them."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.checks.analysis import check_analysis
from reportgen.checks.attachments import check_row_attachments, check_sentence_attachments
from reportgen.checks.caveats import check_caveats
from reportgen.checks.changes import check_locked_items, check_version
from reportgen.checks.claims import check_rows, check_statements, variants_of
from reportgen.checks.conflicts import check_conflicts
from reportgen.checks.delimited import check_delimited
from reportgen.checks.derived import check_derived
from reportgen.checks.directions import check_directions, check_unread
from reportgen.checks.evidence import check_passages, check_unused
from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.checks.exchanged_names import check_exchanged_names
from reportgen.checks.generated_text import check_generated_text
from reportgen.checks.hardcoded_numbers import check_hardcoded_numbers
from reportgen.checks.independent_sources import check_independent_sources
from reportgen.checks.inventory import inventory_of
from reportgen.checks.labels import check_labels
from reportgen.checks.limits import check_limits
from reportgen.checks.links import check_links
from reportgen.checks.locked_items import locked_items_of_data, locked_items_of_draft
from reportgen.checks.model import Inventory, Verified
from reportgen.checks.number_context import check_number_context, check_row_context
from reportgen.checks.order import check_orders
from reportgen.checks.quotations import LookUp, check_quoted_cells, check_quoted_sentences
from reportgen.checks.references import check_exhibits
from reportgen.checks.retracted_works import check_retracted_works
from reportgen.checks.shown_rows import check_shown_rows
from reportgen.checks.statements import check_sourced
from reportgen.checks.suffixes import check_suffixes
from reportgen.checks.tied_dates import check_ambiguous_dates
from reportgen.checks.titles import check_heading_changes, check_titles, headings
from reportgen.checks.typed_labels import check_typed_labels
from reportgen.checks.units import check_units
from reportgen.checks.unprinted import check_unprinted
from reportgen.checks.untranslated_words import check_untranslated_words
from reportgen.checks.vague_words import check_vague
from reportgen.checks.wording.run import check_wording
from reportgen.draft.model import Draft
from reportgen.findings.model import Findings, Location
from reportgen.inputs.model import Inputs
from reportgen.language.registry import words_of
from reportgen.project.model import Project


def run(project: Project, inputs: Inputs, draft: Draft, look_up: LookUp) -> Findings[Verified]:
    """Yield what is wrong between the draft, its data and its evidence; give what was found to hold."""
    settings = project.settings
    rows = yield from run_inputs(inputs, settings.language, settings.lock, look_up)
    return (yield from run_draft(project, inputs, draft, rows, inventory_of(inputs, draft), look_up))


def run_inputs(inputs: Inputs, language: str, lock: str, look_up: LookUp) -> Findings[Mapping[str, str]]:
    """Yield what is wrong between data and evidence; give the digests of the rows that hold, see ``Verified.rows``.

    ``language`` is the brief's, ``lock`` the path of the lock; ``look_up`` finds words that are quoted in the texts.
    """
    yield from check_version(inputs.lock, Location(lock))
    yield from check_locked_items(inputs.lock, Location(lock), locked_items_of_data(inputs), data=True)
    yield from check_passages(inputs)
    misquoted = yield from check_quoted_cells(inputs, language, look_up)
    variants = variants_of(inputs)
    swapped = yield from check_row_attachments(inputs, variants, language)
    rows = yield from check_rows(inputs, variants, language, misquoted | swapped)
    yield from check_row_context(inputs, variants, language)
    yield from check_ambiguous_dates(inputs, variants, language)
    yield from check_derived(inputs)
    yield from check_conflicts(inputs)
    yield from check_orders(inputs)
    return rows


def run_draft(
    project: Project, inputs: Inputs, draft: Draft, rows: Mapping[str, str], stated: Inventory, look_up: LookUp
) -> Findings[Verified]:
    """Yield what is wrong between the draft, which states this, and its inputs, of which ``rows`` hold."""
    found = stated.statements
    yield from check_units(project, inputs)
    yield from check_suffixes(project, inputs)
    settings, language = project.settings, project.settings.language
    titles = headings(draft)
    said = [heading.says for heading in titles]
    misquoted = yield from check_quoted_sentences([*found, *said], draft, inputs, language, look_up)
    variants = variants_of(inputs)
    swapped = yield from check_sentence_attachments(found, draft, inputs, variants, language)
    if words_of(language) is None:
        yield from check_exchanged_names(found, draft, inputs, variants)
    sentences = yield from check_statements(found, draft, inputs, variants, language, misquoted | swapped)
    yield from check_number_context([*found, *said], draft, inputs, variants, language)
    yield from check_wording(project, inputs, draft, found, EvidenceIndex(inputs, variants))
    yield from check_caveats(project, found, draft, inputs)
    yield from check_vague(found, draft, inputs, variants, language)
    yield from check_heading_changes(titles, draft, language)
    yield from check_labels(project, inputs, draft)
    yield from check_shown_rows(project, inputs)
    yield from check_directions(inputs, found, draft, language)
    yield from check_sourced(found)
    yield from check_hardcoded_numbers(draft, language)
    yield from check_titles(titles, language)
    yield from check_generated_text(draft)
    yield from check_typed_labels(project, inputs)
    # what a template that failed would have used is not known
    if draft.complete:
        yield from check_exhibits(project, draft)
        yield from check_links(draft)
        yield from check_limits(found, draft, project)
        yield from check_unused(inputs, draft)
        yield from check_unread(draft, language, project.place("language"))
        yield from check_unprinted(draft)
        yield from check_delimited(draft)
        yield from check_untranslated_words(project, inputs, draft)
        yield from check_analysis(draft, inputs)
        yield from check_retracted_works(project, inputs, draft, found)
        yield from check_independent_sources(inputs, draft, found, settings.confidence)
        lock = Location(project.settings.lock)
        yield from check_locked_items(inputs.lock, lock, locked_items_of_draft(project, inputs, draft), data=False)
    return Verified(found, stated.passages, stated.reworded, rows, sentences)
