"""The texts of sources → words with their sections, notes, paragraphs and pages."""
