"""Charts, reports and tables. Rows first, then a picture of the rows."""
