"""Results by the content of what they were made from."""
