"""A paragraph of a document beside the one that the brief prints: what each of its characters comes from."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.edits.align import mapped
from reportgen.edits.model import Origin, Printed, WordPlace


class Line:
    """A paragraph of a document beside the one that the brief prints; ``number`` is that of the latter."""

    def __init__(self, text: str, printed: Printed, number: int) -> None:
        self.text = text
        self.printed = printed
        self.number = number
        self.origins = printed.origins
        self._where, self._place = mapped(text, printed.text)

    def origin(self, at: int) -> Origin:
        """Return the origin of a character of the document."""
        return self.origins[self._where[at]] if 0 <= at < len(self._where) and self._where[at] >= 0 else None

    def blank(self, at: int) -> bool:
        """Whether a character is a blank, or stands for what is no text."""
        return self.text[at].isspace()

    def before(self, begin: int) -> tuple[int, WordPlace] | None:
        """Return the last character before a place that a template says, and its own place."""
        for at in range(min(begin, len(self.text)) - 1, -1, -1):
            origin = self.origin(at)
            if isinstance(origin, WordPlace):
                return at, origin
        return None

    def near(self, begin: int) -> WordPlace | None:
        """Return the place in a template that is nearest to a character."""
        for at in range(begin, len(self.text)):
            origin = self.origin(at)
            if isinstance(origin, WordPlace):
                return origin
        before = self.before(begin)
        return before[1] if before else None

    def beside(self, begin: int, end: int) -> Iterator[WordPlace]:
        """Yield the places of the characters before and behind a part."""
        yield from (o for at in (begin - 1, end) if isinstance(o := self.origin(at), WordPlace))

    def between(self, begin: int, end: int) -> list[int]:
        """Return the usages that the brief prints where the document has something else."""
        last, following = self._around(begin, end)
        return [o for o in self.origins[last + 1 : following] if isinstance(o, int)]

    def places(self, begin: int, end: int) -> list[WordPlace] | None:
        """Return the places of a part in the templates; nothing where a letter of it has none."""
        found: list[WordPlace] = []
        for at in range(begin, min(end, len(self.text))):
            origin = self.origin(at)
            if isinstance(origin, WordPlace):
                found.append(origin)
            elif not self.blank(at):
                return None
        return found

    def made(self, begin: int, end: int, inserted: str) -> bool:
        """Whether the brief prints what was put in already, and nothing of what was taken out."""
        if any(self._where[at] >= 0 for at in range(begin, end) if not self.blank(at)):
            return False
        before, behind = self.before(begin), self.origin(end)
        if not inserted.strip():
            return before is not None and isinstance(behind, WordPlace) and before[1].end == behind.begin
        last, following = self._around(begin, end)
        return "".join(inserted.split()) in "".join(self.printed.text[last + 1 : following].split())

    def _around(self, begin: int, end: int) -> tuple[int, int]:
        """Return the last printed character before a part, and the first behind it, that the document has too."""
        last = next((self._where[at] for at in range(begin - 1, -1, -1) if self._where[at] >= 0), -1)
        behind = range(end, len(self.text))
        return last, next((self._where[at] for at in behind if self._where[at] >= 0), len(self.origins))

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the part of what the brief prints that answers to one of the document."""
        start = self._place(begin)
        return start, max(start, self._place(end)) if end > begin else start
