"""LaTeX → PDF, with findings that point at the templates."""
