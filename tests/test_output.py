"""What every command prints, in every encoding and into pipes and terminals: text, and nothing that commands them."""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Final

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edits.documents import deleted, docx, inserted, run
from reportgen import pipeline
from reportgen.commands import terminal
from reportgen.commands.options import FORMATS, parser
from reportgen.findings import printers
from reportgen.findings.model import Location
from reportgen.findings.rules import finding
from reportgen.findings.text import shown
from reportgen.ledger import write
from reportgen.store.cache import Step

SOURCE = Path(__file__).parents[1] / "src" / "reportgen"
POISON: Final = "\x1b]0;OWNED\x07\x1b[31m\x9b2J\x85\u202e\u2066\u061c\u2028\u2029\u200f\x08\x7f\U000e0041"
RAW: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
OWN: Final = re.compile(r"\x1b\[[0-9;]*[mKA]|\x1b\[\?25[lh]|\r")
"""What we command a terminal ourselves: colours, the line of the progress, the cursor."""
COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")

COMMANDS: Final[dict[str, list[tuple[list[str], set[int]]]]] = {
    "build": [(["--project", "SETTINGS"], {1}), (["--project", "DATA", "--why", "--format", "github"], {1})],
    "watch": [(["--project", "DATA", "--no-preview"], {0})],
    "check": [
        (["--project", "SETTINGS"], {1}),
        *[(["--project", "DATA", "--format", form], {1}) for form in ("text", "json")],
        (["--texts"], {2}),
    ],
    "lock": [(["--project", "DATA"], {1})],
    "approve": [(["--project", "DATA", "--all"], {1}), (["--project", "SOUND", POISON], {2})],
    "review": [
        *[(["--project", name, *what], {0, 1}) for name in ("DATA", "SOUND", "SETTINGS") for what in ([], ["status"])],
        (["--project", "SOUND", "--here", "--reader", POISON], {0}),
        (["--project", "SOUND", "import", POISON], {1}),
        *[(["--project", "SOUND", "--format", form, "import", "DOCUMENT"], {0, 1}) for form in ("text", "github")],
        (["--project", "SOUND", "import", "ANSWERS"], {1}),
        (["--project", "SOUND", "answer", POISON, "--comment", POISON], {2}),
        (["--project", "SOUND", "status", POISON], {2}),
    ],
    "trace": [
        (["--project", "LEDGER", "guide-old"], {0}),
        (["--project", "LEDGER", "guide-old", "--json"], {0}),
        (["--project", "LEDGER", POISON], {1}),
    ],
    "impact": [
        (["--project", "SOUND", "guide"], {0}),
        (["--project", "SOUND", "cost-old", "--if", "3", "--json"], {0}),
        (["--project", "SOUND", "cost-old", "--if", POISON], {2}),
        (["--project", "SOUND", "cost-old", "--if", "3", "--column", POISON], {2}),
        (["--project", "SOUND", POISON], {1}),
        (["--project", "DATA", "guide"], {0, 1}),
    ],
    "ledger": [(["--project", "LEDGER", "--as", form], {0}) for form in ("web-annotation", "prov-json")],
    "clean": [(["--project", "SOUND"], {0})],
    "bundle": [(["--project", "SETTINGS"], {1, 2}), (["--project", "DATA", "--format", "github"], {1, 2})],
    "verify": [
        *[
            ([what, "--format", form], {1})
            for what in ("LEDGER/build", "PAPER", "ARCHIVE")
            for form in ("text", "sarif")
        ],
        (["PAPER", "--trust", POISON], {1, 2}),
        (["PAPER", "--rebuild", POISON], {1, 2}),
        ([POISON], {1, 2}),
    ],
    "sign": [
        (["PAPER", "--p12", "PAPER"], {1}),
        ([POISON, "--p12", POISON, "--format", "json"], {1}),
        (["PAPER", "--p12", POISON, "--passphrase-file", POISON], {2}),
        (["PAPER", "--key", POISON], {2}),
    ],
    "doctor": [([], {0, 2})],
    "explain": [([], {0}), (["EXH011"], {0}), ([POISON], {2})],
}
"""Command lines with their possible statuses; capital words stand for projects."""
LINES: Final = [([name, *given], status) for name, lines in COMMANDS.items() for given, status in lines]
LINES.append(([POISON], {2}))


def test_every_command_is_in_the_table() -> None:
    (commands,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert set(COMMANDS) == set(commands.choices)


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Projects with a poison in the settings, the data, the ledger, and the names of folders and files."""
    top = tmp_path_factory.mktemp("poisoned") / f"p{POISON}"
    rivers = Path(__file__).parent / "projects" / "rivers"
    places = {name: top / f"{name.lower()}{POISON}" for name in ("SETTINGS", "DATA", "SOUND", "LEDGER")}
    for place in places.values():
        shutil.copytree(rivers, place, ignore=shutil.ignore_patterns("build"))
    escaped = "".join(f"\\U{ord(c):08x}" for c in POISON)
    settings = places["SETTINGS"] / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace("bridges.tex.j2", f"bridges{escaped}.tex.j2"), "utf-8")
    bridges = places["DATA"] / "data" / "bridges.csv"
    bridges.write_text(bridges.read_text("utf-8").replace("elbe", f"elbe{POISON.replace(chr(0x85), '')}"), "utf-8")
    read = pipeline.look(places["LEDGER"], lambda _: None, ()).value
    assert read is not None
    ledger = json.loads(write.ledger(read.draft, read.inputs))
    for name, key in (("evidence", "quote"), ("evidence", "section"), ("sources", "title")):
        for one in ledger[name].values():
            one[key] += POISON
    for row in ledger["rows"].values():
        row["cells"] = {column + POISON: cell + "\n" + POISON for column, cell in row["cells"].items()}
    (places["LEDGER"] / "build").mkdir(exist_ok=True)
    (places["LEDGER"] / "build" / "ledger.json").write_text(json.dumps(ledger), "utf-8")
    return {name: str(place) for name, place in (places | _sent(top)).items()}


def _sent(folder: Path) -> dict[str, Path]:
    """Write files as somebody might send them, with the poison in their names and in what they hold."""
    visible = "".join(character for character in POISON if character >= " ")  # XML has no others
    archive, paper = io.BytesIO(), pikepdf.new()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(f"x{POISON}", POISON)
    paper.add_blank_page()
    paper.docinfo["/Title"] = pikepdf.String(POISON)
    paper.attachments[f"x{POISON}"] = POISON.encode()
    written = io.BytesIO()
    paper.save(written)
    edits = [deleted(visible) + inserted(f"9{visible}"), run(visible)]
    answer = {"statement": POISON, "verdict": POISON, "comment": POISON, "date": POISON}
    answers = {"reportgen-answers": 1, "reader": POISON, "role": POISON, "answers": [answer]}
    contents = {
        "PAPER": ("pdf", written.getvalue()),
        "ARCHIVE": ("zip", archive.getvalue()),
        "DOCUMENT": ("docx", docx((edit.replace("Ada", visible) for edit in edits), {"1": visible})),
        "ANSWERS": ("json", json.dumps(answers).encode()),
    }
    for name, (ending, content) in contents.items():
        (folder / f"{name.lower()}{POISON}.{ending}").write_bytes(content)
    return {name: folder / f"{name.lower()}{POISON}.{ending}" for name, (ending, _) in contents.items()}


def arguments(line: list[str], projects: dict[str, str]) -> list[str]:
    return [re.sub(r"^[A-Z]{4,}", lambda m: projects.get(m[0], m[0]), word) for word in line]


def piped(command: list[str], env: dict[str, str]) -> tuple[int, bytes]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env) as process:
        assert process.stdout is not None
        return watched(process, process.stdout.fileno())


def at_a_terminal(command: list[str], env: dict[str, str]) -> tuple[int, bytes]:
    parent, child = pty.openpty()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=child, stderr=child, env=env) as process:
        os.close(child)
        try:
            return watched(process, parent)
        finally:
            os.close(parent)


def watched(process: subprocess.Popen[bytes], pipe: int) -> tuple[int, bytes]:
    """Read to the end; a watch is interrupted once it has told of a build."""
    said, until, told = b"", time.monotonic() + 60, False
    while time.monotonic() < until:
        if not select.select([pipe], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(pipe, 65536)
        except OSError:  # a terminal that nobody holds any more
            break
        if not piece:
            break
        said += piece
        if b"built in" in said and not told:
            told = True
            process.send_signal(signal.SIGINT)
    return process.wait(30), said


def sane(said: bytes, encoding: str) -> str:
    text = said.decode(encoding)
    assert "Traceback" not in text
    found = RAW.search(OWN.sub("", text))
    assert found is None, (found, text)
    return text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("line", LINES, ids=lambda line: shown(" ".join(line[0]))[:60])
def test_it_prints_text_in_any_encoding(
    line: tuple[list[str], set[int]], encoding: str, projects: dict[str, str]
) -> None:
    command = [sys.executable, "-m", "reportgen", *arguments(line[0], projects)]
    env = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "LC_ALL"}}
    env |= {"TERM": "xterm-256color", "PYTHONIOENCODING": encoding}
    env |= {"LC_ALL": "C"} if encoding == "ascii" else {}
    status, said = piped(command, env)
    text = sane(said, encoding)
    assert status in line[1], text
    assert "\x1b" not in text
    assert said
    status, said = at_a_terminal(command, {**env, "NO_COLOR": "1"})
    text = sane(said, encoding)
    assert status in line[1], text
    assert not COLOUR.search(text)
    if encoding == "utf-8":
        status, said = at_a_terminal(command, env)
        assert status in line[1], sane(said, encoding)


def test_what_is_poisoned_is_told_with_escapes(projects: dict[str, str]) -> None:
    for line, name in ((["check", "--project", "SETTINGS"], "PRJ004"), (["check", "--project", "DATA"], "DAT008")):
        done = subprocess.run(
            [sys.executable, "-m", "reportgen", *arguments(line, projects)], capture_output=True, text=True, check=False
        )
        assert name in done.stderr
        assert "\x1b" not in done.stderr
        assert "\u202e" not in done.stderr
        # What cannot be the name of a file is shown with a sign for each such character.
        assert ("\\x1b]0;OWNED\\x07" if name == "DAT008" else "\ufffd]0;OWNED\ufffd") in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_passes_a_command_on(form: str) -> None:
    found = [finding("PRJ001", Location(POISON, 1, 1), f"a\n{POISON}", f"b\r\n{POISON}")]
    told = printers.FORMATS[form](found, "")
    assert RAW.search(told) is None
    if form in {"json", "sarif"}:
        assert told.isascii()
        assert repr(POISON)[1:-1] in str(json.loads(told))
    if form == "github":
        assert len(told.splitlines()) == 1
        assert "a%0A" in told


def test_what_goes_on_and_why_are_told_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say(*terminal.why([Step(f"chart {POISON}\n", False, (f"[bold]{POISON}",))]))
    terminal.say("a\nb", POISON)
    assert RAW.search(capsys.readouterr().out) is None


@given(st.text())
def test_shown_text_is_one_line_that_commands_nothing(text: str) -> None:
    told = shown(text)
    assert RAW.search(told) is None
    assert "\n" not in told
    assert told.encode("utf-8") or not text
    assert shown(told) == told
    assert told == text or RAW.search(text) or "\n" in text or re.search("[\ud800-\udfff\u180e\ufff9-\ufffb]", text)


def test_all_is_printed_in_one_place() -> None:
    """The program's very first and last words, which quote nothing, are left out."""
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).as_posix() in {"commands/terminal.py", "cli.py", "__main__.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not (isinstance(node, ast.Name) and node.id == "print"), f"{path}:{node.lineno}"
            assert not (
                isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout.write", "sys.stderr.write"}
            )
