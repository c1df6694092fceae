"""ledger.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, get_args

from pydantic import TypeAdapter, ValidationError

from reportgen.checks.model import Statement, Verification
from reportgen.draft.model import Draft, ExhibitUse, Usage
from reportgen.inputs.bibliography.model import Entry
from reportgen.inputs.data.model import Row, Table, Value
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.model import Inputs
from reportgen.ledger.model import (
    VERSION,
    Counts,
    EvidenceRecord,
    ExhibitRecord,
    Ledger,
    ReviewRecord,
    RowRecord,
    SourceRecord,
    StatementRecord,
    UsageRecord,
)
from reportgen.ledger.uses import recorded
from reportgen.review.model import JudgedItem, Reviewed
from reportgen.store.fingerprint import of_bytes
from reportgen.text.latex import anchor
from reportgen.typeset.model import Pages

WORDS_SHOWN: Final = 8
NUMBERS: Final = frozenset({"figure", "derived", "count", "date"})
NO_PAGES: Final = Pages()
NOT_REVIEWED: Final = Reviewed()
_ADAPTER: Final = TypeAdapter(Ledger)


def ledger(
    draft: Draft,
    inputs: Inputs,
    statements: Sequence[Statement] = (),
    verified: Mapping[str, Verification] | None = None,
    pages: Pages = NO_PAGES,
    reviewed: Reviewed = NOT_REVIEWED,
) -> str:
    """Return the ledger as JSON, in the form that ``ledger.schema.json`` describes.

    ``verified`` says of evidence ids how sure they are (default: unverified); ``pages`` what TeX
    noted in its auxiliary files; ``reviewed`` what second readers said.
    """
    sure = dict(verified or {})
    evidence = {e.id: _evidence(e, sure.get(e.id, "unverified"), pages) for e in inputs.evidence.values()}
    usages = tuple(_usage(usage, inputs, pages) for usage in draft.usages)
    record = Ledger(
        version=VERSION,
        counts=_counts(usages, statements, evidence.values(), inputs),
        usages=usages,
        statements=tuple(_statement(number, said) for number, said in enumerate(statements)),
        evidence=evidence,
        sources=_sources(inputs),
        rows=_rows(inputs, {row for usage in usages for row in usage.rows}),
        exhibits={u.ids[0]: _exhibit(u, pages) for u in usages if u.kind == "exhibit"},
        reviews=tuple(record for judged in reviewed.judged for record in _reviews(judged)),
    )
    return _ADAPTER.dump_json(record, indent=1).decode() + "\n"


def parse(content: str | bytes) -> Ledger | None:
    """Read a ledger; ``None`` when it is not one of this version's, or names what is not in it."""
    try:
        read = _ADAPTER.validate_json(content)
    except ValidationError:
        return None
    numbered = all(usage.number == place for place, usage in enumerate(read.usages))
    known = range(len(read.usages))
    said = all(number in known for statement in read.statements for number in statement.usages)
    based = all(item.source in read.sources for item in read.evidence.values())
    return read if numbered and said and based else None


def schema() -> str:
    """Return the JSON Schema of the ledger, as the text of ``ledger.schema.json``."""
    described = _ADAPTER.json_schema(mode="serialization") | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:reportgen:ledger:{VERSION}",
        "title": "ledger.json",
    }
    return json.dumps(described, indent=2, sort_keys=True) + "\n"


def _usage(usage: Usage, inputs: Inputs, pages: Pages) -> UsageRecord:
    kind, ids, detail = recorded(usage.use)
    placed = pages.exhibits.get(anchor(usage.use.name)) if isinstance(usage.use, ExhibitUse) else None
    return UsageRecord(
        number=usage.number,
        kind=kind,
        template=str(usage.location),
        file=usage.file,
        ids=ids,
        evidence=usage.use.evidence,
        sources=inputs.sources(usage.use.evidence),
        rows=tuple(str(ref) for ref in usage.use.rows),
        text=usage.use.text,
        pages=pages.usages.get(usage.number) or ((placed[2],) if placed else ()),
        detail=detail,
    )


def _statement(number: int, said: Statement) -> StatementRecord:
    return StatementRecord(
        number=number,
        kind=said.kind,
        template=str(said.location),
        file=said.file,
        evidence=said.evidence,
        usages=said.usages,
        digest=of_bytes(said.text.encode()),
        begins=" ".join(said.text.split()[:WORDS_SHOWN]),
    )


def _evidence(item: Evidence, verified: Verification, pages: Pages) -> EvidenceRecord:
    return EvidenceRecord(
        source=item.source,
        section=item.section,
        footnote=item.footnote,
        page=item.page,
        quote=item.quote,
        via=item.via,
        row=str(item.location),
        verified=verified,
        used_on=pages.evidence.get(anchor(item.id), ()),
    )


def _sources(inputs: Inputs) -> dict[str, SourceRecord]:
    keys = {key for e in inputs.evidence.values() for key in (e.source, e.via)}
    return {key: _source(entry, inputs) for key, entry in inputs.bibliography.entries.items() if key in keys}


def _source(entry: Entry, inputs: Inputs) -> SourceRecord:
    text = inputs.texts.get(entry.key)
    digest, extractor = (text.digest, text.extractor) if text else inputs.lock.texts.get(entry.key, ("", ""))
    doi = entry.fields.get("doi", "")
    return SourceRecord(
        title=entry.fields.get("title", ""),
        short=entry.short,
        date=entry.fields.get("date", ""),
        url=f"https://doi.org/{doi}" if doi else entry.fields.get("url", ""),
        digest=digest,
        extractor=extractor,
    )


def _rows(inputs: Inputs, shown: set[str]) -> dict[str, RowRecord]:
    """Return the rows that rest on evidence, and those that the brief uses all the same."""
    return {
        name: _row(row, table)
        for table in inputs.tables.values()
        if table.column("id")
        for row in table.rows()
        if (name := f"{table.name}/{row.id}") in shown or row.evidence
    }


def _row(row: Row, table: Table) -> RowRecord:
    claims = [c.name for c in table.columns if c.claim and c.name not in {"id", "evidence"}]
    cells = {name: _cell(row[name]) for name in claims if row[name] is not None}
    return RowRecord(str(row.location), row.evidence, cells)


def _cell(value: Value) -> str:
    return ";".join(value) if isinstance(value, tuple) else str(value)


def _exhibit(usage: UsageRecord, pages: Pages) -> ExhibitRecord:
    placed = pages.exhibits.get(anchor(usage.ids[0]))
    return ExhibitRecord(
        title=usage.text,
        form=placed[0] if placed else "",
        number=placed[1] if placed else "",
        usage=usage.number,
        rows=usage.rows,
        evidence=usage.evidence,
        pages=usage.pages,
    )


def _reviews(judged: JudgedItem) -> Iterator[ReviewRecord]:
    item = judged.item
    name = str(item.number) if item.kind == "statement" else item.id.partition(":")[2]
    for review in (*judged.earlier, *judged.own, *judged.current, *judged.answers):
        yield ReviewRecord(
            kind=item.kind,
            name=name,
            id=item.id,
            verdict=review.verdict,
            holds=review.digests == item.digests,
            counts=review in judged.current,
            reader=review.reader,
            role=review.role,
            date=review.date,
            comment=review.comment,
        )


def _counts(
    usages: Sequence[UsageRecord],
    statements: Sequence[Statement],
    evidence: Iterable[EvidenceRecord],
    inputs: Inputs,
) -> Counts:
    said = Counter(statement.kind for statement in statements)
    sure = Counter(item.verified for item in evidence)
    return Counts(
        statements={"sourced": said["sourced"], "analysis": said["analysis"], "unsourced": said["unsourced"]},
        numbers=sum(usage.kind in NUMBERS for usage in usages),
        passages={how: sure[how] for how in get_args(Verification)},
        locked_on=inputs.lock.date,
    )
