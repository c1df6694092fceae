"""What a build was made from, read again by who verifies it."""
