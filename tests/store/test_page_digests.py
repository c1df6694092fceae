from __future__ import annotations

import io

import pikepdf
import pytest

from reportgen.store.page_digests import NO_RECORD, seals


def document(content: bytes = b"BT ET", title: str = "A title") -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(2):
        page = made.add_blank_page(page_size=(100, 100))
        page.obj.Contents = made.make_stream(content)
    first = pikepdf.Dictionary(Title=pikepdf.String(title))
    made.Root.Outlines = made.make_indirect(pikepdf.Dictionary(First=made.make_indirect(first)))
    figure = pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String("Bars"), Pg=made.pages[0].obj, K=0)
    made.Root.StructTreeRoot = pikepdf.Dictionary(K=made.make_indirect(figure))
    return made


def packed(made: pikepdf.Pdf) -> pikepdf.Pdf:
    written = io.BytesIO()
    made.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return pikepdf.open(io.BytesIO(written.getvalue()))


def test_packing_anew_changes_no_digest() -> None:
    assert seals(packed(document()), b"x") == seals(document(), b"x")


def test_what_a_page_draws_changes_its_digest_alone() -> None:
    made = document()
    made.pages[1].Contents = made.make_stream(b"0 0 9 9 re f")
    before, after = seals(document(), b""), seals(made, b"")
    assert before.pages[0] == after.pages[0]
    assert before.pages[1] != after.pages[1]
    assert before.around == after.around


@pytest.mark.parametrize("title", ["Another", "A title\u2003", "A t\u00eetle"])
def test_a_bookmark_changes_what_is_around(title: str) -> None:
    assert seals(packed(document(title=title)), b"").around != seals(document(), b"").around


def test_a_description_changes_what_is_around() -> None:
    made = document()
    made.Root.StructTreeRoot.K.Alt = pikepdf.String("Bars that fall")
    assert seals(made, b"").around != seals(document(), b"").around


def test_the_digest_of_the_record_alone_does_not_count_in_the_packet() -> None:
    packet = b"<dc:title>%s</dc:title><reportgen:record>%s</reportgen:record>"
    told = {seals(document(), packet % (b"A", digest.encode())).metadata for digest in (NO_RECORD, "1" * 64)}
    assert len(told) == 1
    assert seals(document(), packet % (b"B", NO_RECORD.encode())).metadata not in told


def test_what_leads_back_to_itself_ends() -> None:
    made = document()
    page = made.pages[0].obj
    page.Resources = made.make_indirect(pikepdf.Dictionary())
    page.Resources.XObject = page.Resources
    made.Root.Outlines.First.Next = made.Root.Outlines.First
    assert len(seals(made, b"").pages) == 2


def test_a_number_that_the_end_of_a_stream_parts_is_another() -> None:
    made = document(b"12 0 Td")
    made.pages[0].obj.Contents = pikepdf.Array([made.make_stream(b"1"), made.make_stream(b"2 0 Td")])
    assert seals(made, b"").pages[0] != seals(document(b"12 0 Td"), b"").pages[0]


def test_what_a_page_has_from_the_tree_of_pages_counts() -> None:
    made = document()
    made.Root.Pages.Rotate = 180
    assert seals(made, b"").pages[0] != seals(document(), b"").pages[0]
