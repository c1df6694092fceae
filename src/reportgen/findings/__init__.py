"""What is wrong, where, and what to do about it: the one type of finding, the catalogue of rules, the printers."""
