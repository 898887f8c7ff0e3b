"""The plan: what to do next, in order, and who does what by when."""
