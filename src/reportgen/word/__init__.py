"""A volume → a Word file of the same text, with captions, references and notes that Word itself keeps."""
