"""Whether a work still stands: what its entry says of that, or what an export has left in it.

``status`` is a field of our own beside biblatex's ``pubstate``, which says whether a work is out yet. That a work is
retracted Zotero shows, but does not export: what there is stands in its title, as Crossref and PubMed have it, in
its tags (``keywords``) or in its field Extra, which becomes ``note`` or ``annotation``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

STATUSES: Final = ("withdrawn", "retracted", "corrected", "superseded")
"""Why a work no longer stands as it was published."""

STANDS: Final = "published"
"""Says that a work stands, whatever its title reads like."""

_WORDS: Final[Mapping[str, str]] = {
    "retracted": "retracted",
    "retraction": "retracted",
    "withdrawn": "withdrawn",
    "withdrawal": "withdrawn",
    "removed": "withdrawn",
    "removal": "withdrawn",
    "corrigendum": "corrected",
    "erratum": "corrected",
    "superseded": "superseded",
}
"""What exports say of a work, with the status that this is."""

_KIND: Final = r"(?: (?:article|paper|chapter|publication|study|notice|note))?"
_TITLE: Final = re.compile(
    rf"^\W*(?P<before>retracted|withdrawn|removed){_KIND}\W*(?:[:\])]| [-–—] )"
    rf"|^\W*(?P<notice>retraction|withdrawal|removal|corrigendum|erratum){_KIND}(?::| (?:to|of|for)\b)"
    r"|[(\[](?P<behind>retracted|withdrawn)\b[^()\[\]]*[)\]]\W*$",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"(?:^|[;,.\n])\s*#?(?P<what>retracted|withdrawn)(?: (?:article|paper|publication|work))?"
    r"\s*(?::\s*(?:true|yes|1|\d[\d-]*))?\s*(?:$|[;,.\n])"
    r"|\b(?:has been|was|is) (?P<told>retracted|withdrawn|superseded)\b|\b(?P<by>superseded) by\b",
    re.IGNORECASE,
)
_EXPORTED: Final = ("keywords", "note", "annotation", "addendum", "type", "pubstate")


def status_of(text: Mapping[str, str]) -> tuple[str, str]:
    """Return the status of a work by the texts of its fields, and the field that only seems to tell it, if so.

    The status is one of ``STATUSES``, empty for none, or what the field ``status`` has, though it is none of these.
    """
    said = text.get("status", "").strip().casefold()
    if said:
        return ("" if said == STANDS else said), ""
    if text.get("pubstate", "").strip().casefold() in STATUSES:
        return text["pubstate"].strip().casefold(), ""
    if match := _TITLE.search(text.get("title", "")):
        return _WORDS[(match["before"] or match["notice"] or match["behind"]).casefold()], "title"
    for name in _EXPORTED:
        if match := _SAID.search(text.get(name, "")):
            return _WORDS[(match["what"] or match["told"] or match["by"]).casefold()], name
    return "", ""
