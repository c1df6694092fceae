"""Imports run one way, and some libraries have one user."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "reportgen"
BASE = ("system", "store", "findings", "values", "text", "language")
"""Rooms that know no stage, each using only those before it."""

STAGES = (
    *("project", "inputs", "draft", "checks", "review", "citations", "exhibits", "typeset"),
    *("ledger", "build_record", "publish", "preview"),
)
"""Rooms of which each knows the models of those before it, and the base."""

ABOVE = ("pipeline", "commands")
ONLY_USERS = {
    "bibtexparser": {"inputs/bibliography/read.py", "inputs/bibliography/names.py"},
    "frictionless": {"inputs/data/datapackage.py", "inputs/data/tables.py"},
    "re2": {"inputs/data/patterns.py"},
    "pylatex": {"exhibits/tables.py"},
    "matplotlib": {"exhibits/charts/"},
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
    "pikepdf": {"exhibits/picture.py", "typeset/postprocess.py", "typeset/print_defects.py"},
    "subprocess": {"system/process.py", "system/sandbox.py", "system/workers.py"},
    "pandas": {"exhibits/charts/", "exhibits/model.py"},
    "pickle": {"store/cache.py", "system/serve.py", "system/workers.py"},
    "rich": {"commands/terminal.py", "commands/review_here.py"},
    "argparse": {"commands/", "commands/options.py"},
    "pypdfium2": {"preview/raster.py", "inputs/texts/pdfpages.py", "typeset/blank_space.py"},
    "PIL": {"preview/raster.py"},
    "http": {"preview/serve.py"},
    "watchfiles": {"pipeline/watching.py"},
    "socketserver": {"preview/serve.py"},
}
MODULES = sorted(SOURCE.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield each import of a module: its name, line, and whether it stands inside a function."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno, id(node) in inside


def room(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def ids(path: Path) -> str:
    return room(path)


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_run_one_way(path: Path) -> None:
    here = room(path)
    own = here.split("/")[0] if "/" in here else ""
    for name, line, _ in imports(path):
        if not name.startswith("reportgen.") or name == "reportgen.__version__":
            continue
        target, *rest = name.split(".")[1:]
        where = f"{here}:{line} imports {name}"
        if target == own or not own:
            continue
        if own in BASE:
            assert target in BASE[: BASE.index(own)], f"{where}: a base room uses those before it"
        elif own in STAGES and target in STAGES:
            assert STAGES.index(target) < STAGES.index(own), f"{where}: a later stage"
            assert "model" in rest, f"{where}: another stage's functions"
        elif own in STAGES:
            assert target in BASE, f"{where}: a stage uses the base"
        elif own == "commands" and target in STAGES:
            assert "model" in rest, f"{where}: commands use the verbs of the pipeline"


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
    "inputs/texts/quoteindex.py": {"rapidfuzz"},
    "checks/changes.py": {"rapidfuzz"},
    "findings/rules.py": {"rapidfuzz"},
    "typeset/characters.py": {"fontTools"},
    "commands/terminal.py": {"rich"},
}
"""Libraries that take long to load and that most builds do without; an import of them can hide no cycle of ours."""

SLOW = {
    "reportgen.exhibits.picture": "pikepdf",
    "reportgen.typeset.postprocess": "pikepdf",
    "reportgen.typeset.blank_space": "pypdfium2",
    "reportgen.typeset.print_defects": "pikepdf",
    "reportgen.build_record.write": "pydantic",
    "reportgen.ledger.write": "pydantic",
    "reportgen.pipeline.reviewed": "the reading of language",
    "reportgen.citations.format": "what pandoc is told and answers, which the cache mostly has",
    "reportgen.checks.run": "the reading of language",
    "reportgen.checks.state": "the reading of language",
    "reportgen.exhibits.tables": "pylatex",
    "reportgen.typeset.python_packages": "the packages that are installed",
    "reportgen.typeset.systemfiles": "the files that TeX read from the system",
    "reportgen.typeset.toolchain": "the programs that are installed",
}
"""Modules that the pipeline loads where the cache does not have what they make, and what makes them slow."""

NOTHING_CHANGED = {"__init__", "drafting", "jobs", "session"}
"""Modules of the pipeline that find out that nothing has changed, and so load no stage before they use it."""


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_no_import_inside_a_function_but_of_what_is_slow(path: Path) -> None:
    here = room(path)
    if here.startswith("pipeline/") and path.stem in NOTHING_CHANGED:
        return
    lazy = LOADED_WHEN_NEEDED.get(here, set()) | (set(SLOW) if here.startswith("pipeline/") else set())
    found = [
        f"{name} in line {line}"
        for name, line, inside in imports(path)
        if inside and not lazy & {name.split(".")[0], name.rpartition(".")[0]}
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


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_libraries_have_one_user(path: Path) -> None:
    for name, line, _ in imports(path):
        users = ONLY_USERS.get(name.split(".")[0])
        allowed = users is None or any(room(path) == u or (u.endswith("/") and room(path).startswith(u)) for u in users)
        assert allowed, f"{room(path)}:{line} imports {name}"


OPENS = {
    "system/files.py": "the one way to the files of a project",
    "cli.py": "the null device",
    "__main__.py": "the null device",
    "system/serve.py": "the null device, pipes, and what Linux tells of this process",
    "exhibits/picture.py": "bytes that a worker answered",
    "publish/build_lock.py": "the file that is locked, looked at before and opened without following links",
    "publish/publish.py": "writes into a folder that it has just made, and ends pipes that it found there itself",
    "typeset/postprocess.py": "bytes in memory, by pikepdf",
    "typeset/print_defects.py": "bytes in memory, by pikepdf",
    "system/landlock.py": "places of the system, which are named and not read",
    "store/seal.py": "the user's own key, in a folder of the user's",
    "citations/find.py": "styles of this and of an installed package",
    "findings/explain.py": "pages of this package",
    "preview/serve.py": "pages of this package",
    "commands/watch.py": "a browser",
    "typeset/": "the working folder of TeX, which the tool made, and the system's own files",
}
"""Where files are opened, and which: those of a project, or in its build folder, in system/files.py alone."""

OPENING = {"open", "read_text", "read_bytes", "fdopen", "parse_file", "read_csv", "read_excel", "read_json", "copyfile"}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_files_of_a_project_are_opened_in_one_place(path: Path) -> None:
    if any(room(path) == place or (place.endswith("/") and room(path).startswith(place)) for place in OPENS):
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            own = name == "read_csv" and not isinstance(called, ast.Attribute)
            assert own or name not in OPENING, f"{room(path)}:{node.lineno} opens a file: use reportgen.system.files"


def test_stages_never_print_or_exit() -> None:
    for path in MODULES:
        if room(path) in {"cli.py", "__main__.py", "commands/terminal.py"} or room(path).startswith("commands/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "exit", "breakpoint"}, f"{room(path)}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_programs_are_looked_for_in_one_way(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        found = isinstance(node, ast.Attribute) and ast.unparse(node) == "shutil.which"
        taken = isinstance(node, ast.ImportFrom) and node.module == "shutil" and "which" in {n.name for n in node.names}
        assert not (found or taken) or room(path) == "system/programs.py"


def test_modules_are_small() -> None:
    long = {room(p): n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 350}
    assert not long


# Where LaTeX is put together of LaTeX by other means than ``latex.command`` and ``latex.joined``.
MAKE_LATEX = {
    "text/latex.py": 9,
    "exhibits/tables.py": 2,
    "citations/inlines.py": 1,
    "draft/model.py": 1,
    "typeset/assemble.py": 3,
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_text_is_declared_latex_in_few_places(path: Path) -> None:
    """Elsewhere ``Latex(…)`` holds what is written there, and nothing that was read."""
    tree = ast.parse(path.read_text("utf-8"))
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Latex"
    ]
    made = [call for call in found if not isinstance(call.args[0], ast.Constant)]
    assert len(made) <= MAKE_LATEX.get(path.relative_to(SOURCE).as_posix(), 0)


def test_tests_find_programs_by_their_names_only() -> None:
    """So that what conftest.py links is all that they find; a shell lies there on every system."""
    for path in sorted(SOURCE.parents[1].joinpath("tests").rglob("*.py")):
        named = re.findall(r"""["'](?:/usr)?(?:/local)?/s?bin/(\w[\w.-]*)["' ]""", path.read_text("utf-8"))
        assert set(named) <= {"sh"}, f"{path.name} names {named}"
