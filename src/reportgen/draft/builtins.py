"""Which of Jinja2's filters and of Python's methods templates have, and how much each may make.

What only web pages need (``urlize``, ``tojson``), what gives another text each time (``random``) and what only makes
sample text (``lipsum``) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reportgen.draft.limits import LONGEST, Budget, check_format, check_text, too_large, weight
from reportgen.draft.marks import MARK_CLOSE, MARK_OPEN, VALUE_CLOSE, VALUE_OPEN
from reportgen.draft.printable import CallError
from reportgen.text.latex import Latex

GLOBALS: Final = ("range", "dict", "namespace")
"""Names that templates have of Jinja2, beside the calls."""

FILTERS: Final = (
    *("abs", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "first", "float", "format"),
    *("groupby", "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min"),
    *("reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort", "string"),
    *("sum", "title", "trim", "truncate", "unique", "upper", "wordcount", "wordwrap"),
)
"""Filters that templates have of Jinja2."""

_TEXTUAL: Final = (
    *("capitalize", "center", "format", "indent", "join", "lower", "replace", "string", "title", "trim", "truncate"),
    *("upper", "wordcount", "wordwrap"),
)
_SIZED: Final = (
    *("batch", "center", "indent", "join", "ljust", "replace", "rjust", "round", "slice", "truncate", "wordwrap"),
    "zfill",
)
_SEARCHED: Final = ("lstrip", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "strip", "trim")
"""What may look at each character of one text as often as another has some, in one go."""
_LOOKS: Final = 100_000_000
"""How often characters may be looked at in one go: some tenths of a second."""
_WRAPPED: Final = 100_000
"""Characters that a filter may wrap: a long word is copied anew for each of its lines."""
_WIDEST: Final = 10_000
"""Sizes, such as the width of a line, that a filter or method may be given."""

_STR: Final = (
    *("capitalize", "casefold", "center", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii"),
    *("isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "ljust", "lower"),
    *("lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition"),
    *("rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill"),
)
_METHODS: Final[Mapping[type, Sequence[str]]] = {
    str: _STR,
    dict: ("copy", "get", "items", "keys", "values"),
    list: ("copy", "count", "index"),
    tuple: ("count", "index"),
    range: ("count", "index"),
    float: ("is_integer",),
}
_MARK: Final = re.compile(f"{MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}|[{VALUE_OPEN}{VALUE_CLOSE}]")
_PYTHONS: Final = (str, bytes, bytearray, int, float, complex, Decimal, list, tuple, dict, set, frozenset, range, type)


def bounded(name: str, function: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """Return a filter of Jinja2 that counts, and makes nothing that is too large. Raises ``CallError``."""
    # Jinja2 tells by marks on the function what else a filter is to be given, in front of all.
    skipped = 1 if getattr(function, "jinja_pass_arg", None) is not None else 0

    def limited(*args: Any, **kwargs: Any) -> Any:
        budget.call()
        given = list(args[skipped:])
        if name in {"join", "sum", "sort", "list"} and given:
            given[0] = list(budget.counted(given[0])) if not isinstance(given[0], str) else given[0]
        if name == "join" and (kwargs.get("attribute") is not None or len(given) > 2):
            raise CallError("TPL005", "join() takes no attribute here", 'write |map(attribute="…")|join(", ")')
        if name == "sum" and not _is_number((*given[2:], kwargs.get("start", 0))[0]):
            raise CallError("TPL005", "sum() adds up numbers only", "join texts and lists otherwise")
        if name in _TEXTUAL:
            # The text of a macro or block has marks of its lines in it; what is changed is plain text, without.
            given = [_MARK.sub("", item) if isinstance(item, Latex) else item for item in given]
            check_text([*given, *kwargs.values()])
        if name == "format":
            check_format(str(given[0]), "%", [*given[1:], *kwargs.values()])
        if name in _SIZED:
            _check_size(f"the filter {name}", given[0], [*given[1:], *kwargs.values()])
        _check_looks(name, given[0] if given else "", [*given[1:], *kwargs.values()])
        return budget.made(function(*args[:skipped], *given, **kwargs))

    limited.__dict__.update(getattr(function, "__dict__", {}))
    return limited


def called(function: Callable[..., Any], call: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """Return what carries out a call of a template: of the tool, of a macro, or of a method of a text or list.

    ``call`` is what Jinja2 would do. Raises ``CallError`` for methods that templates do not have.
    """

    def limited(*args: Any, **kwargs: Any) -> Any:
        budget.call()
        owner = getattr(function, "__self__", None)
        if not isinstance(owner, _PYTHONS):
            made = call(*args, **kwargs)
            return budget.made(made) if function is dict else made
        name = str(getattr(function, "__name__", ""))
        allowed = next((names for kind, names in _METHODS.items() if isinstance(owner, kind)), ())
        if isinstance(owner, bool) or name not in allowed:
            hint = "docs/templates.md lists what templates can use"
            raise CallError("TPL005", f'"{name}" of {type(owner).__name__} cannot be called in a template', hint)
        _check_looks(name, owner, args)
        if isinstance(owner, str) and name in _SIZED:
            given = [list(budget.counted(args[0]))] if name == "join" and len(args) == 1 else list(args)
            check_text(given)
            _check_size(f'the method "{name}"', owner, [*given, *kwargs.values()])
            return budget.made(call(*given, **kwargs))
        return budget.made(call(*args, **kwargs))

    return limited


def formatting(text: str, fill: Callable[..., str], budget: Budget) -> Callable[..., str]:
    """Return ``str.format`` or ``str.format_map`` of a text, for texts and numbers that do not make it too long."""

    def limited(*args: Any, **kwargs: Any) -> str:
        budget.call()
        check_format(text, "{", [*args, *kwargs.values()])
        return str(budget.made(fill(*args, **kwargs)))

    return limited


def _check_size(what: str, value: Any, given: Sequence[Any]) -> None:
    """Refuse sizes that are too large, and what would put too long a text between, or in the place of, too many."""
    sizes = [item for item in given if isinstance(item, int)]
    texts = sum(weight(item) for item in given if isinstance(item, str | list | tuple))
    if any(abs(size) > _WIDEST for size in sizes):
        raise too_large(what)
    items = weight(value) if isinstance(value, str | list | tuple) else 1
    if items * (1 + texts) > 10 * LONGEST * (1 if texts else 10):
        raise too_large(what)


def _check_looks(name: str, value: Any, given: Sequence[Any]) -> None:
    """Refuse what would go over texts too often before anything could look at the clock."""
    if not isinstance(value, str):
        return
    looks = len(value) * sum(len(item) for item in given if isinstance(item, str))
    if (name in _SEARCHED and looks > _LOOKS) or (name == "wordwrap" and len(value) > _WRAPPED):
        raise CallError("TPL007", f"{name}() of texts so long takes too much time", "give it shorter ones")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal)
