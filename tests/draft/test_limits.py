"""No template takes without end, or fills the memory, whatever of Jinja2 or Python it uses."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from reportgen.draft import limits
from reportgen.draft.builtins import FILTERS, GLOBALS
from reportgen.draft.environment import environment
from reportgen.draft.line_map import resolve
from reportgen.draft.printable import CallError
from reportgen.findings.model import Location

BIG = r"\BLOCK{ set big = 'aaaaaaaaaa' * 90000 }"  # one letter alone counts twice
DOUBLING = r"\BLOCK{ set ns = namespace(x=START) }\BLOCK{ for i in range(60) }\BLOCK{ set ns.x = STEP }\BLOCK{ endfor }"


def render(text: str, **names: Any) -> str:
    env = environment(lambda _: text, str)
    return resolve(env.get_template("x").render(**names), Location("x")).text


def doubling(start: str, step: str, then: str = r"\VAR{ ns.x }") -> str:
    return DOUBLING.replace("START", start).replace("STEP", step) + then


ENDLESS = [
    r"\VAR{ 'x'.ljust(10**9) }",
    r"\VAR{ 'x'.rjust(10**9) }",
    r"\VAR{ 'x'.center(10**9) }",
    r"\VAR{ 'x'.zfill(10**9) }",
    r"\VAR{ '\t'.expandtabs(10**9) }",
    r"\VAR{ '{:1000000000}'.format(1) }",
    r"\VAR{ '{:{}}'.format(1, 10**9) }",
    r"\VAR{ '{x:1000000000}'.format_map({'x': 1}) }",
    r"\VAR{ '{0:>{1}}'.format('x', 10**9) }",
    r"\VAR{ '%*d' % (10**9, 1) }",
    r"\VAR{ '%1000000000d' % 1 }",
    r"\VAR{ '%.1000000000f' % 1 }",
    r"\VAR{ '%1000000000d'|format(1) }",
    BIG + r"\VAR{ ('%s' * 50) % ((big,) * 50) }",
    BIG + r"\VAR{ ('%(a)s' * 50) % {'a': big} }",
    BIG + r"\VAR{ ('{0}' * 50).format(big) }",
    BIG + r"\VAR{ big.replace('a', 'b' * 1000) }",
    BIG + r"\VAR{ big|replace('a', 'b' * 1000) }",
    BIG + r"\VAR{ big|replace('', 'b' * 1000) }",
    BIG + r"\VAR{ big.join(['x'] * 1000) }",
    BIG + r"\VAR{ (['x'] * 1000)|join(big) }",
    BIG + r"\VAR{ range(1000)|map('string')|join(big) }",
    BIG + r"\VAR{ [big, big] }",
    BIG + r"\VAR{ big ~ big }",
    BIG + r"\VAR{ big + big }",
    BIG + r"\BLOCK{ for i in range(100) }\VAR{ big }\BLOCK{ endfor }",
    BIG + r"\BLOCK{ macro m() }\BLOCK{ for i in range(9) }\VAR{ big }\BLOCK{ endfor }\BLOCK{ endmacro }\VAR{ m() }",
    BIG + r"\BLOCK{ set s }\BLOCK{ for i in range(9) }\VAR{ big }\BLOCK{ endfor }\BLOCK{ endset }",
    r"\BLOCK{ set ns = namespace(x=[]) }\BLOCK{ for i in range(1000) }"
    r"\BLOCK{ set ns.x = namespace(a=ns.x, b='aaaaaaaaaa' * 90000 ~ i) }\BLOCK{ endfor }",
    r"\VAR{ ('a\n' * 100000)|indent('b' * 10000) }",
    r"\VAR{ ('a ' * 100000)|wordwrap(1, wrapstring='b' * 10000) }",
    r"\VAR{ 'x'|indent(10**9) }",
    r"\VAR{ 'x'|center(10**9) }",
    r"\VAR{ 'x'|truncate(10**9) }",
    r"\VAR{ 'x'|wordwrap(10**9) }",
    r"\VAR{ [1]|batch(10**9, 0)|list }",
    r"\VAR{ [1]|slice(10**9)|list }",
    r"\VAR{ 1.5|round(10**9) }",
    r"\VAR{ ([[1]] * 100000)|sum(start=[]) }",
    r"\VAR{ (10**9)**(10**9) }",
    r"\VAR{ 'x' * 10**10 }",
    r"\VAR{ [0] * 10**10 }",
    r"\VAR{ (1).to_bytes(10**9, 'big') }",
    r"\VAR{ dict.fromkeys(range(10)) }",
    r"\VAR{ range(10**9) }",
    r"\VAR{ lipsum(10**6) }",
    r"\VAR{ cycler('a') }",
    r"\VAR{ joiner() }",
    r"\VAR{ 'x'|tojson(indent=10**9) }",
    r"\VAR{ ('(' * 900000)|urlize }",
    r"\VAR{ 'a'.translate({97: 'b' * 9}) }",
    r"\BLOCK{ for i in range(100000) }\BLOCK{ for j in range(100000) }\BLOCK{ endfor }\BLOCK{ endfor }",
    r"\BLOCK{ macro m() }\VAR{ m() }\BLOCK{ endmacro }\VAR{ m() }",
    r"\BLOCK{ macro m(n) }\BLOCK{ if n }\VAR{ m(n - 1) }\VAR{ m(n - 1) }\BLOCK{ endif }\BLOCK{ endmacro }\VAR{ m(99) }",
    r"\BLOCK{ macro m(n) }\BLOCK{ if n }\BLOCK{ do m(n - 1) }\BLOCK{ do m(n - 1) }\BLOCK{ endif }\BLOCK{ endmacro }"
    r"\BLOCK{ do m(99) }",
    r"\BLOCK{ include 'x' }\BLOCK{ include 'x' }",
    r"\BLOCK{ for x in [1] recursive }\VAR{ loop([x, x]) }\BLOCK{ endfor }",
    r"\BLOCK{ block a }\VAR{ self.a() }\BLOCK{ endblock }",
    doubling("'xx'", "ns.x ~ ns.x"),
    doubling("'xx'", "ns.x + ns.x"),
    doubling("[1]", "ns.x + ns.x"),
    doubling("[1]", "[ns.x, ns.x]"),
    doubling("(1,)", "(ns.x, ns.x)", r"\VAR{ {ns.x: 1}|length }"),
    doubling("[1]", "{'a': ns.x, 'b': ns.x}"),
    doubling("[1]", "dict(a=ns.x, b=ns.x)", r"\VAR{ ns.x == ns.x }"),
    doubling("1", "namespace(a=ns.x, b=ns.x)"),
    doubling("1", "namespace(a=ns.x, b=ns.x)", r"\VAR{ ns.x|string }"),
    doubling("1", "namespace(a=ns.x, b=ns.x)", r"\VAR{ '%s' % ns.x }"),
    doubling("1", "namespace(a=ns.x, b=ns.x)", r"\VAR{ '{}'.format(ns.x) }"),
    doubling("1", "namespace(a=ns.x, b=ns.x)", r"\VAR{ ns.x ~ '' }"),
    doubling("1", "namespace(a=ns.x, b=ns.x)", r"\VAR{ [ns.x]|join('') }"),
    doubling("1", "namespace(a=ns.x, b=ns.x)", r"\VAR{ ns.x|replace('a', 'b') }"),
    doubling("99", "ns.x * ns.x"),
    BIG + r"\VAR{ big.rfind('aaaaaaaaaa' * 40000 ~ 'b' ~ 'aaaaaaaaaa' * 40000) }",
    BIG + r"\VAR{ big.rsplit('aaaaaaaaaa' * 40000 ~ 'b' ~ 'aaaaaaaaaa' * 40000)|length }",
    BIG + r"\VAR{ big.rpartition('aaaaaaaaaa' * 40000 ~ 'b' ~ 'aaaaaaaaaa' * 40000)|length }",
    BIG + r"\VAR{ big.strip('bbbbbbbbbb' * 90000 ~ 'a') }",
    BIG + r"\VAR{ big|trim('bbbbbbbbbb' * 9000 ~ 'a') }",
    BIG + r"\VAR{ big|wordwrap(1)|length }",
    r"\VAR{ " + "(" * 10000 + ")" * 10000 + " }",
    r"\VAR{ " + "1+" * 10000 + "1 }",
]


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[-60:])
def test_what_would_not_end_is_refused_soon(text: str) -> None:
    # time of the processor: beside other programs the clock may reach the limit of budget.SECONDS first
    begun, had = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Exception, match=r"."):
        render(text)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - had < 400_000
    assert time.process_time() - begun < 30


def test_time_is_limited_whatever_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    monkeypatch.setattr(limits, "STEPS", 10**12)
    twice = r"\BLOCK{ macro m(n) }\BLOCK{ if n }\VAR{ m(n - 1) }\VAR{ m(n - 1) }\BLOCK{ endif }\BLOCK{ endmacro }"
    for text in (
        r"\BLOCK{ for i in range(99999) }\BLOCK{ do range(99999)|sum }\BLOCK{ endfor }",
        twice + r"\VAR{ m(99) }",
    ):
        begun = time.monotonic()
        with pytest.raises(CallError, match="longer than"):
            render(text)
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize("step", ["ns.x * ns.x", "ns.x ** 3", "1 / (ns.x * ns.x)"])
def test_no_number_grows_until_a_whole_one_takes_minutes(step: str) -> None:
    begun = time.process_time()
    with pytest.raises(CallError, match="a number is too large"):
        render(doubling("big", step, r"\VAR{ ns.x|int }"), big=Decimal("1e60"))
    assert time.process_time() - begun < 5


ORDINARY = [
    (BIG + r"\VAR{ (' ' ~ big ~ ' ').strip(' ')|length } \VAR{ big.rfind('b') }", "900000 -1"),
    (
        r"\VAR{ 'a/b/c'.rpartition('/')[2] } \VAR{ ' x. '|trim(' .') } \VAR{ ('word ' * 9)|wordwrap(20)|length }",
        "c x 44",
    ),
    (r"\VAR{ 'a,b'.split(',')|join('; ') }", "a; b"),
    (r"\VAR{ 'x'|center(5) }|", "  x  |"),
    (r"\VAR{ '{} of {:>3}'.format(1, 2) }", "1 of   2"),
    (r"\VAR{ '%s: %5.1f' % ('a', 2) }", "a:   2.0"),
    (r"\VAR{ 'a%05d'|format(7) }", "a00007"),
    (r"\VAR{ 'abc'.upper() ~ 1 ~ 'x' }", "ABC1x"),
    (r"\VAR{ 39700000000|round(1) }", "39700000000"),
    (r"\VAR{ [3, 1, 2]|sort|map('string')|join }", "123"),
    (r"\VAR{ [1, 2]|sum + 2**8 - 7 // 2 }", "256"),
    (r"\VAR{ {'a': 1}.get('a') } \VAR{ dict(b=2)['b'] }", "1 2"),
    (r"\BLOCK{ for a, b in [(1, 2), (3, 4)] }\VAR{ a }\VAR{ b }\VAR{ loop.index }\BLOCK{ endfor }", "121342"),
    (r"\BLOCK{ set a, b = 1, 2 }\VAR{ a }\VAR{ b }", "12"),
    (
        r"\BLOCK{ set n = namespace(x=0) }\BLOCK{ for i in [3] }\BLOCK{ set n.x = i }\BLOCK{ endfor }\VAR{ n.x }",
        "3",
    ),
    (r"\BLOCK{ macro m(x, y=[1]) }\VAR{ x }\VAR{ y[0] }\BLOCK{ endmacro }\VAR{ m('a') }", "a1"),
    (r"\BLOCK{ macro m(x) }\VAR{ caller() }\BLOCK{ endmacro }\BLOCK{ call m(2) }b\BLOCK{ endcall }", "b"),
    (r"\BLOCK{ for x in [1, [2, 3]] recursive }\VAR{ x if x is number else loop(x) }\BLOCK{ endfor }", "123"),
    (r"\VAR{ 'a\nb'|indent(2) }", "a\n  b"),
    (r"\BLOCK{ for g in [1, 2, 3]|batch(2) }\VAR{ g|length }\BLOCK{ endfor }", "21"),
    (r"\VAR{ 1 in [1, 2] and (1, 2) == (1, 2) }", "True"),
    (r"\BLOCK{ filter upper }a\BLOCK{ endfilter }", "A"),
    (r"\VAR{ 'b'|default('x') }\VAR{ ['q']|first }\VAR{ 'ab'|replace('a', 'c') }\VAR{ 'a b'|title }", "bqcbA B"),
]


@pytest.mark.parametrize(("text", "gives"), ORDINARY)
def test_what_templates_do_they_still_can(text: str, gives: str) -> None:
    assert render(text) == gives


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_one_of_jinja(name: str) -> None:
    assert name in Environment().filters
    assert GLOBALS


NESTED = st.recursive(
    st.one_of(st.text(max_size=20), st.integers(-(10**9), 10**9), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(st.text(max_size=3), inner, max_size=4)),
    max_leaves=30,
)


@given(NESTED)
def test_weight_is_about_what_would_be_printed(value: Any) -> None:
    def characters(item: Any) -> int:
        if isinstance(item, str):
            return len(item)
        if isinstance(item, dict):
            return sum(map(characters, [*item.keys(), *item.values()]))
        return sum(map(characters, item)) if isinstance(item, list) else 0

    assert characters(value) < limits.weight(value) <= 3 * len(repr(value)) + 1


@given(st.sampled_from("+-*/%"), st.one_of(st.text(), st.integers()), st.integers(-100, 100))
def test_operators_do_what_python_does(operator: str, left: Any, right: int) -> None:
    carry: Callable[[Any, Any], Any] = lambda a, b: eval(f"a {operator} b")  # noqa: E731
    try:
        expected = carry(left, right)
    except Exception as error:
        with pytest.raises((type(error), CallError)):
            limits.Budget().operated(operator, left, right, carry)
    else:
        assert limits.Budget().operated(operator, left, right, carry) == expected
