"""A thin skin over plain functions: flags in, one call, exit code out. One module a command family."""

import gc

# Nothing that is made while starting is garbage, and looking for it takes a twentieth of the time until the help or the
# first question shows: before that come 70,000 objects. So this stands before all other imports.
gc.set_threshold(100_000)
