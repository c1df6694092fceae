"""A volume → one page for a browser, and what catalogues are told of it."""
