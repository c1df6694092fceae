"""Edits → the words of templates that they change; what prints from data, titles or quotations is told instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportgen.draft.model import Draft
from reportgen.edits.align import paired
from reportgen.edits.beside import Line
from reportgen.edits.facts import changes_number, in_quotation
from reportgen.edits.model import Change, Comment, Edit, Paper, Printed, Revision, Source, Splice, Templates, WordPlace
from reportgen.edits.sources import Generated, kind_of, sources_of
from reportgen.edits.typed import typed, with_breaks
from reportgen.findings.model import Location
from reportgen.inputs.model import Inputs
from reportgen.project.model import Settings
from reportgen.text.latex import Latex, joined

NOWHERE: Final = Location("")
_MARKUP: Final = re.compile(r"(?:\\[A-Za-z]+\*?|[{}\s])*")
_NOTES: Final = re.compile(r"\\(?:footnote|thanks|marginpar)\b")
_ENDS: Final = re.compile(r"[ \t]*(?:\n[ \t]*(?=\n|\\|\Z)|\Z)")
_BY_HAND: Final = "change it by hand where it is right"


class Placer:
    """Places what was changed in a document in the templates of a brief."""

    def __init__(self, paper: Paper, templates: Templates, draft: Draft, inputs: Inputs, settings: Settings) -> None:
        self._paper = paper
        self._templates = templates
        self._draft = draft
        self._inputs = inputs
        self._language = settings.language
        self._generated = Generated(draft, inputs, settings.exhibits)
        own = _own(paper.paragraphs, templates.printed)
        pairs = paired(paper.paragraphs, [templates.printed[n].text for n in own])
        self._pairs = {old: own[new] for old, new in pairs.items()}
        self._known: dict[int, Line] = {}

    def edits(self) -> Iterator[Edit]:
        """Yield the edits with what becomes of each; of two that change the same words, the second is for a person."""
        taken: list[WordPlace] = []
        for revision in self._paper.revisions:
            if not (revision.deleted + revision.inserted).strip() and "\n" not in revision.deleted + revision.inserted:
                # Blanks alone: what TeX makes of two is one.
                continue
            edit = self._edit(revision)
            if any(_touch(splice.place, other) for splice in edit.splices for other in taken):
                edit = _told(edit, "another edit changes the same words")
            taken += [splice.place for splice in edit.splices]
            yield edit

    def location(self, comment: Comment) -> Location:
        """Return the line of a template that a comment is about, or of what else is printed there; else none."""
        line = self._line(comment.paragraph)
        place = line.near(comment.begin) if line else None
        if place is not None:
            return self._at(place)
        source = self._source(comment.paragraph, "")
        return source.location if source else NOWHERE

    def _line(self, number: int) -> Line | None:
        if number not in self._known and number in self._pairs:
            to = self._pairs[number]
            self._known[number] = Line(self._paper.paragraphs[number], self._templates.printed[to], to)
        return self._known.get(number)

    def _at(self, place: WordPlace) -> Location:
        text = self._templates.texts[place.path]
        return Location(
            place.path, text.count("\n", 0, place.begin) + 1, place.begin - text.rfind("\n", 0, place.begin)
        )

    def _edit(self, r: Revision) -> Edit:
        line = self._line(r.paragraph)
        if "\n" in r.deleted or "\n" in r.inserted:
            return self._of_paragraphs(r, line)
        r = _trimmed(r)
        place = line.near(r.begin) if line else None
        if line is None or place is None:
            return self._unworded(r, line)
        edit = Edit(r, "told", self._at(place))
        if r.moved:
            return _told(edit, "it was moved")
        return self._of_words(edit, line)

    def _unworded(self, r: Revision, line: Line | None) -> Edit:
        """Return an edit in a paragraph that no template says."""
        source = line.printed.about if line and line.printed.about else self._source(r.paragraph, r.deleted)
        if source is None:
            return Edit(r, "lost", NOWHERE)
        return Edit(r, "told", source.location, f"this stands in {source.told}", (source,), "change it there")

    def _source(self, number: int, deleted: str) -> Source | None:
        text = self._paper.paragraphs[number] if number < len(self._paper.paragraphs) else ""
        if found := self._generated.title(text):
            return found
        if number in self._paper.cells:
            name = self._generated.exhibit(self._paper.paragraphs[:number])
            return self._generated.row(text, name)
        return None

    def _of_words(self, edit: Edit, line: Line) -> Edit:
        r = edit.revision
        end = r.begin + len(r.deleted)
        uses = self._uses(line, r, end)
        if uses:
            sources = tuple(dict.fromkeys(s for n in uses for s in sources_of(self._draft.usages[n], self._inputs)))
            why = f"this is {kind_of(self._draft.usages[uses[0]])}"
            return replace(edit, why=why, sources=sources, hint="change the row or the call")
        if line.made(r.begin, end, r.inserted):
            return replace(edit, outcome="made")
        places = line.places(r.begin, end)
        if places is None or (not places and r.deleted.strip()):
            if source := self._source(r.paragraph, r.deleted):
                return replace(edit, why=f"this stands in {source.told}", sources=(source,), hint="change it there")
            return _told(edit, "this is no word of the template, but something that it calls")
        text = line.text
        if in_quotation(text, r.begin, end, r.inserted):
            return _told(edit, "these words are quoted", "a quotation is as its source has it: change its row")
        if changes_number(text, r.begin, end, r.inserted, self._language):
            return _told(edit, "this changes a number or date", "numbers come from rows: change the row or the call")
        return self._spliced(edit, line, places, end)

    def _uses(self, line: Line, r: Revision, end: int) -> list[int]:
        """Return the usages that an edit reaches into, or that stand where it changes what no template says."""
        found = [o for at in range(r.begin, end) if isinstance(o := line.origin(at), int) and not line.blank(at)]
        if not r.deleted:
            for at, sign in ((r.begin - 1, r.inserted[:1]), (r.begin, r.inserted[-1:])):
                origin = line.origin(at)
                if isinstance(origin, int) and sign.isalnum() and line.text[at].isalnum():
                    found.append(origin)
        strange = [at for at in range(r.begin, end) if line.origin(at) is None and not line.blank(at)]
        if not found and strange:
            found = line.between(strange[0], strange[-1] + 1)
        return list(dict.fromkeys(found))

    def _spliced(self, edit: Edit, line: Line, places: Sequence[WordPlace], end: int) -> Edit:
        r = edit.revision
        if not places:
            at = self._insertion(line, r.begin)
            if at is None:
                return _told(edit, "it stands between things that calls print")
            places = (at,)
        ranges = self._merged(places)
        if ranges is None:
            return _told(edit, "it reaches over a call or command of the template")
        if any(p in self._templates.repeated for p in (*places, *line.beside(r.begin, end))):
            return _told(edit, "the template prints these words more than once", "change the template by hand")
        template = self._templates.texts[ranges[0].path]
        made = with_breaks(typed(r.inserted, template), template[ranges[0].begin : ranges[0].end])
        first = Splice(ranges[0], _kept_break(template, ranges[0], made))
        splices = (first, *(Splice(p, "") for p in ranges[1:]))
        change = Change(line.number, *line.span(r.begin, end), r.inserted)
        return replace(edit, outcome="applied", splices=splices, change=change, location=self._at(ranges[0]))

    def _insertion(self, line: Line, begin: int) -> WordPlace | None:
        """Return the place in a template at which words are put in that stand at a place of the document."""
        before, after = line.before(begin), line.origin(begin)
        if isinstance(after, WordPlace) and line.text[max(begin - 1, 0) : begin].isspace():
            # A block may begin between the blank and the next word: what is put in before a word goes with it.
            return WordPlace(after.path, after.begin, after.begin)
        if before is not None:
            at, place = before
            end = place.end
            if at < begin - 1 and line.text[at + 1 : begin].strip():
                calls = self._templates.calls[place.path]
                ends = dict(calls)
                while end in ends:
                    end = ends[end]
                if end == place.end:
                    return None
            return WordPlace(place.path, end, end)
        return WordPlace(after.path, after.begin, after.begin) if isinstance(after, WordPlace) else None

    def _merged(self, places: Sequence[WordPlace]) -> list[WordPlace] | None:
        """Join places that follow each other; nothing if calls, notes or other templates stand between them."""
        made = [places[0]]
        for place in places[1:]:
            last = made[-1]
            if place == last or (place.path == last.path and last.begin <= place.begin and place.end <= last.end):
                continue
            if place.path != last.path or place.begin < last.end:
                return None
            gap = self._templates.texts[last.path][last.end : place.begin]
            if not gap:
                made[-1] = WordPlace(last.path, last.begin, place.end)
            elif _MARKUP.fullmatch(gap) and not _NOTES.search(gap) and not self._called(last, place):
                made.append(place)
            else:
                return None
        return made

    def _called(self, last: WordPlace, place: WordPlace) -> bool:
        return any(last.end <= begin < place.begin for begin, _ in self._templates.calls[last.path])

    def _of_paragraphs(self, r: Revision, line: Line | None) -> Edit:
        """Return an edit that makes, joins, parts or takes away paragraphs."""
        place = line.near(r.begin) if line else None
        if line is None or place is None:
            return self._unworded(r, line)
        edit = Edit(r, "told", self._at(place))
        if r.moved:
            return _told(edit, "a paragraph was moved")
        if r.deleted.strip("\n ") == "" and "\n" in r.deleted and not r.inserted.strip():
            return self._joined(edit, line)
        if r.deleted.strip():
            return self._taken(edit, line)
        if changes_number("", 0, 0, r.inserted, self._language) or in_quotation("", 0, 0, r.inserted):
            return _told(edit, "a new paragraph says a number or date, or quotes", "write it with calls")
        return self._added(edit, line)

    def _joined(self, edit: Edit, line: Line) -> Edit:
        r = edit.revision
        following = self._line(r.paragraph + 1)
        first, last = line.before(len(line.text)), following.origin(0) if following else None
        if (
            first is None
            or not isinstance(last, WordPlace)
            or first[0] != len(line.text) - 1
            or last.path != first[1].path
        ):
            return _told(edit, "two paragraphs are joined where calls stand")
        gap = WordPlace(last.path, first[1].end, last.begin)
        if self._templates.texts[gap.path][gap.begin : gap.end].strip():
            return _told(edit, "two paragraphs are joined over a command of the template")
        return replace(edit, outcome="applied", splices=(Splice(gap, "\n" if r.inserted else ""),))

    def _taken(self, edit: Edit, line: Line) -> Edit:
        r = edit.revision
        said = r.deleted.strip("\n")
        places = line.places(r.begin, r.begin + len(said))
        whole = r.begin == 0 and said == line.text.strip() and not r.inserted.strip()
        if not whole or not places or any(isinstance(o, int) for o in line.origins):
            return _told(edit, "a paragraph with numbers, citations or other calls in it is taken out or written anew")
        ranges = self._merged(places)
        if ranges is None or len(ranges) > 1:
            return _told(edit, "it reaches over a call or command of the template")
        template = self._templates.texts[ranges[0].path]
        rest = re.compile(r"[ \t]*\n*").match(template, ranges[0].end)
        end = rest.end() if rest else ranges[0].end
        return replace(edit, outcome="applied", splices=(Splice(WordPlace(ranges[0].path, ranges[0].begin, end), ""),))

    def _added(self, edit: Edit, line: Line) -> Edit:
        """Return an edit that parts a paragraph, or puts one before or behind it."""
        r = edit.revision
        at = self._insertion(line, r.begin)
        if at is None:
            return _told(edit, "a paragraph begins between things that calls print")
        template = self._templates.texts[at.path]
        paragraphs = [typed(part.strip(), template) for part in r.inserted.split("\n")]
        text = joined(paragraphs, Latex("\n\n"))
        behind = line.before(r.begin)
        if r.begin >= len(line.text.rstrip()) and not _ENDS.match(template, at.begin):
            return _told(edit, "a paragraph is put behind one that a command of the template holds")
        if behind and r.begin < len(line.text) and not template[at.begin : at.begin + 1].strip():
            # The blank at which a paragraph is parted becomes its end.
            rest = re.compile(r"[ \t]*\n?[ \t]*").match(template, at.begin)
            at = replace(at, end=rest.end() if rest else at.end)
        return replace(edit, outcome="applied", splices=(Splice(at, text),))


def _own(texts: Sequence[str], printed: Sequence[Printed]) -> list[int]:
    """Return the numbers of the printed paragraphs of the volume that a document is of: with most of its paragraphs."""
    said = frozenset(texts)
    shared = Counter(p.volume for p in printed if p.text in said)
    volume = max(shared, key=shared.__getitem__) if shared else -1
    return [n for n, p in enumerate(printed) if volume in (p.volume, -1)]


def _told(edit: Edit, why: str, hint: str = _BY_HAND) -> Edit:
    return replace(edit, outcome="told", why=why, hint=hint, splices=(), change=None)


def _touch(one: WordPlace, other: WordPlace) -> bool:
    if one.path != other.path:
        return False
    return (one.begin < other.end and other.begin < one.end) or one == other


def _trimmed(r: Revision) -> Revision:
    """Return a revision without what it takes out and puts in again at its ends."""
    begin = 0
    while begin < min(len(r.deleted), len(r.inserted)) and r.deleted[begin] == r.inserted[begin]:
        begin += 1
    # No word or number is cut in two: what is told is what was changed in words.
    while begin and not r.deleted[begin - 1].isspace():
        begin -= 1
    return replace(r, begin=r.begin + begin, deleted=r.deleted[begin:], inserted=r.inserted[begin:])


def _kept_break(template: str, place: WordPlace, made: str) -> str:
    """Return what takes a place, with the line break that would go with the last word of a line."""
    lost = template[place.begin : place.end]
    if (
        lost.strip()
        and lost.rstrip(" \t").endswith("\n")
        and not made
        and template[place.begin - 1 : place.begin].isspace()
    ):
        return "\n"
    return made
