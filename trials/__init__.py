"""Trials of the whole tool, from outside: faults, and the same bytes in other worlds."""
