"""Sentences held against the sentences that their quotations are from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportgen.checks.evidence_index import Support
from reportgen.checks.model import Statement
from reportgen.checks.wording.model import Objection, Quoted, shown
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.language.english.wording.compare import compare
from reportgen.language.english.wording.model import Flaw, Flawed, Told
from reportgen.language.english.wording.views import reported_views, tells_view

_CODES: Final[Mapping[Flawed, str]] = {
    "dropped-hedge": "WRD001",
    "inflated-quantity": "WRD002",
    "unattributed-view": "WRD003",
    "other-direction": "WRD007",
    "unrelated-passage": "WRD009",
}
_SAYS: Final[Mapping[str, tuple[str, str]]] = {
    "possible": ("says as a fact", "say that it is possible, planned or likely, as the passage does"),
    "partial": ("says without limit", "say that it holds in part, as the passage does"),
    "nearly": ("says as exact", "say that it is nearly so, as the passage does"),
    "opposite": ("goes the other way than", "turn it round, or cite the passage that says so"),
    "denied": ("says what is denied in", "deny it too, or cite the passage that says so"),
    "said": ("denies what is said in", "say it too, or cite the passage that denies it"),
}


def check_sentences(
    inputs: Inputs, draft: Draft, found: Sequence[Statement], support: Support
) -> Iterator[Objection]:
    """Yield what sourced sentences in English say otherwise than passages in English."""
    tellers = {key: entry.short for key, entry in inputs.bibliography.entries.items()}
    held = {file.path: file.held for file in draft.files}
    covered: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in found:
        if statement.kind == "sourced":
            covered[statement.file, statement.covered].append(statement)
    for group in covered.values():
        sentences = [Told(statement.text) for statement in group]
        for statement, sentence in zip(group, sentences, strict=True):
            passages = [q for e in statement.evidence if (q := _quoted(inputs, support, e)) is not None]
            yield from _voices(inputs, statement, sentence, passages, tellers)
            for flaw in compare(sentence, [q.told for q in passages], [tellers.get(q.source, "") for q in passages]):
                quoted = passages[flaw.passage]
                said = sentence.text[slice(*flaw.words)]
                if _is_exempt(inputs, flaw, quoted, [other for other in sentences if other is not sentence]):
                    continue
                if not any(said in words for words in held.get(statement.file, ())):
                    yield Objection(statement, _told(flaw, said, quoted, statement.location, inputs))


def _quoted(inputs: Inputs, support: Support, evidence: str) -> Quoted | None:
    found = support.quoted(evidence)
    if found is None or found[0].words is not None:
        return None
    reading, begin, end = found
    text = reading.text[begin:end]
    space = len(text) - len(text.lstrip())
    return Quoted(evidence, inputs.evidence[evidence].source, reading, begin + space, Told(text.strip()))


def _is_exempt(inputs: Inputs, flaw: Flaw, quoted: Quoted, others: Sequence[Told]) -> bool:
    """Whether a flaw is none by what is known of a passage: its voice, or the other sentences that it is cited for."""
    if flaw.rule == "unattributed-view":
        return inputs.evidence[quoted.evidence].voice != ""
    return flaw.rule == "unrelated-passage" and any(not o.stems.isdisjoint(quoted.told.stems) for o in others)


def _told(flaw: Flaw, said: str, quoted: Quoted, place: Location, inputs: Inputs) -> Diagnostic:
    passage = f'"{quoted.evidence}": "{quoted.around(flaw.place)}"'
    related = (inputs.evidence[quoted.evidence].location,)
    argument = flaw.rule.replace("-", "_")
    match flaw.rule:
        case "dropped-hedge" | "other-direction":
            verb, advice = _SAYS[flaw.said]
            message = f'"{shown(said)}" {verb} {passage}'
        case "inflated-quantity":
            message = f'"{said}" says more than {passage}'
            advice = "say it of no more than the passage does, or cite one that does"
        case "unattributed-view":
            message = f'"{shown(said)}" tells as a fact a view in {passage}'
            advice = f'say whose view it is ("{shown(flaw.said)}"), or that it is reported'
        case "unrelated-passage":
            message = f'"{shown(said)}" shares no word with {passage}'
            advice = "cite the passage that says so"
    hint = f'{advice}; if the words are right, say why: cite(…, {argument}="…")'
    return finding(_CODES[flaw.rule], place, message, hint, related)


def _voices(
    inputs: Inputs, statement: Statement, sentence: Told, passages: Sequence[Quoted], tellers: Mapping[str, str]
) -> Iterator[Objection]:
    """Yield the evidence of other voices that a sentence tells as a fact."""
    read = {quoted.evidence: quoted for quoted in passages}
    for name in statement.evidence:
        row = inputs.evidence.get(name)
        if row is None or row.voice not in {"reported", "official"}:
            continue
        quoted = read.get(name)
        holders = {stem for _, who in reported_views(quoted.told) for stem in who} if quoted else set()
        holders |= _authors(inputs, row.via)
        if tells_view(sentence, frozenset(holders), [tellers.get(row.source, "")]):
            continue
        message = f'"{shown(statement.text)}" tells as a fact what "{name}" has as {row.voice}: "{row.quote}"'
        hint = 'say whose view it is, or that it is reported; if the words are right, say why: cite(…, unnamed_voice="…")'
        yield Objection(statement, finding("WRD004", statement.location, message, hint, (row.location,)))


def _authors(inputs: Inputs, work: str) -> frozenset[str]:
    """Return the stems of the names of a work's authors."""
    entry = inputs.bibliography.entries.get(work)
    return Told(f"{entry.fields.get('author', '')} {entry.short}").stems if entry else frozenset()
