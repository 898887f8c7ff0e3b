"""Bring in answers that were collected before, in a spreadsheet: a table and a mapping in, imported returns out."""
