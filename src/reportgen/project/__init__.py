"""report.toml → Project."""
