"""Templates → LaTeX chapters, with a record of everything that they use."""
