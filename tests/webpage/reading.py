"""A page as a reader's program takes it apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("meta", "link", "input", "br", "hr", "img", "col", "wbr"))


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inner: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inner)

    def all(self, *tags: str, kind: str = "") -> list[Element]:
        """Return the elements below with one of the tags (none: any), and with a class."""
        found: list[Element] = []
        for part in self.inner:
            if isinstance(part, Element):
                if (not tags or part.tag in tags) and (not kind or kind in part.attributes.get("class", "").split()):
                    found.append(part)
                found += part.all(*tags, kind=kind)
        return found

    def without(self, kind: str) -> str:
        """Return the text without that of elements of a class."""
        if kind in self.attributes.get("class", "").split():
            return ""
        return "".join(part if isinstance(part, str) else part.without(kind) for part in self.inner)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inner.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)


def parsed(html: str) -> Element:
    """Return the root of a page, in which every element is closed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]
