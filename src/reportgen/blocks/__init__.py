"""A volume → its text as blocks of pandoc, which the page for browsers and the Word file are written of."""
