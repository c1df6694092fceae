"""Read a build record again, trusting nothing in it, and say what changed since."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from reportgen import __version__
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.store.fingerprint import of_bytes, of_file, read_digest
from reportgen.system import files
from reportgen.system.files import PROJECT_FILE

RECORD: Final = "build-record.json"
PREFIX: Final = "build/"
_LARGEST: Final = 64 * 2**20
_SHOWN: Final = 120
_FORM: Final = ConfigDict(extra="forbid", strict=True)
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_NAMED: Final = 3
_OTHER: Final = "with other versions the same inputs may give other bytes"
_AGAIN: Final = "reportgen build"

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Texts = dict[str, str]


@dataclass(frozen=True)
class _Tex:
    __pydantic_config__ = _FORM
    engine: str
    format: str
    files: dict[str, Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]]
    made_here: list[str]
    packages: Texts


@dataclass(frozen=True)
class _Record:
    """build-record.json as this module expects it; written down anew, so that a slip of the writer shows."""

    __pydantic_config__ = _FORM
    version: Literal[1]
    reportgen: str
    date: str
    epoch: int | None
    inputs: dict[str, Digest]
    outputs: Annotated[dict[str, Digest], Field(min_length=1)]
    tools: Texts
    packages: Texts
    tex: _Tex
    protection: Texts
    findings: list[dict[str, Any]]
    rules: list[dict[str, Any]]


_ADAPTER: Final = TypeAdapter(_Record)


@dataclass(frozen=True)
class Verified:
    """How much of a build was looked at, and the SHA-256 of the record itself."""

    outputs: int = 0
    inputs: int = 0
    tools: int = 0
    record: str = ""


Lookup: TypeAlias = Callable[[Iterable[str]], Mapping[str, str]]
"""Tells of names what is here under them; what is not here is left out."""


@dataclass(frozen=True)
class InstalledTools:
    """What is installed on this machine, in the terms of the record; ``None`` where it is not looked at.

    ``system`` gives versions of the system's packages by name, ``tex`` the SHA-256 of TeX's files and fonts
    by path within their tree.
    """

    tools: Mapping[str, str] | None = None
    packages: Mapping[str, str] | None = None
    system: Lookup | None = None
    tex: Lookup | None = None


def verify(build: Path, here: InstalledTools = InstalledTools()) -> Findings[Verified]:
    """Compare a build folder with its record: outputs (errors), inputs beside it (warnings), tools (infos).

    The project is the folder that holds ``build``; where it has no report.toml, as when the outputs were
    handed on alone, inputs are not looked at. Nothing that the record names outside of these is opened.
    """
    content = _content(build / RECORD)
    record = yield from _parsed(content, build.name)
    if record is None:
        return Verified()
    yield from _outputs(record.outputs, build)
    yield from _unnamed(record.outputs, build)
    project = build.resolve().parent
    looked = (project / PROJECT_FILE).is_file()
    if looked:
        yield from _inputs(record.inputs, project)
    tools = yield from _tools(record, here)
    digest = of_bytes(content or b"")
    return Verified(len(record.outputs), len(record.inputs) if looked else 0, tools, digest)


def _content(path: Path) -> bytes | None:
    """Return the bytes of the record; ``None`` where it is missing, no plain file, or too large to be one."""
    try:
        return files.read(path, largest=_LARGEST)
    except OSError:
        return None


def _parsed(content: bytes | None, name: str) -> Findings[_Record | None]:
    place = Location(f"{name}/{RECORD}")
    if content is None:
        yield finding("BUN003", place, "there is no build record that can be read", _AGAIN)
        return None
    try:
        record = _ADAPTER.validate_json(content)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(_short(part) for part in problem["loc"])
        yield finding("BUN003", place, f"it is no build record of this version: {where}: {problem['msg']}", _AGAIN)
        return None
    strange = [path for path in record.outputs if not _inside(path) or not path.startswith(PREFIX)]
    strange += [path for path in record.inputs if not _inside(path)]
    for path in strange:
        message = f'it names "{_short(path)}", which is not a path inside the project'
        yield finding("BUN003", place, message, "the record was tampered with: ask for another, or build again")
    return None if strange else record


def _inside(path: str) -> bool:
    """Whether a path is a plain relative one, on any system: no root, drive, dots, backslash or control character."""
    parts = path.split("/")
    plain = all(part not in {"", ".", ".."} for part in parts) and path.isprintable() and "\\" not in path
    return plain and not files.flaw(path) and not _DRIVE.match(path) and not PurePosixPath(path).is_absolute()


def _outputs(outputs: Mapping[str, str], build: Path) -> Iterator[Diagnostic]:
    for path, digest in sorted(outputs.items()):
        now = _digest(build, path.removeprefix(PREFIX))
        place = Location(f"{build.name}/{path.removeprefix(PREFIX)}")
        if now is None:
            yield finding("BUN002", place, "the record names this file, but it is not there", _AGAIN)
        elif now != digest:
            hint = f"do not rely on it; {_AGAIN}"
            yield finding("BUN001", place, f"it is not what was built (SHA-256 {now[:12]}, not {digest[:12]})", hint)


def _unnamed(outputs: Mapping[str, str], build: Path) -> Iterator[Diagnostic]:
    """Report briefs beside the record that it says nothing of: whoever verifies the folder would rely on them."""
    for path in sorted(build.iterdir()):
        if path.suffix.lower() == ".pdf" and f"{PREFIX}{path.name}" not in outputs:
            message = "it stands beside the record, which does not name it"
            yield finding("BUN010", Location(f"{build.name}/{_short(path.name)}"), message, f"remove it, or {_AGAIN}")


def _inputs(inputs: Mapping[str, str], project: Path) -> Iterator[Diagnostic]:
    for path, digest in sorted(inputs.items()):
        now = _digest(project, path)
        if now != digest:
            how = "is not there any more" if now is None else "changed"
            yield finding("BUN004", Location(path), f"it {how} since: the brief is older than its data", _AGAIN)


def _digest(folder: Path, path: str) -> str | None:
    """Return a file's SHA-256; ``None`` when it is missing, no plain file, or leads out of the folder by a link."""
    return read_digest(of_file(folder / path, folder))


def _tools(record: _Record, here: InstalledTools) -> Findings[int]:
    """Compare versions, and TeX's files; what nobody looked up here is left out."""
    system = here.system(record.tex.packages) if here.system else None
    groups = [
        ("reportgen", {"reportgen": record.reportgen}, {"reportgen": __version__}),
        ("program", record.tools, here.tools),
        ("Python package", record.packages, here.packages),
        ("package of the system", record.tex.packages, system),
    ]
    count = 0
    for kind, then, now in groups:
        if now is None:
            continue
        # "engine" says which of the programs was used; its version stands under its own name.
        versions = {name: version for name, version in then.items() if name != "engine"}
        count += len(versions)
        for name, version in sorted(versions.items()):
            if now.get(name) != version:
                has = _short(now[name]) if name in now else "none"
                message = f"{kind} {_short(name)}: {_short(version)} made the brief, {has} is here"
                yield finding("BUN005", Location(RECORD), message, _OTHER)
    return count + (yield from _tex(record.tex.files, here))


def _tex(then: Mapping[str, str], here: InstalledTools) -> Findings[int]:
    """Compare TeX's files and fonts; all that differ are one finding, since a new TeX changes most of them."""
    if here.tex is None:
        return 0
    now = here.tex(then)
    other = sorted(path for path, digest in then.items() if now.get(path) != digest)
    if other:
        shown = ", ".join(map(_short, other[:_NAMED])) + (f" and {len(other) - _NAMED} more" * (len(other) > _NAMED))
        message = f"{len(other)} of TeX's {len(then)} files and fonts are others here: {shown}"
        yield finding("BUN005", Location(RECORD), message, _OTHER)
    return len(then)


def _short(text: object) -> str:
    """Return a text of the record fit to be shown."""
    plain = "".join(c if c.isprintable() else "\ufffd" for c in str(text))
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
