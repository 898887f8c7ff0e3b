"""A council's contacts and channels as text, rows and a workbook."""
