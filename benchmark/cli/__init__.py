"""A thin skin over plain functions: flags in, one call, exit code out. One module a command family."""
