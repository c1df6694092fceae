"""The words of sentences beside those of the passages that they cite → findings."""
