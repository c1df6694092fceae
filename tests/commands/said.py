"""The command line, run in this process."""

from __future__ import annotations

import pytest

from reportgen import cli


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Return the status, and what was printed to both streams."""
    status = cli.main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err
