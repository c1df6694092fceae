from __future__ import annotations

import hashlib

import pikepdf

from reportgen.typeset.attachments import Attachment, attach

DATE = "D:20200229000000Z"


def test_a_file_is_attached_with_its_kind_relation_and_date() -> None:
    document = pikepdf.new()
    attach(document, [Attachment("data/a.csv", b"a,b\n", "text/csv", "Data", "Rows")], DATE)
    (spec,) = document.Root.AF
    assert document.Root.Names.EmbeddedFiles.Names[1].objgen == spec.objgen
    assert (str(spec.UF), str(spec.F), str(spec.Desc)) == ("data/a.csv", "data/a.csv", "Rows")
    assert spec.AFRelationship == pikepdf.Name.Data
    stream = spec.EF.F
    assert stream.read_bytes() == b"a,b\n"
    assert stream.Subtype == pikepdf.Name("/text/csv")
    assert (int(stream.Params.Size), str(stream.Params.ModDate)) == (4, DATE)
    assert bytes(stream.Params.CheckSum) == hashlib.md5(b"a,b\n").digest()


def test_files_stand_in_the_order_of_their_names_and_take_the_places_of_others() -> None:
    document = pikepdf.new()
    for names in (("x",), ("b", "a")):
        attach(document, [Attachment(name, b"", "text/plain", "Source", "") for name in names], DATE)
    assert [str(name) for name in list(document.Root.Names.EmbeddedFiles.Names)[::2]] == ["a", "b"]


def test_nothing_attached_leaves_the_pdf_as_it_is() -> None:
    document = pikepdf.new()
    attach(document, [], DATE)
    assert "/AF" not in document.Root
    assert "/Names" not in document.Root
