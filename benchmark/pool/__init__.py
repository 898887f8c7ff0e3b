"""Many returns: merge, counts, disclosure control, benchmark, comparison, pairs."""
