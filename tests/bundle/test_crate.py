from __future__ import annotations

import json
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from bundle.test_readme import TOLD
from reportgen.bundle.crate import crate, listed
from reportgen.bundle.model import CRATE
from reportgen.store.fingerprint import of_bytes

FILES = {"brief.pdf": b"%PDF", "project/data/a b.csv": b"id\n", "tex/brief.tex": b""}


def test_it_lists_each_file_with_its_digest() -> None:
    digests = {path: of_bytes(content) for path, content in FILES.items()}
    assert listed(crate(TOLD, FILES)) == {**digests, "SHA256SUMS": ""}


def test_it_is_always_the_same() -> None:
    assert crate(TOLD, FILES) == crate(TOLD, dict(reversed(FILES.items())))


def test_a_file_that_is_listed_twice_is_no_list() -> None:
    graph = json.loads(crate(TOLD, FILES))
    (root,) = (entity for entity in graph["@graph"] if entity["@id"] == "./")
    root["hasPart"] *= 2
    with pytest.raises(ValueError, match="twice"):
        listed(json.dumps(graph).encode())


def test_the_library_of_the_format_reads_it(tmp_path: Path) -> None:
    for path, content in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "SHA256SUMS").write_bytes(b"")
    (tmp_path / CRATE).write_bytes(crate(TOLD, FILES))
    read = ROCrate(tmp_path)
    assert (read.name, read.metadata.id) == ("Bridges", CRATE)
    assert read.metadata["conformsTo"] == "https://w3id.org/ro/crate/1.2"
    (action,) = read.get_by_type("CreateAction")
    assert [part.id for part in action["object"]] == ["project/data/a%20b.csv"]
    assert action["instrument"]["softwareVersion"] == "0.1.0"
    assert read.root_dataset["license"].id == "https://spdx.org/licenses/CC-BY-4.0"
