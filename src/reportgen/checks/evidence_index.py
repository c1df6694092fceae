"""The passages that evidence cites, and what they say; each is read once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from reportgen.checks.claim_matching import Claim, agrees, bears_out, same_unit
from reportgen.checks.near_misses import differing, mistaken, nearest
from reportgen.checks.near_misses import spelled_out as told_in_full
from reportgen.checks.passage_facts import Facts, ParsedPassage, parse_passage, places
from reportgen.draft.model import Usage
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.inputs.evidence.model import CONTEXT
from reportgen.inputs.model import Inputs
from reportgen.inputs.texts.model import SourceText, Span
from reportgen.language.date_mentions import Order, order_in
from reportgen.language.days import Dated, Day
from reportgen.language.english.lexicon import LONG_SCALE
from reportgen.language.model import Words
from reportgen.language.names import Variants, fold
from reportgen.language.notations import Notation, notation_of
from reportgen.language.quantities import EXACT, Printed, Quantity
from reportgen.language.rates import in_other_units, split
from reportgen.language.registry import words_of
from reportgen.language.territories import Territory
from reportgen.store.fingerprint import of_bytes
from reportgen.text.languages import language_tag

_NAMED: Final = 3
_TRIED: Final = 20


@dataclass(frozen=True)
class NumberOccurrence:
    """Where a passage has a number: in which stretch of it."""

    parsed: ParsedPassage
    printed: Printed
    begin: int
    end: int


class EvidenceIndex:
    """What the passages of evidence say, as far as their texts are at hand."""

    def __init__(self, inputs: Inputs, variants: Variants) -> None:
        self._inputs = inputs
        self._variants = self.variants = variants
        self._spans = {key: _Spans(text) for key, text in inputs.texts.items()}
        self._works: dict[tuple[str, bool], Facts] = {}
        self._read: dict[tuple[str, int], ParsedPassage] = {}
        self._near: dict[str, Facts] = {}
        self._notations: dict[str, Notation] = {}
        self._orders: dict[str, Order] = {}
        self._words: dict[str, Words | None] = {}
        self._known: dict[tuple[str, ...], tuple[Sequence[Facts], Sequence[Facts], Sequence[Facts]]] = {}

    def facts(self, evidence: str) -> Facts | None:
        """Return what the passage of an evidence id says; ``None`` if it is not at hand or was not found."""
        found = self._find(evidence)
        return None if found is None else found[0].facts

    def near(self, evidence: str) -> Facts | None:
        """Return what the sentences that evidence quotes from say; ``None`` as for ``facts``."""
        if evidence not in self._near:
            found = self._find(evidence)
            if found is None:
                return None
            words = len(fold(self._inputs.evidence[evidence].quote).split())
            self._near[evidence] = found[0].near(found[1], words)
        return self._near[evidence]

    def quoted(self, evidence: str) -> tuple[ParsedPassage, int, int] | None:
        """Return where the sentences stand that evidence quotes from; ``None`` as for ``facts``."""
        found = self._find(evidence)
        if found is None:
            return None
        words = len(fold(self._inputs.evidence[evidence].quote).split())
        return found[0], *found[0].sentences(found[1], words - 1)

    def _find(self, evidence: str) -> tuple[ParsedPassage, int] | None:
        """Return a passage and which of its words a quotation begins with."""
        row = self._inputs.evidence.get(evidence)
        passage = self._inputs.passages.get(evidence)
        if row is None or passage is None or not passage.match or row.source not in self._spans:
            return None
        text, span = self._inputs.texts[row.source], self._spans[row.source].at(passage.position)
        if span is None:
            return None
        place = row.source, span.start
        if place not in self._read:
            words = " ".join(text.words[span.start : span.end])
            own = self._words_of(row.source)
            notation, long = self._notation(row.source), self._has_long_scale(row.source)
            self._read[place] = parse_passage(words, notation, long, own, self._order(row.source))
        return self._read[place], passage.position - span.start

    def _notation(self, source: str) -> Notation:
        """Return the notation of a source's numbers, by the language of its entry or by its text."""
        if source not in self._notations:
            self._notations[source] = notation_of(self._language(source), self._inputs.texts[source].words)
        return self._notations[source]

    def _words_of(self, source: str) -> Words | None:
        """Return the words of a source's language, by its entry or by its text; ``None`` for English."""
        if source not in self._words:
            self._words[source] = words_of(self._language(source), self._inputs.texts[source].words)
        return self._words[source]

    def _order(self, source: str) -> Order:
        """Return what comes first in a source's dates in digits, by the language of its entry or by its other dates."""
        if source not in self._orders:
            language, _, region = language_tag(self._language(source)).partition("-")
            known: Order = "month" if region == "US" else "day" if region or language not in {"", "en"} else "either"
            self._orders[source] = known if known != "either" else order_in(" ".join(self._inputs.texts[source].words))
        return self._orders[source]

    def ambiguous(self, claimed: Day, evidence: Iterable[str]) -> tuple[str, ParsedPassage, Dated] | None:
        """Return the passage that has a day only in a date that may be another one, and that other one."""
        readings = [(name, found[0]) for name in evidence if (found := self._find(name)) is not None]
        sure = (d.day for _, r in readings for d in r.dated if d.day not in r.ambiguous)
        if any(day.says(claimed) for day in sure):
            return None
        return next(((name, r, r.ambiguous[d]) for name, r in readings for d in r.ambiguous if d.says(claimed)), None)

    def _has_long_scale(self, source: str) -> bool:
        return language_tag(self._language(source)).partition("-")[0] in LONG_SCALE

    def _language(self, source: str) -> str:
        entry = self._inputs.bibliography.entries.get(source)
        return entry.language if entry else ""

    def absent(self, evidence: Iterable[str]) -> tuple[str, ...]:
        """Return the sources of evidence whose texts are not at hand."""
        return tuple(s for s in self._inputs.sources(tuple(evidence)) if s not in self._inputs.texts)

    def sound(self, evidence: Iterable[str]) -> bool:
        """Whether every passage exists and was found, as far as texts are at hand; other findings tell if not."""
        return all(
            e in self._inputs.evidence
            and (self._inputs.evidence[e].source not in self._inputs.texts or self.facts(e) is not None)
            for e in evidence
        )

    def locked(self, sources: Iterable[str]) -> bool:
        """Whether the lock knows the texts of sources."""
        return all(source in self._inputs.lock.texts for source in sources)

    def missing(self, claims: Iterable[Claim], evidence: Sequence[str], close: bool = False) -> tuple[Claim, ...]:
        """Return the claims that the passages of evidence do not bear out; ``close``: the sentences quoted first."""
        beside, facts, near = self._all(tuple(evidence))
        near = near if close else ()
        return tuple(c for c in claims if not bears_out(c, facts, self._variants, near, beside))

    def names_one_of(self, forms: Sequence[str], evidence: Sequence[str]) -> bool:
        """Whether the passages name something by one of its names."""
        _, facts, _ = self._all(tuple(evidence))
        return any(bears_out(Claim("name", form, form), facts, self._variants) for form in forms)

    def occurrences(self, quantity: Quantity, evidence: Iterable[str]) -> list[tuple[ParsedPassage, Printed]]:
        """Return where passages have a number: in the sentences quoted, or else anywhere in them.

        Passages in languages whose words are not known are left out.
        """
        near: list[tuple[ParsedPassage, Printed]] = []
        anywhere: list[tuple[ParsedPassage, Printed]] = []
        units = [(quantity.scale.scaleb(power, EXACT), unit) for power, unit in in_other_units(quantity.unit)]
        sought = [quantity, *(replace(quantity, scale=scale, unit=unit) for scale, unit in units)]
        for name in evidence:
            found = self._find(name)
            if found is None or not (found[0].words is None or found[0].words.moves):
                continue
            reading, word = found
            begin, end = reading.sentences(word, len(fold(self._inputs.evidence[name].quote).split()))
            for asked, each in ((q, n) for q in sought for n in reading.by_total.get(q.total.copy_abs(), ())):
                if same_unit(asked.unit, each.quantity.unit) and (asked is quantity or split(each.quantity.unit)[0]):
                    (near if begin <= each.start < end else anywhere).append((reading, each))
        return near or anywhere

    def spots(self, claimed: Quantity, evidence: Iterable[str]) -> list[NumberOccurrence]:
        """Return where passages have a number that is claimed: in the sentences quoted, or else anywhere in them."""
        near: list[NumberOccurrence] = []
        anywhere: list[NumberOccurrence] = []
        for name in evidence:
            found = self._find(name)
            if found is None:
                continue
            reading, word = found
            begin, end = reading.sentences(word, len(fold(self._inputs.evidence[name].quote).split()))
            for each in reading.by_total.get(claimed.total.copy_abs(), ()):
                if agrees(claimed, each.quantity):
                    inside = begin <= each.start < end
                    stretch = (begin, end) if inside else (0, len(reading.text))
                    (near if inside else anywhere).append(NumberOccurrence(reading, each, *stretch))
        return near or anywhere

    def _all(self, evidence: tuple[str, ...]) -> tuple[Sequence[Facts], Sequence[Facts], Sequence[Facts]]:
        """Return what rows and passages of evidence say; many statements and rows rest on the same."""
        if evidence not in self._known:
            beside = self._beside(evidence)
            facts = [*self._said(evidence, self.facts), *beside]
            self._known[evidence] = beside, facts, self._said(evidence, self.near)
        return self._known[evidence]

    def _said(self, evidence: Iterable[str], read: Callable[[str], Facts | None]) -> list[Facts]:
        return [f for f in map(read, evidence) if f is not None]

    def _beside(self, evidence: Iterable[str]) -> list[Facts]:
        """Return what evidence rows say themselves: numbers of notes, their source, and the work it quotes."""
        rows = [self._inputs.evidence[e] for e in evidence if e in self._inputs.evidence]
        numbers = {n for row in rows for n in (row.footnote, row.section, row.page) if n.isdecimal()}
        works = dict.fromkeys([(row.via, True) for row in rows] + [(row.source, False) for row in rows])
        return [places(numbers), *(self._work(*w) for w in works if w[0] in self._inputs.bibliography.entries)]

    def _work(self, key: str, dated: bool) -> Facts:
        """Return author and title of a work, and the year if ``dated``: a passage need not tell whose it is in full."""
        if (key, dated) not in self._works:
            fields = self._inputs.bibliography[key].fields
            # a source's full title would bear out too much: its subject
            told = ("author", "editor", "shorttitle", *(("title",) if dated else ()))
            text = " ".join(fields.get(name, "") for name in told)
            year = (fields.get("date") or fields.get("year") or "")[:4]
            days = frozenset({Day(int(year))}) if dated and year.isdecimal() else frozenset[Day]()
            self._works[key, dated] = Facts({}, days, text)
        return self._works[key, dated]

    def told(self, claim: Claim, evidence: Sequence[str], place: Location, teller: str = "the row") -> Diagnostic:
        """Make the finding about a claim of a row or sentence that is not borne out, with what was searched."""
        related = tuple(self._inputs.evidence[e].location for e in evidence if e in self._inputs.evidence)
        return replace(self._told(claim, evidence, place, teller), related=related)

    def uncited(self, text: str, cited: Sequence[str], usage: Usage) -> Diagnostic:
        """Make the finding about what a call printed that not its sentence's passages have, but those of its row."""
        own = usage.use.evidence
        related = tuple(self._inputs.evidence[e].location for e in own)
        message = f'"{text}" is not in {named(cited)} cited beside it, but in {named(own)}'
        hint = f"cite {named(own).removeprefix('the ')} too"
        return finding("NUM020", usage.location, message, hint, related)

    def _told(self, claim: Claim, evidence: Sequence[str], place: Location, teller: str) -> Diagnostic:
        if claim.kind == "name":
            message = f'"{claim.text}" is not in {named(evidence)}'
            return finding("NUM006", place, message, self._hint(claim, evidence))
        if isinstance(claim.value, Quantity):
            other = mistaken(claim.value, self._said(evidence, self.near)) or mistaken(
                claim.value, self._said(evidence, self.facts)
            )
            if other is not None and not other.unclear:
                if agrees(claim.value, other) and bears_out(claim, self._said(evidence, self.facts), self._variants):
                    message = f"{claim.text} is not in the sentence that {named(evidence)} quotes from"
                    return finding("NUM003", place, message, self._hint(claim, evidence))
                ours, theirs = differing(claim.value, other)
                message = f"{teller} says {ours}, {named(evidence)} {theirs}"
                return finding("NUM009", place, message, self._searched(other, evidence))
        return finding("NUM003", place, f"{claim.text} is not in {named(evidence)}", self._hint(claim, evidence))

    def _hint(self, claim: Claim, evidence: Sequence[str]) -> str:
        elsewhere = self._elsewhere(claim, evidence)
        near = nearest(claim, self._said(evidence, self.near)) or nearest(claim, self._said(evidence, self.facts))
        if isinstance(near, Quantity) and near.unclear:
            advice = (
                f"{told_in_full(near)} there may be another number, part of one, or of another sign, scale or unit; "
                "where the work's language has other marks, give its langid"
            )
        elif near is not None:
            shown = near if isinstance(near, Day) else told_in_full(near)
            advice = f"there is {shown}" + (f'; "{elsewhere}" has {claim.text}' if elsewhere else "")
        elif elsewhere:
            advice = f'"{elsewhere}" has it: cite that too, or correct it'
        elif claim.kind == "name":
            advice = "cite a passage that has it, or add the form that the passage uses to the table of names"
        else:
            advice = "correct it, or cite a passage that has it"
        searched = self._searched(near, evidence)
        return f"{advice}; {searched}" if searched else advice

    def _searched(self, near: Quantity | Day | None, evidence: Sequence[str]) -> str:
        """Show what was searched: at most ``CONTEXT`` words around what is nearest, or from the quotation on."""
        first = ""
        for name in evidence:
            found = self._find(name)
            if found is None:
                continue
            reading, word = found
            place = reading.place(near)
            if place is not None:
                return f'searched: "{reading.around(*place, CONTEXT)}"'
            first = first or f'searched: "{reading.around(*reading.place_of_word(word), CONTEXT)}"'
        return first

    def _elsewhere(self, claim: Claim, evidence: Sequence[str]) -> str:
        """Return evidence whose passage bears a number or date out, of the sources cited if there is any."""
        if isinstance(claim.value, str | Territory):
            return ""
        key = claim.value.total.copy_abs() if isinstance(claim.value, Quantity) else claim.value.year
        sources = self._inputs.sources(tuple(evidence))
        tried = sorted(self._having.get(key, ())[:_TRIED], key=lambda e: self._inputs.evidence[e].source not in sources)
        for name in tried:
            facts = self.near(name)
            if name not in evidence and facts is not None and bears_out(claim, [facts], self._variants):
                return name
        return ""

    @cached_property
    def _having(self) -> Mapping[Decimal | int | None, Sequence[str]]:
        """Evidence by the numbers and years in its passages; made when the first claim fails."""
        found: dict[Decimal | int | None, list[str]] = {}
        for name in self._inputs.evidence:
            facts = self.near(name)
            if facts is not None:
                for key in {*facts.quantities, *(day.year for day in facts.days)}:
                    found.setdefault(key, []).append(name)
        return found


def named(evidence: Sequence[str]) -> str:
    """Name passages in a message."""
    shown = ", ".join(f'"{e}"' for e in evidence[:_NAMED])
    more = f" and {len(evidence) - _NAMED} more" if len(evidence) > _NAMED else ""
    return f"the passage{'s' if len(evidence) > 1 else ''} {shown}{more}"


def digest(inputs: Inputs, parts: Iterable[str], evidence: Iterable[str]) -> str:
    """Return the SHA-256 of texts and of the evidence rows that they rest on."""
    lines = list(parts)
    for name in evidence:
        lines.extend((name, inputs.evidence[name].digest if name in inputs.evidence else ""))
    return of_bytes("\x1f".join(lines).encode())


class _Spans:
    """The footnotes and paragraphs of a text, to be looked up by position."""

    def __init__(self, text: SourceText) -> None:
        self._layers = [sorted(layer, key=lambda s: s.start) for layer in (text.footnotes, text.paragraphs)]
        self._starts = [[span.start for span in layer] for layer in self._layers]

    def at(self, position: int) -> Span | None:
        """Return the footnote, or else the paragraph, that a word stands in."""
        for layer, starts in zip(self._layers, self._starts, strict=True):
            index = bisect_right(starts, position) - 1
            if index >= 0 and position < layer[index].end:
                return layer[index]
        return None
