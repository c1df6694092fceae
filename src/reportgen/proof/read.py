"""PDF → what it holds and who signed it, read in processes of their own (see ``serve`` and ``signatures``)."""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from reportgen.proof.model import Opened, Sheet, Signature
from reportgen.system import process

LARGEST: Final = 100_000_000
"""Bytes that a PDF may have."""

SECONDS: Final = 60.0
"""Time that reading it may take; a brief of 90 pages takes about 2 seconds."""

_MEMORY: Final = 3_000_000_000
_OUTPUT: Final = 300_000_000
_HOME: Final = Path(__file__).parents[2]
# Isolated: neither the environment nor the folder that it runs in says where modules come from.
_SERVE: Final = "import sys; sys.path.append(sys.argv.pop()); from reportgen.proof.{} import serve; serve()"


class UnreadableError(Exception):
    """The PDF cannot be read; the message says why."""


def read(content: bytes) -> Opened:
    """Return what a PDF holds. Raises ``UnreadableError``."""
    done = _served("serve", content)
    try:
        answer = json.loads(done.stdout)
        if "reason" in answer:
            raise UnreadableError(str(answer["reason"]))
        return _opened(answer)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        more = f"takes more than {_MEMORY // 10**9} GB"
        raise UnreadableError(f"it is not a sound PDF, or to read it {more} (status {done.status})") from error


def can_examine() -> bool:
    """Whether the library is there that examines signatures and makes them."""
    return importlib.util.find_spec("pyhanko") is not None


def signatures(content: bytes, trusted: Sequence[bytes]) -> tuple[Signature, ...]:
    """Return the signatures of a PDF; files of certificates say whom to trust. Raises ``UnreadableError``."""
    told = json.dumps([base64.b64encode(item).decode("ascii") for item in trusted])
    done = _served("signatures", told.encode("ascii") + b"\n" + content)
    try:
        answer = json.loads(done.stdout)
        if "reason" in answer:
            raise UnreadableError(str(answer["reason"]))
        return tuple(Signature(**item) for item in answer["signatures"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError(f"its signatures cannot be read (status {done.status})") from error


def _served(module: str, content: bytes) -> process.Completed:
    # Confined as TeX is: it needs no files but Python's own.
    with tempfile.TemporaryDirectory(prefix=f"reportgen-{os.getpid()}-") as folder:
        done = process.run(
            [sys.executable, "-I", "-c", _SERVE.format(module), str(_HOME)],
            folder=Path(folder),
            stdin=content,
            seconds=SECONDS,
            limits=process.Limits(cpu=int(SECONDS), memory=_MEMORY, file=1_000_000, output=_OUTPUT),
            writable=(Path(folder),),
            readable=[path for path in (Path(sys.prefix), Path(sys.base_prefix), _HOME) if str(path) != "/usr"],
        )
    if done.stopped:
        limit = f"takes longer than {SECONDS:.0f} seconds" if done.stopped == "time" else "gives more than it may"
        raise UnreadableError(f"to read it {limit}")
    return done


def _opened(answer: dict[str, Any]) -> Opened:
    return Opened(
        tuple(Sheet(digest, text, tuple(links), label) for digest, text, links, label in answer["pages"]),
        {path: base64.b64decode(content) for path, content in answer["files"]},
        answer["record"],
        tuple(answer["active"]),
        answer["around"],
        answer["metadata"],
        answer["signed"],
    )
