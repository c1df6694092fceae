"""English: the one place that knows its words."""
