from __future__ import annotations

import time

import pytest

from reportgen.bundle.page import plain, said


def test_the_words_of_uses_are_read_by_their_numbers() -> None:
    page = said('<main><p>It cost <a id="use:3" class="traced">$2.5&nbsp;<em>million</em></a> &amp; more.</p></main>')
    assert page.text == "It cost $2.5\N{NO-BREAK SPACE}million & more."
    assert plain(page.uses[3]) == "25million"


@pytest.mark.parametrize("hidden", ["script", "style", "svg", "nav"])
def test_what_says_nothing_of_the_brief_is_left_out(hidden: str) -> None:
    assert said(f"<p>a</p><{hidden}>7<b>8</b></{hidden}><p>b</p>").text == "ab"
    assert said('<div class="x apparatus">7<div>8</div></div><p>b</p>').text == "b"


@pytest.mark.parametrize("part", ["<", "<svg", "<a id='use:1'", "<svg><svg>", "<!--", "</", "<p>&"])
def test_reading_takes_time_that_grows_with_the_page(part: str) -> None:
    began = time.monotonic()
    said(part * 200_000)
    assert time.monotonic() - began < 10
