"""Jinja2 with LaTeX-friendly delimiters, sandboxed, escaping everything that is not LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import CodeType
from typing import Any, ClassVar, Final

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, nodes, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.draft.budget import OPERATORS, PADDING, Budget, check_operator, within
from reportgen.latex import Latex

MARK_OPEN: Final = "\x01"
MARK_CLOSE: Final = "\x02"
MOST_COMPILED: Final = 500
MARKS: Final = "\x01\x02\x03\x04"
"""Characters that mark lines and usages; a template may not contain them."""

_COUNTED: Final = "counted steps"  # No name that a template could write.


class LineMarks(Extension):
    """Puts before each line and each expression of a template a mark that names its place.

    The lexer knows the line of every token, whatever the trimming, so that the marks stay
    exact through loops, macros and includes. ``linemap`` takes them out again.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Add the marks to a template's tokens."""
        for item in stream:
            if item.type == "data":
                lines = item.value.split("\n")
                marked = (mark(stream.name, item.lineno + n) + line for n, line in enumerate(lines))
                yield Token(item.lineno, "data", "\n".join(marked))
            else:
                if item.type == "variable_begin":
                    yield Token(item.lineno, "data", mark(stream.name, item.lineno))
                yield item


class AnalysisBlock(Extension):
    """``\\BLOCK{analysis "id" rests_on=[…]}…\\BLOCK{endanalysis}``: the authors' own inference."""

    tags = {"analysis"}  # noqa: RUF012 (declared so by jinja2)

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the block into a call of the global ``analysis`` with the block's content."""
        line = next(parser.stream).lineno
        arguments = [parser.parse_expression()]
        parser.stream.skip_if("comma")
        parser.stream.expect("name:rests_on")
        parser.stream.expect("assign")
        arguments.append(parser.parse_expression())
        body = parser.parse_statements(("name:endanalysis",), drop_needle=True)
        call = nodes.Call(nodes.Name("analysis", "load"), arguments, [], None, None)
        return nodes.CallBlock(call, [], [], body).set_lineno(line)


def mark(template: str | None, line: int) -> str:
    """Give the mark for a line of a template."""
    return f"{MARK_OPEN}{template}:{line}{MARK_CLOSE}"


def _join(parts: Iterable[str]) -> Latex:
    return Latex("".join(parts))


class LatexEnvironment(ImmutableSandboxedEnvironment):
    """Macros, set blocks and calls give LaTeX, since their parts have been escaped one by one.

    Templates are compiled once in a process: nothing is worked out while they are, so that what comes of it
    is the same for all environments.
    """

    concat = staticmethod(_join)
    _compiled: ClassVar[dict[tuple[str, str | None], CodeType]] = {}

    def compile(self, source: Any, name: Any = None, filename: Any = None, raw: Any = False, defer: Any = False) -> Any:
        """Give the code of a template, see ``jinja2.Environment.compile``."""
        if raw or not isinstance(source, str):
            return super().compile(source, name, filename, raw, defer)
        if (source, name) not in self._compiled:
            if len(self._compiled) >= MOST_COMPILED:
                self._compiled.clear()
            self._compiled[source, name] = super().compile(source, name, filename)
        return self._compiled[source, name]

    intercepted_binops = OPERATORS

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse to make something very large."""
        check_operator(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None).set_lineno(loop.lineno)
        return tree


def environment(source: Callable[[str], str | None], finalize: Callable[[object], str]) -> LatexEnvironment:
    """Make an environment that finds templates by ``source`` (path → text or ``None``)."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        text = source(name)
        if text is None:
            raise TemplateNotFound(name)
        return text, name, lambda: True

    @pass_context
    def final(_context: Context, value: object) -> str:
        return finalize(value)

    made = LatexEnvironment(
        block_start_string=r"\BLOCK{",
        block_end_string="}",
        variable_start_string=r"\VAR{",
        variable_end_string="}",
        comment_start_string=r"\#{",
        comment_end_string="}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=final,
        optimized=False,
        loader=FunctionLoader(load),
        extensions=[LineMarks, AnalysisBlock, "jinja2.ext.do"],
    )
    made.filters[_COUNTED] = Budget().counted
    made.filters |= {name: within(made.filters[name]) for name in PADDING}
    return made
