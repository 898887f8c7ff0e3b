"""Score answers to a question set. Pure: no files, no terminal, no clock, no randomness."""
