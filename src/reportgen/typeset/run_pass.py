"""One pass of TeX."""

from __future__ import annotations

from pathlib import Path

from reportgen.system.process import NOT_STARTED, Completed, Handle, Hear, run
from reportgen.typeset import environment
from reportgen.typeset.files import lay_out
from reportgen.typeset.model import Engine, InitialState, Manuscript
from reportgen.typeset.preamble import NAME, without_preamble


def prepare(manuscript: Manuscript, start: InitialState, folder: Path, *, whole: bool = True) -> None:
    """Write what a run of TeX begins with into its folder; ``whole`` as in ``without_preamble``."""
    lay_out((without_preamble(manuscript, whole=whole) if start.format else manuscript).files, folder)
    if start.format:
        (folder / f"{NAME}.fmt").write_bytes(start.format)
    for name, content in start.auxiliary.items():
        (folder / name).write_bytes(content)


def run_pass(
    engine: Engine,
    folder: Path,
    epoch: int,
    dumped: bool,
    heard: Hear | None = None,
    seconds: float | None = None,
    handle: Handle | None = None,
) -> Completed:
    """Run one pass of TeX in a folder where all that it reads lies; ``dumped`` says that there is a format.

    No engine is started where nothing confines it, whatever a project says about the finding (TEX017).
    """
    if not environment.may_start(engine):
        return Completed(NOT_STARTED, b"", b"nothing here confines it")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-file-line-error"]
    command += environment.tex_options(engine)
    command += ["-recorder", f"-fmt={NAME}"] if dumped else ["-recorder"]
    try:
        return run(
            [*command, f"{NAME}.tex"],
            folder=folder,
            environment=environment.tex_environment(epoch),
            seconds=environment.SECONDS if seconds is None else seconds,
            limits=environment.LIMITS,
            writable=environment.tex_writable(folder, engine),
            readable=(environment.CONFINE,),
            heard=heard,
            handle=handle,
        )
    except OSError as error:
        return Completed(NOT_STARTED, b"", (error.strerror or str(error)).encode())
    finally:
        environment.tex_ended(folder, engine)
