"""What a signature adds is taken out of a PDF, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable

import pikepdf
import pytest

from reportgen.proof.signed import without_signatures
from trials.tamperings import field_added, signature_faked

CHANCE = random.Random(1)


def blank() -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page()
    return document


def test_a_pdf_without_signatures_stays_as_it_is() -> None:
    document = blank()
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
    assert without_signatures(document) == 0
    assert "/AcroForm" in document.Root


def test_a_field_that_shows_nothing_goes_with_what_belongs_to_it() -> None:
    document = blank()
    signature_faked(document, CHANCE)
    document.pages[0].obj["/Annots"] = pikepdf.Array(list(document.Root.AcroForm.Fields))
    document.Root.DSS = pikepdf.Dictionary()
    assert without_signatures(document) == 1
    assert document.Root.keys() == blank().Root.keys()
    assert "/Annots" not in document.pages[0].obj


def test_other_annotations_stay() -> None:
    document = blank()
    signature_faked(document, CHANCE)
    note = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text))
    document.pages[0].obj["/Annots"] = pikepdf.Array([note, *document.Root.AcroForm.Fields])
    assert without_signatures(document) == 1
    assert [item.objgen for item in document.pages[0].obj.Annots] == [note.objgen]


def _acting(field: pikepdf.Object) -> None:
    field.AA = pikepdf.Dictionary()


def _of_text(field: pikepdf.Object) -> None:
    field.FT = pikepdf.Name.Tx


def _empty(field: pikepdf.Object) -> None:
    del field.V


@pytest.mark.parametrize("change", [_acting, _of_text, _empty])
def test_a_field_that_is_more_or_less_than_a_signature_stays(change: Callable[[pikepdf.Object], None]) -> None:
    document = blank()
    signature_faked(document, CHANCE)
    change(document.Root.AcroForm.Fields[0])
    assert without_signatures(document) == 0
    assert "/AcroForm" in document.Root


def test_a_field_that_shows_something_stays_and_so_does_a_form_with_more() -> None:
    shows, more = blank(), blank()
    field_added(shows, CHANCE)
    signature_faked(more, CHANCE)
    more.Root.AcroForm.XFA = pikepdf.String("")
    assert without_signatures(shows) == without_signatures(more) == 0
