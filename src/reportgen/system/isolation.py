"""Where code and programs may come from: never from the folder that a command happens to be given or run in.

This is loaded before anything else, so that it uses nothing but what Python itself has loaded by then.
"""

import os
import sys


def isolate() -> None:
    """Leave the folder in which this process runs out of where modules and programs are looked for.

    ``python -m`` and an empty or relative entry of PYTHONPATH or PATH let what lies in that folder count for a
    module or a program of its name, and that folder may be a stranger's project. Call it first of all.
    """
    sys.path[:] = modules(sys.path, os.environ.get("PYTHONPATH", ""))
    os.environ["PATH"] = programs(os.environ.get("PATH", ""))
    if os.name == "nt":
        # Windows looks for programs in the current folder first, unless this is set.
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"


def modules(path: list[str], given: str) -> list[str]:
    """Return a search path of modules without the current folder and what PYTHONPATH (``given``) names in it."""
    here = _here()
    named = {_real(entry) for entry in given.split(os.pathsep) if not _apart(entry, here)}
    own = os.path.realpath(home())
    return [entry for entry in path if (real := _real(entry)) == own or real not in {here, *named}]


def programs(path: str) -> str:
    """Return a search path of programs (PATH) with full paths only: others depend on where one stands."""
    kept = [entry for entry in path.split(os.pathsep) if os.path.isabs(entry)]
    # An empty search path means the current folder.
    return os.pathsep.join(kept) or os.defpath


def home() -> str:
    """Return the folder that the package ``reportgen`` lies in."""
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _apart(entry: str, here: str) -> bool:
    """Tell whether an entry of a search path names a folder that does not lie in the current one."""
    real = _real(entry)
    return os.path.isabs(entry) and real != here and not real.startswith(os.path.join(here, ""))


def _here() -> str:
    return _real(os.curdir)


def _real(entry: str) -> str:
    try:
        return os.path.realpath(entry)
    except OSError:  # the current folder was removed
        return ""
