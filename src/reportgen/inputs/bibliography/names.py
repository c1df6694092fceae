"""Names of persons and bodies in a bibliography, as BibTeX and biblatex write them, and slips in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from reportgen.inputs.bibliography import latex_decoding
from reportgen.inputs.bibliography.csl import Name
from reportgen.inputs.bibliography.values import enclosed


@dataclass(frozen=True)
class NameProblem:
    """What is wrong with a name, under which code, and what to write instead."""

    code: str
    problem: str
    hint: str


_FORM: Final = "write Last, First and Last, First; a body between braces: {Body and Others}"
_EXTENDED: Final = re.compile(r'\s*"?\s*(?:family|given|prefix|suffix|literal)(?:-i)?\s*=')
# Better BibTeX has written `prefix=van useprefix=false`, without a comma.
_OPTION: Final = re.compile(r"\s*,?\s*\b(useprefix|juniorcomma|hash|nametemplates)\s*=\s*(\w+)")
_KEYED: Final = re.compile(r"\s*([a-z-]+)\s*=\s*(\{.*\}|.*)", re.DOTALL)
_ROLES: Final = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}
_OTHERS: Final = re.compile(r"\bet\.?\s+al\b|\bи\s+др\b|\bu\.\s?a\.|\b[ew]t\s+autres\b", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"\s*(?:;|\\?&)\s*")
_JOINED: Final = re.compile(r"\s(?:and|\\?&)\s", re.IGNORECASE)
_NEVER_IN_NAMES: Final = "und|et|и|та|oraz|og|och|és"
_ELSEWHERE: Final = re.compile(rf"\s(?:(?P<sure>{_NEVER_IN_NAMES})|y|e|i|en|ja|ve)\s")
"""Words that other languages put between two persons, where BibTeX wants «and»."""

_INITIALS: Final = r"(?:[^\W\d_a-zß-ÿа-я]\.?[ -]?){1,3}"
_SURNAME: Final = r"[^\W\d_](?:[^\W\d_]|[ '’-])*[^\W\d_A-ZÀ-ÞА-Я]"
_INDEXED: Final = re.compile(
    rf"(?P<last>{_SURNAME}) (?P<first>{_INITIALS})|(?P<given>{_INITIALS}) (?P<family>{_SURNAME})"
)
"""A name as PubMed and library catalogues write it, and one that begins with initials."""

_HOMONYM: Final = re.compile(r"(?<=\w) 0\d{3}$")
"""What DBLP puts behind a name that several persons have."""

_SUFFIXES: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])
_BODY_WORDS: Final = """
    academy administration agency assembly association authority bank board bureau cabinet center centre college
    commission committee community company conference congress consortium corporation council court department
    directorate embassy faculty federation foundation fund government group inc institute institution laboratory
    league ltd llc ministry nations network office organisation organization panel parliament programme project
    secretariat senate society survey team union university
    akademie bundesamt bundesministerium gesellschaft institut kommission ministerium stiftung universität verband
    banque comité commissariat conseil ministère université banco comisión comité consejo ministerio universidad
    ministero commissione академия банк институт комиссия комитет министерство организация правительство совет союз
    университет фонд
"""
_BODIES: Final = frozenset(_BODY_WORDS.split())
_WITHIN_BODIES: Final = frozenset(["for", "of", "für", "pour", "para", "por", "per", "для", "по"])
_COMMAND: Final = re.compile(r"\{\\(?:[^{}]|\{[^{}]*\})*\}|\\(?:[a-zA-Z]+\s*|[^a-zA-Z](?=\{)|..)(?:\{[^{}]*\})*")
_GROUPING: Final = re.compile(_COMMAND.pattern + r'|(?P<sign>["{}])')
_WORD: Final = re.compile(r"[^\W\d_]+")


def read_names(source: str) -> tuple[list[Name], list[tuple[str, NameProblem]]]:
    """Read the persons of a name field: CSL names, and doubts with the part of the field that each is about."""
    names: list[Name] = []
    doubts: list[tuple[str, NameProblem]] = []
    joined = " ".join(source.split())
    for whole in split_multiple_persons_names(joined):
        part = _HOMONYM.sub("", whole.strip())
        name, doubt = _one(part)
        if name:
            names.append(name)
        if doubt:
            doubts.append((part, doubt))
    if re.search(r"(?:^|\s)and\s+and(?:\s|$)|^and\s|\sand$", _without_groups(joined), re.IGNORECASE):
        doubts.append((joined, NameProblem("BIB010", "there is no name between two words «and»", "remove one «and»")))
    return names, doubts


def _one(source: str) -> tuple[Name, NameProblem | None]:
    if source == "others":
        return {"literal": "others"}, None
    if _EXTENDED.match(source):
        return _extended(source)
    if enclosed(source):
        text = latex_decoding.decode(source[1:-1]).text.strip()
        if not text:
            return {}, NameProblem("BIB010", "it is empty", "write the name, or remove the field")
        mixed = source.startswith("{") and ";" in text and "," in text
        several = (
            NameProblem("BIB010", "it holds several names between one pair of braces", _mend(source[1:-1]))
            if mixed
            else None
        )
        return {"literal": text}, several
    doubt = _closed_early(source) or _problem_of(source)
    if doubt and doubt.code == "BIB010":
        return {"literal": latex_decoding.decode(source).text}, doubt
    name, problem = _split(source)
    if not doubt and (problem or not name):
        doubt = NameProblem("BIB001", problem or "it is empty", _FORM)
    return name, doubt


def _closed_early(source: str) -> NameProblem | None:
    """Find several persons between braces that were meant for a part of one name, or for all of a body's."""
    for group in (group for group in _groups(source) if "," in group):
        words = {word.casefold() for word in _WORD.findall(group)}
        if ";" in group or (_JOINED.search(group) and not _BODIES & words):
            return NameProblem("BIB010", "a pair of braces makes one name of several", _mend(_ungrouped(source)))
    return None


def _groups(source: str) -> Iterator[str]:
    """Yield the texts between the outermost pairs of braces."""
    depth = start = 0
    for index, character in enumerate(source):
        if character == "{":
            start = start if depth else index + 1
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                yield source[start:index]


def _indexed(source: str) -> NameProblem | None:
    """Find names in the form of indexes: "Smith J" is no name to BibTeX, and "Smith J, Jones K" one of one person."""
    found = [_INDEXED.fullmatch(part.strip()) for part in source.split(",") if part.strip()]
    names = [f"{name['last'] or name['family']}, {name['first'] or name['given']}" for name in found if name]
    if not names or len(names) < len(found):
        return None
    if len(names) > 1:
        return NameProblem("BIB010", "it holds several names parted by commas", f"write {' and '.join(names)}")
    if found[0] and found[0]["first"]:
        first = found[0]["first"]
        hint = f"write {names[0]}, or a body between braces: {{{source}}}; if {first} is the family name, put it first"
        return NameProblem("BIB015", "its initials are taken for the family name", hint)
    return None


def _problem_of(source: str) -> NameProblem | None:
    """Find what makes another name, or one name of several, of what was meant."""
    if doubt := _indexed(source):
        return doubt
    bare = _without_groups(source)
    if _OTHERS.search(bare):
        known = _OTHERS.split(source)[0].strip(" ,;")
        return NameProblem(
            "BIB010", "«et al.» is not a name", f"write {known} and others" if known else "write «others»"
        )
    if _SEVERAL.search(bare):
        return NameProblem("BIB010", "names are parted by «and» alone", _mend(source))
    written = _WORD.findall(_without_groups(_COMMAND.sub(lambda match: latex_decoding.decode(match[0]).text, source)))
    words = [word.casefold() for word in written]
    if bare.count(",") < 2 and len(words) > 1 and (_BODIES & set(words) or _WITHIN_BODIES & set(written)):
        last, _, first = source.partition(",")
        # A body between braces has come before what is a part of it, else the words are in the wrong order.
        whole = f"{first.strip()} {last.strip()}" if first and "{" not in last else source
        hint = f"if it is a body, write {{{_ungrouped(whole)}}}; if a person, family=…, given=…"
        return NameProblem("BIB011", "it reads like a body, but is taken apart like a person's name", hint)
    if _two_persons(bare):
        hint = f"write {_ELSEWHERE.sub(' and ', source)}; a family name of several words goes between braces"
        return NameProblem("BIB010", "persons are parted by «and» alone", hint)
    if "," not in bare and len(words) > 2 and words[-1] in _SUFFIXES:
        first, last, suffix = source.rsplit(None, 2)
        return NameProblem("BIB010", "the addition is taken for the family name", f"write {last}, {suffix}, {first}")
    return None


def _two_persons(name: str) -> bool:
    """Whether another language's «and» parts two whole names: "Ortega y Gasset, José" is one, and so is its reverse."""
    found = _ELSEWHERE.search(name)
    if found is None or found["sure"]:
        return found is not None
    parts = [name[: found.start()], name[found.end() :]]
    if "," in name:
        return all("," in part for part in parts)
    return all(sum(word[:1].isupper() for word in part.split()) > 1 for part in parts)


def _ungrouped(source: str) -> str:
    """Return a name without braces and quotes that group, and with those that belong to a command of LaTeX."""
    return _GROUPING.sub(lambda match: "" if match["sign"] else match[0], source)


def _mend(source: str) -> str:
    parts = [part for part in _SEVERAL.split(source) if part]
    return f"write {' and '.join(parts)}; one body whose name holds the sign goes between braces"


def _without_groups(source: str) -> str:
    """Return a name without what stands between braces, which counts as one letter."""
    depth, kept = 0, []
    for character in source:
        depth += (character == "{") - (character == "}")
        kept.append("x" if character == "}" and not depth else "" if depth else character)
    return "".join(kept)


def _extended(source: str) -> tuple[Name, NameProblem | None]:
    """Read a name in biblatex's extended format: ``family=Gogh, given=Vincent, prefix=van, useprefix=true``."""
    text = source[1:-1] if enclosed(source) else source
    options = {match[1]: match[2] for match in _OPTION.finditer(_without_groups(text))}
    found: dict[str, str] = {}
    unknown: list[str] = []
    for part in _fields(_OPTION.sub("", text)):
        match = _KEYED.fullmatch(part.strip().strip('"'))
        if match is None or (match[1] not in _ROLES and match[1] != "literal" and not match[1].endswith("-i")):
            unknown.append(part.strip())
        elif match[1] in _ROLES or match[1] == "literal":
            found[match[1]] = latex_decoding.decode(match[2]).text.replace("\u00a0", " ").strip()
    if "literal" in found:
        return {"literal": found["literal"]}, None
    name = {_ROLES[key]: value for key, value in found.items() if value}
    if options.get("useprefix") == "false" and "non-dropping-particle" in name:
        name["dropping-particle"] = name.pop("non-dropping-particle")
    if list(name) == ["family"] and " " in name["family"]:
        name = {"literal": name["family"]}
    if unknown or not name:
        told = f'"{unknown[0]}" is no part of a name' if unknown else "it is empty"
        return name, NameProblem("BIB001", told, "write family=…, given=…, prefix=…, suffix=…")
    return name, None


def _fields(text: str) -> Iterator[str]:
    start = depth = 0
    for index, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if character == "," and depth == 0:
            yield text[start:index]
            start = index + 1
    if text[start:].strip(' "'):
        yield text[start:]


def _split(source: str) -> tuple[Name, str]:
    problem = ""
    try:
        parts = parse_single_name_into_parts(source)
    except InvalidNameError as error:
        problem = error.reason[0].lower() + error.reason[1:]
        parts = parse_single_name_into_parts(source, strict=False)
    words = {
        "family": parts.last,
        "given": parts.first,
        "non-dropping-particle": parts.von,
        "suffix": parts.jr,
    }
    decoded = {role: latex_decoding.decode(" ".join(w)).text.replace("\u00a0", " ") for role, w in words.items() if w}
    return {role: text for role, text in decoded.items() if text}, problem
