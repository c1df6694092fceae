"""Statements beside their passages for a second reader, and what readers' verdicts come to."""
