"""Which pages the preview shows while the whole is being set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future

import pytest

from reportgen.pipeline import partial_preview
from reportgen.pipeline.partial_preview import FullPreview, PartialPreview
from reportgen.preview.model import PageRef
from reportgen.store.fingerprint import of_bytes
from reportgen.typeset.model import InitialState, Manuscript, TexFile
from reportgen.typeset.part import Excerpt

MAIN = b"\\begin{document}\n\\briefpart{one}\n\\briefpart{two}\n\\end{document}\n"
BEFORE = {"brief.tex": MAIN, "one.tex": b"1", "two.tex": b"2"}
START = InitialState(b"", {"brief.aux": b"x"})
EXCERPT = Excerpt(b"%PDF part", ((2, 4, 0, 3),))
"""The second part, of pages 3 and 4 of five, has three pages now."""


def whole(digest: str, pages: int) -> FullPreview:
    annex = PageRef("annex", 0)
    return FullPreview({"brief": tuple(PageRef(digest, n) for n in range(pages)), "annex": (annex,)}, BEFORE)


class Shown:
    """A preview whose work is done when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.work: list[Callable[[], None]] = []
        self.pages: list[tuple[PageRef, ...]] = []
        self.provisional: list[frozenset[int]] = []
        self.pdfs: list[Mapping[str, bytes]] = []
        monkeypatch.setattr(partial_preview, "set_parts", lambda *_: EXCERPT)
        self.preview = PartialPreview(self._run, self._show)
        self.preview.settle(whole("whole", 5))

    def _run(self, work: Callable[[], None]) -> Future[None]:
        self.work.append(work)
        return Future()

    def _show(self, pages: tuple[PageRef, ...], provisional: frozenset[int], pdfs: Mapping[str, bytes]) -> None:
        self.pages.append(pages)
        self.provisional.append(provisional)
        self.pdfs.append(pdfs)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    return Shown(monkeypatch)


def manuscript(engine: str = "pdflatex", **changed: bytes) -> Manuscript:
    contents = BEFORE | {f"{name}.tex": content for name, content in changed.items()}
    return Manuscript({path: TexFile(path, content) for path, content in contents.items()}, engine)  # type: ignore[arg-type]


def test_pages_of_a_changed_part_take_the_place_of_its_old_ones(shown: Shown) -> None:
    shown.preview.begin(manuscript(two=b"other"), START, 0)
    (work,) = shown.work
    work()
    part = of_bytes(EXCERPT.pdf)
    before = [PageRef("whole", n) for n in range(5)]
    new = [PageRef(part, n) for n in range(3)]
    assert shown.pages == [(*before[:2], *new, before[4], PageRef("annex", 0))]
    assert shown.provisional == [frozenset({2, 3, 4})]
    assert shown.pdfs == [{part: EXCERPT.pdf}]


def test_nothing_is_set_where_nothing_or_more_than_parts_changed(shown: Shown) -> None:
    shown.preview.begin(manuscript(), START, 0)
    shown.preview.begin(manuscript(brief=MAIN + b"%"), START, 0)
    shown.preview.begin(manuscript("lualatex", two=b"other"), START, 0)
    shown.preview.begin(manuscript(two=b"other"), InitialState(b"", {}), 0)
    assert shown.work == []


def test_nothing_is_set_before_there_is_a_whole(shown: Shown) -> None:
    shown.preview.settle(FullPreview())
    shown.preview.begin(manuscript(two=b"other"), START, 0)
    assert shown.work == []


@pytest.mark.parametrize("end", ["drop", "settle"])
def test_what_comes_after_the_build_has_ended_is_not_shown(shown: Shown, end: str) -> None:
    shown.preview.begin(manuscript(two=b"other"), START, 0)
    if end == "drop":
        shown.preview.drop()
    else:
        shown.preview.settle(whole("newer", 6))
    shown.work[0]()
    assert shown.pages == []
