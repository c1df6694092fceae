from __future__ import annotations

import subprocess
import sys

from reportgen.exhibits.charts.render import DRAW
from reportgen.exhibits.kinds import SPECS


def test_every_kind_is_declared_and_drawn() -> None:
    assert SPECS.keys() == DRAW.keys()


def test_specs_agree_with_themselves() -> None:
    for name, spec in SPECS.items():
        assert spec.name == name
        assert any(spec.roles.values())
        assert set(spec.tables) <= set(spec.options)
        assert spec.summary.endswith(".")


def test_specs_are_known_without_matplotlib() -> None:
    code = "import sys, reportgen.exhibits.kinds; sys.exit('matplotlib' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
