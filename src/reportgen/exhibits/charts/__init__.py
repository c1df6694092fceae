"""The kinds of chart; the only place that uses matplotlib."""
