from __future__ import annotations

import time
from pathlib import Path

import pytest

from reportgen.findings.model import Location, Outcome, collect
from reportgen.inputs.bibliography.model import Bibliography, Entry
from reportgen.inputs.texts import pdf_text
from reportgen.inputs.texts import read as reader
from reportgen.inputs.texts.model import SourceText, Span
from reportgen.inputs.texts.read import file_names, read_texts, source_text

RULE = " " * 40


def bibliography(field: str) -> Bibliography:
    fields = {"title": "A Guide", "file": field} if field else {"title": "A Guide"}
    return Bibliography({"guide": Entry("guide", "book", fields, Location("bib/sources.bib", 1), {})})


def read(folder: Path, field: str) -> Outcome[dict[str, SourceText]]:
    outcome = collect(read_texts(bibliography(field), [folder]))
    return Outcome(dict(outcome.value), outcome.findings)


def said(text: SourceText, spans: tuple[Span, ...]) -> list[str]:
    return [" ".join(text.words[span.start : span.end]) for span in spans]


def text_of(content: str, *wanted: str) -> SourceText:
    return source_text("guide", "0", content, wanted)


def pdf(*pages: list[str]) -> bytes:
    """Make a PDF that shows lines of text on pages."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 700 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n"
    return (made + end + f"{len(made)}\n%%EOF\n").encode("latin-1")


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("guide.txt", ["guide.txt"]),
        ("Full Text:files/12/guide.pdf:application/pdf", ["guide.pdf"]),
        (":home/me/a\\;b.pdf:PDF;Notes:x/notes.txt:text/plain", ["a;b.pdf", "notes.txt"]),
        ("C\\:\\\\Users\\\\me\\\\guide.pdf", ["guide.pdf"]),
        ("../../etc/guide.txt", ["guide.txt"]),
        ("..", []),
        ("", []),
    ],
)
def test_only_names_are_taken_from_the_field(field: str, names: list[str]) -> None:
    assert list(file_names(field)) == names


def test_a_text_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "guide.txt").write_bytes(b"\xef\xbb\xbfOne bridge.\r\n")
    outcome = read(tmp_path, "desc:/somewhere/else/guide.txt:text/plain")
    assert outcome.findings == ()
    assert outcome.value["guide"].words == ("One", "bridge.")


@pytest.mark.parametrize("field", ["", "missing.txt", "../outside.txt", "link.txt", "guide.docx", "folder.txt"])
def test_what_is_not_a_text_in_the_folder_is_not_read(tmp_path: Path, field: str) -> None:
    folder = tmp_path / "texts"
    (folder / "folder.txt").mkdir(parents=True)
    (folder / "guide.docx").write_bytes(b"x")
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    outcome = read(folder, field)
    assert (outcome.value, outcome.findings) == ({}, ())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("guide.txt", "Ein Fluß\nund Brücken".encode("latin-1"), "byte 0xdf in line 1 is not UTF-8"),
        ("guide.txt", b"x" * 2000, "it is larger than 0 MB"),
        ("guide.pdf", b"%PDF-1.4 nothing", "it is not a sound PDF"),
        ("guide.pdf", pdf([]), "it has no text"),
    ],
)
def test_an_unreadable_text_is_evi012(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, reason: str
) -> None:
    monkeypatch.setattr(reader, "LARGEST", 1500)
    (tmp_path / name).write_bytes(content)
    outcome = read(tmp_path, name)
    assert outcome.value == {}
    [finding] = outcome.findings
    assert finding.code == "EVI012"
    assert reason in finding.message


@pytest.mark.parametrize(("limit", "reason"), [("SECONDS", "takes longer than"), ("LONGEST", "million characters")])
def test_a_pdf_without_end_is_evi012(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, reason: str) -> None:
    monkeypatch.setattr(pdf_text, limit, -1)
    (tmp_path / "guide.pdf").write_bytes(pdf(["Elbe"], ["Oder"]))
    [finding] = read(tmp_path, "guide.pdf").findings
    assert finding.code == "EVI012"
    assert reason in finding.message


def test_a_pdf_has_pages_by_their_printed_numbers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pages = [
        [f"Bridges {n}", f"{river} has a bridge,", "built in a year that no-", f"body in {river} knows.", str(n)]
        for n, river in enumerate(("Elbe", "Oder", "Saale", "Spree", "Havel"), start=17)
    ]
    (tmp_path / "guide.pdf").write_bytes(pdf(*pages))
    outcome = read(tmp_path, "guide.pdf")
    assert outcome.findings == ()
    text = outcome.value["guide"]
    assert [span.name for span in text.pages] == ["17", "18", "19", "20", "21"]
    assert said(text, text.pages)[1] == "Oder has a bridge, built in a year that nobody in Oder knows."
    assert text.extractor.startswith("PDFium ")
    assert capfd.readouterr() == ("", "")


PAGES = f""" Of Rivers

All rivers flow to the sea,1 as is well known to everybody who has ever
seen one, and the sea is not full. This holds of the Elbe and the Oder
and of those brooks that end in another

{RULE}
1 Some end in a desert, in 20001 as today.
2
 Lesser ones.
 river.2 What does not flow is called a lake.

A lake is said to be a river that has given up,
 2
and it may well be so.

Of Bridges

Bridges stand over rivers. They have been called the third shore by a
poet whose name is not known.

{RULE}
3 Nobody has asked.
"""


def test_footnotes_do_not_interrupt_the_paragraph() -> None:
    text = text_of(PAGES, "Of Rivers", "Of Bridges")
    paragraphs = said(text, text.paragraphs)
    assert paragraphs[1].endswith("those brooks that end in another river. What does not flow is called a lake.")
    assert [note.name for note in text.footnotes] == ["1", "2", "3"]
    assert said(text, text.footnotes)[:2] == ["Some end in a desert, in 20001 as today.", "Lesser ones."]
    rivers, bridges = text.sections
    assert rivers.name == "Of Rivers"
    assert all(rivers.start < note.start < rivers.end for note in text.footnotes[:2])
    assert bridges.start < text.footnotes[2].start < bridges.end
    covered = sorted(place for s in (*text.paragraphs, *text.footnotes) for place in range(s.start, s.end))
    assert covered == list(range(len(text.words)))


def test_page_numbers_and_running_heads_drop_out() -> None:
    rivers = ("Elbe", "Oder", "Saale", "Spree", "Havel")
    pages = [f"THE NORTH   {n}\n\n{r} is\none of the\nrivers, {r}\n\n- {n} -\n" for n, r in enumerate(rivers)]
    text = text_of("\f".join(pages))
    assert " ".join(text.words) == " ".join(f"{river} is one of the rivers, {river}" for river in rivers)


def test_a_number_within_a_page_stays() -> None:
    assert text_of("Bridges\n12\n14\nof the river").words == ("Bridges", "12", "14", "of", "the", "river")


def test_words_parted_at_line_ends_are_joined() -> None:
    text = text_of("A multi-speed union and multi-\nspeed rivers: inte-\ngration of 1991-\n1998 at http://a.b/c-\nd.\n")
    assert "multi-speed rivers: integration of 1991-1998 at http://a.b/c-d." in " ".join(text.words)


def test_ordinals_split_over_lines_are_mended() -> None:
    text = text_of("On May 25\nth\n, 1992, and on the 21\nst\n  of June, and in the year of the\n10\nth\n flood\n")
    assert " ".join(text.words) == "On May 25th, 1992, and on the 21st of June, and in the year of the 10th flood"


def test_raised_marks_on_lines_of_their_own_drop_out() -> None:
    body = "The river was high.\n1\n\n  It fell in May\n2\n\n, and the bridge stood"
    text = text_of(f"{body}\n\n{RULE}\n1 As before.\n2 In\n1999.\n")
    assert said(text, text.paragraphs) == ["The river was high. It fell in May, and the bridge stood"]
    assert said(text, text.footnotes) == ["As before.", "In 1999."]


def test_a_note_may_run_on_over_the_page() -> None:
    first = f"The river1 and the\n\n{RULE}\n1 A note that goes\n"
    second = "on here.\n2 And another.\n"
    third = f"bridge2 are old and\n\n{RULE}\n3 The last.\n"
    text = text_of("\f".join((first, second, third)))
    assert said(text, text.footnotes)[:2] == ["A note that goes on here.", "And another."]


def test_notes_without_a_rule_are_known_by_their_marks() -> None:
    first = "The river was low.1 The bridge\nwas high.2 It was the\n1 So says Pier.\n2 So says Arch.\n"
    second = "year of the\n3 bridges, and nobody had a mark for them.\n"
    text = text_of(f"{first}\f{second}")
    assert said(text, text.footnotes) == ["So says Pier.", "So says Arch."]
    assert "It was the year of the 3 bridges," in " ".join(text.words)


NUMBERED = """1. Introduction

Rivers are old.

2. Bridges over all the rivers that are known
to the authors

Bridges are newer. There are kinds:

1. Bridges of wood, of which there are many in the north, and not so many
in the south.

2. Bridges of stone.

Box 1. A bridge

It stands.

2.1 Arches

They bend.

3 Tolls

They cost.
"""


def test_numbered_headings_have_number_and_title_and_lists_are_none() -> None:
    text = text_of(NUMBERED, "1", "2", "3")
    assert [span.name for span in text.sections] == [
        "1. Introduction",
        "2. Bridges over all the rivers that are known to the authors",
        "2.1 Arches",
        "3 Tolls",
    ]
    assert "It stands." in said(text, text.sections)[1]


def test_headings_that_are_wanted_may_take_lines_or_open_a_paragraph() -> None:
    content = (
        "Abstract. This text is short.\n\nThe Old Bridge: how it was built and who\npaid for it\n\n"
        "Somebody paid for the\nold bridge.\n\nTolls\n\nNone.\n"
    )
    text = text_of(content, "Abstract", "The old bridge: how it was built and who paid for it", "Tolls", "Old Bridge")
    assert [span.name for span in text.sections] == [
        "Abstract",
        "The Old Bridge: how it was built and who paid for it",
        "Tolls",
    ]


def test_without_wishes_titles_that_stand_alone_are_headings() -> None:
    content = (
        "The Old Bridge\n\nIt was the first bridge over the river, and it stands to this day.\n\n"
        "Figure 1\n\nTolls and Taxes\n\nNobody who lives in one of the two towns pays for the bridge.\n"
    )
    assert [span.name for span in text_of(content).sections] == ["The Old Bridge", "Tolls and Taxes"]


def test_a_text_without_paragraphs_is_cut_at_sentences() -> None:
    sentence = "The river is wide and the bridge is long here. "
    text = text_of(sentence * 100)
    assert len(text.paragraphs) > 3
    assert all(100 <= span.end - span.start <= 250 for span in text.paragraphs)
    assert all(words.endswith("here.") for words in said(text, text.paragraphs))


@pytest.mark.parametrize("content", ["", "\n\n", "\f\f", "1", " \n 1\n\f 2", "-", "st", RULE])
def test_odd_texts_do_no_harm(content: str) -> None:
    text = text_of(content, "Tolls", "1")
    assert text.footnotes == ()


def test_a_note_that_begins_without_a_blank_is_a_note() -> None:
    text = text_of(f"The river1 and the bridge2 are old.\n\n{RULE}\n1Signed in May.\n2“Said” the mayor.\n")
    assert said(text, text.footnotes) == ["Signed in May.", '"Said" the mayor.']


SHAPES = {
    "long word": "a",
    "dots": ".",
    "commas": ",\n",
    "accents": "\u0301\u0323",
    "numbers": "7\n",
    "hyphens": "inte-\n",
    "marks": "x¹² ",
    "pages": "1\n\f",
    "quotation": "toll was taken from ",
    "dates": "May 1999 and 12 ",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_a_text_takes_without_end(shape: str) -> None:
    piece = SHAPES[shape]
    begun = time.process_time()
    text = text_of(piece * (100_000 // len(piece)), "Tolls", "1")
    # Quadratic reading took far longer; the bound is fifteen times what it takes.
    assert time.process_time() - begun < 4
    assert max((span.end - span.start for span in text.paragraphs), default=0) <= 1000


def test_a_text_of_more_pages_than_any_book_has_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 1000)
    (tmp_path / "guide.txt").write_text("One.\f" * 999 + "Two.", "utf-8")
    assert read(tmp_path, "guide.txt").findings == ()
    (tmp_path / "guide.txt").write_text("\f" * 1000, "utf-8")
    (told,) = read(tmp_path, "guide.txt").findings
    assert told.code == "EVI012"
    assert told.message.endswith("it has 1,001 pages, more than 1,000")
