"""One file to hand a brief on by: everything that a build made, and what it was made from."""
