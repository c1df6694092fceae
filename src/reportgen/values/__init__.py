"""Values that rows and templates hold: dates, places in works, and numbers that follow from others."""
