"""A council's digital-maturity self-assessment, anonymised returns, pools and peer comparison. Offline."""
