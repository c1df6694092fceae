"""Outputs under their final names, and one build at a time in a folder."""
