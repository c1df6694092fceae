"""How texts say numbers, dates and names; English in its own room, every other language in a module."""
