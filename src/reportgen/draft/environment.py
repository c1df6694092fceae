"""Jinja2 with LaTeX-friendly delimiters, sandboxed, escaping everything that is not LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import CodeType
from typing import Any, ClassVar, Final

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from reportgen.draft.builtins import FILTERS, GLOBALS, bounded, called, formatting
from reportgen.draft.limits import OPERATORS, Budget, Quota, check_text
from reportgen.draft.marks import MARK_CLOSE, MARK_OPEN
from reportgen.draft.printable import Absent
from reportgen.inputs.data.model import Row
from reportgen.text.latex import Latex

MOST_COMPILED: Final = 500
MARKS: Final = "\x01\x02\x03\x04\x05\x06"
"""Characters that mark lines, usages and values; a template may not contain them."""

# No names that a template could write.
_COUNTED: Final = "counted steps"
_CONCATENATED: Final = "concatenated parts"
_MADE: Final = "made value"


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
    """``\\BLOCK{analysis "id" rests_on=[…] confidence="high"}…\\BLOCK{endanalysis}``: the authors' own inference."""

    tags = {"analysis"}  # noqa: RUF012 (declared so by jinja2)

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the block into a call of the global ``analysis`` with the block's content."""
        line = next(parser.stream).lineno
        arguments = [parser.parse_expression()]
        parser.stream.skip_if("comma")
        parser.stream.expect("name:rests_on")
        parser.stream.expect("assign")
        arguments.append(parser.parse_expression())
        parser.stream.skip_if("comma")
        if parser.stream.skip_if("name:confidence"):
            parser.stream.expect("assign")
            arguments.append(parser.parse_expression())
        else:
            arguments.append(nodes.Const(""))
        answers = list(_answers(parser))
        body = parser.parse_statements(("name:endanalysis",), drop_needle=True)
        call = nodes.Call(nodes.Name("analysis", "load"), arguments, answers, None, None)
        # what the block calls "confidence" is the word for it: a template that does not ask for it prints none
        return nodes.CallBlock(call, [nodes.Name("confidence", "param")], [], body).set_lineno(line)


def _answers(parser: Parser) -> Iterator[nodes.Keyword]:
    """Yield what stands behind ``rests_on`` in a block: ``rejected_reading="why"``."""
    parser.stream.skip_if("comma")
    while parser.stream.current.type == "name":
        name = next(parser.stream)
        parser.stream.expect("assign")
        yield nodes.Keyword(str(name.value), parser.parse_expression(), lineno=name.lineno)
        parser.stream.skip_if("comma")


def mark(template: str | None, line: int) -> str:
    """Return the mark for a line of a template."""
    return f"{MARK_OPEN}{template}:{line}{MARK_CLOSE}"


class _Measured(NodeTransformer):
    """Has everything counted that a template does without a call: loops, lists, mappings and the operator ``~``."""

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> nodes.Node:  # noqa: N802
        """Refuse ``autoescape``: it escapes for web pages, with signs that TeX acts on."""
        raise TemplateSyntaxError("autoescape is for web pages", node.lineno)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (named so by jinja2)
        """Count the steps of a loop."""
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Measure what is put together."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes).set_lineno(node.lineno), _CONCATENATED)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        """Measure a list."""
        self.generic_visit(node)
        return _filtered(node, _MADE)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        """Measure a mapping."""
        self.generic_visit(node)
        return _filtered(node, _MADE)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Measure a tuple, but not the names that a loop or ``set`` gives its parts."""
        self.generic_visit(node)
        return node if node.ctx == "store" else _filtered(node, _MADE)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    made = nodes.Filter(node, name, [], [], None, None)
    made.set_lineno(node.lineno)
    return made


class _Typed(CodeGenerator):
    """Keeps the type of all that a template prints: what it says itself is LaTeX, other text is what it was made.

    Jinja2 makes plain text of both, and has ways (a ``filter`` or ``call`` block) by which a value is not finalized.
    """

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return f"environment.written({super()._output_const_repr(group)})"

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")" if finalize.src else "")


class _Missing(Absent, StrictUndefined):
    """What a template names and there is not; of a row, in the words of templates."""

    @property
    def _undefined_message(self) -> str:
        row = self._undefined_obj
        if isinstance(row, Row):
            return f'row "{row.id}" of the table "{row.table}" has no column "{self._undefined_name}"'
        return super()._undefined_message


class LatexEnvironment(ImmutableSandboxedEnvironment):
    """Macros, set blocks and calls give LaTeX: what has become such, and other values once they are finalized.

    ``written`` is the type of what is made: ``Latex``, or ``str`` for plain text, which is escaped where it is set.
    Templates are compiled once in a process: nothing is worked out while they are, so that what comes of it
    is the same for all environments.
    """

    code_generator_class = _Typed
    intercepted_binops = OPERATORS
    written: type[str]
    finalized: Callable[[object], str]
    _compiled: ClassVar[dict[tuple[str, str | None], CodeType]] = {}

    def compile(self, source: Any, name: Any = None, filename: Any = None, raw: Any = False, defer: Any = False) -> Any:
        """Return the code of a template, see ``jinja2.Environment.compile``."""
        if raw or not isinstance(source, str):
            return super().compile(source, name, filename, raw, defer)
        if (source, name) not in self._compiled:
            if len(self._compiled) >= MOST_COMPILED:
                self._compiled.clear()
            self._compiled[source, name] = super().compile(source, name, filename)
        return self._compiled[source, name]

    def bound(self, budget: Budget) -> None:
        """Keep everything that templates of this environment do within a budget."""
        self.budget = budget
        self.concat = self.joined  # type: ignore[method-assign]
        self.globals = {name: self.globals[name] for name in GLOBALS}
        self.filters = {name: bounded(name, self.filters[name], budget) for name in FILTERS}
        self.filters |= {_COUNTED: budget.counted, _CONCATENATED: budget.concatenated, _MADE: budget.made}

    def joined(self, parts: Iterable[Any]) -> str:
        """Join what a template, macro or block gives; a part that is not LaTeX yet is finalized as others are."""
        typed = (part if isinstance(part, self.written) else self.finalized(part) for part in parts)
        return self.written(self.budget.joined(typed))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse to make something very large."""
        return self.budget.operated(operator, left, right, self.binop_table[operator])

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Count calls, and refuse those of Python's methods that make something very large."""
        carried_out = partial(super().call, __context, __obj)
        return called(__obj, carried_out, __self.budget)(*args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return ``str.format`` within bounds."""
        fill = super().wrap_str_format(value)
        return None if fill is None else formatting(value.__self__, fill, self.budget)

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 (named so by jinja2)
        self.budget.call()
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Measured().visit(super()._parse(source, name, filename))
        return tree


def environment(
    source: Callable[[str], str | None],
    finalize: Callable[[object], str],
    written: type[str] = Latex,
    allowance: Quota | None = None,
) -> LatexEnvironment:
    """Make an environment that finds templates by ``source`` (path → text or ``None``).

    ``finalize`` gives what is set for a value, of the type ``written``; ``allowance``: what is left for all templates.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        text = source(name)
        if text is None:
            raise TemplateNotFound(name)
        return text, name, lambda: True

    def set_value(value: object) -> str:
        check_text(value)
        return finalize(value)

    @pass_context
    def final(_context: Context, value: object) -> str:
        return set_value(value)

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
        undefined=_Missing,
        finalize=final,
        optimized=False,
        loader=FunctionLoader(load),
        extensions=[LineMarks, AnalysisBlock, "jinja2.ext.do"],
    )
    made.finalized, made.written = set_value, written
    made.bound(Budget(allowance))
    return made
