"""Usages → formatted citations and bibliography, by CSL."""
