"""What pages print → is it in what the PDF carries: numbers, citations and quotations."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.proof.carried import Carried
from reportgen.proof.model import WORKS, Opened, Proven, Sheet
from reportgen.text.latex import anchor

NUMBERS: Final = frozenset({"figure", "derived", "count", "date"})
_NUMBER: Final = re.compile(r"\d+(?:[.,\u2009\u202f\u00a0 ]?\d+)*")
_GROUP: Final = re.compile(r"[.,\u2009\u202f\u00a0 ]")
_QUOTED: Final = re.compile("[\u201c\u201e\u00ab]([^\u201c\u201d\u201e\u00ab\u00bb]+)[\u201d\u201c\u00bb]")
_BRACKET: Final = re.compile(r"\[[^\]]*\]|\u2026|\.\.\.")
_DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
_ADDRESS: Final = re.compile(r"(?:https?://|doi\.org|10\.\d{4,})\S+")
_UNSURE: Final = re.compile(r"(?<=\d)X+")
_WORDS: Final = 3
_SHOWN: Final = 60
_HINT: Final = "do not rely on it; ask whoever published it"


def printed(opened: Opened, read: Carried, place: Location) -> Findings[Proven]:
    """Look for what the pages print in ledger, evidence, data and works, and for the ledger's numbers on its pages."""
    numbers = yield from _numbers(opened, read, place)
    yield from _ledgered(opened.pages, read, place)
    citations = yield from _citations(opened.pages, read, place)
    quotations = yield from _quotations(opened, read, place)
    return Proven(numbers=numbers, citations=citations, quotations=quotations)


def _numbers(opened: Opened, read: Carried, place: Location) -> Findings[int]:
    said = " ".join(_said(opened, read))
    # EDTF has decades as 199X, which are printed as the 1990s.
    known = {*_digits(said), *_digits(_UNSURE.sub(lambda m: "0" * len(m[0]), said))}
    known |= {str(n) for n in range(max(len(opened.pages), len(read.ledger.evidence)) + 1)}
    count = 0
    for number, page in enumerate(opened.pages, start=1):
        text = _ADDRESS.sub(" ", _DIGEST.sub(" ", page.text.replace("\r\n", " ")))
        for shown in _NUMBER.findall(text):
            count += 1
            if not _known(shown, known):
                message = f'page {number} prints "{shown}", which stands in nothing that the PDF carries'
                yield finding("VER003", place, message, _HINT)
    return count


def _known(shown: str, known: set[str]) -> bool:
    """Whether a number is known as a whole or by its parts: numbers that stand beside each other may look as one."""
    parts, words = _GROUP.split(shown), shown.split(" ")
    if "".join(parts) in known or known.issuperset(parts):
        return True
    return len(words) > 1 and all(_known(word, known) for word in words)


def _digits(text: str) -> Iterator[str]:
    for shown in _NUMBER.findall(text):
        parts = _GROUP.split(shown)
        yield "".join(parts)
        yield from parts


def _said(opened: Opened, read: Carried) -> Iterator[str]:
    """Yield all words that a brief may print: of the ledger, the evidence, the data, the works, the record."""
    for usage in read.ledger.usages:
        yield usage.text
        yield json.dumps(dict(usage.detail), default=str)
    for exhibit in read.ledger.exhibits.values():
        yield f"{exhibit.title} {exhibit.number}"
    for item in read.evidence.values():
        yield " ".join((item.id, item.quote, item.section, item.footnote, item.page, item.locator, item.note))
    yield " ".join((read.record.date, read.ledger.counts.locked_on, str(sum(read.ledger.counts.statements.values()))))
    yield json.dumps(dict(read.ledger.counts.statements)) + json.dumps(dict(read.ledger.counts.passages))
    yield str(read.ledger.counts.numbers)
    for path, content in opened.files.items():
        if path == WORKS or path.endswith((".csv", ".bib")):
            yield content.decode("utf-8", "replace")


def _ledgered(pages: Sequence[Sheet], read: Carried, place: Location) -> Findings[None]:
    """Report numbers of the ledger that the page on which it has them does not print."""
    volume = read.record.volume
    beside = {page.label: (_plain(page.text), page.text, following) for page, following in _with_following(pages)}
    for usage in read.ledger.usages:
        prints = usage.text if usage.kind in NUMBERS else ""
        for printed_on in usage.pages:
            name, _, label = printed_on.rpartition("/")
            if (name or "brief") != volume:
                continue
            if label not in beside:
                message = f"there is no page {label}, on which the ledger has a {usage.kind} ({usage.template})"
                yield finding("VER003", place, message, _HINT)
            elif not _shows(prints, *beside[label]):
                message = f'page {label} does not print "{prints}", which the ledger has there ({usage.template})'
                yield finding("VER003", place, message, _HINT)


def _with_following(pages: Sequence[Sheet]) -> Iterator[tuple[Sheet, str]]:
    texts = [page.text for page in pages]
    return zip(pages, [*texts[1:], ""], strict=True)


def _shows(prints: str, plain: str, text: str, following: str) -> bool:
    """Whether a page shows a text, as a whole or begun in a line that ends there and ended on the following page.

    Between the two there may be notes, the foot of the page, the head of the next one, tables and figures.
    """
    if _plain(prints) in plain:
        return True
    words = _words(prints)
    ends, begins = _lines(text), _lines(following)
    return any(
        any(f" {line}".endswith(f" {words[:cut].strip()}") for line in ends)
        and any(line.startswith(words[cut:].strip()) for line in begins)
        for cut in range(1, len(words))
    )


def _lines(text: str) -> list[str]:
    return [_words(line) for line in text.splitlines()]


def _words(text: str) -> str:
    """Return the letters and digits of a text in their words."""
    return " ".join("".join(c if c.isalnum() else " " for c in _folded(text)).split())


def _citations(pages: Sequence[Sheet], read: Carried, place: Location) -> Findings[int]:
    evidence = {f"ev.{anchor(name)}" for name in read.evidence}
    works = {f"bib.{anchor(key)}" for key in read.works}
    count = 0
    for number, page in enumerate(pages, start=1):
        for link in page.links:
            if link.startswith(("ev.", "bib.")):
                count += 1
                if link not in evidence and link not in works:
                    what = (
                        f'page {number} cites "{link.partition(".")[2]}", which neither evidence nor bibliography has'
                    )
                    yield finding("VER003", place, what, _HINT)
    return count


def _quotations(opened: Opened, read: Carried, place: Location) -> Findings[int]:
    """Report what stands in quotation marks on a page, of three words or more, and in nothing that the PDF carries."""
    known = _plain(" ".join(_said(opened, read)))
    count = 0
    for number, page in enumerate(opened.pages, start=1):
        for quoted in _QUOTED.findall(page.text):
            if len(quoted.split()) < _WORDS:
                continue
            count += 1
            if any(_plain(part) not in known for part in _BRACKET.split(quoted)):
                told = " ".join(quoted.split())[:_SHOWN]
                message = f'page {number} quotes "{told}", which stands in no evidence that the PDF carries'
                yield finding("VER003", place, message, _HINT)
    return count


def _plain(text: str) -> str:
    """Return the letters and digits of a text, so that hyphens, ligatures and ends of lines do not matter."""
    return "".join(c for c in _folded(text) if c.isalnum())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
