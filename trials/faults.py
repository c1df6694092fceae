"""Hurt builds in every way at hand and look whether anything wrong stands under a final name. ``make faults``.

Each try hurts one build of a copy of a project, from outside. Survived: inputs as they were; outputs
absent, or whole and belonging together; no success reported for a failure; no traceback; and the next build,
without ``make clean``, makes the same bytes as an undisturbed one and leaves nothing lying about.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from trials import disks, tools, writers
from trials.needs import refused
from trials.project import RIVERS, ROOT, Copy, Ended, Tally, finish, odds, plain

DATES = ('date = "2020-02-29"', 'date = "2021-03-01"')
"""The two states that a copy is built in, by turns: both are whole briefs, and they differ in every output."""

QUICK = ("kill", "exchange", "interrupt", "disk")
"""What the short form tries; the rest is in the long one, and by itself in tests of the modules."""

_NEEDED: Final = {
    "disk": ("mount", "umount", "unshare"),
    "read-only": ("mount", "setpriv", "umount", "unshare"),
    "clock": ("faketime",),
}
"""What kinds call besides TeX; the short form tries of them what can be."""


class Ground:
    """A copy with its two states, what an undisturbed build makes of each, and how long that takes."""

    def __init__(self, source: Path, base: Path, dates: tuple[str, str]) -> None:
        self.copy = Copy(source, base)
        self.toml = self.copy.folder / "report.toml"
        text = self.toml.read_text("utf-8")
        self.texts = tuple(text.replace(dates[0], date) for date in dates)
        self.now = 0
        self.seconds = 0.0
        self.states: list[Mapping[str, bytes]] = []
        self.inputs: list[Mapping[str, str]] = []
        for number in (0, 1):
            self.turn(number)
            ended = self.copy.run()
            if ended.status != 0:
                raise SystemExit(f"the project cannot be built undisturbed:\n{ended.said}")
            self.seconds = ended.seconds
            self.states.append(self.copy.outputs())
        if self.states[0]["brief.pdf"] == self.states[1]["brief.pdf"]:
            raise SystemExit("the two states of the project cannot be told apart")

    def turn(self, number: int) -> None:
        """Save one of the two states of the project."""
        self.now = number
        self.toml.write_text(self.texts[number], "utf-8")
        if len(self.inputs) <= number:
            self.inputs.append(self.copy.inputs())

    def other(self) -> None:
        """Save the state that is not built."""
        self.turn(1 - self.now)

    def hurt(self, ended: Ended | None = None) -> str:
        """Say what is wrong at once after a build that was hurt."""
        if self.copy.inputs() != self.inputs[self.now]:
            return "an input changed"
        shown = self.copy.outputs()
        problem = odds(shown, self.states)
        if ended is not None and ended.broke:
            problem = problem or f"a traceback: {ended.said[-300:]!r}"
        if ended is not None and ended.status == 0 and plain(shown) != plain(self.states[self.now]):
            problem = problem or "success was reported, but the outputs are not those of the inputs"
        return problem

    def mended(self, problem: str = "") -> str:
        """Build undisturbed and say what is wrong: ``problem``, if there was one before, else what is so now."""
        after = self._mended()
        return problem or after

    def _mended(self) -> str:
        ended = self.copy.run()
        if ended.status != 0 or ended.broke:
            return f"the next build ended with {ended.status}: {ended.said[-300:]!r}"
        shown = self.copy.outputs()
        if shown != self.states[self.now]:
            differ = sorted(n for n in {*shown, *self.states[self.now]} if shown.get(n) != self.states[self.now].get(n))
            return f"after the next build these differ: {differ[:5]}"
        if left := self.copy.left():
            self.copy.tidy()
            return f"left after the next build: {left[:5]}"
        return "" if self.copy.quiet(3) else "processes live on after the next build"


def kill(ground: Ground, tally: Tally, chance: random.Random, count: int, kind: str) -> None:
    """Kill at moments that are spread over a whole build: by turns the main process alone and its whole group."""
    for number in range(count):
        ground.other()
        moment = ground.seconds * (number + chance.random()) / count
        process = ground.copy.start()
        time.sleep(moment)
        _kill(process.pid, group=number % 2 == 0)
        process.communicate()
        problem = ground.hurt()
        problem = problem or ("" if ground.copy.quiet(5) else "processes live on")
        problem = ground.mended(problem)
        tally.add(kind, problem and f"after {moment:.2f} s: {problem}")
        if number % 20 == 19:
            print(f"{kind}: {number + 1} of {count}", flush=True)


def kill_exchange(ground: Ground, tally: Tally, chance: random.Random, count: int) -> None:
    """Kill in the moments in which outputs get their names: soon after anything new shows in the build folder late."""
    for _ in range(count):
        ground.other()
        process = ground.copy.start()
        usual = {".work", ".cache", ".claim"}
        while process.poll() is None:
            names = os.listdir(ground.copy.build)  # noqa: PTH208 - as quick as can be
            if any(n.startswith(".") and not any(n.startswith(u) for u in usual) for n in names):
                break
        time.sleep(chance.random() * 0.02)
        _kill(process.pid, group=True)
        process.communicate()
        tally.add("kill while outputs are put in place", ground.mended(ground.hurt()))


def _kill(pid: int, *, group: bool) -> None:
    (os.killpg if group else os.kill)(pid, signal.SIGKILL)


def interrupt(ground: Ground, tally: Tally, chance: random.Random, count: int) -> None:
    """Ctrl-C (to the whole group, as a terminal sends it) and SIGTERM (to the main process alone)."""
    for number in range(count):
        which = (signal.SIGINT, signal.SIGTERM)[number % 2]
        ground.other()
        moment = ground.seconds * (number + chance.random()) / count
        begun = time.monotonic()
        process = ground.copy.start()
        _wait_for_handler(process.pid)
        time.sleep(moment)
        (os.killpg if which == signal.SIGINT else os.kill)(process.pid, which)
        told = time.monotonic()
        ended = finish(process, begun, 60)
        took = time.monotonic() - told
        problem = ground.hurt(ended)
        if ended.status not in (0, 128 + which):
            problem = problem or f"exit status {ended.status}"
        if took > 5:
            problem = problem or f"it took {took:.1f} s to end"
        problem = problem or ("" if ground.copy.quiet(1) else "processes live on")
        left = ground.copy.left()
        problem = problem or (f"left lying: {left[:4]}" if left else "")
        tally.add(f"interrupt ({which.name})", ground.mended(problem))


def _wait_for_handler(pid: int) -> None:
    """Wait until a process has said what it does on SIGTERM: before that Python itself starts, and just dies."""
    until = time.monotonic() + 1
    while time.monotonic() < until:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        caught = next(int(line.split()[1], 16) for line in lines if line.startswith("SigCgt"))
        if caught >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.005)


def together(ground: Ground, tally: Tally, count: int) -> None:
    """Two and four builds at once in one folder."""
    for number in range(count):
        ground.other()
        begun = time.monotonic()
        many = (2, 4)[number % 2]
        ended = [finish(p, begun, 200) for p in [ground.copy.start() for _ in range(many)]]
        problem = next((f"a traceback: {e.said[-300:]!r}" for e in ended if e.broke), "")
        if not any(e.status == 0 for e in ended):
            problem = problem or "none of them built"
        strange = [e for e in ended if e.status != 0 and "BUN006" not in e.said]
        if strange:
            problem = problem or f"ended with {strange[0].status}: {strange[0].said[-300:]!r}"
        tally.add(f"{many} builds at once", ground.mended(problem or ground.hurt(ended[0])))


def clocks(ground: Ground, tally: Tally) -> None:
    """A clock that stands elsewhere, runs fast, or goes back between builds; files from the future."""
    for when in ("-20y", "+9y", "@1971-01-01 00:00:00 x500", "-3d"):
        ground.other()
        ended = ground.copy.run(prefix=["faketime", "-f", when])
        problem = ground.hurt(ended) or (f"ended with {ended.status}" if ended.status else "")
        tally.add("clock jumps", ground.mended(problem))
    for year in (1990, 2090):
        ground.other()
        moment = time.mktime((year, 1, 1, 0, 0, 0, 0, 1, 0))
        for path in ground.copy.folder.rglob("*"):
            os.utime(path, (moment, moment))
        tally.add("files of another time", ground.mended())


def every_kind(ground: Ground, tally: Tally, chance: random.Random, share: float) -> Mapping[str, Callable[[], None]]:
    """Return what can be tried, by name; ``share`` is how much of the usual number of tries, at least one of each."""

    def of(usual: int) -> int:
        return max(1, round(usual * share))

    return {
        "kill": lambda: kill(ground, tally, chance, of(220), "kill"),
        "exchange": lambda: kill_exchange(ground, tally, chance, of(40)),
        "interrupt": lambda: interrupt(ground, tally, chance, of(40)),
        "disk": lambda: disks.full(ground, tally, chance, of(14)),
        "tools": lambda: tools.hurt(ground, tally, share < 0.1),
        "together": lambda: together(ground, tally, of(6)),
        "read-only": lambda: disks.read_only(ground, tally),
        "cache": lambda: writers.damage(ground, tally, chance, of(30)),
        "saving": lambda: writers.saving(ground, tally, chance, of(12)),
        "clock": lambda: clocks(ground, tally),
    }


def main() -> int:
    """Run the trials and print the counts; 1 when anything was lost, 2 when programs are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few of each kind, for the test run")
    parser.add_argument("--seed", type=int, default=1, help="for the random moments (default: 1)")
    parser.add_argument("--only", action="append", default=[], metavar="KIND", help="only these kinds")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of tries (default: 1)")
    parser.add_argument("--kills", type=int, default=6, help="kills of the repository's own brief (default: 6)")
    options = parser.parse_args()
    called = [] if options.quick else [p for kind in options.only or _NEEDED for p in _NEEDED.get(kind, ())]
    if refused("make faults", ["kpsewhich", "pdflatex", *called], "or name other kinds with --only" if called else ""):
        return 2
    disks.own_mounts()
    chance, tally = random.Random(options.seed), Tally()
    try:
        _all(options, tally, chance)
    except KeyboardInterrupt:
        print("interrupted; so far:")
        tally.leave_out("the rest", "interrupted")
    print(tally.table())
    return 1 if tally.failed or "the rest" in tally.left_out else 0


def _all(options: argparse.Namespace, tally: Tally, chance: random.Random) -> None:
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        ground = Ground(RIVERS, Path(name) / "rivers", DATES)
        print(f"a build takes {ground.seconds:.1f} s; seed {options.seed}", flush=True)
        kinds = every_kind(ground, tally, chance, 0.0 if options.quick else options.share)
        for kind, trial in kinds.items():
            if kind in (options.only or (QUICK if options.quick else kinds)):
                begun = time.monotonic()
                trial()
                print(f"{kind}: {time.monotonic() - begun:.0f} s", flush=True)
        if not options.quick and (not options.only or "brief" in options.only):
            text = (ROOT / "report.toml").read_text("utf-8")
            date = next(line for line in text.splitlines() if line.startswith("date = "))
            brief = Ground(ROOT, Path(name) / "brief", (date, 'date = "2020-02-29"'))
            kill(brief, tally, chance, options.kills, "kill (the repository's brief)")


if __name__ == "__main__":
    sys.exit(main())
