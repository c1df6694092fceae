"""What a PDF carries to be verified by, and whether it bears out its pages."""
