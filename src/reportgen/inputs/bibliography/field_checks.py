"""Slips in single fields of a bibliography: letters and markup, addresses and languages, dates that clash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.bibliography import biblatex
from reportgen.inputs.bibliography.csl import bare_doi, languages
from reportgen.inputs.bibliography.model import SEEMINGLY
from reportgen.inputs.bibliography.status import STANDS, STATUSES, status_of
from reportgen.text.languages import language_tag, month_number
from reportgen.text.mojibake import likely_reading

_DOI: Final = re.compile(r"10\.\d[\d.]*/\S+")
_URL: Final = re.compile(r"(?:(?:https?|ftp|gopher)://|mailto:|urn:|doi:|hdl:|info:|ark:|www\.)\S+", re.IGNORECASE)
_PRINTED: Final = frozenset(
    {*biblatex.NAME_FIELDS, *biblatex.TITLE_FIELDS, "publisher", "institution", "organization", "location", "note"}
    | {"addendum", "type", "edition", "howpublished", "venue"}
)
_LOST: Final = re.compile(r"[^\W\d_]\?[^\W\d_]")
_TAG: Final = re.compile(r"</?[A-Za-z][\w.-]*(?::[\w.-]+)?(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>")


def check_letters(key: str, places: Mapping[str, Location], text: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report letters that were read in another encoding than they were written in, and tags of markup languages."""
    for name in (name for name in places if name in _PRINTED):
        reading = likely_reading(text[name])
        lost = _LOST.search(text[name]) if name in biblatex.NAME_FIELDS else None
        if reading or lost:
            message = (
                f'field "{name}" of "{key}" has letters that were lost or read in another encoding: "{text[name]}"'
            )
            hint = f"it most likely says: {reading}" if reading and "\ufffd" not in reading else "write it anew"
            yield finding("BIB019", places[name], message, hint)
        if tag := _TAG.search(text[name]):
            message = f'field "{name}" of "{key}" holds {tag[0][:40]}, which would be printed as it stands'
            hint = (
                "write the text; what is raised or lowered as <sup>2</sup>, <sub>2</sub> or mathematics of LaTeX, $H_2$"
            )
            yield finding("BIB018", places[name], message, hint)


def check_addresses(key: str, places: Mapping[str, Location], text: dict[str, str]) -> Iterator[Diagnostic]:
    """Check addresses, from which ``text`` gets the bare DOI, and the names of languages."""
    if "doi" in text:
        text["doi"] = bare_doi(text["doi"])
        if not _DOI.fullmatch(text["doi"]):
            message = f'doi of "{key}": "{text["doi"]}" is not a DOI such as 10.1000/182'
            yield finding("BIB014", places["doi"], message, "write the DOI alone, or the address as url")
    if "url" in text and not _URL.fullmatch(text["url"]):
        problem = "holds a blank" if " " in text["url"] else "does not begin with https:// or the like"
        message = f'url of "{key}": "{text["url"]}" {problem}'
        yield finding("BIB014", places["url"], message, "write one whole address, as a browser shows it")
    for name in languages(text):
        if not language_tag(name):
            at = places["langid" if text.get("langid") == name else "language"]
            message = f'"{name}", the language of "{key}", is not the name of a language'
            yield finding("BIB013", at, message, "write its name in English or its code, such as german or de")


def check_clashes(key: str, places: Mapping[str, Location], text: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report a year and month that are not those of the date beside them."""
    date = text.get("date", "")
    years, month = re.findall(r"\d{4}", date), re.match(r"\d{4}-(\d\d)", date)
    other = re.fullmatch(r"\D*(\d{4})\D*", text.get("year", ""))
    if years and other and not min(years) <= other[1] <= max(years):
        message = f'"{key}" is of {date} by its field date and of {text["year"]} by its field year'
        yield finding("BIB016", places["year"], message, "keep the one that is true")
    named = text.get("month", "").strip(" .")
    number = int(named) if named.isdecimal() else month_number(named) if named else 0
    if month and number and number != int(month[1]) and int(month[1]) <= 12 and "/" not in date:
        message = f'"{key}" is of {date} by its field date, and its field month is "{named}"'
        yield finding("BIB016", places["month"], message, "keep the one that is true")


def check_status(key: str, places: Mapping[str, Location], text: Mapping[str, str], whole: Location) -> Findings[str]:
    """Return the status of a work; report one that is none, and one that the entry does not say in so many words."""
    status, seems = status_of(text)
    if status and status not in STATUSES:
        hint = did_you_mean(status, (*STATUSES, STANDS)) or f"write one of {', '.join((*STATUSES, STANDS))}"
        yield finding("BIB021", places.get("status", whole), f'"{status}", the status of "{key}", is none', hint)
        return ""
    if seems:
        message = f'by its field "{seems}", "{key}" seems to be {status}: "{text[seems][:60]}"'
        hint = f"look whether it is, and write status = {{{status}}}, or status = {{{STANDS}}}"
        yield finding("BIB020", places.get(seems, whole), message, hint)
        return f"{SEEMINGLY}{status}"
    return status
