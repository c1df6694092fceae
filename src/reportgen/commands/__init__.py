"""One module for each command, loaded when it is asked for; its ``run`` gives the exit status."""
