"""Send mutated input files to the readers, guided by the lines that they reach: none may raise or hang.

``python trials/fuzz.py --inputs`` runs every target in a process of its own and tells how many inputs each was given.
What it finds is kept in build/fuzz/TARGET; an input that broke a reader belongs into tests/test_fuzz_found.py.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import random
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
RIVERS: Final = ROOT / "tests/projects/rivers"
KEPT: Final = ROOT / "build/fuzz"
PACKAGE: Final = "data/datapackage.json"
CHAPTER: Final = "templates/chapters/bridges.tex.j2"
ATHERIS: Final = "atheris>=3.0"
_MOST_KEPT: Final = 200

SEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "settings": ("report.toml",),
    "package": (PACKAGE,),
    "csv": ("data/bridges.csv", "data/figures.csv", "data/rivers.csv"),
    "bibliography": ("bib/sources.bib",),
    "evidence": ("bib/evidence.csv",),
    "lock": ("bib/evidence.lock",),
    "text": ("bib/sources.bib", "bib/evidence.csv"),
    "template": (CHAPTER,),
}
"""Files of the test project that the inputs of each target begin with."""

_ODD: Final[list[Any]] = [
    None,
    True,
    -1,
    1e308,
    10**30,
    "",
    " ",
    ".",
    "/",
    "\0",
    "x" * 300,
    "(a+)+$",
    "1992-13",
    [],
    {},
    [[]],
]


def main() -> int:
    """Run the targets, and tell what became of each."""
    parser = argparse.ArgumentParser(description=__doc__, prog="fuzz.py --inputs")
    parser.add_argument("targets", nargs="*", default=list(SEEDS), help=f"of {', '.join(SEEDS)}; default: all")
    parser.add_argument("--minutes", type=float, default=10.0, help="time for each (default: 10)")
    parser.add_argument("--slow", type=int, default=20, help="seconds after which an input hangs (default: 20)")
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None and not _obtain():
        how = "with uv, or pip in this environment (python -m ensurepip); it has wheels for Linux only"
        print(f"make fuzz OPTIONS=--inputs needs {ATHERIS}: install it {how}", file=sys.stderr)
        return 2
    return max(_run(target, options.minutes, options.slow) for target in options.targets)


def _obtain() -> bool:
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", sys.executable] if uv else [sys.executable, "-m", "pip", "install"]
    return subprocess.run([*pip, ATHERIS], check=False).returncode == 0


def _run(target: str, minutes: float, slow: int) -> int:
    corpus = KEPT / target / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for path in SEEDS[target]:
        if (RIVERS / path).is_file():
            (corpus / Path(path).name).write_bytes((RIVERS / path).read_bytes())
    command = [sys.executable, __file__, "--target", target, str(corpus), f"-artifact_prefix={KEPT / target}/"]
    command += [f"-max_total_time={minutes * 60:.0f}", f"-timeout={slow}", "-rss_limit_mb=3000", "-max_len=20000"]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (KEPT / target / "log").write_text(ended.stdout + ended.stderr, "utf-8")
    done = re.search(r"Done (\d+) runs in (\d+) second", ended.stderr)
    told = f"{done[1]} inputs in {done[2]} s" if done else "ended early"
    print(
        f"{target:12} {told}, {'nothing broke' if ended.returncode == 0 else f'BROKEN: see {KEPT / target}'}",
        flush=True,
    )
    return int(ended.returncode != 0)


def fuzz(target: str, arguments: list[str]) -> None:
    """Run one target in this process until its time is over, as libFuzzer's ``arguments`` say."""
    import atheris

    with atheris.instrument_imports(include=["reportgen", "bibtexparser"]):
        give = targets()[target]
    _hold_each_resource_once()
    warnings.simplefilter("ignore")
    mutator = {"package": _mutated_json, "lock": _mutated_json}.get(target)
    if mutator is not None:
        atheris.Setup([__file__, *arguments], give, custom_mutator=lambda *a: mutator(atheris.Mutate, *a))
    else:
        atheris.Setup([__file__, *arguments], give)
    atheris.Fuzz()


def _hold_each_resource_once() -> None:
    """Of a package one resource is changed at a time, and holding each to the standard takes most of the time."""
    from reportgen.inputs.data import datapackage

    held, checked = dict[str, tuple[str, ...]](), datapackage._resource_problems

    def problems(item: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
        key = json.dumps(item)
        if key not in held:
            if len(held) > _MOST_KEPT:
                held.clear()
            held[key] = tuple(checked(item, schema))
        return iter(held[key])

    datapackage._resource_problems = problems


def _mutated_json(mutate: Callable[[bytes, int], bytes], content: bytes, most: int, seed: int) -> bytes:
    """Change one value of one line of JSON, or, where there is none or now and then, any byte."""
    chance = random.Random(seed)
    try:
        whole = json.loads(content)
        lines = None
    except (ValueError, RecursionError):
        lines = content.split(b"\n")
        place = chance.randrange(len(lines))
        try:
            whole = json.loads(lines[place])
        except (ValueError, RecursionError):
            return mutate(content, most)
    if chance.random() < 0.1:
        return mutate(content, most)
    made = json.dumps(_changed(whole, chance)).encode()
    if lines is not None:
        lines[place] = made
        made = b"\n".join(lines)
    return made[:most]


def _changed(value: Any, chance: random.Random) -> Any:
    """Return a value with one part of it exchanged, removed, doubled or put one deeper."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            return {k: v for k, v in value.items() if k != key}
        if chance.random() < 0.1:
            return {**value, chance.choice(["pattern", "constraints", "type", "format", "fields", key]): value[key]}
        return {**value, key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        return [*value[:place], _changed(value[place], chance), *value[place + chance.randrange(2) :]]
    return chance.choice([*_ODD, [value], {"name": value}, str(value)[::-1]])


def targets() -> Mapping[str, Callable[[bytes], None]]:
    """Return what reads the inputs of each target; each raises where a reader does, or tells the unprintable."""
    from reportgen.inputs.bibliography.read import read_bibliography
    from reportgen.inputs.data.tables import read_tables
    from reportgen.project.parse import parse

    files = {p.relative_to(RIVERS).as_posix(): p.read_bytes() for p in RIVERS.rglob("*.*") if p.is_file()}

    kept: dict[str, Any] = {}

    def keep(unit: str, parts: Mapping[str, str], make: Callable[[], Any], /) -> Any:
        # What is not mutated need not be read again: that takes most of the time.
        key = f"{unit} {sorted(parts.items())}"
        if key not in kept:
            if len(kept) > _MOST_KEPT:
                kept.clear()
            kept[key] = make()
        return kept[key]

    whole = json.loads(files[PACKAGE])
    # One table at a time, without its keys: frictionless reads those that they point to as well, for every input.
    alone = {r["path"]: json.dumps({**whole, "resources": [_without_keys(r)]}).encode() for r in whole["resources"]}

    def csv(content: bytes) -> None:
        path = ("bridges.csv", "figures.csv")[len(content) % 2]
        _told(read_tables(PACKAGE, {PACKAGE: alone[path], f"data/{path}": content}.get, keep))

    return {
        "settings": lambda content: _told(parse(content)),
        "package": lambda content: _told(read_tables(PACKAGE, {**files, PACKAGE: content}.get, keep)),
        "csv": csv,
        "bibliography": lambda content: _told(read_bibliography([("x.bib", content)])),
        "evidence": _evidence,
        "lock": _lock,
        "text": _text,
        "template": _template,
    }


def _without_keys(resource: dict[str, Any]) -> dict[str, Any]:
    fields = [{k: v for k, v in field.items() if k != "rowsOf"} for field in resource["schema"]["fields"]]
    return {**resource, "schema": {"fields": fields, "primaryKey": resource["schema"]["primaryKey"]}}


def _told(findings: Any) -> Any:
    """Read to the end; each finding must be one that can be printed, and of a length to be read."""
    from reportgen.findings.model import collect

    outcome = collect(findings)
    for found in outcome.findings:
        assert len(str(found).encode()) < 30_000
    return outcome.value


def _evidence(content: bytes) -> None:
    from reportgen.inputs.bibliography.model import Bibliography
    from reportgen.inputs.evidence.read import check_links, read_evidence

    rows = _told(read_evidence("x.csv", content))
    _told(check_links(rows, Bibliography({}), (), "x.csv"))


def _lock(content: bytes) -> None:
    from reportgen.inputs.evidence.lock import lock_text, read_lock

    read = _told(read_lock("x.lock", content))
    _told(read_lock("x.lock", lock_text(read).encode("utf-8", "surrogatepass")))


def _text(content: bytes) -> None:
    from reportgen.inputs.evidence.passages import locate
    from reportgen.inputs.evidence.read import read_evidence
    from reportgen.inputs.texts.read import source_text

    rows = _told(read_evidence("x.csv", (RIVERS / "bib/evidence.csv").read_bytes()))
    key = next(iter(rows.values())).source
    read = source_text(key, "0", content.decode("utf-8", "replace"), [row.section for row in rows.values()])
    locate(rows.values(), {key: read})


def _template(content: bytes) -> None:
    from reportgen.draft.environment import environment
    from reportgen.draft.line_map import resolve
    from reportgen.findings.model import Location

    source = content.decode("utf-8", "replace")
    with contextlib.suppress(Exception):  # a template is its author's program: what it raises becomes a finding
        resolve(environment(lambda _: source, str).get_template("x").render(), Location("x"))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    fuzz(sys.argv[2], sys.argv[3:])
