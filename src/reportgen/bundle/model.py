"""A bundle: what it is of, where what stands in it, and how much of one was verified."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field

README: Final = "README.txt"
SUMS: Final = "SHA256SUMS"
CRATE: Final = "ro-crate-metadata.json"
CITATION: Final = "CITATION.cff"
RECORD: Final = "build-record.json"
LEDGER: Final = "ledger.json"
WORKS: Final = "bibliography.json"
PROJECT: Final = "project/"
BUILD: Final = "build/"

FOLDER: Final = "dist"
"""The folder of a project that bundles are written to."""

LARGEST: Final = 500_000_000
"""Bytes that a bundle may have."""

MOST_FILES: Final = 10_000
_LONGEST: Final = 60
_OTHER: Final = re.compile(r"[^a-z0-9]+")

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def place(path: str) -> str:
    """Return where in a bundle a file stands that a record knows by a path relative to the project."""
    return path.removeprefix(BUILD) if path.startswith(BUILD) else f"{PROJECT}{path}"


@dataclass(frozen=True)
class Description:
    """What a bundle is of; ``epoch`` is the time of the brief in seconds since 1970, ``about`` says it in a line.

    ``volumes`` are titles by id, ``engine`` is what set them, ``reportgen`` its version.
    """

    name: str
    title: str
    authors: tuple[str, ...]
    date: str
    edition: str
    language: str
    about: str
    keywords: tuple[str, ...]
    licence: str
    identifier: str
    url: str
    status: str
    volumes: Mapping[str, str]
    engine: str
    reportgen: str
    epoch: int


def bundle_name(given: str, title: str, edition: str, date: str, status: str) -> str:
    """Return the name of a bundle without its ending: id (or title), edition, date, and whether it is a draft."""
    called = given or _slug(title) or "brief"
    return "-".join(filter(None, (called, _slug(edition), date, status if status == "draft" else "")))


def _slug(text: str) -> str:
    """Return a text as lower-case letters and digits with hyphens; nothing where it has none of ASCII."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub("-", plain).strip("-")
    return slug if len(slug) <= _LONGEST else slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]


@dataclass(frozen=True)
class BundleRecord:
    """What of the build record in a bundle is held against its files and PDFs."""

    __pydantic_config__ = ConfigDict(extra="ignore", strict=True)
    version: int
    reportgen: str
    date: str
    epoch: int
    inputs: dict[str, Digest]
    outputs: dict[str, Digest]
    tools: dict[str, str]
    findings: list[dict[str, Any]]
    rules: list[dict[str, Any]]

    @property
    def files(self) -> Mapping[str, str]:
        """The digests of all that the record names, by their places in the bundle."""
        return {place(path): digest for path, digest in {**self.inputs, **self.outputs}.items()}


@dataclass(frozen=True)
class Bundled:
    """A bundle that was written: its path, how many bytes and files it has, and its SHA-256."""

    path: str
    size: int
    files: int
    digest: str


@dataclass(frozen=True)
class VerifiedBundle:
    """How much of a bundle was looked at; ``digest`` is the SHA-256 of all of it, empty where it cannot be read."""

    files: int = 0
    volumes: int = 0
    numbers: int = 0
    citations: int = 0
    quotations: int = 0
    digest: str = ""
    record: BundleRecord | None = field(default=None, repr=False)
    held: Mapping[str, bytes] = field(default_factory=dict, repr=False)
