"""Ways to change a PDF, and the files that it carries."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

import pikepdf

from reportgen.proof.model import RECORD

_SHOWN: Final = re.compile(rb"\[((?:\([^()\\]*\)|[-\d.]+|\s)*)\]\s*TJ")

Tampering = Callable[[pikepdf.Pdf, random.Random], bool]
"""Changes a PDF, and tells whether there was anything of the kind to change."""


def attached(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Return the streams of the attached files by path."""
    listed = list(document.Root.Names.EmbeddedFiles.Names)
    return {str(spec.UF): spec.EF.F for spec in listed[1::2]}


def rewrite(document: pikepdf.Pdf, path: str, change: Callable[[str], str]) -> bool:
    """Change an attached file; tell whether that made a difference."""
    stream = attached(document)[path]
    before = stream.read_bytes().decode()
    after = change(before)
    stream.write(after.encode())
    return before != after


def evidence_of(document: pikepdf.Pdf) -> str:
    """Return the path of the table of evidence."""
    return next(path for path in attached(document) if path.endswith("evidence.csv"))


def data_of(document: pikepdf.Pdf) -> str:
    """Return the path of the table of figures."""
    return next(path for path in attached(document) if path.endswith("figures.csv"))


def other_digit(found: str, chance: random.Random) -> str:
    """Return another digit than this, and not 0."""
    return chance.choice([digit for digit in "123456789" if digit != found])


def retyped(
    document: pikepdf.Pdf, chance: random.Random, wanted: re.Pattern[bytes], new: Callable[[bytes], bytes]
) -> bool:
    """Print something else in a place of a page where a piece of text fits; tell whether there is one."""
    places = [
        (page, start + hit.start(), start + hit.end())
        for page in document.pages
        for content in [page.Contents.read_bytes()]
        for shown in _SHOWN.finditer(content)
        for text in re.finditer(rb"\(([^()]*)\)", shown[1])
        for start in [shown.start(1) + text.start(1)]
        for hit in wanted.finditer(text[1])
    ]
    if not places:
        return False
    page, start, end = chance.choice(places)
    content = page.Contents.read_bytes()
    page.Contents = document.make_stream(content[:start] + new(content[start:end]) + content[end:])
    return True


# --- One thing is changed -----------------------------------------------------------------------


def digit_on_page(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Print another digit."""
    return retyped(document, chance, re.compile(rb"\d"), lambda b: other_digit(b.decode(), chance).encode())


def word_on_page(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Print another letter."""
    return retyped(document, chance, re.compile(rb"[a-z]"), lambda b: bytes([(b[0] - 96) % 26 + 97]))


def page_removed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Take out a page."""
    del document.pages[chance.randrange(len(document.pages))]
    return True


def page_replaced(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let a page show what another one does."""
    to, source = chance.sample(range(len(document.pages)), 2)
    document.pages[to].Contents = document.make_stream(document.pages[source].Contents.read_bytes())
    return True


def pages_swapped(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let two pages change places."""
    kids = list(document.Root.Pages.Kids)
    one, other = chance.sample(range(len(kids)), 2)
    kids[one], kids[other] = kids[other], kids[one]
    document.Root.Pages.Kids = pikepdf.Array(kids)
    return True


def page_added(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Add an empty page."""
    document.add_blank_page(page_size=(595, 842))
    return True


def drawn_over(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Draw a white box over a page."""
    page = chance.choice(list(document.pages))
    page.contents_add(document.make_stream(b"1 1 1 rg 100 400 200 40 re f"))
    return True


def note_laid_over(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Lay a note over a page, as a stamp."""
    page = chance.choice(list(document.pages))
    drawn = document.make_stream(b"1 1 1 rg 0 0 99 20 re f")
    drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 99, 20])
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Stamp,
        Rect=pikepdf.Array([100, 400, 199, 420]),
        AP=pikepdf.Dictionary(N=drawn),
    )
    page.obj["/Annots"] = pikepdf.Array([*page.obj.get("/Annots", pikepdf.Array()), document.make_indirect(note)])
    return True


def picture_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Draw something into a picture."""
    forms = [form for page in document.pages for form in page.Resources.get("/XObject", pikepdf.Dictionary()).values()]
    if not forms:
        return False
    form = chance.choice(forms)
    form.write(form.read_bytes() + b"\n0 0 10 10 re f")
    return True


def glyphs_swapped(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a font."""
    page = chance.choice([page for page in document.pages if "/Font" in page.Resources])
    fonts = [font for font in page.Resources.Font.values() if "/Widths" in font]
    font = chance.choice(fonts)
    font.Widths = pikepdf.Array([int(width) + 1 for width in font.Widths])
    return True


def link_turned(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let a link lead elsewhere."""
    links = [a for page in document.pages for a in page.obj.get("/Annots", []) if "/D" in a.get("/A", {})]
    if not links:
        return False
    chance.choice(links).A.D = pikepdf.String("ev.elsewhere")
    return True


def bookmark_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a bookmark."""
    document.Root.Outlines.First["/Title"] = pikepdf.String("Another title")
    return True


def number_of_page_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Call pages otherwise."""
    document.Root.PageLabels.Nums[1]["/St"] = chance.randrange(50, 90)
    return True


def title_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change the title."""
    document.trailer.Info["/Title"] = pikepdf.String("Another title")
    return True


def metadata_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change the XMP packet."""
    packet = document.Root.Metadata.read_bytes()
    document.Root.Metadata.write(packet.replace(b"</dc:title>", b" </dc:title>"))
    return True


def description_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let a picture be described otherwise."""
    told = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    if not told:
        return False
    chance.choice(told)["/Alt"] = pikepdf.String("Bars that all fall.")
    return True


def script_added(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Add what viewers run."""
    key = chance.choice(["/OpenAction", "/AA", "/AcroForm", "/OCProperties"])
    document.Root[key] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    return True


def file_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change a byte of an attached file."""
    path = chance.choice(sorted(attached(document).keys() - {RECORD}))
    content = attached(document)[path].read_bytes()
    at = chance.randrange(len(content)) if content else 0
    attached(document)[path].write(content[:at] + b"#" + content[at + 1 :])
    return not content or content[at] != ord("#")


def file_removed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Take out an attached file."""
    listed = list(document.Root.Names.EmbeddedFiles.Names)
    at = 2 * chance.randrange(len(listed) // 2)
    document.Root.Names.EmbeddedFiles.Names = pikepdf.Array(listed[:at] + listed[at + 2 :])
    return True


def file_added(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Attach another file."""
    listed = list(document.Root.Names.EmbeddedFiles.Names)
    stream = document.make_stream(b"id,value\n")
    spec = pikepdf.Dictionary(UF=pikepdf.String("data/more.csv"), EF=pikepdf.Dictionary(F=stream))
    document.Root.Names.EmbeddedFiles.Names = pikepdf.Array([*listed, pikepdf.String("zz"), spec])
    return True


def record_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change the time in the record."""
    return rewrite(document, RECORD, lambda said: said.replace('"epoch": 1', '"epoch": 2'))


def record_edited(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Change the date in the record."""
    return rewrite(document, RECORD, lambda said: re.sub(r'("date": "\d+-\d+-)\d+', r"\g<1>01", said))


def page_cloned(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let a page be a copy of its neighbour, with all that it has."""
    one, other = (page.obj for page in list(document.pages)[:2])
    for key in other.keys() - {"/Type", "/Parent"}:
        del other[key]
    for key in one.keys() - {"/Type", "/Parent"}:
        other[key] = one[key]
    return True


def border_widened(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let the border of a link cover what stands around it."""
    links = [a for page in document.pages for a in page.obj.get("/Annots", [])]
    link = chance.choice(links)
    link.Border, link.C = pikepdf.Array([0, 0, 120]), pikepdf.Array([1, 1, 1])
    return True


def page_script_added(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let a page run something when it is shown."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    chance.choice(list(document.pages)).obj.AA = pikepdf.Dictionary(O=script)
    return True


def second_file(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Give viewers another file than the one that is looked at."""
    spec = chance.choice(list(document.Root.Names.EmbeddedFiles.Names)[1::2])
    spec.EF.UF = document.make_stream(b"id,value\n")
    return True


def file_renamed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Call an attached file otherwise for some viewers."""
    chance.choice(list(document.Root.Names.EmbeddedFiles.Names)[1::2]).F = pikepdf.String("other.csv")
    return True


def file_described(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Describe an attached file otherwise."""
    chance.choice(list(document.Root.Names.EmbeddedFiles.Names)[1::2]).Desc = pikepdf.String("Withdrawn")
    return True


def file_kind_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let programs take an attached file for another kind."""
    attached(document)[data_of(document)].Subtype = pikepdf.Name("/text/html")
    return True


def file_dated(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Say that an attached file is of another day, and of another size."""
    said = attached(document)[chance.choice(sorted(attached(document)))].Params
    said.ModDate, said.Size = pikepdf.String("D:19990101000000Z"), 1
    return True


def signature_faked(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Add the field of a signature, and something that is none."""
    number = pikepdf.Array([0, 0, 0, 0])
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Sig,
        T=pikepdf.String("Signature1"),
        Rect=number,
        V=pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=pikepdf.String("0"), ByteRange=number),
    )
    fields = pikepdf.Array([document.make_indirect(field)])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=fields, SigFlags=3)
    return True


def field_added(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Add a field of a form that shows something, as if it were a signature."""
    signature_faked(document, chance)
    field = document.Root.AcroForm.Fields[0]
    field.Rect, field.AP = pikepdf.Array([50, 50, 300, 300]), pikepdf.Dictionary()
    page = document.pages[0].obj
    page["/Annots"] = pikepdf.Array([*page.get("/Annots", pikepdf.Array()), field])
    return True


def files_branched(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Attach files in a branch beside the others."""
    document.Root.Names.EmbeddedFiles.Kids = pikepdf.Array([])
    return True


def associated_elsewhere(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Associate other files than the attached ones."""
    document.Root.AF = pikepdf.Array(list(document.Root.AF)[1:])
    return True


def role_changed(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let heads of columns be read as cells."""
    document.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(TH=pikepdf.Name.TD)
    return True


def way_back_emptied(document: pikepdf.Pdf, chance: random.Random) -> bool:
    """Let nothing lead from pages into the structure."""
    document.Root.StructTreeRoot.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([]))
    return True
