from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pytest

from reportgen.checks.claim_matching import Claim, bears_out
from reportgen.checks.claims import claimed_of
from reportgen.checks.passage_facts import parse_passage
from reportgen.findings.model import Location
from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.texts import pdf_text
from reportgen.inputs.texts.model import SourceText
from reportgen.inputs.texts.pdf_text import UnreadablePdfError, read_pdf
from reportgen.inputs.texts.read import source_text
from reportgen.language.notations import Notation
from reportgen.system import process

FILL = "and so the river runs on to the sea as it did"


def at(x: float, y: float, text: str, size: float = 10, more: str = "") -> str:
    """Set a text at a place; ``more`` are operators of the text state."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {more} 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET"


def lines(x: float, y: float, *texts: str, size: float = 10) -> list[str]:
    return [at(x, y - 12 * n, text, size) for n, text in enumerate(texts)]


def pdf(
    *pages: Sequence[str], rotate: int = 0, crop: Sequence[int] = (), encryption: pikepdf.Encryption | None = None
) -> bytes:
    made = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    for content in pages:
        page = made.add_blank_page(page_size=(600, 800))
        picture = made.make_stream(b"\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=made.make_indirect(font)), XObject=pikepdf.Dictionary(Im=picture)
        )
        page.Contents = made.make_stream("\n".join(content).encode("cp1252"))
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = pikepdf.Array(crop)
    written = io.BytesIO()
    made.save(written, encryption=encryption or False)
    return written.getvalue()


def read(*pages: Sequence[str], rotate: int = 0, crop: Sequence[int] = ()) -> SourceText:
    return source_text("guide", "0", read_pdf(pdf(*pages, rotate=rotate, crop=crop)))


def words(*pages: Sequence[str], rotate: int = 0, crop: Sequence[int] = ()) -> str:
    return " ".join(read(*pages, rotate=rotate, crop=crop).words)


def find(text: SourceText, quote: str) -> Passage:
    row = Evidence("e", "guide", "", "", "", quote, "", "", Location("bib/evidence.csv", 2, 1))
    return locate([row], {"guide": text})["e"]


def marked(*, glued: bool) -> list[str]:
    """A page on which 12 is followed by the mark of note 1, and 2000 by that of note 2."""
    blank = "" if glued else " "
    return [
        *lines(50, 700, "The toll rose by 12", FILL, FILL),
        at(138, 704, "1", 6),
        at(144, 700, "per cent until 2000."),
        at(232, 704, "2", 6),
        at(50, 100, "1", 6),
        at(54 if glued else 60, 97, f"{blank}Signed in the winter.", 8),
        at(50, 90, "2", 6),
        at(54 if glued else 60, 87, f"{blank}Idem.", 8),
    ]


@pytest.mark.parametrize("glued", [True, False])
def test_a_raised_mark_is_no_part_of_the_number_before_it(glued: bool) -> None:
    text = read(marked(glued=glued))
    assert find(text, "The toll rose by 12 per cent until 2000. and so").match == "exact"
    assert find(text, "rose by 121 per cent until 20002").match == ""
    assert find(text, "rose by 12¹ per cent until 2000.² and so").match == "exact"
    assert [note.name for note in text.footnotes] == ["1", "2"]
    assert find(text, "Signed in the winter").footnote == "1"


def test_exponents_are_no_part_of_a_number_either() -> None:
    page = [
        at(50, 700, "it had 10"),
        at(92, 704, "6", 6),
        at(98, 700, "piers on 25 km"),
        at(164, 704, "2", 6),
        at(170, 700, "and CO"),
        at(202, 697, "2", 6),
        at(207, 700, "in it"),
    ]
    assert words(page) == "it had 10^6 piers on 25 km2 and CO2 in it"


def test_exponents_stay_in_their_column_though_the_other_one_has_a_line_as_high() -> None:
    left = lines(50, 704, *[FILL] * 6)
    right = [*lines(350, 700, FILL, "it had 10", FILL, FILL, FILL, FILL), at(392, 692, "6", 6), at(398, 688, "piers")]
    assert "it had 10^6 piers" in words([*left, *right])


def test_words_are_parted_by_their_distance_where_no_blank_is_printed() -> None:
    page = [at(50, 700, "In"), at(62, 700, "Germany"), at(106, 700, "11"), at(120, 700, "percent")]
    assert words(page) == "In Germany 11 percent"


def test_spaced_out_letters_make_one_word_and_spaced_out_digits_no_number() -> None:
    assert words([at(50, 700, "INTEGRATION OF RIVERS", more="2 Tc")]) == "INTEGRATION OF RIVERS"
    assert words([at(50, 700, "1"), at(70, 700, "234"), at(120, 700, "567")]) == "1 | 234 | 567"


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left {n} {FILL[:24]}" for n in range(8)]
    right = [f"right {n} {FILL[:24]}" for n in range(8)]
    page = [at(50, 760, "A title that runs over both of the columns of this page, as titles do in a journal")]
    page += [line for pair in zip(lines(50, 700, *left), lines(320, 700, *right), strict=True) for line in pair]
    got = words(page)
    assert [got.index(f"left {n}") for n in range(8)] == sorted(got.index(f"left {n}") for n in range(8))
    assert got.index("A title") < got.index("left 0") < got.index("left 7") < got.index("right 0")


def test_rows_of_a_table_are_read_across() -> None:
    cells = [[("Elbe", 50), (str(n), 300), (str(100 * n), 420)] for n in range(1, 9)]
    page = [at(x, 700 - 12 * n, text) for n, row in enumerate(cells) for text, x in row]
    assert "Elbe 3 | 300 Elbe 4 | 400" in words(page)


@pytest.mark.parametrize(("turn", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")])
def test_a_turned_page_is_read_as_it_is_seen(turn: int, matrix: str) -> None:
    places = {90: [(300, 100), (312, 100)], 180: [(500, 300), (500, 312)], 270: [(312, 700), (300, 700)]}
    page = [
        f"BT /F1 10 Tf {matrix} {x} {y} Tm ({text}) Tj ET"
        for (x, y), text in zip(places[turn], ("The bridge was opened", "in May by nobody"), strict=True)
    ]
    assert words(page, rotate=turn) == "The bridge was opened in May by nobody"


def test_the_order_of_the_file_does_not_count() -> None:
    page = lines(50, 700, "The bridge was opened", "in May after nine years", "of work by the towns")
    assert words(page[::-1]) == words(page) == "The bridge was opened in May after nine years of work by the towns"


def test_what_nobody_sees_is_not_read() -> None:
    seen = at(50, 700, "The toll was 12.")
    unseen = [at(50, 680, "It was 99.", more="3 Tr"), at(700, 660, "It was 98."), at(50, 640, "It was 97.", 1)]
    assert words([seen, *unseen]) == "The toll was 12."
    assert words([seen, at(50, 640, "It was 96.")], crop=(0, 650, 600, 800)) == "The toll was 12."
    recognised = "q 600 0 0 800 0 0 cm /Im Do Q"
    assert words([recognised, at(50, 680, "It was 95.", more="3 Tr")]) == "It was 95."


def test_a_word_broken_at_a_line_end_is_found_however_it_was_copied() -> None:
    text = read(lines(50, 700, "There was much talk of inte-", "gration of rivers, and offi-", "cial flow of water"))
    quotes = (
        "talk of integration of rivers",
        "talk of inte-\ngration of rivers",
        "talk of inte\u00ad\ngration of rivers",
    )
    for quote in (*quotes, "talk of inte\u00adgration of rivers", "and oﬃcial ﬂow of", "and of\ufb01cial flow"):
        assert find(text, quote).match == "exact", quote


def test_blanks_count_only_between_digits_as_a_last_resort() -> None:
    text = read([at(50, 700, "Tollwastakenfrom 12 345everybody who came")])
    found = find(text, "Toll was taken from 12 345 everybody")
    assert (found.match, found.nearest) == ("spaced", "Tollwastakenfrom 12 345everybody")
    assert find(text, "Toll was taken from 12345 everybody").match == ""
    assert find(text, "Toll was taken from 12 34").match == ""


@pytest.mark.parametrize("gap", [6, 7, 20])
def test_numbers_of_narrow_columns_are_not_read_as_one(gap: int) -> None:
    year, left = 50, 80
    rows = (("1990", "12", "345 tonnes"), ("1991", "13", "346 tonnes"), ("1992", "14", "347 tonnes"))
    cells = zip((700, 688, 676), rows, strict=True)
    # Two digits of Helvetica are 11.12 points wide.
    page = [at(x, y, cell) for y, row in cells for x, cell in zip((year, left, left + 11.12 + gap), row, strict=True)]
    read_as = words(page)
    assert read_as == "1990 | 12 | 345 tonnes 1991 | 13 | 346 tonnes 1992 | 14 | 347 tonnes"


def test_groups_of_a_number_are_read_as_one_though_the_line_is_spaced() -> None:
    page = [at(50, 700, "There were 12 345 people in the town", more="2 Tw")]
    assert "were 12 345 people" in words(page)


@pytest.mark.parametrize(
    ("end", "begin", "holding"),
    [
        ("were 1,", "234 tonnes", ()),
        ("were 1,234,", "567 tonnes", ()),
        ("were 1", "234 tonnes", ("1234",)),
        ("in the year of 1999,", "234 tonnes", ("234",)),
        ("were seen at twelve,", "234 tonnes", ("234",)),
        ("were rows 1, 234 tonnes", FILL, ()),
    ],
)
def test_a_number_that_a_line_end_may_part_bears_nothing_out(end: str, begin: str, holding: Sequence[str]) -> None:
    text = read(lines(50, 700, f"The exports of the town {end}", f"{begin} and more than that", FILL, FILL))
    assert find(text, f"exports of the town {end} {begin}").match == "exact"
    facts = parse_passage(" ".join(text.words), Notation.POINT).facts
    for value in ("1", "234", "567", "1234", "1234567"):
        claim = Claim("number", claimed_of(Decimal(value), "tonnes", Decimal(1), "x"), value)
        assert bears_out(claim, [facts], {}) == (value in holding), value


@pytest.mark.parametrize("revision", [4, 6])
def test_aes_without_a_password_is_read(revision: Literal[4, 6]) -> None:
    encryption = pikepdf.Encryption(owner="secret", user="", R=revision, aes=True)
    content = pdf([at(50, 700, "Toll was taken.")], encryption=encryption)
    assert read_pdf(content).pages[0].lines == ("Toll was taken.",)


def test_a_password_that_is_needed_is_said() -> None:
    content = pdf([at(50, 700, "Toll")], encryption=pikepdf.Encryption(owner="secret", user="secret", R=6))
    with pytest.raises(UnreadablePdfError, match="a password is needed to open it"):
        read_pdf(content)


def test_a_reader_that_dies_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "_SERVE", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(UnreadablePdfError, match="it is not a sound PDF"):
        read_pdf(pdf([at(50, 700, "Toll")]))


def with_pages(kids: str, count: int) -> bytes:
    """Make a PDF whose tree of pages, object 2, has these kids; 3 is a page, 6 a form that draws itself."""
    text = "BT /F1 10 Tf 50 700 Td (The old bridge) Tj ET /X Do"
    own = "<< /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
    form = "/X Do " * 9
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources {own} >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources {own} /Length {len(form)} >>\n"
        f"stream\n{form}\nendstream",
    )
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.7\n{body}trailer\n<< /Size 7 /Root 1 0 R >>\n%%EOF\n".encode()


def zipped(unit: bytes, size: int) -> bytes:
    """Make a PDF of one page whose content is so many bytes."""
    packer = zlib.compressobj(9)
    chunk = unit * 1_000_000
    packed = b"".join(packer.compress(chunk) for _ in range(size // len(chunk))) + packer.flush()
    head = (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Kids [3 0 R] /Count 1 >>\nendobj\n"
    )
    page = b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
    stream = b"4 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(packed), packed)
    return head + page + stream + b"trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n"


BOMBS = {
    "more pages than any book has": (with_pages("3 0 R " * 1001, 1001), "it has 1,001 pages, more than 1,000"),
    "a tree of pages that has no end": (with_pages("2 0 R 2 0 R", 900), "it has no text, only pictures of pages"),
    "pages that draw themselves": (with_pages("3 0 R", 1), "it is not a sound PDF, or to read it takes more than 3 GB"),
    "a stream of 4 GB": (zipped(b" ", 4_000_000_000), "it is not a sound PDF, or to read it takes more than 3 GB"),
    "more letters than any book has": (
        pdf([at(50, 790 - 3 * n, "ab" * 50, size=3) for n in range(240)]),
        "it has more than 0 million characters",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_pdf_that_grows_when_it_is_read_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 1000)
    monkeypatch.setattr(pdf_text, "LONGEST", 20_000)
    content, reason = BOMBS[name]
    assert len(content) < 5_000_000
    with pytest.raises(UnreadablePdfError, match=reason):
        read_pdf(content)


def test_a_pdf_is_read_in_the_build_folder_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[Path | None] = []

    def run(*command: Any, folder: Path, **more: Any) -> process.Completed:
        used.append(folder.parent)
        return ran(*command, folder=folder, **more)

    ran = process.run
    monkeypatch.setattr(process, "run", run)
    (tmp_path / "build").mkdir()
    (tmp_path / "link").symlink_to("build")
    for build in (tmp_path / "build", tmp_path / "link", tmp_path / "none", None):
        assert read_pdf(pdf([at(50, 700, "Toll")]), build).pages[0].lines == ("Toll",)
    assert used == [tmp_path / "build", *3 * [Path(tempfile.gettempdir())]]
    assert list((tmp_path / "build").iterdir()) == []


def test_the_reader_takes_no_module_from_the_folder_it_runs_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reportgen").mkdir()
    (tmp_path / "reportgen/__init__.py").write_text("raise SystemExit('taken over')")
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_pdf(pdf([at(50, 700, "Toll was taken.")])).pages[0].lines == ("Toll was taken.",)
    assert process.protection()["limits"]
