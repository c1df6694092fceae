"""Citations → LaTeX in a CSL style, by one run of pandoc's citation processor."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from reportgen.citations.inlines import Inline, InlineWriter
from reportgen.citations.layout import Group, Layout, Part
from reportgen.citations.model import Citation, CitationItem, Formatted, Style
from reportgen.citations.names import ALPHABETIC, share_family_names, spaced
from reportgen.citations.printed import check_printed
from reportgen.citations.probes import has_number, probes, read_probes
from reportgen.citations.style import (
    AS_TYPED,
    ENGLISH_TERMS,
    LABELS,
    PROBE_LABEL,
    PROBED_TERMS,
    SEPARATOR,
    adapted_style,
)
from reportgen.findings.model import Diagnostic, Findings
from reportgen.findings.rules import finding
from reportgen.inputs.bibliography.model import Bibliography
from reportgen.project.model import SETTINGS
from reportgen.system import pandoc, process
from reportgen.text.latex import Latex
from reportgen.text.translations import own_word
from reportgen.values.locators import locator_text, numbers

_API_VERSION: Final = [1, 23, 1]
_SECONDS: Final = 60
_PAIRS_A_SECOND: Final = 10_000
_MEMORY: Final = "1g"
_LIMITS: Final = process.Limits(cpu=_SECONDS, memory=4_000_000_000, file=50_000_000, processes=32, output=50_000_000)
_LONGEST: Final = 400
_NOTHING: Final = Formatted({}, ())
# Words and titles in a locator are kept from the processor, which would read labels and ranges into them: a character
# of this private plane stands in for each. Numbers go through it, for "pp." and for the dash between them.
_FIRST_STAND_IN: Final = 0x100000
_PRIVATE: Final = re.compile("[\U00100000-\U0010ffff]")
# Georgian has no capitals but for whole lines of them. Where a style asks for a capital the processor gives one of
# these, which few fonts have and nobody writes.
_MTAVRULI: Final = re.compile("[\u1c90-\u1cbf]")
_MKHEDRULI: Final = {code: code - 0x1C90 + 0x10D0 for code in range(0x1C90, 0x1CC0)}
_UNLISTED: Final = re.compile(r'Bibliography entry with no printed form: "([^"]*)"')
_REF: Final = re.compile(r"\br(\d{1,9})\b")


@dataclass(frozen=True)
class _Request:
    """What the processor is asked.

    ``groups`` has the items of each citation by its number; ``places`` what each stand-in stands
    for, as pairs of label (empty: none) and text. ``keys`` has the works, the one called r0 first.
    """

    keys: Sequence[str]
    groups: Mapping[int, Sequence[Group]]
    places: Mapping[int, Sequence[tuple[str, str]]]

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of places that are cited by numbers, to be tried."""
        locators = {part.locator for groups in self.groups.values() for group in groups for part in group}
        return [kind for kind, label in LABELS.items() if any(has_number(locator, label) for locator in locators)]


def format_citations(
    citations: Sequence[Citation],
    bibliography: Bibliography,
    style: Style,
    language: str,
    work: Path | None = None,
    via: str = "",
) -> Findings[Formatted]:
    """Format all citations of a brief, in their order, and the bibliography of the works cited.

    ``language`` is a BCP 47 tag; what the processor reads lies in
    ``work`` for as long as it runs (default: among the system's temporary files). ``via`` are words for "as cited in",
    where not those of the language are wanted. The LaTeX of a citation has no
    blank before it; in a note style it is a footnote, and with ``form == "source"`` the text alone.
    When the processor cannot do its work, the result is empty and a finding says why.
    """
    yield from _unknown_works(citations, bibliography)
    request = _request(citations, bibliography)
    if not request.keys:
        return _NOTHING
    references = [spaced(bibliography[key].csl) | {"id": f"r{i}"} for i, key in enumerate(request.keys)]
    ready = adapted_style(style.content, given_names=share_family_names(references))
    blocks = yield from _run(ready, references, _document(request, language), request.keys, work)
    if not blocks:
        return _NOTHING
    try:
        formatted = _formatted(citations, request, blocks, language, via)
        asked = len(citations) + 1 + 2 * len(probes(request.kinds))
        answers = [InlineWriter(links=False).write(block["c"]) for block in blocks[len(citations) + 2 : asked : 2]]
        yield from _untranslated(blocks[len(citations)], language)
        yield from check_printed(citations, formatted, style.name, read_probes(request.kinds, answers))
        return formatted
    except (LookupError, TypeError, ValueError):
        yield finding("CIT003", SETTINGS, "pandoc's answer is not one to what it was asked", pandoc.INSTALL)
        return _NOTHING


def _unknown_works(citations: Sequence[Citation], bibliography: Bibliography) -> Iterator[Diagnostic]:
    wanted = (key for citation in citations for item in citation.items for key in (item.via, item.key) if key)
    for key in dict.fromkeys(wanted):
        if key not in bibliography.entries:
            yield finding("CIT003", SETTINGS, f'"{key}" is cited, but is not in the bibliography', "add an entry")


def _request(citations: Sequence[Citation], bibliography: Bibliography) -> _Request:
    refs: dict[str, str] = {}
    places: dict[int, list[tuple[str, str]]] = {}

    def part(key: str, item: CitationItem | None = None) -> Part:
        ref = refs.setdefault(key, f"r{len(refs)}")
        return Part(ref, key, item.target, _locator(item, places)) if item else Part(ref, key)

    groups: dict[int, list[list[Part]]] = {}
    for citation in citations:
        known = [item for item in citation.items if item.key in bibliography.entries]
        groups[citation.number] = [
            ([part(item.via)] if item.via in bibliography.entries else []) + [part(item.key, item)] for item in known
        ]
    return _Request(list(refs), groups, places)


def _locator(item: CitationItem, places: dict[int, list[tuple[str, str]]]) -> str:
    """Return the locator for the processor; what it shall not touch goes to ``places``."""
    given = (("section", item.section), ("page", item.page), ("note", item.footnote), ("", item.locator))
    found = [(*locator_text(label, t), t) for label, text in given if (t := " ".join(text.split()))]
    if not found:
        return ""
    label, text, _ = found[0]
    # A place of a kind that has no word here keeps what was typed.
    rest = [(kind, number) if kind in PROBED_TERMS else ("", f", {own}") for kind, number, own in found[1:]]
    if not numbers(text):
        rest = [("", text), *rest]
        text = ""
    if rest:
        stand_in = _FIRST_STAND_IN + len(places)
        places[stand_in] = rest
        text += chr(stand_in)
    return f"{{{LABELS.get(label, AS_TYPED)} {text}}}"


def _document(request: _Request, language: str) -> dict[str, Any]:
    paragraphs = [[part for group in groups for part in group] for groups in request.groups.values()]
    paragraphs.append([Part("r0", "", locator=f"{{{PROBE_LABEL} 1}}")])
    for locator in probes(request.kinds):
        # Between two citations of a work stands another, if there is any: some write "ibid." and nothing else.
        paragraphs += [[Part(f"r{len(request.keys) - 1}", "")], [Part("r0", "", locator=locator)]]
    return {
        "pandoc-api-version": _API_VERSION,
        "meta": {
            "lang": {"t": "MetaString", "c": language},
            "link-citations": {"t": "MetaBool", "c": True},
        },
        "blocks": [{"t": "Para", "c": [_cite(parts)] if parts else []} for parts in paragraphs],
    }


def _cite(parts: Sequence[Part]) -> Inline:
    cited = [
        {
            "citationId": part.ref,
            "citationPrefix": [],
            "citationSuffix": [{"t": "Str", "c": part.locator}] if part.locator else [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for part in parts
    ]
    return {"t": "Cite", "c": [cited, []]}


def _run(
    style: bytes,
    references: Sequence[Mapping[str, Any]],
    document: Mapping[str, Any],
    keys: Sequence[str],
    work: Path | None,
) -> Findings[list[Inline]]:
    """Run pandoc and give the blocks of the document that it made; none after a failure."""
    seconds = _SECONDS + len(references) ** 2 // _PAIRS_A_SECOND
    data = _PRIVATE.sub("\ufffd", json.dumps(references, ensure_ascii=False))
    prefix = ".work-" if work else f"reportgen-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=work) as name:
        folder = Path(name)
        (folder / "style.csl").write_bytes(style)
        (folder / "references.json").write_text(data, encoding="utf-8")
        command = [pandoc.program(), "--sandbox", "--data-dir=.", "--from=json", "--to=json", "--citeproc"]
        command += ["--csl=style.csl", "--bibliography=references.json", "+RTS", f"-M{_MEMORY}", "-RTS"]
        try:
            done = process.run(
                command,
                folder=folder,
                stdin=json.dumps(document).encode(),
                seconds=seconds,
                limits=replace(_LIMITS, cpu=seconds),
                writable=(folder,),
            )
        except OSError as error:
            yield finding("CIT003", SETTINGS, f"pandoc cannot be started: {error.strerror}", pandoc.INSTALL)
            return []
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    said = _REF.sub(lambda m: f'"{keys[int(m[1])]}"' if int(m[1]) < len(keys) else m[0], said)
    if done.status is None:
        yield finding("CIT003", SETTINGS, f"pandoc did not end within {seconds} seconds")
        return []
    unlisted = _UNLISTED.findall(said) if done.status == 0 else []
    for key in unlisted:
        hint = "choose another style, or another entry type, if readers are to find it there"
        yield finding("CIT004", SETTINGS, f'the style leaves "{key}" out of the bibliography', hint)
    if done.status != 0 or (said and not unlisted):
        message = said[:_LONGEST] or f"pandoc ended with status {done.status}"
        yield finding("CIT003", SETTINGS, message, "look at the language and the style, and at the entries cited")
    if done.status != 0:
        return []
    answer = done.stdout.decode("utf-8", "replace").replace(ALPHABETIC, "")
    try:
        return list(json.loads(answer if _MTAVRULI.search(data) else answer.translate(_MKHEDRULI))["blocks"])
    except (ValueError, KeyError, TypeError, RecursionError):
        yield finding("CIT003", SETTINGS, "pandoc's answer cannot be read", pandoc.INSTALL)
        return []


def _formatted(
    citations: Sequence[Citation], request: _Request, blocks: Sequence[Inline], language: str, via: str
) -> Formatted:
    terms = _terms(blocks[len(citations)])
    texts = {
        stand_in: "".join(f", {terms[label]}\u00a0{text}" if label else text for label, text in places)
        for stand_in, places in request.places.items()
    }
    layout = Layout(InlineWriter(texts, links=False), via or own_word("as cited in", language) or "as cited in")
    formatted = {
        c.number: layout.citation(block["c"], request.groups[c.number], bare=c.form == "source")
        for c, block in zip(citations, blocks, strict=False)
    }
    return Formatted(formatted, tuple(_bibliography(blocks[-1], request.keys)))


def _terms(block: Inline) -> dict[str, str]:
    """Read the words for kinds of places, in the style's language, from the answer to the probe."""
    found = str(InlineWriter().write(block["c"])).split(SEPARATOR)[1:]
    return dict(zip(PROBED_TERMS, found, strict=False))


def _untranslated(block: Inline, language: str) -> Iterator[Diagnostic]:
    """Warn where the processor has fallen back to English words."""
    found = str(InlineWriter().write(block["c"])).split(SEPARATOR)[1:][len(PROBED_TERMS) :]
    if language and tuple(found[: len(ENGLISH_TERMS)]) == ENGLISH_TERMS and not language.lower().startswith("en"):
        message = f'citations have no words in "{language}": "and", "p.", "n.d." and the like are in English'
        hint = "choose another style or language, or leave it so and set the rule to info with this reason"
        yield finding("CIT012", SETTINGS, message, hint)


def _bibliography(block: Inline, keys: Sequence[str]) -> Iterator[tuple[str, Latex]]:
    if block["t"] != "Div":
        return
    for entry in block["c"][1]:
        attributes, content = entry["c"]
        yield keys[int(attributes[0].removeprefix("ref-r"))], InlineWriter().write(content)
