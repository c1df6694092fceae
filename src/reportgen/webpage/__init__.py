"""A volume → one page for a browser, and the same text for other programs; pandoc reads the LaTeX."""
