"""Bibliography entries as CSL-JSON (CSL 1.0.2 data schema), which citation processors read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from reportgen.inputs.bibliography.biblatex import TYPES
from reportgen.inputs.bibliography.markup import NOCASE
from reportgen.text.languages import language_tag
from reportgen.values.dates import Point, When

Name: TypeAlias = Mapping[str, str]
"""A CSL name: ``family``, ``given``, ``non-dropping-particle``, ``suffix``, or ``literal`` alone."""

# CSL variable: the biblatex fields that it is taken from, the first one given.
_PLAIN: Final[dict[str, tuple[str, ...]]] = {
    "abstract": ("abstract",),
    "annote": ("annotation",),
    "archive": ("eprinttype",),
    "archive_location": ("eprint",),
    "chapter-number": ("chapter",),
    "edition": ("edition",),
    "event-place": ("venue",),
    "ISBN": ("isbn",),
    "ISSN": ("issn", "issnl"),
    "keyword": ("keywords",),
    "medium": ("howpublished",),
    "note": ("note", "addendum"),
    "number-of-pages": ("pagetotal",),
    "number-of-volumes": ("volumes",),
    "part-number": ("part",),
    "publisher": ("publisher", "institution", "organization"),
    "publisher-place": ("location",),
    "URL": ("url",),
    "version": ("version",),
    "volume": ("volume",),
}
_RICH: Final[dict[str, tuple[str, str]]] = {
    "title": ("title", "subtitle"),
    "volume-title": ("maintitle", "mainsubtitle"),
    "event-title": ("eventtitle", ""),
    "original-title": ("origtitle", ""),
    "collection-title": ("series", ""),
}
_DATES: Final = {
    "issued": "date",
    "accessed": "urldate",
    "original-date": "origdate",
    "event-date": "eventdate",
}
_NAMES: Final = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
_GENRES: Final = {
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD dissertation",
    "resreport": "Research report",
    "techreport": "Technical report",
    "workingpaper": "Working paper",
}
# What EndNote writes into the field `type` of its exports is its own kind of entry, and no part of the work.
_NO_GENRES: Final = frozenset(
    [
        "article",
        "book",
        "book section",
        "conference paper",
        "conference proceedings",
        "edited book",
        "electronic article",
        "electronic book",
        "electronic book section",
        "generic",
        "journal article",
        "magazine article",
        "newspaper article",
        "online database",
        "online multimedia",
        "web page",
    ]
)
_LAST_LATIN: Final = "\u036f"
_LIST: Final = re.compile(r"\s+and\s+|\s*[;,/]\s*")
_STATES: Final = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "prepublished",
}
_SUBTYPES: Final = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_DOI_PREFIX: Final = re.compile(
    r"\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|(?:info:|urn:)?doi[:/]\s*)+", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Work:
    """A bibliography entry, decoded: plain texts of its fields, the rich ones of titles, names, dates."""

    key: str
    type: str
    text: Mapping[str, str]
    rich: Mapping[str, str]
    names: Mapping[str, Sequence[Name]]
    dates: Mapping[str, When]
    seasons: Mapping[str, int] = field(default_factory=dict)


def csl_item(work: Work) -> dict[str, object]:
    """Return a work as a CSL-JSON item."""
    text = work.text
    item: dict[str, object] = {"id": work.key, "type": _type(work)}
    item |= {name: [dict(n) for n in work.names[field]] for name, field in _NAMES.items() if work.names.get(field)}
    for name, own in _DATES.items():
        if own in work.dates:
            season = work.seasons.get(own)
            item[name] = csl_date(work.dates[own]) | ({"season": season} if season else {})
    rich = {name: _joined(work.rich, main, sub) for name, (main, sub) in _RICH.items()}
    rich["container-title"] = _container(work.rich)
    rich["title-short"] = work.rich.get("shorttitle") or (work.rich.get("title", "") if text.get("subtitle") else "")
    item |= {name: _as_written(title) for name, title in rich.items() if title}
    for name, fields in _PLAIN.items():
        value = next((text[f] for f in fields if text.get(f)), "")
        if value:
            item[name] = value
    if _ADDRESS.fullmatch(text.get("howpublished", "")):
        # As BibTeX without a field for addresses has it.
        item.setdefault("URL", item.pop("medium"))
    item |= {name: value for name, value in _derived(work).items() if value}
    return item


def _type(work: Work) -> str:
    subtype = work.text.get("entrysubtype", "")
    if work.type == "article" and subtype in _SUBTYPES:
        return _SUBTYPES[subtype]
    return TYPES[work.type].csl if work.type in TYPES else "document"


def _derived(work: Work) -> dict[str, str]:
    """Return the variables that need more than one field or another spelling."""
    text = work.text
    result = {
        "DOI": text.get("doi", ""),
        "page": text.get("pages", "").replace("–", "-"),
        "genre": _genre(text.get("type", "")),
        "status": _STATES.get(text.get("pubstate", "").lower(), text.get("pubstate", "")),
        "language": entry_language(text),
        "issue": text.get("issue", ""),
    }
    number = text.get("number", "")
    if work.type in {"article", "periodical", "suppperiodical"}:
        result["issue"] = number or result["issue"]
    elif "series" in text:
        result["collection-number"] = number
    else:
        result["number"] = number
    return result


def entry_language(text: Mapping[str, str]) -> str:
    """Return the BCP 47 tag of an entry's language; empty where it gives none that is known.

    Of several in the field ``language`` it is the first that is not English, in which titles take capitals.
    """
    if text.get("langid"):
        return language_tag(text["langid"])
    tags = [language_tag(name) for name in languages(text)]
    return next((tag for tag in tags if tag and not tag.startswith("en")), tags[0] if tags else "")


def languages(text: Mapping[str, str]) -> list[str]:
    """Return the names of languages in the fields ``langid`` and ``language``, a list joined by ``and``."""
    names = [text.get("langid", ""), *_LIST.split(text.get("language", ""))]
    return [name.strip() for name in names if name.strip()]


def _joined(rich: Mapping[str, str], main: str, sub: str) -> str:
    title, subtitle = rich.get(main, ""), rich.get(sub, "")
    if not (title and subtitle):
        return title or subtitle
    return f"{title} {subtitle}" if title.endswith(("?", "!", ":", ".")) else f"{title}: {subtitle}"


def _container(rich: Mapping[str, str]) -> str:
    return _joined(rich, "journaltitle", "journalsubtitle") or _joined(rich, "booktitle", "booksubtitle")


def _as_written(title: str) -> str:
    """Keep styles from giving capitals, an English custom, to a title in another script; tags within stay."""
    if not any(character.isalpha() and character > _LAST_LATIN for character in title):
        return title
    whole = title.startswith(NOCASE[0]) and title.endswith(NOCASE[1]) and title.count("<span") == 1
    return title if whole else title.join(NOCASE)


def _genre(kind: str) -> str:
    return "" if kind.lower() in _NO_GENRES else _GENRES.get(kind.lower(), kind)


def bare_doi(doi: str) -> str:
    """Return a DOI without the address of a resolver, or ``doi:``, before it."""
    return _DOI_PREFIX.sub("", doi, count=1).strip() if _DOI_PREFIX.match(doi) else doi.strip()


def csl_date(when: When) -> dict[str, object]:
    """Return a date as CSL date: two ``date-parts`` for an interval, ``circa`` for one not sure.

    A decade becomes an interval of its years; years before 1 count from -1. An open interval ends with ``[0]``.
    """
    parts = [_parts(when.start)]
    if when.end is None:
        parts.append([0])
    elif when.is_interval:
        parts.append(_parts(when.end, last=True))
    elif when.start.decade:
        parts.append([when.start.year + 9])
    unsure = any(p.approximate or p.uncertain for p in (when.start, when.end) if p is not None)
    return {"date-parts": parts} | ({"circa": True} if unsure else {})


def _parts(point: Point, *, last: bool = False) -> list[int]:
    year = point.year + 9 if point.decade and last else point.year
    # In CSL the year -1 is 1 BC, which EDTF counts as 0.
    return [part for part in (year if year > 0 else year - 1, point.month, point.day) if part is not None]
