"""Languages other than English: the words by which their texts print numbers and say that they fell or rose."""
