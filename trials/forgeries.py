"""Ways to change what a PDF carries so that its files contradict each other, and the list of all ways."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Final

import pikepdf

from reportgen.proof.model import LEDGER, WORKS
from trials.tamperings import (
    Tampering,
    associated_elsewhere,
    attached,
    bookmark_changed,
    border_widened,
    data_of,
    description_changed,
    digit_on_page,
    drawn_over,
    evidence_of,
    field_added,
    file_added,
    file_changed,
    file_dated,
    file_described,
    file_kind_changed,
    file_removed,
    file_renamed,
    files_branched,
    glyphs_swapped,
    link_turned,
    metadata_changed,
    note_laid_over,
    number_of_page_changed,
    other_digit,
    page_added,
    page_cloned,
    page_removed,
    page_replaced,
    page_script_added,
    pages_swapped,
    picture_changed,
    record_changed,
    record_edited,
    rewrite,
    role_changed,
    script_added,
    second_file,
    signature_faked,
    title_changed,
    way_back_emptied,
    word_on_page,
)


def _ledgered(document: pikepdf.Pdf, change: Callable[[dict[str, object]], bool]) -> bool:
    said = json.loads(attached(document)[LEDGER].read_bytes())
    done = change(said)
    attached(document)[LEDGER].write(json.dumps(said, indent=1).encode())
    return done


def _usage(said: dict[str, object], chance: random.Random, *kinds: str) -> dict[str, object] | None:
    usages = said["usages"]
    assert isinstance(usages, list)
    found = [usage for usage in usages if usage["kind"] in kinds and re.search(r"\d", usage["text"])]
    return chance.choice(found) if found else None


def figure_in_ledger(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change what the ledger says is printed."""

    def change(said: dict[str, object]) -> bool:
        usage = _usage(said, chance, "figure")
        if usage is None:
            return False
        usage["text"] = re.sub(r"[1-9]", lambda m: other_digit(m[0], chance), str(usage["text"]), count=1)
        return True

    return _ledgered(document, change)


def value_in_ledger(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a value in the ledger."""

    def change(said: dict[str, object]) -> bool:
        usage = _usage(said, chance, "figure")
        if usage is None:
            return False
        detail = usage["detail"]
        assert isinstance(detail, dict)
        detail["value"] = re.sub(r"[1-9]", lambda m: other_digit(m[0], chance), detail["value"], count=1)
        return True

    return _ledgered(document, change)


def value_in_data(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a value in the data."""
    ids = [
        usage["ids"][0]
        for usage in json.loads(attached(document)[LEDGER].read_bytes())["usages"]
        if usage["kind"] == "figure"
    ]
    if not ids:
        return False
    name = re.escape(chance.choice(ids))
    return rewrite(
        document,
        data_of(document),
        lambda said: re.sub(rf"^({name},.*?,)([1-9])(?=[\d.]*,[A-Za-z]*,)",
                            lambda m: m[1] + other_digit(m[2], chance), said, count=1, flags=re.MULTILINE),
    )  # fmt: skip


def digit_on_page_and_in_ledger(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a digit on a page, and one in the ledger."""
    return figure_in_ledger(document, chance) and digit_on_page(document, chance)


def quotation_in_table(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a quotation in its table."""
    quotes = [item["quote"] for item in json.loads(attached(document)[LEDGER].read_bytes())["evidence"].values()]
    quote = chance.choice(quotes)
    return rewrite(document, evidence_of(document), lambda said: said.replace(quote, f"not {quote}", 1))


def quotation_in_ledger(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a quotation in the ledger."""

    def change(said: dict[str, object]) -> bool:
        items = said["evidence"]
        assert isinstance(items, dict)
        chance.choice(list(items.values()))["quote"] += " or so"
        return True

    return _ledgered(document, change)


def evidence_removed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Take out a row of evidence."""

    def without_last(said: str) -> str:
        return said.rstrip("\n").rpartition("\n")[0] + "\n"

    return rewrite(document, evidence_of(document), without_last)


def work_removed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Take out a work."""
    return rewrite(document, WORKS, lambda said: json.dumps(json.loads(said)[1:]))


def review_invented(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Add a review to the ledger."""

    def change(said: dict[str, object]) -> bool:
        row = {
            "kind": "statement",
            "name": "1",
            "id": "s",
            "verdict": "supported",
            "holds": True,
            "counts": True,
            "reader": "Nobody",
            "role": "person",
            "date": "2020-02-29T12:00:00Z",
            "comment": "",
        }
        reviews = said["reviews"]
        assert isinstance(reviews, list)
        reviews.append(row)
        return True

    return _ledgered(document, change)


PLAIN: Final[Sequence[Tampering]] = (
    *(digit_on_page, word_on_page, page_removed, page_replaced, pages_swapped, page_added, drawn_over, note_laid_over),
    *(picture_changed, glyphs_swapped, link_turned, bookmark_changed, number_of_page_changed, title_changed),
    *(metadata_changed, description_changed, script_added, file_changed, file_removed, file_added, record_changed),
    *(record_edited, figure_in_ledger, value_in_data, quotation_in_table, page_cloned, border_widened),
    *(page_script_added, second_file, file_renamed, file_described, files_branched, associated_elsewhere),
    *(role_changed, way_back_emptied, file_kind_changed, file_dated, signature_faked, field_added),
)
FORGED: Final[Sequence[Tampering]] = (
    *(digit_on_page, page_removed, figure_in_ledger, value_in_ledger, value_in_data, digit_on_page_and_in_ledger),
    *(quotation_in_table, quotation_in_ledger, evidence_removed, work_removed, review_invented, link_turned),
    *(script_added, word_on_page, page_script_added, second_file, file_renamed, file_described, file_kind_changed),
    *(file_dated, files_branched, associated_elsewhere, signature_faked, field_added, page_cloned, page_replaced),
    *(pages_swapped, border_widened, note_laid_over, role_changed, way_back_emptied, bookmark_changed, title_changed),
    *(metadata_changed, description_changed, number_of_page_changed, picture_changed, glyphs_swapped, drawn_over),
)
NAMED: Final = {
    word_on_page.__name__: "words that are no number, name of evidence or quotation are nowhere else in the PDF",
    "page_removed": "a page may go on which, and behind which, no number and no citation of the ledger stands",
    digit_on_page.__name__: "a digit may become another one that the PDF has elsewhere, or stand in a picture or title",
    **dict.fromkeys(
        (change.__name__ for change in (page_cloned, page_replaced, pages_swapped)),
        "pages whose numbers and citations stand elsewhere too may stand in for each other",
    ),
    **dict.fromkeys(
        (
            change.__name__
            for change in (
                *(border_widened, note_laid_over, role_changed, way_back_emptied, bookmark_changed, title_changed),
                *(metadata_changed, description_changed, number_of_page_changed, picture_changed, glyphs_swapped),
                drawn_over,
            )
        ),
        "what pages and catalogue have beside words, numbers and citations is said by the digests alone",
    ),
}
"""Forgeries that the PDF alone cannot always show, and why: the publisher's digest, the texts or a rebuild do."""
