"""What TeX read from the system: enough to tell, elsewhere, whether the same is installed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from reportgen.system.process import Completed, ask
from reportgen.system.programs import which
from reportgen.typeset.model import ProgramOutputs, TexSystem

# TeX Live, MiKTeX and a user's own tree differ in where a tree stands; below it all follow the TeX Directory Structure.
_TREE: Final = re.compile(r"^.*/(?:texmf[^/]*|MiKTeX(?: [\d.]+)?)/(?!.*/texmf[^/]*/)(.+)$", re.IGNORECASE)
_BELOW: Final = re.compile(r"^.*?/((?:tex|fonts|web2c|bibtex|dvips|scripts|luatex)/.+)$")
_MADE: Final = re.compile(r"/(?:texmf-(?:var|config)|var/lib/texmf|luatex-cache|luametatex-cache)/|\.fmt$|/texmf\.cnf$")
_BANNER: Final = re.compile(r"^This is ([^\n]*?\([^)\n]*\)|[^(\n]*)", re.MULTILINE)
_FORMAT: Final = re.compile(r"^(LaTeX2e <[^>\n]*>[^\n]*)$", re.MULTILINE)
_OWNED: Final = re.compile(r"^([^:\n]+): (/.+)$", re.MULTILINE)
_SECONDS: Final = 10.0
_NOTHING: Final = Completed(0, b"", b"")


def read_by(recorded: str) -> tuple[str, ...]:
    """Return the absolute paths that a .fls file of TeX's ``-recorder`` lists as read, in order, each once."""
    lines = (line.removeprefix("INPUT ") for line in recorded.splitlines() if line.startswith("INPUT "))
    return tuple(dict.fromkeys(path for path in lines if re.match(r"/|[A-Za-z]:[/\\]", path)))


def describe(paths: Iterable[str], log: str = "", packages: Mapping[str, str] | None = None) -> TexSystem:
    """Describe what TeX read outside of its working folder.

    ``paths`` are absolute; ``log`` is TeX's, of which the first lines name engine and format;
    ``packages`` is what ``owners`` gave. A file that cannot be read any more has an empty digest.
    """
    files: dict[str, str] = {}
    made: set[str] = set()
    for path in sorted(set(paths)):
        plain = path.replace("\\", "/")
        if _MADE.search(plain):
            made.add(within(plain))
        else:
            files[within(plain)] = _digest(path)
    head = log[:2000]
    engine, formatted = _BANNER.search(head), _FORMAT.search(head)
    return TexSystem(
        engine[1].strip() if engine else "",
        formatted[1].strip() if formatted else "",
        dict(sorted(files.items())),
        tuple(sorted(made)),
        dict(sorted((packages or {}).items())),
    )


def within(path: str) -> str:
    """Return a file's path within its tree of TeX files, or of fonts; of a file outside of all, its name."""
    match = _TREE.match(path) or _BELOW.match(path)
    return match[1] if match else path.rsplit("/", 1)[-1]


def owners(paths: Iterable[str], engine: str = "") -> ProgramOutputs:
    """Return the Debian packages that own files, and the engine, with their versions; nothing where there is no dpkg.

    Calls dpkg-query twice and kpsewhich once, together a tenth of a second, or half of one on a cold disk;
    the answer changes only with what is installed.
    """
    if not which("dpkg-query"):
        return ProgramOutputs({})
    place = _ask(["kpsewhich", "-var-value=SELFAUTOLOC"]) if engine else _NOTHING
    named = {*paths, *_programs(place.text.strip(), engine)}
    wanted = sorted({path for path in named if path.startswith("/") and not re.search(r"[*?\[\\]", path)})
    # Its status says that some file has no owner, its output which have one.
    search = _ask(["dpkg-query", "--search", *wanted]) if wanted else _NOTHING
    owned = _OWNED.findall(search.text)
    names = {name.strip() for line, _ in owned if "diversion" not in line for name in line.split(",")}
    shown = _show(names)
    return ProgramOutputs(_versions(shown.text), place.broken or search.broken or shown.broken)


def installed(packages: Iterable[str]) -> Mapping[str, str]:
    """Return the versions of those of these Debian packages that are installed here."""
    return _versions(_show(packages).text)


def _show(packages: Iterable[str]) -> Completed:
    names = sorted({name for name in packages if re.fullmatch(r"[a-z0-9][a-z0-9+.:-]*", name)})
    if not names or not which("dpkg-query"):
        return _NOTHING
    return _ask(["dpkg-query", "--show", "--showformat=${Package} ${Version}\n", *names])


def _versions(shown: str) -> Mapping[str, str]:
    versions = (line.partition(" ") for line in shown.splitlines())
    return {name: version for name, _, version in sorted(versions) if version}


def found(files: Iterable[str]) -> Mapping[str, str]:
    """Return the SHA-256 of the files that TeX finds here by these names, by path within its tree."""
    wanted = set(files)
    names = sorted({name for path in wanted if re.fullmatch(r"\w[\w .+-]*", name := path.rsplit("/", 1)[-1])})
    if not names or not which("kpsewhich"):
        return {}
    there = {within(path.replace("\\", "/")): path for path in _ask(["kpsewhich", *names]).text.splitlines()}
    return {inner: _digest(path) for inner, path in there.items() if inner in wanted}


def _programs(folder: str, engine: str) -> Iterator[str]:
    """Yield where the engine is by TeX's own account, since the PATH may lead to something that starts it."""
    if folder:
        yield str((Path(folder) / engine).resolve())


def _ask(command: Sequence[str]) -> Completed:
    return ask(command, _SECONDS)


def _digest(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
