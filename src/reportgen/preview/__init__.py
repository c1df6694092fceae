"""The page in a browser that shows the brief while it is being written."""
