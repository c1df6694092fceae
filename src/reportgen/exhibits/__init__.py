"""Declared exhibits → tables as LaTeX, charts as PDF."""
