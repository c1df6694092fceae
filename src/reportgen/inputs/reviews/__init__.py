"""What second readers have said of a brief, line by line."""
