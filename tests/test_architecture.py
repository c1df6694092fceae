"""Imports run one way, and some libraries have one user."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "reportgen"
BASE = ("system", "store", "findings", "values", "text", "language")
"""Rooms that know no stage, each using only those before it."""

STAGES = (
    *("project", "inputs", "draft", "checks", "review", "edits", "citations", "exhibits", "typeset"),
    *("ledger", "build_record", "proof", "bundle", "publish", "preview"),
)
"""Rooms of which each knows the models of those before it, and the base."""

FORMS = ("webpage", "word")
"""Rooms that write a volume in a form of its own: they know the models of stages, and use what ``blocks`` reads."""

ABOVE = ("pipeline", "commands")
ONLY_USERS = {
    "bibtexparser": {"inputs/bibliography/read.py", "inputs/bibliography/names.py"},
    "frictionless": {"inputs/data/datapackage.py", "inputs/data/tables.py"},
    "re2": {"inputs/data/patterns.py"},
    "pylatex": {"exhibits/tables.py"},
    "matplotlib": {"exhibits/charts/"},
    "rocrate": {"bundle/crate.py"},
    # A bundle is a zip, and so is a document of Word, which is written by one room and read by another.
    "zipfile": {"bundle/pack.py", "bundle/unpack.py", "word/package.py", "edits/archive.py"},
    "jinja2": {"draft/environment.py", "draft/sources.py"},
    "babel": {
        "text/languages.py",
        "text/wording.py",
        "draft/compose.py",
        "language/english/lexicon.py",
        "language/notations.py",
        "language/territories.py",
        "language/unit_names.py",
    },
    "pikepdf": {
        "exhibits/picture_reader.py",
        "typeset/postprocess.py",
        "typeset/print_defects.py",
        "typeset/attachments.py",
        "typeset/structure.py",
        "store/page_digests.py",
        "proof/serve.py",
        "proof/signed.py",
    },
    "pyhanko": {"proof/sign.py", "proof/signatures.py"},
    "subprocess": {"system/process.py", "system/sandbox.py", "system/workers.py"},
    "pandas": {"exhibits/charts/", "exhibits/model.py"},
    "pickle": {"store/cache.py", "system/serve.py", "system/workers.py"},
    "rich": {"commands/terminal.py", "commands/review_here.py"},
    "argparse": {"commands/", "commands/options.py"},
    "pypdfium2": {
        "preview/raster.py",
        "inputs/texts/pdf_pages.py",
        "typeset/blank_space.py",
        "blocks/pictures.py",
        "proof/serve.py",
    },
    "PIL": {"preview/raster.py"},
    "http": {"preview/serve.py"},
    "watchfiles": {"pipeline/watching.py"},
    "socketserver": {"preview/serve.py"},
}
MODULES = sorted(SOURCE.rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module's syntax tree."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def imports(path: Path) -> tuple[tuple[str, int, bool], ...]:
    """Return each import of a module: its name, line, and whether it stands inside a function."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    inside = {
        id(node)
        for function in nodes(path)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in nodes(path):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno, id(node) in inside


def room(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_imports_run_one_way() -> None:
    assert [fault for path in MODULES for fault in against_the_way(path)] == []


def against_the_way(path: Path) -> Iterator[str]:
    """Yield what a module imports that its room may not."""
    own = room(path).split("/")[0] if "/" in room(path) else ""
    for name, line, _ in imports(path):
        if not own or not name.startswith("reportgen.") or name == "reportgen.__version__":
            continue
        target, *rest = name.split(".")[1:]
        if target != own and (why := forbidden(own, target, "model" in rest)):
            yield f"{room(path)}:{line} imports {name}: {why}"


def forbidden(own: str, target: str, model: bool) -> str:
    """Return why a module of one room may not import from another one, or nothing."""
    if own in BASE:
        return "" if target in BASE[: BASE.index(own)] else "a base room uses those before it"
    if own in STAGES and target in STAGES:
        if STAGES.index(target) >= STAGES.index(own):
            return "a later stage"
        return "" if model else "another stage's functions"
    if own in (*FORMS, "blocks"):
        shared = target in BASE or (own in FORMS and target == "blocks") or (target in STAGES and model)
        return "" if shared else "a form uses the base, models of stages, and blocks"
    if own in STAGES:
        return "" if target in BASE else "a stage uses the base"
    return "commands use the verbs of the pipeline" if own == "commands" and target in STAGES and not model else ""


def test_the_architecture_page_names_every_room_as_it_does_itself() -> None:
    page = SOURCE.parents[1].joinpath("docs", "architecture.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([\w/]+)/` \| (.+?) \|$", page, re.MULTILINE))
    rooms = {
        path.parent.relative_to(SOURCE).as_posix(): ast.get_docstring(ast.parse(path.read_text("utf-8")))
        for path in SOURCE.rglob("__init__.py")
        if path.parent != SOURCE
    }
    assert told == {name: (said or "").split("\n")[0] for name, said in rooms.items()}


LOADED_WHEN_NEEDED = {
    "inputs/data/patterns.py": {"re2"},
    "inputs/texts/quote_index.py": {"rapidfuzz"},
    "checks/changes.py": {"rapidfuzz"},
    "findings/rules.py": {"rapidfuzz"},
    "typeset/characters.py": {"fontTools"},
    "commands/terminal.py": {"rich"},
}
"""Libraries that take long to load and that most builds do without; an import of them can hide no cycle of ours."""

SLOW = {
    "reportgen.bundle.model": "what only bundles need",
    "reportgen.typeset.attachments": "pikepdf",
    "reportgen.typeset.postprocess": "pikepdf",
    "reportgen.typeset.blank_space": "pypdfium2",
    "reportgen.typeset.print_defects": "pikepdf",
    "reportgen.proof.sign": "pyhanko, which is an extra",
    "reportgen.build_record.write": "pydantic",
    "reportgen.ledger.write": "pydantic",
    "reportgen.pipeline.reviewed": "the reading of language",
    "reportgen.citations.format": "what pandoc is told and answers, which the cache mostly has",
    "reportgen.checks.run": "the reading of language",
    "reportgen.checks.inventory": "the reading of language",
    "reportgen.exhibits.tables": "pylatex",
    "reportgen.blocks.pictures": "pypdfium2",
    "reportgen.blocks.gather": "other forms than the PDF, which most briefs do without",
    "reportgen.blocks.read": "the same, where the cache does not have it",
    "reportgen.webpage.metadata": "the page for browsers, which most briefs do without",
    "reportgen.webpage.page": "the same, where the cache does not have it",
    "reportgen.word.write": "the Word file, where the cache does not have it",
    "reportgen.typeset.python_packages": "the packages that are installed",
    "reportgen.typeset.system_files": "the files that TeX read from the system",
    "reportgen.typeset.toolchain": "the programs that are installed",
}
"""Modules that the pipeline loads where the cache does not have what they make, and what makes them slow."""

NOTHING_CHANGED = {"__init__", "drafting", "jobs", "locking", "session"}
"""Modules of the pipeline that find out that nothing has changed, and so load no stage before they use it."""


def lazy(path: Path) -> set[str]:
    """Return what a module may import inside functions."""
    here = room(path)
    return LOADED_WHEN_NEEDED.get(here, set()) | (set(SLOW) if here.startswith("pipeline/") else set())


def test_no_import_inside_a_function_but_of_what_is_slow() -> None:
    found = [
        f"{room(path)}:{line} imports {name}"
        for path in MODULES
        if not (room(path).startswith("pipeline/") and path.stem in NOTHING_CHANGED)
        for name, line, inside in imports(path)
        if inside and not lazy(path) & {name.split(".")[0], name.rpartition(".")[0]}
    ]
    assert not found


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Imports for types alone and imports inside functions count too: a circle of them is a circle of thoughts."""
    known = {name_of(path) for path in MODULES}
    graph = {
        name_of(path): {
            target
            for name, _, _ in imports(path)
            for target in [name if name in known else name.rpartition(".")[0]]
            if target in known and target != "reportgen"
        }
        for path in MODULES
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def name_of(path: Path) -> str:
    """Return the dotted name of a module."""
    parts = ("reportgen", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def among(path: Path, places: Iterable[str]) -> bool:
    """Return whether a module is one of these, or in one of these folders."""
    return any(room(path) == place or (place.endswith("/") and room(path).startswith(place)) for place in places)


def test_libraries_have_one_user() -> None:
    found = [
        f"{room(path)}:{line} imports {name}"
        for path in MODULES
        for name, line, _ in imports(path)
        if not among(path, ONLY_USERS.get(name.split(".")[0], {room(path)}))
    ]
    assert not found


OPENS = {
    "system/files.py": "the one way to the files of a project",
    "cli.py": "the null device",
    "__main__.py": "the null device",
    "system/inherited.py": "the null device",
    "system/guardian.py": "what Linux tells of processes",
    "system/serve.py": "the null device, pipes, and what Linux tells of this process",
    "exhibits/picture_reader.py": "bytes that a worker answered",
    "publish/build_lock.py": "the file that is locked, looked at before and opened without following links",
    "edits/archive.py": "a part of an archive in memory",
    "publish/publish.py": "writes into a folder that it has just made, and ends pipes that it found there itself",
    "typeset/postprocess.py": "bytes in memory, by pikepdf",
    "typeset/print_defects.py": "bytes in memory, by pikepdf",
    "system/landlock.py": "places of the system, which are named and not read",
    "store/seal.py": "the user's own key, in a folder of the user's",
    "citations/find.py": "styles of this and of an installed package",
    "findings/explain.py": "pages of this package",
    "preview/serve.py": "pages of this package",
    "proof/serve.py": "streams in a PDF, which are no files",
    "store/page_digests.py": "streams in a PDF, which are no files",
    "commands/watch.py": "a browser",
    "typeset/": "the working folder of TeX, which the tool made, and the system's own files",
}
"""Where files are opened, and which: those of a project, or in its build folder, in system/files.py alone."""

OPENING = {"open", "read_text", "read_bytes", "fdopen", "parse_file", "read_csv", "read_excel", "read_json", "copyfile"}


def test_files_of_a_project_are_opened_in_one_place() -> None:
    found = [
        f"{room(path)}:{node.lineno} opens a file: use reportgen.system.files"
        for path in MODULES
        if not among(path, OPENS)
        for node in nodes(path)
        if isinstance(node, ast.Call) and opens(node.func)
    ]
    assert not found


def opens(called: ast.expr) -> bool:
    """Return whether a call opens a file; a function of our own is named like one that does."""
    if isinstance(called, ast.Attribute):
        return called.attr in OPENING
    return isinstance(called, ast.Name) and called.id in OPENING - {"read_csv"}


def test_stages_never_print_or_exit() -> None:
    for path in MODULES:
        if room(path) in {"cli.py", "__main__.py", "commands/terminal.py"} or room(path).startswith("commands/"):
            continue
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "exit", "breakpoint"}, f"{room(path)}:{node.lineno}"


def test_programs_are_looked_for_in_one_way() -> None:
    assert {room(path) for path in MODULES if any(map(looks_for_a_program, nodes(path)))} == {"system/programs.py"}


def looks_for_a_program(node: ast.AST) -> bool:
    """Return whether this names ``shutil.which``."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "shutil" and "which" in {name.name for name in node.names}
    return isinstance(node, ast.Attribute) and node.attr == "which" and ast.unparse(node) == "shutil.which"


def test_modules_are_small() -> None:
    long = {room(p): n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 350}
    assert not long


# Where LaTeX is put together of LaTeX by other means than ``latex.command`` and ``latex.joined``.
MAKE_LATEX = {
    "text/latex.py": 9,
    "exhibits/tables.py": 2,
    "citations/inlines.py": 1,
    "draft/marks.py": 2,
    "draft/model.py": 1,
    "typeset/assemble.py": 3,
}


def test_text_is_declared_latex_in_few_places() -> None:
    """Elsewhere ``Latex(…)`` holds what is written there, and nothing that was read."""
    made = Counter(
        room(path)
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Latex"
        if not isinstance(node.args[0], ast.Constant)
    )
    assert {place: count for place, count in made.items() if count > MAKE_LATEX.get(place, 0)} == {}


def test_tests_find_programs_by_their_names_only() -> None:
    """So that what conftest.py links is all that they find; a shell lies there on every system."""
    for path in sorted(SOURCE.parents[1].joinpath("tests").rglob("*.py")):
        named = re.findall(r"""["'](?:/usr)?(?:/local)?/s?bin/(\w[\w.-]*)["' ]""", path.read_text("utf-8"))
        assert set(named) <= {"sh"}, f"{path.name} names {named}"


UNTRIED = {"__init__.py", "__main__.py", "model.py"}
"""Modules that hold names, records, or the start of the program: whoever uses them tries them."""


def test_each_module_has_a_test_module_of_its_own() -> None:
    """Those in the list are tried by the tests of other modules only; a new one is not added to it."""
    tests = Path(__file__).parent
    bare = {
        room(path)
        for path in MODULES
        if path.name not in UNTRIED and not (tests / room(path)).with_name(f"test_{path.name}").exists()
    }
    listed = set((tests / "tried_by_others.txt").read_text("utf-8").split())
    assert bare - listed == set(), "write a test module for each"
    assert listed - bare == set(), "take out of tests/tried_by_others.txt"
