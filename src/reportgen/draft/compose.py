"""Render the templates into a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from reportgen.draft.balance import unbalanced
from reportgen.draft.conditions import printed_part
from reportgen.draft.environment import environment, mark
from reportgen.draft.foreign_delimiters import foreign_delimiters
from reportgen.draft.insertion import Pieces, insert
from reportgen.draft.limits import Quota
from reportgen.draft.line_map import resolve
from reportgen.draft.marks import SettingText
from reportgen.draft.model import (
    TOKEN_CLOSE,
    TOKEN_OPEN,
    AnalysisEnd,
    AnalysisUse,
    CitationUse,
    Draft,
    DraftFile,
    ExhibitUse,
    NumberUse,
    PartUse,
    SourceUse,
    Title,
    Usage,
    token,
)
from reportgen.draft.printable import Printable, Problem, Rendered
from reportgen.draft.recorder import Recorder
from reportgen.draft.sources import Sources, as_written, column_of, failure_of, unmarked
from reportgen.findings.model import Findings, Location, Outcome, collect
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.project.model import BRIEF, Project, Settings
from reportgen.store.memo import MemoizeTraced, TracedResult, traced_without_cache
from reportgen.text.latex import Latex, anchor, command, counted, escape, identifier, joined
from reportgen.text.wording import Wording

_WAITING: Final = (CitationUse, ExhibitUse, PartUse, AnalysisUse, AnalysisEnd)
"""Uses whose LaTeX is known only to later stages."""

_IN_WORDS: Final = {CitationUse: "a citation", ExhibitUse: "an exhibit", PartUse: "a part"}


def compose(
    project: Project,
    inputs: Inputs,
    trace: MemoizeTraced = traced_without_cache,
    revised: Callable[[str, str], str] = as_written,
) -> Findings[Draft]:
    """Render the brief's template and its chapters; a chapter that fails is reported and left out.

    ``trace`` may keep what a template gives, for the same project and inputs. ``revised`` gives what is read for a
    template's path and text.
    """
    settings, allowance = project.settings, Quota()
    wording = Wording(settings.language, settings.units, settings.words)
    named: Outcome[_Titles] = trace(
        "titles", lambda: TracedResult(collect(_titles(project, inputs, wording, allowance)), {})
    )
    yield from named.findings
    titles, used = named.value
    usages = list(used)
    titled = _titled(settings, titles)
    plan = tuple(_plan(titled, _brief(titled, wording)))
    digests: dict[str, str] = {}
    texts: dict[str, str] = {}
    made: list[DraftFile] = []
    for part in plan:

        def render(part: _Part = part) -> TracedResult[Rendered]:
            sources = Sources(project.folder, revised)
            recorder = Recorder(titled, inputs, wording)
            return TracedResult(_render(part.template, part.context, recorder, sources, allowance), sources.digests)

        rendered = trace(part.unit, render)
        digests |= rendered.templates
        texts |= rendered.texts
        file = yield from _file(part, rendered, usages)
        if file is not None:
            made.append(file)
    return Draft(tuple(made), tuple(usages), dict(sorted(digests.items())), len(made) == len(plan), titles, texts)


@dataclass(frozen=True)
class _Part:
    """A file of the brief that is to be rendered: its path, template, what that is given, and its volume."""

    path: str
    template: str
    context: Mapping[str, object]
    volume: str
    main: bool

    @property
    def unit(self) -> str:
        """Name among what is kept: a template may be that of several volumes."""
        several = f" of {self.volume}" if self.main and self.volume != BRIEF else ""
        return f"template {self.template}{several}"


_TOKEN: Final = re.compile(f"{TOKEN_OPEN}([0-9]+){TOKEN_CLOSE}")
_CALL: Final = re.compile(r"\\(VAR|BLOCK)\{")

_Titles: TypeAlias = tuple[Mapping[tuple[str | int, ...], Title], tuple[Usage, ...]]
"""Titles by their keys in report.toml, and what they use."""


def _titles(project: Project, inputs: Inputs, wording: Wording, allowance: Quota) -> Findings[_Titles]:
    """Fill in what calls print in the titles of brief and chapters and in titles, notes, descriptions of exhibits."""
    usages: list[Usage] = []
    settings = project.settings
    written: dict[tuple[str | int, ...], str] = {(key,): getattr(settings, key) for key in ("title", "subtitle")}
    for number, chapter in enumerate(settings.chapters):
        written |= {("chapters", number, key): getattr(chapter, key) for key in ("title", "short")}
    for name, exhibit in settings.exhibits.items():
        written |= {("exhibits", name, key): getattr(exhibit, key) for key in ("title", "note", "alt")}
    titles: dict[tuple[str | int, ...], Title] = {}
    for path, text in written.items():
        place = project.place(*path)
        titles[path] = Title(text, place)
        for _, _, found, own in foreign_delimiters(text):
            yield finding("TPL008", place, f'"{found}" is printed as it stands: it is no call here', f"write {own}")
        if _CALL.search(text):
            title = yield from _title(text, place, Recorder(settings, inputs, wording), usages, allowance)
            titles[path] = title or titles[path]
    return titles, tuple(usages)


def _title(
    text: str, place: Location, recorder: Recorder, usages: list[Usage], allowance: Quota
) -> Findings[Title | None]:
    """Render a text of report.toml. It is plain text, and is escaped where it is set."""

    def finalize(value: object) -> str:
        if isinstance(value, Printable | Problem):
            return recorder.finalize(value)
        return unmarked(str("" if value is None else value))

    env = environment(lambda _: unmarked(text), finalize, str, allowance)
    env.globals.update(recorder.calls())
    env.filters.update(recorder.filters())
    env.filters.update(escape=escape, e=escape)
    try:
        mapped = resolve(env.get_template(place.path).render(), place)
    except Exception as error:  # as in templates
        yield replace(failure_of(error, place.path, Sources(Path())), location=place)
        return None
    for item in recorder.printed:
        if isinstance(item, Printable) and isinstance(item.use, _WAITING):
            message = f"{_IN_WORDS.get(type(item.use), 'an analysis')} cannot stand in a title, note or description"
            yield finding("TPL005", place, message, "write it in a template")
            return None
    pieces = yield from _recorded(recorder.printed, usages, place.path, lambda *_: place, lambda usage: usage.use.text)
    filled, spans, _ = insert(mapped.text, pieces, parted=False)
    return Title(filled, place, spans, tuple(recorder.held))


def _titled(settings: Settings, titles: Mapping[tuple[str | int, ...], Title]) -> Settings:
    """Return the settings with the titles as they are printed."""
    chapters = [
        replace(c, title=titles["chapters", n, "title"].text, short=titles["chapters", n, "short"].text)
        for n, c in enumerate(settings.chapters)
    ]
    exhibits = {n: replace(e, title=titles["exhibits", n, "title"].text) for n, e in settings.exhibits.items()}
    title, subtitle = (titles[key,].text for key in ("title", "subtitle"))
    return replace(settings, title=title, subtitle=subtitle, chapters=chapters, exhibits=exhibits)


def _plan(settings: Settings, brief: Mapping[str, object]) -> Iterator[_Part]:
    """Yield the files of each volume: the whole of it, then its chapters."""
    declared = {chapter.id: chapter for chapter in settings.chapters}
    for volume in settings.bound:
        named = [declared[name] for name in volume.chapters if name in declared]
        chapters = [
            {
                "id": c.id,
                "title": SettingText(c.title),
                "short": SettingText(c.short or c.title),
                "body": command("briefpart", identifier(f"chapters/{c.id}")),
            }
            for c in named
        ]
        shared = {"chapters": chapters, "brief": brief, "volume": {"id": volume.id, "title": SettingText(volume.title)}}
        yield _Part(f"{volume.id}.tex", volume.template, shared, volume.id, main=True)
        for own, chapter in zip(named, chapters, strict=True):
            context = {**shared, "chapter": chapter}
            yield _Part(f"chapters/{own.id}.tex", own.template, context, volume.id, main=False)


def _brief(settings: Settings, wording: Wording) -> dict[str, object]:
    return {
        "title": SettingText(settings.title),
        "subtitle": SettingText(settings.subtitle),
        "authors": SettingText(wording.join(settings.authors)),
        "date": SettingText(wording.today(settings.date)),
        "edition": SettingText(settings.edition),
    }


def _render(
    template: str, context: Mapping[str, object], recorder: Recorder, sources: Sources, allowance: Quota
) -> Rendered:
    env = environment(sources.read, recorder.finalize, allowance=allowance)
    env.globals.update(recorder.calls())
    env.filters.update(recorder.filters())
    try:
        marked, failure = env.get_template(template).render(context), None
    except Exception as error:  # a template is the author's program: whatever it raises is a finding
        marked, failure = "", failure_of(error, template, sources)
    return Rendered(marked, tuple(recorder.printed), sources.digests, sources.texts, failure, tuple(recorder.held))


def _file(part: _Part, rendered: Rendered, usages: list[Usage]) -> Findings[DraftFile | None]:
    """Make a file of a rendered template; what it uses is added to ``usages``."""
    path, template = part.path, part.template
    if rendered.failure is not None:
        yield rendered.failure
        return None
    yield from _delimiters(rendered.texts)
    mapped = resolve(mark(template, 1) + rendered.marked, Location(template, 1))
    places = dict(mapped.tokens)

    def place(number: int, subject: str) -> Location:
        here = places.get(number, Location(template))
        return column_of(rendered.texts, here, subject) if subject else here

    printed, unclosed = printed_part(mapped.text)
    hidden = _tokens(mapped.text) - _tokens(printed)
    text, spans, told = insert(printed, (yield from _recorded(rendered.printed, usages, path, place, _set, hidden)))
    made = DraftFile(path, text, mapped.lines, spans, rendered.held, told, part.volume)
    if unclosed is not None:
        closes = unclosed.name == r"\fi"
        message = f"{unclosed.name} {'closes nothing that was opened in this file' if closes else 'is never closed'}"
        hint = "take it out" if closes else r"write the \fi that is missing"
        yield finding("TPL009", made.origin(unclosed.line), message, hint)
    yield from _groups(made)
    return made


def _tokens(text: str) -> frozenset[int]:
    return frozenset(int(match[1]) for match in _TOKEN.finditer(text))


def _delimiters(texts: Mapping[str, str]) -> Findings[None]:
    """Report what is written as Jinja's own delimiters would have it, which this brief's templates do not use."""
    for path, text in texts.items():
        for line, column, found, own in foreign_delimiters(text):
            message = f'"{found}" is printed as it stands, or not at all: it is no call here'
            yield finding("TPL008", Location(path, line, column), message, f"write {own}")


def _groups(file: DraftFile) -> Findings[None]:
    """Report a group or environment that its own file does not close."""
    fault = unbalanced(file.text)
    # a comment that begins at a foreign "{%" hides what would close a group
    if fault is not None and not any(True for _ in foreign_delimiters(file.text)):
        here, other = file.origin(fault.line), file.origin(fault.begun)
        told = str(other.line) if other.path == here.path else f"{other.line} of {other.path}"
        yield finding("TPL009", here, fault.message.replace("{other}", told), fault.hint, [other])


def _recorded(
    printed: Sequence[Printable | Problem],
    usages: list[Usage],
    file: str,
    place: Callable[[int, str], Location],
    form: Callable[[Usage], str],
    hidden: Container[int] = (),
) -> Findings[Pieces]:
    """Add to ``usages`` what was printed, and give what stands in its place; problems leave nothing there.

    What is ``hidden``, by its number, is never printed after all.
    """
    pieces: dict[int, tuple[int | None, str]] = {}
    for number, item in enumerate(printed):
        if isinstance(item, Problem):
            yield finding(item.code, place(number, item.subject), item.message, item.hint)
            pieces[number] = None, ""
        if isinstance(item, Problem) or number in hidden:
            continue
        here = place(number, "")
        usage = Usage(len(usages), item.use, here, file)
        usages.append(usage)
        pieces[number] = usage.number, form(usage)
    return pieces


def _set(usage: Usage) -> Latex:
    """Set a usage: its words, linked to the evidence or source that it rests on, or a token if it must wait."""
    use = usage.use
    if isinstance(use, _WAITING):
        return token(usage.number)
    text = escape(use.text)
    if isinstance(use, SourceUse):
        return command("sourcename", anchor(use.key), text)
    if isinstance(use, NumberUse) and use.evidence:
        return command("traced", anchor(use.evidence[0]), joined((command("used", counted(usage.number)), text)))
    return text
