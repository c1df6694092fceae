"""What was used where and what that rests on: the ledger, ways through it, and its exports."""
