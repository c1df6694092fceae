"""What a signature adds to a PDF, told apart from everything else that somebody may add."""

from __future__ import annotations

from typing import Final

import pikepdf

_FORM: Final = frozenset({"/Fields", "/SigFlags"})
_FIELD: Final = frozenset({"/Type", "/Subtype", "/FT", "/T", "/V", "/F", "/P", "/Rect", "/Lock"})
"""What a field has that holds a signature and shows nothing: neither appearance nor action."""

_BESIDE: Final = ("/AcroForm", "/Perms", "/DSS", "/Extensions")
"""What of the catalogue goes with signatures: fields, what may be changed, certificates, how PDF is extended."""


def without_signatures(document: pikepdf.Pdf) -> int:
    """Take the signatures out of a PDF that is open, and return how many it had.

    What is left has the digests of the PDF that was signed. Fields that show or run something, and fields of other
    kinds, are no signatures: where there is one nothing is taken out.
    """
    form = document.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or form.keys() - _FORM:
        return 0
    fields = list(form.get("/Fields", pikepdf.Array()))
    if not fields or not all(_signs(field) for field in fields):
        return 0
    places = {field.objgen for field in fields}
    for page in document.pages:
        listed = list(page.obj.get("/Annots", pikepdf.Array()))
        kept = [annotation for annotation in listed if annotation.objgen not in places]
        if len(kept) < len(listed):
            page.obj["/Annots"] = pikepdf.Array(kept)
            if not kept:
                del page.obj["/Annots"]
    for key in _BESIDE:
        if key in document.Root:
            del document.Root[key]
    return len(fields)


def _signs(field: pikepdf.Object) -> bool:
    if not isinstance(field, pikepdf.Dictionary) or field.objgen == (0, 0) or field.keys() - _FIELD:
        return False
    left, low, right, high = (float(number) for number in field.get("/Rect", pikepdf.Array([0, 0, 0, 0])))
    return str(field.get("/FT")) == "/Sig" and "/V" in field and (left, low) == (right, high)
