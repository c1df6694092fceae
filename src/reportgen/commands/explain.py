"""``reportgen explain``."""

from __future__ import annotations

import argparse

from reportgen.commands.output import OK, USAGE, print_error, print_line, print_text
from reportgen.findings.explain import explanation
from reportgen.findings.rules import RULES, did_you_mean


def run(options: argparse.Namespace) -> int:
    """Say what a finding means; without a code, list all findings."""
    if options.code is None:
        for rule in RULES.values():
            print_line(f"{rule.code}  {rule.name:<26} {rule.severity:<8} {rule.summary}")
        return OK
    code = str(options.code).upper()
    if code not in RULES:
        hint = did_you_mean(code, RULES)
        print_error(f"no finding has the code {options.code}" + (f"; {hint}" if hint else ""))
        return USAGE
    rule = RULES[code]
    print_text(f"{rule.summary} ({rule.severity})\n\n{explanation(code)}")
    return OK
