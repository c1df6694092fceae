"""Draft and inputs → findings."""
