"""Evidence rows and their lock, and where in the texts each quotation stands."""
