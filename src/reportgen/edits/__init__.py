"""What reviewers changed in Word → which words of which template lines change, and what is told instead."""
