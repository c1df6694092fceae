"""Data, a bibliography and LaTeX templates into a brief in which nothing stands without a source."""

__version__ = "0.1.0"
