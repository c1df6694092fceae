"""English: what a sentence says otherwise than its passage."""
