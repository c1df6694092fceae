"""The SVG of a chart → what of it may stand in a page: shapes and texts, and nothing that runs, loads or links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree import ElementTree

_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS: Final = frozenset(
    (
        *("g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("defs", "clipPath", "use", "pattern"),
    )
)
_ATTRIBUTES: Final = frozenset(
    (
        *("id", "d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "points"),
        *(
            "transform",
            "patternTransform",
            "patternUnits",
            "clip-path",
            "clip-rule",
            "fill",
            "fill-opacity",
            "fill-rule",
        ),
        *("opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
        *("stroke-miterlimit", "stroke-opacity", "stroke-width"),
        *("font-family", "font-size", "font-style", "font-weight", "text-anchor"),
    )
)
_DROPPED: Final = frozenset(("metadata", "title", "desc", "style"))
_VALUE: Final = re.compile(r"[\w\s#.,()+\-:%'\"/]*")
_LOCAL: Final = re.compile(r"url\(#([\w.-]+)\)")
_FONT: Final = re.compile(r"(?:(italic|oblique|normal)\s+)?(?:(bold|normal|\d{3})\s+)?([\d.]+)px\s+(.+)")
_FAMILY: Final = "'TeX Gyre Heros', Helvetica, Arial, 'Liberation Sans', sans-serif"


class SvgError(ValueError):
    """A picture that is no SVG, or holds what no chart draws."""


def inline(content: bytes, name: str, title: str, description: str) -> str:
    """Return a chart as an element of HTML, with a title and a description for who does not see it.

    All names in it begin with that of the chart. Style sheets become attributes, as the page's policy lets none in.
    Raises ``SvgError``.
    """
    if b"<!ENTITY" in content:
        raise SvgError("it declares entities")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError) as error:
        raise SvgError("it is no XML") from error
    box = root.get("viewBox", "")
    if root.tag != f"{_SVG}svg" or not re.fullmatch(r"[\d. -]{1,80}", box):
        raise SvgError("it is no SVG with a view box")
    body = "".join(piece for child in root for piece in _element(child, name))
    ids = f"{name}-title {name}-text"
    head = (
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-text">{escape(description)}</desc>'
        if description
        else f'<title id="{name}-title">{escape(title)}</title>'
    )
    labelled = ids if description else f"{name}-title"
    return f'<svg viewBox="{box}" role="img" aria-labelledby="{labelled}">{head}{body}</svg>'


def _element(element: ElementTree.Element, name: str) -> Iterator[str]:
    tag = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    if tag in _DROPPED or not tag:
        return
    if tag not in _ELEMENTS:
        raise SvgError(f"it has an element {tag[:40]!r}")
    told = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(element, name))
    inner = "".join(piece for child in element for piece in _element(child, name))
    text = escape(element.text or "") if tag in {"text", "tspan"} else ""
    if tag == "g" and not inner:
        return
    yield f"<{tag}{told}>{text}{inner}</{tag}>" if text or inner else f"<{tag}{told}/>"


def _attributes(element: ElementTree.Element, name: str) -> Iterator[tuple[str, str]]:
    given = dict(element.attrib)
    for part in given.pop("style", "").split(";"):
        key, _, value = part.partition(":")
        if value:
            given |= _styled(key.strip(), value.strip())
    href = given.pop(_HREF, "") or given.pop("href", "")
    if href.startswith("#"):
        yield "href", f"#{name}-{href[1:]}"
    for key, value in given.items():
        if key not in _ATTRIBUTES or not _VALUE.fullmatch(value):
            continue
        if key == "id":
            yield key, f"{name}-{value}"
        elif "url(" in value:
            if found := _LOCAL.fullmatch(value):
                yield key, f"url(#{name}-{found[1]})"
        elif key == "font-family":
            yield key, _FAMILY
        else:
            yield key, value


def _styled(key: str, value: str) -> dict[str, str]:
    if key != "font":
        return {key: value}
    found = _FONT.fullmatch(value)
    if not found:
        return {}
    told = {"font-style": found[1], "font-weight": found[2], "font-size": found[3], "font-family": "sans"}
    return {name: text for name, text in told.items() if text and text != "normal"}
