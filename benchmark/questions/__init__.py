"""Question sets: read, check, find; and the one parser of answers."""
