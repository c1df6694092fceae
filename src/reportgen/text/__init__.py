"""Text on its way to the page: LaTeX as a type, characters, and words in the brief's language."""
