"""The open data of a benchmark: a data package that programs can read, made from the benchmark object alone."""
