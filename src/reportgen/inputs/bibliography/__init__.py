"""BibTeX files → works."""
