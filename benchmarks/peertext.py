"""What reportgen typeset → what somebody would have typed: LaTeX for biblatex, and plain LaTeX for pandoc."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_CITATION: Final = re.compile(r"\\unskip\\space\\used\{\d+\}\(")
_PLACE: Final = re.compile(r",\s(?:sect?s?\.|nn?\.(?!d\.)|pp?\.|§)")
_WIDTH: Final = re.compile(r"[PRC]\{([\d.]+)mm\}")
_TEXT_WIDTH: Final = 142.0
_KEPT: Final = re.compile(r"\\renewcommand\\exhibitlong(?:head|foot)\{")
_PLAIN: Final[dict[str, tuple[int, Callable[..., str]]]] = {
    "keep": (1, lambda inside: inside + "\n\n"),
    "exhibithead": (3, lambda kind, name, title: _paragraph(rf"\textbf{{{title}}}")),
    "exhibitfoot": (2, lambda note, source: _paragraph(note) + _paragraph(f"Source: {source}")),
    "keyfinding": (2, lambda head, words: _paragraph(rf"\textbf{{{head}}} {words}")),
    "evidencesource": (1, lambda title: _paragraph(rf"\textbf{{{title}}}")),
    "evidenceitem": (
        5,
        lambda anchor, name, place, quote, note: _paragraph(rf"\textbf{{{name}}} {place}. “{quote}”{note}"),
    ),
    "textdigest": (3, lambda work, title, digest: _paragraph(rf"\emph{{{title}}} {digest}")),
    "exhibitcolumn": (1, lambda words: rf"\textbf{{{words}}}"),
    "exhibitgroup": (1, lambda words: rf"\textbf{{{words}}}"),
    "exhibitref": (1, lambda name: "the exhibit"),
    "unnumberedchapter": (2, lambda title, short: rf"\chapter{{{title}}}"),
    "runningtitle": (1, lambda title: ""),
}
"""Macros of the brief's style: how many arguments, and what plain LaTeX says instead."""
_SIMPLER: Final = tuple(
    (re.compile(pattern, re.MULTILINE), plain)
    for pattern, plain in (
        (r"^\\multicolumn\{\d+\}\{@\{\}p\{\\linewidth\}@\{\}\}\{\\exhibitlong(head|foot)\}\\\\%?\n", ""),
        (r"\\includegraphics\[[^\]]*\]", r"\\includegraphics"),
        (r"\\(begin|end)\{(exhibittable|evidencelist|keyfindings|table|figure)\}(\[[^\]]*\])?", ""),
        (r"\\(begin|end)\{answer\}", r"\\\1{quote}"),
        (r"\\(begin|end)\{tabular\}", r"\\\1{longtable}"),
        (r"\\(nopagebreak|addlinespace)(\[[^\]]*\])?%?\n?", ""),
        (r"^(\\bottomrule|\\exhibitlongend)?\\exhibitlongfoot.*\n", ""),
        (r"^\\exhibitlong(end|foot)%?$", ""),
        (r"\\par\\vspace\{\\intextsep\}|@\{\}", ""),
    )
)


def _paragraph(text: str) -> str:
    return f"\n\n{text}\n\n"


def by_hand(text: str) -> str:
    """Turn a file of ``build/tex`` into one written by hand: citations by biblatex, no marks of reportgen."""
    text = _grouped(text)
    text = macro(text, "cited", 3, lambda key, _, words: f"\\cite{_option(_place(words))}{{{key}}}")
    text = macro(text, "traced", 2, lambda _, words: words)
    text = macro(text, "sourcename", 2, lambda _, words: f"\\emph{{{words}}}")
    return macro(macro(text, "used", 1, lambda _: ""), "noted", 1, lambda _: "")


def for_pandoc(text: str) -> str:
    """Turn a file written by hand into LaTeX without macros of its own, which pandoc reads."""
    text = _KEPT.sub(r"\\keep{", text)
    for name, (count, write) in _PLAIN.items():
        text = macro(text, name, count, write)
    for pattern, plain in _SIMPLER:
        text = pattern.sub(plain, text)
    return _WIDTH.sub(lambda found: f"p{{{float(found[1]) / _TEXT_WIDTH:.3f}\\textwidth}}", text)


def macro(text: str, name: str, count: int, write: Callable[..., str]) -> str:
    """Replace each call of a macro by what ``write`` makes of its arguments, which may hold calls themselves."""
    begin = re.compile(rf"\\{name}(?=\{{)")
    parts: list[str] = []
    at = 0
    while found := begin.search(text, at):
        parts.append(text[at : found.start()])
        arguments, end = [], found.end()
        for _ in range(count):
            close = closing(text, end, "{}")
            arguments.append(macro(text[end + 1 : close], name, count, write))
            end = close + 1
        parts.append(write(*arguments))
        at = end
    return "".join([*parts, text[at:]])


def closing(text: str, begin: int, pair: str) -> int:
    """Find what closes the brace at ``begin``. Raises ``ValueError`` if nothing does."""
    depth = 0
    for index in range(begin, len(text)):
        escaped = index > 0 and text[index - 1] == "\\"
        if text[index] == pair[0] and not escaped:
            depth += 1
        elif text[index] == pair[1] and not escaped:
            depth -= 1
            if depth == 0:
                return index
    raise ValueError(f"nothing closes the {pair[0]} before {text[begin : begin + 40]!r}")


def _grouped(text: str) -> str:
    """Turn each citation in brackets, of one work or several, into one call of biblatex."""
    parts: list[str] = []
    at = 0
    while found := _CITATION.search(text, at):
        end = closing(text, found.end() - 1, "()")
        parts += [text[at : found.start()], " ", _citation(text[found.end() : end])]
        at = end + 1
    return "".join([*parts, text[at:]])


def _citation(inside: str) -> str:
    calls: list[str] = []
    before = ""
    for each in re.split(r"(?=\\cited\{)", inside):
        if each.startswith("\\cited{"):
            call = macro(each, "cited", 3, lambda key, _, words: f"{_option(_place(words)) or '[]'}{{{key}}}\0")
            calls.append(before + call.split("\0")[0])
        before = "[as cited in]" if each.rstrip().endswith("as cited in") else ""
    return (r"\autocite" if len(calls) == 1 else r"\autocites") + "".join(calls)


def _place(words: str) -> str:
    """Return the place in a work out of a formatted citation: "sec. Methods"; "" where there is none."""
    found = _PLACE.search(words)
    return words[found.start() + 2 :] if found else ""


def _option(place: str) -> str:
    return f"[{place}]" if place else ""
