"""The volumes of a brief: in which order and how often they are set, and on which pages things stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.drafted import draft
from reportgen.draft.model import Draft
from reportgen.findings.model import Findings, Location, Outcome, collect
from reportgen.findings.rules import finding
from reportgen.pipeline import volumes
from reportgen.pipeline.store import Store
from reportgen.pipeline.volumes import ROUNDS, VolumeSetter, pages_of
from reportgen.typeset.model import Pages

FLAW = finding("TEX001", Location("a.tex"), "it fails")


class FakeVolumes:
    """Stands in for all that sets volumes: the names that one prints of others are the pages of these."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *ids: str) -> None:
        self.ids, self.set_in_order = ids, list[str]()
        self.pages: dict[str, list[int]] = {name: [1] for name in ids}
        self.fails: set[str] = set()
        self.chosen: list[str] = []
        monkeypatch.setattr(volumes, "assemble", lambda volume: volume)
        monkeypatch.setattr(volumes, "choose", self.choose)
        monkeypatch.setattr(volumes, "names", lambda volume: SimpleNamespace(content=repr(volume.elsewhere).encode()))
        monkeypatch.setattr(volumes, "pages", lambda auxiliary: auxiliary)
        monkeypatch.setattr(volumes, "replace", self.replaced)

    @staticmethod
    def choose(volume: Any, *_: object) -> Findings[Any]:
        yield from ()
        return volume  # a stage yields findings and returns its result

    @staticmethod
    def replaced(volume: Any, elsewhere: Mapping[str, Any]) -> Any:
        return SimpleNamespace(**{**vars(volume), "elsewhere": elsewhere})

    def bind(self) -> Outcome[Any]:
        volumes = {
            name: SimpleNamespace(volume=SimpleNamespace(id=name), project=None, inputs=None) for name in self.ids
        }
        typesetting = {name: SimpleNamespace(last=lambda: 0, set=self.setter(name)) for name in self.ids}
        made = VolumeSetter(volumes, typesetting, None, lambda found: FLAW in found)  # type: ignore[arg-type]  # stand-ins
        return collect(made.set(None, lambda: True, lambda name, _: self.chosen.append(name)))  # type: ignore[arg-type]

    def setter(self, name: str) -> Any:
        def work(*_: object) -> Findings[Any]:
            self.set_in_order.append(name)
            if name in self.fails:
                yield FLAW
                return None
            left = self.pages[name]
            return SimpleNamespace(name=name, auxiliary=left.pop(0) if len(left) > 1 else left[0])

        return work


def test_a_brief_of_one_volume_is_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeVolumes(monkeypatch, "brief")
    assert list(fake.bind().value) == ["brief"]
    assert fake.set_in_order == fake.chosen == ["brief"]


@pytest.mark.parametrize(
    ("pages", "order"),
    [
        # What was known of the last build is 0: the brief is set anew for the page of the annex, and so on.
        ({"brief": [0], "annex": [0]}, ["annex", "brief"]),
        ({"brief": [5], "annex": [7]}, ["annex", "brief", "annex"]),
        ({"brief": [5], "annex": [7, 8]}, ["annex", "brief", "annex", "brief"]),
    ],
)
def test_volumes_are_set_until_what_they_print_of_each_other_stays(
    monkeypatch: pytest.MonkeyPatch, pages: dict[str, list[int]], order: Sequence[str]
) -> None:
    fake = FakeVolumes(monkeypatch, "brief", "annex")
    fake.pages = pages
    outcome = fake.bind()
    assert list(outcome.value) == ["brief", "annex"]
    assert fake.set_in_order == order


def test_pages_that_never_settle_end(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeVolumes(monkeypatch, "brief", "annex")
    fake.pages = {"brief": list(range(10, 30)), "annex": list(range(10, 30))}
    assert fake.bind().value is not None
    assert fake.set_in_order == ["annex", "brief"] * ROUNDS


def test_a_volume_that_fails_ends_it_with_its_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeVolumes(monkeypatch, "brief", "annex")
    fake.fails = {"annex"}
    outcome = fake.bind()
    assert outcome.value is None
    assert outcome.findings == (FLAW,)
    assert fake.set_in_order == ["annex"]


def test_what_cannot_be_set_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeVolumes(monkeypatch, "brief")

    def choose(volume: Any, *_: object) -> Findings[Any]:
        yield FLAW
        return volume

    monkeypatch.setattr(volumes, "choose", choose)
    assert fake.bind() == Outcome(None, (FLAW,))
    assert fake.set_in_order == fake.chosen == []


NOTED = {
    "brief": {
        "brief.uses": b"\\rgpage{ev}x\n\\rgpage{ev.old}{3}\n\\rgpage{ev.old}{4}\n\\rgpage{use.0}{3}\n",
        "brief.aux": b"\\newlabel{exhibit:costs}{{1}{5}{What it cost}{rgtable.1}{}}\n",
    },
    "annex": {
        "brief.uses": b"\\rgpage{ev.old}{1}\n\\rgpage{ev.new}{2}\n\\rgpage{use.7}{2}\n",
        "brief.aux": b"\\newlabel{exhibit:tolls}{{2}{9}{Tolls}{rgfigure.2}{}}\n",
    },
}


def test_pages_of_other_volumes_stand_behind_their_names() -> None:
    found = pages_of(NOTED, Draft((), ()))
    assert found == Pages(
        {"old": ("3", "4", "annex/1"), "new": ("annex/2",)},
        {0: ("3",), 7: ("annex/2",)},
        {"costs": ("table", "1", "5"), "tolls": ("figure", "2", "annex/9")},
    )


def test_an_exhibit_is_used_on_the_page_where_it_stands(rivers: Path, shared_cache: None) -> None:
    value, _ = draft(Store(rivers))
    assert value is not None
    (usage,) = [u for u in value.draft.usages if getattr(u.use, "name", "") == "costs"]
    label = b"\\newlabel{exhibit:costs}{{1}{5}{What it cost}{rgfigure.1}{}}\n"
    assert pages_of({"brief": {"brief.aux": label}}, value.draft).usages == {usage.number: ("5",)}
