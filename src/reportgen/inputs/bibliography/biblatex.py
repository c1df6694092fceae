"""What biblatex's data model says: entry types with the fields they require, and old names for new ones."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class EntryType:
    """One entry type: its required fields (``a|b``: one of them is enough) and its CSL type."""

    required: tuple[str, ...]
    csl: str


def _types(names: str, required: str, csl: str) -> dict[str, EntryType]:
    return dict.fromkeys(names.split(), EntryType(tuple(required.split()), csl))


# Required fields after the biblatex manual, section 2.1.1. Softer in five points: a book may have an editor instead
# of an author, as in BibTeX; a page on the web, often undated, may have the day it was visited instead; the editor
# of a collection may be left out in the entry of a part of it, because notes often do not give him; reports and theses
# need not say of which kind they are; and where no author is named, the body that gave a work out stands for one.
TYPES: Final[dict[str, EntryType]] = {
    **_types("article", "author title journaltitle date", "article-journal"),
    **_types("book mvbook", "author|editor title date", "book"),
    **_types("inbook bookinbook suppbook", "author title booktitle date", "chapter"),
    **_types("booklet", "author|editor title date", "pamphlet"),
    **_types("collection mvcollection reference mvreference", "editor title date", "book"),
    **_types("incollection suppcollection", "author title booktitle date", "chapter"),
    **_types("inreference", "title booktitle date", "entry-encyclopedia"),
    **_types("manual", "author|editor|organization title date", "book"),
    **_types("misc", "author|editor|organization title date", "document"),
    **_types("online", "author|editor|organization title date|urldate doi|eprint|url", "webpage"),
    **_types("patent", "author title number date", "patent"),
    **_types("periodical", "editor title date", "periodical"),
    **_types("suppperiodical", "author title journaltitle date", "article-journal"),
    **_types("proceedings mvproceedings", "title date", "book"),
    **_types("inproceedings", "author title booktitle date", "paper-conference"),
    **_types("report", "author title institution|publisher|organization date", "report"),
    **_types("thesis", "author title institution|publisher date", "thesis"),
    **_types("unpublished", "author title date", "manuscript"),
    **_types("dataset", "author|editor|organization|publisher title date", "dataset"),
    **_types("software", "author|editor|organization|publisher title date", "software"),
    **_types("artwork image", "title", "graphic"),
    **_types("audio music", "title", "song"),
    **_types("movie", "title", "motion_picture"),
    **_types("video", "title", "motion_picture"),
    **_types("performance", "title", "performance"),
    **_types("letter", "title", "personal_communication"),
    **_types("legislation legal", "title", "legislation"),
    **_types("jurisdiction", "title", "legal_case"),
    **_types("commentary", "title", "document"),
    **_types("review", "title", "review"),
    **_types("standard", "title", "standard"),
    **_types("xdata", "", "document"),
}

TYPE_ALIASES: Final[dict[str, tuple[str, str]]] = {
    "conference": ("inproceedings", ""),
    "electronic": ("online", ""),
    "www": ("online", ""),
    "mastersthesis": ("thesis", "mathesis"),
    "phdthesis": ("thesis", "phdthesis"),
    "techreport": ("report", "techreport"),
    "workingpaper": ("report", "workingpaper"),
    "working_paper": ("report", "workingpaper"),
    "webpage": ("online", ""),
    "newspaper": ("article", ""),
    "magazine": ("article", ""),
}
"""Old entry types, and some that programs export: the type they stand for now, and the ``type`` that they imply."""

SUBTYPES: Final = frozenset({"newspaper", "magazine"})
"""Names of types that say of which kind an article is."""

FIELD_ALIASES: Final[dict[str, str]] = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "pdf": "file",
    "hyphenation": "langid",
}

NAME_FIELDS: Final = ("author", "editor", "translator", "bookauthor")
DATE_FIELDS: Final = ("date", "urldate", "origdate", "eventdate")
ADDRESS_FIELDS: Final = frozenset({"doi", "eprint", "url"})
VERBATIM_FIELDS: Final = frozenset({"file", "crossref", "xref", "xdata", "ids", "langid"})
TITLE_FIELDS: Final = frozenset(
    [
        "title",
        "subtitle",
        "shorttitle",
        "booktitle",
        "booksubtitle",
        "maintitle",
        "mainsubtitle",
        "journaltitle",
        "journalsubtitle",
        "issuetitle",
        "eventtitle",
        "origtitle",
        "series",
    ]
)

_NOT_INHERITED: Final = frozenset(
    [
        "crossref",
        "xref",
        "xdata",
        "entryset",
        "entrysubtype",
        "execute",
        "ids",
        "keywords",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shortauthor",
        "shorteditor",
        "shorthand",
        "shorttitle",
        "sortkey",
        "sorttitle",
    ]
)
_AS_BOOK: Final = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_AS_MAIN: Final = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_AS_JOURNAL: Final = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_BY_THE_SAME: Final = frozenset({"inbook", "bookinbook", "suppbook"})
_PARTS_OF_BOOKS: Final = frozenset(
    ["inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference", "inproceedings"]
)


def required(entry_type: str, marked_unknown: Set[str]) -> tuple[str, ...]:
    """Return the required fields of a type, without those whose absence the entry declares."""
    fields = TYPES[entry_type].required
    return tuple(f for f in fields if not marked_unknown & set(f.split("|")))


def inherited_names(field: str, parent_type: str, child_type: str) -> tuple[str, ...]:
    """Return the fields of a child that take over a parent's field by ``crossref`` (biblatex manual, appendix B)."""
    if field in _NOT_INHERITED:
        return ()
    if field == "author" and parent_type in {"book", "mvbook"} and child_type in _BY_THE_SAME:
        return "author", "bookauthor"
    if parent_type.startswith("mv"):
        names = _AS_MAIN
    elif child_type in _PARTS_OF_BOOKS:
        names = _AS_BOOK | ({"author": "bookauthor"} if parent_type in {"book", "mvbook"} else {})
    elif parent_type == "periodical":
        names = _AS_JOURNAL
    else:
        names = {}
    return (names.get(field, field),)
