"""LaTeX as people write it in bibliographies → Unicode text, and what of it has no equivalent."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pylatexenc import latex2text, latexwalker
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, SpecialsTextSpec
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexCommentNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexNode,
    LatexWalker,
)
from pylatexenc.macrospec import std_macro

from reportgen.inputs.bibliography.latex_subset import decode_subset
from reportgen.inputs.bibliography.markup import (
    NOCASE,
    SMALL_CAPS,
    lowered,
    raised,
    with_csl_tags,
    without_entities,
    without_tags,
)

# pylatexenc reports to a logger, which would write to standard error; we return problems instead.
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

# CSL-JSON knows these tags in titles; other citation processors read them too.
_TAGS: Final[dict[str, tuple[str, str]]] = {
    "emph": ("<i>", "</i>"),
    "mkbibemph": ("<i>", "</i>"),
    "textit": ("<i>", "</i>"),
    "textsl": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "mkbibbold": ("<b>", "</b>"),
    "textsc": (SMALL_CAPS, "</span>"),
    "textsuperscript": ("<sup>", "</sup>"),
    "mkbibsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
}
_MOVED: Final = {"textsuperscript": raised, "mkbibsuperscript": raised, "textsubscript": lowered}
_QUOTES: Final = frozenset({"enquote", "mkbibquote", "textquote"})
_TRANSPARENT: Final = frozenset(
    {"textrm", "textsf", "texttt", "textup", "textnormal", "mbox", "url", "nolinkurl"}
    | {"ensuremath", "mathrm", "mathit", "mathbf", "mathsf", "text"}
)
_IGNORED: Final = frozenset(
    ["relax", "protect", "/", "-", "noindent", "autocap", "hspace", "nobreakdash", "allowbreak", "linebreak", "newline"]
)
_WORDS: Final = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "slash": "/",
    # ASCII characters that LaTeX has commands for; pylatexenc lacks them, or gives another character.
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textquotedbl": '"',
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "dollar": "$",
    "ddag": "‡",
    "degree": "°",
    "textnumero": "№",
    "thinspace": "\u2009",
}
_MATH: Final = {"sim": "~", "circ": "°", "degree": "°"}
"""What commands of mathematics stand for in titles, where pylatexenc gives another character."""

_SCRIPTS: Final = {"^": ("<sup>", "</sup>", raised), "_": ("<sub>", "</sub>", lowered)}
_MACRO: Final = re.compile(r"\\(?:[A-Za-z]+ ?|[~^](?:\{\})?)")
_ADDRESS: Final = re.compile(r"[\\{}]")
_TILDES: Final = re.compile(r"\$\\sim\$|\\(?:textasciitilde|~)(?![A-Za-z])(?:\{\})?|\{\\~\{\}\}")

_ACTIVE: Final = re.compile(r"[\\{}$~%]|--|``|''|[?!]`")
_PERCENT: Final = re.compile(r"(?<!\\)%")
_BRACE: Final = re.compile(r"[{}]")
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v]+")
_ESCAPED: Final = re.compile(r"\\([_%&#$~{}])")
_DEEPEST: Final = 40


@dataclass(frozen=True)
class DecodedField:
    """A field as plain text and as CSL-JSON rich text, with the commands that could not be decoded."""

    text: str
    rich: str
    problems: tuple[str, ...] = ()


def _walker_context() -> object:
    context = latexwalker.get_default_latex_context_db()
    macros = [std_macro(name, "{") for name in sorted({*_TAGS, *_QUOTES, *_TRANSPARENT})]
    macros += [std_macro("href", "{{"), std_macro("hspace", "*{")]
    context.add_context_category("bibliography", macros=macros, prepend=True)
    return context


def _text_context() -> latex2text.LatexContextDb:
    context = latex2text.get_default_latex_context_db()
    context.add_context_category(
        "bibliography",
        prepend=True,
        macros=[MacroTextSpec(name, text) for name, text in _WORDS.items()],
        specials=[SpecialsTextSpec("&", "&")],
    )
    return context


_WALKER_CONTEXT: Final = _walker_context()
_TEXT_CONTEXT: Final = _text_context()
_TO_TEXT: Final = LatexNodes2Text(latex_context=_TEXT_CONTEXT, math_mode="text")


def verbatim(source: str) -> str:
    """Return a field such as ``url`` that is not LaTeX, without the escapes that people put in nevertheless."""
    return _ESCAPED.sub(r"\1", source.strip())


def address(source: str) -> str:
    r"""Return a URL or identifier without the LaTeX that reference managers put in: ``{\_}``, ``\%``, ``\url{…}``."""
    if not _ADDRESS.search(source):
        return source.strip() if "$" not in source else _TILDES.sub("~", source.strip())
    text = _ESCAPED.sub(r"\1", _TILDES.sub("~", source.replace(r"{\{}", "%7B").replace(r"{\}}", "%7D")))
    text = _MACRO.sub(lambda macro: _named(macro[0]), text)
    return text.replace("{", "").replace("}", "").replace("\\", "").strip()


def _named(macro: str) -> str:
    name = macro[1:].strip()
    if name in _TRANSPARENT or name in _IGNORED or name == "href":
        return ""
    return _character(f"{macro} ") or ""


def decode(source: str) -> DecodedField:
    """Turn a field's LaTeX into Unicode; never fails.

    Braces around a word become ``nocase`` in the rich text, so that a style does not change its
    case. A command without equivalent is left out, its arguments stay, and it is listed.
    """
    source = without_entities(source)
    decoded = _decoded(source)
    if "</" not in decoded.text:
        return decoded
    return DecodedField(without_tags(decoded.text), with_csl_tags(decoded.rich), decoded.problems)


def _decoded(source: str) -> DecodedField:
    if not _ACTIVE.search(source):
        text = _tidy(source)
        return DecodedField(text, text)
    if _depth(source) > _DEEPEST:
        text = _tidy(source.replace("{", "").replace("}", ""))
        return DecodedField(text, text, ("braces nested too deeply",))
    easy = decode_subset(source, _character, NOCASE)
    return _parsed(source) if easy is None else DecodedField(_tidy(easy[0]), _tidy(easy[1]))


@cache
def _character(source: str) -> str | None:
    """Return what one command with its letter, or a ligature, stands for; there are few hundreds of them."""
    decoded = _parsed(source)
    return None if decoded.problems else decoded.text


def _parsed(source: str) -> DecodedField:
    try:
        # In a .bib file a percent sign is no comment, and in a brief it must not swallow the rest of a title.
        nodes = LatexWalker(
            _PERCENT.sub(r"\\%", source), latex_context=_WALKER_CONTEXT, tolerant_parsing=True
        ).get_latex_nodes()[0]
        plain, rich = _Writer(rich=False), _Writer(rich=True)
        text, marked = plain.nodes(nodes), rich.nodes(nodes)
    except Exception:  # Broken LaTeX makes pylatexenc raise errors of many kinds, RecursionError among them.
        text = _tidy(source)
        return DecodedField(text, text, ("LaTeX that cannot be read",))
    return DecodedField(_tidy(text), _tidy(marked), tuple(dict.fromkeys(plain.problems)))


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _depth(source: str) -> int:
    depth = deepest = 0
    for brace in _BRACE.findall(source):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


class _Writer:
    """Writes LaTeX nodes as text; ``problems`` collects what has no equivalent."""

    def __init__(self, *, rich: bool) -> None:
        self._rich = rich
        self._depth = 0
        self.problems: list[str] = []

    def nodes(self, nodes: Iterable[LatexNode | None]) -> str:
        return "".join(self._node(node) for node in nodes if node is not None)

    def _node(self, node: LatexNode) -> str:
        if isinstance(node, LatexCharsNode):
            return str(node.chars)
        if isinstance(node, LatexGroupNode):
            return self._group(node)
        if isinstance(node, LatexMacroNode):
            return self._macro(node)
        if isinstance(node, LatexCommentNode):
            return ""
        if isinstance(node, LatexEnvironmentNode):
            self.problems.append(rf"\begin{{{node.environmentname}}}")
            return self.nodes(node.nodelist)
        if isinstance(node, LatexMathNode):
            self._report_unknown(node.nodelist)
            return self._math(node.nodelist)
        return str(_TO_TEXT.node_to_text(node))

    def _math(self, nodes: Iterable[LatexNode | None]) -> str:
        """Write simple mathematics: what stands behind ``^`` and ``_`` is raised and lowered."""
        parts: list[LatexNode | str] = []
        for node in nodes:
            parts.extend(str(node.chars).replace(" ", "") if isinstance(node, LatexCharsNode) else [node])
        written, script = [], ""
        for part in parts:
            if isinstance(part, str) and part in _SCRIPTS and not script:
                script = part
                continue
            text = part if isinstance(part, str) else self._math_node(part)
            written.append(self._script(script, text) if script else text)
            script = ""
        return "".join(written) + script

    def _math_node(self, node: LatexNode) -> str:
        if isinstance(node, LatexGroupNode):
            return self._math(node.nodelist)
        if isinstance(node, LatexMacroNode):
            if node.macroname in _MATH:
                return _MATH[node.macroname]
            if node.macroname in _TRANSPARENT or node.macroname in _TAGS:
                return self._math(self._inside(_arguments(node)))
        return str(_TO_TEXT.node_to_text(node)).strip()

    def _script(self, mark: str, text: str) -> str:
        opening, closing, moved = _SCRIPTS[mark]
        if not text or text == "°":
            return text
        return f"{opening}{text}{closing}" if self._rich else moved(text)

    def _group(self, node: LatexGroupNode) -> str:
        first = next(iter(node.nodelist), None)
        # As in BibTeX: {\"O} is a letter, {Oslo} protects its case; only the outermost braces count.
        protects = self._rich and self._depth == 0 and first is not None and not isinstance(first, LatexMacroNode)
        self._depth += 1
        text = self.nodes(node.nodelist)
        self._depth -= 1
        return text.join(NOCASE) if protects and text.strip() else text

    def _macro(self, node: LatexMacroNode) -> str:
        name = node.macroname
        arguments = _arguments(node)
        if name in _TAGS or name in _QUOTES or name in _TRANSPARENT:
            around = _TAGS.get(name, ("", "")) if self._rich else ("", "")
            around = ("“", "”") if name in _QUOTES else around
            self._depth += 1
            text = self.nodes(self._inside(arguments))
            self._depth -= 1
            if not self._rich and name in _MOVED:
                text = _MOVED[name](text)
            return text.join(around)
        if name in _IGNORED:
            return ""
        if _TEXT_CONTEXT.get_macro_spec(name) is None:
            self.problems.append(f"\\{name}")
            return self.nodes(arguments)
        self._report_unknown(arguments)
        text = str(_TO_TEXT.macro_node_to_text(node))
        if not text:
            self.problems.append(f"\\{name}")
        return text

    @staticmethod
    def _inside(arguments: Sequence[LatexNode]) -> list[LatexNode]:
        """Return the arguments without the braces that only mark where they begin and end."""
        inside: list[LatexNode] = []
        for argument in arguments:
            inside.extend(argument.nodelist if isinstance(argument, LatexGroupNode) else [argument])
        return inside

    def _report_unknown(self, nodes: Iterable[LatexNode]) -> None:
        for node in nodes:
            if isinstance(node, LatexMacroNode) and node.macroname not in _TAGS:
                if _TEXT_CONTEXT.get_macro_spec(node.macroname) is None:
                    self.problems.append(f"\\{node.macroname}")
                self._report_unknown(_arguments(node))
            elif isinstance(node, LatexGroupNode):
                self._report_unknown(node.nodelist)


def _arguments(node: LatexMacroNode) -> list[LatexNode]:
    if node.nodeargd is None or node.nodeargd.argnlist is None:
        return []
    return [argument for argument in node.nodeargd.argnlist if argument is not None]
