"""The data package and its CSV files → tables."""
