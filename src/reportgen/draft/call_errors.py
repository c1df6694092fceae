"""How calls and filters of templates are written, and what is told of one that is written otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import BoundArguments, Parameter, Signature, signature

from reportgen.draft.printable import CallError
from reportgen.inputs.data.model import Row


def call_checked(name: str, call: Callable[..., object], piped: bool = False) -> Callable[..., object]:
    """Return a call that answers arguments that it does not have, or cannot use, with how it is written.

    ``piped``: it is a filter, whose first argument stands before the bar.
    """
    form = signature(call)
    hint = f"write {signature_text(name, form, piped)}"

    @wraps(call)
    def checked(*arguments: object, **named: object) -> object:
        try:
            bound = form.bind(*arguments, **named)
        except TypeError as error:
            raise CallError("TPL005", f"{name}(): {error}", hint) from error
        try:
            return call(*arguments, **named)
        except KeyError as error:
            raise CallError("TPL006", f'{name}() was given rows without a column "{error.args[0]}"', hint) from error
        except (TypeError, AttributeError, ValueError, ArithmeticError) as error:
            told = next(_unfit(bound), str(error))
            raise CallError("TPL005", f"{name}() cannot use what it is given: {told}", hint) from error

    return checked


def _unfit(bound: BoundArguments) -> Iterator[str]:
    """Yield what a call needs instead of what it was given, by the types that its parameters are declared with."""
    for name, given in bound.arguments.items():
        parameter = bound.signature.parameters[name]
        for value in given if parameter.kind is Parameter.VAR_POSITIONAL else [given]:
            told = "none" if value is None else f"something of the type {type(value).__name__}"
            if parameter.annotation == "str" and not isinstance(value, str):
                yield f"{name} is a text, and not {told}"
            if parameter.annotation == "Rows" and not (
                isinstance(value, list | tuple) and all(isinstance(row, Row) for row in value)
            ):
                yield f"{name} are rows, as rows(…) gives them, and not {told}"


def signature_text(name: str, form: Signature, piped: bool = False) -> str:
    """Say how a call is written: ``figure(name, decimals=…)``, or ``… | spelled``."""
    parts = [_part(parameter) for parameter in form.parameters.values()]
    if not piped:
        return f"{name}({', '.join(parts)})"
    return f"… | {name}({', '.join(parts[1:])})" if parts[1:] else f"… | {name}"


def _part(parameter: Parameter) -> str:
    if parameter.kind is Parameter.VAR_POSITIONAL:
        return f"{parameter.name}, …"
    if parameter.kind is Parameter.VAR_KEYWORD:
        return "rule=reason, …" if parameter.name == "answers" else "column=value, …"
    return parameter.name if parameter.default is Parameter.empty else f"{parameter.name}=…"
