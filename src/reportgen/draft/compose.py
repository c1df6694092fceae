"""Render the templates into a draft."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from babel.core import UnknownLocaleError
from jinja2 import TemplateAssertionError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from reportgen.diagnostics import Diagnostic, Findings, Location
from reportgen.draft.environment import MARKS, environment, mark
from reportgen.draft.linemap import resolve
from reportgen.draft.model import TOKEN_CLOSE, TOKEN_OPEN, Draft, DraftFile, Usage, token
from reportgen.draft.printable import CallError, Problem
from reportgen.draft.recorder import CALLS, FILTERS, Recorder
from reportgen.inputs.model import Inputs
from reportgen.latex import Latex, anchor, escape
from reportgen.project.model import Project
from reportgen.rules import did_you_mean, finding
from reportgen.wording import Wording

WAITING: Final = frozenset({"citation", "exhibit", "part", "analysis", "analysis-end"})
"""Kinds of usage whose LaTeX is known only to later stages."""


def compose(project: Project, inputs: Inputs) -> Findings[Draft]:
    """Render the brief's template and its chapters; a chapter that fails is reported and left out."""
    settings = project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    try:
        _ = wording.locale
    except (ValueError, UnknownLocaleError):
        place = Location("report.toml", project.line("language"))
        yield finding("PRJ004", place, f'no language "{settings.language}"', 'write a tag such as "en-GB"')
        return Draft((), ())
    chapters = _chapters(project)
    shared: dict[str, object] = {"chapters": chapters, "brief": _brief(project, wording)}
    plan = [("brief.tex", settings.template, shared)]
    plan += [
        (f"chapters/{c['id']}.tex", s.template, shared | {"chapter": c})
        for c, s in zip(chapters, settings.chapters, strict=True)
    ]
    sources = _Sources(project.folder)
    files: list[DraftFile] = []
    usages: list[Usage] = []
    for path, template, context in plan:
        part = yield from _render(path, template, context, Recorder(settings, inputs, wording), sources, len(usages))
        if part is not None:
            files.append(part[0])
            usages += part[1]
    return Draft(tuple(files), tuple(usages), tuple(sorted(sources.texts)), len(files) == len(plan))


_TOKEN: Final = re.compile(f"{TOKEN_OPEN}([0-9]+){TOKEN_CLOSE}")
_QUOTED: Final = re.compile(r"""['"]([^'"]+)['"]""")
_MARKS: Final = re.compile(f"[{MARKS}]")


class _Sources:
    """Templates of a project as text, never from outside its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.texts: dict[str, str] = {}

    def read(self, path: str) -> str | None:
        if path not in self.texts:
            full = (self._folder / path).resolve()
            if not full.is_relative_to(self._folder) or not full.is_file():
                return None
            self.texts[path] = ""
            text = full.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            self.texts[path] = _MARKS.sub("\ufffd", text)
        return self.texts[path]

    @property
    def names(self) -> tuple[str, ...]:
        """Names that every template knows."""
        return ("chapters", "chapter", "brief", *CALLS)

    def column(self, place: Location, subject: str) -> Location:
        """Find the column at which something stands in a template's line."""
        lines = self.texts.get(place.path, "").split("\n")
        position = lines[place.line - 1].find(subject) if subject and 0 < place.line <= len(lines) else -1
        return Location(place.path, place.line, position + 1)


def _chapters(project: Project) -> list[dict[str, object]]:
    return [
        {"id": c.id, "title": c.title, "short": c.short or c.title, "body": Latex(rf"\input{{chapters/{c.id}}}")}
        for c in project.settings.chapters
    ]


def _brief(project: Project, wording: Wording) -> dict[str, object]:
    settings = project.settings
    return {
        "title": settings.title,
        "subtitle": settings.subtitle,
        "authors": wording.join(settings.authors),
        "date": wording.today(settings.date),
        "edition": settings.edition,
    }


def _render(
    path: str, template: str, context: Mapping[str, object], recorder: Recorder, sources: _Sources, first: int
) -> Findings[tuple[DraftFile, list[Usage]] | None]:
    env = environment(sources.read, recorder.finalize)
    env.globals.update(recorder.calls())
    env.filters.update(recorder.filters())
    try:
        marked = env.get_template(template).render(context)
    except Exception as error:  # a template is the author's program: whatever it raises is a finding
        yield _failure(error, template, sources)
        return None
    mapped = resolve(mark(template, 1) + marked, Location(template, 1))
    places = dict(mapped.tokens)
    usages: list[Usage] = []
    replaced: dict[int, str] = {}
    for number, item in enumerate(recorder.printed):
        place = places.get(number, Location(template))
        if isinstance(item, Problem):
            yield finding(item.code, sources.column(place, item.subject), item.message, item.hint)
            replaced[number] = ""
            continue
        usage = Usage(first + len(usages), item.kind, item.ids, item.evidence, item.text, place, path, item.detail)
        usages.append(usage)
        replaced[number] = token(usage.number) if item.kind in WAITING else _set(usage)
    text = _TOKEN.sub(lambda m: replaced[int(m[1])], mapped.text)
    return DraftFile(path, text, mapped.lines), usages


def _set(usage: Usage) -> Latex:
    """Set a usage whose words are known: linked to the evidence or source that it rests on."""
    text = escape(usage.text)
    if usage.kind == "source":
        return Latex(rf"\sourcename{{{anchor(usage.ids[0])}}}{{{text}}}")
    if usage.kind in {"figure", "derived", "count"} and usage.evidence:
        return Latex(rf"\traced{{{anchor(usage.evidence[0])}}}{{{text}}}")
    return text


def _failure(error: Exception, template: str, sources: _Sources) -> Diagnostic:
    """Turn what a template raised into a finding at the template's line."""
    if isinstance(error, TemplateSyntaxError):
        code = "TPL004" if isinstance(error, TemplateAssertionError) else "TPL002"
        subject = _QUOTED.search(error.message or "")
        place = sources.column(Location(error.name or template, error.lineno), subject[1] if subject else "")
        return finding(code, place, _plain(error.message or "the template is not valid"), _syntax_hint(error))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in sources.texts]
    place = Location(frames[-1].filename, frames[-1].lineno or 0) if frames else Location(template)
    if isinstance(error, CallError):
        subject = _QUOTED.search(error.message)
        return finding(error.code, sources.column(place, subject[1] if subject else ""), error.message, error.hint)
    if isinstance(error, TemplateNotFound):
        hint = "create it or correct the name"
        return finding("TPL001", place, f'there is no template "{error.name}"', hint)
    if isinstance(error, UndefinedError):
        subject = _QUOTED.search(error.message or "")
        name = subject[1] if subject else ""
        hint = did_you_mean(name, sources.names) or "docs/templates.md lists what templates can use"
        return finding("TPL003", sources.column(place, name), _plain(error.message or str(error)), hint)
    if isinstance(error, UnicodeDecodeError):
        return finding("TPL002", place, "the template is not UTF-8 text", "save it as UTF-8")
    message = f"{type(error).__name__}: {error}"
    return finding("TPL005", place, _plain(message), "check what the call is given")


def _plain(message: str) -> str:
    return message.rstrip(".").replace("\n", " ")


def _syntax_hint(error: TemplateSyntaxError) -> str:
    if isinstance(error, TemplateAssertionError):
        name = _QUOTED.search(error.message or "")
        return did_you_mean(name[1] if name else "", FILTERS) or "docs/templates.md lists the filters"
    return r"every \BLOCK{if …}, \BLOCK{for …} needs its \BLOCK{endif}, \BLOCK{endfor}; every \VAR{ its }"
