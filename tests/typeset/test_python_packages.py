from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from reportgen.typeset.python_packages import packages


def test_all_that_runs_is_named_with_its_version() -> None:
    found = packages()
    assert {"jinja2", "markupsafe", "matplotlib", "numpy", "pandas", "pydantic-core", "lxml"} <= set(found)
    assert all(found[name] == metadata.version(name) for name in found)
    assert not {"pytest", "reportgen", "ruff"} & set(found)


def test_extras_and_markers_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    described = {
        "Root_One": ["Leaf.A>=1", "leaf-b[more]; python_version > '3'", "dev-only; extra == 'dev'", "absent; x == 'y'"],
        "leaf-a": ["root-one"],
        "leaf-b": ["deep; extra == 'more'", "never; extra == 'other'"],
        "deep": [],
        "dev-only": [],
        "never": [],
    }
    for name, wanted in described.items():
        folder = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        folder.mkdir()
        lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0", *(f"Requires-Dist: {line}" for line in wanted)]
        (folder / "METADATA").write_text("\n".join(lines) + "\n\nRequires-Dist: dev-only\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert packages("root.one") == {"deep": "1.0", "leaf-a": "1.0", "leaf-b": "1.0"}
