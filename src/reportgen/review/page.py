"""Items beside their passages → one page for a browser, which needs nothing but itself.

What stands in it comes from others. It is JSON in an element that no browser runs, with ``<``, ``>`` and ``&`` escaped,
and the script of the page makes text of it and nothing else; its policy lets nothing run but this script.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from reportgen.checks.model import Inventory
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic
from reportgen.inputs.model import Inputs
from reportgen.inputs.reviews.model import Review
from reportgen.project.model import Project
from reportgen.review.items import cells_of
from reportgen.review.model import DATA, JudgedItem, Reviewed, asked
from reportgen.review.paragraphs import Paragraphs, works
from reportgen.store.fingerprint import of_value
from reportgen.system import files

FOLDER: Final = Path(__file__).with_name("page")
_ESCAPED: Final = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def page(
    project: Project,
    inputs: Inputs,
    draft: Draft,
    reviewed: Reviewed,
    stated: Inventory,
    findings: Iterable[Diagnostic] = (),
    reader: str = "",
) -> str:
    """Return the page as HTML; the same brief, reviews and texts give the same page."""
    told = contents(project, inputs, draft, reviewed, stated, findings) | {"reader": reader}
    style, script = _part("review.css"), _part("review.js")
    sources = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    filled = _part("review.html")
    data = json.dumps(told, ensure_ascii=False).translate(_ESCAPED)
    parts = {"{policy}": policy, "{style}": style, "{script}": script, "{data}": data}
    before, *rest = filled.split("@@")
    return before + "".join(parts.get(piece, piece) for piece in rest)


@cache
def _part(name: str) -> str:
    return files.read(FOLDER / name).decode()


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def contents(
    project: Project,
    inputs: Inputs,
    draft: Draft,
    reviewed: Reviewed,
    stated: Inventory,
    findings: Iterable[Diagnostic],
) -> dict[str, Any]:
    """Return all that a reader is asked about, with passages, rows, findings and verdicts, as JSON has it."""
    settings = project.settings
    wrong = defaultdict(list)
    for found in findings:
        wrong[found.location.path, found.location.line].append(f"{found.code} {found.message}")
    listed = [_item(judged, inputs, wrong) for judged in reviewed.judged]
    named = dict.fromkeys(e for judged in reviewed.judged for e in judged.item.evidence)
    rows = dict.fromkeys(row for judged in reviewed.judged for row in judged.item.rows)
    uses = Counter(e for judged in reviewed.judged for e in judged.item.evidence)
    bound = settings.bound
    named_as = {c.id: draft.titles["chapters", n, "title"].text for n, c in enumerate(settings.chapters)}
    # what stands in a volume's own template is in no chapter
    named_as |= {f"{volume.id}.tex": volume.title for volume in bound} | {DATA: "Data"}
    return {
        "title": settings.title,
        "language": settings.language,
        "project": of_value([settings.title, settings.authors])[:16],
        "digest": of_value([[i["id"], i["words"], i["passages"], i["data"]] for i in listed])[:16],
        "authors": settings.authors,
        "sample": settings.review.sample or 20,
        "seed": settings.review.seed,
        "chapters": list(map(list, named_as.items())),
        "volumes": [[volume.id, volume.title] for volume in bound] if len(bound) > 1 else [],
        "items": listed,
        "passages": _passages(named, inputs, stated, uses),
        "rows": {name: list(_row(name, inputs)) for name in rows},
    }


def _item(judged: JudgedItem, inputs: Inputs, wrong: Mapping[tuple[str, int], list[str]]) -> dict[str, Any]:
    item = judged.item
    return {
        "id": item.id,
        "kind": item.kind,
        "asked": asked(item),
        "volume": item.volume,
        "chapter": item.chapter,
        "above": item.above,
        "below": item.below,
        "place": f"{item.location.path}:{item.location.line}",
        "text": item.text,
        "further": item.further,
        **asdict(item.digests),
        "evidence": item.evidence,
        "rows": item.rows,
        "sources": len(inputs.sources(item.evidence)),
        "findings": wrong.get((item.location.path, item.location.line), []),
        "state": judged.state,
        "history": [_reviews(r, judged) for r in (*judged.earlier, *judged.current, *judged.answers, *judged.own)],
    }


def _reviews(review: Review, judged: JudgedItem) -> dict[str, Any]:
    told = {key: getattr(review, key) for key in ("reader", "role", "date", "verdict", "comment")}
    changed = review.digests.differing(judged.item.digests)
    return told | {"changed": changed, "text": review.text if "words" in changed else ""}


def _passages(named: Iterable[str], inputs: Inputs, stated: Inventory, uses: Mapping[str, int]) -> dict[str, Any]:
    paragraphs, titles, found = Paragraphs(inputs), works(inputs), {}
    for name in named:
        row = inputs.evidence.get(name)
        if row is None:
            continue
        places = (("section", row.section), ("note", row.footnote), ("page", row.page), ("", row.locator))
        text = inputs.texts.get(row.source)
        locked = inputs.lock.held.get(f"evidence:{name}")
        found[name] = {
            "work": titles.get(row.source, row.source),
            "source": row.source,
            "via": titles.get(row.via, row.via),
            "place": [[kind, place] for kind, place in places if place],
            "quote": row.quote,
            "note": row.note,
            "around": paragraphs.around(row),
            "row": f"{row.location.path}:{row.location.line}",
            "verified": stated.passages.get(name, "unverified"),
            "text": text.digest[:12] if text else inputs.lock.texts.get(row.source, ("",))[0][:12],
            "locked": inputs.lock.date if name in inputs.lock.passages else "",
            "before": _before(json.loads(locked), row) if locked else [],
            "uses": uses[name],
        }
    return found


def _before(locked: Mapping[str, str], row: object) -> list[list[str]]:
    """Return what the lock has otherwise of a passage: column, what it was, what it is."""
    now = {name: getattr(row, name) for name in ("source", "section", "footnote", "page", "quote", "via")}
    return [[name, locked.get(name, ""), text] for name, text in now.items() if locked.get(name, "") != text]


def _row(name: str, inputs: Inputs) -> Iterable[tuple[str, str]]:
    table, _, key = name.partition("/")
    for row in inputs.find(table, key):
        yield "", f"{row.location.path}:{row.location.line}"
        yield from cells_of(row, inputs)
