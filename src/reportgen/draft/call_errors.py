"""How calls and filters of templates are written, and what is told of one that is written otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature

from reportgen.draft.printable import CallError


def call_checked(name: str, call: Callable[..., object], piped: bool = False) -> Callable[..., object]:
    """Return a call that answers arguments that it does not have, or cannot use, with how it is written.

    ``piped``: it is a filter, whose first argument stands before the bar.
    """
    form = signature(call)
    hint = f"write {signature_text(name, form, piped)}"

    @wraps(call)
    def checked(*arguments: object, **named: object) -> object:
        try:
            form.bind(*arguments, **named)
        except TypeError as error:
            raise CallError("TPL005", f"{name}(): {error}", hint) from error
        try:
            return call(*arguments, **named)
        except (TypeError, AttributeError, ValueError, ArithmeticError) as error:
            raise CallError("TPL005", f"{name}() cannot use what it is given: {error}", hint) from error

    return checked


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
