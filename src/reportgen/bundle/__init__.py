"""Records of a build: what was used where, and what it was made from."""
