"""ro-crate-metadata.json of a bundle, by the library of those who look after the format.

RO-Crate 1.2: https://w3id.org/ro/crate/1.2. Process Run Crate 0.5: https://w3id.org/ro/wfrun/process/0.5.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote, unquote

from rocrate.rocrate import ROCrate

from reportgen.bundle.model import CITATION, CRATE, LEDGER, PROJECT, README, RECORD, SUMS, WORKS, Description
from reportgen.store.fingerprint import of_bytes

_PROFILE: Final = "https://w3id.org/ro/wfrun/process/0.5"
_KINDS: Final = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "csv": "text/csv",
    "bib": "application/x-bibtex",
    "tex": "application/x-tex",
    "png": "image/png",
    "cff": "application/yaml",
    "toml": "application/toml",
}
_ABOUT: Final = (
    (PROJECT, "What the brief was made from"),
    ("tex", "LaTeX, or a chart, of the brief as it was set"),
    (LEDGER, "What stands where in the brief, and what it rests on"),
    (RECORD, "What the brief was made from and by, with digests"),
    (WORKS, "The works cited, as CSL-JSON"),
    (CITATION, "How to cite the brief"),
    (README, "What is in the bundle, and how to verify it"),
    (SUMS, "The SHA-256 of every file"),
    ("", "A volume of the brief, to be read"),
)
"""What files are, by how their paths begin; the first that fits."""


def crate(told: Description, files: Mapping[str, bytes]) -> bytes:
    """Return the metadata of a bundle that holds these files, and a list of digests beside them."""
    made = ROCrate(version="1.2")
    for path in sorted({*files, SUMS}):
        made.add_jsonld(_file(path, files.get(path)))
    made.add_jsonld(
        {"@id": _PROFILE, "@type": ["CreativeWork", "Profile"], "name": "Process Run Crate", "version": "0.5"}
    )
    for entity in (*_authors(told), _licence(told), _software(told)):
        made.add_jsonld(entity)
    made.add_jsonld(_action(told, files))
    about = {
        "name": told.title,
        "description": told.about or told.title,
        "datePublished": told.date,
        "version": told.edition,
        "inLanguage": told.language,
        "keywords": ", ".join(told.keywords),
        "identifier": told.identifier,
        "url": told.url,
        "creativeWorkStatus": told.status,
        "publisher": {"@id": "#author-1"},
        "author": [{"@id": author["@id"]} for author in _authors(told)],
        "license": {"@id": _licence(told)["@id"]},
        "conformsTo": {"@id": _PROFILE},
        "mentions": {"@id": "#build"},
        "hasPart": [{"@id": _id(path)} for path in sorted({*files, SUMS})],
    }
    graph = made.metadata.generate()
    for entity in graph["@graph"]:
        if entity["@id"] == "./":
            entity.update({key: value for key, value in about.items() if value})
    graph["@graph"].sort(key=lambda entity: (entity["@id"] not in {CRATE, "./"}, str(entity["@id"])))
    return json.dumps(graph, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def listed(content: bytes) -> Mapping[str, str]:
    """Return the files that metadata list, with their SHA-256 or nothing. Raises ``ValueError`` and the like."""
    entities = {entity["@id"]: entity for entity in json.loads(content)["@graph"]}
    paths = [part["@id"] for part in entities["./"]["hasPart"]]
    if len(paths) != len({*paths}):
        raise ValueError("a file is listed twice")
    return {unquote(path): str(entities[path].get("sha256", "")) for path in paths}


def _id(path: str) -> str:
    return quote(path)


def _file(path: str, content: bytes | None) -> Mapping[str, Any]:
    about = next(about for start, about in _ABOUT if path.startswith(start))
    kind = _KINDS.get(path.rpartition(".")[2], "text/plain")
    known = {} if content is None else {"contentSize": str(len(content)), "sha256": of_bytes(content)}
    return {"@id": _id(path), "@type": "File", "name": path, "description": about, "encodingFormat": kind, **known}


def _authors(told: Description) -> list[Mapping[str, Any]]:
    return [
        {"@id": f"#author-{number}", "@type": "Organization", "name": name}
        for number, name in enumerate(told.authors, 1)
    ]


def _licence(told: Description) -> Mapping[str, Any]:
    if not told.licence:
        said = "The publisher has stated no licence."
        return {"@id": "#licence", "@type": "CreativeWork", "name": "No licence stated", "description": said}
    address = f"https://spdx.org/licenses/{told.licence}"
    said = "The licence of the brief, as SPDX names it."
    return {"@id": address, "@type": "CreativeWork", "name": told.licence, "description": said}


def _software(told: Description) -> Mapping[str, Any]:
    version = {"version": told.reportgen, "softwareVersion": told.reportgen}
    return {"@id": "#reportgen", "@type": "SoftwareApplication", "name": "reportgen", **version, "url": README}


def _action(told: Description, files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Return the run of the program that made all the rest of what is in the project."""
    return {
        "@id": "#build",
        "@type": "CreateAction",
        "name": f"Building {told.title}",
        "description": "reportgen build, and reportgen bundle",
        "agent": [{"@id": author["@id"]} for author in _authors(told)],
        "endTime": datetime.fromtimestamp(told.epoch, UTC).isoformat(),
        "instrument": {"@id": "#reportgen"},
        "object": [{"@id": _id(path)} for path in sorted(files) if path.startswith(PROJECT)],
        "result": [{"@id": _id(path)} for path in sorted(files) if not path.startswith(PROJECT)],
    }
