"""Sentences held against the sentences that their quotations are from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Final

from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.checks.model import Statement
from reportgen.checks.wording.brackets import check_brackets
from reportgen.checks.wording.model import Objection, QuotedPassage, other_forms, shown
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import RULES, finding
from reportgen.inputs.model import Inputs
from reportgen.language.english.wording.compare import compare, unrelated
from reportgen.language.english.wording.model import Flaw, Flawed, ParsedText
from reportgen.language.english.wording.views import reported_views, tells_view
from reportgen.language.names import Variants, fold

_CODES: Final[Mapping[Flawed, str]] = {
    "dropped-hedge": "WRD001",
    "inflated-quantity": "WRD002",
    "unattributed-view": "WRD003",
    "other-direction": "WRD007",
    "exchanged-roles": "WRD012",
    "wrong-speaker": "WRD013",
    "added-reserve": "WRD014",
    "exchanged-pairs": "WRD018",
}
_TITLE: Final = 3
"""Words of a title, or of an office's name, of which each alone names nobody."""

_WORDS_TO_SHARE: Final = 2
"""Words of its own that a sentence has at least, before it is asked whether a passage has one of them."""

_WORDS_OF_A_CLAUSE: Final = 3
_MANY: Final = 4
"""Words of a sentence of which one alone is shared by chance."""

_PART: Final = re.compile(
    r"; |,? (?:and|but|while|whereas) (?=the |a |an |it |they |he |she |this |that |[A-Z])| \(|\)| [–—] |—"
)
"""Where a clause begins that may say something else; what stands before a colon leads to what stands behind it."""

_SAYS: Final[Mapping[str, tuple[str, str]]] = {
    "possible": ("says as a fact", "say that it is possible, planned or likely, as the passage does"),
    "partial": ("says without limit", "say that it holds in part, as the passage does"),
    "nearly": ("says as exact", "say that it is nearly so, as the passage does"),
    "opposite": ("goes the other way than", "turn it round, or cite the passage that says so"),
    "denied": ("says what is denied in", "deny it too, or cite the passage that says so"),
    "said": ("denies what is said in", "say it too, or cite the passage that denies it"),
}


def check_sentences(
    inputs: Inputs, draft: Draft, found: Sequence[Statement], support: EvidenceIndex
) -> Iterator[Objection]:
    """Yield what sourced sentences in English say otherwise than passages in English."""
    tellers = {key: re.escape(entry.short) for key, entry in inputs.bibliography.entries.items()}
    held = {file.path: tuple(each.words for each in file.held) for file in draft.files}
    covered: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    before: dict[tuple[str, int], str] = {}
    last = None
    for statement in found:
        key = statement.file, statement.covered
        if statement.kind == "sourced":
            if key not in covered and last and (last.file, last.paragraph) == (statement.file, statement.paragraph):
                before[key] = last.text
            covered[key].append(statement)
        last = statement
    quoted = cache(partial(_quoted, inputs, support))
    for key, group in covered.items():
        yield from _of_group(
            inputs, support.variants, quoted, group, tellers, held.get(key[0], ()), before.get(key, "")
        )


def _of_group(
    inputs: Inputs,
    variants: Variants,
    find: Callable[[str], QuotedPassage | None],
    group: Sequence[Statement],
    tellers: Mapping[str, str],
    held: Sequence[str],
    before: str,
) -> Iterator[Objection]:
    """Yield what is wrong with the sentences that one citation covers; each passage is held against its nearest.

    ``before`` is the sentence before them in their paragraph, which says what "it" stands for.
    """
    read = {e: find(e) for statement in group for e in statement.evidence}
    sentences = [ParsedText(statement.text) for statement in group]
    nearest = {e: max(len(s.stems & q.told.stems) for s in sentences) for e, q in read.items() if q}
    for statement, sentence in zip(group, sentences, strict=True):
        passages = [
            q for e in statement.evidence if (q := read[e]) and len(sentence.stems & q.told.stems) == nearest[e]
        ]
        told: set[tuple[str, str, int]] = set()
        for flaw in compare(sentence, [q.told for q in passages], [tellers.get(q.source, "") for q in passages]):
            quoted, said = passages[flaw.passage], sentence.text[slice(*flaw.words)]
            # several quotations may be of one sentence
            same = flaw.rule, quoted.source, quoted.begin
            if same not in told and not any(said in words for words in held) and not _is_exempt(inputs, flaw, quoted):
                told.add(same)
                yield Objection(statement, _described(flaw, said, quoted, statement.location, inputs))
    yield from _voices(inputs, group, sentences, read, tellers)
    for statement, sentence in zip(group, sentences, strict=True):
        cited = [read[name] for name in statement.evidence]
        if all(cited):
            yield from check_brackets(statement, [q for q in cited if q], variants)
            yield from _uncovered(statement, sentence, [q for q in cited if q], variants, tellers, len(group) > 1)
    for passage in filter(None, read.values()):
        if _is_unrelated(passage, sentences, ParsedText(before), variants):
            yield _unrelated(inputs, passage, group[-1])


def _quoted(inputs: Inputs, support: EvidenceIndex, evidence: str) -> QuotedPassage | None:
    found = support.quoted(evidence)
    if found is None or found[0].words is not None:
        return None
    reading, begin, end = found
    text = reading.text[begin:end]
    space = len(text) - len(text.lstrip())
    begin += space
    place = reading.text.find(fold(inputs.evidence[evidence].quote), begin, end)
    quoted = (place - begin, place - begin + len(fold(inputs.evidence[evidence].quote))) if place >= 0 else (0, 0)
    return QuotedPassage(evidence, inputs.evidence[evidence].source, reading, begin, ParsedText(text.strip(), quoted))


def _is_exempt(inputs: Inputs, flaw: Flaw, quoted: QuotedPassage) -> bool:
    """Whether a row of evidence says itself whose voice its passage is in; ``_voices`` holds it to that."""
    return flaw.rule == "unattributed-view" and inputs.evidence[quoted.evidence].voice != ""


def _is_unrelated(
    quoted: QuotedPassage, sentences: Sequence[ParsedText], before: ParsedText, variants: Variants
) -> bool:
    """Whether a passage shares no word with the sentences that cite it, by any form of a name."""
    if all(len(s.stems) < _WORDS_TO_SHARE for s in sentences):
        return False
    if not all(unrelated(s, quoted.told) for s in sentences if s.stems):
        return False
    beside = quoted.beside
    known = beside.stems | other_forms(beside.text, variants)
    said = [s.stems | other_forms(s.text, variants) for s in (*sentences, before)]
    return bool(beside.stems) and any(said[:-1]) and all(known.isdisjoint(stems) for stems in said)


def _shares(text: ParsedText, passages: Sequence[QuotedPassage], variants: Variants, least: int = 1) -> bool:
    """Whether so many words of a text stand in the passages or beside them, in any form of a name."""
    known = frozenset[str]().union(*(q.beside.stems for q in passages))
    if len(known & text.stems) >= least:
        return True
    known |= frozenset[str]().union(*(other_forms(q.beside.text, variants) for q in passages))
    return len(known & (text.stems | other_forms(text.text, variants))) >= least


def _described(flaw: Flaw, said: str, quoted: QuotedPassage, place: Location, inputs: Inputs) -> Diagnostic:
    passage = f'"{quoted.evidence}": "{quoted.around(flaw.place)}"'
    related = (inputs.evidence[quoted.evidence].location,)
    match flaw.rule:
        case "inflated-quantity":
            message = f'"{said}" says more than {passage}'
            advice = "say it of no more than the passage does, or cite one that does"
        case "unattributed-view":
            message = f'"{shown(said)}" tells as a fact a view in {passage}'
            advice = f'say whose view it is ("{shown(flaw.said)}"), or that it is reported'
        case "exchanged-roles":
            message = f'"{said}" has who does it, and to whom, the other way round than {passage}'
            advice = "tell it as the passage does, or cite one that says so"
        case "exchanged-pairs":
            message = f'"{said}" puts together what stands apart in {passage}'
            advice = "give each its own, as the passage does, or cite one that says so"
        case "wrong-speaker":
            message = f'"{shown(said)}" has for the words of "{shown(flaw.said)}" what others say in {passage}'
            advice = "name who says it in the passage, or cite one where these do"
        case "added-reserve":
            message = f'"{said}" doubts what is told as a fact in {passage}'
            advice = "say it as the passage does, or cite what makes it doubtful"
        case _:
            verb, advice = _SAYS[flaw.said]
            message = f'"{shown(said)}" {verb} {passage}'
    return finding(_CODES[flaw.rule], place, message, _hint(advice, flaw.rule), related)


def _uncovered(
    statement: Statement,
    sentence: ParsedText,
    passages: Sequence[QuotedPassage],
    variants: Variants,
    tellers: Mapping[str, str],
    covered: bool,
) -> Iterator[Objection]:
    """Yield a sentence, or else a clause of it, of which no passage of the citation has more than a word by chance."""
    if (
        covered
        and len(sentence.stems) >= _WORDS_TO_SHARE
        and not _shares(sentence, passages, variants, _least(sentence))
    ):
        yield _stray(statement, sentence.text, "WRD009", "shares no more than a word with any passage that covers it")
        return
    for clause in map(ParsedText, _parts(sentence.text)):
        if any(teller and re.search(teller, clause.text) for teller in tellers.values()):
            continue  # it tells of the source
        if len(clause.stems) >= _WORDS_OF_A_CLAUSE and not _shares(clause, passages, variants):
            yield _stray(statement, clause.text, "WRD016", "shares no word with any passage that its sentence cites")
            return


def _least(text: ParsedText) -> int:
    """Return how many words a text must share with passages: one, or two of many."""
    return 2 if len(text.stems) >= _MANY else 1


def _parts(text: str) -> Sequence[str]:
    parts = [part.strip() for part in _PART.split(text)]
    return parts if len(parts) > 1 else []


def _stray(statement: Statement, text: str, code: str, what: str) -> Objection:
    hint = _hint("cite behind it what says so", RULES[code].name)
    return Objection(statement, finding(code, statement.location, f'"{shown(text)}" {what}', hint))


def _unrelated(inputs: Inputs, quoted: QuotedPassage, statement: Statement) -> Objection:
    passage = f'"{quoted.evidence}": "{quoted.around((0, 0))}"'
    message = f'"{shown(statement.text)}" shares no word with {passage}'
    hint = _hint("cite the passage that says so", "unrelated-passage")
    related = (inputs.evidence[quoted.evidence].location,)
    return Objection(statement, finding("WRD009", statement.location, message, hint, related))


def _hint(advice: str, rule: str) -> str:
    return f'{advice}; if the words are right, say why: cite(…, {rule.replace("-", "_")}="…")'


def _voices(
    inputs: Inputs,
    group: Sequence[Statement],
    sentences: Sequence[ParsedText],
    read: Mapping[str, QuotedPassage | None],
    tellers: Mapping[str, str],
) -> Iterator[Objection]:
    """Yield the evidence of other voices that no sentence of those which cite it tells as such."""
    statement = group[-1]
    for name, quoted in read.items():
        row = inputs.evidence.get(name)
        # whose voice it is stands in the text; where that is away, the lock tells whether the sentence changed
        if row is None or row.voice not in {"reported", "official"} or row.source not in inputs.texts:
            continue
        holders = {stem for view in reported_views(quoted.told) for stem in view.stems} if quoted else set()
        known = frozenset(holders | _authors(inputs, row.via))
        if any(tells_view(sentence, known, [tellers.get(row.source, "")]) for sentence in sentences):
            continue
        message = f'"{shown(statement.text)}" tells as a fact what "{name}" has as {row.voice}: "{row.quote}"'
        hint = _hint("say whose view it is, or that it is reported", "unnamed-voice")
        yield Objection(statement, finding("WRD004", statement.location, message, hint, (row.location,)))


def _authors(inputs: Inputs, work: str) -> frozenset[str]:
    """Return the stems of what a work is called by: the families of its authors, and a short title of a word or two."""
    entry = inputs.bibliography.entries.get(work)
    if entry is None:
        return frozenset()
    names = [str(name.get("family") or name.get("literal") or "") for name in entry.csl.get("author") or ()]
    return ParsedText(" ".join(name for name in (*names, entry.short) if len(name.split()) < _TITLE)).stems
