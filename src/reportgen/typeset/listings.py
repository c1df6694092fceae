"""The lists at the end of a volume: evidence, notes, source texts and works."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportgen.findings.model import Location
from reportgen.inputs.data.model import SOURCES
from reportgen.inputs.evidence.model import Evidence
from reportgen.text.latex import EMPTY, Latex, anchor, command, counted, digits, escape, identifier, joined, marked
from reportgen.text.wording import Wording
from reportgen.typeset.model import TexFile
from reportgen.typeset.volume_content import VolumeContent
from reportgen.values.locators import labelled

_TAG: Final = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_PLACES: Final = {"section": ("sec.", "secs."), "note": ("n.", "nn."), "page": ("p.", "pp."), "": ("", "")}


def evidence_annex(made: VolumeContent, wording: Wording) -> TexFile:
    """List all evidence used, by source, with the pages that use it."""
    used = made.used
    lines = [Latex(r"\begin{evidencelist}%")]
    origins = [Location(made.project.settings.evidence)]
    for key in dict.fromkeys(e.source for e in used):
        lines.append(command("evidencesource", _name(key, made)))
        origins.append(made.inputs.bibliography[key].location)
        for item in (e for e in used if e.source == key):
            lines.append(_evidence(item, made, wording))
            origins.append(item.location)
    lines.append(Latex(r"\end{evidencelist}"))
    origins.append(origins[0])
    return listed("evidence-annex.tex", lines, origins)


def notes(made: VolumeContent, wording: Wording) -> TexFile:
    """List the passages that the text of a volume uses, by the numbers that stand in it.

    Remarks of the evidence table are left out: they stand in the evidence annex.
    """
    lines, origins = [Latex(r"\begin{notelist}%")], [Location(made.project.settings.evidence)]
    for name, number in made.notes.items():
        item = made.inputs.evidence[name]
        work = command("sourcename", anchor(item.source), _name(item.source, made))
        short = made.project.settings.sections.get(item.section, item.section)
        place, extra = _described(replace(item, section=short, note=""), made, wording)
        told = joined((work, escape(f", {place}" if place else "")))
        lines.append(command("noteitem", anchor(name), counted(number), told, _quoted(item, made), extra))
        origins.append(item.location)
    lines.append(Latex(r"\end{notelist}"))
    origins.append(origins[0])
    return listed("notes.tex", lines, origins)


def _evidence(item: Evidence, made: VolumeContent, wording: Wording) -> Latex:
    place, extra = _described(item, made, wording)
    told = (escape(item.id), escape(place), _quoted(item, made))
    return command("evidenceitem", anchor(item.id), *told, extra)


def _quoted(item: Evidence, made: VolumeContent) -> Latex:
    """Write a quotation, and say so where it is in another language than the brief."""
    return _in_language(escape(item.quote), item.source, made)


def _in_language(words: Latex, work: str, made: VolumeContent) -> Latex:
    """Mark words of a work that is in another language than the brief."""
    language = str(made.inputs.bibliography[work].csl.get("language", ""))
    own = made.project.settings.language.partition("-")[0]
    if not _TAG.fullmatch(language) or language.partition("-")[0].lower() == own.lower():
        return words
    return command("inlanguage", identifier(language), words)


def _listed_work(text: Latex, key: str, made: VolumeContent) -> Latex:
    """Mark the title of a work in the list, where the style prints it as it is."""
    fields = made.inputs.bibliography[key].fields
    whole = ": ".join(filter(None, (fields.get("title", ""), fields.get("subtitle", ""))))
    named = (escape(title) for title in (whole, fields.get("title", "")) if title)
    title = next((title for title in named if title in text), None)
    return marked(text, title, lambda words: _in_language(words, key, made)) if title else text


def _name(key: str, made: VolumeContent) -> Latex:
    """Write what a work is called in short."""
    return _in_language(escape(made.inputs.label((SOURCES,), key)), key, made)


def _described(item: Evidence, made: VolumeContent, wording: Wording) -> tuple[str, Latex]:
    """Return where in its work a passage stands, and what is told behind its words."""
    given = (("section", item.section), ("note", item.footnote), ("page", item.page), ("", item.locator))
    place = [_place(kind, text, wording) for kind, text in given if text]
    extra = EMPTY
    if item.id in made.unverified:
        extra = joined((Latex(" "), command("unverifiednote", escape(wording.word("not verified")))))
    if item.via:
        work = command("cited", anchor(item.via), EMPTY, _name(item.via, made))
        extra = joined((extra, escape(f" {wording.word('citing')} "), work, Latex(".")))
    if item.note:
        extra = joined((extra, escape(f" {item.note}")))
    # The style puts a full stop behind the place.
    return ", ".join(place).removesuffix("."), extra


def _place(kind: str, text: str, wording: Wording) -> str:
    """Write a place with the word for its kind, if it does not say itself what it is."""
    one, more = _PLACES[kind]
    # A language may have no word of its own for several.
    several = more in wording.words or wording.locale.language == "en"
    return labelled(kind, text, wording.word(one), wording.word(more if several else one))


def source_texts(made: VolumeContent, wording: Wording) -> TexFile:
    """List the texts that evidence was found in, with their SHA-256, from the texts at hand or the lock."""
    texts = {key: digest for key, (digest, _) in made.inputs.lock.texts.items()}
    texts |= {key: text.digest for key, text in made.inputs.texts.items()}
    lines = [
        command("textdigest", anchor(key), escape(made.inputs.label((SOURCES,), key)), digits(digest))
        for key, digest in sorted(texts.items())
    ] or [escape(wording.word("None."))]
    place = Location(made.project.settings.evidence)
    return listed("source-texts.tex", lines, (place,) * len(lines))


def bibliography(made: VolumeContent) -> TexFile:
    """List the works that a volume cites or lists passages of, as the style has them."""
    sources = {evidence.source for evidence in made.inputs.evidence.values()}
    lines = [Latex(r"\begin{bibliographylist}%")]
    origins = [Location(made.project.settings.bibliography[0])]
    for key, text in made.formatted.bibliography:
        # Styles leave notes out; a reader must know what of a source's metadata was supplied, and from what.
        note = made.inputs.bibliography[key].fields.get("note", "") if key in sources else ""
        lines.append(
            command(
                "bibitemof",
                anchor(key),
                _listed_work(text, key, made),
                escape(f"{note.rstrip('.')}. ") if note else EMPTY,
            )
        )
        origins.append(made.inputs.bibliography[key].location)
    lines.append(Latex(r"\end{bibliographylist}"))
    origins.append(origins[0])
    return listed("bibliography.tex", lines, origins)


def listed(path: str, lines: Sequence[Latex], origins: Sequence[Location]) -> TexFile:
    """Return a file of these lines; nothing but LaTeX can be one."""
    return TexFile(path, "".join(f"{line}\n" for line in lines).encode(), tuple(origins))
