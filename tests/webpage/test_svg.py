from __future__ import annotations

import pytest

from reportgen.webpage.svg import SvgError, inline

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'


def drawn(body: str, title: str = "Costs", description: str = "") -> str:
    return inline(f"{HEAD}{body}</svg>".encode(), "c", title, description)


def test_a_chart_keeps_shapes_and_texts_and_gets_a_title_and_a_description() -> None:
    made = drawn(
        "<metadata>x</metadata><style>*{}</style>"
        '<g id="a"><path d="M 0 0 L 1 1" style="fill: #17446e; stroke-width: 0.4"/>'
        "<text style=\"font: bold 8px 'X'; text-anchor: middle\">5 &lt; 6</text></g>",
        'A "title" <b>',
        "What & why",
    )
    assert made.startswith('<svg viewBox="0 0 10 10" role="img" aria-labelledby="c-title c-text">')
    assert '<title id="c-title">A &quot;title&quot; &lt;b&gt;</title><desc id="c-text">What &amp; why</desc>' in made
    assert '<path d="M 0 0 L 1 1" fill="#17446e" stroke-width="0.4"/>' in made
    assert 'font-weight="bold" font-size="8"' in made
    assert "5 &lt; 6</text>" in made
    assert "style" not in made


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p>x</p></foreignObject>",
        '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
        '<image xlink:href="https://example.org/x.png"/>',
        '<path d="M 0 0" onclick="alert(1)"/>',
        '<path d="M 0 0" fill="url(https://example.org/#x)"/>',
        '<use xlink:href="https://example.org/#x"/>',
        '<path d="M 0 0" style="background: url(https://example.org)"/>',
        '<g id="&quot;><script>alert(1)</script>"><path d="M 0 0"/></g>',
    ],
)
def test_what_acts_or_loads_does_not_stand_in_a_page(body: str) -> None:
    try:
        made = drawn(body)
    except SvgError:
        return
    for word in ("script", "javascript", "onclick", "example.org", "foreignObject"):
        assert word not in made


@pytest.mark.parametrize(
    "content",
    [b"", b"<html/>", b"%PDF-1.4", b'<!DOCTYPE svg [<!ENTITY a "x">]>' + f"{HEAD}&a;</svg>".encode(), b"<svg/>"],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(SvgError):
        inline(content, "c", "t", "")


def test_an_element_that_no_chart_draws_is_refused() -> None:
    with pytest.raises(SvgError, match="animate"):
        drawn("<animate/>")
